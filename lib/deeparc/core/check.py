"""Numerical checks that lessons, exercises and tests share.

Each raises `AssertionError` with a message that a student can act on: what was compared, the shapes,
and the first place where the two sides differ.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray


def assert_shape(actual: ArrayLike, shape: tuple[int, ...], what: str = "the result") -> NDArray:
    """Check that `actual` is array-like with exactly this shape, and return it as an array.

    Args:
        actual: anything `np.asarray` accepts.
        shape: the shape expected; `()` for a single number.
        what: how to call the value in the message.

    Raises:
        AssertionError: `actual` is None, ragged or of another shape.
    """
    assert actual is not None, f"{what} is None: is a `return` missing?"
    try:
        array = np.asarray(actual)
    except ValueError as error:
        raise AssertionError(f"{what} is no regular array: {error}") from error
    assert array.dtype != object, f"{what} holds Python objects ({_brief(actual)}), expected numbers"
    assert array.shape == shape, f"{what} has shape {array.shape}, expected {shape}"
    return array


def assert_close(
    actual: ArrayLike,
    expected: ArrayLike,
    what: str = "the result",
    *,
    rtol: float = 1e-7,
    atol: float = 1e-9,
) -> None:
    """Check shape and values: |actual − expected| ≤ atol + rtol·|expected|, element by element.

    Args:
        actual: the value under test, any shape.
        expected: the value it must have, same shape.
        what: how to call the value in the message.
        rtol: relative tolerance.
        atol: absolute tolerance.

    Raises:
        AssertionError: shapes differ, a value is NaN, or an element is too far off (the worst is named).
    """
    expected = np.asarray(expected)
    array = assert_shape(actual, expected.shape, what)
    assert array.dtype.kind in "biuf", f"{what} has dtype {array.dtype}, expected numbers"
    error = np.abs(array.astype(float) - expected.astype(float))
    bad = ~(error <= atol + rtol * np.abs(expected))  # also true where error is NaN
    if bad.any():
        place = np.unravel_index(np.argmax(np.where(np.isnan(error), np.inf, error) * bad), expected.shape)
        where = f" at index {tuple(int(i) for i in place)}" if expected.shape else ""
        raise AssertionError(f"{what} is {array[place]:.6g}{where}, expected {expected[place]:.6g}")


def assert_gradient(
    f: Callable[[NDArray], float],
    x: NDArray,
    gradient: ArrayLike,
    what: str = "the gradient",
    *,
    rng: np.random.Generator | None = None,
    directions: int = 5,
    epsilon: float = 1e-6,
    rtol: float = 1e-6,
) -> None:
    """Check a gradient against central differences of `f` along random directions u.

    (f(x + εu) − f(x − εu)) / 2ε must equal ⟨gradient, u⟩. Two evaluations a direction, at any size of x.

    Args:
        f: scalar function of an array shaped like `x`, float64.
        x: the point, float64, any shape, away from kinks of `f`.
        gradient: claimed ∂f/∂x, same shape as `x`.
        what: how to call the gradient in the message.
        rng: source of the directions; a fixed one by default.
        directions: how many directions to try.
        epsilon: half the width of the difference.
        rtol: tolerance relative to the size of the gradient.

    Raises:
        AssertionError: wrong shape, or a directional derivative that differs.
    """
    rng = rng or np.random.default_rng(0)
    gradient = assert_shape(gradient, x.shape, what).astype(float)
    for _ in range(directions):
        u = rng.standard_normal(x.shape)
        numeric = float((f(x + epsilon * u) - f(x - epsilon * u)) / (2 * epsilon))
        analytic = float(np.sum(gradient * u))
        scale = max(abs(numeric), float(np.linalg.norm(gradient) * np.linalg.norm(u)), 1e-3)
        if not abs(numeric - analytic) <= rtol * scale:
            raise AssertionError(
                f"{what} along a random direction is {analytic:.6g}, but central differences give {numeric:.6g}"
                + (" (opposite sign: check the sign)" if np.isclose(numeric, -analytic, rtol=1e-3) else "")
            )


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
