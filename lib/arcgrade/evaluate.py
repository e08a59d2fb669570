"""Evaluates one submission: its cells run in the box, the checks run here.

This is the trusted process that makes the verdicts. It knows the hidden tests; the box never does.
"""

import ast
import contextlib
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import compute_checksum

from arcgrade import ingest
from arcgrade.checks import hidden_lines, run_check, run_plain
from arcgrade.clock import Clock
from arcgrade.journal import GRADED, UNGRADED, TaskOutcome
from arcgrade.limits import Limits
from arcgrade.remote import Box, Died, Session, hidden_here
from deeparc.core.task import OutOfTime, TimeLimit

OUTPUT = 2**20  # characters of outputs that one cell keeps


@dataclass(frozen=True)
class Assignment:
    """All that a worker must know of an assignment.

    Args:
        name: the chapter's slug.
        source: the instructor's notebook, JSON: tasks, solutions, hidden tests.
        released: the student's notebook, JSON.
        limits: what a submission may use.
    """

    name: str
    source: str
    released: str
    limits: Limits = field(default_factory=Limits)


@dataclass
class Evaluation:
    """What came of a submission; `notebook` is the graded notebook (JSON), or nothing if it is ungraded."""

    status: str
    reason: str = ""
    remarks: list[str] = field(default_factory=list)
    tasks: dict[str, TaskOutcome] = field(default_factory=dict)
    notebook: str = ""
    seconds: float = 0.0
    cpu: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return asdict(self)


class Prepared:
    """An assignment with the instructor's first cells run: imports and helpers, which no submission changes.

    Args:
        assignment: the assignment.
    """

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self.released = nbformat.reads(assignment.released, as_version=4)
        source = nbformat.reads(assignment.source, as_version=4)
        marked = {_mark(c, "grade_id"): c for c in source.cells if _mark(c, "grade_id")}
        self.checks = {name: c.source for name, c in marked.items() if _mark(c, "grade") and not _mark(c, "solution")}
        self.defines = {name: _bound_names(c.source) for name, c in marked.items() if _is_code_answer(c)}
        self.first = _before_answers(self.released)
        self.names: dict[str, Any] = {"__name__": "__main__"}
        for number, text in enumerate(self.first):
            run_plain(text, self.names, f"<set-up {number}>")
        self.examples = _examples(self.released)[len(self.first) :]
        self._rehearse()

    def _rehearse(self) -> None:
        """Run the other instructor's cells for what they import and load, so that no submission waits for it."""
        state = np.random.get_state()  # noqa: NPY002
        names = dict(self.names)
        for text in self.examples:
            with contextlib.suppress(Exception):  # an example that needs the answer
                run_plain(text, names, "<rehearsal>")
        np.random.set_state(state)  # noqa: NPY002
        plt.close("all")


def evaluate(prepared: Prepared, submitted: bytes, seed: str, start: Callable[[], Box]) -> Evaluation:
    """Grade a submission.

    Whatever the submission does, this returns; only a fault of the grader's own raises.

    Args:
        prepared: the assignment; its names are changed, so this runs in a process of its own.
        submitted: the notebook's bytes.
        seed: of the hidden tests' random inputs, as text.
        start: starts a box for it.
    """
    began = time.monotonic()
    try:
        rebuilt = ingest.rebuild(submitted, prepared.released)
    except ingest.Unreadable as reason:
        return Evaluation(UNGRADED, reason=str(reason))
    clock = Clock()
    TimeLimit.clock = staticmethod(clock.now)
    time.perf_counter, time.process_time = clock.now, clock.cpu
    _rebind_clocks(prepared.names, clock)
    session = Session(start, clock, prepared.assignment.limits.notebook)
    try:
        result = _Walk(prepared, session, seed).walk(rebuilt)
    finally:
        session.close()
    result.seconds, result.cpu = round(time.monotonic() - began, 3), round(clock.cpu(), 3)
    return result


def _rebind_clocks(names: dict[str, Any], clock: Clock) -> None:
    """Let a check that times the student's function measure the box's time, on a busy machine too."""
    for name, function in (("perf_counter", clock.now), ("process_time", clock.cpu)):
        if name in names:
            names[name] = function


class _Walk:
    """Goes through a rebuilt notebook in order."""

    def __init__(self, prepared: Prepared, session: Session, seed: str) -> None:
        self.prepared, self.session, self.seed = prepared, session, seed
        self.names = prepared.names
        self.known: list[str] = []  # names that answers define, so far
        self.limits = prepared.assignment.limits

    def walk(self, rebuilt: ingest.Ingested) -> Evaluation:
        result = Evaluation(GRADED, remarks=rebuilt.remarks)
        first = list(self.prepared.first)
        for number, cell in enumerate(rebuilt.notebook.cells):
            name = _mark(cell, "grade_id")
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], number + 1
            if name in self.prepared.checks and cell.cell_type == "code":
                cell.source = self.prepared.checks[name]
                task, points = name.removesuffix("-test"), float(cell.metadata.nbgrader.points)
                result.tasks[task] = self._check(cell, name, points, result.remarks)
            elif _mark(cell, "grade"):
                written = compute_checksum(cell) != _mark(cell, "checksum")
                points = float(cell.metadata.nbgrader.points)
                result.tasks[name] = TaskOutcome(points, None if written else 0.0, by_hand=True)
            elif cell.cell_type != "code":
                continue
            elif name in self.prepared.defines or cell.metadata.get("arcgrade", {}).get("own"):
                cell.outputs = self._run(cell.source)
                error = next((o for o in cell.outputs if o.output_type == "error"), None)
                if error and name:
                    result.remarks.append(f"answer cell {name}: {_one_line(error)[:160]}")
                self.known += [n for n in self.prepared.defines.get(name, ()) if n not in self.known]
            elif first and cell.source == first[0]:
                first.pop(0)  # ran before the submission came
            else:
                self._instructors(cell.source, f"<cell {number}>")
        result.notebook = nbformat.writes(rebuilt.notebook)
        return result

    def _run(self, source: str) -> list[NotebookNode]:
        """Run one of the student's cells."""
        try:
            with TimeLimit(self.limits.cell):
                return _valid(self.session.run(source))
        except (Died, OutOfTime) as error:
            name, text = ("OutOfTime" if isinstance(error, OutOfTime) else "Died"), str(error)
            return [new_output("error", ename=name, evalue=text, traceback=[f"{name}: {text}"])]

    def _instructors(self, source: str, cell: str) -> None:
        """Run an instructor's cell on both sides; it may show what an answer does, and that may fail."""
        try:
            with TimeLimit(self.limits.cell):
                self.session.run(source, quiet=True)
        except (Died, OutOfTime):
            pass
        try:
            with TimeLimit(self.limits.cell):
                run_plain(source, self.names, cell)
        except Exception:  # an example that needs the answer
            pass
        _rebind_clocks(self.names, self.session.clock)

    def _check(self, cell: NotebookNode, name: str, most: float, remarks: list[str]) -> TaskOutcome:
        where = f"<check {name}>"
        regions = hidden_lines(cell.source)
        self.session.hidden = lambda: hidden_here(where, regions)
        try:
            for known in self.known:
                self.names.pop(known, None)
            with TimeLimit(self.limits.cell):
                self.names.update(self.session.names(self.known))
        except (Died, OutOfTime) as error:
            remarks.append(f"check cell {name.removesuffix('-test')}: {error}")
        with TimeLimit(self.limits.notebook):
            verdict = run_check(cell.source, self.names, where, most, self.seed)
        cell.outputs = [verdict.output]
        if verdict.points is None:
            remarks.append(f"check cell {name.removesuffix('-test')}: {_one_line(verdict.output)[:160]}")
        for why in dict.fromkeys(self.session.deaths):
            if why != "it was stopped":
                remarks.append(f"check cell {name.removesuffix('-test')}: {why}")
        self.session.deaths.clear()
        return TaskOutcome(most, verdict.points or 0.0, checks=verdict.checks)


def _valid(outputs: list[Any]) -> list[NotebookNode]:
    """Keep the outputs that a notebook can hold, up to the limit; the box may send anything."""
    kept, room = [], OUTPUT
    for output in outputs:
        try:
            node = nbformat.from_dict(output)
            nbformat.validate(node, ref=node.output_type, version=4)
            text = nbformat.v4.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[node])]))
            text.encode("utf-8")
        except Exception:  # forged or malformed
            continue
        room -= len(text)
        if room < 0:
            text = f"\n[more than {OUTPUT:,} bytes of output: the rest is left out]\n"
            return [*kept, new_output("stream", name="stdout", text=text)]
        kept.append(node)
    return kept


def _one_line(error: NotebookNode) -> str:
    return f"{error.ename}: {error.evalue}".replace("\n", " ")


def _mark(cell: NotebookNode, what: str) -> Any:
    return cell.metadata.get("nbgrader", {}).get(what, "")


def _is_code_answer(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(_mark(cell, "solution"))


def _before_answers(released: NotebookNode) -> list[str]:
    """Return the code cells in front of the first answer and the first check."""
    texts = []
    for cell in released.cells:
        if _mark(cell, "solution") or _mark(cell, "grade"):
            break
        if cell.cell_type == "code":
            texts.append(cell.source)
    return texts


def _examples(released: NotebookNode) -> list[str]:
    """Return all code cells that are neither answer nor check."""
    cells = [c for c in released.cells if c.cell_type == "code" and not (_mark(c, "solution") or _mark(c, "grade"))]
    return [c.source for c in cells]


def _bound_names(source: str) -> list[str]:
    """Return the names that a cell binds at its top level."""
    names: dict[str, None] = {}
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names[statement.name] = None
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            continue
        else:
            names |= {
                n.id: None for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            }
    return list(names)
