"""ADALINE: a linear unit that learns by least mean squares (the delta rule) and decides by its sign."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, bits, examples, positive, vector, whole
from deeparc.units.linear import LinearUnit, checked_generator, epochs_with_bar, first_weights, with_one

Rule = Literal["mu", "alpha"]


@dataclass(frozen=True, eq=False)
class Adaline(LinearUnit):
    """One linear unit: activation z = w·v + b, which learns; output y = H(z), which decides.

    Args:
        w: (D,) weights.
        b: bias.

    Raises:
        ValueError: `w` is not a finite vector or `b` not a finite number.

    Source: Widrow & Hoff, "Adaptive switching circuits", 1960. Deck: intro (delta rule).
    """


@dataclass(frozen=True, eq=False)
class Training:
    """A trained ADALINE and how it came about. `deeparc.units.perceptron.Training` is the perceptron's.

    Attributes:
        model: after the last epoch.
        losses: (E,) float64, mean of ½ (s − z)² over all examples after each epoch.
        mistakes: (E,) int64, wrong outputs over all examples after each epoch.
        path: (E + 1, D + 1) float64, the weights (w, b), b last: at the start and after each epoch.
    """

    model: Adaline
    losses: FloatArray
    mistakes: IntArray
    path: FloatArray


def loss(model: Adaline, v: ArrayLike, t: ArrayLike) -> float:
    """Return E = 1/N Σ_n ½ (s_n − z_n)², with s = 2t − 1 in {−1, +1} and z = w·v + b.

    Args:
        model: with D weights.
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.

    Raises:
        ValueError: malformed input.

    Source: Widrow & Hoff 1960. Deck: intro (square loss).
    """
    v, t = examples(v, t)
    return float(np.mean((2 * t - 1 - model.activation(v)) ** 2) / 2)


def gradient(model: Adaline, v: ArrayLike, t: ArrayLike) -> FloatArray:
    """Return ∂E/∂(w, b) = −1/N Σ_n (s_n − z_n) (v_n, 1), shape (D + 1,), b last.

    Args: as `loss`.

    Raises:
        ValueError: malformed input.

    Source: Widrow & Hoff 1960. Deck: intro.
    """
    v, t = examples(v, t)
    error = 2 * t - 1 - model.activation(v)  # (N,)
    return -error @ with_one(v) / len(v)


def update(model: Adaline, v: ArrayLike, t: int, eta: float, rule: Rule = "mu") -> Adaline:
    """Return the model after one example, with ε = s − z the error of the activation, s = 2t − 1.

    α-LMS (the rule of 1960): (w, b) ← (w, b) + η ε (v, 1) / ‖(v, 1)‖², which removes the fraction η of this
    example's error. μ-LMS (the modern form): (w, b) ← (w, b) + η ε (v, 1), a step down the gradient of ½ ε².

    Args:
        model: before.
        v: (D,) input.
        t: target, 0 or 1.
        eta: learning rate η > 0; α-LMS is stable for η < 2, μ-LMS for η < 2/‖(v, 1)‖².
        rule: "mu" or "alpha".

    Raises:
        ValueError: v is not a finite (D,) vector, t not 0 or 1, η not above 0, or the rule is unknown.

    Differs from the paper: η is the paper's fraction of the error; Widrow writes 2μ for the modern form's η.
    Source: Widrow & Hoff 1960. Deck: intro (delta rule).
    """
    v, t = vector(v, "v", len(model.w)), bits([t], "t")[0]
    theta = _step(np.append(model.w, model.b), np.append(v, 1.0), 2 * t - 1, positive(eta, "eta"), _rule(rule))
    return Adaline(theta[:-1], theta[-1])


def train(
    v: ArrayLike,
    t: ArrayLike,
    *,
    eta: float = 0.01,
    epochs: int = 50,
    rng: np.random.Generator | None = None,
    rule: Rule = "mu",
    start: Adaline | None = None,
    progress: bool = False,
) -> Training:
    """Learn by least mean squares, one example at a time, for a fixed number of epochs.

    Unlike the perceptron it also learns from examples that it gets right, until the mean squared error is least.
    With a constant η it ends near `least_squares`, the nearer the smaller η is.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.
        eta: learning rate η > 0.
        epochs: passes over the examples.
        rng: shuffles the examples in each epoch; without it they come in the order given.
        rule: "mu" or "alpha", see `update`.
        start: first model; all zeros by default.
        progress: show a progress bar.

    Raises:
        ValueError: malformed input, an unknown rule, `rng` is no generator, or an η so large that the weights overflow.

    Source: Widrow & Hoff 1960. Deck: intro.
    """
    v, t = examples(v, t)
    eta, epochs, rule, rng = positive(eta, "eta"), whole(epochs, "epochs"), _rule(rule), checked_generator(rng)
    x, s = with_one(v), 2 * t - 1
    x_rows, s_list = list(x), s.tolist()  # faster to index than arrays
    theta = first_weights(start, v.shape[1])  # (w, b)

    path, losses, mistakes = [theta], [], []
    for epoch in epochs_with_bar(epochs, progress):
        with np.errstate(over="ignore", invalid="ignore"):
            for n in range(len(x)) if rng is None else rng.permutation(len(x)):
                theta = _step(theta, x_rows[n], s_list[n], eta, rule)
            z = x @ theta
            losses.append(np.mean((s - z) ** 2) / 2)
        if not np.isfinite(losses[-1]):
            raise ValueError(
                f"eta is {eta:g}, which is too large: the weights overflow in epoch {epoch + 1} "
                f"(every step is stable below {2 / np.max(np.sum(x**2, axis=1)) if rule == 'mu' else 2:.3g})"
            )
        mistakes.append(np.sum((z >= 0) != t))
        path.append(theta)
    return Training(Adaline(theta[:-1], theta[-1]), np.array(losses), np.array(mistakes, np.int64), np.array(path))


def least_squares(v: ArrayLike, t: ArrayLike) -> Adaline:
    """Return the minimiser of the loss in closed form: XᵀX (w, b) = Xᵀs, with X the rows (v_n, 1).

    Where several minimise it (fewer examples than weights, repeated columns), the one with the smallest ‖(w, b)‖.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.

    Raises:
        ValueError: malformed input.

    Source: the normal equations; Widrow & Hoff 1960 call the minimum the best that LMS can reach.
    """
    v, t = examples(v, t)
    theta = np.linalg.lstsq(with_one(v), 2.0 * t - 1)[0]
    return Adaline(theta[:-1], theta[-1])


def _step(theta: FloatArray, x: FloatArray, s: int, eta: float, rule: Rule) -> FloatArray:
    step = eta * (s - x.dot(theta))
    if rule == "alpha":
        step /= x.dot(x)  # at least 1, because x ends in 1
    return theta + step * x


def _rule(rule: str) -> Rule:
    if rule not in ("mu", "alpha"):
        raise ValueError(f"rule is {rule!r}, expected 'mu' or 'alpha'")
    return rule
