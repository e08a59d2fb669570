"""The student's names, as the checks see them: calls go into the box, and only values come back.

A check that calls `fire(v, w, 2)` calls a proxy here. The arguments travel into the box as data, the student's
function runs there, its answer comes back as data, and arrays that it changed in place are changed here too. What is
no data (a class, an instance, a function that was returned) stays in the box, and a proxy stands for it. A proxy
never lets the box answer a comparison or a truth value: what decides a check is computed on this side.
"""

import builtins
import contextlib
import operator
import os
import select
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from arcgrade.clock import Clock
from arcgrade.inside import wire
from arcgrade.text import printable
from deeparc.core.task import OutOfTime

BODY = 256 * 2**20  # bytes of arrays that the box may send at once
THREADS = 64
STOPPED = "it was stopped"
_DEEPEST = 50  # calls back and forth inside each other


class Died(RuntimeError):
    """The student's process ended, or was ended, while it was asked."""

    cause = "the process that it ran in ended"


class Raised(Exception):
    """The student's code raised something that is no built-in error, or one that would steer the check."""

    cause = "raised an error of its own"


class Box:
    """One connection to one box.

    Args:
        channel: the socket.
        handle: a pidfd of the box's first process.
    """

    def __init__(self, channel: socket.socket, handle: int) -> None:
        self.channel, self.handle = channel, handle
        with open(f"/proc/self/fdinfo/{handle}") as file:
            self.process = next(int(line.split()[1]) for line in file if line.startswith("Pid:"))

    def kill(self) -> None:
        """End every process in the box at once."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        self.channel.close()
        os.close(self.handle)


class Session:
    """The box of one submission, and its successors when it dies.

    When a box dies, what killed it counts as failed; the next request starts a fresh box and runs the same cells
    again, without a cell that killed one.

    Args:
        start: starts a box.
        clock: measures it.
        seconds: what all cells and calls together may take.
    """

    def __init__(self, start: Callable[[], Box], clock: Clock, seconds: float) -> None:
        self._start, self.clock, self._seconds = start, clock, seconds
        self._began = clock.now()
        self._box: Box | None = None
        self._ran: list[str] = []  # cells, in order, for a fresh box
        self._depth = 0
        self.epoch = 0
        self.deaths: list[str] = []
        self.classes = False  # whether the student's classes are part of what is asked: else only data counts
        self._ours: list[Callable] = []
        self._proxies: dict[int, RemoteObject] = {}

    def _ask_shell(self, message: dict[str, Any]) -> tuple[dict[str, Any], list[bytearray]]:
        """Ask for what an honest box always has an answer to."""
        try:
            return self._ask(message)
        except (Died, OutOfTime):
            raise
        except Exception as error:  # the student's code broke the shell that it runs in
            self._die(f"it does not answer any more: {str(error)[:100]}")
            raise Died("it does not answer any more") from None

    def run(self, source: str, *, quiet: bool = False) -> list[dict[str, Any]]:
        """Run a cell in the box and return its outputs, as the box gives them.

        Raises:
            Died: the box did not survive it.
            OutOfTime: it was stopped by a time limit.
        """
        reply, _ = self._ask_shell({"do": "run", "source": source, "quiet": quiet})
        self._ran.append(source)
        outputs = reply.get("outputs")
        return outputs if isinstance(outputs, list) else []

    def names(self, names: list[str]) -> dict[str, object]:
        """Return what the box has under these names: data, or proxies."""
        reply, blobs = self._ask_shell({"do": "names", "names": names})
        decoder = wire.Decoder(blobs, self._proxy)
        values = reply.get("value")
        try:
            found = {n: decoder.decode(v) for n, v in values.items() if n in names} if isinstance(values, dict) else {}
        except wire.WireError as error:
            why = f"it sent what no answer can be: {error}"
            self._die(why)
            raise Died(why) from None
        for name, value in found.items():
            if isinstance(value, RemoteObject):
                value._arc_handle = name  # so that it outlives the box
        return found

    def call(self, proxy: "RemoteObject", method: str, args: tuple, kwargs: dict[str, object]) -> object:
        """Call a proxy or one of its methods."""
        encoder = wire.Encoder(self._handle)
        message = {"do": "call", "handle": self._number(proxy), "method": method}
        message |= {"args": encoder.encode(args), "kwargs": encoder.encode(kwargs)}
        reply, blobs = self._ask(message, encoder.blobs)
        decoder = wire.Decoder(blobs, self._proxy, encoder.shared)
        value = decoder.decode(reply.get("value"))
        for index, new in reply.get("changed") or ():
            _replace(encoder.shared[index], decoder.decode(new))
        return value

    def attribute(self, proxy: "RemoteObject", name: str, *new: object) -> object:
        """Read an attribute in the box, or set it."""
        encoder = wire.Encoder(self._handle)
        message = {"do": "attribute", "handle": self._number(proxy), "name": name}
        if new:
            message["value"] = encoder.encode(new[0])
        reply, blobs = self._ask(message, encoder.blobs)
        return wire.Decoder(blobs, self._proxy).decode(reply.get("value"))

    def isinstance(self, value: object, proxy: "RemoteObject") -> bool:
        """Ask whether a value is an instance of a class in the box."""
        encoder = wire.Encoder(self._handle)
        message = {"do": "isinstance", "handle": self._number(proxy), "value": encoder.encode(value)}
        return self._ask(message, encoder.blobs)[0].get("value") is True

    def close(self) -> None:
        """End the box."""
        if self._box:
            self.clock.forget()
            self._box.kill()
            self._box = None

    def _die(self, why: str) -> None:
        if self._box:
            self.deaths.append(why)
            self.close()

    def _ask(self, message: dict[str, Any], blobs: list[memoryview] = ()) -> tuple[dict[str, Any], list[bytearray]]:
        """Send a request and return the reply; meanwhile serve the box's calls of our functions."""
        if self.clock.now() - self._began > self._seconds:
            raise OutOfTime(f"the notebook's {self._seconds:g} s are used up")
        if self._depth > _DEEPEST:
            raise Died(f"more than {_DEEPEST} calls back and forth inside each other")
        self._depth += 1
        try:
            if not self._box:
                self._begin()
            wire.send(self._box.channel, message, blobs)
            while True:
                reply, received = self._receive()
                if "callback" not in reply:
                    break
                self._serve(reply, received)
        except (wire.Closed, wire.WireError, ValueError, OSError) as error:
            if isinstance(error, wire.WireError) and "to be sent" in str(error):
                raise
            why = "its process ended" if isinstance(error, wire.Closed) else f"it sent what no answer can be: {error}"
            self._die(why)
            raise Died(f"{why} (limits: 4 GiB of memory, no other process)" if "ended" in why else why) from None
        except BaseException:  # a time limit, above all
            self._die(STOPPED)
            raise
        finally:
            self._depth -= 1
        if "raised" in reply:
            raise self._error(reply["raised"])
        return reply, received

    def _begin(self) -> None:
        self.epoch += 1
        self._proxies.clear()
        self._ours.clear()
        self._box = self._start()
        self.clock.watch(self._box.process)
        for source in self._ran:
            wire.send(self._box.channel, {"do": "run", "source": source, "quiet": True})
            self._receive()

    def _receive(self) -> tuple[dict[str, Any], list[bytearray]]:
        while not select.select([self._box.channel], [], [], 0.2)[0]:
            if self.clock.threads() > THREADS:
                raise wire.WireError(f"it started more than {THREADS} threads")
        return wire.receive(self._box.channel, body=BODY)

    def _serve(self, request: dict[str, Any], blobs: list[bytearray]) -> None:
        """Call one of our functions for the box."""
        decoder = wire.Decoder(blobs, self._proxy)
        try:
            function = self._ours[wire.index(request["callback"], len(self._ours))]
            args, kwargs = decoder.decode(request["args"]), decoder.decode(request["kwargs"])
            before = [_copy(value) for value in decoder.shared]
            value = function(*args, **kwargs)
            encoder = wire.Encoder(self._handle, {id(v): k for k, v in enumerate(decoder.shared)})
            reply: dict[str, Any] = {"value": encoder.encode(value), "changed": []}
            for number, (now, old) in enumerate(zip(decoder.shared, before, strict=True)):
                if isinstance(now, np.random.Generator) or (
                    isinstance(now, np.ndarray) and not np.array_equal(now, old)
                ):
                    encoder.known.pop(id(now), None)
                    reply["changed"].append([number, encoder.encode(now)])
        except Exception as error:
            if self._box is None:
                raise Died("its process ended") from None
            encoder, reply = wire.Encoder(self._handle), {"raised": type(error).__name__}
        wire.send(self._box.channel, reply, encoder.blobs)

    def _handle(self, value: object) -> dict[str, Any]:
        if isinstance(value, RemoteObject):
            return {"t": "handle", "theirs": self._number(value)}
        if not callable(value):
            raise wire.WireError(f"a {type(value).__name__} is not to be sent to the box: pass data or a function")
        self._ours.append(value)
        return {"t": "handle", "mine": len(self._ours) - 1, "name": str(getattr(value, "__name__", "f"))}

    def _number(self, proxy: "RemoteObject") -> int | str:
        if isinstance(proxy._arc_handle, str):
            return proxy._arc_handle
        if proxy._arc_epoch != self.epoch or not self._box:
            raise Died("the process that it lived in ended")
        return proxy._arc_handle

    def _proxy(self, node: dict[str, Any]) -> object:
        if "theirs" in node:
            return self._ours[wire.index(node["theirs"], len(self._ours))]
        number, kind, name = node["mine"], node["kind"], node["name"]
        if type(number) is not int or kind not in ("function", "class", "object") or not isinstance(name, str):
            raise wire.WireError("a malformed handle")
        if number not in self._proxies:
            self._proxies[number] = RemoteObject(self, number, self.epoch, kind, name[:80])
        return self._proxies[number]

    def _error(self, raised: object) -> Exception:
        """Make the error that stands here for one in the box."""
        raised = raised if isinstance(raised, dict) else {}
        name, known, text = (raised.get(key) for key in ("name", "known", "text"))
        kind = getattr(builtins, known, None) if isinstance(known, str) else None
        text = printable(text if isinstance(text, str) else "")[:300]
        if not (isinstance(kind, type) and issubclass(kind, Exception)) or issubclass(kind, _STEERING):
            return Raised(f"{printable(name if isinstance(name, str) else 'error')[:80]}: {text}")
        # KeyError shows its text in quotes, and this one is in quotes already.
        return kind(text.strip("'\"") if kind is KeyError else text)


def _forward(name: str) -> Callable:
    def method(self: "RemoteObject", *args: object) -> object:
        self._arc_open()
        value = self._arc_session.call(self, name, args, {})
        if not isinstance(value, RemoteObject) and value is not NotImplemented:
            raise TypeError(f"arithmetic on {self!r} does not give another one")  # data would be the box's own verdict
        return value

    method.__name__ = name
    return method


# These would end a loop of the check's, or cannot be made from a text.
_STEERING = (StopIteration, StopAsyncIteration, UnicodeError, BaseExceptionGroup)
_ARITHMETIC = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor"]


class RemoteObject:
    """Stands for something in the box that is no data.

    A function can be called, and no more. Where a task asks for classes, their instances have attributes, methods,
    items and arithmetic too. Equality is identity, and nothing has a truth value, an order or a number to read as.
    """

    def __init__(self, session: Session, handle: int, epoch: int, kind: str, name: str) -> None:
        for key, value in (("session", session), ("handle", handle), ("epoch", epoch), ("kind", kind)):
            object.__setattr__(self, f"_arc_{key}", value)
        object.__setattr__(self, "__name__", name)

    def __call__(self, *args: object, **kwargs: object) -> object:
        """Call it in the box."""
        if self._arc_kind == "object":
            raise TypeError(f"{self.__name__!r} object is not callable")
        return self._arc_session.call(self, "", args, kwargs)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # NumPy and others look for protocols, which proxies do not have
            raise AttributeError(name)
        self._arc_open()
        return self._arc_session.attribute(self, name)

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_arc_"):
            object.__setattr__(self, name, value)
        else:
            self._arc_open()
            self._arc_session.attribute(self, name, value)

    def __instancecheck__(self, value: object) -> bool:
        return self._arc_session.isinstance(value, self)

    def __bool__(self) -> bool:
        raise TypeError(f"{self!r} has no truth value: expected data")

    def __len__(self) -> int:
        self._arc_open()
        return operator.index(self._arc_session.call(self, "__len__", (), {}))

    def __getitem__(self, key: object) -> object:
        self._arc_open()
        return self._arc_session.call(self, "__getitem__", (key,), {})

    def __iter__(self) -> Iterator[object]:
        self._arc_open()
        items = self._arc_session.call(self, "__iter__", (), {})
        if type(items) is not list:
            raise TypeError(f"{self!r} has no items")
        return iter(items)

    def _arc_open(self) -> None:
        """Refuse to ask a thing for more than a call, where the task asks for no class."""
        if not self._arc_session.classes:
            raise TypeError(f"the answer is {self!r}, expected data")

    def __repr__(self) -> str:
        return f"<{self._arc_kind} {self.__name__}>"


for _name in (*_ARITHMETIC, *(f"r{n}" for n in _ARITHMETIC), "neg", "pos", "abs", "invert"):
    setattr(RemoteObject, f"__{_name}__", _forward(f"__{_name}__"))
# NumPy's own operators give way to these, so that `array * value` asks the student's class.
RemoteObject.__array_ufunc__ = None


def _copy(value: object) -> object:
    return value.copy() if isinstance(value, np.ndarray) else None


def _replace(old: object, new: object) -> None:
    """Change a value here as it was changed in the box."""
    if type(old) is not type(new):
        raise wire.WireError("an argument came back as another type")
    if isinstance(old, np.ndarray):
        if old.flags.writeable:
            old[...] = new
    elif isinstance(old, list):
        old[:] = new
    elif isinstance(old, dict | set):
        old.clear()
        old.update(new)
    elif isinstance(old, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
