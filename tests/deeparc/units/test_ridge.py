"""Ridge in closed form, what it and early stopping leave of each direction, dropout as ridge, random features."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from deeparc.layers.dropout import Dropout
from deeparc.units.ensemble import all_masks, chances
from deeparc.units.ridge import (
    ReluFeatures,
    dropout_penalty,
    dropout_strength,
    l2_shrinkage,
    ridge,
    stopping_shrinkage,
)

RNG = np.random.default_rng(0)
V, T = RNG.standard_normal((30, 4)) @ np.diag([3, 1, 0.5, 0.1]), RNG.standard_normal(30)


def test_ridge_against_scikit_learn():
    np.testing.assert_allclose(ridge(V, T, 0.2), Ridge(30 * 0.2, fit_intercept=False).fit(V, T).coef_, rtol=1e-9)
    wide = RNG.standard_normal((5, 9))
    expected = Ridge(5 * 0.2, fit_intercept=False).fit(wide, np.eye(5)).coef_.T
    np.testing.assert_allclose(ridge(wide, np.eye(5), 0.2), expected, rtol=1e-8)


def test_the_gradient_is_zero_there():
    lam = np.array([0, 0.1, 1, 2])
    w = ridge(V, T, lam)
    np.testing.assert_allclose(V.T @ (V @ w - T) / 30 + lam * w, 0, atol=1e-12)


def test_without_a_penalty_it_is_the_shortest_least_squares_solution():
    wide, t = RNG.standard_normal((4, 7)), RNG.standard_normal(4)
    w = ridge(wide, t, 0)
    np.testing.assert_allclose(wide @ w, t)
    np.testing.assert_allclose(w, np.linalg.pinv(wide) @ t)
    np.testing.assert_allclose(ridge(wide, t, 1e-10), w, atol=1e-7)


def test_shrinkage_of_ridge_and_of_gradient_descent():
    h, u = np.linalg.eigh(V.T @ V / 30)
    best = u.T @ ridge(V, T, 0)
    np.testing.assert_allclose(u.T @ ridge(V, T, 0.3), l2_shrinkage(h, 0.3) * best)
    w = np.zeros(4)
    for _ in range(17):
        w = w - 0.1 * V.T @ (V @ w - T) / 30
    np.testing.assert_allclose(u.T @ w, stopping_shrinkage(h, 0.1, 17) * best)


def test_stopping_is_l2_where_both_are_weak_or_steps_are_small():
    h = np.array([1e-4, 1e-3])
    np.testing.assert_allclose(stopping_shrinkage(h, 0.01, 500), l2_shrinkage(h, 1 / (0.01 * 500)), rtol=0.01)


@pytest.mark.parametrize("p", [0.0, 0.3, 0.5])
def test_dropout_is_ridge_on_average_over_all_masks(p):
    w = RNG.standard_normal(4)
    expected = 0.0
    masks = all_masks(4)
    for mask, chance in zip(masks, chances(masks, p), strict=True):  # the same mask for all rows: linear in the rows
        expected += chance * np.mean(0.5 * ((V * mask / (1 - p)) @ w - T) ** 2)
    assert np.mean(0.5 * (V @ w - T) ** 2) + dropout_penalty(V, w, p) == pytest.approx(expected, rel=1e-12)


def test_dropout_is_ridge_for_the_layer():
    w, layer = np.array([1.0, -1.0, 2.0, 0.5]), Dropout(0.4, np.random.default_rng(3))
    many = np.repeat(V, 4000, axis=0)
    noisy = np.mean(0.5 * (layer.forward(many, train=True) @ w - np.repeat(T, 4000)) ** 2)
    assert noisy == pytest.approx(np.mean(0.5 * (V @ w - T) ** 2) + dropout_penalty(V, w, 0.4), rel=0.02)
    assert dropout_strength(V, 0.5).shape == (4,)


def test_relu_features():
    features = ReluFeatures(5, 40, np.random.default_rng(0))
    np.testing.assert_allclose(np.linalg.norm(features.a, axis=1), np.sqrt(5))
    phi = features.forward(RNG.standard_normal((3, 5)))
    assert phi.shape == (3, 40)
    assert phi.min() == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ridge(V, T[:3], 0), "expected as many rows"),
        (lambda: ridge(V, T, -1), "lam is -1"),
        (lambda: l2_shrinkage([1.0], 0), "lam is 0"),
        (lambda: stopping_shrinkage([3.0], 0.7, 2), "expected eta below 2/h"),
        (lambda: dropout_penalty(V, np.ones(4), 1), "p is 1"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
