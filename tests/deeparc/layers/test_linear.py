"""The fully connected layer against differences, autograd and torch.nn."""

import numpy as np
import pytest
import torch

from deeparc.core.check import check_layer
from deeparc.core.initialise import he_normal
from deeparc.layers.linear import Linear


def make(bias=True, seed=0):
    return lambda **where: Linear(3, 4, np.random.default_rng(seed), bias=bias, **where)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("shape", [(5, 3), (1, 3), (2, 4, 3)])
def test_gradients(bias, shape):
    check_layer(make(bias), np.random.default_rng(1).standard_normal(shape))


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU")
def test_gpu():
    check_layer(make(), np.random.default_rng(1).standard_normal((5, 3)), devices=("numpy", "cuda"))


def test_by_hand():
    layer = Linear(2, 3, np.random.default_rng(0), dtype="float64")
    layer.params["w"][...] = [[1, 2], [3, 4], [5, 6]]
    layer.params["b"][...] = [1, 0, -1]
    assert layer.forward(np.array([[1.0, 10.0]])).tolist() == [[22, 43, 64]]
    assert layer.backward(np.array([[1.0, 0.0, 2.0]])).tolist() == [[11, 14]]
    assert layer.grads["w"].tolist() == [[1, 10], [0, 0], [2, 20]]
    assert layer.grads["b"].tolist() == [1, 0, 2]


def test_as_torch():
    ours, theirs = make()(device="cpu", dtype="float64"), torch.nn.Linear(3, 4, dtype=torch.float64)
    theirs.load_state_dict({"weight": ours.params["w"], "bias": ours.params["b"]})
    x, dy = torch.randn(5, 3, dtype=torch.float64, requires_grad=True), torch.randn(5, 4, dtype=torch.float64)
    y = theirs(x)
    y.backward(dy)
    torch.testing.assert_close(ours.forward(x.detach()), y.detach(), rtol=0, atol=1e-14)
    torch.testing.assert_close(ours.backward(dy), x.grad, rtol=0, atol=1e-14)
    torch.testing.assert_close(ours.grads["w"], theirs.weight.grad, rtol=0, atol=1e-14)
    torch.testing.assert_close(ours.grads["b"], theirs.bias.grad, rtol=0, atol=1e-14)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_one_seed_gives_one_set_of_weights(dtype):
    on_numpy, on_torch = make(seed=3)(device="numpy", dtype=dtype), make(seed=3)(device="cpu", dtype=dtype)
    np.testing.assert_array_equal(on_numpy.params["w"], on_torch.params["w"].numpy())
    assert on_numpy.params["b"].tolist() == [0] * 4


def test_initialiser():
    layer = Linear(1000, 200, np.random.default_rng(0), initialise=he_normal)
    assert layer.params["w"].std() == pytest.approx(np.sqrt(2 / 1000), rel=0.01)


LAYER = Linear(3, 4, np.random.default_rng(0))
X = np.ones((2, 3), np.float32)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Linear(0, 4, np.random.default_rng(0)), "n_in is 0"),
        (lambda: Linear(3, 4, np.random.default_rng(0), dtype="float16"), "dtype is 'float16'"),
        (lambda: Linear(3, 4, np.random.default_rng(0), device="toaster"), "device is 'toaster'"),
        (lambda: LAYER.forward(X[0]), r"x has shape \(3,\), expected \(B, 3\)"),
        (lambda: LAYER.forward(X[:, :2]), r"x has shape \(2, 2\), expected \(B, 3\)"),
        (lambda: LAYER.forward(X[:0]), r"x has shape \(0, 3\), .* empty"),
        (lambda: LAYER.forward(np.ones((2, 5, 4), np.float32)), r"expected \(B, any, 3\)"),
        (lambda: LAYER.forward(X.astype(float)), "x has dtype float64, but the layer has float32"),
        (lambda: LAYER.forward(torch.ones(2, 3)), "x is on device 'cpu', but the layer is on 'numpy'"),
        (lambda: make()().backward(X), "backward was called before forward"),
        (lambda: (LAYER.forward(X), LAYER.backward(X)), r"dy has shape \(2, 3\), expected \(2, 4\)"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
