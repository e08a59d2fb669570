"""From a table of measurements to a `Dataset`: choose columns, drop repeats, split, standardise."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from deeparc.core.data.dataset import Credit, Dataset, stratified_split
from deeparc.core.validate import FloatArray, IntArray


def table(
    v: FloatArray,
    t: IntArray,
    known: Sequence[str],
    classes: Sequence[str],
    credit: Credit,
    *,
    features: Sequence[str] | None = None,
    standardise: bool = True,
    test_fraction: float = 0.25,
    seed: int = 0,
) -> Dataset:
    """Keep the columns asked for, split by class, and standardise by the training part alone.

    A column that is constant over the training part is centred and not divided.

    Args:
        v: (N, D) float64, the measurements.
        t: (N,) int64 in {0 … K−1}, the classes.
        known: the D columns' names.
        classes: the K classes' names.
        credit: whose data it is.
        features: names of the columns to keep, in this order; all by default.
        standardise: give every column mean 0 and standard deviation 1 over the training part.
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1; 0 leaves the test part empty.
        seed: of the split.

    Raises:
        ValueError: a feature is unknown, repeated or none is left, or `test_fraction` is out of range.
    """
    if isinstance(features, str):
        raise ValueError(f"features is the single string {features!r}, expected a list of names")
    names = tuple(known if features is None else features)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"features has {unknown[0]!r}, expected names among: {', '.join(known)}")
    if not names or len(set(names)) != len(names):
        raise ValueError(f"features is {names}, expected at least one name and none twice")

    v = v[:, [list(known).index(name) for name in names]].astype(np.float64)
    t = np.asarray(t, np.int64)
    train, test = stratified_split(t, test_fraction, seed)
    if len(train) == 0:
        raise ValueError(f"test_fraction is {test_fraction:g}: with {len(t)} examples the training part would be empty")
    mean, scale = np.zeros(len(names)), np.ones(len(names))
    if standardise:
        mean, scale = v[train].mean(axis=0), v[train].std(axis=0)
        scale[scale == 0] = 1
    v = (v - mean) / scale
    return Dataset(
        v[train],
        t[train],
        v[test],
        t[test],
        names=names,
        mean=mean,
        scale=scale,
        classes=tuple(classes),
        **asdict(credit),
    )


def first_of_each(v: FloatArray) -> IntArray:
    """Return the numbers of the rows of v (N, D) that repeat no earlier row, ascending."""
    return np.sort(np.unique(v, axis=0, return_index=True)[1])
