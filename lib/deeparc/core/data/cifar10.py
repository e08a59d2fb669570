"""CIFAR-10: 60,000 small colour photographs of ten kinds of thing, by download (170 MB)."""

import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from deeparc.core.data.dataset import Credit, Images
from deeparc.core.data.download import fetch
from deeparc.core.data.files import DataError, data_folder
from deeparc.core.data.pixels import scaled
from deeparc.core.validate import whole

CREDIT = Credit(
    title="CIFAR-10",
    source="https://www.cs.toronto.edu/~kriz/cifar.html",
    licence="none stated; the authors ask for the citation",
    citation="A. Krizhevsky (2009). Learning multiple layers of features from tiny images. Technical report, "
    "University of Toronto.",
)
NAMES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
ADDRESS = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"
ARCHIVE = "cifar-10-binary.tar.gz"
SIZE = 170_052_171
SHA256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"
INNER = "cifar-10-batches-bin"
TRAIN = tuple(f"data_batch_{i}.bin" for i in range(1, 6))
TEST = "test_batch.bin"
PER_FILE = 10_000  # photographs in each of the six files
RECORD = 1 + 3 * 32 * 32  # bytes: the class, then 1,024 of red, 1,024 of green, 1,024 of blue


def parse_cifar(content: bytes, what: str = "the file") -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the photographs (N, 3, 32, 32) uint8 and their classes (N,) int64 of one file of the binary version.

    Raises:
        ValueError: empty, not a whole number of records, or a class above 9.
    """
    if not content or len(content) % RECORD:
        raise ValueError(f"{what} has {len(content)} bytes, expected a multiple of {RECORD} above 0")
    records = np.frombuffer(content, np.uint8).reshape(-1, RECORD)
    t = records[:, 0].astype(np.int64)
    if t.max() > 9:
        raise ValueError(f"{what} has class {t.max()} at record {t.argmax()}, expected classes from 0 to 9")
    return records[:, 1:].reshape(-1, 3, 32, 32), t


def cifar10(
    folder: str | Path | None = None,
    *,
    n_train: int | None = None,
    n_test: int | None = None,
    download: bool = True,
    progress: bool = True,
) -> Images:
    """Load CIFAR-10: 50,000 photographs to learn from and 10,000 to measure on, 32×32 in colour.

    The binary version is read, never the one in Python's pickle format, which can run code as it is opened. The
    archive is not unpacked on disk. The order is that of the files, which is random. All of it takes 740 MB of
    memory as float32; for less, ask for fewer.

    Args:
        folder: where the archive or its six .bin files are (also one folder down); by default the course's data
            folder, into which the archive is downloaded.
        n_train: how many photographs to learn from, the first ones, 1 to 50,000; all by default.
        n_test: how many to measure on, the first ones, 1 to 10,000; all by default.
        download: fetch the archive where it is missing; never into a `folder` given.
        progress: show a progress bar.

    Returns:
        Images with x (N, 3, 32, 32) float32 in [0, 1], t (N,) int64 in {0 … 9}.

    Raises:
        ValueError: a number is out of range, or a file is not what it should be.
        DataError: the archive is not there or is broken; the message says where to get it.

    Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009, chapter 3.
    Decks: lecun, neverova.
    """
    all_train, all_test = len(TRAIN) * PER_FILE, PER_FILE
    n_train = all_train if n_train is None else whole(n_train, "n_train", 1, all_train)
    n_test = all_test if n_test is None else whole(n_test, "n_test", 1, all_test)
    place = _place(folder, download, progress)
    x_train, t_train = _gather(place, TRAIN[: -(-n_train // PER_FILE)], n_train)
    x_test, t_test = _gather(place, (TEST,), n_test)
    return Images(
        x_train,
        t_train,
        x_test,
        t_test,
        names=NAMES,
        title=CREDIT.title,
        source=CREDIT.source,
        licence=CREDIT.licence,
        citation=CREDIT.citation,
    )


def here() -> bool:
    """Tell whether the archive is in the course's data folder."""
    return (data_folder() / ARCHIVE).is_file()


def _place(folder: str | Path | None, download: bool, progress: bool) -> Path:
    """Return the checked archive, or the folder that holds the six files."""
    given = data_folder() if folder is None else Path(folder)
    for place in (given, given / INNER):
        if all((place / name).is_file() for name in (*TRAIN, TEST)):
            return place
    if not (given / ARCHIVE).is_file() and (folder is not None or not download):
        raise DataError(
            f"{given} has neither {ARCHIVE} nor its six .bin files: download it from {ADDRESS} "
            f"and put it at {given / ARCHIVE}"
        )
    return fetch(ADDRESS, given / ARCHIVE, size=SIZE, sha256=SHA256, progress=progress)


def _gather(place: Path, names: tuple[str, ...], n: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    x, t, start = np.empty((n, 3, 32, 32), np.float32), np.empty(n, np.int64), 0
    for name, content in _contents(place, names):
        pixels, classes = parse_cifar(content, name)
        stop = min(start + len(classes), n)
        x[start:stop] = scaled(pixels[: stop - start])
        t[start:stop] = classes[: stop - start]
        start = stop
    return x, t


def _contents(place: Path, names: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield the named files' bytes from a folder or from the archive; each must have exactly its length."""
    expected = PER_FILE * RECORD
    with ExitStack() as stack:
        archive = None if place.is_dir() else stack.enter_context(tarfile.open(place, "r:gz"))
        for name in names:
            if archive is None:
                path = place / name
                size, file = path.stat().st_size, stack.enter_context(path.open("rb"))
            else:
                try:
                    member = archive.getmember(f"{INNER}/{name}")
                except KeyError:
                    raise ValueError(f"{place} has no {INNER}/{name}") from None
                if not member.isfile():
                    raise ValueError(f"{INNER}/{name} in {place} is not a plain file")
                size, file = member.size, archive.extractfile(member)
            if size != expected:
                raise ValueError(f"{name} in {place} has {size:,} bytes, expected {expected:,}")
            yield name, file.read(expected)
