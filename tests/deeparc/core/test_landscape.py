"""The loss as a surface: gradient and Hessian against known ones, and critical points of every kind."""

import numpy as np
import pytest

from deeparc.core.check import assert_close, assert_gradient
from deeparc.core.landscape import CriticalPoint, Landscape
from deeparc.core.layer import Chain
from deeparc.core.loss import square
from deeparc.layers.activations import Tanh
from deeparc.layers.linear import Linear
from deeparc.units.mlp import mlp

RNG = np.random.default_rng(0)
X, T = RNG.standard_normal((9, 3)), RNG.standard_normal((9, 2))


def two_factors(**options):
    """E = ½ (w₂ w₁ − 1)², the smallest net with two layers: a saddle at 0, minima on w₂ w₁ = 1."""
    chain = Chain([Linear(1, 1, RNG, bias=False, dtype="float64") for _ in range(2)])
    return Landscape(chain, np.ones((1, 1)), np.ones((1, 1)), square, **options)


@pytest.mark.parametrize("decay", [0.0, 0.3])
def test_gradient(decay):
    surface = Landscape(mlp((3, 4, 2), RNG, activation=Tanh, dtype="float64"), X, T, square, decay)
    theta = RNG.standard_normal(surface.size)
    gradient = surface.gradient(theta)
    assert_close(surface.theta, theta)
    assert_gradient(surface.value, theta, gradient)


def test_hessian_of_a_linear_model_is_the_mean_product_of_its_inputs():
    surface = Landscape(Linear(3, 1, RNG, bias=False, dtype="float64"), X, T[:, :1], square, 0.1)
    assert_close(surface.hessian(np.ones(3)), X.T @ X / 9 + 0.1 * np.eye(3), atol=1e-7)


def test_saddle_and_minimum_of_two_factors():
    surface = two_factors()
    assert_close(surface.hessian(np.zeros(2)), [[0, -1], [-1, 0]], atol=1e-9)
    saddle = surface.critical_point(np.array([0.1, -0.05]))
    assert_close(saddle.theta, [0, 0], atol=1e-8)
    assert_close(saddle.eigenvalues, [-1, 1], rtol=1e-6)
    assert saddle.index() == 0.5
    assert saddle.loss == pytest.approx(0.5)
    minimum = surface.critical_point(np.array([1.5, 0.9]))
    assert np.prod(minimum.theta) == pytest.approx(1)
    assert minimum.index() == 0


def test_no_critical_point_and_bad_use():
    slope = Landscape(
        Linear(1, 1, RNG, bias=False, dtype="float64"), np.ones((1, 1)), np.ones((1, 1)), lambda y, t: (y.sum(), t)
    )
    assert slope.critical_point(np.zeros(1), most=5) is None
    with pytest.raises(ValueError, match="float64"):
        Landscape(Linear(1, 1, RNG), np.ones((1, 1)), np.ones((1, 1)), square)
    with pytest.raises(ValueError, match="theta"):
        slope.put(np.zeros(3))


def test_index_counts_what_is_clearly_below_zero():
    point = CriticalPoint(np.zeros(4), 0.0, 0.0, np.array([-2.0, -1e-9, 0.0, 4.0]))
    assert point.index() == 0.25
