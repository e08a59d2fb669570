"""Least squares: the knobs stand where the error is smallest."""

import numpy as np
import pytest

from deeparc.units import least_squares


def test_one_knob_is_the_minimum():
    rng = np.random.default_rng(0)
    v, t = rng.normal(2, 3, 30), rng.random(30)
    w, b = least_squares.one_knob(v, t)
    slope, offset = np.polyfit(v, t, 1)
    assert (w, b) == (pytest.approx(slope), pytest.approx(offset))
    with pytest.raises(ValueError, match="different"):
        least_squares.one_knob([2.0, 2.0], [0, 1])


def test_fit_solves_the_normal_equations():
    rng = np.random.default_rng(1)
    v, t = rng.standard_normal((60, 4)), np.arange(60) % 3
    model = least_squares.fit(v, t, 3)
    x = np.column_stack([v, np.ones(60)])
    theta = np.vstack([model.w, model.b])
    np.testing.assert_allclose(x.T @ x @ theta, x.T @ np.eye(3)[t], atol=1e-9)
    np.testing.assert_allclose(model.forward(v), x @ theta)
    assert model.decide(v).tolist() == np.argmax(x @ theta, axis=1).tolist()


def test_a_penalty_makes_knobs_small_and_spares_the_bias():
    rng = np.random.default_rng(2)
    v, t = rng.standard_normal((40, 3)), np.arange(40) % 2
    small = least_squares.fit(v, t, 2, lam=1e6)
    assert abs(small.w).max() < 1e-5
    np.testing.assert_allclose(small.b, 0.5, atol=1e-4)


def test_it_finds_classes_that_lie_apart():
    rng = np.random.default_rng(3)
    t = np.arange(90) % 3
    v = np.array([[0, 4], [4, 0], [-4, -4]])[t] + rng.standard_normal((90, 2))
    assert np.mean(least_squares.fit(v, t, 3).decide(v) == t) > 0.95


def test_wrong_classes():
    with pytest.raises(ValueError, match="expected 0 to 1"):
        least_squares.fit(np.eye(2), [0, 2], 2)
