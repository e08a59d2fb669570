"""How the course measures classifiers on the breast-cancer data: the same splits, features and folds for each."""

from collections import Counter
from collections.abc import Callable
from functools import cache

import numpy as np

from deeparc.core.data import Dataset, breast_cancer
from deeparc.core.held_out import folds, standardise
from deeparc.core.validate import FloatArray, IntArray
from deeparc.units.adaline import least_squares
from deeparc.units.linear import LinearUnit

FIRST = "mean radius"  # the size of the decks' example
STREET = ("worst area", "worst smoothness", "mean texture")  # the three features of Street et al. 1993
SPLITS = 50
REPEATS = 10

Learner = Callable[[FloatArray, IntArray, np.random.Generator], LinearUnit]


@cache
def splits(seed: int) -> tuple[Dataset, ...]:
    """Return the data with all 30 features in 50 splits, three quarters to train and one to test."""
    return tuple(breast_cancer(seed=SPLITS * seed + k) for k in range(SPLITS))


def second_feature(data: Dataset) -> str:
    """Return the feature that, beside "mean radius", gives least squares the best accuracy on the training part.

    Least squares makes the choice because its closed form needs no epochs and no luck; the test part is not looked at.
    """
    first = data.names.index(FIRST)

    def training_accuracy(name: str) -> float:
        v = data.v_train[:, [first, data.names.index(name)]]
        return float(np.mean(least_squares(v, data.t_train).forward(v) == data.t_train))

    return max((name for name in data.names if name != FIRST), key=training_accuracy)


@cache
def second_feature_by_split(seed: int) -> tuple[str, ...]:
    """Return the second feature of each split."""
    return tuple(second_feature(data) for data in splits(seed))


def accuracy_by_features(learn: Learner, seed: int) -> dict:
    """Measure test accuracy with 1, 2 and 30 features over the splits; the second is chosen anew in each split."""
    right: dict[str, list[float]] = {"1": [], "2": [], "30": []}
    seconds = second_feature_by_split(seed)
    for k, data in enumerate(splits(seed)):
        for n, names in (("1", [FIRST]), ("2", [FIRST, seconds[k]]), ("30", data.names)):
            columns = [data.names.index(name) for name in names]
            model = learn(data.v_train[:, columns], data.t_train, np.random.default_rng([seed, k]))
            right[n].append(float(np.mean(model.forward(data.v_test[:, columns]) == data.t_test)))
    return {n: summary(x) for n, x in right.items()}


def second_features(seed: int) -> dict[str, int]:
    """Count in how many of the splits each feature was chosen as the second, the most frequent first."""
    return dict(Counter(second_feature_by_split(seed)).most_common())


def accuracy_on_street_features(learn: Learner, seed: int) -> dict:
    """Measure accuracy with the three features of Street et al. by 10-fold cross-validation, repeated ten times.

    Folds are stratified and standardised by their own training part; the summary is over the ten repeats.
    """
    raw = breast_cancer(STREET, standardise=False, test_fraction=0)
    v, t = raw.v_train, raw.t_train
    accuracies = []
    for repeat in range(REPEATS):
        rng = np.random.default_rng([seed, repeat])
        right = 0
        for train, test in folds(t, 10, rng):
            v_train, v_test = standardise(v[train], v[test])
            model = learn(v_train, t[train], rng)
            right += int(np.sum(model.forward(v_test) == t[test]))
        accuracies.append(right / len(t))
    return summary(accuracies)


def summary(accuracies: list[float]) -> dict:
    """Return the mean and the interval that holds 95 % of the runs (2.5th to 97.5th percentile)."""
    low, high = np.percentile(accuracies, [2.5, 97.5])
    return {"mean": float(np.mean(accuracies)), "low": float(low), "high": float(high), "runs": len(accuracies)}
