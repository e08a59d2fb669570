"""Metrics against scikit-learn, by enumeration, and on torch tensors."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sk

from deeparc.core.metrics import (
    accuracy,
    auc,
    average_precision,
    confusion_matrix,
    det_curve,
    equal_error_rate,
    precision_recall_curve,
    roc_curve,
)

scored = st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 1)), min_size=2, max_size=30).filter(
    lambda pairs: len({t for _, t in pairs}) == 2
)


def split(pairs):
    return np.array([s for s, _ in pairs], float), np.array([t for _, t in pairs])


def test_accuracy():
    assert accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 1])) == 0.75
    assert accuracy(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0, 0])) == 0.5
    assert accuracy(torch.tensor([[0.9, 0.1], [0.2, 0.8]]), torch.tensor([0, 1])) == 1


def test_confusion_matrix():
    rng = np.random.default_rng(0)
    y, t = rng.integers(0, 4, 50), rng.integers(0, 4, 50)
    matrix = confusion_matrix(y, t)
    np.testing.assert_array_equal(matrix, sk.confusion_matrix(t, y))
    assert np.trace(matrix) / 50 == accuracy(y, t)
    assert confusion_matrix(np.array([0]), np.array([0]), 3).shape == (3, 3)
    assert confusion_matrix(np.eye(5)[:2], np.array([0, 1])).shape == (5, 5)


@given(scored)
def test_curves_as_scikit_learn(pairs):
    scores, t = split(pairs)
    fpr, tpr, thresholds = sk.roc_curve(t, scores, drop_intermediate=False)
    ours = roc_curve(scores, t)
    np.testing.assert_allclose((ours.x, ours.y, ours.thresholds), (fpr, tpr, thresholds))
    precision, recall, _ = sk.precision_recall_curve(t, scores)
    ours = precision_recall_curve(scores, t)
    np.testing.assert_allclose((ours.x[::-1], ours.y[::-1]), (recall, precision))
    assert average_precision(scores, t) == pytest.approx(sk.average_precision_score(t, scores))
    ours = det_curve(scores, t)
    np.testing.assert_allclose((ours.x, ours.y), (fpr, 1 - tpr))


@given(scored)
def test_auc_counts_the_pairs_in_order(pairs):
    scores, t = split(pairs)
    order = np.sign(scores[t == 1][:, None] - scores[t == 0][None, :])
    assert auc(scores, t) == pytest.approx(np.mean((order + 1) / 2))


@given(scored)
def test_equal_error_rate_is_on_the_curve(pairs):
    scores, t = split(pairs)
    rate, curve = equal_error_rate(scores, t), det_curve(scores, t)
    assert 0 <= rate <= 1
    gap = np.interp(rate, curve.x, curve.y) - rate
    vertical = np.isclose(curve.x, rate)  # the curve may cross where it falls straight
    assert abs(gap) < 1e-9 or curve.y[vertical].min() - 1e-9 <= rate <= curve.y[vertical].max() + 1e-9


def test_perfect_and_reversed_scores():
    t = np.array([0, 0, 1, 1])
    assert auc(t, t) == 1
    assert auc(-t, t) == 0
    assert equal_error_rate(torch.tensor([0.1, 0.2, 0.8, 0.9]), torch.tensor(t)) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: accuracy(np.array([0, 1]), np.array([0])), "prediction has 2 examples and targets 1"),
        (lambda: accuracy(np.array([0.5]), np.array([0])), "prediction has shape .* dtype float64"),
        (lambda: accuracy(np.array([], int), np.array([], int)), "not empty"),
        (lambda: confusion_matrix(np.array([3]), np.array([0]), 3), "there is a class 3, expected classes from 0 to 2"),
        (lambda: roc_curve([0.1, 0.2], [1, 1]), "targets have 2 ones and 0 zeros"),
        (lambda: roc_curve([0.1, np.nan], [0, 1]), "scores is nan"),
        (lambda: auc([0.1, 0.2], [0, 1, 1]), r"scores have shape \(2,\) and targets \(3,\)"),
        (lambda: precision_recall_curve([0.1], [0]), "targets have no ones"),
        (lambda: det_curve([0.1, 0.2], [0, 2]), "targets is 2"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
