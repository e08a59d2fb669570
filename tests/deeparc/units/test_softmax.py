"""Softmax regression: the decks' three steps, the rule, two classes, bad input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeparc.core.check import assert_gradient
from deeparc.units.logistic import Logistic
from deeparc.units.softmax import (
    SoftmaxUnits,
    gradient,
    jacobian,
    log_likelihood,
    log_softmax,
    loss,
    softmax,
    train,
    update,
)


def problem(seed, n=30, d=4, m=3):
    rng = np.random.default_rng(seed)
    model = SoftmaxUnits(rng.standard_normal((d, m)), rng.standard_normal(m))
    return model, rng.standard_normal((n, d)), rng.integers(0, m, n)


@pytest.mark.parametrize("seed", range(3))
def test_gradient(seed):
    model, v, t = problem(seed)
    d_w, d_b = gradient(model, v, t)
    assert_gradient(lambda w: loss(SoftmaxUnits(w, model.b), v, t), model.w, d_w)
    assert_gradient(lambda b: loss(SoftmaxUnits(model.w, b), v, t), model.b, d_b)
    assert loss(model, v, t) == -log_likelihood(model, v, t) / 30


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=6), st.floats(-1e5, 1e5))
def test_softmax(x, shift):
    x = np.array(x)
    y = softmax(x)
    assert y.sum() == pytest.approx(1)
    np.testing.assert_allclose(softmax(x + shift), y, rtol=1e-8)
    assert np.isfinite(softmax(1e3 * x)).all()
    assert np.isfinite(log_softmax(1e6 * x)).all()
    np.testing.assert_allclose(log_softmax(x), np.log(y), rtol=1e-6, atol=1e-12)


def test_the_decks_three_steps():
    x, k = np.array([0.5, -1.0, 2.0]), 2
    y = softmax(x)
    for j in range(3):
        unit = np.eye(3)[j]
        assert_gradient(lambda s, unit=unit: softmax(x + s * unit)[k], np.array(0.0), jacobian(y)[k, j])
    np.testing.assert_allclose(-1 / y[k] * jacobian(y)[k], y - np.eye(3)[k])
    np.testing.assert_allclose(jacobian(y).sum(axis=0), 0, atol=1e-15)


def test_two_classes_are_logistic_regression():
    _, v, _ = problem(0)
    w = np.array([0.3, -1.0, 0.5, 2.0])
    two = SoftmaxUnits(np.column_stack([np.zeros(4), w]), [0.0, 0.7])
    np.testing.assert_allclose(two.forward(v)[:, 1], Logistic(w, 0.7).forward(v))


def test_a_step_goes_down_the_gradient_of_one_example():
    model, v, t = problem(1)
    d_w, d_b = gradient(model, v[:1], t[:1])
    stepped = update(model, v[0], int(t[0]), eta=0.1)
    np.testing.assert_allclose(stepped.w, model.w - 0.1 * d_w)
    np.testing.assert_allclose(stepped.b, model.b - 0.1 * d_b)


def test_training_is_the_rule_applied_example_by_example():
    _, v, t = problem(1, n=8)
    run = train(v, t, 3, eta=0.05, epochs=2)
    by_rule = SoftmaxUnits(np.zeros((4, 3)), np.zeros(3))
    for _ in range(2):
        for v_n, t_n in zip(v, t, strict=True):
            by_rule = update(by_rule, v_n, int(t_n), 0.05)
    np.testing.assert_allclose(run.model.w, by_rule.w)
    np.testing.assert_allclose(run.model.b, by_rule.b)
    assert run.losses[-1] == pytest.approx(-log_likelihood(run.model, v, t) / 8)


def test_batches_and_the_models_of_each_epoch():
    _, v, t = problem(2, n=7)
    run = train(v, t, 3, eta=0.5, epochs=2, batch_size=4)
    start = SoftmaxUnits(np.zeros((4, 3)), np.zeros(3))
    first = SoftmaxUnits(*(a - 0.5 * d for a, d in zip((start.w, start.b), gradient(start, v[:4], t[:4]), strict=True)))
    d_w, d_b = gradient(first, v[4:], t[4:])
    assert len(run.models) == 3
    np.testing.assert_array_equal(run.models[0].w, 0)
    np.testing.assert_allclose(run.models[1].w, first.w - 0.5 * d_w)
    np.testing.assert_allclose(run.models[1].b, first.b - 0.5 * d_b)
    assert run.models[2] is run.model


@pytest.mark.parametrize("seed", range(5))
def test_learns_three_clouds(seed, capsys):
    rng = np.random.default_rng(seed)
    t = rng.integers(0, 3, 150)
    v = np.array([[0.0, 3.0], [3.0, -2.0], [-3.0, -2.0]])[t] + rng.standard_normal((150, 2))
    run = train(v, t, 3, epochs=5, rng=rng, progress=True)
    assert np.mean(run.model.decide(v) == t) > 0.95
    assert run.losses[-1] < 0.2
    assert "epoch" in capsys.readouterr().err


def test_the_digit_model_has_7850_parameters():
    model = SoftmaxUnits(np.zeros((784, 10)), np.zeros(10))
    assert model.w.size + model.b.size == 7850
    np.testing.assert_allclose(model.forward(np.ones((1, 784))), 0.1)


MODEL, V, T = problem(0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: SoftmaxUnits(np.ones(3), np.ones(3)), r"w has shape \(3,\)"),
        (lambda: SoftmaxUnits(np.ones((2, 3)), np.ones(2)), r"b has shape \(2,\), expected \(3,\)"),
        (lambda: MODEL.forward(V[:, :2]), r"v has shape \(30, 2\), expected \(B, 4\)"),
        (lambda: log_likelihood(MODEL, V, T[:3]), "expected one target for each row"),
        (lambda: gradient(MODEL, V, T + 1), "t has 3, expected class numbers from 0 to 2"),
        (lambda: gradient(MODEL, V, T + 0.5), "expected class numbers"),
        (lambda: update(MODEL, V[0], 3, 0.1), "t is 3"),
        (lambda: update(MODEL, V[0], 1, 0), "eta is 0"),
        (lambda: train(V, T, 1), "n_classes is 1"),
        (lambda: train(V, T, 3, batch_size=31), "batch_size is 31"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
