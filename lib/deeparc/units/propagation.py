"""How the size of activations and gradients changes from layer to layer in a net with random weights.

A layer is z = W a with weights of mean 0 and variance g/n, n its fan-in, and a' = φ(z); biases are 0. In a wide layer
z is nearly Gaussian, so one number describes it, its variance q:

    forward:   q' = g E[φ(√q Z)²]                   Z ~ N(0, 1)
    backward:  s  = g (n_out/n_in) E[φ'(√q Z)²] s'  s the mean square of ∂E/∂z, weights taken as drawn anew

`predict` follows these from layer to layer, `measure` runs a net and looks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from deeparc.core.initialise import Initialiser
from deeparc.core.layer import Layer
from deeparc.core.validate import FloatArray, number, positive, rows, whole
from deeparc.layers.activations import Activation
from deeparc.layers.linear import Linear

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(200)
_WEIGHTS = _WEIGHTS / np.sum(_WEIGHTS)


@dataclass(frozen=True, eq=False)
class Signals:
    """Mean squares of a net's signals, one number for each layer 1 … L.

    Attributes:
        net_inputs: of z, (L,).
        activations: of φ(z), (L,).
        gradients: of ∂E/∂z, (L,), as a share of the one at the last layer.
    """

    net_inputs: FloatArray
    activations: FloatArray
    gradients: FloatArray


def gaussian_mean(f: Callable[[FloatArray], FloatArray], variance: float) -> float:
    """Return E[f(z)] for z ~ N(0, variance), by a Gauss-Hermite sum of 200 terms.

    Args:
        f: takes and returns arrays, element by element. A kink or a jump at 0 costs no accuracy if f is a square of a
            ReLU or of its slope; elsewhere the sum is made for smooth functions.
        variance: above 0.

    Raises:
        ValueError: the variance is not above 0.
    """
    return float(_WEIGHTS @ f(np.sqrt(positive(variance, "variance")) * _NODES))


def gains(activation: Activation, variance: float) -> tuple[float, float]:
    """Return E[φ(z)²] and E[φ'(z)²] for z ~ N(0, variance).

    Args:
        activation: a new one for this purpose; its `forward` is called.
        variance: above 0.

    Raises:
        ValueError: the variance is not above 0.
    """

    def slope(z: FloatArray) -> FloatArray:
        activation.forward(z)
        return activation.backward(np.ones_like(z))

    return (
        gaussian_mean(lambda z: activation.forward(z) ** 2, variance),
        gaussian_mean(lambda z: slope(z) ** 2, variance),
    )


def predict(sizes: Sequence[int], gain: float | Sequence[float], activation: Activation, start: float) -> Signals:
    """Return what the Gaussian theory says of a net of random weights.

    Args:
        sizes: inputs, and the units of each of the L layers.
        gain: g of every layer, n_in times the variance of its weights; or L numbers.
        activation: φ, without parameters.
        start: mean square of the inputs, above 0.

    Raises:
        ValueError: fewer than two sizes, or a number is out of range.

    Source: Poole et al., Exponential expressivity in deep neural networks through transient chaos, 2016; Schoenholz
    et al., Deep information propagation, 2017. With φ(z) = z it is LeCun et al. 1998 and Glorot & Bengio 2010.
    """
    sizes = _sizes(sizes)
    g = np.broadcast_to(np.asarray(gain, float), (len(sizes) - 1,))
    square = positive(start, "start")
    net_inputs, activations, slopes = [], [], []
    for factor in g:
        net_inputs.append(positive(factor, "gain") * square)
        square, slope = gains(activation, net_inputs[-1])
        activations.append(square)
        slopes.append(slope)
    gradients = [1.0]
    for layer in range(len(g) - 1, 0, -1):  # from layer + 1 down to layer, counted from 1
        gradients.append(gradients[-1] * g[layer] * sizes[layer + 1] / sizes[layer] * slopes[layer - 1])
    # the gradient at the last layer is taken for z itself: its own slope is not in it
    return Signals(np.array(net_inputs), np.array(activations), np.array(gradients[::-1]))


def measure(
    sizes: Sequence[int],
    initialise: Initialiser,
    activation: Callable[[], Activation],
    v: FloatArray,
    rng: np.random.Generator,
    norm: Callable[[int], Layer] | None = None,
) -> Signals:
    """Return the mean squares in one net of random weights, over units and examples.

    A Gaussian gradient is put in at the last layer's net inputs.

    Args:
        sizes: inputs, and the units of each of the L layers.
        initialise: draws the weights, see `deeparc.core.initialise`.
        activation: makes φ.
        v: the batch (B, D).
        rng: draws the weights, and the gradient put in at the top.
        norm: makes a layer, from the number of units, that stands between the sums and φ; its output counts as z.

    Raises:
        ValueError: fewer than two sizes, or v does not fit.
    """
    sizes = _sizes(sizes)
    a = rows(v, "v", sizes[0])
    stages, net_inputs, activations = [], [], []
    for n_in, n_out in pairwise(sizes):
        linear = Linear(n_in, n_out, rng, bias=False, initialise=initialise, dtype="float64")
        between = [] if norm is None else [norm(n_out)]
        phi = activation()
        z = linear.forward(a)
        for layer in between:
            z = layer.forward(z, train=True)
        a = phi.forward(z)
        stages.append((linear, between, phi))
        net_inputs.append(np.mean(z**2))
        activations.append(np.mean(a**2))
    delta = rng.standard_normal(z.shape)
    gradients = [np.mean(delta**2)]
    for (linear, between, _), (_, _, below) in pairwise(stages[::-1]):
        for layer in between:
            delta = layer.backward(delta)
        delta = below.backward(linear.backward(delta))
        gradients.append(np.mean(delta**2))
    return Signals(np.array(net_inputs), np.array(activations), np.array(gradients[::-1]) / gradients[0])


def scaled(gain: float) -> Initialiser:
    """Return an initialiser that draws w ~ N(0, gain/fan_in).

    Args:
        gain: at least 0; 1 is `lecun_normal`, 2 is `he_normal`.

    Raises:
        ValueError: the gain is below 0.
    """
    if number(gain, "gain") < 0:
        raise ValueError(f"gain is {gain}, expected at least 0")

    def draw(rng: np.random.Generator, shape: tuple[int, ...], *, fan_in: int, fan_out: int = 1) -> FloatArray:
        return rng.standard_normal(shape) * np.sqrt(gain / whole(fan_in, "fan_in"))

    return draw


def _sizes(sizes: Sequence[int]) -> list[int]:
    if len(sizes) < 2:
        raise ValueError(f"sizes are {tuple(sizes)}, expected inputs and at least one layer")
    return [whole(n, "sizes") for n in sizes]
