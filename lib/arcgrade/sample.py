"""A class to try the grader on: one submission of each kind that an instructor meets."""

from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from arcgrade import cases
from arcgrade.course import Course

ENDLESS = "while True:\n    pass\n"


def write(course: Course) -> list[Path]:
    """Write the sample class's submissions into the class's `submitted/` folder; the course must be prepared.

    Returns:
        the students' folders for this assignment.
    """
    released = nbformat.read(course.released, as_version=4)
    right = cases.solutions(course.source)
    code = [name for name in right if name in {c.task for c in cases.load(course.cases)}]
    half, first = code[: len(code) // 2], code[0]
    wrong = {c.task: c.source for c in cases.load(course.cases) if c.kind == "lazy"}

    makers: dict[str, Callable[[], NotebookNode | str | None]] = {
        "perfect": lambda: cases.answer(released, right),
        "half-done": lambda: cases.answer(released, {name: right[name] for name in half}),
        "untouched": lambda: released,
        "wrong": lambda: cases.answer(released, wrong),
        "syntax-error": lambda: cases.answer(released, right | {first: "def broken(:\n    return"}),
        "endless-loop": lambda: cases.answer(released, right | {first: ENDLESS}),
        "check-deleted": lambda: _without(cases.answer(released, right), f"{first}-test"),
        "answer-deleted": lambda: _without(cases.answer(released, right), first),
        "process-ended": lambda: cases.answer(released, right | {first: "import os\nos._exit(0)"}),
        "not-a-notebook": lambda: "{ this is no JSON",
        "no-notebook": lambda: None,
    }
    folders = []
    for student, make in makers.items():
        folder = course.submitted / student / course.assignment
        folder.mkdir(parents=True, exist_ok=True)
        content = make()
        if content is not None:
            text = content if isinstance(content, str) else nbformat.writes(content)
            (folder / f"{course.notebook}.ipynb").write_text(text, encoding="utf-8")
        folders.append(folder)
    return folders


def _without(notebook: NotebookNode, name: str) -> NotebookNode:
    notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") != name]
    return notebook
