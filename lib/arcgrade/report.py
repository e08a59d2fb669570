"""Shows and stores what grading found: a table in the terminal, a CSV file, feedback pages."""

import csv
from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.utils import capture_log
from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.markup import escape
from rich.table import Table

from arcgrade.course import Course
from arcgrade.grade import GRADED, Result


def tasks(results: Sequence[Result]) -> list[str]:
    """Return the tasks that anybody has points for, in the notebook's order; one marked by hand is among them."""
    return list(dict.fromkeys(name for r in sorted(results, key=lambda r: -len(r.by_task)) for name in r.by_task))


def summary(course: Course, results: Sequence[Result]) -> Group:
    """Return a table of who got what, one column a task, and below it what there is to say about each submission."""
    names = tasks(results)
    most = max_points(course)
    table = Table(title=f"{course.assignment}: {len(results)} submissions", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("student", overflow="fold")
    table.add_column("score", justify="right", no_wrap=True)
    for number, _ in enumerate(names, 1):
        table.add_column(f"{number}", justify="right")
    for result in results:
        score = f"{result.score:g}/{result.out_of:g}" if result.status == GRADED else "ungraded"
        marks = [f"{result.by_task[n]:g}" if n in result.by_task else "–" for n in names]
        table.add_row(escape(result.student), score, *marks, style=_style(result))
    key = ", ".join(f"{number} {name} ({most[name]:g})" for number, name in enumerate(names, 1))
    lines = [f"tasks and their points: {key}"]
    if hand := next((r.by_hand for r in results if r.by_hand), {}):
        lines += ["by hand, not in the score: " + ", ".join(f"{name} ({points:g})" for name, points in hand.items())]
    for result in results:
        notes = [note for note in (result.reason, *result.remarks) if note]
        if notes:
            more = f" (and {len(notes) - 1} more in the CSV)" if len(notes) > 1 else ""
            lines.append(f"[bold]{escape(result.student)}[/]: {escape(notes[0])}{more}")
    return Group(table, *lines)


def max_points(course: Course) -> dict[str, float]:
    """Return the points of each task, those that a person grades included."""
    with Gradebook(course.db_url) as gradebook:
        cells = gradebook.find_assignment(course.assignment).notebooks[0].grade_cells
        return {c.name.removesuffix("-test"): float(c.max_score) for c in cells}


def _style(result: Result) -> str:
    if result.status != GRADED:
        return "yellow"
    return "green" if result.score == result.out_of else ""


def write_csv(course: Course, results: Sequence[Result]) -> Path:
    """Write `grades.csv`: an ungraded student has empty scores and a reason, never zeros."""
    target = course.class_dir / f"{course.assignment}-grades.csv"
    names = tasks(results)
    part = target.with_suffix(".part")
    with part.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["student", "status", "score", "out_of", *names, "by_hand", "reason", "remarks"])
        for r in results:
            score = ["", ""] if r.status != GRADED else [f"{r.score:g}", f"{r.out_of:g}"]
            marks = [f"{r.by_task[n]:g}" if n in r.by_task else "" for n in names]
            row = [r.student, r.status, *score, *marks, " ".join(r.by_hand), r.reason, "; ".join(r.remarks)]
            writer.writerow(
                [_plain(value) if isinstance(value, str) and not _number(value) else value for value in row]
            )
    part.replace(target)
    return target


def _plain(value: str) -> str:
    """Keep a spreadsheet from taking text as a formula."""
    return "'" + value if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def write_feedback(course: Course, results: Sequence[Result]) -> Path:
    """Write the feedback page of each graded student whose page is older than the gradebook; return their folder.

    A page that cannot be written becomes a remark in that student's result.
    """
    changed = (course.class_dir / "gradebook.db").stat().st_mtime
    for result in results:
        page = course.feedback / result.student / course.assignment / f"{course.notebook}.html"
        if result.status != GRADED or (page.exists() and page.stat().st_mtime >= changed):
            continue
        directory = course.api.coursedir
        directory.assignment_id, directory.student_id = course.assignment, result.student
        converter = GenerateFeedback(coursedir=directory, parent=course.api)
        converter.force = True
        answer = capture_log(converter)
        if not answer["success"]:
            lines = (answer.get("error") or answer.get("log") or "no message").strip().splitlines()
            result.remarks.append(f"no feedback page: {lines[-1]}")
    return course.feedback
