"""The published results, and the test of two classifiers on the same examples."""

import pytest

from deeparc.vision.ilsvrc import HUMAN_AND_NET, mcnemar, results


def test_results_are_those_of_the_contests():
    rows = results()
    winners = {year: min((r for r in rows if r.year == year), key=lambda r: r.top5) for year in range(2012, 2016)}
    assert [winners[year].top5 for year in range(2012, 2016)] == [15.3, 11.7, 6.66, 3.57]
    assert [r.team for r in rows if r.year == 2012 and r.convnet] == ["SuperVision (AlexNet)"]


def test_person_and_net():
    assert sum(HUMAN_AND_NET.values()) == 1500
    person = HUMAN_AND_NET["both right"] + HUMAN_AND_NET["only the person right"]
    net = HUMAN_AND_NET["both right"] + HUMAN_AND_NET["only the net right"]
    assert round(100 * (1 - person / 1500), 1) == 5.1
    assert round(100 * (1 - net / 1500), 1) == 6.8


def test_mcnemar_by_hand():
    assert mcnemar(0, 5) == pytest.approx(2 / 32)  # five heads or five tails
    assert mcnemar(1, 3) == mcnemar(3, 1) == pytest.approx(2 * (1 + 4) / 16)
    assert mcnemar(10, 10) == 1


def test_mcnemar_needs_a_disagreement():
    for counts in ((0, 0), (-1, 3)):
        with pytest.raises(ValueError, match="counts"):
            mcnemar(*counts)
