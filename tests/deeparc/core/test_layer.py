"""Chains of layers, and the checks on what goes in."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.core.layer import Chain, Layer, check_batch, parameter
from deeparc.layers.activations import Tanh
from deeparc.layers.linear import Linear


def make(**where):
    rng = np.random.default_rng(0)
    return Chain([Linear(3, 4, rng, **where), Tanh(), Linear(4, 2, rng, **where)])


def test_chain():
    check_layer(make, np.random.default_rng(1).standard_normal((5, 3)))


def test_chain_names_and_shares_its_layers_arrays():
    chain = make()
    assert list(chain.params) == ["0.w", "0.b", "2.w", "2.b"]
    chain.params["0.w"][...] = 0
    assert not chain.layers[0].params["w"].any()
    assert chain.grads == {}
    assert chain.buffers == {}


def test_chain_without_layers():
    with pytest.raises(ValueError, match="layers is empty"):
        Chain([])


def test_a_bare_layer_does_nothing():
    with pytest.raises(NotImplementedError):
        Layer().forward(np.ones(1))
    with pytest.raises(NotImplementedError):
        Layer().backward(np.ones(1))


def test_parameter_shares_no_memory():
    values = np.ones(3)
    for device in ("numpy", "cpu"):
        p = parameter(values, device=device, dtype="float64")
        p[0] = 5
        assert values.tolist() == [1, 1, 1]


def test_batches():
    check_batch(np.ones((2, 3, 4)), (None, 4))
    with pytest.raises(ValueError, match=r"v has shape \(2, 3, 4\), expected \(B, any, 5\)"):
        check_batch(np.ones((2, 3, 4)), (None, 5), what="v")
    with pytest.raises(ValueError, match=r"x has shape \(\), expected \(B, 5\)"):
        check_batch(1.0, (5,))
    with pytest.raises(ValueError, match="x has dtype int64, expected float32 or float64"):
        check_batch(np.ones((2, 3), int), (3,))
