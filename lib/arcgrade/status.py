"""What stands where in a class: who handed in, what is graded, what waits for a person, what is out of date."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.markup import escape
from rich.table import Table

from arcgrade import feedback, gradebook, ingest
from arcgrade.course import Course
from arcgrade.export import waiting
from arcgrade.journal import GRADED, Record
from arcgrade.text import printable

STATES = {
    "missing": "nothing handed in",
    "new": "handed in, not graded yet",
    "graded": "graded",
    "ungraded": "could not be graded; the reason is beside it",
    "changed": "the file is not the one that was graded",
    "outdated": "graded before the tasks, the limits or the grader changed",
}
FEEDBACK = ("written", "stale", "none")  # stale: the grade or a person's mark is newer than the page


@dataclass
class Standing:
    """Where one student's submission stands."""

    student: str
    state: str  # one of STATES
    reason: str = ""  # why it is ungraded
    score: float | None = None
    out_of: float | None = None
    waiting: list[str] = field(default_factory=list)  # tasks that a person has yet to mark
    feedback: str = "none"
    graded_at: str = ""


@dataclass
class Status:
    """Where one assignment of a class stands."""

    assignment: str
    students: list[Standing]

    @property
    def counts(self) -> dict[str, int]:
        """Number of students in each state, then of those who wait for a person and whose feedback is not current."""
        states = Counter(s.state for s in self.students)
        done = [s for s in self.students if s.state not in ("missing", "new", "ungraded")]
        return {
            **{state: states[state] for state in STATES},
            "waiting": sum(bool(s.waiting) for s in self.students),
            "feedback due": sum(s.feedback != "written" for s in done),
        }

    def to_json(self) -> str:
        """Return the counts and every student."""
        return json.dumps(asdict(self) | {"counts": self.counts}, indent=1)


def status(course: Course, *, graded_with: str = "") -> Status:
    """Look at every student who has a folder in `submitted/` or was graded.

    Args:
        course: one assignment of a class; it need not be released yet. Nothing is written.
        graded_with: fingerprint of the tasks and the grader as they are now; without it nothing is `outdated`.
    """
    records, _ = course.journal.read()
    marks = gradebook.marks(course) if records else {}
    folders = course.submitted.iterdir() if course.submitted.is_dir() else ()
    names = {p.name for p in folders if p.is_dir() and not p.name.startswith(".")} | set(records)
    found = []
    for name in sorted(names):
        record = records.get(name)
        if record:
            record = gradebook.marked(record, marks.get(name))
        found.append(_standing(course, name, record, graded_with, marks))
    return Status(course.assignment, found)


def _standing(course: Course, name: str, record: Record | None, graded_with: str, marks: dict) -> Standing:
    try:
        submitted = ingest.read(course.submitted / name / course.assignment, f"{course.notebook}.ipynb")
        now, there = hashlib.sha256(submitted).hexdigest(), True
    except (ingest.Unreadable, OSError):
        now, there = "", any((course.submitted / name / course.assignment).glob("*"))
    name = printable(name)
    if record is None:
        return Standing(name, "new" if there else "missing")
    if now != record.submission:
        state = "changed"
    elif not now and not there:
        state = "missing"
    elif graded_with and graded_with != record.graded_with:
        state = "outdated"
    else:
        state = record.status
    return Standing(
        name,
        state,
        printable(record.reason),
        record.earned,
        record.out_of,
        waiting(record),
        _feedback(course, record, marks),
        record.graded_at,
    )


def _feedback(course: Course, record: Record, marks: dict) -> str:
    if record.status != GRADED or not course.feedback_page(record.student).exists():
        return "none"
    return "written" if feedback.is_current(course, record.student, marks) else "stale"


def table(found: Sequence[Status]) -> Group:
    """Return a table for the terminal: of one assignment a row a student, of several a row an assignment."""
    if len(found) == 1:
        return _students(found[0])
    rows = Table(title=f"{len(found)} assignments", title_justify="left", box=SIMPLE_HEAD)
    rows.add_column("assignment", no_wrap=True)
    columns = [name for name in Status("", []).counts if any(one.counts[name] for one in found)]
    for name in columns:
        rows.add_column(name, justify="right")
    for one in found:
        rows.add_row(one.assignment, *(str(one.counts[name] or "·") for name in columns))
    return Group(rows, *_key({s.state for one in found for s in one.students}))


def _students(one: Status) -> Group:
    rows = Table(title=f"{one.assignment}: {len(one.students)} students", title_justify="left", box=SIMPLE_HEAD)
    for name in ("student", "state", "score", "waits for a person", "feedback", "reason"):
        rows.add_column(name, overflow="fold", justify="right" if name == "score" else "left")
    for s in one.students:
        score = "" if s.score is None else f"{s.score:g}/{s.out_of:g}"
        style = {"graded": "green", "missing": "dim"}.get(s.state, "yellow")
        rows.add_row(
            escape(s.student), s.state, score, escape(" ".join(s.waiting)), s.feedback, escape(s.reason), style=style
        )
    counts = ", ".join(f"{number} {name}" for name, number in one.counts.items() if number)
    return Group(rows, counts or "nobody has handed in", *_key({s.state for s in one.students}))


def _key(states: set[str]) -> list[str]:
    told = [f"{state}: {what}" for state, what in STATES.items() if state in states and state not in ("graded", "new")]
    return ["; ".join(told)] if told else []
