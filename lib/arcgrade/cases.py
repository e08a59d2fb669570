"""Answers with a known worth: what the checks of each task must refuse and what they must accept.

`solutions/<assignment>/cases/<task>.py` holds them, each under a line that says what it is::

    # %% mutant: no-bias | forgets to move b
    def update(...): ...

A *mutant* must lose points, a *lazy* answer (zeros, a constant, its input, an import of the answer) must lose
all of them, a *variant* is right, written differently, and must get them all.
"""

import copy
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

KINDS = ("mutant", "lazy", "variant")
_HEADING = re.compile(r"^# %% (\w+): ([^|\n]+?) \| (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One answer to one task."""

    task: str
    kind: str
    name: str
    about: str
    source: str


def load(folder: Path) -> list[Case]:
    """Read all cases of an assignment.

    Raises:
        ValueError: a heading is malformed or its kind unknown, or a name appears twice.
    """
    cases = []
    for path in sorted(folder.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        headings = list(_HEADING.finditer(text))
        if len(headings) != len(re.findall(r"^# %%", text, re.MULTILINE)):
            raise ValueError(f"{path}: every `# %%` line must read `# %% kind: name | what it is`")
        for here, after in zip(headings, [*headings[1:], None], strict=True):
            kind, name, about = here.groups()
            if kind not in KINDS:
                raise ValueError(f"{path}: case {name!r} is a {kind!r}, expected one of {', '.join(KINDS)}")
            cases.append(Case(path.stem, kind, name, about, text[here.end() : after and after.start()].strip()))
    names = [(c.task, c.name) for c in cases]
    if twice := {n for n in names if names.count(n) > 1}:
        raise ValueError(f"{folder}: named twice: {sorted(twice)}")
    return cases


def answer(released: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """Return a copy of the released notebook with these answers written into it.

    Args:
        released: the student's notebook.
        answers: source of the answer cell by its grade id.

    Raises:
        KeyError: the notebook has no such answer cell.
    """
    notebook = copy.deepcopy(released)
    cells = {c.metadata.nbgrader.grade_id: c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution")}
    for name, source in answers.items():
        cells[name].source = source
    return notebook


def solutions(source: Path) -> dict[str, str]:
    """Return the instructor's answers by grade id."""
    notebook = nbformat.read(source, as_version=4)
    return {
        c.metadata.nbgrader.grade_id: c.source for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution")
    }
