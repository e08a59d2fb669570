"""Wine: thirteen chemical measurements of wines from three growers."""

from collections.abc import Sequence

from deeparc.core.data.dataset import Credit, Dataset
from deeparc.core.data.table import table

CREDIT = Credit(
    title="Wine",
    source="UCI Machine Learning Repository, https://doi.org/10.24432/C5PC7J, as shipped with scikit-learn",
    licence="CC BY 4.0",
    citation="S. Aeberhard and M. Forina (1992). Wine. UCI Machine Learning Repository. "
    "https://doi.org/10.24432/C5PC7J",
)


def wine(
    features: Sequence[str] | None = None, *, standardise: bool = True, test_fraction: float = 0.25, seed: int = 0
) -> Dataset:
    """Load 178 wines of one Italian region with 13 measurements each; t = 0, 1, 2 is the grower.

    The columns' sizes differ a thousandfold (proline against hue): without standardising, gradient descent crawls.

    Args:
        features: names of the columns to keep, in this order; all 13 by default.
        standardise: give every column mean 0 and standard deviation 1 over the training part.
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1; 0 leaves the test part empty.
        seed: of the split.

    Returns:
        Dataset with v (N, D) float64 and t (N,) int64 in {0, 1, 2}.

    Raises:
        ValueError: a feature is unknown, repeated or none is left, or `test_fraction` is out of range.

    Source: Forina et al., PARVUS, 1988, through Aeberhard & Forina, 1992.
    """
    from sklearn.datasets import load_wine

    raw = load_wine()
    return table(
        raw.data,
        raw.target,
        [str(name) for name in raw.feature_names],
        ("grower 1", "grower 2", "grower 3"),
        CREDIT,
        features=features,
        standardise=standardise,
        test_fraction=test_fraction,
        seed=seed,
    )
