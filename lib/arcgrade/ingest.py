"""Reads a submission and rebuilds it from the instructor's notebook, taking only what the student may write.

Check cells, set-up and text come from the release; from the submission come the answer cells, found by
`grade_id`, and the student's own extra code cells, kept where they stood. So a deleted, altered, moved or
duplicated cell harms nobody and helps nobody, and each is reported.
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
MOST = 300  # cells of the student's own


class Unreadable(ValueError):
    """There is nothing to grade; the message is the reason that student and instructor read."""


@dataclass
class Ingested:
    """A rebuilt submission: what is graded, and what was mended on the way."""

    notebook: NotebookNode
    remarks: list[str] = field(default_factory=list)


@dataclass
class _Cell:
    kind: str
    source: str
    name: str  # the grade id, or nothing


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
        if status.st_nlink > 1:
            raise Unreadable(f"{name} is a hard link to another file: hand in a copy")
        if status.st_size > LARGEST:
            raise Unreadable(f"{name} has {status.st_size:,} bytes, more than the {LARGEST:,} allowed")
        return file.read(LARGEST + 1)


def rebuild(submitted: bytes, released: NotebookNode) -> Ingested:
    """Put the student's answers into a copy of the released notebook.

    Args:
        submitted: the submitted file's bytes.
        released: the student's notebook as it was given out.

    Raises:
        Unreadable: the bytes are no notebook, or one of something else.
    """
    theirs = _parse(submitted)
    result = Ingested(copy.deepcopy(released))
    ours = result.notebook.cells
    place = {_grade_id(cell): position for position, cell in enumerate(ours) if _grade_id(cell)}
    plain = {(cell.cell_type, cell.source): position for position, cell in enumerate(ours) if not _grade_id(cell)}

    answers: dict[int, list[str]] = {}
    extra: dict[int, list[str]] = {}  # the student's own cells, by the released cell that they stand before
    waiting: list[str] = []
    seen: set[int] = set()
    for cell in theirs:
        position = place.get(cell.name, plain.get((cell.kind, cell.source)))
        if position is None:
            if cell.kind == "code" and cell.source.strip():
                waiting.append(cell.source)
            continue
        extra.setdefault(position, []).extend(waiting)
        waiting = []
        seen.add(position)
        if _is(ours[position], "solution") and cell.kind == ours[position].cell_type:
            answers.setdefault(position, []).append(cell.source)
        elif _is(ours[position], "grade") and cell.source != ours[position].source:
            result.remarks.append(f"check cell {cell.name} was altered; the original was used")
    if not answers:
        raise Unreadable("no answer cell of this assignment is in it: is it the right notebook?")

    for name, position in place.items():
        cell = ours[position]
        if _is(cell, "solution"):
            given = answers.get(position, [])
            if not given:
                result.remarks.append(f"answer cell {name} was deleted; it counts as not written")
            elif len(given) > 1:
                result.remarks.append(f"answer cell {name} is there {len(given)} times; the last one written counts")
            cell.source = next((text for text in reversed(given) if text != cell.source), cell.source)
        elif _is(cell, "grade") and position not in seen:
            result.remarks.append(f"check cell {name} was deleted; the original was used")

    own = sum(map(len, extra.values())) + len(waiting)
    if own > MOST:
        raise Unreadable(f"{own:,} cells of its own, more than the {MOST} allowed: delete what is not needed")
    merged = []
    for position, cell in enumerate(ours):
        merged += [_own(text) for text in extra.get(position, [])] + [cell]
    result.notebook.cells = merged + [_own(text) for text in waiting]
    return result


def _own(text: str) -> NotebookNode:
    """Make a cell that the student added."""
    return nbformat.v4.new_code_cell(text, metadata={"arcgrade": {"own": True}})


def _parse(submitted: bytes) -> list[_Cell]:
    """Return the cells of a file that anybody may have written, reduced to text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbformat's, on missing or doubled cell ids; ids are not used here
            student = nbformat.reads(submitted.decode("utf-8-sig"), as_version=4)
        cells = [_Cell(str(c.cell_type), str(c.source), _grade_id(c)) for c in student.cells]
        for cell in cells:
            cell.source.encode("utf-8")  # lone surrogates pass JSON and nothing after it
    except Exception as error:  # whatever a malformed file makes the parser raise
        raise Unreadable(f"not a notebook: {type(error).__name__}: {str(error)[:200]}") from None
    return cells


def _is(cell: NotebookNode, what: str) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get(what, False))


def _grade_id(cell: NotebookNode) -> str:
    marks = cell.metadata.get("nbgrader")
    name = marks.get("grade_id", "") if isinstance(marks, dict) else ""
    return name if isinstance(name, str) else ""
