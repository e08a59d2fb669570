"""Penalties, the soft threshold, ISTA and the optimiser with the proximal step."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from sklearn.linear_model import Lasso

from deeparc.core.check import assert_gradient
from deeparc.core.namespace import asarray
from deeparc.core.penalty import ProximalSGD, l1, l2, lasso, soft_threshold


def test_gradients():
    theta = np.random.default_rng(0).standard_normal((3, 4))
    for penalty in (l1, l2):
        assert_gradient(lambda q, penalty=penalty: float(penalty(q)[0]), theta, penalty(theta)[1])
    assert l1(np.zeros(2))[1].tolist() == [0, 0]


@pytest.mark.parametrize("x", [-2.0, -0.4, 0.0, 0.3, 0.5, 4.0])
@pytest.mark.parametrize("tau", [0.0, 0.5, 3.0])
def test_soft_threshold_is_the_minimum(x, tau):
    found = minimize_scalar(lambda q: 0.5 * (q - x) ** 2 + tau * abs(q), bounds=(-5, 5), options={"xatol": 1e-9})
    assert soft_threshold(np.array([x]), tau)[0] == pytest.approx(found.x, abs=1e-5)


def test_the_decks_example():
    """(x − 2)² + λ|x| has its minimum at S_{λ/2}(2)."""
    assert [float(soft_threshold(np.array(2.0), lam / 2)) for lam in (0, 3, 10)] == [2, 0.5, 0]


@pytest.mark.parametrize("device", ["numpy", "cpu"])
def test_backends_and_types(device):
    x = asarray(np.array([[-3.0, 0.5]], np.float32), device=device)
    y = soft_threshold(x, 1)
    assert y.dtype == x.dtype
    np.testing.assert_array_equal(np.asarray(y), [[-2, 0]])


def test_lasso_against_scikit_learn():
    rng = np.random.default_rng(0)
    v = rng.standard_normal((60, 8))
    t = v @ np.array([2, -1, 0, 0, 0.5, 0, 0, 0]) + 0.1 * rng.standard_normal(60)
    w = lasso(v, t, 0.2)
    np.testing.assert_allclose(w, Lasso(0.2, fit_intercept=False, tol=1e-10).fit(v, t).coef_, atol=1e-6)
    assert 0 < np.sum(w == 0) < 8
    assert not lasso(v, t, 1.001 * np.abs(v.T @ t / 60).max()).any()


def test_proximal_steps_reach_zero_and_leave_biases_alone():
    rng = np.random.default_rng(1)
    params = {"0.w": rng.standard_normal((2, 3)), "0.b": rng.standard_normal(2)}
    kept, grads = {k: p.copy() for k, p in params.items()}, {k: rng.standard_normal(p.shape) for k, p in params.items()}
    ProximalSGD(0.5, l1=0.4, penalise=lambda name: name.endswith("w")).step(params, grads)
    np.testing.assert_allclose(params["0.w"], soft_threshold(kept["0.w"] - 0.5 * grads["0.w"], 0.2))
    np.testing.assert_allclose(params["0.b"], kept["0.b"] - 0.5 * grads["0.b"])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: soft_threshold(np.ones(2), -1), "threshold is -1, expected a number of at least 0"),
        (lambda: lasso(np.ones((2, 1)), np.ones(2), -1), "lam is -1"),
        (lambda: ProximalSGD(0.1, l1=-2), "l1 is -2"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
