"""The table of vectors: rows out, gradients in, also where a symbol comes twice."""

import numpy as np
import pytest
import torch

from deeparc.core.check import check_layer
from deeparc.core.namespace import one_hot
from deeparc.layers.embedding import Embedding


@pytest.mark.parametrize("n_symbols", [7, 700])  # both ways to the gradient
@pytest.mark.parametrize("shape", [(6,), (3, 4)])
def test_gradient(n_symbols, shape):
    x = np.random.default_rng(1).integers(0, 5, shape)
    check_layer(lambda **where: Embedding(n_symbols, 3, np.random.default_rng(0), **where), x)


def test_it_is_the_product_with_one_hot_rows():
    layer = Embedding(5, 3, np.random.default_rng(0))
    x = np.array([4, 0, 4])
    np.testing.assert_array_equal(layer.forward(x), one_hot(x, 5, layer.params["w"]) @ layer.params["w"])


def test_as_torch():
    ours = Embedding(6, 3, np.random.default_rng(0), device="cpu", dtype="float64")
    theirs = torch.nn.Embedding.from_pretrained(ours.params["w"].clone(), freeze=False)
    x, dy = torch.tensor([[1, 2], [2, 5]]), torch.randn(2, 2, 3, dtype=torch.float64)
    y = theirs(x)
    y.backward(dy)
    torch.testing.assert_close(ours.forward(x), y.detach())
    assert ours.backward(dy) is None
    torch.testing.assert_close(ours.grads["w"], theirs.weight.grad)


def test_small_integers_will_do():
    layer = Embedding(5, 2, np.random.default_rng(0))
    np.testing.assert_array_equal(layer.forward(np.array([1, 4], np.uint8)), layer.params["w"][[1, 4]])


LAYER = Embedding(5, 2, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: LAYER.forward(np.array([0, 5])), "x runs from 0 to 5, expected symbols from 0 to 4"),
        (lambda: LAYER.forward(np.array([-1, 2])), "x runs from -1 to 2"),
        (lambda: LAYER.forward(np.array([1.0])), "dtype float64, expected integers"),
        (lambda: LAYER.forward(np.array([], int)), r"x has shape \(0,\)"),
        (lambda: LAYER.forward(torch.tensor([1])), "x is on device 'cpu', but the layer is on 'numpy'"),
        (lambda: Embedding(0, 2, np.random.default_rng(0)), "n_symbols is 0"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
