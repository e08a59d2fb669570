"""Pooling layers, with PyTorch's as the reference."""

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from deeparc.core.check import check_layer
from deeparc.layers.pool import AveragePool, LogProbPool, LpPool, MaxPool, TrainableAverage

GEOMETRIES = [
    (2, None, (2, 3, 6, 8)),
    ((2, 3), None, (2, 2, 5, 7)),  # the last inputs are left out
    (3, 2, (2, 2, 7, 9)),  # windows overlap
    (2, 3, (1, 2, 8, 8)),  # inputs between windows
    (1, None, (1, 2, 3, 3)),
    ((3,), (2,), (2, 3, 9)),
    ((2, 2, 3), None, (2, 2, 4, 5, 6)),
]
KINDS = {
    "max": MaxPool,
    "average": AveragePool,
    "L1": lambda *a: LpPool(1, *a),
    "L2": lambda *a: LpPool(2, *a),
    "L3.5": lambda *a: LpPool(3.5, *a),
    "log-prob": lambda *a: LogProbPool(2.0, *a),
    "log-prob mean": lambda *a: LogProbPool(0.5, *a, mean=True),
}


def random(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize(("window", "stride", "shape"), GEOMETRIES)
@pytest.mark.parametrize("kind", KINDS)
def test_protocol(kind, window, stride, shape):
    check_layer(lambda **_: KINDS[kind](window, stride), random(*shape), kinks=(0.0,))


@pytest.mark.parametrize(("window", "stride", "shape"), GEOMETRIES)
def test_protocol_of_the_trainable_average(window, stride, shape):
    check_layer(lambda **where: TrainableAverage(shape[1], window, stride, **where), random(*shape))


@pytest.mark.parametrize(("window", "stride", "shape"), GEOMETRIES)
def test_equals_torch(window, stride, shape):
    x, axes = random(*shape), len(shape) - 2
    options = (window, window if stride is None else stride)
    y_max, y_average = MaxPool(window, stride).forward(x), AveragePool(window, stride).forward(x)
    tx = torch.tensor(x)
    np.testing.assert_array_equal(y_max, getattr(F, f"max_pool{axes}d")(tx, *options))
    np.testing.assert_allclose(y_average, getattr(F, f"avg_pool{axes}d")(tx, *options), atol=1e-14)
    y_lp = LpPool(4, window, stride).forward(x)
    if axes == 1:  # lp_pool1d takes numbers only
        options = tuple(option[0] for option in options)
    np.testing.assert_allclose(y_lp, getattr(F, f"lp_pool{axes}d")(tx, 4, *options), atol=1e-12)


def test_max_gives_ties_to_the_first_as_torch_does():
    x = np.random.default_rng(0).integers(0, 2, (2, 3, 6, 6)).astype(float)
    tx = torch.tensor(x, requires_grad=True)
    dy = random(2, 3, 5, 5)
    F.max_pool2d(tx, 2, 1).backward(torch.tensor(dy))
    layer = MaxPool(2, 1)
    layer.forward(x)
    np.testing.assert_allclose(layer.backward(dy), tx.grad, atol=1e-14)


def test_by_hand():
    x = np.array([[[[1.0, -2.0], [3.0, 0.0]]]])
    assert MaxPool(2).forward(x).item() == 3
    assert AveragePool(2).forward(x).item() == 0.5
    assert LpPool(1, 2).forward(x).item() == pytest.approx(6)
    assert LpPool(2, 2).forward(x).item() == pytest.approx(np.sqrt(14))
    assert LogProbPool(2.0, 2).forward(x).item() == pytest.approx(np.log(np.exp(2 * x).sum()) / 2)
    assert LogProbPool(2.0, 2, mean=True).forward(x).item() == pytest.approx(np.log(np.exp(2 * x).mean()) / 2)
    layer = TrainableAverage(1, 2, dtype="float64")
    assert layer.forward(x).item() == 0.5  # starts as the average
    layer.params["g"][:], layer.params["b"][:] = 3.0, 1.0
    assert layer.forward(x).item() == 3 * 2 + 1


def test_limits():
    x = random(2, 3, 6, 6)
    largest, mean = MaxPool(3).forward(x), AveragePool(3).forward(x)
    np.testing.assert_allclose(LogProbPool(1e4, 3).forward(x), largest, atol=1e-3)
    np.testing.assert_allclose(LogProbPool(1e-6, 3, mean=True).forward(x), mean, atol=1e-5)
    np.testing.assert_allclose(LpPool(200, 3).forward(np.abs(x)), MaxPool(3).forward(np.abs(x)), rtol=0.02)
    soft = LogProbPool(2.0, 3).forward(x)
    assert (soft >= largest).all()
    assert (soft <= largest + np.log(9) / 2).all()


@pytest.mark.parametrize("kind", ["L2", "L3.5", "log-prob"])
def test_no_overflow_and_no_nan(kind):
    layer = KINDS[kind](2)
    for x in (np.full((1, 1, 2, 2), 1e30, np.float32), np.zeros((1, 1, 2, 2), np.float32)):
        y = layer.forward(x)
        assert np.isfinite(y).all()
        assert np.isfinite(layer.backward(y)).all()


def test_a_shift_within_the_window_leaves_the_maximum():
    x = np.zeros((1, 1, 6, 6))
    x[0, 0, 2, 2] = 1
    shifted = np.roll(x, 1, axis=3)
    np.testing.assert_array_equal(MaxPool(2).forward(x), MaxPool(2).forward(shifted))


X = random(2, 3, 4, 4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: MaxPool(0), "window is 0"),
        (lambda: MaxPool(2, 0), "stride is 0"),
        (lambda: MaxPool(2, (1, 1, 1)), r"stride is \(1, 1, 1\), expected 2 numbers"),
        (lambda: MaxPool(5).forward(X), r"x has shape \(2, 3, 4, 4\), too small for window \(5, 5\)"),
        (lambda: MaxPool((2,)).forward(X), r"x has shape \(2, 3, 4, 4\), expected \(B, any, any\)"),
        (lambda: MaxPool(2).forward(X[:0]), "the batch is empty"),
        (lambda: MaxPool(2).forward(X.astype(int)), "x has dtype int64"),
        (lambda: AveragePool(2).backward(X), "backward was called before forward"),
        (lambda: LpPool(0.5, 2), "p is 0.5, expected at least 1"),
        (lambda: LogProbPool(0.0, 2), "b is 0"),
        (lambda: TrainableAverage(0, 2), "n_maps is 0"),
        (lambda: TrainableAverage(2, 2, dtype="float64").forward(X), r"expected \(B, 2, any, any\)"),
        (lambda: TrainableAverage(3, 2).forward(X), "x has dtype float64, but the layer has float32"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_wrong_gradient_is_refused():
    layer = MaxPool(2)
    layer.forward(X)
    with pytest.raises(ValueError, match=r"dy has shape \(2, 3, 4, 4\), expected \(2, 3, 2, 2\)"):
        layer.backward(X)
