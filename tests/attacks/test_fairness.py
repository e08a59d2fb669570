"""Clumsy but right submissions keep every point."""

import arena
import pytest
from attack_course import POINTS
from fairness import FAIR, Fair

from arcgrade.journal import GRADED


@pytest.mark.parametrize("one", FAIR.values(), ids=FAIR.keys())
def test_keeps_full_marks(one: Fair, clumsy: arena.Outcome, record_property) -> None:
    record = clumsy.records[one.name]
    beside = arena.stock()["fairness"].get(one.name, {}).get("outcome", "not run")
    row = {"name": one.name, "about": one.about, "ceiling": f"{sum(POINTS.values()):g}"}
    record_property("fair", row | {"ours": arena.marks(record), "stock": beside})
    assert record.status == GRADED, record.reason
    lost = {
        n: [c.message for c in t.checks if not c.passed] for n, t in record.tasks.items() if t.earned != POINTS.get(n)
    }
    assert not {n: why for n, why in lost.items() if n in POINTS}, record.remarks


@pytest.mark.parametrize("name", arena.PAGES)
def test_gets_a_page(name: str, clumsy: arena.Outcome) -> None:
    assert clumsy.pages[name].lstrip().lower().startswith("<!doctype html")


def test_stock_graded_the_same() -> None:
    assert set(arena.stock()["fairness"]) == set(FAIR)
