"""Logistic regression: the decks' equations, the gradient, scikit-learn's optimum, real data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from deeparc.core.check import assert_gradient
from deeparc.core.data import breast_cancer
from deeparc.core.schedule import step
from deeparc.units.logistic import (
    Logistic,
    gradient,
    hessian,
    log_likelihood,
    loss,
    maximum_likelihood,
    train,
    update,
)


def problem(seed, n=40, d=3):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, d)), rng.integers(0, 2, n)


def weights(model):
    return np.append(model.w, model.b)


def of(theta):
    return Logistic(theta[:-1], theta[-1])


@pytest.mark.parametrize("seed", range(3))
def test_gradient(seed):
    v, t = problem(seed)
    theta = np.random.default_rng(seed).standard_normal(4)
    assert_gradient(lambda x: loss(of(x), v, t), theta, gradient(of(theta), v, t))
    assert loss(of(theta), v, t) == -log_likelihood(of(theta), v, t) / len(v)


def test_by_hand():
    model = Logistic([np.log(3)], 0.0)
    np.testing.assert_allclose(model.forward([[1.0], [-1.0], [0.0]]), [0.75, 0.25, 0.5])
    assert log_likelihood(model, [[1.0], [-1.0]], [1, 1]) == pytest.approx(np.log(0.75 * 0.25))
    after = update(model, [2.0], 0, eta=0.1)  # y = 0.9
    np.testing.assert_allclose(weights(after), [np.log(3) - 0.18, -0.09])


@given(st.floats(-1e4, 1e4), st.integers(0, 1))
def test_large_activations_stay_finite(x, t):
    assert np.isfinite(log_likelihood(Logistic([x], 0.0), [[1.0]], [t]))


@pytest.mark.parametrize("seed", range(3))
def test_a_step_goes_down_the_gradient_of_one_example(seed):
    v, t = problem(seed)
    model = of(np.random.default_rng(seed).standard_normal(4))
    stepped = update(model, v[0], t[0], eta=0.1)
    np.testing.assert_allclose(weights(stepped), weights(model) - 0.1 * gradient(model, v[:1], t[:1]))


def test_training_is_the_rule_applied_example_by_example():
    v, t = problem(1, n=8)
    start = of(np.array([0.1, -0.2, 0.3, 0.0]))
    run = train(v, t, eta=0.05, epochs=2, start=start)
    for _ in range(2):
        for v_n, t_n in zip(v, t, strict=True):
            start = update(start, v_n, t_n, 0.05)
    np.testing.assert_allclose(weights(run.model), weights(start))
    assert run.losses[-1] == pytest.approx(-log_likelihood(run.model, v, t) / 8)
    np.testing.assert_array_equal(run.path[-1], weights(run.model))
    assert run.path.shape == (17, 4)
    assert start.w[0] != 0.1


def test_near_scikit_learn():
    v, t = problem(2, n=200)
    t = (v @ [1.0, -2.0, 0.5] + np.random.default_rng(0).logistic(size=200) > 0).astype(int)
    best = LogisticRegression(C=np.inf).fit(v, t)
    best = np.append(best.coef_, best.intercept_)
    run = train(v, t, eta=0.002, epochs=400, rng=np.random.default_rng(0))
    np.testing.assert_allclose(weights(run.model), best, atol=0.05)
    np.testing.assert_allclose(weights(maximum_likelihood(v, t)), best, atol=1e-3)
    assert np.linalg.norm(gradient(maximum_likelihood(v, t), v, t)) < 1e-9


def test_batches():
    v, t = problem(3, n=10)
    full = train(v, t, eta=0.3, epochs=1, batch_size=10)
    np.testing.assert_allclose(full.path[1], -0.3 * gradient(of(np.zeros(4)), v, t))
    parts = train(v, t, eta=0.3, epochs=1, batch_size=4)
    assert len(parts.path) == 4
    last = of(parts.path[2])
    np.testing.assert_allclose(parts.path[3], parts.path[2] - 0.3 * gradient(last, v[8:], t[8:]))


def test_the_rate_may_follow_a_schedule():
    v, t = problem(4, n=6)
    run = train(v, t, eta=step(0.4, every=1, factor=0.5), epochs=2, batch_size=6)
    first, second = gradient(of(run.path[0]), v, t), gradient(of(run.path[1]), v, t)
    np.testing.assert_allclose(run.path[2], -0.4 * first - 0.2 * second)


def test_hessian_is_the_derivative_of_the_gradient():
    v, t = problem(5)
    theta = np.random.default_rng(5).standard_normal(4)
    h = hessian(of(theta), v)
    for k in range(4):
        assert_gradient(lambda x, k=k: float(gradient(of(x), v, t)[k]), theta, h[k])
    assert np.linalg.eigvalsh(h).min() > 0


def test_no_maximum_where_a_plane_separates():
    with pytest.raises(ValueError, match="a plane separates"):
        maximum_likelihood([[-2.0], [-1.0], [1.0], [3.0]], [0, 0, 1, 1])


def test_seeded_and_with_progress(capsys):
    v, t = problem(2)
    a, b = (train(v, t, epochs=2, rng=np.random.default_rng(4), progress=True).model for _ in range(2))
    np.testing.assert_array_equal(weights(a), weights(b))
    assert "epoch" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(5))
def test_breast_cancer_accuracy_band(seed):
    data = breast_cancer(seed=seed)
    run = train(data.v_train, data.t_train, eta=0.01, epochs=10, rng=np.random.default_rng(seed))
    assert np.mean(run.model.decide(data.v_test) == data.t_test) > 0.93
    np.testing.assert_array_equal(run.model.decide(data.v_test), run.model.forward(data.v_test) >= 0.5)
    assert run.losses[-1] < run.losses[0]


MODEL = Logistic(np.zeros(2), 0.0)
V, T = [[0.0, 1.0], [1.0, 0.0]], [0, 1]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Logistic([], 0.0), "w is empty"),
        (lambda: Logistic([1.0], np.inf), "b is inf"),
        (lambda: MODEL.forward([[1.0]]), r"v has shape \(1, 1\), expected \(B, 2\)"),
        (lambda: log_likelihood(MODEL, V, [0]), "expected one target for each row"),
        (lambda: gradient(MODEL, V, [0, 3]), "t is 3"),
        (lambda: update(MODEL, [1.0, np.nan], 1, 0.1), r"v is nan at index \(1,\)"),
        (lambda: update(MODEL, [1.0, 1.0], 1, 0.0), "eta is 0"),
        (lambda: train(V, T, epochs=-1), "epochs is -1"),
        (lambda: train(V, T, batch_size=3), "batch_size is 3"),
        (lambda: train(V, T, rng=0), "rng is 0"),
        (lambda: train(V, T, start=Logistic([0.0], 0.0)), r"start.w has shape \(1,\), expected \(2,\)"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
