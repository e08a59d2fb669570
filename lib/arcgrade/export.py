"""Writes grades for a spreadsheet, for a program, or for a learning-management system's import.

A missing grade is never a zero. In `csv` and `json` an ungraded student stands with empty scores and the reason. From
the files for Canvas and Moodle such a student is left out: both take an empty cell as an order to delete the grade
that they hold. So is a student of whom a task still waits for a person, for what is not marked would count as lost.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from arcgrade.journal import GRADED, Record
from arcgrade.page import write
from arcgrade.text import printable

FORMS = ("csv", "json", "canvas", "moodle")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE = ("Username", "Email address", "ID number")  # what Moodle can find a student by
_FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")  # the last four are their full-width forms


def export(
    records: Iterable[Record],
    form: str,
    target: Path,
    *,
    title: str = "",
    identifier: str = MOODLE[0],
    roster: Path | None = None,
    unfinished: bool = False,
) -> Path:
    """Write the grades of one assignment.

    Args:
        records: one a student, with a person's marks in them.
        form: `csv`, `json`, `canvas` or `moodle`.
        target: the file; it is replaced in one step.
        title: name of the grade's column in Canvas (`Title (123)` with the assignment's number hits one that is
            there) and in Moodle; default: the assignment's.
        identifier: by which column Moodle finds a student: `Username`, `Email address` or `ID number`.
        roster: CSV that says who our folder names are in the learning system, see `read_roster`; without it the
            folder's name is the login name.
        unfinished: also hand over grades in which tasks wait for a person.

    Raises:
        ValueError: unknown form or identifier; a student is not in the roster; nobody's grade can be handed over.
    """
    records = sorted(records, key=lambda record: record.student)
    if form not in FORMS:
        raise ValueError(f"no form {form!r}; there are: {', '.join(FORMS)}")
    if identifier not in MOODLE:
        raise ValueError(f"Moodle finds nobody by {identifier!r}; it does by: {', '.join(MOODLE)}")
    if form == "json":
        text = json.dumps([_entry(record) for record in records], indent=1)
        return write(target, text + "\n")
    if form == "csv":
        return write(target, _lines(_table(records)))
    held = left_out(records, unfinished=unfinished)
    ready = [record for record in records if record.student not in held]
    if not ready:
        why = "; ".join(f"{who}: {reason}" for who, reason in list(held.items())[:5]) or "nothing was graded"
        raise ValueError(f"no grade can be handed over ({why})")
    title = title or ready[0].assignment
    key = "SIS Login ID" if form == "canvas" else identifier
    people = read_roster(roster, key) if roster else {r.student: {"Student": r.student, key: r.student} for r in ready}
    known_by = CANVAS[1:4] if form == "canvas" else (identifier,)  # a line without any would hit somebody else
    if missing := [r.student for r in ready if not any(people.get(r.student, {}).get(name) for name in known_by)]:
        raise ValueError(
            f"{len(missing)} of the graded students have no {' or '.join(known_by)} in {roster}: "
            f"{', '.join(map(printable, missing[:10]))}{' and more' if len(missing) > 10 else ''}; "
            "add a line for each, or a column `folder` with these names"
        )
    make = _canvas if form == "canvas" else _moodle
    return write(target, _lines(make(ready, people, title, identifier)))


def left_out(records: Iterable[Record], *, unfinished: bool = False) -> dict[str, str]:
    """Return whom the files for Canvas and Moodle leave out, and why."""
    held = {}
    for record in records:
        if record.status != GRADED:
            held[record.student] = record.reason or "ungraded"
        elif waiting(record) and not unfinished:
            held[record.student] = f"waits for a person to mark {', '.join(waiting(record))}"
    return held


def waiting(record: Record) -> list[str]:
    """Return the tasks that a person has yet to mark."""
    return [name for name, task in record.tasks.items() if task.earned is None] if record.status == GRADED else []


def tasks(records: Iterable[Record]) -> list[str]:
    """Return all tasks in the notebook's order."""
    return list(dict.fromkeys(name for r in sorted(records, key=lambda r: -len(r.tasks)) for name in r.tasks))


def read_roster(path: Path, key: str) -> dict[str, dict[str, str]]:
    """Read who is who: each line by the name of the student's folder.

    The learning system's own export of its participants will do. The folder's name is in the column `folder`, or, if
    there is none, in the column `key`.

    Raises:
        ValueError: no such column, or a name twice.
    """
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = [{str(k).strip(): (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(file)]
    columns = list(rows[0]) if rows else []
    by = "folder" if "folder" in columns else key
    if by not in columns:
        raise ValueError(f"{path} has no column `folder` or {key!r} to find students by; it has: {', '.join(columns)}")
    people: dict[str, dict[str, str]] = {}
    for row in rows:
        if row[by] in people:
            raise ValueError(f"{path} names {row[by]!r} twice in the column {by!r}")
        if row[by]:
            people[row[by]] = row
    return people


def plain(text: str) -> str:
    """Keep a spreadsheet from taking text as a formula, and a terminal from obeying it."""
    text = printable(text)
    return "'" + text if text.lstrip().startswith(_FORMULA) else text


def _entry(record: Record) -> dict:
    values = {"score": record.earned, "out_of": record.out_of, "waiting": waiting(record)}
    return asdict(record) | values


def _points(number: float | None) -> str:
    return "" if number is None else f"{number:.10g}"


def _table(records: Sequence[Record]) -> list[list[str]]:
    names = tasks(records)
    rows = [["student", "status", "score", "out_of", *map(plain, names), "waiting", "reason", "remarks"]]
    for r in records:
        marks = [_points(r.tasks[n].earned) if r.status == GRADED and n in r.tasks else "" for n in names]
        words = [plain(" ".join(waiting(r))), plain(r.reason), plain("; ".join(r.remarks))]
        rows.append([plain(r.student), r.status, _points(r.earned), _points(r.out_of), *marks, *words])
    return rows


def _canvas(ready: Sequence[Record], people: dict[str, dict[str, str]], title: str, _: str) -> list[list[str]]:
    """Return the header, the row of points that Canvas wants, and a row a student."""
    most = max(sum(task.points for task in record.tasks.values()) for record in ready)
    rows = [[*CANVAS, plain(title)], ["    Points Possible", "", "", "", "", _points(most)]]
    for record in ready:
        rows.append([*(plain(people[record.student].get(column, "")) for column in CANVAS), _points(record.earned)])
    return rows


def _moodle(ready: Sequence[Record], people: dict[str, dict[str, str]], title: str, identifier: str) -> list[list[str]]:
    """Return the header and a row a student; grade and feedback go together, or Moodle drops the other one."""
    rows = [[identifier, plain(title), plain(f"{title} (feedback)")]]
    for record in ready:
        marks = [
            f"{name}: {'not marked yet' if task.earned is None else f'{task.earned:.10g} of {task.points:.10g}'}"
            for name, task in record.tasks.items()
        ]
        rows.append([plain(people[record.student][identifier]), _points(record.earned), plain("; ".join(marks))])
    return rows


def _lines(rows: Sequence[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()
