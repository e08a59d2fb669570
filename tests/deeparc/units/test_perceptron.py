"""The perceptron: its rule, its bound, and its variants."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeparc.core.data import breast_cancer
from deeparc.experiments.perceptron import count_mistakes
from deeparc.units.perceptron import (
    AssociationLayer,
    Perceptron,
    margin,
    mistake_bound,
    radius,
    train,
    train_averaged,
    train_pocket,
    update,
)
from deeparc.units.separability import widest_margin
from deeparc.units.threshold import truth_table

V = truth_table(2).astype(float)
AND, XOR = [0, 0, 0, 1], [0, 1, 1, 0]
TRAINERS = [train, train_pocket, train_averaged]


def problem(seed, n=30, d=3, gap=0.1):
    """Random examples that a random plane separates by some margin."""
    rng = np.random.default_rng(seed)
    v, w, b = rng.standard_normal((n, d)), rng.standard_normal(d), rng.standard_normal()
    i = (v @ w + b) / np.linalg.norm(w)
    v, i = v[abs(i) > gap], i[abs(i) > gap]
    return v, (i > 0).astype(int), w, b


def weights(model):
    return np.append(model.w, model.b)


def test_activation_and_decision():
    model = Perceptron(np.array([1.0, -2.0]), 0.5)
    np.testing.assert_allclose(model.activation([[1, 1], [0, 0.25]]), [-0.5, 0.0])
    assert model.forward([[1, 1], [0, 0.25]]).tolist() == [0, 1]  # H(0) = 1
    assert model.forward([[0, 0]]).dtype == np.int64


def test_update_by_hand():
    model = Perceptron(np.array([1.0, 0.0]), -0.5)
    missed = update(model, np.array([0.0, 2.0]), 1, eta=0.5)  # y = 0, t = 1: adds
    np.testing.assert_allclose(weights(missed), [1.0, 1.0, 0.0])
    alarm = update(model, np.array([2.0, 1.0]), 0)  # y = 1, t = 0: subtracts
    np.testing.assert_allclose(weights(alarm), [-1.0, -1.0, -1.5])
    right = update(model, np.array([2.0, 1.0]), 1)
    np.testing.assert_array_equal(weights(right), weights(model))


def test_learns_and():
    training = train(V, AND)
    assert training.converged
    assert training.model.forward(V).tolist() == AND
    assert training.mistakes[-1] == 0
    assert training.n_updates == training.mistakes.sum() == len(training.path) - 1


def test_xor_never_converges_and_its_weights_stay_bounded():
    training = train(V, XOR, epochs=500)
    assert not training.converged
    assert len(training.mistakes) == 500
    assert training.mistakes.min() > 0
    assert np.abs(training.path).max() < 10  # the perceptron cycling theorem (Minsky & Papert 1969)


def test_a_units_make_xor_learnable():
    layer = AssociationLayer(2, 20, 2, np.random.default_rng(0))
    training = train(layer.forward(V), XOR)
    assert training.converged
    assert training.model.forward(layer.forward(V)).tolist() == XOR


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.booleans())
def test_mistakes_stay_within_novikoffs_bound(seed, shuffled):
    v, t, w, b = problem(seed)
    rng = np.random.default_rng(seed) if shuffled else None
    training = train(v, t, epochs=10_000, rng=rng)
    assert training.converged
    assert training.model.forward(v).tolist() == t.tolist()
    assert training.n_updates <= mistake_bound(v, t, *widest_margin(v, t)) <= mistake_bound(v, t, w, b) * (1 + 1e-9)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6), st.sampled_from([2.0**-10, 0.5, 8.0]))
def test_from_zero_the_rate_scales_the_weights_and_changes_no_output(seed, eta):
    v, t, _, _ = problem(seed)
    one, other = (train(v, t, eta=e, epochs=5, rng=np.random.default_rng(seed)) for e in (1.0, eta))
    np.testing.assert_array_equal(one.mistakes, other.mistakes)
    np.testing.assert_array_equal(other.path, eta * one.path)  # powers of two: no rounding
    np.testing.assert_array_equal(one.model.forward(v), other.model.forward(v))


def test_a_rate_that_rounds_can_change_outputs():
    one, power, tenth = (train(V, AND, eta=eta).mistakes.tolist() for eta in (1.0, 0.5, 0.1))
    assert one == power
    assert one != tenth  # some activation should be 0 and is a rounding error


def test_training_is_the_rule_applied_example_by_example():
    rng = np.random.default_rng(1)
    v, t = rng.standard_normal((12, 3)), rng.integers(0, 2, 12)
    model, path = Perceptron(np.zeros(3), 0.0), [np.zeros(4)]
    for _ in range(4):
        for v_n, t_n in zip(v, t, strict=True):
            after = update(model, v_n, t_n, eta=0.5)
            if not np.array_equal(weights(after), weights(model)):
                path.append(weights(after))
            model = after
    training = train(v, t, eta=0.5, epochs=4)
    np.testing.assert_allclose(training.path, path)


@pytest.mark.parametrize("seed", range(3))
def test_averaged_is_the_mean_of_the_path_over_examples(seed):
    rng = np.random.default_rng(seed)
    v, t = rng.standard_normal((15, 2)), rng.integers(0, 2, 15)
    training = train_averaged(v, t, epochs=6)
    theta, total, shown = np.zeros(3), np.zeros(3), 0
    for _ in range(len(training.mistakes)):
        for n in range(15):
            theta = weights(update(Perceptron(theta[:2], theta[2]), v[n], t[n]))
            total += theta
            shown += 1
    np.testing.assert_allclose(weights(training.model), total / shown)
    assert training.survived.sum() == shown


@pytest.mark.parametrize("seed", range(20, 30))
def test_pocket_is_the_best_on_its_path_that_also_ran_longest(seed):
    rng = np.random.default_rng(seed)
    v, t = rng.integers(-2, 3, (12, 2)), rng.integers(0, 2, 12)  # so few that runs and counts tie

    def right(theta):
        return np.sum((v @ theta[:2] + theta[2] >= 0) == t)

    training = train_pocket(v, t, epochs=10, rng=np.random.default_rng(seed))
    assert not training.converged
    pocket, longest = None, -1
    for theta, run in zip(training.path, training.survived, strict=True):
        if run > longest and (pocket is None or right(theta) > right(pocket)):
            pocket, longest = theta, run
    np.testing.assert_array_equal(weights(training.model), pocket)
    assert right(pocket) >= right(training.path[-1])


@pytest.mark.parametrize("seed", range(5))
def test_pocket_gets_separable_data_right(seed):
    v, t, _, _ = problem(seed)
    assert train_pocket(v, t, epochs=10_000, rng=np.random.default_rng(seed)).model.forward(v).tolist() == t.tolist()


@pytest.mark.parametrize("seed", [13, 40, 71])
def test_weights_that_get_all_right_win_though_wrong_ones_ran_longer(seed):
    rng = np.random.default_rng(seed)
    v = rng.standard_normal((10, 2))
    t = (v @ [1, 2] + 0.3 > 0).astype(int)
    training = train_pocket(v, t, epochs=1000, rng=np.random.default_rng(seed))
    assert training.survived[:-1].max() >= training.survived[-1]
    assert training.model.forward(v).tolist() == t.tolist()


def test_the_mean_may_be_wrong_though_the_last_weights_are_right():
    rng = np.random.default_rng(3)
    v = rng.standard_normal((10, 2))
    t = (v @ [1, 2] + 0.3 > 0).astype(int)
    training = train_averaged(v, t, epochs=1000, rng=np.random.default_rng(3))
    assert training.converged
    assert training.model.forward(v).tolist() != t.tolist()
    assert ((v @ training.path[-1][:2] + training.path[-1][2] >= 0) == t).all()


@pytest.mark.parametrize("trainer", TRAINERS)
def test_seeded_and_without_side_effects(trainer):
    v, t, _, _ = problem(0)
    kept, state = v.copy(), np.random.get_state()[1].copy()  # noqa: NPY002
    runs = [trainer(v, t, epochs=3, rng=np.random.default_rng(9)) for _ in range(2)]
    np.testing.assert_array_equal(*[weights(run.model) for run in runs])
    np.testing.assert_array_equal(v, kept)
    np.testing.assert_array_equal(state, np.random.get_state()[1])  # noqa: NPY002


@pytest.mark.parametrize("trainer", TRAINERS)
def test_start_and_progress(trainer, capsys):
    start = train(V, AND).model
    training = trainer(V, AND, start=start, progress=True)
    assert training.n_updates == 0
    assert training.survived.tolist() == [4]
    np.testing.assert_allclose(weights(training.model), weights(start))
    assert "epoch" in capsys.readouterr().err


@pytest.mark.parametrize("seed", range(3))
def test_fast_count_of_mistakes_is_the_same_count(seed):
    rng = np.random.default_rng(seed)
    v, t = rng.standard_normal((40, 3)), rng.integers(0, 2, 40)
    slow = train(v, t, epochs=20, rng=np.random.default_rng(seed)).mistakes
    assert count_mistakes(v, t, 20, np.random.default_rng(seed)) == slow.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_breast_cancer_accuracy_band(seed):
    data = breast_cancer(seed=seed)
    model = train_averaged(data.v_train, data.t_train, epochs=20, rng=np.random.default_rng(seed)).model
    assert np.mean(model.forward(data.v_test) == data.t_test) > 0.93


def test_margin_radius_and_bound_by_hand():
    v, t = [[3.0], [-1.0]], [1, 0]
    assert radius(v) == pytest.approx(np.sqrt(10))
    assert margin(v, t, [2.0], 0.0) == pytest.approx(1.0)
    assert margin(v, t, [-2.0], 0.0) == pytest.approx(-3.0)
    assert mistake_bound(v, t, [2.0], 0.0) == pytest.approx(10.0)


def test_a_units_are_silent_on_nothing_and_each_fires_for_something():
    layer = AssociationLayer(6, 200, 3, np.random.default_rng(0))
    a = layer.forward(truth_table(6))
    assert a.shape == (64, 200)
    assert not a[0].any()
    assert a.any(axis=0).all()
    assert (np.abs(layer.c).sum(axis=1) == 3).all()
    assert set(layer.theta) == {1, 2, 3}
    assert (layer.theta <= (layer.c > 0).sum(axis=1)).all()


MODEL = Perceptron(np.zeros(2), 0.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Perceptron(np.array([np.nan]), 0.0), "w is nan"),
        (lambda: Perceptron(np.ones((1, 2)), 0.0), r"w has shape \(1, 2\)"),
        (lambda: Perceptron(np.ones(2), np.inf), "b is inf"),
        (lambda: MODEL.forward([0, 0]), r"v has shape \(2,\), expected \(B, D\)"),
        (lambda: MODEL.forward(np.empty((0, 2))), "v is empty"),
        (lambda: update(MODEL, [1.0], 1), r"v has shape \(1,\), expected \(2,\)"),
        (lambda: update(MODEL, [1.0, 1.0], -1), "t is -1"),
        (lambda: update(MODEL, [1.0, 1.0], 1, eta=0), "eta is 0, expected a number above 0"),
        (lambda: train(V, [0, 1, 1]), r"v has shape \(4, 2\) and t has shape \(3,\)"),
        (lambda: train(V, [-1, 1, 1, 1]), r"t is -1 at index \(0,\), expected 0 or 1"),
        (lambda: train(V, AND, eta=-1), "eta is -1"),
        (lambda: train(V, AND, epochs=0), "epochs is 0"),
        (lambda: train(V, AND, start=Perceptron(np.ones(3), 0.0)), r"start.w has shape \(3,\), expected \(2,\)"),
        (lambda: margin(V, AND, [0, 0], 0), "w and b are all zero"),
        (lambda: mistake_bound(V, AND, [-1, -1], 0), "the margin is -1.41421, expected above 0"),
        (lambda: mistake_bound([[0.0], [1.0]], [1, 1], [1.0], 0), "the margin is 0, expected above 0"),
        (lambda: radius([[np.inf]]), "v is inf"),
        (lambda: train(V, AND, rng=0), r"rng is 0, expected a generator: np.random.default_rng\(seed\), or None"),
        (lambda: train_pocket(V, AND, rng=0), "rng is 0"),
        (lambda: train_averaged(V, AND, rng=0), "rng is 0"),
        (lambda: AssociationLayer(2, 3, 2, 0), r"rng is 0, expected a generator: np.random.default_rng\(seed\)$"),
        (lambda: AssociationLayer(2, 3, 2, None), "rng is None"),
        (
            lambda: AssociationLayer(2, 3, 3, np.random.default_rng(0)),
            "fan_in is 3, expected a whole number from 1 to 2",
        ),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
