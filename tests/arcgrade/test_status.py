"""What stands where."""

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from arcgrade import feedback, gradebook
from arcgrade.gradebook import Marks
from arcgrade.journal import Journal, Record, TaskOutcome
from arcgrade.status import status, table


class _Class(SimpleNamespace):
    """As much of a course as the status looks at."""

    def autograded(self, student: str) -> Path:
        return self.folder / "autograded" / f"{student}.ipynb"

    def feedback_page(self, student: str) -> Path:
        return self.folder / "feedback" / f"{student}.html"

    def submit(self, student: str, text: str) -> str:
        path = self.submitted / student / "small" / "small-exercises.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return hashlib.sha256(text.encode()).hexdigest()

    def grade(self, student: str, submission: str, status: str = "graded", **more: object) -> None:
        tasks = {"double": TaskOutcome(3, 2), "explain": TaskOutcome(2, None, by_hand=True)}
        values = {"tasks": tasks if status == "graded" else {}, "graded_with": "now", **more}
        self.journal.append(Record(student, "small", status, submission=submission, **values))
        self.autograded(student).parent.mkdir(exist_ok=True)
        self.autograded(student).write_text("{}")

    def show(self, student: str, points: dict) -> None:
        page = self.feedback_page(student)
        page.parent.mkdir(exist_ok=True)
        page.write_text("page")
        feedback.note(self, student, {student: Marks(points)})


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Class:
    marks: dict[str, Marks] = {}
    monkeypatch.setattr(gradebook, "marks", lambda course: marks)
    (tmp_path / "submitted").mkdir()
    return _Class(
        folder=tmp_path,
        assignment="small",
        notebook="small-exercises",
        submitted=tmp_path / "submitted",
        journal=Journal(tmp_path / "journal" / "small.jsonl"),
        marks=marks,
    )


def _states(small: _Class, **more: str) -> dict[str, str]:
    return {s.student: s.state for s in status(small, **more).students}


def test_every_state(small: _Class) -> None:
    (small.submitted / "missing").mkdir()
    small.submit("new", "a")
    small.grade("graded", small.submit("graded", "b"))
    small.grade("ungraded", small.submit("ungraded", "{"), "ungraded", reason="not a notebook")
    small.grade("changed", small.submit("changed", "c"))
    small.submit("changed", "d")
    small.grade("outdated", small.submit("outdated", "e"), graded_with="before")
    small.grade("gone", "0" * 64)
    (small.submitted / ".hidden").mkdir()
    expected = {name: name for name in ("missing", "new", "graded", "ungraded", "changed", "outdated")}
    assert _states(small, graded_with="now") == {**expected, "gone": "changed"}
    assert _states(small)["outdated"] == "graded"
    counts = status(small, graded_with="now").counts
    assert counts == {**dict.fromkeys(expected, 1), "changed": 2, "waiting": 4, "feedback due": 4}


def test_nothing_handed_in_stays_missing_until_something_is(small: _Class) -> None:
    (small.submitted / "ann").mkdir()
    small.grade("ann", "", "ungraded", reason="nothing submitted")
    assert _states(small) == {"ann": "missing"}
    small.submit("ann", "late")
    assert _states(small) == {"ann": "changed"}


def test_a_wrong_file_is_ungraded_and_not_missing(small: _Class) -> None:
    folder = small.submitted / "ann" / "small"
    folder.mkdir(parents=True)
    (folder / "homework.ipynb").write_text("{}")
    assert _states(small) == {"ann": "new"}
    small.grade("ann", "", "ungraded", reason="no small-exercises.ipynb")
    assert _states(small) == {"ann": "ungraded"}


def test_a_mark_ends_the_waiting_and_makes_the_page_stale(small: _Class) -> None:
    small.grade("ann", small.submit("ann", "a"))
    (ann,) = status(small).students
    assert (ann.score, ann.out_of, ann.waiting, ann.feedback) == (2, 3, ["explain"], "none")
    small.show("ann", {})
    assert status(small).students[0].feedback == "written"
    small.marks["ann"] = Marks({"explain": (1.5, None)})
    (ann,) = status(small).students
    assert (ann.score, ann.out_of, ann.waiting, ann.feedback) == (3.5, 5, [], "stale")
    small.show("ann", small.marks["ann"].points)
    assert status(small).students[0].feedback == "written"


def test_an_empty_class_and_nothing_written(small: _Class) -> None:
    small.submitted.rmdir()
    found = status(small)
    assert found.students == []
    assert not list(small.folder.iterdir())
    assert "nobody" in _shown([found])


def test_table_and_json_of_hostile_names(small: _Class) -> None:
    name = "[red]x\x1b[31m<b>"
    small.grade(name, small.submit(name, "a"), reason="\x07")
    found = status(small)
    text = _shown([found])
    assert "[red]x [31m<b>" in text.replace("\n", "")
    assert "\x1b" not in text
    assert json.loads(found.to_json())["counts"]["graded"] == 1
    assert "2 assignments" in _shown([found, found])


def _shown(found: list) -> str:
    with open("/dev/null", "w") as nowhere:
        console = Console(width=200, record=True, file=nowhere)
        console.print(table(found))
    return console.export_text()
