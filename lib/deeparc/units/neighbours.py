"""Classifiers that only remember: a look-up table, and the vote of the nearest examples."""

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, numbers, rows, whole


class LookUpTable:
    """Knows every example that it was shown, and nothing else: for any other input it says the most frequent class.

    Args:
        v: (N, D) inputs.
        t: (N,) classes; of inputs that come twice the last one counts.
    """

    def __init__(self, v: ArrayLike, t: ArrayLike) -> None:
        v, t = _examples(v, t)
        self.page = {row.tobytes(): int(c) for row, c in zip(v, t, strict=True)}
        self.guess = int(np.argmax(np.bincount(t)))

    def decide(self, v: ArrayLike) -> IntArray:
        """Return the classes of inputs (B, D), (B,)."""
        return np.array([self.page.get(row.tobytes(), self.guess) for row in rows(v, "v")])


class NearestNeighbours:
    """The most frequent class among the k nearest examples; of equally frequent ones that with the nearest example.

    Args:
        v: (N, D) inputs.
        t: (N,) classes from 0.

    Source: Fix & Hodges, Discriminatory analysis, 1951; Cover & Hart, Nearest neighbor pattern classification, 1967.
    """

    def __init__(self, v: ArrayLike, t: ArrayLike) -> None:
        self.v, self.t = _examples(v, t)
        self.n_classes = int(self.t.max()) + 1

    def decide(self, v: ArrayLike, k: int = 1) -> IntArray:
        """Return the classes of inputs (B, D), (B,).

        Args:
            v: (B, D).
            k: how many vote, 1 to N.
        """
        return self.decide_for(v, [k])[0]

    def decide_for(self, v: ArrayLike, ks: list[int]) -> IntArray:
        """Return the classes for several numbers of neighbours, (len(ks), B), sorting the distances once."""
        ks = [whole(k, "k", 1, len(self.v)) for k in ks]
        out = np.empty((len(ks), len(v)), np.int64)
        for start in range(0, len(v), 500):
            distance = squared_distances(rows(v[start : start + 500], "v", self.v.shape[1]), self.v)
            near = self.t[_nearest(distance, max(ks))]  # classes, nearest first
            for row, k in zip(out, ks, strict=True):
                votes = (near[:, :k, None] == np.arange(self.n_classes)).sum(axis=1)  # (B, K)
                winners = np.take_along_axis(votes, near[:, :k], axis=1) == votes.max(axis=1, keepdims=True)
                first = np.argmax(winners, axis=1)  # the nearest example of a class with the most votes
                row[start : start + 500] = near[np.arange(len(near)), first]
        return out


def squared_distances(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return ‖a_i − b_j‖² for all rows, (len(a), len(b)), by ‖a‖² − 2 a·b + ‖b‖², at least 0."""
    d = (a**2).sum(axis=1)[:, None] - 2 * a @ b.T + (b**2).sum(axis=1)
    return np.maximum(d, 0.0)


def _nearest(distance: FloatArray, k: int) -> IntArray:
    """Return the columns of the k smallest distances of each row, nearest first; ties at the k-th fall as they may."""
    if 4 * k < distance.shape[1]:
        kept = np.sort(np.argpartition(distance, k, axis=1)[:, : k + 1], axis=1)
        order = np.argsort(np.take_along_axis(distance, kept, axis=1), axis=1, kind="stable")
        return np.take_along_axis(kept, order, axis=1)[:, :k]
    return np.argsort(distance, axis=1, kind="stable")[:, :k]


def _examples(v: ArrayLike, t: ArrayLike) -> tuple[FloatArray, IntArray]:
    v, t = rows(v, "v"), numbers(t, "t", 1).astype(np.int64)
    if len(v) != len(t):
        raise ValueError(f"v has shape {v.shape} and t has shape {t.shape}, expected as many rows")
    if t.min() < 0:
        raise ValueError(f"t has {t.min()}, expected classes from 0")
    return v, t
