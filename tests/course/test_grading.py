"""The exercises through the real grader: the sample class, and every case of every task."""

import csv
from pathlib import Path

import pytest

from arcgrade.course import Course, assignments
from arcgrade.verify import KILLED, verify


@pytest.mark.parametrize("assignment", assignments())
def test_checks_refuse_wrong_answers_and_accept_right_ones(assignment: str, tmp_path: Path) -> None:
    verdict = verify(Course(assignment, tmp_path))
    assert not verdict.failures
    mutants = [verdict.count(task, "mutant") for task in verdict.points]
    assert sum(k for k, _ in mutants) >= KILLED * sum(n for _, n in mutants)
    assert len(verdict.points) >= 6


SAMPLE = ("perceptron", "sgd")  # what the sample class hands in, see the Makefile


@pytest.fixture(scope="module", params=SAMPLE)
def rows(request: pytest.FixtureRequest, sample_class: Path) -> dict[str, dict[str, str]]:
    with (sample_class / f"{request.param}-grades.csv").open(encoding="utf-8") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


TASKS_FROM = 4  # the columns before the tasks


def _marks(row: dict[str, str]) -> list[float]:
    names = list(row)
    return [float(row[n]) for n in names[TASKS_FROM : names.index("by_hand")]]


def test_sample_class_is_complete(rows: dict[str, dict[str, str]]) -> None:
    assert len(rows) >= 8


def test_perfect_gets_everything_and_untouched_nothing(rows: dict[str, dict[str, str]]) -> None:
    assert rows["perfect"]["score"] == rows["perfect"]["out_of"]
    assert float(rows["perfect"]["out_of"]) > 20
    assert float(rows["untouched"]["score"]) == 0
    assert float(rows["wrong"]["score"]) == 0


def test_half_done_gets_exactly_what_was_done(rows: dict[str, dict[str, str]]) -> None:
    best, half = _marks(rows["perfect"]), _marks(rows["half-done"])
    done = len(best) // 2
    assert half == best[:done] + [0.0] * (len(best) - done)


@pytest.mark.parametrize("student", ["syntax-error", "endless-loop", "answer-deleted"])
def test_a_broken_answer_costs_only_its_task(rows: dict[str, dict[str, str]], student: str) -> None:
    best, marks = _marks(rows["perfect"]), _marks(rows[student])
    assert marks[0] == 0
    assert marks[1:] == best[1:]
    assert rows[student]["remarks"]


def test_a_deleted_check_costs_nothing(rows: dict[str, dict[str, str]]) -> None:
    assert _marks(rows["check-deleted"]) == _marks(rows["perfect"])
    assert "deleted" in rows["check-deleted"]["remarks"]


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("kernel-killed", "ended its own process"),
        ("not-a-notebook", "not a notebook"),
        ("no-notebook", "folder is empty"),
    ],
)
def test_what_cannot_be_graded_is_ungraded_with_the_reason(
    rows: dict[str, dict[str, str]], student: str, reason: str
) -> None:
    row = rows[student]
    assert row["status"] == "ungraded"
    assert row["score"] == ""
    assert reason in row["reason"]
