"""Runs the visible checks for a student: what the notebook shows, from a fresh start, and not a grade."""

from pathlib import Path

from rich.console import Group
from rich.markup import escape
from rich.table import Table

from arcgrade import cluster, ingest, release
from arcgrade.course import Course, assignments
from arcgrade.evaluate import Assignment
from arcgrade.journal import GRADED, Record, outcomes
from arcgrade.preflight import sandbox_is_there


def check(notebook: Path, root: Path) -> Record:
    """Run a student's notebook against the released checks.

    Args:
        notebook: the file; its name tells the assignment.
        root: the repository.

    Raises:
        ValueError: there is no such file or assignment, or it is no notebook of it.
    """
    name = notebook.name.removesuffix("-exercises.ipynb")
    if name == notebook.name or name not in assignments(root):
        known = ", ".join(f"{a}-exercises.ipynb" for a in assignments(root))
        raise ValueError(f"{notebook.name} is no exercise notebook of this course; there are: {known}")
    released = release.student_notebook(Course(name, root / "class", root))
    submitted = ingest.read(notebook.resolve().parent, notebook.name)
    assignment = Assignment(name, released, released)
    found = cluster.evaluate(assignment, submitted, "", sandbox=sandbox_is_there())
    cluster.close()
    if found["status"] != GRADED:
        raise ValueError(f"{notebook}: {found['reason']}")
    tasks = outcomes(found["tasks"])
    return Record("you", name, found["status"], remarks=found["remarks"], tasks=tasks, seconds=found["seconds"])


def table(record: Record) -> Group:
    """Return the outcome of each visible check, and what is not known yet."""
    rows = Table(title="This is not your grade: only the visible checks ran.", title_justify="left")
    for column in ("task", "", "check", "points"):
        rows.add_column(column, overflow="fold")
    for name, task in record.tasks.items():
        if task.by_hand:
            rows.add_row(name, "", "marked by a person", f"– / {task.points:g}", end_section=True)
        for number, one in enumerate(task.checks):
            said = f"\n{one.message}" if one.message else ""
            points = f"{one.points if one.passed else 0:g} / {one.points:g}"
            last = number == len(task.checks) - 1
            rows.add_row(
                "" if number else name, "✓" if one.passed else "✗", escape(one.what + said), points, end_section=last
            )
    seen = sum(c.points for t in record.tasks.values() for c in t.checks)
    earned = sum(c.points for t in record.tasks.values() for c in t.checks if c.passed)
    rest = sum(t.points for t in record.tasks.values()) - seen
    notes = [escape(remark) for remark in record.remarks]
    return Group(
        rows,
        f"{earned:g} of {seen:g} visible points; {rest:g} more are for checks that only the grader runs, "
        "and for what a person marks.",
        *notes,
    )
