"""Iris flowers: sepals and petals measured on three species."""

from collections.abc import Sequence

from deeparc.core.data.dataset import Credit, Dataset
from deeparc.core.data.table import table

CREDIT = Credit(
    title="Iris",
    source="UCI Machine Learning Repository, https://doi.org/10.24432/C56C76, as shipped with scikit-learn",
    licence="CC BY 4.0",
    citation="R. A. Fisher (1936). The use of multiple measurements in taxonomic problems. Annals of Eugenics 7(2).",
)


def iris(
    features: Sequence[str] | None = None, *, standardise: bool = True, test_fraction: float = 0.2, seed: int = 0
) -> Dataset:
    """Load Fisher's 150 irises, 50 of each species: t = 0 setosa, 1 versicolor, 2 virginica.

    Setosa is linearly separable from the rest; the other two are not from one another. Two of the virginica
    flowers have the same four measurements; both are kept, so one of them can lie on each side of the split.

    Args:
        features: names of the columns to keep, in this order; all 4 by default, in centimetres.
        standardise: give every column mean 0 and standard deviation 1 over the training part.
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1; 0 leaves the test part empty.
        seed: of the split.

    Returns:
        Dataset with v (N, D) float64 and t (N,) int64 in {0, 1, 2}; 120 and 30 rows by default.

    Raises:
        ValueError: a feature is unknown, repeated or none is left, or `test_fraction` is out of range.

    Source: Fisher, "The use of multiple measurements in taxonomic problems", 1936.
    """
    from sklearn.datasets import load_iris

    raw = load_iris()
    return table(
        raw.data,
        raw.target,
        [str(name) for name in raw.feature_names],
        [str(name) for name in raw.target_names],
        CREDIT,
        features=features,
        standardise=standardise,
        test_fraction=test_fraction,
        seed=seed,
    )
