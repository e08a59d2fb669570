"""How sure a mean over repeated runs is."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

import numpy as np
from scipy import stats


class Interval(TypedDict):
    """A mean with the interval in which the true mean lies, with the chosen confidence."""

    mean: float
    low: float
    high: float
    n: int


def interval(values: Iterable[float], confidence: float = 0.95) -> Interval:
    """Return the mean of independent runs and Student's interval for it: m ± t · s/√n.

    s is the deviation with n − 1 in the denominator, t the quantile of Student's distribution with n − 1 degrees of
    freedom. The interval is for the mean, not for a single run.

    Args:
        values: one figure a run, at least two, finite.
        confidence: above 0 and below 1.

    Raises:
        ValueError: fewer than two values, one that is not finite, or a confidence out of range.

    Source: Student, The probable error of a mean, 1908.
    """
    runs = np.asarray(list(values), float)
    if runs.ndim != 1 or len(runs) < 2 or not np.all(np.isfinite(runs)):
        raise ValueError(f"values are {runs.tolist()}, expected at least two finite numbers")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}, expected above 0 and below 1")
    mean = float(np.mean(runs))
    half = float(stats.t.ppf(0.5 + confidence / 2, len(runs) - 1) * np.std(runs, ddof=1) / np.sqrt(len(runs)))
    return Interval(mean=mean, low=mean - half, high=mean + half, n=len(runs))


def intervals(runs: Sequence[dict | float]) -> dict:
    """Return a dict of the runs' form, with the `interval` over the runs in the place of each number.

    Args:
        runs: what each run measured, at least two: numbers, or dicts of numbers, or dicts of such dicts, all with the
            same keys.

    Raises:
        ValueError: as `interval`.
        KeyError: a run lacks a number that the first one has.
    """
    if isinstance(runs[0], dict):
        return {key: intervals([run[key] for run in runs]) for key in runs[0]}
    return dict(interval(runs))
