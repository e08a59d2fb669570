"""Batch normalisation, with PyTorch's as the reference."""

import numpy as np
import pytest
import torch

from deeparc.core.check import check_layer
from deeparc.layers.batch_norm import BatchNorm

SHAPES = [(5, 3), (4, 3, 6), (3, 3, 4, 5), (2, 3, 2, 3, 4)]


def random(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("train", [True, False])
def test_protocol(shape, train):
    check_layer(lambda **where: BatchNorm(3, **where), random(*shape, seed=5), train=train)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("train", [True, False])
def test_equals_torch(shape, train):
    kind = {2: torch.nn.BatchNorm1d, 3: torch.nn.BatchNorm1d, 4: torch.nn.BatchNorm2d, 5: torch.nn.BatchNorm3d}
    reference = kind[len(shape)](3, momentum=0.3, dtype=torch.float64)
    layer = BatchNorm(3, momentum=0.3, dtype="float64")
    with torch.no_grad():
        for mine, theirs in (("gamma", reference.weight), ("beta", reference.bias)):
            layer.params[mine][:] = random(3, seed=len(mine))
            theirs.copy_(torch.tensor(layer.params[mine]))
    for step in range(3):  # the running values follow
        x = 2 * random(*shape, seed=step) + 1
        np.testing.assert_allclose(
            layer.forward(x, train=True), reference(torch.tensor(x)).detach(), rtol=1e-10, atol=1e-12
        )
    np.testing.assert_allclose(layer.buffers["mean"], reference.running_mean, rtol=1e-12)
    np.testing.assert_allclose(layer.buffers["variance"], reference.running_var, rtol=1e-12)

    reference.train(train)
    x, dy = random(*shape, seed=8), random(*shape, seed=9)
    tx = torch.tensor(x, requires_grad=True)
    reference.zero_grad()
    expected = reference(tx)
    expected.backward(torch.tensor(dy))
    np.testing.assert_allclose(layer.forward(x, train=train), expected.detach(), atol=1e-12)
    np.testing.assert_allclose(layer.backward(dy), tx.grad, atol=1e-12)
    np.testing.assert_allclose(layer.grads["gamma"], reference.weight.grad, atol=1e-12)
    np.testing.assert_allclose(layer.grads["beta"], reference.bias.grad, atol=1e-12)


def test_the_output_has_mean_beta_and_deviation_gamma():
    layer = BatchNorm(3, dtype="float64")
    layer.params["gamma"][:], layer.params["beta"][:] = [1, 2, 3], [4, 5, 6]
    y = layer.forward(7 * random(50, 3, 4, 4) + 3, train=True)
    np.testing.assert_allclose(y.mean(axis=(0, 2, 3)), [4, 5, 6], atol=1e-12)
    np.testing.assert_allclose(y.std(axis=(0, 2, 3)), [1, 2, 3], rtol=1e-5)


def test_running_values_change_only_while_training():
    layer = BatchNorm(3, dtype="float64")
    layer.forward(random(4, 3))
    assert (layer.buffers["mean"] == 0).all()
    assert (layer.buffers["variance"] == 1).all()
    layer.forward(random(4, 3), train=True)
    assert (layer.buffers["mean"] != 0).all()


def test_running_values_hold_no_graph():
    layer = BatchNorm(3, device="cpu", dtype="float64")
    layer.forward(torch.tensor(random(4, 3), requires_grad=True), train=True)
    assert not layer.buffers["mean"].requires_grad


X = random(4, 3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: BatchNorm(0), "n_features is 0"),
        (lambda: BatchNorm(3, momentum=1.5), "momentum is 1.5, expected at most 1"),
        (lambda: BatchNorm(3, epsilon=0.0), "epsilon is 0"),
        (lambda: BatchNorm(2, dtype="float64").forward(X), r"x has shape \(4, 3\), expected \(B, 2\)"),
        (lambda: BatchNorm(3, dtype="float64").forward(X[0]), r"x has shape \(3,\), expected \(B, 3\)"),
        (lambda: BatchNorm(3, dtype="float64").forward(X[:0]), "the batch is empty"),
        (lambda: BatchNorm(3, dtype="float64").forward(X[:1], train=True), "has no variance"),
        (lambda: BatchNorm(3).forward(X), "x has dtype float64, but the layer has float32"),
        (lambda: BatchNorm(3).backward(X), "backward was called before forward"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
