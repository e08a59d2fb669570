"""Separability and margins against small cases worked by hand and against each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
