"""Softmax regression: K units whose outputs are the probabilities of K classes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, numbers, positive, rows, vector, whole
from deeparc.units.linear import checked_generator, epochs_with_bar


@dataclass(frozen=True, eq=False)
class SoftmaxUnits:
    """K units that share their inputs: z_j = b_j + Σ_n v_n w_nj, y_j = e^{z_j} / Σ_l e^{z_l}.

    With K = 10 and 784 inputs this is the decks' model of handwritten digits, of 7,850 parameters. The decks write x_j
    for z_j and c_j for b_j.

    Args:
        w: (D, K) weights, w_nj from input n to class j.
        b: (K,) biases.

    Raises:
        ValueError: `w` is not a finite matrix, or `b` not a finite vector of as many columns.

    Source: Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990. Decks: acero,
    intro.
    """

    w: FloatArray
    b: FloatArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "w", numbers(self.w, "w", 2))
        object.__setattr__(self, "b", vector(self.b, "b", self.w.shape[1]))

    def activation(self, v: ArrayLike) -> FloatArray:
        """Return z, the logits, shape (B, K), for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return rows(v, "v", len(self.w)) @ self.w + self.b

    def forward(self, v: ArrayLike) -> FloatArray:
        """Return y, shape (B, K), rows summing to 1, for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return softmax(self.activation(v))

    def decide(self, v: ArrayLike) -> IntArray:
        """Return the likeliest class, shape (B,), int64; the lowest of several that are equally likely.

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return np.argmax(self.activation(v), axis=1)


def softmax(z: FloatArray) -> FloatArray:
    """Return y_j = e^{z_j} / Σ_l e^{z_l} over the last axis.

    Adding one number to all z_j changes nothing, so the largest is taken off first, and no power overflows.
    """
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def log_softmax(z: FloatArray) -> FloatArray:
    """Return ln y_j = z_j − max z − ln Σ_l e^{z_l − max z} over the last axis; finite for finite z."""
    z = z - np.max(z, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def jacobian(y: ArrayLike) -> FloatArray:
    """Return ∂y_k/∂z_j = y_k (1 − y_k) for j = k and −y_j y_k else, shape (K, K), rows k.

    It is the second of the decks' three steps: ∂(−ln y_k)/∂y_k = −1/y_k; this; and their product y_j − [j = k].

    Args:
        y: (K,) probabilities.

    Raises:
        ValueError: y is not a finite vector.
    """
    y = vector(y, "y")
    return np.diag(y) - np.outer(y, y)


def log_likelihood(model: SoftmaxUnits, v: ArrayLike, t: ArrayLike) -> float:
    """Return Σ_n Σ_j t_nj ln y_nj, at most 0.

    Args:
        model: with D inputs and K classes.
        v: (N, D) inputs.
        t: (N,) class numbers from 0 to K − 1.

    Raises:
        ValueError: malformed input.

    Decks: acero, intro.
    """
    v, t = _examples(v, t, model.w.shape[1])
    return float(np.sum(log_softmax(model.activation(v))[np.arange(len(t)), t]))


def loss(model: SoftmaxUnits, v: ArrayLike, t: ArrayLike) -> float:
    """Return E = −1/N Σ_n Σ_j t_nj ln y_nj, the mean cross-entropy in nats; ln K for a model that knows nothing.

    Args and Raises: as `log_likelihood`.
    """
    return -log_likelihood(model, v, t) / len(np.asarray(t))


def gradient(model: SoftmaxUnits, v: ArrayLike, t: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return ∂E/∂w_nj = 1/N Σ_m v_mn (y_mj − t_mj), shape (D, K), and ∂E/∂b_j, shape (K,).

    Args and Raises: as `log_likelihood`. Decks: acero, intro.
    """
    v, t = _examples(v, t, model.w.shape[1])
    error = _error(v, t, model.w, model.b) / len(v)
    return v.T @ error, np.sum(error, axis=0)


def update(model: SoftmaxUnits, v: ArrayLike, t: int, eta: float) -> SoftmaxUnits:
    """Return the model after one example: w_nj ← w_nj + η v_n (t_j − y_j), b_j ← b_j + η (t_j − y_j).

    Args:
        model: before.
        v: (D,) input.
        t: class number from 0 to K − 1; t_j = [j = t].
        eta: learning rate η > 0.

    Raises:
        ValueError: malformed input, or η is not above 0.

    Decks: acero, intro.
    """
    v = vector(v, "v", len(model.w))
    t = whole(t, "t", 0, len(model.b) - 1)
    error = positive(eta, "eta") * _error(v[None], np.array([t]), model.w, model.b)[0]
    return SoftmaxUnits(model.w - np.outer(v, error), model.b - error)


@dataclass(frozen=True, eq=False)
class Training:
    """What a run left.

    Attributes:
        model: after the last step.
        losses: (E,) float64, the mean cross-entropy of all examples after each epoch.
        models: E + 1 models, before the first epoch and after each.
    """

    model: SoftmaxUnits
    losses: FloatArray
    models: tuple[SoftmaxUnits, ...]


def train(
    v: ArrayLike,
    t: ArrayLike,
    n_classes: int,
    *,
    eta: float = 0.1,
    epochs: int = 20,
    batch_size: int = 1,
    rng: np.random.Generator | None = None,
    progress: bool = False,
) -> Training:
    """Learn by stochastic gradient descent on E from zero weights; each step takes the mean over `batch_size` examples.

    Args:
        v: (N, D) inputs.
        t: (N,) class numbers.
        n_classes: K, at least 2.
        eta: learning rate η > 0.
        epochs: passes over the examples.
        batch_size: from 1 to N; the last batch may be smaller.
        rng: shuffles the examples in each epoch; without it they come in the order given.
        progress: show a progress bar.

    Raises:
        ValueError: malformed input.

    Decks: acero, intro.
    """
    n_classes, eta, epochs = whole(n_classes, "n_classes", 2), positive(eta, "eta"), whole(epochs, "epochs")
    v, t = _examples(v, t, n_classes)
    batch_size, rng = whole(batch_size, "batch_size", 1, len(v)), checked_generator(rng)
    w, b = np.zeros((v.shape[1], n_classes)), np.zeros(n_classes)
    models, losses = [SoftmaxUnits(w, b)], []
    for _ in epochs_with_bar(epochs, progress):
        w, b = w.copy(), b.copy()  # the model of the epoch before keeps its own
        order = np.arange(len(v)) if rng is None else rng.permutation(len(v))
        for first in range(0, len(v), batch_size):
            n = order[first : first + batch_size]
            error = _error(v[n], t[n], w, b) * (eta / len(n))
            w -= v[n].T @ error
            b -= np.sum(error, axis=0)
        models.append(SoftmaxUnits(w, b))
        losses.append(loss(models[-1], v, t))
    return Training(models[-1], np.array(losses), tuple(models))


def _error(v: FloatArray, t: IntArray, w: FloatArray, b: FloatArray) -> FloatArray:
    """Return y − t, shape (B, K)."""
    error = softmax(v @ w + b)
    error[np.arange(len(t)), t] -= 1
    return error


def _examples(v: ArrayLike, t: ArrayLike, n_classes: int) -> tuple[FloatArray, IntArray]:
    v, t = rows(v, "v"), numbers(t, "t", 1)
    if len(v) != len(t):
        raise ValueError(f"v has shape {v.shape} and t has shape {t.shape}, expected one target for each row of v")
    wrong = t[(t != np.round(t)) | (t < 0) | (t >= n_classes)]
    if len(wrong):
        raise ValueError(f"t has {wrong[0]:g}, expected class numbers from 0 to {n_classes - 1}")
    return v, t.astype(np.int64)
