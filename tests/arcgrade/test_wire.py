"""What travels between the box and the grader: data comes back as it was, and nothing else gets through."""

import contextlib
import json
import resource
import socket
import struct
import threading
from collections import deque
from enum import IntEnum
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from arcgrade.inside import wire


def _no_handle(value: object) -> dict[str, object]:
    raise wire.WireError(f"no data: {type(value).__name__}")


def _there(*values: object) -> list[object]:
    """Send values in one message, through a socket, and return what arrives."""
    encoder = wire.Encoder(_no_handle)
    header = {"v": [encoder.encode(value) for value in values]}
    near, far = socket.socketpair()
    with near, far:
        sender = threading.Thread(target=wire.send, args=(near, header, encoder.blobs))
        sender.start()
        message, blobs = wire.receive(far)
        sender.join()
    decoder = wire.Decoder(blobs, _no_handle)
    return [decoder.decode(node) for node in message["v"]]


def _same(a: object, b: object) -> bool:
    """Tell whether two values are alike, their types and NaN included."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        alike = a.dtype == b.dtype and a.shape == b.shape
        if a.dtype.kind == "O":
            return alike and all(_same(x, y) for x, y in zip(a.flat, b.flat, strict=True))
        return alike and a.tobytes() == b.tobytes()
    if isinstance(a, np.generic):
        return a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return _same(list(a.items()), list(b.items()))
    if isinstance(a, float | complex):
        return repr(a) == repr(b)
    return a == b


DTYPES = (
    hnp.boolean_dtypes()
    | hnp.integer_dtypes(endianness="?")
    | hnp.unsigned_integer_dtypes(endianness="?")
    | hnp.floating_dtypes(endianness="?")
    | hnp.complex_number_dtypes(endianness="?")
    | hnp.byte_string_dtypes(endianness="?", max_len=4)
    | hnp.unicode_string_dtypes(endianness="?", max_len=4)
)
ARRAYS = hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))
SCALARS = hnp.arrays(DTYPES, ()).map(lambda array: array[()])
KEYS = st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=5)
LEAVES = KEYS | st.floats() | st.complex_numbers() | st.binary(max_size=8) | ARRAYS | SCALARS
LEAVES |= st.builds(slice, st.none() | st.integers(), st.none() | st.integers())
LEAVES |= st.builds(range, st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 3))
LEAVES |= st.sampled_from([..., NotImplemented, int, dict, np.float32, np.bool_, np.floating, np.dtype(">i4")])
LEAVES |= st.sets(KEYS, max_size=4) | st.frozensets(KEYS, max_size=4)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200)
@given(VALUES)
def test_data_arrives_as_it_was(value: object) -> None:
    assert _same(_there(value)[0], value)


@pytest.mark.parametrize(
    "array",
    [
        np.asfortranarray(np.arange(12.0).reshape(3, 4)),
        np.arange(24).reshape(2, 3, 4).transpose(2, 0, 1)[::-1, :, ::2],
        np.broadcast_to(np.float32(2), (3, 2)),
        np.array([[1, "a"], [None, [2.5]]], dtype=object),
        np.zeros((0, 3), "float32"),
        np.array(5, "int8"),
    ],
)
def test_arrays_of_any_layout(array: np.ndarray) -> None:
    (arrived,) = _there(array)
    assert _same(arrived, array)


def test_a_large_array_goes_in_parts() -> None:
    array = np.random.default_rng(0).normal(size=(700, 700))
    assert np.array_equal(_there(array)[0], array)


def test_an_array_is_writeable_where_it_was() -> None:
    closed = np.arange(3)
    closed.flags.writeable = False
    a, b = _there(np.arange(3), closed)
    assert (a.flags.writeable, b.flags.writeable) == (True, False)


def test_what_is_one_object_stays_one() -> None:
    array, inner = np.zeros(2), [1]
    first, second, (third, fourth) = _there(array, array, [inner, inner])
    assert first is second
    assert third is fourth
    loop: list[object] = []
    loop.append(loop)
    (arrived,) = _there(loop)
    assert arrived[0] is arrived


@pytest.mark.parametrize("name", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_a_generator_goes_on_where_it_was(name: str) -> None:
    rng = np.random.Generator(getattr(np.random, name)(3))
    rng.integers(9, size=5, dtype=np.int32)
    (arrived,) = _there(rng)
    assert np.array_equal(arrived.normal(size=700), rng.normal(size=700))


def test_tensors() -> None:
    torch = pytest.importorskip("torch")
    (arrived,) = _there(torch.arange(6.0).reshape(2, 3).T.requires_grad_())
    assert arrived.requires_grad
    assert arrived.tolist() == [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]


class _Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    [object(), lambda: 0, (n for n in ()), np.array(["2020"], "M8[D]"), np.zeros(1, "i4,i4"), 1j.__class__],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_data_needs_a_handle(value: object) -> None:
    if value is complex:
        assert _there(value) == [complex]
        return
    with pytest.raises(wire.WireError):
        wire.Encoder(_no_handle).encode(value)
    assert wire.Encoder(lambda _: {"t": "handle"}).encode([1, object()])["v"][1] == {"t": "handle"}


def test_too_deep_and_too_large_are_refused_where_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    deep: list[object] = []
    for _ in range(wire.DEPTH + 5):
        deep = [deep]
    with pytest.raises(wire.WireError, match="inside each other"):
        wire.Encoder(_no_handle).encode(deep)
    monkeypatch.setattr(wire, "BODY", 100)
    near, far = socket.socketpair()
    with near, far, pytest.raises(wire.WireError, match="too large to be sent"):
        wire.send(near, {}, [memoryview(bytes(101))])


STATE = {
    "bit_generator": "MT19937",
    "state": {"key": {"array": [1] * 624}, "pos": 10**8},
    "has_uint32": 0,
    "uinteger": 0,
}
PHILOX = {
    "bit_generator": "Philox",
    "state": {"counter": {"array": [0] * 4}, "key": {"array": [0] * 2}},
    "buffer": {"array": [0] * 4},
    "buffer_pos": -(10**6),
    "has_uint32": 0,
    "uinteger": 0,
}


@pytest.mark.parametrize(
    "node",
    [
        [1],
        {},
        {"t": []},
        {"t": "pickle", "v": "x"},
        {"t": "list"},
        {"t": "list", "v": {"a": 1}},
        {"t": "dict", "v": [[1]]},
        {"t": "set", "v": [{"t": "list", "v": []}]},
        {"t": "same", "v": 0},
        {"t": "same", "v": -1},
        {"t": "arg", "v": True},
        {"t": "array", "dtype": "<f8", "shape": [2], "b": 0},
        {"t": "array", "dtype": "<f8", "shape": [-1], "b": 0},
        {"t": "array", "dtype": "<f8", "shape": [0, 10**30], "b": 0},
        {"t": "array", "dtype": "<f8", "shape": [1.0], "b": 0},
        {"t": "array", "dtype": "|O8", "shape": [1], "b": 0},
        {"t": "array", "dtype": "|V8", "shape": [1], "b": 0},
        {"t": "array", "dtype": "<M8[s]", "shape": [1], "b": 0},
        {"t": "array", "dtype": "<f4,|O4", "shape": [1], "b": 0},
        {"t": "array", "dtype": "<f8", "shape": [1], "b": 1},
        {"t": "array", "dtype": "<f8", "shape": [1], "b": -1},
        {"t": "array", "dtype": "<f8", "shape": [1] * 100, "b": 0},
        {"t": "dtype", "v": "|S3,O"},
        {"t": "objects", "shape": [500_000_000], "v": []},
        {"t": "numpy", "v": "ndarray"},
        {"t": "type", "v": "object"},
        {"t": "complex", "v": ["nan", 1, 2]},
        {"t": "rng", "v": {"bit_generator": "__class__"}},
        {"t": "rng", "v": STATE},
        {"t": "rng", "v": PHILOX},
        {"t": "slice", "v": [1, 2, 3, 4]},
        {"t": "range", "v": [1, 2, 0]},
        {"t": "bytes", "v": "0"},
        {"t": "handle", "mine": 1},
    ],
    ids=lambda node: str(node)[:60],
)
def test_a_malformed_value_is_an_error_of_the_wire(node: object) -> None:
    with pytest.raises(wire.WireError):
        wire.Decoder([bytearray(8)], _no_handle).decode(node)


TAGS = ["arg", "same", "array", "scalar", "objects", "list", "dict", "set", "tuple", "frozenset", "complex", "slice"]
TAGS += ["range", "bytes", "dtype", "type", "numpy", "rng", "handle", "Ellipsis"]
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["t", "v", "b", "shape", "dtype", "w", "mine"]), inner, max_size=5)
        | st.fixed_dictionaries(
            {
                "t": st.sampled_from(TAGS),
                "v": inner,
            },
            optional={"shape": inner, "dtype": st.just("<f8") | inner, "b": inner},
        )
    ),
    max_leaves=10,
)


@settings(deadline=None, max_examples=300)
@given(TREES)
def test_whatever_a_box_sends_is_a_value_or_an_error_of_the_wire(node: object) -> None:
    decoder = wire.Decoder([bytearray(8)], lambda _: "handle", ["known"])
    with contextlib.suppress(wire.WireError):
        decoder.decode(json.loads(json.dumps(node)))


def _frame(header: bytes, length: int | None = None) -> bytes:
    return struct.pack(">I", len(header) if length is None else length) + header


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        (b"", wire.Closed),
        (b"\0\0", wire.Closed),
        (_frame(b'{"blobs": []}', 100), wire.Closed),
        (_frame(b'{"blobs": [9]}') + b"short", wire.Closed),
        (_frame(b"", 2**32 - 1), wire.WireError),
        (_frame(b"{"), wire.WireError),
        (_frame(b"\xff\xfe"), wire.WireError),
        (_frame(b"[" * 100_000), wire.WireError),
        (_frame(b'{"a": ' + b"9" * 5000 + b"}"), wire.WireError),
        (_frame(b"[1]"), wire.WireError),
        (_frame(b"{}"), wire.WireError),
        (_frame(b'{"blobs": 3}'), wire.WireError),
        (_frame(b'{"blobs": [-1]}'), wire.WireError),
        (_frame(b'{"blobs": [true]}'), wire.WireError),
        (_frame(b'{"blobs": [1e3]}'), wire.WireError),
        (_frame(b'{"blobs": [1000000000000]}'), wire.WireError),
        (_frame(b'{"blobs": [' + b"0," * 600_000 + b"0]}"), wire.WireError),
        (b"\x80\x04\x95\x17\0\0\0" * 3, wire.WireError),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_malformed_frame(sent: bytes, error: type[Exception]) -> None:
    near, far = socket.socketpair()

    def send() -> None:
        near.sendall(sent)
        near.close()

    sender = threading.Thread(target=send)
    sender.start()
    with far, pytest.raises(error):
        wire.receive(far)
    sender.join()


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_frame_or_an_error(sent: bytes) -> None:
    near, far = socket.socketpair()
    with near, far:
        near.sendall(sent)
        near.shutdown(socket.SHUT_WR)
        with pytest.raises((wire.WireError, wire.Closed)):
            list(iter(lambda: wire.receive(far), None))


def test_a_frame_that_promises_much_takes_no_more_than_the_limits() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for header in (b'{"blobs": [99999999999]}', b'{"blobs": [' + b"9999999," * 100 + b"1]}"):
        near, far = socket.socketpair()
        with near, far:
            near.sendall(_frame(header))
            with pytest.raises(wire.WireError):
                wire.receive(far, body=2**20)
    with pytest.raises(wire.WireError):
        wire.Decoder([], _no_handle).decode({"t": "objects", "shape": [wire.BODY], "v": []})
    with pytest.raises(wire.WireError):
        wire.Decoder([], _no_handle).decode({"t": "list", "v": [0] * (wire.ITEMS + 1)})
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


@pytest.mark.parametrize(
    ("value", "plain"), [(_Text("a"), "a"), (Fraction(1, 2), 0.5), (IntEnum("Two", {"b": 2}).b, 2), (deque([1]), [1])]
)
def test_a_subclass_goes_as_what_it_is_at_heart(value: object, plain: object) -> None:
    (back,) = _there(value)
    assert (type(back), back) == (type(plain), plain)
