"""Grading a submission end to end, on a small assignment."""

import re
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from arcgrade import cases, grade, release, report
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


def test_check_without_a_score_earns_nothing(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "get_ipython().ast_node_interactivity = 'none'"})
    result = grade.grade(prepared, "ann")
    assert result.score == 0
    assert "without a score" in result.remarks[0]


def test_a_warning_does_not_quote_the_hidden_test(prepared: Course) -> None:
    loud = "import warnings\ndef double(x):\n    warnings.warn('eek', stacklevel=2)\n    return 2 * x"
    _submit(prepared, "ann", {"double": loud})
    folder = report.write_feedback(prepared, [grade.grade(prepared, "ann")])
    page = (folder / "ann" / "small" / "small-exercises.html").read_text(encoding="utf-8")
    assert "3 of 3" in page
    assert "double(-3)" not in re.sub("<[^>]+>", "", page)


def test_output_is_limited_and_scripts_do_not_run_in_feedback(prepared: Course) -> None:
    flood = "for _ in range(30):\n    print('x' * 10**6)"
    script = (
        "from IPython.display import HTML, display\ndisplay(HTML('<script>alert(1)</script><b onclick=\"x()\">b</b>'))"
    )
    _submit(prepared, "ann", {"double": f"{flood}\ndouble = lambda x: 2 * x", "triple": script})
    result = grade.grade(prepared, "ann")
    assert result.by_task["double"] == 3.0
    folder = report.write_feedback(prepared, [result])
    page = (folder / "ann" / "small" / "small-exercises.html").read_text(encoding="utf-8")
    assert len(page) < 4 * 2**20
    assert "the rest is left out" in page
    assert "<script>alert" not in page
    assert "<b onclick" not in page


def test_gradebook_feedback_and_csv_agree_after_a_bad_resubmission(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "double = lambda x: 2 * x"})
    pages = report.write_feedback(prepared, [grade.grade(prepared, "ann")])
    (prepared.submitted / "ann" / "small" / "small-exercises.ipynb").write_text("{")
    again = grade.grade(prepared, "ann")
    assert again.status == "ungraded"
    with Gradebook(prepared.db_url) as gradebook:
        assert not gradebook.assignment_submissions("small")
    assert not list(pages.rglob("*.html"))


def test_one_bad_submission_stops_no_other(prepared: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    _submit(prepared, "ann", {})
    with monkeypatch.context() as patch:
        patch.setattr(grade, "_autograde", lambda *_: 1 / 0)
        assert "ZeroDivisionError" in grade.grade(prepared, "ann").reason
    assert grade.grade(prepared, "ann").status == "graded"  # a failure of the grader's own is not remembered
    assert "rename" in grade.grade(prepared, "*").reason


def test_what_a_person_marked_counts(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "double = lambda x: 2 * x"})
    first = grade.grade(prepared, "ann")
    pages = report.write_feedback(prepared, [first])
    with Gradebook(prepared.db_url) as gradebook:
        mark = gradebook.find_grade("explain", "small-exercises", "small", "ann")
        mark.manual_score = 1.5
        gradebook.db.commit()
    result = grade.grade(prepared, "ann")
    assert (result.score, result.out_of, result.by_hand) == (4.5, 6.0, {})
    report.summary(prepared, [result, first])
    header, *rows = report.write_csv(prepared, [first, result]).read_text().splitlines()
    assert header.split(",")[4:7] == ["double", "triple", "explain"]
    assert rows == ["ann,graded,3,4,3,0,,explain,,", "ann,graded,4.5,6,3,0,1.5,,,"]
    report.write_feedback(prepared, [result])
    assert "<h1>4.5 of 6 points</h1>" in (pages / "ann" / "small" / "small-exercises.html").read_text(encoding="utf-8")


def test_a_release_does_not_overwrite_answers(course: Course, tmp_path: Path) -> None:
    page, _ = release.release(course, tmp_path)
    notebook = nbformat.read(page, as_version=4)
    nbformat.write(cases.answer(notebook, {"double": "double = lambda x: 2 * x"}), page)
    page.write_text(page.read_text().replace("# Small", "# Smaller"))
    with pytest.raises(ValueError, match="has answers in it"):
        release.release(course, tmp_path)
    page.unlink()
