"""Checks on arguments: each raises `ValueError` that names the value, what it is and what was expected."""

import math
from typing import SupportsFloat

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def numbers(value: ArrayLike, what: str, ndim: int) -> FloatArray:
    """Return `value` as a float64 array with `ndim` axes, not empty, all finite.

    Args:
        value: anything `np.asarray` accepts; bool, int or float.
        what: the argument's name, for the message.
        ndim: how many axes it must have.

    Raises:
        ValueError: no regular array of real numbers, another number of axes, empty, NaN or infinite.
    """
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{what} is no regular array: {error}") from error
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{what} has dtype {array.dtype}, expected real numbers")
    if array.ndim != ndim:
        shape = ("(B, D): one row for each example", "one axis")[ndim == 1]
        raise ValueError(f"{what} has shape {array.shape}, expected {shape}")
    if array.size == 0:
        raise ValueError(f"{what} is empty: it has shape {array.shape}")
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        raise ValueError(f"{what} is {array[place]} at index {place}, expected finite numbers")
    return array


def vector(value: ArrayLike, what: str, n_features: int | None = None) -> FloatArray:
    """Return `value` as a float64 vector (D,), D = `n_features` where that is given.

    Raises:
        ValueError: as `numbers`, or another length.
    """
    array = numbers(value, what, 1)
    if n_features is not None and len(array) != n_features:
        raise ValueError(f"{what} has shape {array.shape}, expected ({n_features},)")
    return array


def rows(value: ArrayLike, what: str, n_features: int | None = None) -> FloatArray:
    """Return `value` as a float64 matrix (B, D) of examples, D = `n_features` where that is given.

    Raises:
        ValueError: as `numbers`, or another number of columns.
    """
    array = numbers(value, what, 2)
    if n_features is not None and array.shape[1] != n_features:
        raise ValueError(f"{what} has shape {array.shape}, expected (B, {n_features})")
    return array


def bits(value: ArrayLike, what: str, ndim: int = 1) -> IntArray:
    """Return `value` as an int64 array of zeros and ones.

    Raises:
        ValueError: as `numbers`, or an element that is neither 0 nor 1.
    """
    array = numbers(value, what, ndim)
    wrong = np.argwhere((array != 0) & (array != 1))
    if len(wrong):
        place = tuple(int(i) for i in wrong[0])
        raise ValueError(f"{what} is {array[place]:g} at index {place}, expected 0 or 1")
    return array.astype(np.int64)


def examples(v: ArrayLike, t: ArrayLike) -> tuple[FloatArray, IntArray]:
    """Return inputs v (N, D) as float64 and targets t (N,) as int64 in {0, 1}.

    Raises:
        ValueError: either is malformed, or their lengths differ.
    """
    v, t = rows(v, "v"), bits(t, "t")
    if len(v) != len(t):
        raise ValueError(f"v has shape {v.shape} and t has shape {t.shape}, expected one target for each row of v")
    return v, t


def number(value: SupportsFloat, what: str) -> float:
    """Return `value` as a finite float.

    Raises:
        ValueError: not one number, NaN or infinite.
    """
    try:
        result = float(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{what} is {value!r}, expected a number") from error
    if not math.isfinite(result):
        raise ValueError(f"{what} is {result}, expected a finite number")
    return result


def positive(value: SupportsFloat, what: str) -> float:
    """Return `value` as a finite float above zero.

    Raises:
        ValueError: not a number, or not above zero.
    """
    result = number(value, what)
    if result <= 0:
        raise ValueError(f"{what} is {result:g}, expected a number above 0")
    return result


def whole(value: int, what: str, low: int = 1, high: int | None = None) -> int:
    """Return `value` as an int from `low` to `high`.

    Raises:
        ValueError: not a whole number, or out of range.
    """
    expected = f"a whole number of at least {low}" if high is None else f"a whole number from {low} to {high}"
    integral = isinstance(value, (int, np.integer)) and not isinstance(value, (bool, np.bool_))
    if not integral or value < low or (high is not None and value > high):
        raise ValueError(f"{what} is {value!r}, expected {expected}")
    return int(value)
