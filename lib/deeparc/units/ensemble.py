"""All 2^N sub-networks of a small net with dropout, and the two means of what they say.

A net with N hidden units has a sub-network for each way of leaving some of them out. A mask occurs with the
probability Π (1 − p)^{kept} p^{dropped}. The arithmetic mean averages the sub-networks' probabilities; the normalised
geometric mean averages their logarithms and normalises. With one hidden layer below the softmax the geometric mean is
what a single net with W_test = (1 − p) W_train gives; with more layers, or for the arithmetic mean, that net is an
approximation.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deeparc.core.validate import FloatArray, IntArray, numbers, rows, vector, whole
from deeparc.units.softmax import softmax

Activation = Callable[[NDArray], NDArray]


def relu(x: NDArray) -> NDArray:
    """Return max(0, x)."""
    return np.maximum(x, 0)


def all_masks(n: int) -> IntArray:
    """Return every row of n zeros and ones once, shape (2^n, n), counting up in binary.

    Args:
        n: units that can be dropped, from 1 to 20.

    Raises:
        ValueError: n is out of range.
    """
    n = whole(n, "n", 1, 20)
    return (np.arange(2**n)[:, None] >> np.arange(n)[::-1]) & 1


def chances(masks: ArrayLike, p: float) -> FloatArray:
    """Return how probable each mask is, shape (S,): (1 − p) for each unit kept, p for each one dropped.

    Args:
        masks: (S, n) zeros and ones.
        p: probability to drop a unit, from 0 to below 1.

    Raises:
        ValueError: p is out of range.
    """
    if not 0 <= p < 1:
        raise ValueError(f"p is {p}, expected a number of at least 0 and below 1")
    return np.prod(np.where(numbers(masks, "masks", 2) > 0, 1 - p, p), axis=1)


def member_logits(
    v: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    masks: ArrayLike,
    activation: Activation = relu,
) -> FloatArray:
    """Return the logits of every sub-network: a^l = m^l ⊙ f(W^l a^{l−1} + b^l), z^L = W^L a^{L−1} + b^L.

    Args:
        v: (B, D) inputs; they are not dropped.
        weights: W¹, …, W^L, each (units, units below), L ≥ 2.
        biases: b¹, …, b^L, each (units,).
        masks: (S, N), N the hidden units of all layers, the first layer's first.
        activation: of the hidden units.

    Returns:
        (S, B, K).

    Raises:
        ValueError: shapes that do not fit.
    """
    weights, biases, masks = _net(weights, biases), [vector(b, "biases") for b in biases], numbers(masks, "masks", 2)
    hidden = [len(w) for w in weights[:-1]]
    if masks.shape[1] != sum(hidden):
        raise ValueError(f"masks have shape {masks.shape}, expected (S, {sum(hidden)}) for {sum(hidden)} hidden units")
    a = rows(v, "v", weights[0].shape[1])[None]
    parts = np.split(masks, np.cumsum(hidden)[:-1], axis=1)
    for w, b, mask in zip(weights, biases, parts, strict=False):
        a = activation(a @ w.T + b) * mask[:, None, :]
    return a @ weights[-1].T + biases[-1]


def scaled_logits(
    v: ArrayLike,
    weights: Sequence[ArrayLike],
    biases: Sequence[ArrayLike],
    p: float,
    activation: Activation = relu,
) -> FloatArray:
    """Return the logits (B, K) of the one net that stands for all: above hidden units, W_test = (1 − p) W_train.

    Args and Raises: as `member_logits`. Deck: intro.
    """
    weights, a = _net(weights, biases), rows(v, "v")
    for k, (w, b) in enumerate(zip(weights, biases, strict=True)):
        z = a @ (w if k == 0 else (1 - p) * w).T + b
        a = activation(z) if k < len(weights) - 1 else z
    return a


def arithmetic_mean(logits: ArrayLike, chance: ArrayLike) -> FloatArray:
    """Return Σ_m P(m) softmax(z_m), shape (B, K).

    Args:
        logits: (S, B, K).
        chance: (S,) probabilities of the members, summing to 1.
    """
    return np.einsum("s,sbk->bk", np.asarray(chance), softmax(np.asarray(logits)))


def geometric_mean(logits: ArrayLike, chance: ArrayLike) -> FloatArray:
    """Return Π_m softmax(z_m)^{P(m)}, normalised so that each row sums to 1, shape (B, K).

    It is taken through logarithms: ln softmax(z) = z − ln Σ e^z, averaged over the members, through softmax again.

    Args: as `arithmetic_mean`.

    Source: Hinton et al. 2012; Baldi & Sadowski, Understanding dropout, 2013.
    """
    z = np.asarray(logits)
    peak = z.max(axis=-1, keepdims=True)
    log_y = z - peak - np.log(np.exp(z - peak).sum(axis=-1, keepdims=True))
    return softmax(np.einsum("s,sbk->bk", np.asarray(chance), log_y))


def _net(weights: Sequence[ArrayLike], biases: Sequence[ArrayLike]) -> list[FloatArray]:
    made = [numbers(w, "weights", 2) for w in weights]
    fits = all(above.shape[1] == len(below) for below, above in pairwise(made))
    if len(made) < 2 or len(biases) != len(made) or not fits:
        raise ValueError(
            f"weights have shapes {[w.shape for w in made]} with {len(biases)} biases, expected two layers or more "
            "that fit, and a bias for each"
        )
    return made
