"""Breast cancer in Wisconsin: cell nuclei measured under the microscope, benign (t = 0) or malignant (t = 1)."""

from collections.abc import Sequence

import numpy as np

from deeparc.core.data.dataset import Credit, Dataset
from deeparc.core.data.table import table

CREDIT = Credit(
    title="Breast Cancer Wisconsin (Diagnostic)",
    source="UCI Machine Learning Repository, https://doi.org/10.24432/C5DW2B, as shipped with scikit-learn",
    licence="CC BY 4.0",
    citation="W. Wolberg, O. Mangasarian, N. Street and W. Street (1993). Breast Cancer Wisconsin (Diagnostic). "
    "UCI Machine Learning Repository. https://doi.org/10.24432/C5DW2B",
)


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
    t = (raw.target == list(raw.target_names).index("malignant")).astype(np.int64)
    return table(
        raw.data,
        t,
        [str(name) for name in raw.feature_names],
        ("benign", "malignant"),
        CREDIT,
        features=features,
        standardise=standardise,
        test_fraction=test_fraction,
        seed=seed,
    )
