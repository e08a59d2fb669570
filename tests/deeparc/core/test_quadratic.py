"""Rates on a quadratic: formulas against roots, and against the optimisers themselves."""

import numpy as np
import pytest

from deeparc.core import quadratic
from deeparc.core.optim import SGD, Momentum, Nesterov


@pytest.mark.parametrize("kappa", [1.0, 2.0, 50.0, 1e4])
def test_the_best_constants(kappa):
    eta, rho = quadratic.best_descent(0.3, 0.3 * kappa)
    assert quadratic.worst_factor(0.3, 0.3 * kappa, eta) == pytest.approx(rho, abs=1e-9)
    eta, mu, rho = quadratic.best_momentum(0.3, 0.3 * kappa)
    assert quadratic.worst_factor(0.3, 0.3 * kappa, eta, mu) == pytest.approx(rho, abs=1e-6)
    eta, mu, rho = quadratic.best_nesterov(0.3, 0.3 * kappa)
    assert quadratic.worst_factor(0.3, 0.3 * kappa, eta, mu, nesterov=True) == pytest.approx(rho, abs=1e-6)


def test_nothing_near_is_better():
    eta, mu, rho = quadratic.best_momentum(1.0, 50.0)
    for d_eta in (0.9, 0.98, 1, 1.02, 1.1):
        for d_mu in (0.9, 0.98, 1, 1.02, 1.1):
            if (d_eta, d_mu) != (1, 1):
                assert quadratic.worst_factor(1.0, 50.0, d_eta * eta, d_mu * mu) > rho + 1e-5
    eta, rho = quadratic.best_descent(1.0, 50.0)
    assert min(quadratic.worst_factor(1.0, 50.0, f * eta) for f in (0.97, 1.03)) > rho


@pytest.mark.parametrize("nesterov", [False, True])
@pytest.mark.parametrize("mu", [0.0, 0.5, 0.9, 0.99])
def test_the_limit_is_where_the_factor_is_one(mu, nesterov):
    edge = quadratic.limit(7.0, mu, nesterov=nesterov)
    assert quadratic.factor(7.0, edge, mu, nesterov=nesterov) == pytest.approx(1.0)
    assert quadratic.factor(7.0, 0.999 * edge, mu, nesterov=nesterov) < 1
    assert quadratic.factor(7.0, 1.001 * edge, mu, nesterov=nesterov) > 1


@pytest.mark.parametrize(
    ("optimiser", "mu", "nesterov"), [(SGD, 0, False), (Momentum, 0.8, False), (Nesterov, 0.8, True)]
)
def test_optimisers_shrink_by_the_factor(optimiser, mu, nesterov):
    h, eta = 2.0, 0.05
    made = optimiser(eta) if optimiser is SGD else optimiser(eta, mu)
    w = quadratic.path(lambda w: h * w, [1.0, -1.0], made, 400)
    long_run = (np.abs(w[300:, 0]).max() / np.abs(w[200:300, 0]).max()) ** (1 / 100)
    assert long_run == pytest.approx(quadratic.factor(h, eta, mu, nesterov=nesterov), rel=0.01)


def test_malformed():
    with pytest.raises(ValueError, match="high"):
        quadratic.best_descent(2.0, 1.0)
    with pytest.raises(ValueError, match="h is"):
        quadratic.limit(0.0)
