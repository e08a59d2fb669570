"""What was published about the ImageNet challenge: the results of four years, and one person against one net."""

import csv
from functools import cache
from importlib import resources
from typing import NamedTuple

from scipy import stats

TEST_IMAGES = 100_000
HUMAN_AND_NET = {"both right": 1352, "only the person right": 72, "only the net right": 46, "both wrong": 30}
"""Top-5 answers of A. Karpathy and of GoogLeNet to the same 1,500 test images. The deck gives three of the numbers; the
third here is what they leave of 1,500. Source: Russakovsky et al. 2015, table 9. Deck: lecun."""


class Result(NamedTuple):
    """One entry of a contest.

    Attributes:
        year: of the contest.
        team: and the net's name where it has one.
        top5: per cent of the test images whose class was not among the five named.
        convnet: whether it used a convolutional network.
    """

    year: int
    team: str
    top5: float
    convnet: bool


@cache
def results() -> tuple[Result, ...]:
    """Return the classification results of 2012 to 2015 that the decks list.

    All are for training with the provided images only, but for SuperVision: its 15.3 is with outside images, without
    them it had 16.4.
    The decks round some of them otherwise, or quote entries with outside images beside them (Clarifai 11.2).

    Source: Russakovsky et al., ImageNet large scale visual recognition challenge, 2015; He et al. 2016 for 2015.
    Decks: lecun, neverova, intro.
    """
    text = (resources.files("deeparc.vision") / "ilsvrc.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(Result(int(row["year"]), row["team"], float(row["top5"]), row["convnet"] == "1") for row in rows)


def mcnemar(only_first: int, only_second: int) -> float:
    """Return how likely two equally good classifiers differ at least as much, from the examples they disagree on.

    Each such example is won by either with probability ½; the number is the two-sided binomial tail, exactly.

    Args:
        only_first: examples that only the first got right.
        only_second: examples that only the second got right.

    Raises:
        ValueError: a negative count, or both are 0.

    Source: McNemar, Note on the sampling error of the difference between correlated proportions, 1947 (there with the
    normal approximation).
    """
    if min(only_first, only_second) < 0 or only_first + only_second == 0:
        raise ValueError(f"the counts are {only_first} and {only_second}, expected at least 0 and not both 0")
    return float(stats.binomtest(only_first, only_first + only_second).pvalue)
