"""GMDH, the first deep networks that learned: layers of small polynomials, grown until held-out examples say stop."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, number, rows, vector, whole

N_COEFFICIENTS = 6


@dataclass(frozen=True, eq=False)
class PolynomialLayer:
    """Units y = a_0 + a_1 p + a_2 q + a_3 p² + a_4 q² + a_5 p q, each of two outputs p, q of the layer before.

    Attributes:
        inputs: (U, 2) int64, the columns p and q of each unit.
        a: (U, 6) float64, its coefficients.
    """

    inputs: IntArray
    a: FloatArray

    def forward(self, x: FloatArray) -> FloatArray:
        """Return the units' outputs (B, U) for the outputs (B, D) of the layer before."""
        return np.sum(_terms(x[:, self.inputs[:, 0]], x[:, self.inputs[:, 1]]) * self.a, axis=-1)


@dataclass(frozen=True, eq=False)
class GMDH:
    """A grown network, which holds only the units that its output needs: a polynomial of degree 2^L of the inputs.

    Attributes:
        layers: L of them; the last has one unit.
        n_in: number of inputs D.
        criteria: float64, the best external criterion of every layer that was tried, see `train`; the first L
            decrease, and one more, not smaller by enough, is there where it ended the growth.
    """

    layers: tuple[PolynomialLayer, ...]
    n_in: int
    criteria: FloatArray

    @property
    def n_parameters(self) -> int:
        """Six for each unit."""
        return sum(layer.a.size for layer in self.layers)

    def forward(self, v: ArrayLike) -> FloatArray:
        """Return the outputs (B,) for inputs (B, D).

        Raises:
            ValueError: v is malformed.
        """
        x = rows(v, "v", self.n_in)
        for layer in self.layers:
            x = layer.forward(x)
        return x[:, 0]


def train(
    v: ArrayLike,
    t: ArrayLike,
    v_check: ArrayLike,
    t_check: ArrayLike,
    *,
    width: int = 12,
    max_layers: int = 8,
    gain: float = 0.02,
) -> GMDH:
    """Grow a network by the group method of data handling.

    In every layer a unit is made for each pair of outputs of the layer before. Its six coefficients are fitted to the
    target by least squares on the training part alone. Then the check part, which no coefficient has seen, selects:

        Δ² = Σ_n (t_n − y_n)² / Σ_n (t_n − t̄)²  over the check part, t̄ the mean of the training part

    (0 is perfect, 1 no better than t̄). The units with the smallest Δ² are the inputs of the next layer. When the best
    Δ² of a layer is not smaller than that of the layer before by the share `gain`, that layer is dropped, and the best
    unit before it is the output. So depth and structure come from the data.

    The check part selects from hundreds of units, so it is learned from as well: without any `gain` growth goes on for
    a few thousandths, to polynomials of degree 256 that are right on both parts and anywhere at all elsewhere.

    Args:
        v: (N, D) inputs of the training part, D at least 2, N at least 6; standardise them first.
        t: (N,) targets, real numbers.
        v_check: (N', D) inputs of the check part.
        t_check: (N',) targets.
        width: how many units a layer keeps.
        max_layers: where growth ends in any case; the degree is at most 2^max_layers.
        gain: the share by which a layer must lower Δ² to stay, from 0 to below 1; with 0 any decrease will do.

    Raises:
        ValueError: malformed input, numbers out of range, fewer than 6 examples to fit 6 coefficients, or nothing to
            check: all t_check equal t̄.

    Differs from the paper: Ivakhnenko divides by Σ t_n², which selects the same units, puts a threshold on Δ² where
    there is a width here, and stops at the first rise of Δ², which is gain = 0.
    Source: Ivakhnenko & Lapa, Cybernetic predicting devices, 1965; Ivakhnenko, Polynomial theory of complex systems,
    1971 (the unit and the criterion of regularity). Deck: neverova.
    """
    x, t = _part(v, t, "")
    x_check, t_check = _part(v_check, t_check, "_check", x.shape[1])
    width, max_layers = whole(width, "width"), whole(max_layers, "max_layers")
    if not 0 <= number(gain, "gain") < 1:
        raise ValueError(f"gain is {gain:g}, expected a number from 0 to below 1")
    if x.shape[1] < 2:
        raise ValueError(f"v has shape {x.shape}, expected at least 2 columns: each unit takes two")
    if len(x) < N_COEFFICIENTS:
        raise ValueError(
            f"v has shape {x.shape}, expected at least {N_COEFFICIENTS} rows to fit {N_COEFFICIENTS} numbers"
        )
    spread = np.sum((t_check - t.mean()) ** 2)
    if spread == 0:
        raise ValueError(f"t_check is {t_check[0]:g} throughout, the mean of t: nothing to check")

    n_in, layers, criteria = x.shape[1], [], []
    while len(layers) < max_layers and x.shape[1] > 1:
        layer = _fit_pairs(x, t)
        delta = np.sum((t_check[:, None] - layer.forward(x_check)) ** 2, axis=0) / spread
        best = np.argsort(delta, kind="stable")[:width]
        criteria.append(delta[best[0]])
        if len(criteria) > 1 and not criteria[-1] < (1 - gain) * criteria[-2]:
            break
        layers.append(PolynomialLayer(layer.inputs[best], layer.a[best]))
        x, x_check = layers[-1].forward(x), layers[-1].forward(x_check)
    return GMDH(_needed(layers), n_in, np.array(criteria))


def _fit_pairs(x: FloatArray, t: FloatArray) -> PolynomialLayer:
    """Fit one unit for each pair of columns; of many solutions the one with the smallest coefficients."""
    pairs = np.array(list(combinations(range(x.shape[1]), 2)), dtype=np.int64)
    a = [np.linalg.lstsq(_terms(x[:, i], x[:, j]), t)[0] for i, j in pairs]
    return PolynomialLayer(pairs, np.array(a))


def _terms(p: FloatArray, q: FloatArray) -> FloatArray:
    """Return 1, p, q, p², q², pq along a new last axis."""
    return np.stack((np.ones_like(p), p, q, p * p, q * q, p * q), axis=-1)


def _needed(layers: list[PolynomialLayer]) -> tuple[PolynomialLayer, ...]:
    """Keep only what the first unit of the last layer depends on."""
    kept, units = [], np.array([0])
    for layer in reversed(layers):
        inputs = layer.inputs[units]
        below, places = np.unique(inputs, return_inverse=True)
        first = layer is layers[0]  # whose inputs are v, all of which stay
        kept.append(PolynomialLayer(inputs if first else places.reshape(-1, 2), layer.a[units]))
        units = below
    return tuple(reversed(kept))


def _part(v: ArrayLike, t: ArrayLike, name: str, n_in: int | None = None) -> tuple[FloatArray, FloatArray]:
    v, t = rows(v, f"v{name}", n_in), vector(t, f"t{name}")
    if len(v) != len(t):
        raise ValueError(f"v{name} has shape {v.shape} and t{name} {t.shape}, expected one target for each row")
    return v, t
