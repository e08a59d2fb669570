"""The multi-layer perceptron and back-propagation in the three forms of the decks, which agree.

1. `two_layer_update`: the rules for a net of two layers, index by index, over a mini-batch;
2. `gradients`: the recursion over L layers, for one example;
3. `mlp`: layers with forward and backward, as all larger nets here are built.

All units are sigmoids, and the loss of one example is E = −Σ_n [t_n ln y_n + (1 − t_n) ln(1 − y_n)]. With it the error
at the output is δ = y − t: the slope y(1 − y) of the last sigmoid cancels. The same δ belongs to softmax outputs with
cross-entropy, and to linear outputs with ½ ‖y − t‖².
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.initialise import Initialiser, glorot_uniform
from deeparc.core.layer import Chain, Layer
from deeparc.core.validate import FloatArray, numbers, positive, rows, vector
from deeparc.layers.activations import Sigmoid, sigmoid
from deeparc.layers.linear import Linear


def two_layer_forward(v: ArrayLike, w1: ArrayLike, w2: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return y¹_n(m) = σ(Σ_j v_j(m) w¹_jn) and y²_n(m) = σ(Σ_j y¹_j(m) w²_jn), for examples m.

    The deck has 2 inputs, 3 outputs and no biases; a column of ones in v makes biases of the first layer.

    Args:
        v: (M, D) inputs.
        w1: (D, H) weights, w¹_jn from input j to hidden unit n.
        w2: (H, K) weights, w²_jn from hidden unit j to output n.

    Returns:
        y¹ (M, H) and y² (M, K), in (0, 1).

    Raises:
        ValueError: shapes that do not fit, or numbers that are not finite.

    Deck: acero.
    """
    w1, w2 = numbers(w1, "w1", 2), numbers(w2, "w2", 2)
    if w1.shape[1] != len(w2):
        raise ValueError(f"w1 has shape {w1.shape} and w2 {w2.shape}, expected (D, H) and (H, K)")
    y1 = sigmoid(np.einsum("mj,jn->mn", rows(v, "v", len(w1)), w1))
    return y1, sigmoid(np.einsum("mj,jn->mn", y1, w2))


def two_layer_update(
    v: ArrayLike, t: ArrayLike, w1: ArrayLike, w2: ArrayLike, eta: float
) -> tuple[FloatArray, FloatArray]:
    """Return both weight matrices after one step on a mini-batch of M examples.

    δ²_n(m) = y²_n(m) − t_n(m)
    w²_jn ← w²_jn − η 1/M Σ_m y¹_j(m) δ²_n(m)
    δ¹_n(m) = y¹_n(m) (1 − y¹_n(m)) Σ_k w²_nk δ²_k(m), with w² before its step
    w¹_jn ← w¹_jn − η 1/M Σ_m v_j(m) δ¹_n(m)

    Args:
        v: (M, D) inputs.
        t: (M, K) targets, from 0 to 1.
        w1: (D, H).
        w2: (H, K).
        eta: learning rate η > 0.

    Raises:
        ValueError: shapes that do not fit, numbers that are not finite, or an η not above 0.

    Source: Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, 1986. Deck: acero.
    """
    y1, y2 = two_layer_forward(v, w1, w2)
    v, w1, w2 = rows(v, "v"), numbers(w1, "w1", 2), numbers(w2, "w2", 2)
    t, step = _targets(t, y2.shape), positive(eta, "eta") / len(v)
    delta2 = y2 - t
    delta1 = y1 * (1 - y1) * np.einsum("nk,mk->mn", w2, delta2)
    return w1 - step * np.einsum("mj,mn->jn", v, delta1), w2 - step * np.einsum("mj,mn->jn", y1, delta2)


def forward(x: ArrayLike, weights: Sequence[ArrayLike], biases: Sequence[ArrayLike]) -> tuple[FloatArray, ...]:
    """Return a⁰ = x, a¹, …, a^L for one example, with z^l = W^l a^{l−1} + b^l and a^l = σ(z^l).

    Args:
        x: (D,) input.
        weights: W¹, …, W^L, each (units, units below): W^l_ij goes from unit j to unit i.
        biases: b¹, …, b^L, each (units,).

    Raises:
        ValueError: shapes that do not fit, or numbers that are not finite.

    Decks: neverova, intro.
    """
    if not weights or len(weights) != len(biases):
        raise ValueError(f"there are {len(weights)} weights and {len(biases)} biases, expected as many, at least 1")
    a = [vector(x, "x")]
    for w, b in zip(weights, biases, strict=True):
        w = numbers(w, "weights", 2)
        if w.shape[1] != len(a[-1]):
            raise ValueError(f"weights have shape {w.shape} above {len(a[-1])} units, expected (units, {len(a[-1])})")
        a.append(sigmoid(w @ a[-1] + vector(b, "biases", len(w))))
    return tuple(a)


def gradients(
    x: ArrayLike, t: ArrayLike, weights: Sequence[ArrayLike], biases: Sequence[ArrayLike]
) -> tuple[tuple[FloatArray, ...], tuple[FloatArray, ...]]:
    """Return ∂E/∂W¹, …, ∂E/∂W^L and ∂E/∂b¹, …, ∂E/∂b^L for one example.

    δ^L = a^L − t
    δ^l = σ'(z^l) ⊙ (W^{l+1})ᵀ δ^{l+1}, with σ'(z) = a (1 − a)
    ∂E/∂W^l_ij = a^{l−1}_j δ^l_i, which is x_j δ¹_i for l = 1
    ∂E/∂b^l = δ^l

    Args:
        x: (D,) input.
        t: (K,) targets, from 0 to 1.
        weights: as in `forward`.
        biases: as in `forward`.

    Raises:
        ValueError: shapes that do not fit, or numbers that are not finite.

    Source: Rumelhart, Hinton & Williams 1986. Decks: neverova, intro.
    """
    a = forward(x, weights, biases)
    delta = a[-1] - vector(t, "t", len(a[-1]))
    d_weights, d_biases = [], []
    for level in range(len(weights), 0, -1):
        d_weights.insert(0, np.outer(delta, a[level - 1]))
        d_biases.insert(0, delta)
        if level > 1:
            delta = a[level - 1] * (1 - a[level - 1]) * (np.asarray(weights[level - 1]).T @ delta)
    return tuple(d_weights), tuple(d_biases)


def mlp(
    sizes: Sequence[int],
    rng: np.random.Generator,
    *,
    activation: Callable[[], Layer] = Sigmoid,
    initialise: Initialiser = glorot_uniform,
    device: str = "numpy",
    dtype: str = "float32",
) -> Chain:
    """Return fully connected layers with an activation between them, and none after the last, which gives logits.

    The loss holds the last non-linearity: `logistic` of the logits for sigmoid outputs, `cross_entropy` for softmax.
    In the module form of back-propagation every layer turns ∂E/∂X_n into ∂E/∂X_{n−1} = ∂E/∂X_n · ∂F_n/∂X_{n−1} and
    ∂E/∂W_n = ∂E/∂X_n · ∂F_n/∂W_n.

    Args:
        sizes: inputs, hidden units of each layer, outputs, such as (784, 100, 10).
        rng: draws the weights, from the first layer to the last.
        activation: makes a layer without parameters, such as `ReLU`.
        initialise: how the weights are drawn.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Raises:
        ValueError: fewer than two sizes, or one below 1; an unknown device or type.

    Source: LeCun, A theoretical framework for back-propagation, 1988. Decks: lecun, nature.
    """
    if len(sizes) < 2:
        raise ValueError(f"sizes are {tuple(sizes)}, expected at least inputs and outputs")
    layers: list[Layer] = []
    for n_in, n_out in pairwise(sizes):
        layers += [Linear(n_in, n_out, rng, initialise=initialise, device=device, dtype=dtype), activation()]
    return Chain(layers[:-1])


def _targets(t: ArrayLike, shape: tuple[int, int]) -> FloatArray:
    t = rows(t, "t", shape[1])
    if len(t) != shape[0]:
        raise ValueError(f"t has shape {t.shape}, expected {shape}")
    return t
