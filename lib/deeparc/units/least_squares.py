"""A linear classifier whose weights are found in one stroke, by least squares on targets of 0 and 1.

For each class k one output y_k = w_kᵀ v + b_k, meant to be 1 for the class's own examples and 0 for all others; the
largest output names the class.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, numbers, rows, vector
from deeparc.units.ridge import ridge


@dataclass
class LinearClassifier:
    """Weights (D, K) and biases (K,) for inputs of D features and K classes.

    Attributes:
        w: one column of weights for each class.
        b: one bias for each class.
    """

    w: FloatArray
    b: FloatArray

    def forward(self, v: ArrayLike) -> FloatArray:
        """Return the outputs V W + b, (B, K), for inputs (B, D)."""
        return rows(v, "v", len(self.w)) @ self.w + self.b

    def decide(self, v: ArrayLike) -> IntArray:
        """Return for each input the class with the largest output, (B,); the first of several."""
        return np.argmax(self.forward(v), axis=1)


def one_knob(v: ArrayLike, t: ArrayLike) -> tuple[float, float]:
    """Return (w, b) where Σ (w v_n + b − t_n)² is smallest: w = Σ (v − v̄)(t − t̄) / Σ (v − v̄)², b = t̄ − w v̄.

    Args:
        v: (N,), not all equal.
        t: (N,).

    Raises:
        ValueError: other shapes, or all v are equal.

    Source: Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, 1805.
    """
    v = vector(v, "v")
    t = vector(t, "t", len(v))
    if np.ptp(v) == 0:
        raise ValueError(f"all v are {v[0]:g}, expected at least two different values")
    apart = v - v.mean()
    w = float(apart @ (t - t.mean()) / (apart @ apart))
    return w, float(t.mean() - w * v.mean())


def fit(v: ArrayLike, t: ArrayLike, n_classes: int, lam: float = 0.0) -> LinearClassifier:
    """Return the classifier with the smallest 1/N Σ_n Σ_k ½ (y_nk − [t_n = k])² + λ/2 Σ w².

    Inputs and targets are centred first, so the biases are not penalised.

    Args:
        v: (N, D) inputs.
        t: (N,) classes, 0 to n_classes − 1.
        n_classes: K.
        lam: λ ≥ 0; with 0, and directions in which the inputs do not vary, the shortest of all minima.

    Raises:
        ValueError: shapes that do not fit, a class out of range, or a λ below 0.
    """
    v, t = rows(v, "v"), numbers(t, "t", 1).astype(np.int64)
    if t.min() < 0 or t.max() >= n_classes:
        raise ValueError(f"t has classes from {t.min()} to {t.max()}, expected 0 to {n_classes - 1}")
    code = np.eye(n_classes)[t]
    mean, base = v.mean(axis=0), code.mean(axis=0)
    w = ridge(v - mean, code - base, lam)
    return LinearClassifier(w, base - mean @ w)
