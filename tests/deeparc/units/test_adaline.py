"""ADALINE: its gradient, its two rules, and its limit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeparc.core.check import assert_gradient
from deeparc.core.data import breast_cancer
from deeparc.units.adaline import Adaline, gradient, least_squares, loss, train, update

number = st.floats(-5, 5, allow_nan=False).map(lambda x: round(x, 3))


def problem(seed, n=40, d=3):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, d)), rng.integers(0, 2, n)


def weights(model):
    return np.append(model.w, model.b)


def of(theta):
    return Adaline(theta[:-1], theta[-1])


@pytest.mark.parametrize("seed", range(3))
def test_gradient(seed):
    v, t = problem(seed)
    theta = np.random.default_rng(seed).standard_normal(4)
    assert_gradient(lambda x: loss(of(x), v, t), theta, gradient(of(theta), v, t))


def test_loss_by_hand():
    model = Adaline(np.array([2.0]), 0.0)  # i = 2 and −2, s = 1 and 1
    assert loss(model, [[1.0], [-1.0]], [1, 1]) == pytest.approx((0.5 * 1 + 0.5 * 9) / 2)


@pytest.mark.parametrize("seed", range(3))
def test_mu_lms_is_a_step_down_the_gradient_of_one_example(seed):
    v, t = problem(seed)
    model = of(np.random.default_rng(seed).standard_normal(4))
    stepped = update(model, v[0], t[0], eta=0.1)
    np.testing.assert_allclose(weights(stepped), weights(model) - 0.1 * gradient(model, v[:1], t[:1]))


@given(
    st.lists(number, min_size=2, max_size=2),
    st.lists(number, min_size=3, max_size=3),
    st.integers(0, 1),
    st.floats(0.01, 1.99),
)
def test_alpha_lms_removes_the_fraction_eta_of_the_error(v, theta, t, eta):
    s = 2 * t - 1
    before = of(np.array(theta))
    after = update(before, v, t, eta, rule="alpha")
    error_before, error_after = (s - m.activation([v])[0] for m in (before, after))
    assert error_after == pytest.approx((1 - eta) * error_before, abs=1e-9)


def test_lms_converges_to_least_squares():
    v, t = problem(0)
    best = least_squares(v, t)
    np.testing.assert_allclose(gradient(best, v, t), 0, atol=1e-12)
    rng = np.random.default_rng(0)
    distances = []
    for eta in (0.03, 0.003):
        training = train(v, t, eta=eta, epochs=3000, rng=rng)
        distances.append(np.linalg.norm(training.path[1000:].mean(axis=0) - weights(best)))
        assert loss(best, v, t) <= training.losses[-1]
    assert distances[1] < distances[0]
    np.testing.assert_allclose(distances[1], 0, atol=0.01)


def test_least_squares_takes_the_smallest_of_many_solutions():
    model = least_squares([[1.0, 1.0], [-1.0, -1.0]], [1, 0])
    np.testing.assert_allclose(weights(model), [0.5, 0.5, 0], atol=1e-12)


@pytest.mark.parametrize("rule", ["mu", "alpha"])
def test_training_is_the_rule_applied_example_by_example(rule):
    v, t = problem(1, n=8)
    model = of(np.array([0.1, -0.2, 0.3, 0.0]))
    training = train(v, t, eta=0.05, epochs=3, rule=rule, start=model)
    path, losses, mistakes = [weights(model)], [], []
    for _ in range(3):
        for v_n, t_n in zip(v, t, strict=True):
            model = update(model, v_n, t_n, 0.05, rule)
        path.append(weights(model))
        losses.append(loss(model, v, t))
        mistakes.append(np.sum(model.forward(v) != t))
    np.testing.assert_allclose(training.path, path)
    np.testing.assert_allclose(training.losses, losses)
    assert training.mistakes.tolist() == mistakes
    np.testing.assert_array_equal(weights(training.model), training.path[-1])


def test_it_also_learns_from_examples_that_it_gets_right():
    model = Adaline(np.array([0.1]), 0.0)
    after = update(model, [1.0], 1, eta=0.1)
    assert model.forward([[1.0]]).tolist() == [1]
    assert after.w[0] > model.w[0]


@pytest.mark.parametrize(("t", "mistakes"), [(0, [1]), (1, [0])])
def test_an_activation_of_exactly_zero_counts_as_output_one(t, mistakes):
    s = 2 * t - 1
    training = train([[1.0]], [t], eta=0.25, epochs=1, start=Adaline(np.array([-1.0 * s]), 0.0))  # i = −s, then 0
    assert training.model.activation([[1.0]]).tolist() == [0.0]
    assert training.mistakes.tolist() == mistakes


def test_seeded_and_with_progress(capsys):
    v, t = problem(2)
    runs = [train(v, t, eta=0.01, epochs=2, rng=np.random.default_rng(4), progress=True) for _ in range(2)]
    np.testing.assert_array_equal(runs[0].path, runs[1].path)
    assert "epoch" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(5))
def test_breast_cancer_accuracy_band(seed):
    data = breast_cancer(seed=seed)
    model = train(data.v_train, data.t_train, eta=0.001, epochs=20, rng=np.random.default_rng(seed)).model
    assert np.mean(model.forward(data.v_test) == data.t_test) > 0.9


MODEL = Adaline(np.zeros(2), 0.0)
V, T = [[0.0, 1.0], [1.0, 0.0]], [0, 1]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Adaline(np.array([]), 0.0), "w is empty"),
        (lambda: MODEL.activation([[1.0]]), r"v has shape \(1, 1\), expected \(B, 2\)"),
        (lambda: update(MODEL, [1.0, np.nan], 1, 0.1), r"v is nan at index \(1,\)"),
        (lambda: update(MODEL, [1.0, 1.0], 2, 0.1), "t is 2"),
        (lambda: update(MODEL, [1.0, 1.0], 1, 0.0), "eta is 0"),
        (lambda: update(MODEL, [1.0, 1.0], 1, 0.1, rule="beta"), "rule is 'beta', expected 'mu' or 'alpha'"),
        (lambda: train(V, T, rule="beta"), "rule is 'beta'"),
        (lambda: train(V, T, eta=np.nan), "eta is nan"),
        (lambda: train(V, T, epochs=-1), "epochs is -1"),
        (lambda: train(V, T, eta=100.0, epochs=200), r"eta is 100, which is too large: .* epoch \d+ .* below 1\)"),
        (lambda: train([[1.0]], [1], eta=1e200, epochs=1), r"overflow in epoch 1 .* below 1\)"),  # ∞, not yet NaN
        (lambda: train([[1.0]], [1], eta=1e200, epochs=1, rule="alpha"), r"overflow in epoch 1 .* below 2\)"),
        (lambda: train(V, T, rng=0), r"rng is 0, expected a generator: np.random.default_rng\(seed\), or None"),
        (lambda: train(V, T, start=Adaline(np.zeros(1), 0.0)), r"start.w has shape \(1,\), expected \(2,\)"),
        (lambda: loss(MODEL, V, [0]), "expected one target for each row"),
        (lambda: gradient(MODEL, [[1.0]], [0]), r"v has shape \(1, 1\), expected \(B, 2\)"),
        (lambda: least_squares(V, [0, 3]), "t is 3"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
