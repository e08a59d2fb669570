"""Values on the wire between the box and the grader: plain data and raw array buffers, never pickles or code.

A frame is four bytes (length of the header, big-endian), the header (JSON; its `blobs` lists the sizes of what
follows), then the raw buffers. Data goes by value. What is not data (functions, classes, instances) stays where it
is and travels as a number, its handle. Whoever reads a frame trusts nothing in it: sizes, depth and dtypes are
checked, and only exact built-in types and plain arrays are made.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import sys
from collections import deque
from collections.abc import Callable, ItemsView, KeysView, ValuesView
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

HEADER = 16 * 2**20  # bytes
BODY = 512 * 2**20  # bytes of all buffers together
DEPTH = 60  # of nested containers
ITEMS = 500_000  # values outside arrays, in one frame
DTYPES = "biufcSU"  # kinds of array elements
_DTYPE = re.compile(f"[<>|][{DTYPES}][0-9]{{1,9}}")
_TOGETHER = 2**16  # bytes
_LENGTH = struct.Struct(">I")
_SCALARS = (bool, int, float, str, type(None))
_ABSTRACT = (np.generic, np.number, np.integer, np.signedinteger, np.unsignedinteger, np.inexact, np.floating)
_NUMPY = {t.__name__: t for t in (*np.sctypeDict.values(), *_ABSTRACT)}
_PLAIN = {int: int.__int__, float: float.__float__, str: str.__str__, Fraction: float, Decimal: float}
_TYPES = {t.__name__: t for t in (bool, int, float, complex, str, list, tuple, dict, set)}


class WireError(ValueError):
    """A frame or a value that the other side should not have sent, or that this side cannot send."""


class Closed(ConnectionError):
    """The other side is gone."""


def send(channel: socket.socket, header: dict[str, Any], blobs: list[memoryview] = ()) -> None:
    """Send one frame.

    Raises:
        WireError: it is larger than a frame may be.
        Closed: the other side is gone.
    """
    sizes = [blob.nbytes for blob in blobs]
    try:
        text = json.dumps({**header, "blobs": sizes}).encode()
    except (RecursionError, UnicodeEncodeError, ValueError) as error:
        raise WireError(f"cannot be sent: {error}") from None
    if len(text) > HEADER or sum(sizes) > BODY:
        raise WireError(f"a message of {len(text) + sum(sizes):,} bytes is too large to be sent")
    try:
        if sum(sizes) < _TOGETHER:  # one write wakes the other side once
            channel.sendall(b"".join([_LENGTH.pack(len(text)), text, *blobs]))
            return
        channel.sendall(_LENGTH.pack(len(text)) + text)
        for blob in blobs:
            channel.sendall(blob)
    except (BrokenPipeError, ConnectionError) as error:
        raise Closed(str(error)) from None


def receive(
    channel: socket.socket, *, header: int = HEADER, body: int = BODY
) -> tuple[dict[str, Any], list[bytearray]]:
    """Receive one frame: its header and its buffers.

    Raises:
        WireError: malformed, or larger than the limits `header` and `body` (bytes).
        Closed: the other side ended, before or inside the frame.
    """
    (length,) = _LENGTH.unpack(_exactly(channel, _LENGTH.size))
    if length > header:
        raise WireError(f"a header of {length:,} bytes, more than {header:,}")
    try:
        message = json.loads(bytes(_exactly(channel, length)))
    except (ValueError, RecursionError) as error:
        raise WireError(f"a header that is no JSON: {error}") from None
    sizes = message.pop("blobs", None) if isinstance(message, dict) else None
    proper = isinstance(sizes, list) and len(sizes) <= ITEMS and all(type(n) is int and n >= 0 for n in sizes)
    if not proper or sum(sizes) > body:
        raise WireError("a header without proper buffer sizes")
    return message, [_exactly(channel, n) for n in sizes]


def _exactly(channel: socket.socket, n: int) -> bytearray:
    data = bytearray(n)
    view = memoryview(data)
    while view:
        try:
            got = channel.recv_into(view)
        except ConnectionError as error:
            raise Closed(str(error)) from None
        if not got:
            raise Closed("the other side closed the connection")
        view = view[got:]
    return data


@dataclass
class Encoder:
    """Turns values into JSON and buffers.

    Args:
        handle: gives a handle's description for what is no data, or raises `WireError`.
        known: numbers of mutable values that the other side has already, from an earlier message, by `id`.
    """

    handle: Callable[[object], dict[str, Any]]
    known: dict[int, int] = field(default_factory=dict)
    blobs: list[memoryview] = field(default_factory=list)
    shared: list[object] = field(default_factory=list)  # mutable values of this message, in order
    own: dict[int, int] = field(default_factory=dict)  # their numbers, by `id`

    def encode(self, value: object, depth: int = 0) -> Any:
        """Return what stands for `value` in the header; arrays go to `blobs`."""
        if type(value) in _SCALARS:
            return value
        if depth > DEPTH:
            raise WireError(f"more than {DEPTH} containers inside each other")
        kind = type(value)
        if id(value) in self.known:
            return {"t": "arg", "v": self.known[id(value)]}
        if id(value) in self.own:
            return {"t": "same", "v": self.own[id(value)]}
        if isinstance(value, np.ndarray):
            return self._array(value, depth)
        if isinstance(value, np.generic) and value.dtype.kind in DTYPES:
            return {**self._array(np.asarray(value), depth, share=False), "t": "scalar"}
        if kind in (list, dict, set):
            self._share(value)
        if kind in (list, tuple, set, frozenset):
            return {"t": kind.__name__, "v": [self.encode(v, depth + 1) for v in value]}
        if kind is dict:
            items = [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()]
            return {"t": "dict", "v": items}
        if kind is complex:
            return {"t": "complex", "v": [value.real, value.imag]}
        if kind in (slice, range):
            return {"t": kind.__name__, "v": [self.encode(v) for v in (value.start, value.stop, value.step)]}
        if kind in (bytes, bytearray):
            return {"t": "bytes", "v": self._blob(memoryview(value))}
        if value is Ellipsis or value is NotImplemented:
            return {"t": repr(value)}
        if isinstance(value, np.dtype) and value.kind in DTYPES:
            return {"t": "dtype", "v": value.str}
        if isinstance(value, type) and _TYPES.get(value.__name__) is value:
            return {"t": "type", "v": value.__name__}
        if isinstance(value, type) and issubclass(value, np.generic):
            return {"t": "numpy", "v": value.__name__}
        if isinstance(value, np.random.Generator):
            self._share(value)
            return {"t": "rng", "v": _rng_state(value)}
        if "torch" in sys.modules and isinstance(value, sys.modules["torch"].Tensor):
            plain = self._array(value.detach().cpu().contiguous().numpy(), depth, share=False)
            return {**plain, "t": "tensor", "grad": bool(value.requires_grad)}
        if isinstance(value, deque | KeysView | ValuesView | ItemsView):
            return {"t": "list", "v": [self.encode(v, depth + 1) for v in value]}
        for base, plain in _PLAIN.items():  # a subclass goes as what it is at heart
            if isinstance(value, base):
                return plain(value)
        return self.handle(value)

    def _array(self, array: np.ndarray, depth: int, share: bool = True) -> dict[str, Any]:
        if array.dtype.kind == "O":
            if array.size > ITEMS:
                raise WireError(f"an array of {array.size:,} objects")
            return {"t": "objects", "shape": array.shape, "v": [self.encode(v, depth + 1) for v in array.flat]}
        if array.dtype.kind not in DTYPES:
            raise WireError(f"an array of dtype {array.dtype}")
        if share:
            self._share(array)
        plain = np.ascontiguousarray(np.asarray(array))
        number = self._blob(memoryview(plain.reshape(-1).view(np.uint8)) if plain.size else memoryview(b""))
        shape = [int(n) for n in array.shape]
        return {"t": "array", "dtype": plain.dtype.str, "shape": shape, "b": number, "w": bool(array.flags.writeable)}

    def _share(self, value: object) -> None:
        self.own[id(value)] = len(self.shared)
        self.shared.append(value)

    def _blob(self, blob: memoryview) -> int:
        self.blobs.append(blob)
        return len(self.blobs) - 1


@dataclass
class Decoder:
    """Makes values from a header and buffers that anybody may have written.

    Args:
        blobs: the frame's buffers.
        handle: makes what stands for a handle here, from its description.
        known: the mutable values of the earlier message that this one may refer to.
    """

    blobs: list[bytearray]
    handle: Callable[[dict[str, Any]], object]
    known: list[object] = field(default_factory=list)
    shared: list[object] = field(default_factory=list)
    count: int = 0

    def decode(self, node: Any, depth: int = 0) -> Any:
        """Return the value.

        Raises:
            WireError: it is malformed, too deep or too large.
        """
        self.count += 1
        if self.count > ITEMS or depth > DEPTH + 1:
            raise WireError(f"more than {ITEMS:,} values, or more than {DEPTH} containers inside each other")
        if type(node) in _SCALARS:
            return node
        try:
            return self._tagged(node["t"], node, depth)
        except WireError:
            raise
        except Exception as error:  # a malformed value fails in many ways; all mean the same
            raise WireError(f"a malformed value: {type(error).__name__}: {error}") from None

    def _tagged(self, tag: str, node: dict[str, Any], depth: int) -> object:
        if tag == "arg":
            return self.known[index(node["v"], len(self.known))]
        if tag == "same":
            return self.shared[index(node["v"], len(self.shared))]
        if tag in ("array", "scalar", "tensor"):
            return self._array(tag, node)
        if tag == "objects":
            parts, shape = _listed(node["v"]), _shape(node["shape"])
            if len(parts) != prod(shape):
                raise WireError(f"{len(parts):,} objects for an array of shape {shape}")
            values = np.empty(shape, dtype=object)
            for k, part in enumerate(parts):
                values.flat[k] = self.decode(part, depth + 1)
            return values
        if tag in ("list", "dict", "set"):
            made: list | dict | set = {"list": list, "dict": dict, "set": set}[tag]()
            self.shared.append(made)
            for part in _listed(node["v"]):
                if tag == "list":
                    made.append(self.decode(part, depth + 1))
                elif tag == "set":
                    made.add(self.decode(part, depth + 1))
                else:
                    key, value = part
                    made[self.decode(key, depth + 1)] = self.decode(value, depth + 1)
            return made
        if tag in ("tuple", "frozenset"):
            return {"tuple": tuple, "frozenset": frozenset}[tag](self.decode(v, depth + 1) for v in _listed(node["v"]))
        if tag == "complex":
            return complex(*map(float, node["v"]))
        if tag in ("slice", "range"):
            return {"slice": slice, "range": range}[tag](*(self.decode(v, depth + 1) for v in node["v"]))
        if tag == "bytes":
            return bytes(self.blobs[index(node["v"], len(self.blobs))])
        if tag in ("Ellipsis", "NotImplemented"):
            return {"Ellipsis": Ellipsis, "NotImplemented": NotImplemented}[tag]
        if tag == "dtype":
            return _dtype(node["v"])
        if tag == "type":
            return _TYPES[node["v"]]
        if tag == "numpy":
            return _NUMPY[node["v"]]
        if tag == "rng":
            state = _arrays_of_state(node["v"])
            rng = np.random.Generator(getattr(np.random, _bit_generator(state))())
            rng.bit_generator.state = state
            self.shared.append(rng)
            return rng
        if tag == "handle":
            return self.handle(node)
        raise WireError(f"a value of the unknown kind {str(tag)[:40]!r}")

    def _array(self, tag: str, node: dict[str, Any]) -> object:
        dtype, shape = _dtype(node["dtype"]), _shape(node["shape"])
        blob = self.blobs[index(node["b"], len(self.blobs))]
        if len(blob) != prod(shape) * dtype.itemsize:
            raise WireError(f"{len(blob):,} bytes for an array of shape {shape} and dtype {dtype}")
        array = np.frombuffer(blob, dtype=dtype).reshape(shape) if prod(shape) else np.empty(shape, dtype)
        if tag == "scalar":
            return array[()]
        if tag == "tensor":
            import torch

            return torch.from_numpy(array).requires_grad_(bool(node["grad"]))
        if node.get("w") is False:
            array.flags.writeable = False
        self.shared.append(array)
        return array


def _dtype(text: object) -> np.dtype:
    if not isinstance(text, str) or not _DTYPE.fullmatch(text):
        raise WireError(f"the dtype {str(text)[:40]!r}")
    return np.dtype(text)


def _shape(shape: object) -> tuple[int, ...]:
    if not isinstance(shape, list | tuple) or len(shape) > 32 or not all(type(n) is int and n >= 0 for n in shape):
        raise WireError("a malformed shape")
    if prod(shape) > BODY:
        raise WireError(f"an array of shape {tuple(shape)}")
    return tuple(shape)


def index(number: object, n: int) -> int:
    """Return a number that was checked to be one of n."""
    if type(number) is not int or not 0 <= number < n:
        raise WireError("a reference to what is not there")
    return number


def _listed(value: object) -> list:
    if not isinstance(value, list):
        raise WireError("a container without a list")
    return value


def _bit_generator(state: dict[str, Any]) -> str:
    """Return the kind of a generator whose state NumPy may be given: it does not look at positions itself."""
    name = state["bit_generator"]
    if name == "MT19937":
        index(state["state"]["pos"], 625)
    elif name == "Philox":
        index(state["buffer_pos"], 5)
    elif name not in ("PCG64", "PCG64DXSM", "SFC64"):
        raise WireError(f"the bit generator {str(name)[:40]!r}")
    return name


def _rng_state(rng: np.random.Generator) -> dict[str, Any]:
    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items()}
        return {"array": value.tolist()} if isinstance(value, np.ndarray) else value

    return plain(rng.bit_generator.state)


def _arrays_of_state(state: dict[str, Any]) -> dict[str, Any]:
    def back(value: object) -> object:
        if isinstance(value, dict):
            return (
                np.array(value["array"], dtype=np.uint64)
                if "array" in value
                else {k: back(v) for k, v in value.items()}
            )
        return value

    return back(state)
