"""What the perceptron and ADALINE share: a linear activation, a hard decision, a bias learned as one more weight."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, number, rows, vector


@dataclass(frozen=True, eq=False)
class LinearUnit:
    """One unit with activation z = w·v + b and output y = H(z), where H(z) = 1 for z ≥ 0 and 0 below.

    Args:
        w: (D,) weights, finite.
        b: bias, finite.

    Raises:
        ValueError: `w` is not a finite vector or `b` not a finite number.

    Source: Rosenblatt 1958; Widrow & Hoff 1960. Decks: acero, neverova, lecun, intro.
    """

    w: FloatArray
    b: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "w", vector(self.w, "w"))
        object.__setattr__(self, "b", number(self.b, "b"))

    def activation(self, v: ArrayLike) -> FloatArray:
        """Return z = w·v + b, shape (B,), for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return rows(v, "v", len(self.w)) @ self.w + self.b

    def forward(self, v: ArrayLike) -> IntArray:
        """Return y = H(w·v + b), shape (B,), int64 in {0, 1}, for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return (self.activation(v) >= 0).astype(np.int64)


def with_one(v: FloatArray) -> FloatArray:
    """Append the constant input 1, so that the bias is one more weight: (N, D) → (N, D + 1)."""
    return np.column_stack([v, np.ones(len(v))])


def first_weights(start: LinearUnit | None, n_features: int) -> FloatArray:
    """Return the weights (w, b) to start from, shape (D + 1,): those of `start`, zeros without one.

    Raises:
        ValueError: `start` has another number of weights.
    """
    if start is None:
        return np.zeros(n_features + 1)
    return np.append(vector(start.w, "start.w", n_features), start.b)


def checked_generator(rng: np.random.Generator | None, *, optional: bool = True) -> np.random.Generator | None:
    """Return `rng`, which must be a generator, or may be None where that is `optional`.

    Raises:
        ValueError: it is something else, such as a seed.
    """
    if isinstance(rng, np.random.Generator) or (rng is None and optional):
        return rng
    expected = "a generator: np.random.default_rng(seed)" + (", or None" if optional else "")
    raise ValueError(f"rng is {rng!r}, expected {expected}")


def epochs_with_bar(epochs: int, progress: bool) -> Iterable[int]:
    """Return the epochs' numbers from 0, with a progress bar if asked for."""
    if not progress:
        return range(epochs)
    from tqdm.auto import tqdm

    return tqdm(range(epochs), unit="epoch")
