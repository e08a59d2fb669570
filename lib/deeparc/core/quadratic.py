"""Gradient descent, momentum and Nesterov's method on E(w) = ½ Σ_i h_i w_i²: how fast they reach the bottom.

Along an axis of curvature h each method is a linear recurrence of order two,

    momentum:   w_{k+1} = (1 + μ − ηh) w_k − μ w_{k−1}
    Nesterov:   w_{k+1} = (1 − ηh) ((1 + μ) w_k − μ w_{k−1})

so the distance shrinks in the long run by ρ a step, where ρ is the larger root of its characteristic polynomial.
With μ = 0 both are gradient descent.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.optim import Optimiser
from deeparc.core.validate import FloatArray, number, positive


def factor(h: ArrayLike, eta: float, mu: float = 0.0, *, nesterov: bool = False) -> FloatArray:
    """Return ρ for each curvature; below 1 where the method converges.

    Args:
        h: curvatures, any shape.
        eta: learning rate η.
        mu: momentum μ.
        nesterov: whether the gradient is taken at the look-ahead point.

    Returns:
        shaped like h, float64.

    Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    """
    h = np.asarray(h, float)
    middle, last = ((1 + mu) * (1 - eta * h), mu * (1 - eta * h)) if nesterov else (1 + mu - eta * h, mu + 0 * h)
    root = np.sqrt((middle**2 - 4 * last).astype(complex))
    return np.maximum(np.abs(middle + root), np.abs(middle - root)) / 2


def worst_factor(low: float, high: float, eta: float, mu: float = 0.0, *, nesterov: bool = False) -> float:
    """Return the largest ρ of the curvatures low … high: that of the slowest direction (1,001 are tried)."""
    return float(np.max(factor(np.linspace(low, high, 1001), eta, mu, nesterov=nesterov)))


def limit(h: float, mu: float = 0.0, *, nesterov: bool = False) -> float:
    """Return the η from which on the method no longer converges along curvature h.

    2(1 + μ)/h with momentum, 2(1 + μ)/((1 + 2μ) h) for Nesterov's method.
    """
    return 2 * (1 + mu) / positive(h, "h") / (1 + 2 * mu if nesterov else 1)


def best_descent(low: float, high: float) -> tuple[float, float]:
    """Return η = 2/(h_min + h_max), the best of gradient descent, and its ρ = (κ − 1)/(κ + 1)."""
    low, high = _range(low, high)
    return 2 / (low + high), (high - low) / (high + low)


def best_momentum(low: float, high: float) -> tuple[float, float, float]:
    """Return η = 4/(√h_min + √h_max)², μ = ((√κ − 1)/(√κ + 1))² and ρ = √μ.

    Source: Polyak 1964.
    """
    low, high = np.sqrt(_range(low, high))
    rho = (high - low) / (high + low)
    return float(4 / (low + high) ** 2), float(rho**2), float(rho)


def best_nesterov(low: float, high: float) -> tuple[float, float, float]:
    """Return η = 1/h_max, μ = (√κ − 1)/(√κ + 1) and ρ = 1 − 1/√κ: the usual constants, not quite the best.

    Source: Nesterov, Introductory lectures on convex optimization, 2004, section 2.2.
    """
    low, high = _range(low, high)
    root = float(np.sqrt(high / low))
    return 1 / high, (root - 1) / (root + 1), 1 - 1 / root


def path(
    gradient: Callable[[FloatArray], FloatArray],
    start: ArrayLike,
    optimiser: Optimiser,
    steps: int,
) -> FloatArray:
    """Return the points that an optimiser of `deeparc.core.optim` visits, (steps + 1, D), the start first.

    Args:
        gradient: of the function to be made small, from (D,) to (D,).
        start: (D,).
        optimiser: new, such as `Momentum(0.1, 0.9)`.
        steps: how many.
    """
    w = np.array(start, float)
    points = [w.copy()]
    for _ in range(steps):
        optimiser.step({"w": w}, {"w": np.asarray(gradient(w), float)})
        points.append(w.copy())
    return np.array(points)


def _range(low: float, high: float) -> tuple[float, float]:
    low, high = positive(low, "low"), number(high, "high")
    if high < low:
        raise ValueError(f"high is {high:g}, expected at least low = {low:g}")
    return low, high
