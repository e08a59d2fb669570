"""The idx format, in which MNIST is published: a small header, then the numbers.

Bytes 0 and 1 are zero, byte 2 says the type of the numbers, byte 3 how many axes there are; then one 32-bit length
for each axis and the numbers themselves, all with the most significant byte first.

Source: LeCun, Cortes & Burges, "The MNIST database of handwritten digits", 1998, section "The IDX file format".
"""

import gzip
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
LARGEST = 1 << 30  # bytes; MNIST's largest file has 47 million


def parse_idx(content: bytes, what: str = "the file") -> NDArray:
    """Return the array that an idx file holds, in this machine's byte order.

    Args:
        content: the file's bytes, not compressed.
        what: its name, for the message.

    Raises:
        ValueError: not an idx file, a type that is none, or another number of bytes than the header says.
    """
    if len(content) < 4 or content[:2] != b"\0\0" or content[2] not in TYPES or not content[3]:
        raise ValueError(
            f"{what} starts with {content[:4].hex(' ') or 'nothing'}, expected 00 00, "
            "a type (08, 09, 0b, 0c, 0d or 0e) and the number of axes"
        )
    dtype, ndim = np.dtype(TYPES[content[2]]), content[3]
    start = 4 + 4 * ndim
    if len(content) < start:
        raise ValueError(f"{what} has {len(content)} bytes, expected a header of {start} for {ndim} axes")
    shape = struct.unpack(f">{ndim}I", content[4:start])
    expected = dtype.itemsize
    for length in shape:
        expected *= length
    if len(content) - start != expected:
        raise ValueError(
            f"{what} has {len(content) - start} bytes after its header, expected {expected} for shape {shape}"
        )
    return np.frombuffer(content, dtype, offset=start).reshape(shape).astype(dtype.newbyteorder("="))


def read_idx(path: str | Path) -> NDArray:
    """Read an idx file, plain or compressed by gzip; which one, its first two bytes tell.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: the file is broken, is not idx, or grows beyond a gigabyte when it is unpacked.
    """
    path = Path(path)
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    try:
        with gzip.open(path) if packed else path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(f"{path} is a broken gzip file: {error}") from error
    if len(content) > LARGEST:
        raise ValueError(f"{path} holds more than {LARGEST} bytes, expected an idx file of MNIST's size")
    return parse_idx(content, str(path))
