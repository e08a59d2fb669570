"""What depth saves: nets that compute the parity of n bits, and nets that fold a line into 2^k pieces.

Parity of n bits is 1 where an odd number of them is 1. `parity_terms` needs 2^(n−1) hidden units, `parity_counting` n,
both in two layers; `parity_tree` 3 (n − 1) units in 2 log₂ n layers. `triangle_wave(k)` has two ReLU units in each of k
hidden layers and 2^k straight pieces, for which a single hidden layer needs at least 2^k − 1 units.
"""

from math import comb, prod

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.layer import Chain
from deeparc.core.validate import FloatArray, IntArray, bits, number, whole
from deeparc.layers.activations import ReLU
from deeparc.layers.linear import Linear
from deeparc.units.threshold import ThresholdNet, ThresholdUnit, from_truth_table, truth_table, xor


def parity(v: ArrayLike) -> IntArray:
    """Return the parity of each row of v (B, n): 1 where it has an odd number of ones; (B,) int64.

    Raises:
        ValueError: v is not a matrix of zeros and ones.
    """
    return bits(v, "v", 2).sum(axis=1) % 2


def parity_terms(n: int) -> ThresholdNet:
    """Return the disjunctive form: an AND for each of the 2^(n−1) odd rows, and an OR of them; two layers.

    As a circuit of AND and OR gates (of inputs and their negations) in two layers none is smaller: a gate that leaves
    one input out fires for two rows that differ in that input only, and one of them is even.

    Args:
        n: inputs, 1 to 16.

    Raises:
        ValueError: n is out of range.

    Decks: lecun, intro.
    """
    n = whole(n, "n", 1, 16)
    if n == 1:
        return ThresholdNet([[ThresholdUnit([1], 1)], [ThresholdUnit([1], 1)]])
    return from_truth_table(parity(truth_table(n)))


def parity_counting(n: int) -> ThresholdNet:
    """Return n hidden units that count, and one that adds them with alternating signs; two layers, n + 1 units.

    Hidden unit k fires where at least k inputs are 1. With s ones the first s units fire, and 1 − 1 + 1 − … has the
    value 1 for odd s, else 0.

    Args:
        n: inputs, at least 1.

    Raises:
        ValueError: n is out of range.

    Source: Rumelhart, Hinton & Williams, Learning internal representations by error propagation, 1986, on parity.
    """
    n = whole(n, "n")
    hidden = [ThresholdUnit(np.ones(n), k) for k in range(1, n + 1)]
    return ThresholdNet([hidden, [ThresholdUnit((-1.0) ** np.arange(n), 1)]])


def parity_tree(n: int) -> ThresholdNet:
    """Return a tree of n − 1 exclusive ors, three units each: 3 (n − 1) units in 2 log₂ n layers.

    Args:
        n: inputs, a power of two from 2 on.

    Raises:
        ValueError: n is no such number.

    Source: Bengio & LeCun, Scaling learning algorithms towards AI, 2007. Decks: lecun, intro.
    """
    n = whole(n, "n", 2)
    if n & (n - 1):
        raise ValueError(f"n is {n}, expected a power of two")
    layers, width, pair = [], n, xor().layers
    while width > 1:
        for level in pair:
            fan_in = len(level[0].w)
            layers.append(
                [
                    ThresholdUnit(_placed(unit.w, k * fan_in, width // 2 * fan_in), unit.threshold)
                    for k in range(width // 2)
                    for unit in level
                ]
            )
        width //= 2
    return ThresholdNet(layers)


def triangle_wave(k: int) -> Chain:
    """Return the k-fold composition of the tent g(x) = 2 relu(x) − 4 relu(x − ½), which folds [0, 1] in the middle.

    On [0, 1] it has 2^k straight pieces of slope ±2^k, with two ReLU units in each of the k hidden layers. Types are
    float64: inputs (B, 1), outputs (B, 1).

    Args:
        k: hidden layers, 1 to 20.

    Raises:
        ValueError: k is out of range.

    Source: Telgarsky, Benefits of depth in neural networks, 2016.
    """
    k = whole(k, "k", 1, 20)
    out = np.array([2.0, -4.0])
    layers = [_linear(np.ones((2, 1)), [0, -0.5]), ReLU()]
    for _ in range(k - 1):
        layers += [_linear(np.stack([out, out]), [0, -0.5]), ReLU()]
    return Chain([*layers, _linear(out[None], [0])])


def pieces(model: Chain, low: float, high: float) -> tuple[FloatArray, FloatArray]:
    """Return where a ReLU net of one input bends, and its slopes between: the exact straight pieces on [low, high].

    The bends are followed layer by layer: between two bends of the layers below a unit is a straight line, and its
    ReLU adds a bend where the line crosses 0.

    Args:
        model: a `Chain` of `Linear` and `ReLU` layers of float64, with one input and one output.
        low: left end.
        high: right end.

    Returns:
        the ends and bends (P + 1,), rising, and the slopes (P,) of the P pieces.

    Raises:
        ValueError: an empty interval, or another kind of layer.
    """
    low, high = number(low, "low"), number(high, "high")
    if high <= low:
        raise ValueError(f"high is {high:g}, expected above low, {low:g}")
    x = np.array([low, high])
    for depth, layer in enumerate(model.layers):
        if isinstance(layer, ReLU):
            z = Chain(model.layers[:depth]).forward(x[:, None])  # (P + 1, units), straight between the x
            left, right = z[:-1], z[1:]
            piece, unit = np.nonzero(left * right < 0)
            share = left[piece, unit] / (left[piece, unit] - right[piece, unit])
            x = np.unique(np.concatenate([x, x[piece] + share * np.diff(x)[piece]]))
        elif not isinstance(layer, Linear):
            raise ValueError(f"layer {depth} is {type(layer).__name__}, expected Linear or ReLU")
    apart = np.concatenate([[True], np.diff(x) > 1e-12 * (high - low)])  # crossings of two units at one place
    x = x[apart]
    x[-1] = high
    slopes = np.diff(model.forward(x[:, None])[:, 0]) / np.diff(x)
    scale = max(1.0, float(np.max(np.abs(slopes))))
    bend = np.abs(np.diff(slopes)) > 1e-7 * scale
    return np.concatenate([x[:1], x[1:-1][bend], x[-1:]]), slopes[np.concatenate([[True], bend])]


def most_pieces(widths: ArrayLike) -> int:
    """Return the most straight pieces of a ReLU net of one input: Π (n_l + 1) for n_l units in hidden layer l.

    On each piece of the layers below, a unit is a straight line and bends at most once.

    Raises:
        ValueError: widths are not whole numbers of at least 1.
    """
    return prod(whole(n, "widths") + 1 for n in widths)


def most_regions(n: int, d: int) -> int:
    """Return the most linear regions of one hidden layer of n ReLU units over d inputs: Σ_{j=0}^{d} C(n, j).

    Source: Zaslavsky, Facing up to arrangements, 1975; Pascanu, Montúfar & Bengio 2014.
    """
    n, d = whole(n, "n"), whole(d, "d")
    return sum(comb(n, j) for j in range(d + 1))


def deep_regions(n: int, d: int, depth: int) -> int:
    """Return how many regions some ReLU net with `depth` hidden layers of n ≥ d units reaches, at least.

    ⌊n/d⌋^{d (L−1)} Σ_{j=0}^{d} C(n, j), with L = depth.

    Source: Montúfar, Pascanu, Cho & Bengio, On the number of linear regions of deep neural networks, 2014, corollary 6.
    """
    d, depth = whole(d, "d"), whole(depth, "depth")
    n = whole(n, "n", d)
    return (n // d) ** (d * (depth - 1)) * most_regions(n, d)


def _placed(w: FloatArray, start: int, length: int) -> FloatArray:
    long = np.zeros(length)
    long[start : start + len(w)] = w
    return long


def _linear(w: ArrayLike, b: ArrayLike) -> Linear:
    w = np.asarray(w, np.float64)
    layer = Linear(w.shape[1], w.shape[0], np.random.default_rng(0), dtype="float64")
    layer.params["w"][...] = w
    layer.params["b"][...] = b
    return layer
