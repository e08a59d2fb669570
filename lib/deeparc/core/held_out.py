"""What examples that were held out can tell: how sure an error rate is, folds, and the price of choosing."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from deeparc.core.validate import FloatArray, IntArray, number, numbers, positive, rows, whole


def standard_error(p: float, n: int) -> float:
    """Return √(p (1 − p)/n), the deviation of an error rate measured on n independent examples, each wrong with p."""
    if not 0 <= number(p, "p") <= 1:
        raise ValueError(f"p is {p:g}, expected 0 to 1")
    return float(np.sqrt(p * (1 - p) / whole(n, "n")))


def wilson(wrong: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the error rates p that `wrong` mistakes among n leave plausible: all with |p̂ − p| ≤ z √(p (1 − p)/n).

    Unlike p̂ ± z √(p̂ (1 − p̂)/n) it never has length 0 and never leaves [0, 1].

    Args:
        wrong: mistakes, 0 to n.
        n: examples, at least 1.
        confidence: above 0 and below 1.

    Source: Wilson, Probable inference, the law of succession, and statistical inference, 1927.
    """
    n = whole(n, "n")
    p, z = whole(wrong, "wrong", 0, n) / n, float(stats.norm.ppf(0.5 + confidence / 2))
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def hoeffding_width(n: int, delta: float, candidates: int = 1) -> float:
    """Return √(ln(2K/δ)/(2n)): with probability 1 − δ no measured error rate is further off, for all K candidates.

    Args:
        n: independent examples that had no part in making the candidates.
        delta: δ, above 0 and below 1.
        candidates: K.

    Source: Hoeffding, Probability inequalities for sums of bounded random variables, 1963.
    """
    if positive(delta, "delta") >= 1:
        raise ValueError(f"delta is {delta:g}, expected below 1")
    return float(np.sqrt(np.log(2 * whole(candidates, "candidates") / delta) / (2 * whole(n, "n"))))


def optimism_bound(n: int, candidates: int) -> float:
    """Return √(ln K/(2n)), the most by which the best of K error rates on n examples flatters on average."""
    return float(np.sqrt(np.log(whole(candidates, "candidates")) / (2 * whole(n, "n"))))


def folds(t: ArrayLike, k: int, rng: np.random.Generator) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield k pairs of row numbers (to learn from, held out); each example is held out once, classes spread evenly.

    Args:
        t: (N,) classes, whole numbers.
        k: at least 2, at most N.
        rng: shuffles the examples of each class.

    Source: Stone, Cross-validatory choice and assessment of statistical predictions, 1974.
    """
    t = numbers(t, "t", 1)
    k = whole(k, "k", 2, len(t))
    order = np.concatenate([rng.permutation(np.flatnonzero(t == c)) for c in np.unique(t)])
    fold = np.empty(len(t), np.int64)
    fold[order] = np.arange(len(t)) % k  # dealt out like cards, class after class
    for i in range(k):
        yield np.flatnonzero(fold != i), np.flatnonzero(fold == i)


def standardise(v: ArrayLike, *others: ArrayLike) -> tuple[FloatArray, ...]:
    """Return all inputs with the mean and deviation of the first: (v − mean)/deviation; constant columns become 0.

    Args:
        v: (N, D), the training part.
        others: (M, D), any number of parts that must not be looked at.
    """
    v = rows(v, "v")
    mean, scale = v.mean(axis=0), v.std(axis=0)
    scale = np.where(scale > 1e-12 * np.maximum(np.abs(mean), 1), scale, np.inf)
    return tuple((rows(part, "a part", v.shape[1]) - mean) / scale for part in (v, *others))
