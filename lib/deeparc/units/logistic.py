"""Logistic regression: one unit whose output is the probability of class 1."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, bits, examples, number, positive, rows, vector, whole
from deeparc.units.linear import epochs_with_bar


@dataclass(frozen=True, eq=False)
class Logistic:
    """One unit: activation x = c + vᵀw, output y = σ(x) = 1/(1 + e^−x), the probability that t = 1.

    Args:
        w: (D,) weights.
        c: bias.

    Raises:
        ValueError: `w` is not a finite vector or `c` not a finite number.

    Source: Cox, The regression analysis of binary sequences, 1958. Decks: acero, intro.
    """

    w: FloatArray
    c: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "w", vector(self.w, "w"))
        object.__setattr__(self, "c", number(self.c, "c"))

    def activation(self, v: ArrayLike) -> FloatArray:
        """Return x = c + vᵀw, shape (B,), for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return self.c + rows(v, "v", len(self.w)) @ self.w

    def forward(self, v: ArrayLike) -> FloatArray:
        """Return y = σ(c + vᵀw), shape (B,), from 0 to 1, for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return _sigmoid(self.activation(v))


def log_likelihood(model: Logistic, v: ArrayLike, t: ArrayLike) -> float:
    """Return L = Σ_m t ln y + (1 − t) ln(1 − y), the logarithm of p(t|v) = Π y^t (1 − y)^{1−t}; at most 0.

    It is computed from the activation, as t x − ln(1 + e^x), so that it stays finite.

    Args:
        model: with D weights.
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.

    Raises:
        ValueError: malformed input.

    Decks: acero, intro.
    """
    v, t = examples(v, t)
    x = model.activation(v)
    return float(np.sum(t * x - np.logaddexp(0, x)))


def gradient(model: Logistic, v: ArrayLike, t: ArrayLike) -> FloatArray:
    """Return ∂(−L)/∂(w, c) = Σ_m (y − t)(v, 1), shape (D + 1,), c last.

    One deck prints this as the gradient of L; it is that of −L, which the rule goes down.

    Args and Raises: as `log_likelihood`. Decks: acero, intro.
    """
    v, t = examples(v, t)
    error = model.forward(v) - t
    return np.append(error @ v, np.sum(error))


def update(model: Logistic, v: ArrayLike, t: int, eta: float) -> Logistic:
    """Return the model after one example: w_j ← w_j + η v_j (t − y), c ← c + η (t − y).

    It looks like the perceptron's rule, but y is a probability, so every example counts, the more the worse it is.

    Args:
        model: before.
        v: (D,) input.
        t: target, 0 or 1.
        eta: learning rate η > 0.

    Raises:
        ValueError: malformed input, or η is not above 0.

    Decks: acero, intro.
    """
    v, t = vector(v, "v", len(model.w)), bits([t], "t")[0]
    error = positive(eta, "eta") * (t - _sigmoid(model.c + v @ model.w))
    return Logistic(model.w + error * v, model.c + error)


def train(
    v: ArrayLike,
    t: ArrayLike,
    *,
    eta: float = 0.1,
    epochs: int = 20,
    rng: np.random.Generator | None = None,
    start: Logistic | None = None,
    progress: bool = False,
) -> tuple[Logistic, FloatArray]:
    """Learn by stochastic gradient ascent on L, one example at a time.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.
        eta: learning rate η > 0.
        epochs: passes over the examples.
        rng: shuffles the examples in each epoch; without it they come in the order given.
        start: first model; all zeros by default.
        progress: show a progress bar.

    Returns:
        the model, and (E,) the mean of −L over the examples after each epoch.

    Raises:
        ValueError: malformed input.

    Decks: acero, intro (SGD on min Σ f_i(x): shuffle, then x ← x − η ∇f_i(x)).
    """
    v, t = examples(v, t)
    eta, epochs = positive(eta, "eta"), whole(epochs, "epochs")
    w = np.zeros(v.shape[1]) if start is None else vector(start.w, "start.w", v.shape[1]).copy()
    c = 0.0 if start is None else start.c
    losses = []
    for _ in epochs_with_bar(epochs, progress):
        for m in range(len(v)) if rng is None else rng.permutation(len(v)):
            error = eta * (t[m] - _sigmoid(c + v[m] @ w))
            w += error * v[m]
            c += error
        losses.append(-log_likelihood(Logistic(w, c), v, t) / len(v))
    return Logistic(w, c), np.array(losses)


def _sigmoid(x: FloatArray) -> FloatArray:
    return 0.5 + 0.5 * np.tanh(0.5 * x)  # does not overflow
