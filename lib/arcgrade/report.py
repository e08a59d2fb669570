"""Shows what grading found, as a table in the terminal."""

from collections.abc import Mapping

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.markup import escape
from rich.table import Table

from arcgrade.journal import GRADED, Record


def tasks(records: Mapping[str, Record]) -> dict[str, float]:
    """Return the points of every task, in the notebook's order."""
    graded = (r for r in records.values() if r.status == GRADED)
    return next(({name: task.points for name, task in r.tasks.items()} for r in graded), {})


def summary(assignment: str, records: Mapping[str, Record]) -> Group:
    """Return a table of who got what, one column a task, and below it what there is to say about each submission."""
    most = tasks(records)
    table = Table(title=f"{assignment}: {len(records)} submissions", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("student", overflow="fold")
    table.add_column("score", justify="right", no_wrap=True)
    for number, _ in enumerate(most, 1):
        table.add_column(f"{number}", justify="right")
    for record in records.values():
        score = f"{record.earned:g}/{record.out_of:g}" if record.status == GRADED else "ungraded"
        table.add_row(escape(record.student), score, *(_mark(record, name) for name in most), style=_style(record))
    key = ", ".join(f"{number} {name} ({points:g})" for number, (name, points) in enumerate(most.items(), 1))
    lines = [f"tasks and their points: {key}"]
    waiting = dict.fromkeys(n for r in records.values() for n, t in r.tasks.items() if t.earned is None)
    if waiting:
        lines.append("wait for a person, not in the score: " + ", ".join(f"{n} ({most[n]:g})" for n in waiting))
    for record in records.values():
        notes = [note for note in (record.reason, *record.remarks) if note]
        if notes:
            more = f" (and {len(notes) - 1} more)" if len(notes) > 1 else ""
            lines.append(f"[bold]{escape(record.student)}[/]: {escape(notes[0])}{more}")
    return Group(table, *lines)


def _mark(record: Record, task: str) -> str:
    outcome = record.tasks.get(task)
    return "–" if outcome is None or outcome.earned is None else f"{outcome.earned:g}"


def _style(record: Record) -> str:
    if record.status != GRADED:
        return "yellow"
    return "green" if record.earned == record.out_of else ""
