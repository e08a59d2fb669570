"""How good predictions are: shares of right ones, and curves over all thresholds of a score.

Arrays of any backend go in; numbers and NumPy arrays come out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deeparc.core.namespace import Array, to_numpy
from deeparc.core.validate import FloatArray, IntArray, bits, vector, whole


def accuracy(prediction: Array, targets: Array) -> float:
    """Return the share of right predictions, from 0 to 1.

    Args:
        prediction: class numbers (B,), or scores or probabilities (B, M) of which the largest counts (the first of
            equal ones).
        targets: class numbers (B,), integers.

    Raises:
        ValueError: the shapes do not fit, or there are no examples.
    """
    decided, targets = _decided(prediction), _classes(targets, "targets")
    if len(decided) != len(targets):
        raise ValueError(f"prediction has {len(decided)} examples and targets {len(targets)}, expected as many")
    return float(np.mean(decided == targets))


def confusion_matrix(prediction: Array, targets: Array, n_classes: int | None = None) -> IntArray:
    """Return how often class i was taken for class j: C[i, j], shape (M, M), int64; right ones are on the diagonal.

    Args:
        prediction: as in `accuracy`.
        targets: class numbers (B,), integers.
        n_classes: M; by default as many as occur, or as there are scores.

    Raises:
        ValueError: the shapes do not fit, there are no examples, or a class is out of range.
    """
    decided, targets = _decided(prediction), _classes(targets, "targets")
    if len(decided) != len(targets):
        raise ValueError(f"prediction has {len(decided)} examples and targets {len(targets)}, expected as many")
    largest = int(max(decided.max(), targets.max()))
    m = whole(n_classes if n_classes is not None else max(largest + 1, *prediction.shape[1:], 1), "n_classes")
    if largest >= m:
        raise ValueError(f"there is a class {largest}, expected classes from 0 to {m - 1}")
    return np.bincount(targets * m + decided, minlength=m * m).reshape(m, m).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Curve:
    """Two rates at every threshold θ of a score, where an example counts as positive if its score is at least θ.

    Attributes:
        x: (K,) float64, from 0 to 1.
        y: (K,) float64, from 0 to 1.
        thresholds: (K,) float64, falling; the first is ∞ where nothing counts as positive.
    """

    x: FloatArray
    y: FloatArray
    thresholds: FloatArray


def roc_curve(scores: Array, targets: Array) -> Curve:
    """Return the receiver operating characteristic: y = true-positive rate over x = false-positive rate.

    Args:
        scores: (B,) real numbers, higher for more likely positive.
        targets: (B,) zeros and ones, of each at least one.

    Returns:
        from (0, 0) to (1, 1), one point for each distinct score and one before the first.

    Raises:
        ValueError: malformed input, or a class is missing.

    Source: Green & Swets, Signal detection theory and psychophysics, 1966.
    """
    true, false, thresholds = _counts(scores, targets)
    if true[-1] == 0 or false[-1] == 0:
        raise ValueError(f"targets have {true[-1]} ones and {false[-1]} zeros, expected both")
    return Curve(false / false[-1], true / true[-1], thresholds)


def auc(scores: Array, targets: Array) -> float:
    """Return the area under the ROC curve: the probability that a positive scores above a negative, ties counted half.

    Args and Raises: as `roc_curve`.

    Source: Hanley & McNeil, The meaning and use of the area under a ROC curve, 1982.
    """
    curve = roc_curve(scores, targets)
    return float(np.trapezoid(curve.y, curve.x))


def precision_recall_curve(scores: Array, targets: Array) -> Curve:
    """Return y = precision (share of true ones among those called positive) over x = recall.

    Args:
        scores: (B,) real numbers, higher for more likely positive.
        targets: (B,) zeros and ones, at least one 1.

    Returns:
        from recall 0, where the precision is put to 1 as nothing is called positive, to recall 1.

    Raises:
        ValueError: malformed input, or no target is 1.
    """
    true, false, thresholds = _counts(scores, targets)
    if true[-1] == 0:
        raise ValueError("targets have no ones, expected at least one")
    called = true + false
    return Curve(true / true[-1], np.where(called > 0, true / np.maximum(called, 1), 1.0), thresholds)


def average_precision(scores: Array, targets: Array) -> float:
    """Return Σ_k (R_k − R_{k−1}) P_k, the area under the steps of the precision-recall curve.

    Args and Raises: as `precision_recall_curve`.
    """
    curve = precision_recall_curve(scores, targets)
    return float(np.sum(np.diff(curve.x) * curve.y[1:]))


def det_curve(scores: Array, targets: Array) -> Curve:
    """Return the detection error trade-off: y = miss rate (false negatives) over x = false-alarm rate.

    It is the ROC curve with y turned over, as speech recognition draws it, on axes of normal deviates
    (`scipy.stats.norm.ppf` of both).

    Args and Raises: as `roc_curve`.

    Source: Martin et al., The DET curve in assessment of detection task performance, 1997.
    """
    curve = roc_curve(scores, targets)
    return Curve(curve.x, 1 - curve.y, curve.thresholds)


def equal_error_rate(scores: Array, targets: Array) -> float:
    """Return the rate at which misses and false alarms are equally frequent, on straight lines between the points.

    Args and Raises: as `roc_curve`.
    """
    curve = det_curve(scores, targets)
    gap = curve.y - curve.x  # falls from 1 to −1
    k = int(np.argmax(gap <= 0))
    share = gap[k - 1] / (gap[k - 1] - gap[k])
    return float(curve.x[k - 1] + share * (curve.x[k] - curve.x[k - 1]))


def _counts(scores: Array, targets: Array) -> tuple[IntArray, IntArray, FloatArray]:
    """Return how many positives and negatives score at least each threshold, with ∞ as the first."""
    scores, targets = vector(to_numpy(scores), "scores"), bits(to_numpy(targets), "targets")
    if len(scores) != len(targets):
        raise ValueError(f"scores have shape {scores.shape} and targets {targets.shape}, expected the same")
    order = np.argsort(-scores, kind="stable")
    scores, targets = scores[order], targets[order]
    last = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1)  # the last of each run of equal scores
    true = np.concatenate([[0], np.cumsum(targets)[last]])
    return true, np.concatenate([[0], last + 1]) - true, np.concatenate([[np.inf], scores[last]])


def _decided(prediction: Array) -> NDArray:
    prediction = to_numpy(prediction)
    if prediction.ndim == 2 and prediction.size:
        return np.argmax(prediction, axis=1)
    return _classes(prediction, "prediction")


def _classes(values: Array, what: str) -> NDArray:
    values = to_numpy(values)
    if values.ndim != 1 or not len(values) or values.dtype.kind not in "biu" or values.min() < 0:
        raise ValueError(
            f"{what} has shape {values.shape} and dtype {values.dtype}, expected class numbers (B,), from 0, not empty"
        )
    return values.astype(np.int64)
