"""Reads a submission and rebuilds it from the instructor's notebook, taking only what the student may write.

Test cells, set-up and text come from the release; from the submission come the solution cells, found by
`grade_id`, and the student's own extra code cells. So a deleted, altered, moved or duplicated cell harms
nobody and helps nobody, and each is reported.
"""

import copy
import os
import stat
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

LARGEST = 10 * 2**20  # bytes


class Unreadable(ValueError):
    """There is nothing to grade; the message is the reason that student and instructor read."""


@dataclass
class Ingested:
    """A rebuilt submission: what is graded, and what was mended on the way."""

    notebook: NotebookNode
    remarks: list[str] = field(default_factory=list)


def read(folder: Path, name: str) -> bytes:
    """Return the bytes of the submitted notebook.

    Args:
        folder: the student's folder for this assignment.
        name: the notebook's file name.

    Raises:
        Unreadable: nothing submitted, another name, not a regular file, or larger than 10 MiB.
    """
    if not folder.is_dir() or folder.is_symlink():
        raise Unreadable("nothing submitted")
    try:
        handle = os.open(folder / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        found = sorted(p.name for p in folder.iterdir() if p.name != "timestamp.txt")
        there = f"the folder holds {', '.join(found[:5])}" if found else "the folder is empty"
        raise Unreadable(f"no {name}: {there}") from None
    except OSError as error:
        raise Unreadable(f"{name} cannot be opened: {error.strerror}") from None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{name} is not a regular file")
        if status.st_size > LARGEST:
            raise Unreadable(f"{name} has {status.st_size:,} bytes, more than the {LARGEST:,} allowed")
        return file.read(LARGEST + 1)


def rebuild(submitted: bytes, released: NotebookNode) -> Ingested:
    """Put the student's answers into a copy of the released notebook.

    Args:
        submitted: the submitted file's bytes.
        released: the student's notebook as it was given out.

    Raises:
        Unreadable: the bytes are no notebook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbformat's, on missing or doubled cell ids; ids are not used here
            student = nbformat.reads(submitted.decode("utf-8"), as_version=4)
        cells = [(c.cell_type, str(c.source), _grade_id(c)) for c in student.cells]
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError, nbformat.ValidationError) as error:
        raise Unreadable(f"not a notebook: {type(error).__name__}: {str(error)[:200]}") from None
    rebuilt = copy.deepcopy(released)
    ours = {_grade_id(c): c for c in rebuilt.cells if _grade_id(c)}
    known = {(c.cell_type, c.source) for c in released.cells}
    result = Ingested(rebuilt)

    answers: dict[str, list[str]] = {}
    extra: dict[str, list[str]] = {}  # the student's own cells, by the solution cell that they come before
    waiting: list[str] = []
    for kind, source, name in cells:
        cell = ours.get(name)
        if cell is not None and cell.metadata.nbgrader.solution:
            if kind == cell.cell_type:
                answers.setdefault(name, []).append(source)
                extra.setdefault(name, []).extend(waiting)
                waiting = []
        elif cell is not None and cell.metadata.nbgrader.grade:
            if source != cell.source:
                result.remarks.append(f"check cell {name} was altered; the original was used")
        elif kind == "code" and (kind, source) not in known and source.strip():
            waiting.append(source)

    for name, cell in ours.items():
        if cell.metadata.nbgrader.solution:
            written = [text for text in answers.get(name, []) if text != cell.source]
            if name not in answers:
                result.remarks.append(f"answer cell {name} was deleted; it counts as not written")
            elif len(answers[name]) > 1:
                result.remarks.append(f"answer cell {name} is there {len(answers[name])} times; the last one counts")
            if written:
                cell.source = written[-1]
        elif cell.metadata.nbgrader.grade and name not in {n for _, _, n in cells}:
            result.remarks.append(f"check cell {name} was deleted; the original was used")
    if not any(answers.values()):
        raise Unreadable("no answer cell of this assignment is in it: is it the right notebook?")

    merged = []
    for cell in rebuilt.cells:
        merged += [nbformat.v4.new_code_cell(text) for text in extra.get(_grade_id(cell), [])]
        merged.append(cell)
    rebuilt.cells = merged
    return result


def _grade_id(cell: NotebookNode) -> str:
    marks = cell.metadata.get("nbgrader")
    name = marks.get("grade_id", "") if isinstance(marks, dict) else ""
    return name if isinstance(name, str) else ""
