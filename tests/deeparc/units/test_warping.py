"""The curves no line separates, the grid, and what a hidden layer makes of both."""

import numpy as np
import pytest

from deeparc.layers.activations import Tanh
from deeparc.units.mlp import mlp
from deeparc.units.separability import is_separable
from deeparc.units.warping import curves, grid, hidden


def test_curves():
    v, t = curves(50)
    assert v.shape == (100, 2)
    assert v.dtype == np.float64
    assert t.tolist() == [0] * 50 + [1] * 50
    assert not is_separable(v, t)
    np.testing.assert_allclose(v[:, 1] - 0.5 * np.cos(np.pi * v[:, 0]), np.where(t == 1, 0.25, -0.25))
    noisy, _ = curves(50, noise=0.1)
    assert 0.05 < np.std(noisy - v) < 0.2
    assert is_separable(*curves(50, gap=2.1))  # far enough apart


def test_grid():
    lines = grid(-1, 1, 5, 9)
    assert lines.shape == (10, 9, 2)
    assert np.ptp(lines[0, :, 0]) == 0
    assert np.ptp(lines[5, :, 1]) == 0
    np.testing.assert_array_equal(lines[:5, :, ::-1], lines[5:])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_hidden(dtype):
    net = mlp((2, 3, 1), np.random.default_rng(0), activation=Tanh, dtype=dtype)
    v = grid(lines=3, points=4)
    y = hidden(net, v)
    assert y.shape == (6, 4, 3)
    assert y.dtype == np.float64
    np.testing.assert_allclose(y, np.tanh(v @ net.params["0.w"].T.astype(float)), atol=1e-6)
    np.testing.assert_allclose(np.tanh(hidden(net, v, 1)), y, atol=1e-6)


@pytest.mark.parametrize(
    "bad",
    [
        lambda: curves(0),
        lambda: curves(gap=0),
        lambda: curves(noise=-1),
        lambda: grid(1, 0),
        lambda: grid(lines=1),
        lambda: hidden(mlp((2, 2, 1), np.random.default_rng(0)), np.zeros((4, 3))),
        lambda: hidden(mlp((2, 2, 1), np.random.default_rng(0)), np.zeros((4, 2)), 9),
    ],
)
def test_bad_input(bad):
    with pytest.raises(ValueError, match="expected"):
        bad()
