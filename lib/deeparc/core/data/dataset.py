"""What every data set of examples and targets looks like, and how one is split."""

from dataclasses import dataclass

import numpy as np

from deeparc.core.validate import FloatArray, IntArray, bits, number


@dataclass(frozen=True, eq=False)
class Dataset:
    """Examples with 0/1 targets, split into a part to learn from and a part to measure on.

    Attributes:
        v_train: (N, D) float64, inputs to learn from.
        t_train: (N,) int64 in {0, 1}, their targets.
        v_test: (M, D) float64, inputs to measure on.
        t_test: (M,) int64 in {0, 1}, their targets.
        names: the D features' names, in the order of the columns.
        mean: (D,) what was subtracted from each column (zeros where nothing was).
        scale: (D,) what each column was then divided by: the measured value is v·scale + mean.
        title: the data set's name.
        source: where it comes from.
        licence: the terms it may be used under.
        citation: what to cite.
    """

    v_train: FloatArray
    t_train: IntArray
    v_test: FloatArray
    t_test: IntArray
    names: tuple[str, ...]
    mean: FloatArray
    scale: FloatArray
    title: str
    source: str
    licence: str
    citation: str


def stratified_split(t: IntArray, test_fraction: float, seed: int) -> tuple[IntArray, IntArray]:
    """Draw test examples from each class in the same proportion; return (training, test) row numbers, ascending.

    Args:
        t: (N,) targets in {0, 1}.
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1 (rounded to whole examples).
        seed: for NumPy's default generator.

    Raises:
        ValueError: `t` is not made of zeros and ones, or the fraction is out of range.
    """
    t = bits(t, "t")
    test_fraction = number(test_fraction, "test_fraction")
    if not 0 <= test_fraction < 1:
        raise ValueError(f"test_fraction is {test_fraction:g}, expected 0 ≤ test_fraction < 1")
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(t), bool)
    for c in (0, 1):
        members = rng.permutation(np.flatnonzero(t == c))
        held_out[members[: round(test_fraction * len(members))]] = True
    return np.flatnonzero(~held_out), np.flatnonzero(held_out)
