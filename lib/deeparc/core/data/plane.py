"""Points of two classes in the plane, made by rule: four shapes, from easy to hard. They are synthetic."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from deeparc.core.validate import number, whole

EDGE = 6.0  # the shapes lie inside [−6, 6]² as long as the noise is small


def plane(name: str, n: int = 200, noise: float = 0.1, seed: int = 0) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw points of two classes, as many of each, in random order.

    - `"gaussians"`: two round clouds about (2, 2) and (−2, −2). A line separates them, or nearly so.
    - `"xor"`: class 1 where both coordinates have the same sign, class 0 where they differ; a gap along the axes.
    - `"circle"`: class 1 in a disc of radius 2.5, class 0 in a ring about it from 3.5 to 5.
    - `"spiral"`: two arms that wind round each other by one and three quarter turns.

    Args:
        name: of the shape.
        n: how many points, even and at least 2.
        noise: standard deviation of normal noise on each coordinate, in the plane's units, 0 or more.
        seed: of the generator.

    Returns:
        v (n, 2) float64, and t (n,) int64 in {0, 1}.

    Raises:
        ValueError: an unknown name, an odd n, a negative noise.

    Source: the shapes follow Smilkov & Carter's demonstration of 2016. Deck: intro.
    """
    if name not in SHAPES:
        raise ValueError(f"name is {name!r}, expected one of {', '.join(SHAPES)}")
    n = whole(n, "n", 2)
    if n % 2:
        raise ValueError(f"n is {n}, expected an even number: as many points of each class")
    if number(noise, "noise") < 0:
        raise ValueError(f"noise is {noise}, expected 0 or more")
    rng = np.random.default_rng(seed)
    t = np.repeat([0, 1], n // 2)
    v = SHAPES[name](t, rng) + noise * rng.standard_normal((n, 2))
    order = rng.permutation(n)
    return v[order], t[order]


def _gaussians(t: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.float64]:
    return np.where(t == 1, 2.0, -2.0)[:, None] + rng.standard_normal((len(t), 2))


def _xor(t: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.float64]:
    size = rng.uniform(0.3, 5, (len(t), 2))
    sign = rng.choice([-1.0, 1.0], len(t))
    return size * np.column_stack([sign, np.where(t == 1, sign, -sign)])


def _circle(t: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.float64]:
    radius = np.where(t == 1, rng.uniform(0, 2.5, len(t)), rng.uniform(3.5, 5, len(t)))
    return _polar(radius, rng.uniform(0, 2 * np.pi, len(t)))


def _spiral(t: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.float64]:
    along = np.concatenate([np.arange(np.sum(t == c)) / np.sum(t == c) for c in (0, 1)])
    return _polar(5 * along, 2 * np.pi * 1.75 * along + np.pi * t)


def _polar(radius: NDArray[np.float64], angle: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([radius * np.sin(angle), radius * np.cos(angle)])


SHAPES: dict[str, Callable[[NDArray[np.int64], np.random.Generator], NDArray[np.float64]]] = {
    "gaussians": _gaussians,
    "xor": _xor,
    "circle": _circle,
    "spiral": _spiral,
}
