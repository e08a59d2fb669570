"""The exercises through the real grader: the sample class, and every case of every task."""

from pathlib import Path

import pytest

from arcgrade.course import Course, assignments
from arcgrade.journal import Journal, Record
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
def records(request: pytest.FixtureRequest, sample_class: Path) -> dict[str, Record]:
    return Journal(sample_class / "journal" / f"{request.param}.jsonl").read()[0]


def _marks(record: Record) -> list[float]:
    return [task.earned for task in record.tasks.values() if not task.by_hand]


def test_sample_class_is_complete(records: dict[str, Record]) -> None:
    assert len(records) >= 8


def test_perfect_gets_everything_and_untouched_nothing(records: dict[str, Record]) -> None:
    assert records["perfect"].earned == records["perfect"].out_of > 20
    assert records["untouched"].earned == records["wrong"].earned == 0


def test_half_done_gets_exactly_what_was_done(records: dict[str, Record]) -> None:
    best, half = _marks(records["perfect"]), _marks(records["half-done"])
    done = len(best) // 2
    assert half == best[:done] + [0.0] * (len(best) - done)


@pytest.mark.parametrize("student", ["syntax-error", "endless-loop", "answer-deleted", "process-ended"])
def test_a_broken_answer_costs_only_its_task(records: dict[str, Record], student: str) -> None:
    best, marks = _marks(records["perfect"]), _marks(records[student])
    assert marks[0] == 0
    assert marks[1:] == best[1:]
    assert records[student].remarks


def test_a_deleted_check_costs_nothing(records: dict[str, Record]) -> None:
    assert _marks(records["check-deleted"]) == _marks(records["perfect"])
    assert "deleted" in records["check-deleted"].remarks[0]


@pytest.mark.parametrize(
    ("student", "reason"), [("not-a-notebook", "not a notebook"), ("no-notebook", "folder is empty")]
)
def test_what_cannot_be_graded_is_ungraded_with_the_reason(
    records: dict[str, Record], student: str, reason: str
) -> None:
    assert (records[student].status, records[student].earned) == ("ungraded", None)
    assert reason in records[student].reason
