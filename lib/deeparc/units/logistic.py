"""Logistic regression: one unit whose output is the probability of class 1."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.schedule import Schedule, constant
from deeparc.core.validate import FloatArray, IntArray, bits, examples, number, positive, rows, vector, whole
from deeparc.layers.activations import sigmoid
from deeparc.units.linear import checked_generator, epochs_with_bar, first_weights, with_one


@dataclass(frozen=True, eq=False)
class Logistic:
    """One unit: net input z = wᵀv + b, output y = σ(z) = 1/(1 + e^−z), the probability that t = 1.

    Args:
        w: (D,) weights.
        b: bias. The decks write y = σ(x), x = c + vᵀw.

    Raises:
        ValueError: `w` is not a finite vector or `b` not a finite number.

    Source: Cox, The regression analysis of binary sequences, 1958. Decks: acero, intro.
    """

    w: FloatArray
    b: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "w", vector(self.w, "w"))
        object.__setattr__(self, "b", number(self.b, "b"))

    def activation(self, v: ArrayLike) -> FloatArray:
        """Return z = wᵀv + b, shape (B,), for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return rows(v, "v", len(self.w)) @ self.w + self.b

    def forward(self, v: ArrayLike) -> FloatArray:
        """Return y = σ(wᵀv + b), shape (B,), from 0 to 1, for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return sigmoid(self.activation(v))

    def decide(self, v: ArrayLike) -> IntArray:
        """Return the likelier class, shape (B,), int64 in {0, 1}; 1 where both are equally likely.

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return (self.activation(v) >= 0).astype(np.int64)


def log_likelihood(model: Logistic, v: ArrayLike, t: ArrayLike) -> float:
    """Return Σ_n t ln y + (1 − t) ln(1 − y), the logarithm of p(t|v) = Π y^t (1 − y)^{1−t}; at most 0.

    It is computed from the net input, as t z − ln(1 + e^z), so that it stays finite.

    Args:
        model: with D weights.
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.

    Raises:
        ValueError: malformed input.

    Decks: acero, intro.
    """
    v, t = examples(v, t)
    z = model.activation(v)
    return float(np.sum(t * z - np.logaddexp(0, z)))


def loss(model: Logistic, v: ArrayLike, t: ArrayLike) -> float:
    """Return E = −1/N Σ_n t ln y + (1 − t) ln(1 − y), the mean cross-entropy in nats, at least 0.

    Args and Raises: as `log_likelihood`.
    """
    return -log_likelihood(model, v, t) / len(np.asarray(t))


def gradient(model: Logistic, v: ArrayLike, t: ArrayLike) -> FloatArray:
    """Return ∂E/∂(w, b) = 1/N Σ_n (y − t)(v, 1), shape (D + 1,), b last.

    One deck prints this expression, without the mean, as the gradient of the log-likelihood; it is that of its
    negative, which the rule goes down.

    Args and Raises: as `log_likelihood`. Decks: acero, intro.
    """
    v, t = examples(v, t)
    return (model.forward(v) - t) @ with_one(v) / len(v)


def hessian(model: Logistic, v: ArrayLike) -> FloatArray:
    """Return ∂²E/∂(w, b)² = 1/N Σ_n y (1 − y) (v, 1)(v, 1)ᵀ, shape (D + 1, D + 1); the targets do not occur in it.

    It has no negative eigenvalue, so E has no minimum but the lowest.

    Args:
        model: with D weights.
        v: (N, D) inputs.

    Raises:
        ValueError: malformed input.
    """
    v = rows(v, "v", len(model.w))
    y, x = model.forward(v), with_one(v)
    return (x.T * (y * (1 - y))) @ x / len(v)


def update(model: Logistic, v: ArrayLike, t: int, eta: float) -> Logistic:
    """Return the model after one example: w_j ← w_j + η v_j (t − y), b ← b + η (t − y).

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
    error = positive(eta, "eta") * (t - sigmoid(v @ model.w + model.b))
    return Logistic(model.w + error * v, model.b + error)


@dataclass(frozen=True, eq=False)
class Training:
    """What a run left.

    Attributes:
        model: after the last step.
        losses: (E,) float64, the mean cross-entropy of all examples after each epoch.
        path: (S + 1, D + 1) float64, (w, b) before the first step and after each of the S steps.
    """

    model: Logistic
    losses: FloatArray
    path: FloatArray


def train(
    v: ArrayLike,
    t: ArrayLike,
    *,
    eta: float | Schedule = 0.1,
    epochs: int = 20,
    batch_size: int = 1,
    rng: np.random.Generator | None = None,
    start: Logistic | None = None,
    progress: bool = False,
) -> Training:
    """Learn by stochastic gradient descent on E: each step takes the mean gradient of `batch_size` examples.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.
        eta: learning rate η > 0, or a function of the step from `deeparc.core.schedule`.
        epochs: passes over the examples.
        batch_size: from 1, which is online learning, to N, which is the full batch; the last batch may be smaller.
        rng: shuffles the examples in each epoch; without it they come in the order given.
        start: first model; all zeros by default.
        progress: show a progress bar.

    Raises:
        ValueError: malformed input, a batch larger than the data.

    Source: Robbins & Monro, A stochastic approximation method, 1951. Decks: acero, intro (SGD on min Σ f_i(x): shuffle,
    then x ← x − η ∇f_i(x)).
    """
    v, t = examples(v, t)
    rate = eta if callable(eta) else constant(positive(eta, "eta"))
    epochs, batch_size = whole(epochs, "epochs"), whole(batch_size, "batch_size", 1, len(v))
    rng = checked_generator(rng)
    x, theta = with_one(v), first_weights(start, v.shape[1])  # (w, b)
    path, losses = [theta], []
    for _ in epochs_with_bar(epochs, progress):
        order = np.arange(len(x)) if rng is None else rng.permutation(len(x))
        for first in range(0, len(x), batch_size):
            n = order[first : first + batch_size]
            error = sigmoid(x[n] @ theta) - t[n]  # (B,)
            theta = theta - rate(len(path) - 1) * (error @ x[n]) / len(n)
            path.append(theta)
        losses.append(loss(Logistic(theta[:-1], theta[-1]), v, t))
    return Training(Logistic(theta[:-1], theta[-1]), np.array(losses), np.array(path))


def maximum_likelihood(v: ArrayLike, t: ArrayLike, *, steps: int = 100, tolerance: float = 1e-10) -> Logistic:
    """Find the minimum of E by Newton's method, (w, b) ← (w, b) − H⁻¹ ∇E, halving a step that would raise E.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.
        steps: the most to make.
        tolerance: the length of the gradient at which to stop.

    Raises:
        ValueError: malformed input, or no minimum reached: where a plane separates the classes there is none.

    Source: iteratively reweighted least squares; McCullagh & Nelder, Generalized linear models, 1989.
    """
    v, t = examples(v, t)
    theta = np.zeros(v.shape[1] + 1)

    def model(theta: FloatArray) -> Logistic:
        return Logistic(theta[:-1], theta[-1])

    for _ in range(whole(steps, "steps")):
        g = gradient(model(theta), v, t)
        if np.linalg.norm(g) < tolerance:
            return model(theta)
        direction, here, step = np.linalg.lstsq(hessian(model(theta), v), g)[0], loss(model(theta), v, t), 1.0
        while loss(model(theta - step * direction), v, t) > here and step > 1e-10:
            step /= 2
        theta = theta - step * direction
        if loss(model(theta), v, t) < 1e-6:
            break
    raise ValueError("no minimum was reached: a plane separates the classes, so larger weights are always likelier")
