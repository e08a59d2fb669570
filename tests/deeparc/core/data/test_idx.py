"""The idx format: types, axes, compressed or not, and broken files."""

import gzip
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from deeparc.core.data.idx import TYPES, parse_idx, read_idx


def write(array):
    code = next(c for c, t in TYPES.items() if np.dtype(t) == array.dtype.newbyteorder(">"))
    return (
        bytes([0, 0, code, array.ndim])
        + struct.pack(f">{array.ndim}I", *array.shape)
        + array.astype(array.dtype.newbyteorder(">")).tobytes()
    )


@given(st.sampled_from(["u1", "i1", "i2", "i4", "f4", "f8"]).flatmap(lambda t: arrays(t, array_shapes(max_dims=4))))
def test_what_was_written_is_read(array):
    read = parse_idx(write(array))
    assert read.dtype == array.dtype
    assert read.dtype.isnative
    np.testing.assert_array_equal(read, array)


def test_published_layout():
    content = bytes.fromhex("00000803 00000001 00000002 00000003") + bytes([0, 1, 2, 253, 254, 255])
    assert parse_idx(content).tolist() == [[[0, 1, 2], [253, 254, 255]]]


def test_plain_and_compressed(tmp_path):
    array = np.arange(12, dtype=np.uint8).reshape(3, 4)
    (tmp_path / "plain").write_bytes(write(array))
    (tmp_path / "packed").write_bytes(gzip.compress(write(array)))
    np.testing.assert_array_equal(read_idx(tmp_path / "plain"), array)
    np.testing.assert_array_equal(read_idx(tmp_path / "packed"), array)


GOOD = bytes.fromhex("00000801 00000003 010203")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "starts with nothing"),
        (b"<html>", "starts with 3c 68 74 6d"),
        (bytes.fromhex("00000a01 00000003 010203"), "00 00 0a 01"),
        (bytes.fromhex("00000800"), "number of axes"),
        (bytes.fromhex("00000803 00000001"), "has 8 bytes, expected a header of 16 for 3 axes"),
        (GOOD[:-1], r"2 bytes after its header, expected 3 for shape \(3,\)"),
        (GOOD + b"!", "4 bytes after its header, expected 3"),
        (bytes.fromhex("00000d02 ffffffff ffffffff"), "expected 73786976260478468100"),  # no overflow, no memory taken
    ],
)
def test_broken(content, message):
    with pytest.raises(ValueError, match=message):
        parse_idx(content)


def test_broken_gzip(tmp_path):
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(GOOD * 100)[:-9])
    with pytest.raises(ValueError, match="broken gzip"):
        read_idx(path)
