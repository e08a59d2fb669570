"""What every data set looks like, as a table, as images or as text, and how one is split."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deeparc.core.validate import FloatArray, IntArray, number

Float32Array = NDArray[np.float32]


@dataclass(frozen=True)
class Credit:
    """Whose data it is.

    Attributes:
        title: the data set's name.
        source: where it comes from.
        licence: the terms it may be used under.
        citation: what to cite.
    """

    title: str
    source: str
    licence: str
    citation: str


@dataclass(frozen=True, eq=False)
class Dataset:
    """A table of examples with class targets, split into a part to learn from and a part to measure on.

    Attributes:
        v_train: (N, D) float64, inputs to learn from.
        t_train: (N,) int64 in {0 … K−1}, their targets; {0, 1} where there are two classes.
        v_test: (M, D) float64, inputs to measure on.
        t_test: (M,) int64 in {0 … K−1}, their targets.
        names: the D features' names, in the order of the columns.
        mean: (D,) what was subtracted from each column (zeros where nothing was).
        scale: (D,) what each column was then divided by: the measured value is v·scale + mean.
        title: the data set's name.
        source: where it comes from.
        licence: the terms it may be used under.
        citation: what to cite.
        classes: the K classes' names, in the order of the targets.
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
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Images:
    """Images with class targets, split into a part to learn from and a part to measure on.

    Attributes:
        x_train: (N, C, H, W) float32 in [0, 1], 0 is black; C = 1 for grey, 3 for red, green and blue.
        t_train: (N,) int64, their classes 0 … K−1.
        x_test: (M, C, H, W) float32 in [0, 1].
        t_test: (M,) int64, their classes.
        names: the K classes' names.
        title: the data set's name.
        source: where it comes from.
        licence: the terms it may be used under.
        citation: what to cite.
    """

    x_train: Float32Array
    t_train: IntArray
    x_test: Float32Array
    t_test: IntArray
    names: tuple[str, ...]
    title: str
    source: str
    licence: str
    citation: str


@dataclass(frozen=True)
class Text:
    """A text, split into a beginning to learn from and an end to measure on.

    Attributes:
        train: the text's beginning.
        test: the rest: train + test is the whole text.
        alphabet: every character of the whole text once, in the order of its code point.
        title: the text's name.
        source: where it comes from.
        licence: the terms it may be used under.
        citation: what to cite.
    """

    train: str
    test: str
    alphabet: str
    title: str
    source: str
    licence: str
    citation: str

    def encode(self, text: str) -> IntArray:
        """Return the characters' places in the alphabet, (T,) int64.

        Raises:
            ValueError: a character is not in the alphabet.
        """
        place = {character: i for i, character in enumerate(self.alphabet)}
        unknown = sorted(set(text) - place.keys())
        if unknown:
            raise ValueError(f"text has {unknown[0]!r}, expected characters among {self.alphabet!r}")
        return np.array([place[character] for character in text], np.int64)

    def decode(self, indices: ArrayLike) -> str:
        """Return the text that `indices` (T,), places in the alphabet, stand for.

        Raises:
            ValueError: `indices` is not a vector of whole numbers from 0 to the alphabet's length less one.
        """
        places = np.asarray(indices)
        if places.size and (places.ndim != 1 or places.dtype.kind not in "iu"):
            raise ValueError(f"indices has shape {places.shape} and dtype {places.dtype}, expected (T,) of integers")
        if places.size and not (places.min() >= 0 and places.max() < len(self.alphabet)):
            bad = places[(places < 0) | (places >= len(self.alphabet))][0]
            raise ValueError(f"indices has {bad}, expected whole numbers from 0 to {len(self.alphabet) - 1}")
        return "".join(self.alphabet[i] for i in places)


def fraction(value: float, what: str = "test_fraction") -> float:
    """Return `value` as a float, 0 ≤ value < 1.

    Raises:
        ValueError: not a number, or out of range.
    """
    value = number(value, what)
    if not 0 <= value < 1:
        raise ValueError(f"{what} is {value:g}, expected 0 ≤ {what} < 1")
    return value


def stratified_split(t: ArrayLike, test_fraction: float, seed: int) -> tuple[IntArray, IntArray]:
    """Draw test examples from each class in the same proportion; return (training, test) row numbers, ascending.

    Args:
        t: (N,) targets, whole numbers; every value that occurs is a class.
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1 (rounded to whole examples).
        seed: for NumPy's default generator.

    Raises:
        ValueError: `t` is not a vector of whole numbers, is empty, or the fraction is out of range.
    """
    t = np.asarray(t)
    if t.ndim != 1 or t.dtype.kind not in "biu":
        raise ValueError(f"t has shape {t.shape} and dtype {t.dtype}, expected (N,) of integers")
    if not len(t):
        raise ValueError("t is empty, expected at least one target")
    test_fraction = fraction(test_fraction)
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(t), bool)
    for c in np.unique(t):
        members = rng.permutation(np.flatnonzero(t == c))
        held_out[members[: round(test_fraction * len(members))]] = True
    return np.flatnonzero(~held_out), np.flatnonzero(held_out)
