"""Numbers about a class, and their page."""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from arcgrade.journal import Check, Record, TaskOutcome
from arcgrade.stats import FEWEST, ClassStats, stats, table
from arcgrade.stats_page import write_page


def _record(student: int, *earned: float | None, points: float = 1.0, checks: list[Check] | None = None) -> Record:
    tasks = {f"t{i}": TaskOutcome(points, value, by_hand=value is None) for i, value in enumerate(earned)}
    if checks:
        tasks["t0"].checks = checks
    return Record(f"s{student:02}", "small", "graded", tasks=tasks)


def _shown(numbers: ClassStats) -> str:
    console = Console(width=200, record=True, file=open("/dev/null", "w"))  # noqa: SIM115 - closed with the test
    console.print(table(numbers))
    console.file.close()
    return console.export_text()


def test_a_class_of_four_by_hand() -> None:
    numbers = stats(
        [
            _record(0, 4, 2, points=4),
            _record(1, 0, 4, points=4),
            _record(2, 2, None, points=4),
            Record("s03", "small", "ungraded", reason="nothing submitted"),
        ]
    )
    assert (numbers.graded, numbers.ungraded, numbers.waiting) == (3, 1, 1)
    assert numbers.mean == pytest.approx((6 / 8 + 4 / 8 + 2 / 4) / 3)
    assert (numbers.median, numbers.reasons) == (0.5, {"nothing submitted": 1})
    assert numbers.distribution == [0, 0, 0, 0, 0, 2, 0, 1, 0, 0]
    first, second = numbers.tasks
    assert (first.marked, first.waiting, first.mean, first.full, first.zero) == (3, 0, 0.5, 1, 1)
    assert first.distribution == [1, 0, 0, 0, 0, 1, 0, 0, 0, 1]
    assert (second.marked, second.waiting, second.mean) == (2, 1, 0.75)
    assert first.discrimination is None
    assert first.why_none == "too few: 2 students, 20 needed"


def test_discrimination_of_two_by_two() -> None:
    """Phi of the table 8 2 / 2 8 is (8·8 - 2·2) / 100."""
    pairs = [(1, 1)] * 8 + [(1, 0)] * 2 + [(0, 1)] * 2 + [(0, 0)] * 8
    numbers = stats([_record(i, a, b) for i, (a, b) in enumerate(pairs)])
    assert [t.discrimination for t in numbers.tasks] == pytest.approx([0.6, 0.6])


def test_discrimination_leaves_the_task_itself_out() -> None:
    """One task against two that are unlike it: the correlation is negative, whatever it adds to the total."""
    numbers = stats([_record(i, i % 2, 1 - i % 2, 1 - i % 2) for i in range(FEWEST)])
    assert numbers.tasks[0].discrimination == pytest.approx(-1)
    assert numbers.tasks[1].why_none == "all got the same in the other tasks"


def test_without_spread_there_is_no_discrimination() -> None:
    numbers = stats([_record(i, 1, i % 2) for i in range(FEWEST)])
    assert [t.why_none for t in numbers.tasks] == ["all got the same", "all got the same in the other tasks"]


def test_failures_are_counted_by_student() -> None:
    def checks(first: str, second: str) -> list[Check]:
        return [Check("shape", 1, not first, first), Check("value", 1, not second, second, hidden=True)]

    said = [("got (3,)", "nan"), ("got (3,)", ""), ("got (4,)", ""), ("", "")]
    (task,) = stats([_record(i, 0, checks=checks(*words)) for i, words in enumerate(said)]).tasks
    assert [(f.what, f.students, f.message, f.hidden) for f in task.failures] == [
        ("shape", 3, "got (3,)", False),
        ("value", 1, "nan", True),
    ]


def test_nobody_and_nobody_graded(tmp_path: Path) -> None:
    for records in ([], [Record("ann", "small", "ungraded", reason="nothing submitted")]):
        numbers = stats(records)
        assert (numbers.mean, numbers.tasks, sum(numbers.distribution)) == (None, [], 0)
        assert "ungraded" in _shown(numbers)
        assert write_page(numbers, tmp_path / "page.html").exists()


@given(
    st.lists(st.lists(st.floats(0, 3) | st.none(), min_size=3, max_size=3), max_size=30),
    st.randoms(use_true_random=False),
)
def test_numbers_hold_together_in_any_class(marks: list[list[float | None]], order: random.Random) -> None:
    records = [_record(i, *earned, points=3) for i, earned in enumerate(marks)]
    numbers = stats(records)
    order.shuffle(records)
    again = stats(records)
    for task, other in zip(numbers.tasks, again.tasks, strict=True):
        assert sum(task.distribution) == task.marked == len(records) - task.waiting
        assert task.full + task.zero <= task.marked
        assert (task.discrimination is None) == bool(task.why_none)
        assert task.discrimination is None or -1 <= task.discrimination <= 1
        assert (task.mean, task.discrimination) == pytest.approx((other.mean, other.discrimination), abs=1e-6)
    assert json.loads(numbers.to_json())["graded"] == len(records)


def test_the_page_stands_alone_and_escapes(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>\x1b[31m\u202e"
    records = [
        _record(i, i % 3, points=2, checks=[Check(bad, 1, False, f"'\"{bad}")]) for i in range(5)
    ] + [Record(bad, "small", "ungraded", reason=bad)]  # fmt: skip
    numbers = stats(records)
    text = write_page(numbers, tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in text
    assert not re.search(r"<script|\x1b|\u202e", text)
    assert not re.search(r"""(src|href)\s*=\s*["'](?!#)|url\((?!#)|@import""", text)
    assert "\x1b" not in _shown(numbers)
    assert text.count('role="img" aria-label="S') == 3  # totals, overview, one task


def test_a_figure_is_in_the_pages_own_ink(tmp_path: Path) -> None:
    text = write_page(stats([_record(i, i % 2) for i in range(4)]), tmp_path / "page.html").read_text(encoding="utf-8")
    figures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert figures
    assert all("currentColor" in f and "#000000" not in f and "#ffffff" not in f for f in figures)
