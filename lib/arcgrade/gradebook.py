"""The one writer: takes a record from the journal into nbgrader's gradebook, in nbgrader's own form.

What it writes is what `nbgrader autograde` would have written, so formgrader, `generate_feedback` and `export` work
on it. Each student is one transaction, and writing a record twice leaves the same as writing it once.
"""

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, is_solution
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm import Session

from arcgrade.journal import GRADED, Record, TaskOutcome

if TYPE_CHECKING:
    from arcgrade.course import Course


class Writer:
    """Writes one assignment's records.

    Args:
        course: the assignment, released to its class.
    """

    def __init__(self, course: "Course") -> None:
        self.course = course
        self._gradebook = Gradebook(course.db_url)

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._gradebook.close()

    def apply(self, record: Record) -> None:
        """Write one record; an ungraded one takes an earlier grade of that student away."""
        if record.status != GRADED:
            self._withdraw(record.student)
            return
        notebook = nbformat.read(self.course.autograded(record.student), as_version=4)
        unanswered = {c.metadata.nbgrader.grade_id for c in notebook.cells if is_solution(c) and _unchanged(c)}
        book, course = self._gradebook, self.course
        with _one_transaction(book.db), warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own session; harmless
            book.update_or_create_student(record.student)
            when = {"timestamp": record.submitted_at} if record.submitted_at else {}
            submission = book.update_or_create_submission(course.assignment, record.student, **when)
            (graded,) = (n for n in submission.notebooks if n.name == course.notebook)
            for grade in graded.grades:
                task = record.tasks.get(grade.name.removesuffix("-test"))
                grade.auto_score = _automatic(task)
                grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            for comment in graded.comments:
                comment.auto_comment = "No response." if comment.name in unanswered else None
        if submission.total_seconds_late > 0:
            self._penalise(record.student, notebook)

    def _penalise(self, student: str, notebook: nbformat.NotebookNode) -> None:
        """Let nbgrader's plug-in decide on a late submission."""
        course = self.course
        names = {"notebook": course.notebook, "assignment": course.assignment, "student": student}
        AssignLatePenalties(config=course.config).preprocess(notebook, {"nbgrader": {**names, "db_url": course.db_url}})
        self._gradebook.db.expire_all()

    def _withdraw(self, student: str) -> None:
        with contextlib.suppress(MissingEntry):
            self._gradebook.remove_submission(self.course.assignment, student)


@dataclass
class Marks:
    """What a person, or nbgrader's rule for late work, changed in one submission's score."""

    points: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)  # by task: mark, extra credit
    penalty: float = 0.0


def marks(course: "Course") -> dict[str, Marks]:
    """Return each student's `Marks`; students without any are left out. A gradebook that is not there is not made."""
    url = make_url(course.db_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database).exists():
        return {}
    found: dict[str, Marks] = {}
    with Gradebook(course.db_url) as book:
        submissions = (
            book.db.query(Student.id, SubmittedNotebook.id, SubmittedNotebook.late_submission_penalty)
            .select_from(SubmittedNotebook)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(Student, Student.id == SubmittedAssignment.student_id)
            .filter(Assignment.name == course.assignment)
        )
        owner = {}
        for student, notebook, penalty in submissions:
            owner[notebook] = student
            if penalty:
                found.setdefault(student, Marks()).penalty += float(penalty)
        grades = (
            book.db.query(Grade.notebook_id, BaseCell.name, Grade.manual_score, Grade.extra_credit)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .filter(Grade.manual_score.is_not(None) | Grade.extra_credit.is_not(None))
        )
        for notebook, cell, manual, extra in grades:
            if notebook in owner:
                points = found.setdefault(owner[notebook], Marks()).points
                points[cell.removesuffix("-test")] = (manual, extra)
    return found


def marked(record: Record, given: Marks | None) -> Record:
    """Return a record with a person's marks in it.

    A mark takes the place of the checks' points, as in nbgrader, and extra credit is added.
    """
    if given is None:
        return record
    tasks = {}
    for name, task in record.tasks.items():
        manual, extra = given.points.get(name, (None, None))
        base = task.earned if manual is None else manual
        tasks[name] = replace(task, earned=None if base is None else base + (extra or 0.0))
    return replace(record, tasks=tasks, penalty=given.penalty)


def _automatic(task: TaskOutcome | None) -> float | None:
    return None if task is None else task.earned


def _unchanged(cell: nbformat.NotebookNode) -> bool:
    return cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)


@contextlib.contextmanager
def _one_transaction(session: Session) -> Iterator[None]:
    """Hold back the commits that nbgrader's API makes on its way, and make one at the end."""
    commit = session.commit
    session.commit = session.flush
    try:
        yield
    except BaseException:
        session.commit = commit
        session.rollback()
        raise
    session.commit = commit
    session.commit()
