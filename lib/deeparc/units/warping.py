"""How a hidden layer bends the plane until a line separates the classes: two interleaved curves, and a grid to watch.

A 2-2-1 net draws a straight line in the plane of its two hidden units. Seen from the inputs that line is curved; seen
from the hidden units the inputs are.
"""

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.layer import Chain
from deeparc.core.namespace import asarray, dtype_name
from deeparc.core.validate import FloatArray, IntArray, number, positive, rows, whole


def curves(n: int = 100, gap: float = 0.5, noise: float = 0.0, seed: int = 0) -> tuple[FloatArray, IntArray]:
    """Return points on two waves, one above the other, that no line separates: x₂ = ½ cos πx₁ ± gap/2, x₁ in [−1, 1].

    Args:
        n: points on each curve.
        gap: how far one is above the other, above 0.
        noise: deviation of what is added to both coordinates.
        seed: of the places and the noise.

    Returns:
        v (2n, 2) float64 and t (2n,) int64: 1 on the upper curve.

    Raises:
        ValueError: a number is out of range.

    After LeCun, Bengio & Hinton, Deep learning, 2015, figure 1 a. Decks: acero, nature.
    """
    n, gap, noise = whole(n, "n"), positive(gap, "gap"), number(noise, "noise")
    if noise < 0:
        raise ValueError(f"noise is {noise:g}, expected at least 0")
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, 2 * n)
    t = np.repeat([0, 1], n)
    v = np.column_stack([x, 0.5 * np.cos(np.pi * x) + gap * (t - 0.5)])
    return v + noise * rng.standard_normal(v.shape), t.astype(np.int64)


def grid(low: float = -1.2, high: float = 1.2, lines: int = 13, points: int = 60) -> FloatArray:
    """Return the lines of a square grid, each as a row of points: (2 · lines, points, 2), the upright ones first.

    Raises:
        ValueError: a number is out of range.
    """
    low, high = number(low, "low"), number(high, "high")
    if high <= low:
        raise ValueError(f"high is {high:g}, expected above low, {low:g}")
    where, run = np.linspace(low, high, whole(lines, "lines", 2)), np.linspace(low, high, whole(points, "points", 2))
    upright = np.stack(np.broadcast_arrays(where[:, None], run[None]), axis=-1)
    return np.concatenate([upright, upright[..., ::-1]])


def hidden(model: Chain, v: ArrayLike, layers: int = 2) -> FloatArray:
    """Return what a net has made of the inputs after its first layers: (…, H) for v (…, D).

    Args:
        model: such as `deeparc.units.mlp.mlp` gives.
        v: points, any number of axes before the last.
        layers: how many to go through; 2 are the first weights and their activation.

    Raises:
        ValueError: v does not fit, or there are not so many layers.

    Source: Olah, Neural networks, manifolds, and topology, 2014. Decks: acero, nature.
    """
    v = np.asarray(v, np.float64)
    layers = whole(layers, "layers", 1, len(model.layers))
    first = next(iter(model.params.values()))
    x = rows(v.reshape(-1, v.shape[-1]), "v", first.shape[1])
    out = Chain(model.layers[:layers]).forward(asarray(x, dtype=dtype_name(first)))
    return np.asarray(out, np.float64).reshape(*v.shape[:-1], -1)
