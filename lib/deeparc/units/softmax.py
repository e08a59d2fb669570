"""Softmax regression: M units whose outputs are the probabilities of M classes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, numbers, positive, rows, vector, whole
from deeparc.units.linear import epochs_with_bar


@dataclass(frozen=True, eq=False)
class SoftmaxUnits:
    """M units that share their inputs: x_j = c_j + Σ_n v_n w_nj, y_j = e^{x_j} / Σ_l e^{x_l}.

    With M = 10 and 784 inputs this is the decks' model of handwritten digits, of 7,850 parameters.

    Args:
        w: (D, M) weights, w_nj from input n to class j.
        c: (M,) biases.

    Raises:
        ValueError: `w` is not a finite matrix, or `c` not a finite vector of as many columns.

    Source: Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990. Decks: acero,
    intro.
    """

    w: FloatArray
    c: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "w", numbers(self.w, "w", 2))
        object.__setattr__(self, "c", vector(self.c, "c", self.w.shape[1]))

    def forward(self, v: ArrayLike) -> FloatArray:
        """Return y, shape (B, M), rows summing to 1, for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return softmax(self.c + rows(v, "v", len(self.w)) @ self.w)


def softmax(x: FloatArray) -> FloatArray:
    """Return y_i = e^{x_i} / Σ_l e^{x_l} over the last axis.

    Adding one number to all x_i changes nothing, so the largest is taken off first, and no power overflows.
    """
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def jacobian(y: ArrayLike) -> FloatArray:
    """Return ∂y_k/∂x_j = y_k (1 − y_k) for j = k and −y_j y_k else, shape (M, M), rows k.

    It is the second of the decks' three steps: ∂(−ln y_k)/∂y_k = −1/y_k; this; and their product y_j − [j = k].

    Args:
        y: (M,) probabilities.

    Raises:
        ValueError: y is not a finite vector.
    """
    y = vector(y, "y")
    return np.diag(y) - np.outer(y, y)


def log_likelihood(model: SoftmaxUnits, v: ArrayLike, t: ArrayLike) -> float:
    """Return L = Σ_m Σ_j t_j ln y_j, at most 0.

    Args:
        model: with D inputs and M classes.
        v: (N, D) inputs.
        t: (N,) class numbers from 0 to M − 1.

    Raises:
        ValueError: malformed input.

    Decks: acero, intro.
    """
    v, t = _examples(v, t, model.w.shape[1])
    x = model.c + rows(v, "v", len(model.w)) @ model.w
    peak = np.max(x, axis=1)
    log_sum = peak + np.log(np.sum(np.exp(x - peak[:, None]), axis=1))
    return float(np.sum(x[np.arange(len(t)), t] - log_sum))


def gradient(model: SoftmaxUnits, v: ArrayLike, t: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return ∂(−L)/∂w_nj = Σ_m v_n (y_j − t_j), shape (D, M), and ∂(−L)/∂c_j = Σ_m (y_j − t_j), shape (M,).

    Args and Raises: as `log_likelihood`. Decks: acero, intro.
    """
    v, t = _examples(v, t, model.w.shape[1])
    error = model.forward(v)
    error[np.arange(len(t)), t] -= 1
    return v.T @ error, np.sum(error, axis=0)


def update(model: SoftmaxUnits, v: ArrayLike, t: int, eta: float) -> SoftmaxUnits:
    """Return the model after one example: w_nj ← w_nj + η v_n (t_j − y_j), c_j ← c_j + η (t_j − y_j).

    Args:
        model: before.
        v: (D,) input.
        t: class number from 0 to M − 1; t_j = [j = t].
        eta: learning rate η > 0.

    Raises:
        ValueError: malformed input, or η is not above 0.

    Decks: acero, intro.
    """
    v = vector(v, "v", len(model.w))
    error = -softmax(model.c + v @ model.w)
    error[whole(t, "t", 0, len(error) - 1)] += 1
    error *= positive(eta, "eta")
    return SoftmaxUnits(model.w + np.outer(v, error), model.c + error)


def train(
    v: ArrayLike,
    t: ArrayLike,
    n_classes: int,
    *,
    eta: float = 0.1,
    epochs: int = 20,
    rng: np.random.Generator | None = None,
    progress: bool = False,
) -> tuple[SoftmaxUnits, FloatArray]:
    """Learn by stochastic gradient ascent on L from zero weights, one example at a time.

    Args:
        v: (N, D) inputs.
        t: (N,) class numbers.
        n_classes: M, at least 2.
        eta: learning rate η > 0.
        epochs: passes over the examples.
        rng: shuffles the examples in each epoch; without it they come in the order given.
        progress: show a progress bar.

    Returns:
        the model, and (E,) the mean of −L over the examples after each epoch.

    Raises:
        ValueError: malformed input.

    Decks: acero, intro.
    """
    n_classes, eta, epochs = whole(n_classes, "n_classes", 2), positive(eta, "eta"), whole(epochs, "epochs")
    v, t = _examples(v, t, n_classes)
    w, c, losses = np.zeros((v.shape[1], n_classes)), np.zeros(n_classes), []
    for _ in epochs_with_bar(epochs, progress):
        for m in range(len(v)) if rng is None else rng.permutation(len(v)):
            error = -eta * softmax(c + v[m] @ w)
            error[t[m]] += eta
            w += np.outer(v[m], error)
            c += error
        losses.append(-log_likelihood(SoftmaxUnits(w, c), v, t) / len(v))
    return SoftmaxUnits(w, c), np.array(losses)


def _examples(v: ArrayLike, t: ArrayLike, n_classes: int) -> tuple[FloatArray, IntArray]:
    v, t = rows(v, "v"), numbers(t, "t", 1)
    if len(v) != len(t):
        raise ValueError(f"v has shape {v.shape} and t has shape {t.shape}, expected one target for each row of v")
    wrong = t[(t != np.round(t)) | (t < 0) | (t >= n_classes)]
    if len(wrong):
        raise ValueError(f"t has {wrong[0]:g}, expected class numbers from 0 to {n_classes - 1}")
    return v, t.astype(np.int64)
