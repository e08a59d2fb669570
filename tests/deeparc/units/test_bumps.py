"""Nets written down by hand: their values, their bounds, and what they refuse."""

import numpy as np
import pytest

from deeparc.units.bumps import (
    HiddenLayerNet,
    bump,
    largest_error,
    modulus,
    polygon,
    staircase,
    steepness_for,
    tower,
)

FUNCTIONS = {
    "wave": (lambda x: np.sin(np.pi * x) + 0.5 * np.sin(4 * np.pi * x), -1.0, 1.0),
    "root": (lambda x: np.sqrt(np.abs(x)), -1.0, 2.0),
    "kink": (lambda x: np.abs(x - 0.3), 0.0, 1.0),
}


def test_a_bump_of_steps():
    net = bump(1, 2, 3)
    np.testing.assert_array_equal(net.forward(np.array([0.9, 1.0, 1.5, 1.99, 2.0, 5.0])), [0, 3, 3, 3, 0, 0])
    assert net.n_hidden == 2


def test_a_steep_bump_nears_the_step():
    x = np.array([0.5, 1.2, 1.8, 2.5])
    soft = bump(1, 2, 3, steepness=200).forward(x)
    np.testing.assert_allclose(soft, bump(1, 2, 3).forward(x), atol=1e-9)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("n", [2, 7, 40])
def test_errors_stay_below_their_bounds(name, n):
    f, low, high = FUNCTIONS[name]
    h = (high - low) / n
    slack = 1 + 2e-2  # the modulus is measured on a grid, from below
    assert largest_error(f, staircase(f, low, high, n).forward, low, high) <= modulus(f, low, high, h / 2) * slack
    for share in (0.5, 0.05):
        net = staircase(f, low, high, n, steepness_for(low, high, n, share))
        assert net.n_hidden == n - 1
        assert largest_error(f, net.forward, low, high) <= (1 + share) * modulus(f, low, high, h) * slack
    assert largest_error(f, polygon(f, low, high, n).forward, low, high) <= modulus(f, low, high, h) * slack


def test_the_staircase_is_the_sum_of_its_bumps():
    f, low, high = FUNCTIONS["wave"]
    edges = np.linspace(low, high, 9)
    middles = (edges[:-1] + edges[1:]) / 2
    x = np.linspace(low, high, 200)[1:-1]
    bumps = sum(bump(a, b, f(m)).forward(x) for a, b, m in zip(edges[:-1], edges[1:], middles, strict=True))
    np.testing.assert_allclose(staircase(f, low, high, 8).forward(x), bumps, atol=1e-12)


def test_polygon_meets_the_function_at_its_knots_and_has_the_second_order_bound():
    f, low, high = FUNCTIONS["wave"]
    n = 40
    net, knots = polygon(f, low, high, n), np.linspace(low, high, n + 1)
    np.testing.assert_allclose(net.forward(knots), f(knots), atol=1e-12)
    np.testing.assert_allclose(net.forward((knots[1:] + knots[:-1]) / 2), (f(knots[1:]) + f(knots[:-1])) / 2)
    second = np.pi**2 + 8 * np.pi**2
    assert largest_error(f, net.forward, low, high) <= (2 / n) ** 2 / 8 * second


def test_ridges_and_sums():
    f = FUNCTIONS["kink"][0]
    one = polygon(f, 0, 1, 5)
    v = np.random.default_rng(0).random((20, 2)) / 2
    both = one.along([1, 1]) + one.along([2, 0]) * 3.0
    np.testing.assert_allclose(both.forward(v), one.forward(v.sum(axis=1)) + 3 * one.forward(2 * v[:, 0]))
    assert both.n_hidden == 10


def test_tower():
    values = tower([[0.5, 0.5], [0.5, 1.5], [1.5, 0.5], [-0.5, -0.5]], [0, 0], 1, steepness=60)
    np.testing.assert_allclose(values, [1, 0, 0, 0], atol=1e-6)


def test_modulus():
    assert modulus(lambda x: 3 * x, 0, 1, 0.25) == pytest.approx(0.75)
    assert modulus(lambda x: x * 0, 0, 1, 0.25) == 0
    assert modulus(lambda x: np.sign(x), -1, 1, 0.01) == 2
    assert modulus(lambda x: x, 0, 1, 5) == pytest.approx(1)


@pytest.mark.parametrize(
    "bad",
    [
        lambda: bump(2, 1),
        lambda: bump(1, 2, steepness=0),
        lambda: staircase(np.sin, 1, 0, 3),
        lambda: staircase(np.sin, 0, 1, 1),
        lambda: polygon(lambda x: x / 0.0 if False else x[:1], 0, 1, 3),
        lambda: HiddenLayerNet([[1.0]], [0.0], [1.0], 0.0, "cosine"),
        lambda: HiddenLayerNet([[1.0]], [0.0, 1.0], [1.0], 0.0),
        lambda: bump(0, 1).along([1, 0]).along([1, 0]),
        lambda: bump(0, 1) + bump(0, 1, steepness=1.0),
        lambda: bump(0, 1).forward([[1.0, 2.0]]),
        lambda: modulus(np.sin, 0, 1, 0),
    ],
)
def test_bad_input(bad):
    with pytest.raises(ValueError, match="expected"):
        bad()
