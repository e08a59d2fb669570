"""One hidden layer, built by hand to approximate a given function: bumps, staircases, ReLU polygons, towers.

A net here is y(v) = c + Σ_k a_k φ(w_k·v + b_k) with H hidden units. Nothing is learned: weights are written down from
values of the target function, and the error is bounded by its modulus of continuity

    ω(δ) = max |f(x) − f(x')| over |x − x'| ≤ δ.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, number, numbers, positive, rows, vector, whole
from deeparc.layers.activations import sigmoid

Function = Callable[[FloatArray], FloatArray]
ACTIVATIONS: dict[str, Function] = {
    "step": lambda z: (z >= 0).astype(np.float64),
    "sigmoid": sigmoid,
    "relu": lambda z: np.maximum(z, 0.0),
}


@dataclass(frozen=True, eq=False)
class HiddenLayerNet:
    """One hidden layer and a linear output: y(v) = c + Σ_k a_k φ(w_k·v + b_k).

    Args:
        w: (H, D) weights into the hidden units.
        b: (H,) their biases.
        a: (H,) weights of the output.
        c: bias of the output.
        activation: φ: "step" (1 from 0 on), "sigmoid" or "relu".

    Raises:
        ValueError: shapes that do not fit, numbers that are not finite, or another activation.

    Source: Cybenko, Approximation by superpositions of a sigmoidal function, 1989; Hornik, Stinchcombe & White,
    Multilayer feedforward networks are universal approximators, 1989. Deck: intro.
    """

    w: FloatArray
    b: FloatArray
    a: FloatArray
    c: float
    activation: str = "sigmoid"

    def __post_init__(self) -> None:
        w = numbers(self.w, "w", 2)
        object.__setattr__(self, "w", w)
        object.__setattr__(self, "b", vector(self.b, "b", len(w)))
        object.__setattr__(self, "a", vector(self.a, "a", len(w)))
        object.__setattr__(self, "c", number(self.c, "c"))
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"activation is {self.activation!r}, expected one of {', '.join(ACTIVATIONS)}")

    @property
    def n_hidden(self) -> int:
        """Number of hidden units H."""
        return len(self.a)

    def hidden(self, v: ArrayLike) -> FloatArray:
        """Return the hidden units' outputs φ(V Wᵀ + b), shape (B, H), for inputs v (B, D), or (B,) where D = 1.

        Raises:
            ValueError: v does not fit.
        """
        v = np.asarray(v, np.float64)
        if v.ndim == 1 and self.w.shape[1] == 1:
            v = v[:, None]
        return ACTIVATIONS[self.activation](rows(v, "v", self.w.shape[1]) @ self.w.T + self.b)

    def forward(self, v: ArrayLike) -> FloatArray:
        """Return the outputs, shape (B,), for inputs v (B, D), or (B,) where D = 1.

        Raises:
            ValueError: v does not fit.
        """
        return self.hidden(v) @ self.a + self.c

    def along(self, direction: ArrayLike) -> "HiddenLayerNet":
        """Return the ridge function v ↦ y(u·v) of a net with one input: the same units, looking along u.

        Args:
            direction: u, (D,).

        Raises:
            ValueError: this net has more than one input, or u is not a finite vector.
        """
        if self.w.shape[1] != 1:
            raise ValueError(f"the net has {self.w.shape[1]} inputs, expected 1")
        return HiddenLayerNet(self.w * vector(direction, "direction"), self.b, self.a, self.c, self.activation)

    def __add__(self, other: "HiddenLayerNet") -> "HiddenLayerNet":
        """Return the net that computes the sum: the hidden layers side by side."""
        if self.activation != other.activation or self.w.shape[1] != other.w.shape[1]:
            raise ValueError(
                f"the nets have {self.activation} units of {self.w.shape[1]} inputs and {other.activation} units of "
                f"{other.w.shape[1]}, expected the same"
            )
        return HiddenLayerNet(
            np.concatenate([self.w, other.w]),
            np.concatenate([self.b, other.b]),
            np.concatenate([self.a, other.a]),
            self.c + other.c,
            self.activation,
        )

    def __mul__(self, factor: float) -> "HiddenLayerNet":
        """Return the net whose output is `factor` times this one's."""
        return HiddenLayerNet(self.w, self.b, self.a * number(factor, "factor"), self.c * factor, self.activation)


def bump(left: float, right: float, height: float = 1.0, steepness: float | None = None) -> HiddenLayerNet:
    """Return two hidden units that make a bump: height · [φ(s(x − left)) − φ(s(x − right))], 0 outside.

    Args:
        left: where it begins.
        right: where it ends, beyond `left`.
        height: of the bump.
        steepness: s > 0 of sigmoid units; without it the units are steps.

    Raises:
        ValueError: the bump has no width, or s is not above 0.
    """
    left, right = number(left, "left"), number(right, "right")
    if right <= left:
        raise ValueError(f"right is {right:g}, expected above left, {left:g}")
    s = 1.0 if steepness is None else positive(steepness, "steepness")
    kind = "step" if steepness is None else "sigmoid"
    height = number(height, "height")
    return HiddenLayerNet([[s], [s]], [-s * left, -s * right], [height, -height], 0.0, kind)


def staircase(f: Function, low: float, high: float, n: int, steepness: float | None = None) -> HiddenLayerNet:
    """Return n − 1 hidden units that follow f on [low, high]: the sum of n bumps, whose shared edges are one unit each.

    With cells of width h = (high − low)/n, their middles m_j and the edges x_j between them,

        y(x) = f(m_1) + Σ_{j=1}^{n−1} [f(m_{j+1}) − f(m_j)] φ(s (x − x_j)).

    Steps: |f − y| ≤ ω(h/2). Sigmoids of steepness s: |f − y| ≤ ω(h) (1 + n e^{−sh/2}).

    Args:
        f: takes and returns arrays of one axis.
        low: left end.
        high: right end.
        n: cells, at least 2.
        steepness: s > 0 of sigmoid units; without it the units are steps.

    Raises:
        ValueError: an empty interval, fewer than 2 cells, s not above 0, or f gives something else than numbers.
    """
    low, high = _ends(low, high)
    n = whole(n, "n", 2)
    s = 1.0 if steepness is None else positive(steepness, "steepness")
    h = (high - low) / n
    values = vector(f(low + h * (np.arange(n) + 0.5)), "f(x)", n)
    edges = low + h * np.arange(1, n)
    kind = "step" if steepness is None else "sigmoid"
    return HiddenLayerNet(np.full((n - 1, 1), s), -s * edges, np.diff(values), values[0], kind)


def steepness_for(low: float, high: float, n: int, share: float) -> float:
    """Return the s with n e^{−sh/2} = share, so that sigmoids in `staircase` have |f − y| ≤ (1 + share) ω(h)."""
    low, high = _ends(low, high)
    return 2 * n / (high - low) * float(np.log(n / positive(share, "share")))


def polygon(f: Function, low: float, high: float, n: int) -> HiddenLayerNet:
    """Return n ReLU units that join the points of f at n + 1 knots by straight lines.

    With knots x_0, …, x_n, spaced by h, and slopes g_j = [f(x_j) − f(x_{j−1})]/h of the pieces j = 1 … n,

        y(x) = f(x_0) + g_1 relu(x − x_0) + Σ_{j=1}^{n−1} (g_{j+1} − g_j) relu(x − x_j).

    |f − y| ≤ ω(h), and ≤ h²/8 max|f''| where f has a second derivative.

    Args and Raises: as `staircase`, with n ≥ 1 pieces.
    """
    low, high = _ends(low, high)
    n = whole(n, "n", 1)
    knots = np.linspace(low, high, n + 1)
    values = vector(f(knots), "f(x)", n + 1)
    slopes = np.diff(values) / np.diff(knots)
    return HiddenLayerNet(
        np.ones((n, 1)), -knots[:-1], np.concatenate([slopes[:1], np.diff(slopes)]), values[0], "relu"
    )


def tower(v: ArrayLike, corner: ArrayLike, size: float, steepness: float) -> FloatArray:
    """Return a bump over a square: σ(s (B_1 + B_2 − 3/2)), where B_d is a bump of two sigmoids along axis d.

    Five units in two hidden layers: four make the two bumps, one more asks whether both are there.

    Args:
        v: (B, 2) inputs.
        corner: (2,) lower left corner of the square.
        size: its side, above 0.
        steepness: s > 0 of all units.

    Returns:
        (B,) near 1 well inside the square and near 0 well outside.

    Raises:
        ValueError: malformed input.
    """
    v, corner, size = rows(v, "v", 2), vector(corner, "corner", 2), positive(size, "size")
    s = positive(steepness, "steepness")
    sides = [bump(x, x + size, 1.0, s).forward(v[:, d]) for d, x in enumerate(corner)]
    return sigmoid(s * (sides[0] + sides[1] - 1.5))


def modulus(f: Function, low: float, high: float, delta: float, points: int = 4097) -> float:
    """Return ω(δ) of f on [low, high], measured on an even grid: the largest change over a distance of at most δ.

    Args:
        f: takes and returns arrays of one axis.
        low: left end.
        high: right end.
        delta: δ > 0.
        points: of the grid; between them f is not seen, so the value is from below.

    Raises:
        ValueError: an empty interval, or δ not above 0.
    """
    from scipy.ndimage import maximum_filter1d, minimum_filter1d

    low, high = _ends(low, high)
    x = np.linspace(low, high, whole(points, "points", 2))
    y = vector(f(x), "f(x)", len(x))
    reach = int(np.floor(positive(delta, "delta") / (x[1] - x[0]) * (1 + 1e-12)))
    if reach == 0:
        return 0.0
    size = min(reach, len(x) - 1) + 1  # a window that holds all points within δ of each other
    return float(np.max(maximum_filter1d(y, size) - minimum_filter1d(y, size)))


def largest_error(f: Function, g: Function, low: float, high: float, points: int = 4097) -> float:
    """Return max |f(x) − g(x)| on an even grid of [low, high]."""
    low, high = _ends(low, high)
    x = np.linspace(low, high, whole(points, "points", 2))
    return float(np.max(np.abs(f(x) - g(x))))


def _ends(low: float, high: float) -> tuple[float, float]:
    low, high = number(low, "low"), number(high, "high")
    if high <= low:
        raise ValueError(f"high is {high:g}, expected above low, {low:g}")
    return low, high
