"""Breast cancer in Wisconsin: cell nuclei measured under the microscope, benign (t = 0) or malignant (t = 1)."""

from collections.abc import Sequence

import numpy as np

from deeparc.core.data.dataset import Dataset, stratified_split


def breast_cancer(
    features: Sequence[str] | None = None,
    *,
    standardise: bool = True,
    test_fraction: float = 0.25,
    seed: int = 0,
) -> Dataset:
    """Load the 569 fine-needle aspirates with 30 measurements each, split by class, t = 1 for malignant.

    Standardised columns are (v − mean) / standard deviation, both taken from the training part alone, so that
    nothing leaks from the test part. scikit-learn ships the data and codes malignant as 0; here that is
    turned round. The decks' example has tumour size and the patient's age; this set has no age, and "mean radius"
    (of the nuclei) stands for size.

    Args:
        features: names of the columns to keep, in this order; all 30 by default.
        standardise: give every column mean 0 and standard deviation 1 over the training part.
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1; 0 leaves the test part empty.
        seed: of the split.

    Returns:
        Dataset with v (N, D) float64 and t (N,) int64 in {0, 1}.

    Raises:
        ValueError: a feature is unknown, repeated or none is left, or `test_fraction` is out of range.

    Source: Street, Wolberg & Mangasarian, "Nuclear feature extraction for breast tumor diagnosis", 1993.
    Decks: acero, neverova (both with size and age).
    """
    from sklearn.datasets import load_breast_cancer  # takes a second to import

    raw = load_breast_cancer()
    known = [str(name) for name in raw.feature_names]
    if isinstance(features, str):
        raise ValueError(f"features is the single string {features!r}, expected a list of names")
    names = tuple(known if features is None else features)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"features has {unknown[0]!r}, expected names among: {', '.join(known)}")
    if not names or len(set(names)) != len(names):
        raise ValueError(f"features is {names}, expected at least one name and none twice")

    v = raw.data[:, [known.index(name) for name in names]].astype(np.float64)
    t = (raw.target == list(raw.target_names).index("malignant")).astype(np.int64)
    train, test = stratified_split(t, test_fraction, seed)
    mean, scale = np.zeros(len(names)), np.ones(len(names))
    if standardise:
        mean, scale = v[train].mean(axis=0), v[train].std(axis=0)
    v = (v - mean) / scale
    return Dataset(
        v[train],
        t[train],
        v[test],
        t[test],
        names=names,
        mean=mean,
        scale=scale,
        title="Breast Cancer Wisconsin (Diagnostic)",
        source="UCI Machine Learning Repository, https://doi.org/10.24432/C5DW2B, as shipped with scikit-learn",
        licence="CC BY 4.0",
        citation="W. Wolberg, O. Mangasarian, N. Street and W. Street (1993). Breast Cancer Wisconsin (Diagnostic). "
        "UCI Machine Learning Repository. https://doi.org/10.24432/C5DW2B",
    )
