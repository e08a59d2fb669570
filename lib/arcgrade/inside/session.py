"""Runs the student's cells and answers for their names: the untrusted end of the wire."""

from __future__ import annotations

import contextlib
import io
import socket
import sys
from base64 import b64encode
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
import wire
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

OUTPUT = 2**20  # bytes that one cell may print or show


class _Shown(DisplayPublisher):
    """Keeps what a cell displays, in a notebook's form."""

    def publish(self, data: dict, metadata: dict | None = None, **_: object) -> None:
        self.shell.record({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class _Result(DisplayHook):
    """Keeps the value of a cell's last expression."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        self.shell.record(
            {
                "output_type": "execute_result",
                "data": format_dict,
                "metadata": md_dict or {},
                "execution_count": self.shell.execution_count,
            }
        )

    def finish_displayhook(self) -> None:
        pass


class _Stream(io.TextIOBase):
    """Stands for stdout or stderr."""

    def __init__(self, name: str, shell: Shell) -> None:
        self._name, self._shell = name, shell

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._shell.record({"output_type": "stream", "name": self._name, "text": str(text)})
        return len(text)


class Shell(InteractiveShell):
    """IPython without a terminal, a history file or a kernel."""

    def __init__(self) -> None:
        self.outputs: list[dict[str, Any]] = []
        self._room = OUTPUT
        super().__init__(display_pub_class=_Shown, displayhook_class=_Result)
        self.history_manager.enabled = False
        self.colors = "nocolor"
        self._all_types = list(self.display_formatter.active_types)
        with contextlib.suppress(Exception):
            self.enable_matplotlib("inline")

    def init_history(self) -> None:
        """Keep no history file."""
        self.config.HistoryManager.enabled = False
        super().init_history()

    def record(self, output: dict[str, Any]) -> None:
        """Take one output, up to the limit."""
        if self._room <= 0:
            return
        self._room -= len(output.get("text", "")) or sum(len(str(v)) for v in output["data"].values())
        if self._room <= 0:
            text = f"\n[more than {OUTPUT:,} bytes of output: the rest is left out]\n"
            output = {"output_type": "stream", "name": "stdout", "text": text}
        last = self.outputs[-1] if self.outputs else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += output["text"]
        else:
            self.outputs.append(output)

    def enable_gui(self, gui: str | None = None) -> None:
        """There is none."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        # What an error looks like to the student; the verdict does not depend on it.
        self.outputs.append(
            {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": [str(s) for s in stb]}
        )

    def run(self, source: str, *, quiet: bool) -> tuple[list[dict[str, Any]], bool]:
        """Run a cell; return its outputs and whether it ran to its end."""
        self.outputs, self._room = [], 0 if quiet else OUTPUT
        self.display_formatter.active_types = ["text/plain"] if quiet else self._all_types  # a quiet cell draws nothing
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream("stdout", self), _Stream("stderr", self)
        try:
            result = self.run_cell(source, store_history=not quiet)
        finally:
            sys.stdout, sys.stderr = before
        return self.outputs, result.success

    def rehearse(self, sources: list[str]) -> None:
        """Run cells for what they import and load, and forget their names."""
        before = dict(self.user_ns)
        for source in sources:
            self.run(source, quiet=True)
        self.user_ns.clear()
        self.user_ns.update(before)
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")


class Session:
    """Serves one connection.

    Args:
        channel: the socket to the trusted side.
        shell: where the student's code runs.
    """

    def __init__(self, channel: socket.socket, shell: Shell) -> None:
        self.channel, self.shell = channel, shell
        self.objects: list[object] = []  # what the other side holds handles of
        self._numbers: dict[int, int] = {}

    def serve(self) -> None:
        """Answer until the other side ends."""
        with contextlib.suppress(wire.Closed):
            while True:
                self.answer(*wire.receive(self.channel))

    def answer(self, message: dict[str, Any], blobs: list[bytearray]) -> None:
        """Do what one message asks for, and reply."""
        decoder = wire.Decoder(blobs, self._local)
        try:
            reply, encoder = getattr(self, f"do_{message['do']}")(message, decoder)
        except wire.Closed:
            raise
        except BaseException as error:
            reply, encoder = {"raised": _describe(error)}, wire.Encoder(self._handle)
        wire.send(self.channel, reply, encoder.blobs)

    def do_run(self, message: dict[str, Any], _: wire.Decoder) -> tuple[dict[str, Any], wire.Encoder]:
        """Run a cell."""
        outputs, success = self.shell.run(message["source"], quiet=message["quiet"])
        return {"outputs": _plain(outputs), "success": success}, wire.Encoder(self._handle)

    def do_names(self, message: dict[str, Any], _: wire.Decoder) -> tuple[dict[str, Any], wire.Encoder]:
        """Give the values of names; those that are not there are left out."""
        encoder = wire.Encoder(self._handle)
        there = {name: self.shell.user_ns[name] for name in message["names"] if name in self.shell.user_ns}
        return {"value": {name: self._encode_alone(encoder, value) for name, value in there.items()}}, encoder

    def _encode_alone(self, encoder: wire.Encoder, value: object) -> object:
        before = len(encoder.blobs)
        try:
            return encoder.encode(value)
        except wire.WireError:
            del encoder.blobs[before:]
            return self._handle(value)

    def do_call(self, message: dict[str, Any], decoder: wire.Decoder) -> tuple[dict[str, Any], wire.Encoder]:
        """Call what a handle stands for, and say which of the arguments changed."""
        target = self._object(message["handle"])
        args, kwargs = decoder.decode(message["args"]), decoder.decode(message["kwargs"])
        before = [_snapshot(value) for value in decoder.shared]
        if message["method"]:
            target = getattr(target, message["method"], _not_implemented)
        with _silent():
            value = target(*args, **kwargs)
            if isinstance(value, Iterator):  # a generator's items belong to the answer
                value = list(islice(value, wire.ITEMS))
        encoder = wire.Encoder(self._handle, {id(v): k for k, v in enumerate(decoder.shared)})
        reply: dict[str, Any] = {"value": encoder.encode(value)}
        reply["changed"] = self._changes(decoder.shared, before, encoder)
        return reply, encoder

    def _changes(self, values: list[object], before: list[object], encoder: wire.Encoder) -> list[list[object]]:
        changed = []
        for number, (value, old) in enumerate(zip(values, before, strict=True)):
            if _snapshot(value) != old:
                encoder.known.pop(id(value), None)
                changed.append([number, encoder.encode(value)])
                encoder.known[id(value)] = number
        return changed

    def do_attribute(self, message: dict[str, Any], decoder: wire.Decoder) -> tuple[dict[str, Any], wire.Encoder]:
        """Read or, where the message has a value, set an attribute."""
        target, encoder = self._object(message["handle"]), wire.Encoder(self._handle)
        if "value" in message:
            setattr(target, message["name"], decoder.decode(message["value"]))
            return {"value": None}, encoder
        return {"value": encoder.encode(getattr(target, message["name"]))}, encoder

    def do_isinstance(self, message: dict[str, Any], decoder: wire.Decoder) -> tuple[dict[str, Any], wire.Encoder]:
        """Tell whether a value is an instance of one of the student's classes."""
        answer = isinstance(decoder.decode(message["value"]), self._object(message["handle"]))
        return {"value": bool(answer)}, wire.Encoder(self._handle)

    def call_back(self, number: int, args: tuple, kwargs: dict[str, object]) -> object:
        """Call a function of the other side's; meanwhile that one may call functions here."""
        encoder = wire.Encoder(self._handle)
        header = {"callback": number, "args": encoder.encode(args), "kwargs": encoder.encode(kwargs)}
        wire.send(self.channel, header, encoder.blobs)
        while True:
            message, blobs = wire.receive(self.channel)
            if "do" in message:
                self.answer(message, blobs)
                continue
            if "raised" in message:
                raise CallbackError(str(message["raised"]))
            decoder = wire.Decoder(blobs, self._local, encoder.shared)
            value = decoder.decode(message["value"])
            for index, new in message.get("changed", ()):
                _replace(encoder.shared[index], decoder.decode(new))
            return value

    def _handle(self, value: object) -> dict[str, Any]:
        if isinstance(value, Callback):
            return {"t": "handle", "theirs": value.number}
        if id(value) not in self._numbers:
            self._numbers[id(value)] = len(self.objects)
            self.objects.append(value)  # kept, so that its id stays its own
        kind = "class" if isinstance(value, type) else "function" if callable(value) else "object"
        name = getattr(value, "__name__", type(value).__name__)
        return {"t": "handle", "mine": self._numbers[id(value)], "kind": kind, "name": str(name)[:80]}

    def _local(self, node: dict[str, Any]) -> object:
        return self.objects[node["theirs"]] if "theirs" in node else Callback(self, node["mine"], node["name"])

    def _object(self, handle: object) -> object:
        return self.shell.user_ns[handle] if isinstance(handle, str) else self.objects[handle]


class Callback:
    """Stands for a function of the check's."""

    def __init__(self, session: Session, number: int, name: str) -> None:
        self._session, self.number, self.__name__ = session, number, name

    def __call__(self, *args: object, **kwargs: object) -> object:
        """Call it on the trusted side."""
        return self._session.call_back(self.number, args, kwargs)


class CallbackError(RuntimeError):
    """A function of the check's failed on what it was given."""


def _describe(error: BaseException) -> dict[str, Any]:
    try:
        text = str(error)[:2000]
    except Exception:
        text = ""
    known = next((c.__name__ for c in type(error).__mro__ if c.__module__ == "builtins"), "Exception")
    return {"name": str(type(error).__name__)[:80], "known": known, "text": text}


def _snapshot(value: object) -> object:
    """Return something that differs after the value was changed."""
    if isinstance(value, np.ndarray):
        return (value.shape, value.dtype.str, value.tobytes())
    if isinstance(value, np.random.Generator):
        return repr(value.bit_generator.state)
    encoder = wire.Encoder(lambda v: {"id": id(v)})
    return (repr(encoder.encode(value)), [bytes(blob) for blob in encoder.blobs])


def _replace(old: object, new: object) -> None:
    if isinstance(old, np.ndarray):
        old[...] = new
    elif isinstance(old, list):
        old[:] = new
    elif isinstance(old, dict | set):
        old.clear()
        old.update(new)
    else:
        old.bit_generator.state = new.bit_generator.state


def _plain(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep what JSON can hold; a picture's bytes become base64, as in a notebook."""
    for output in outputs:
        for kind, value in output.get("data", {}).items():
            output["data"][kind] = b64encode(value).decode() if isinstance(value, bytes) else value
    return outputs


def _not_implemented(*_: object) -> object:
    return NotImplemented


@contextlib.contextmanager
def _silent() -> object:
    """Drop what is printed: a call belongs to a check, whose output is not the student's."""
    before = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = io.StringIO()
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
