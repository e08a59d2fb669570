"""Separability and margins against small cases worked by hand and against each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import OptimizeResult, nnls

from deeparc.core.data import breast_cancer
from deeparc.units.linear import with_one
from deeparc.units.perceptron import Perceptron, margin
from deeparc.units.separability import is_separable, robust_plane, separable_dichotomies, widest_margin

XOR = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]


def problem(seed, n=25, d=3):
    """Random examples that a random plane separates."""
    rng = np.random.default_rng(seed)
    v, w, b = rng.standard_normal((n, d)), rng.standard_normal(d), rng.standard_normal()
    return v, (v @ w + b >= 0).astype(int), w, b


def test_xor_and_repeated_examples():
    assert not is_separable(*XOR)
    assert not is_separable([[1.0], [1.0]], [0, 1])
    assert is_separable([[1.0], [1.0]], [1, 1])
    assert is_separable([[1.0], [2.0]], [1, 0])


def test_widest_margin_of_two_points_by_hand():
    # (v, 1) = (1, 1) and (−1, 1): with w = 1, b = 0 both have distance 1/√1.
    w, b = widest_margin([[1.0], [-1.0]], [1, 0])
    np.testing.assert_allclose([w[0], b], [1, 0], atol=1e-12)
    assert margin([[1.0], [-1.0]], [1, 0], w, b) == pytest.approx(1)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6))
def test_no_other_plane_has_a_wider_margin(seed):
    v, t, w, b = problem(seed)
    best = widest_margin(v, t)
    gamma = margin(v, t, *best)
    assert gamma >= margin(v, t, w, b) - 1e-9
    assert gamma == pytest.approx(1 / np.linalg.norm([*best[0], best[1]]), rel=1e-6)
    noise = np.random.default_rng(seed).normal(0, 0.01, (20, 4))
    assert all(gamma >= margin(v, t, best[0] + x[:3], best[1] + x[3]) - 1e-9 for x in noise)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6))
def test_robust_plane_separates_what_can_be_separated(seed):
    v, t, _, _ = problem(seed)
    if 0 < t.sum() < len(t):
        assert Perceptron(*robust_plane(v, t)).forward(v).tolist() == t.tolist()


def test_robust_plane_gives_an_answer_on_xor():
    w, b = robust_plane(*XOR)
    violation = np.maximum(0, 1 - np.array([-1, 1, 1, -1]) * (np.array(XOR[0]) @ w + b))
    assert violation.sum() / 2 == pytest.approx(2)  # no plane does better than all activations 0


BADLY_SCALED = [
    ([[0.0], [1e-9]], [0, 1]),
    ([[1e-12], [3e-12]], [1, 0]),
    ([[1000.0], [1000.00000001]], [0, 1]),
    ([[0.0], [1e15]], [0, 1]),
    ([[1e15, 1e-9], [1e15, 2e-9], [-1e15, 4e-9]], [0, 1, 1]),
    ([[1e8, 0.0], [0.0, 1.0], [1e8, 2.0]], [0, 1, 1]),
    ([[7.0, 1.0], [7.0, 2.0]], [0, 1]),  # a constant column
]


@pytest.mark.parametrize(("v", "t"), BADLY_SCALED)
def test_units_of_the_features_do_not_hide_a_separating_plane(v, t):
    assert is_separable(v, t)
    assert Perceptron(*robust_plane(v, t)).forward(v).tolist() == t


@pytest.mark.parametrize(("scale", "shift"), [(1e-9, 0.0), (1e-7, 1000.0), (1e15, 0.0), (1.0, 1e9)])
def test_units_of_the_features_make_no_separating_plane(scale, shift):
    v, t = np.array(XOR[0]) * scale + shift, XOR[1]
    assert not is_separable(v, t)
    w, b = robust_plane(v, t)
    violation = np.maximum(0, 1 - np.array([-1, 1, 1, -1]) * (v @ w + b))
    assert violation.sum() / 2 == pytest.approx(2, abs=1e-6)


def test_a_gap_is_seen_down_to_a_billionth_of_the_range():
    assert is_separable([[0.0], [1e-9], [1.0]], [0, 1, 1])
    assert not is_separable([[0.0], [1e-11], [1.0]], [0, 1, 1])  # said in the docstring


def assert_widest(v, t, w, b):
    """Check that (w, b) separates and is a sum of s (v, 1) of the closest examples, none with a weight below zero."""
    theta = np.append(w, b)
    a = (2 * np.array(t) - 1)[:, None] * with_one(np.array(v))
    assert np.min(a @ theta) == pytest.approx(1, abs=1e-6)
    _, rest = nnls((a[a @ theta < 1 + 1e-5] / np.abs(a).max()).T, theta / np.linalg.norm(theta))
    assert rest < 1e-5


def test_widest_margin_of_badly_scaled_examples_by_hand():
    v, t = [[1000.0], [1000.001]], [0, 1]
    gap = v[1][0] - v[0][0]
    w, b = widest_margin(v, t)  # w·1000 + b = −1, w·1000.001 + b = 1
    np.testing.assert_allclose([w[0], b], [2 / gap, -1 - 2000 / gap], rtol=1e-6)
    assert margin(v, t, w, b) == pytest.approx(1 / np.hypot(2 / gap, 1 + 2000 / gap), rel=1e-6)

    v, t = [[1e8, 0.0], [0.0, 1.0], [1e8, 2.0]], [0, 1, 1]
    w, b = widest_margin(v, t)
    np.testing.assert_allclose([*w, b], [-1e-8, 1, 0], atol=1e-12)
    assert margin(v, t, w, b) == pytest.approx(1, rel=1e-6)


@pytest.mark.parametrize("standardise", [True, False])
def test_widest_margin_on_breast_cancer(standardise):
    data = breast_cancer(standardise=standardise, test_fraction=0)
    assert_widest(data.v_train, data.t_train, *widest_margin(data.v_train, data.t_train))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.lists(st.integers(-3, 3), min_size=3, max_size=3))
def test_widest_margin_in_any_units(seed, powers):
    v, t, _, _ = problem(seed)
    v = v * 10.0 ** np.array(powers)
    assert_widest(v, t, *widest_margin(v, t))


def test_widest_margin_that_float64_cannot_tell_is_an_error():
    v, t = [[1000.0], [1000.00000001]], [0, 1]
    assert is_separable(v, t)
    with pytest.raises(RuntimeError, match=r"the margin found is .* standardise v"):
        widest_margin(v, t)
    with pytest.raises(RuntimeError, match="the margin found is 0"):
        widest_margin([[1e308], [-1e308]], t)


def test_programme_without_an_answer_is_an_error(monkeypatch):
    monkeypatch.setattr("scipy.optimize.linprog", lambda *_, **__: OptimizeResult(status=4, message="numbers"))
    for call in (is_separable, widest_margin, robust_plane):
        with pytest.raises(RuntimeError, match="ended without an answer: numbers"):
            call([[0.0], [1.0]], [0, 1])


def test_covers_count_against_the_linear_programme():
    v = np.random.default_rng(0).standard_normal((6, 2))
    splits = (np.arange(2**6)[:, None] >> np.arange(6)) & 1
    assert sum(is_separable(v, t) for t in splits) == separable_dichotomies(6, 2) == 32


def test_covers_count_at_its_landmarks():
    assert separable_dichotomies(4, 3) == 2**4  # up to D + 1 points every split
    assert separable_dichotomies(8, 3) == 2**7  # at 2(D + 1) points half of them


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: widest_margin(*XOR), "cannot be separated by a plane"),
        (lambda: is_separable([[1.0]], [2]), "t is 2"),
        (lambda: robust_plane([[1.0], [2.0]], [1, 1]), "0 zeros and 2 ones"),
        (lambda: separable_dichotomies(0, 1), "n_points is 0"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
