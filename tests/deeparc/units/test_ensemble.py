"""All sub-networks of small nets: their two means, and the one net that stands for them."""

from itertools import pairwise

import numpy as np
import pytest

from deeparc.core.layer import Chain
from deeparc.layers.activations import ReLU
from deeparc.layers.dropout import Dropout
from deeparc.layers.linear import Linear
from deeparc.units.ensemble import (
    all_masks,
    arithmetic_mean,
    chances,
    geometric_mean,
    member_logits,
    scaled_logits,
)
from deeparc.units.softmax import softmax


def net(sizes, seed=0):
    rng = np.random.default_rng(seed)
    pairs = list(pairwise(sizes))
    return [rng.standard_normal((b, a)) for a, b in pairs], [rng.standard_normal(b) for _, b in pairs]


V = np.random.default_rng(9).standard_normal((5, 3))


def test_masks_and_chances():
    masks = all_masks(3)
    assert masks.tolist()[:3] == [[0, 0, 0], [0, 0, 1], [0, 1, 0]]
    assert len(np.unique(masks, axis=0)) == 8
    assert chances(masks, 0.3).sum() == pytest.approx(1)
    np.testing.assert_allclose(chances(masks, 0.5), 1 / 8)
    assert chances(masks, 0.2)[-1] == pytest.approx(0.8**3)


@pytest.mark.parametrize("p", [0.0, 0.2, 0.5, 0.9])
@pytest.mark.parametrize("classes", [2, 4])
def test_geometric_mean_is_weight_scaling_with_one_hidden_layer(p, classes):
    weights, biases = net((3, 6, classes))
    masks = all_masks(6)
    found = geometric_mean(member_logits(V, weights, biases, masks), chances(masks, p))
    np.testing.assert_allclose(found, softmax(scaled_logits(V, weights, biases, p)), atol=1e-12)


def test_not_with_two_hidden_layers_and_not_for_the_arithmetic_mean():
    weights, biases = net((3, 4, 4, 2))
    masks = all_masks(8)
    logits, chance = member_logits(V, weights, biases, masks), chances(masks, 0.5)
    scaled = softmax(scaled_logits(V, weights, biases, 0.5))
    assert np.abs(geometric_mean(logits, chance) - scaled).max() > 1e-3
    assert np.abs(arithmetic_mean(logits, chance) - scaled).max() > 1e-3


def test_the_geometric_mean_is_the_product():
    logits = np.random.default_rng(3).standard_normal((4, 2, 3))
    product = np.prod(softmax(logits) ** 0.25, axis=0)
    np.testing.assert_allclose(
        geometric_mean(logits, np.full(4, 0.25)), product / product.sum(axis=1, keepdims=True), rtol=1e-12
    )
    np.testing.assert_allclose(arithmetic_mean(logits, np.full(4, 0.25)), softmax(logits).mean(axis=0), rtol=1e-12)


def test_large_logits_do_not_overflow():
    assert np.isfinite(geometric_mean(1e4 * np.eye(3)[:, None], np.full(3, 1 / 3))).all()


def test_scaled_logits_are_the_classic_dropout_layers():
    weights, biases = net((3, 4, 4, 2))
    rng = np.random.default_rng(0)
    linear = [Linear(*w.shape[::-1], rng, dtype="float64") for w in weights]
    for layer, w, b in zip(linear, weights, biases, strict=True):
        layer.params["w"][...], layer.params["b"][...] = w, b
    drops = [Dropout(0.3, rng, form="classic") for _ in range(2)]
    chain = Chain([linear[0], ReLU(), drops[0], linear[1], ReLU(), drops[1], linear[2]])
    np.testing.assert_allclose(chain.forward(V), scaled_logits(V, weights, biases, 0.3))
    member = chain.forward(V[:1], train=True)
    masks = np.concatenate([d._mask[0] for d in drops])[None]
    np.testing.assert_allclose(member, member_logits(V[:1], weights, biases, masks)[0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: all_masks(21), "n is 21"),
        (lambda: chances(all_masks(2), 1.0), "p is 1"),
        (lambda: member_logits(V, *net((3, 4, 2)), all_masks(3)), r"masks have shape \(8, 3\), expected \(S, 4\)"),
        (lambda: scaled_logits(V, [np.ones((2, 3))], [np.ones(2)], 0.5), "expected two layers or more"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
