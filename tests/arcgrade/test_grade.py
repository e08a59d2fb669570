"""Grading a submission end to end, on a small assignment."""

import re
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from arcgrade import cases, feedback, grade, gradebook, release, report, station
from arcgrade.course import Course
from arcgrade.journal import Record


def _submit(course: Course, student: str, answers: dict[str, str]) -> None:
    folder = course.submitted / student / course.assignment
    folder.mkdir(parents=True, exist_ok=True)
    released = nbformat.read(course.released, as_version=4)
    nbformat.write(cases.answer(released, answers), folder / f"{course.notebook}.ipynb")


def _grade(course: Course, student: str = "ann") -> Record:
    return grade.grade_class(course, [student])[student]


def _page(course: Course, student: str = "ann") -> str:
    assert feedback.write(course, [student]) == {}
    return course.feedback_page(student).read_text(encoding="utf-8")


def _text(page: str) -> str:
    return re.sub("<[^>]+>", "", page)


def test_partial_credit_reaches_the_gradebook(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "def double(x):\n    return abs(2 * x)"})
    record = _grade(prepared)
    assert (record.status, record.earned, record.out_of) == ("graded", 2.0, 6.0)
    assert {name: task.earned for name, task in record.tasks.items()} == {"double": 2.0, "triple": 0.0, "explain": 0.0}
    assert [(c.what, c.passed, c.hidden) for c in record.tasks["double"].checks] == [
        ("doubles 2", True, False),
        ("doubles -3", False, True),
    ]
    with Gradebook(prepared.db_url) as gradebook:
        submission = gradebook.find_submission("small", "ann")
        assert submission.score == 2.0
        assert [g.needs_manual_grade for g in submission.notebooks[0].grades if g.name == "double-test"] == [False]


def test_an_answered_text_waits_for_a_person_and_an_empty_one_does_not(prepared: Course) -> None:
    _submit(prepared, "ann", {"explain": "Because I say so."})
    _submit(prepared, "bob", {})
    grade.grade_class(prepared)
    with Gradebook(prepared.db_url) as gradebook:
        waits = {s: gradebook.find_grade("explain", "small-exercises", "small", s) for s in ("ann", "bob")}
        assert [waits[s].needs_manual_grade for s in ("ann", "bob")] == [True, False]
        assert gradebook.find_comment("explain", "small-exercises", "small", "bob").auto_comment == "No response."


def test_noise_costs_nothing(prepared: Course) -> None:
    say = "warnings.warn('eek')\n    print('x', file=sys.stderr)"
    noisy = f"import sys, warnings\ndef double(x):\n    {say}\n    return x + x"
    _submit(prepared, "ann", {"double": noisy})
    assert _grade(prepared).tasks["double"].earned == 3.0


def test_the_library_does_not_answer(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "from deeparc.units.perceptron import Perceptron\ndouble = lambda x: 2 * x"})
    record = _grade(prepared)
    assert record.tasks["double"].earned == 0
    assert "holds the answer to this exercise" in " ".join(record.remarks)


def test_unchanged_submission_is_not_run_again(prepared: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    _submit(prepared, "ann", {"triple": "def triple(x):\n    return 3 * x"})
    first = _grade(prepared)
    with monkeypatch.context() as patch:
        patch.setattr(station.Station, "ask", lambda *_: pytest.fail("ran again"))
        assert _grade(prepared) == first
    _submit(prepared, "ann", {"triple": "def triple(x):\n    return 4 * x"})
    assert _grade(prepared).earned == 0


def test_a_grading_that_stopped_before_the_gradebook_is_caught_up(
    prepared: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    _submit(prepared, "ann", {"triple": "def triple(x):\n    return 3 * x"})
    with monkeypatch.context() as patch:
        patch.setattr(gradebook.Writer, "apply", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _grade(prepared)
    with Gradebook(prepared.db_url) as book:
        assert not book.assignment_submissions("small")
    with monkeypatch.context() as patch:
        patch.setattr(station.Station, "ask", lambda *_: pytest.fail("ran again"))
        assert _grade(prepared).earned == 1
    with Gradebook(prepared.db_url) as book:
        assert [s.score for s in book.assignment_submissions("small")] == [1.0]


def test_an_answer_that_ends_its_process_costs_its_own_task(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "import os\nos._exit(0)", "triple": "def triple(x):\n    return 3 * x"})
    record = _grade(prepared)
    assert (record.tasks["double"].earned, record.tasks["triple"].earned) == (0.0, 1.0)
    assert "its process ended" in record.remarks[0]


def test_a_call_that_never_ends_costs_its_check(prepared: Course) -> None:
    wait = "try:\n            pass\n        except BaseException:\n            pass"
    slow = f"def double(x):\n    while x < 0:\n        {wait}\n    return 2 * x"
    _submit(prepared, "ann", {"double": slow, "triple": "def triple(x):\n    return 3 * x"})
    record = _grade(prepared)
    assert (record.tasks["double"].earned, record.tasks["triple"].earned) == (2.0, 1.0)
    assert "does a loop never end" in record.tasks["double"].checks[1].message


def test_the_same_submission_gets_the_same_hidden_inputs_and_another_one_others(prepared: Course) -> None:
    _submit(prepared, "ann", {})
    _submit(prepared, "bob", {})
    first = grade.grade_class(prepared)
    again = grade.grade_class(prepared, force=True)
    assert first["ann"].seed == again["ann"].seed
    assert first["ann"].seed != first["bob"].seed
    _submit(prepared, "ann", {"double": "pass"})
    assert _grade(prepared).seed != first["ann"].seed
    assert (prepared.class_dir / "secret").stat().st_mode & 0o077 == 0


def test_feedback_names_the_check_and_hides_the_test(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "def double(x):\n    return abs(2 * x)"})
    _grade(prepared)
    page = _page(prepared)
    assert "<h1 id=" in page  # tags of the page's own are tags
    assert "<caption>Twice: 2 of 3 points</caption>" in page
    assert "doubles -3" in page
    assert "CANARY" not in page
    assert "double(-3)" not in _text(page)


def test_a_hidden_check_does_not_repeat_what_the_answer_raises(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "def double(x):\n    raise KeyError(f'input was {x}')"})
    visible, hidden = _grade(prepared).tasks["double"].checks
    assert visible.message == "raised KeyError: 'input was 2'"
    assert hidden.message == "raised KeyError"


def test_unknown_assignment_lists_those_there_are(course: Course) -> None:
    with pytest.raises(ValueError, match="there are: small"):
        Course("smal", course.class_dir, course.root)


def test_no_submissions_is_said(prepared: Course) -> None:
    with pytest.raises(ValueError, match="no submissions"):
        grade.students(prepared)


def test_what_a_student_does_to_the_shell_does_not_reach_the_check(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "get_ipython().ast_node_interactivity = 'none'"})
    assert _grade(prepared).earned == 0


def test_output_is_limited_and_scripts_do_not_run_in_feedback(prepared: Course) -> None:
    flood = "for _ in range(30):\n    print('x' * 10**6)"
    script = (
        "from IPython.display import HTML, display\ndisplay(HTML('<script>alert(1)</script><b onclick=\"x()\">b</b>'))"
    )
    _submit(prepared, "ann", {"double": f"{flood}\ndouble = lambda x: 2 * x", "triple": script})
    assert _grade(prepared).tasks["double"].earned == 3.0
    page = _page(prepared)
    assert len(page) < 4 * 2**20
    assert "the rest is left out" in page
    assert "<script>alert" not in page
    assert "<b onclick" not in page


def test_gradebook_and_feedback_agree_after_a_bad_resubmission(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "double = lambda x: 2 * x"})
    _grade(prepared)
    _page(prepared)
    (prepared.submitted / "ann" / "small" / "small-exercises.ipynb").write_text("{")
    assert _grade(prepared).status == "ungraded"
    with Gradebook(prepared.db_url) as gradebook:
        assert not gradebook.assignment_submissions("small")
    assert not list(prepared.feedback.rglob("*.html"))
    assert not prepared.autograded("ann").exists()


def test_a_name_that_nbgrader_takes_for_a_pattern_is_refused(prepared: Course) -> None:
    assert "rename" in _grade(prepared, "*").reason


def test_what_a_person_marked_counts(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "double = lambda x: 2 * x", "explain": "Why not?"})
    _grade(prepared)
    first = _page(prepared)
    assert "<h1>3 of 4 points</h1>" in first
    with Gradebook(prepared.db_url) as gradebook:
        mark = gradebook.find_grade("explain", "small-exercises", "small", "ann")
        mark.manual_score = 1.5
        gradebook.db.commit()
    record = _grade(prepared)
    assert (record.earned, record.out_of) == (4.5, 6.0)
    report.summary("small", {"ann": record})
    assert "<h1>4.5 of 6 points</h1>" in _page(prepared)
    grade.grade_class(prepared, ["ann"], force=True)  # a person's mark outlives a new grading
    assert grade.with_marks(prepared, prepared.journal.read()[0])["ann"].tasks["explain"].earned == 1.5


def test_late_submissions_carry_their_time(prepared: Course) -> None:
    _submit(prepared, "ann", {})
    _submit(prepared, "bob", {})
    for student, text in (("ann", "2026-01-02 03:04:05 UTC"), ("bob", "yesterday")):
        (prepared.submitted / student / "small" / "timestamp.txt").write_text(text)
    records = grade.grade_class(prepared)
    assert records["ann"].submitted_at == "2026-01-02T03:04:05"
    assert "no time" in " ".join(records["bob"].remarks)
    with Gradebook(prepared.db_url) as gradebook:
        assert gradebook.find_submission("small", "ann").timestamp.year == 2026


def test_a_release_does_not_overwrite_answers(course: Course, tmp_path: Path) -> None:
    page, _ = release.release(course, tmp_path)
    notebook = nbformat.read(page, as_version=4)
    nbformat.write(cases.answer(notebook, {"double": "double = lambda x: 2 * x"}), page)
    page.write_text(page.read_text().replace("# Small", "# Smaller"))
    with pytest.raises(ValueError, match="has answers in it"):
        release.release(course, tmp_path)
    page.unlink()


def test_code_that_looks_like_markup_is_shown_as_code(prepared: Course) -> None:
    _submit(prepared, "ann", {"double": "double = '<script>alert(2)</script>'  # <img src=x onerror=alert(3)>"})
    _grade(prepared)
    page = _page(prepared)
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(2)" in page


def test_the_page_and_the_record_agree_on_an_empty_text(prepared: Course) -> None:
    _submit(prepared, "ann", {"triple": "def triple(x):\n    return 3 * x"})
    record = _grade(prepared)
    assert f"<h1>{record.earned:g} of {record.out_of:g} points</h1>" in _page(prepared)
