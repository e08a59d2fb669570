"""The two parts of what a learned function gets wrong: what it is on average, and how much it depends on the data."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import numbers


class Parts(NamedTuple):
    """Means over the places of measurement; with the noise σ² they add up to the expected squared error."""

    bias2: float
    variance: float
    error: float


def bias_variance(predictions: ArrayLike, truth: ArrayLike) -> Parts:
    """Split the squared distance from the truth over R training sets: E_D (y − h)² = (E_D y − h)² + Var_D y.

    All three are means over the M places. The identity holds exactly for the R sets at hand; as estimates of the
    expectations they have the error of any mean over R, and the variance is the one with R in the denominator.

    Args:
        predictions: (R, M), the output at place m of the function learned from training set r, R ≥ 2.
        truth: (M,), what is right on average there: h = E[t | v].

    Raises:
        ValueError: shapes that do not fit, a single training set, or numbers that are not finite.

    Source: Geman, Bienenstock & Doursat, Neural networks and the bias/variance dilemma, 1992, section 3.
    """
    predictions, truth = numbers(predictions, "predictions", 2), numbers(truth, "truth", 1)
    if len(predictions) < 2 or predictions.shape[1] != len(truth):
        raise ValueError(
            f"predictions have shape {predictions.shape} and truth {truth.shape}, expected (R, M) with R of at least 2 "
            "and (M,)"
        )
    average = predictions.mean(axis=0)
    return Parts(
        float(np.mean((average - truth) ** 2)),
        float(np.mean((predictions - average) ** 2)),
        float(np.mean((predictions - truth) ** 2)),
    )
