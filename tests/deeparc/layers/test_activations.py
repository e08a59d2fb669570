"""Every activation: its gradient, its values, and what is known of it."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from deeparc.core.check import check_layer
from deeparc.layers.activations import (
    Absolute,
    Identity,
    ReLU,
    ScaledTanh,
    Shrinkage,
    Sigmoid,
    Sign,
    Step,
    Tanh,
    sigmoid,
)

ALL = {
    "step": (Step, [0]),
    "sign": (Sign, [0]),
    "identity": (Identity, []),
    "sigmoid": (Sigmoid, []),
    "tanh": (Tanh, []),
    "scaled tanh": (ScaledTanh, []),
    "relu": (ReLU, [0]),
    "shrinkage": (lambda: Shrinkage(0.5), [-0.5, 0.5]),
    "absolute": (Absolute, [0]),
}


@pytest.mark.parametrize("name", ALL)
def test_gradient(name):
    make, kinks = ALL[name]
    check_layer(lambda **_: make(), np.random.default_rng(0).standard_normal((4, 3, 2)), kinks=kinks)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU")
@pytest.mark.parametrize("name", ALL)
def test_gpu(name):
    make, kinks = ALL[name]
    x = np.random.default_rng(0).standard_normal((4, 3))
    check_layer(lambda **_: make(), x, kinks=kinks, devices=("numpy", "cuda"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("step", [0, 0, 0.5, 1, 1]),
        ("sign", [-1, -1, 0, 1, 1]),
        ("identity", [-2, -0.25, 0, 0.25, 2]),
        ("sigmoid", [0.1192029, 0.4378235, 0.5, 0.5621765, 0.8807971]),
        ("tanh", [-0.9640276, -0.2449187, 0, 0.2449187, 0.9640276]),
        ("relu", [0, 0, 0, 0.25, 2]),
        ("shrinkage", [-1.5, 0, 0, 0, 1.5]),
        ("absolute", [2, 0.25, 0, 0.25, 2]),
    ],
)
def test_values(name, expected):
    y = ALL[name][0]().forward(np.array([[-2, -0.25, 0, 0.25, 2]]))
    np.testing.assert_allclose(y, [expected], atol=1e-7)


@pytest.mark.parametrize("name", ["step", "sign", "relu", "shrinkage", "absolute"])
@pytest.mark.parametrize("device", ["numpy", "cpu"])
def test_slope_at_0_is_0(name, device):
    layer, zero = ALL[name][0](), np.zeros((1, 2))
    zero = zero if device == "numpy" else torch.as_tensor(zero)
    layer.forward(zero)
    assert layer.backward(zero + 1).tolist() == [[0, 0]]


def test_scaled_tanh_has_its_constants_for_a_reason():
    layer = ScaledTanh()
    np.testing.assert_allclose(layer.forward(np.array([[-1.0, 1.0]])), [[-1, 1]], atol=1e-4)
    x = np.linspace(0, 3, 3001)  # the slope falls fastest, so the curvature is largest, at 1
    layer.forward(x[:, None])
    slope = layer.backward(np.ones((len(x), 1)))[:, 0]
    assert x[np.argmin(np.diff(slope))] == pytest.approx(1, abs=0.02)


@given(st.floats(-1e4, 1e4))
def test_sigmoid_does_not_overflow_and_is_symmetric(x):
    y = sigmoid(np.array([x, -x]))
    assert 0 <= y.min() <= y.max() <= 1
    assert y.sum() == pytest.approx(1)


@given(st.floats(-5, 5), st.floats(0.1, 3))
def test_shrinkage_minimises_what_sparse_coding_minimises(x, threshold):
    y = float(Shrinkage(threshold).forward(np.array([[x]]))[0, 0])
    others = np.append(np.linspace(-6, 6, 101), 0)

    def cost(y):
        return 0.5 * (x - y) ** 2 + threshold * np.abs(y)

    assert cost(y) <= cost(others).min() + 1e-12


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ReLU().forward(np.ones((0, 3))), r"x has shape \(0, 3\)"),
        (lambda: ReLU().forward(np.ones((2, 3), int)), "x has dtype int64, expected float32 or float64"),
        (lambda: Tanh().backward(np.ones((2, 3))), "backward was called before forward"),
        (lambda: Shrinkage(0), "threshold is 0"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_dy_must_be_like_the_output():
    layer = Sigmoid()
    layer.forward(np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"dy has shape \(3, 2\), expected \(2, 3\)"):
        layer.backward(np.ones((3, 2)))
    with pytest.raises(ValueError, match="dy has dtype float32, but the layer has float64"):
        layer.backward(np.ones((2, 3), np.float32))
