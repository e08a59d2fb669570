"""Grading a submission end to end, on a small assignment."""

import re

import nbformat
import pytest
from nbgrader.api import Gradebook

from arcgrade import cases, grade, report
from arcgrade.course import Course


def _submit(course: Course, student: str, answers: dict[str, str]) -> None:
    folder = course.submitted / student / course.assignment
    folder.mkdir(parents=True, exist_ok=True)
    released = nbformat.read(course.released, as_version=4)
    nbformat.write(cases.answer(released, answers), folder / f"{course.notebook}.ipynb")


def test_partial_credit_reaches_the_gradebook(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "def double(x):\n    return abs(2 * x)"})
    result = grade.grade(prepared, "ann")
    assert (result.status, result.score, result.out_of) == ("graded", 2.0, 4.0)
    assert result.by_task == {"double": 2.0, "triple": 0.0}
    assert result.by_hand == {"explain": 2.0}
    with Gradebook(prepared.db_url) as gradebook:
        assert gradebook.find_submission("small", "ann").score == 2.0


def test_noise_costs_nothing(prepared: Course) -> None:
    say = "warnings.warn('eek')\n    print('x', file=sys.stderr)"
    noisy = f"import sys, warnings\ndef double(x):\n    {say}\n    return x + x"
    _submit(prepared, "ann", {"double": noisy})
    assert grade.grade(prepared, "ann").by_task["double"] == 3.0


def test_the_library_does_not_answer(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "from deeparc.units.perceptron import Perceptron\ndouble = lambda x: 2 * x"})
    result = grade.grade(prepared, "ann")
    assert result.by_task["double"] == 0
    assert "holds the answer to this exercise" in " ".join(result.remarks)


def test_unchanged_submission_is_not_run_again(prepared: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    _submit(prepared, "ann", {"triple": "def triple(x):\n    return 3 * x"})
    first = grade.grade(prepared, "ann")
    with monkeypatch.context() as patch:
        patch.setattr(grade, "_autograde", lambda *_: pytest.fail("ran again"))
        assert grade.grade(prepared, "ann") == first
    _submit(prepared, "ann", {"triple": "def triple(x):\n    return 4 * x"})
    assert grade.grade(prepared, "ann").score == 0


def test_killed_kernel_is_ungraded(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "import os\nos._exit(0)"})
    result = grade.grade(prepared, "ann")
    assert (result.status, result.score) == ("ungraded", None)
    assert "ended its own process" in result.reason


def test_csv_leaves_missing_scores_empty_and_text_harmless(prepared: Course) -> None:
    results = [
        grade.Result("=HYPERLINK(1)", "graded", score=0.0, out_of=4.0, by_task={"double": 0.0, "triple": 0.0}),
        grade.Result("bob", "ungraded", reason="nothing submitted"),
    ]
    lines = report.write_csv(prepared, results).read_text().splitlines()
    assert lines[1].startswith("'=HYPERLINK(1),graded,0,4,0,0,")
    assert lines[2] == "bob,ungraded,,,,,,nothing submitted,"


def test_feedback_names_the_check_and_hides_the_test(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "def double(x):\n    return abs(2 * x)"})
    folder = report.write_feedback(prepared, [grade.grade(prepared, "ann")])
    page = (folder / "ann" / "small" / "small-exercises.html").read_text(encoding="utf-8")
    assert "doubles -3" in page
    assert "CANARY" not in page
    assert "double(-3)" not in re.sub("<[^>]+>", "", page)


def test_unknown_assignment_lists_those_there_are(course: Course) -> None:
    with pytest.raises(ValueError, match="there are: small"):
        Course("smal", course.class_dir, course.root)


def test_no_submissions_is_said(prepared: Course) -> None:
    with pytest.raises(ValueError, match="no submissions"):
        grade.students(prepared)
