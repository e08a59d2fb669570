"""Evaluates one submission: its cells run in the box, the checks run here.

This is the trusted process that makes the verdicts. It knows the hidden tests; the box never does.
"""

import ast
import builtins
import contextlib
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, field
from types import ModuleType
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import compute_checksum

from arcgrade import ingest
from arcgrade.checks import Verdict, run_check, run_plain, without_hidden
from arcgrade.clock import Clock
from arcgrade.journal import GRADED, UNGRADED, TaskOutcome
from arcgrade.limits import Limits
from arcgrade.remote import STOPPED, Box, Died, Session
from deeparc.core.task import OutOfTime, TimeLimit

MIME_TYPES = (
    "text/plain",
    "text/html",
    "text/markdown",
    "text/latex",
    "image/png",
    "image/jpeg",
    "image/svg+xml",
)
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
        self.classes = {name for name, c in marked.items() if _is_code_answer(c) and _has_class(c.source)}
        self.first = _before_answers(self.released)
        self.names: dict[str, Any] = {"__name__": "__main__"}
        for number, text in enumerate(self.first):
            run_plain(text, self.names, f"<set-up {number}>")
        self.examples = _examples(self.released)[len(self.first) :]
        self.ahead: dict[str, dict[str, Any]] = {}  # what a cell binds that is the same for every submission
        self._rehearse()

    def _rehearse(self) -> None:
        """Run the other instructor's cells for what they import and load, so that no submission waits for it.

        Where nothing that an answer defines, and no data of another cell, is used, this is also their result.
        """
        state = np.random.get_state()  # noqa: NPY002
        before = dict(self.names)
        for text in self.examples:
            with contextlib.suppress(Exception):  # an example that needs the answer
                run_plain(text, self.names, "<rehearsal>")
                if self._is_alone(text, before):
                    self.ahead[text] = {n: self.names[n] for n in _bound_names(text) if n in self.names}
        self.names.clear()
        self.names.update(before)
        np.random.set_state(state)  # noqa: NPY002
        plt.close("all")

    def _is_alone(self, text: str, names: dict[str, Any]) -> bool:
        """Tell whether a cell uses only its own names, built-in ones, and modules and functions of the set-up."""
        tree = ast.parse(text)
        used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        local = {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)} | set(_bound_names(text))
        local |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        shared = {n for n in names if callable(names[n]) or isinstance(names[n], ModuleType)} | set(dir(builtins))
        answers = {n for defined in self.defines.values() for n in defined}
        imports = any(isinstance(n, ast.Import | ast.ImportFrom) for n in ast.walk(tree))
        return used <= (local | shared) and not answers & (used | local) and not imports


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
    names, seconds = dict(prepared.names), prepared.assignment.limits.notebook
    with closing(Session(start, clock, seconds)) as session:
        judging = _Judging(prepared, session, prepared.names, seed)
        judging.walk(rebuilt.notebook.cells)
    with closing(Session(start, clock, seconds)) as session:
        showing = _Showing(prepared, session, names, judging)
        showing.walk(rebuilt.notebook.cells)
    remarks = [*rebuilt.remarks, *judging.remarks, *showing.remarks]
    result = Evaluation(GRADED, remarks=remarks, tasks=judging.tasks, notebook=nbformat.writes(rebuilt.notebook))
    result.seconds, result.cpu = round(time.monotonic() - began, 3), round(clock.cpu(), 3)
    return result


def _rebind_clocks(names: dict[str, Any], clock: Clock) -> None:
    """Let a check that times the student's function measure the box's time, on a busy machine too."""
    for name, function in (("perf_counter", clock.now), ("process_time", clock.cpu)):
        if name in names:
            names[name] = function


class _Walk:
    """Goes through a rebuilt notebook in order, with a box of its own."""

    def __init__(self, prepared: Prepared, session: Session, names: dict[str, Any]) -> None:
        self.prepared, self.session, self.names = prepared, session, names
        self.limits = prepared.assignment.limits
        self.remarks: list[str] = []
        self._defined: list[str] = []  # names that answers define, so far

    def walk(self, cells: list[NotebookNode]) -> None:
        """Visit every cell."""
        first = list(self.prepared.first)
        for number, cell in enumerate(cells):
            name = _mark(cell, "grade_id")
            if name in self.prepared.checks and cell.cell_type == "code":
                self.check(cell, name)
            elif _mark(cell, "grade"):
                self.text(cell, name)
            elif cell.cell_type != "code":
                continue
            elif name in self.prepared.defines or cell.metadata.get("arcgrade", {}).get("own"):
                self.students(cell, number, name)
                self._defined += [n for n in self.prepared.defines.get(name, ()) if n not in self._defined]
            elif first and cell.source == first[0]:
                first.pop(0)  # ran before the submission came
            else:
                self.example(cell.source, f"<cell {number}>")

    def run(self, source: str, *, quiet: bool) -> tuple[list[Any], str]:
        """Run a cell in the box; return its outputs, and what stopped it if something did."""
        try:
            with TimeLimit(self.limits.cell):
                return self.session.run(source, quiet=quiet), ""
        except (Died, OutOfTime) as error:
            return [], str(error)

    def example(self, source: str, cell: str) -> None:
        """Run an instructor's cell on both sides; it may show what an answer does, and that may fail."""
        self.run(source, quiet=True)
        if source in self.prepared.ahead:
            self.names.update(self.prepared.ahead[source])
            return
        with contextlib.suppress(Exception, OutOfTime), TimeLimit(self.limits.cell):
            run_plain(source, self.names, cell)
        _rebind_clocks(self.names, self.session.clock)

    def bind(self) -> str:
        """Bind the names that answers define to what the box has under them; return what went wrong, if anything."""
        for name in self._defined:
            self.names.pop(name, None)
        try:
            with TimeLimit(self.limits.cell):
                self.names.update(self.session.names(self._defined))
        except (Died, OutOfTime) as error:
            return str(error)
        return ""

    def students(self, cell: NotebookNode, number: int, name: str) -> None:
        """Run an answer, or a cell that the student added."""
        raise NotImplementedError

    def check(self, cell: NotebookNode, name: str) -> None:
        """Visit a check cell."""
        raise NotImplementedError

    def text(self, cell: NotebookNode, name: str) -> None:
        """Visit a task that a person marks."""


class _Judging(_Walk):
    """Makes the verdicts. Nothing that this box prints is kept, for it has seen the hidden tests' inputs."""

    def __init__(self, prepared: Prepared, session: Session, names: dict[str, Any], seed: str) -> None:
        super().__init__(prepared, session, names)
        self.seed = seed
        self.verdicts: dict[str, Verdict] = {}
        self.tasks: dict[str, TaskOutcome] = {}
        self.stopped: dict[int, str] = {}  # why, by the number of a student's cell

    def students(self, cell: NotebookNode, number: int, name: str) -> None:
        _, why = self.run(cell.source, quiet=True)
        if why:
            self.stopped[number] = why

    def check(self, cell: NotebookNode, name: str) -> None:
        task, most = name.removesuffix("-test"), float(cell.metadata.nbgrader.points)
        self.session.classes = task in self.prepared.classes
        troubles = [self.bind()]
        with TimeLimit(self.limits.notebook):
            verdict = run_check(self.prepared.checks[name], self.names, f"<check {name}>", most, self.seed)
        troubles += [verdict.cause, *(why for why in self.session.deaths if why != STOPPED)]
        self.session.deaths.clear()
        self.remarks += [f"check cell {task}: {why}"[:200] for why in dict.fromkeys(troubles) if why]
        self.verdicts[name] = verdict
        self.tasks[task] = TaskOutcome(most, verdict.points or 0.0, checks=verdict.checks)

    def text(self, cell: NotebookNode, name: str) -> None:
        written = compute_checksum(cell) != _mark(cell, "checksum")
        self.tasks[name] = TaskOutcome(float(cell.metadata.nbgrader.points), None if written else 0.0, by_hand=True)


class _Showing(_Walk):
    """Makes what a student will see: outputs, and messages in full. Its box never meets a hidden test."""

    def __init__(self, prepared: Prepared, session: Session, names: dict[str, Any], judging: _Judging) -> None:
        super().__init__(prepared, session, names)
        self.judging = judging

    def students(self, cell: NotebookNode, number: int, name: str) -> None:
        cell.execution_count = number + 1
        why = self.judging.stopped.get(number, "")
        outputs, stopped = ([], why) if why else self.run(cell.source, quiet=False)
        why = why or stopped
        stop = [new_output("error", ename="Stopped", evalue=why, traceback=[why])] if why else []
        cell.outputs = _valid(outputs) + stop
        error = next((o for o in cell.outputs if o.output_type == "error"), None)
        if error and name:
            self.remarks.append(f"answer cell {name}: {_one_line(error)[:160]}")

    def example(self, source: str, cell: str) -> None:
        if any(verdict.failed_visibly() for verdict in self.judging.verdicts.values()):
            super().example(source, cell)
        else:
            self.run(source, quiet=True)  # no check will run on this side

    def check(self, cell: NotebookNode, name: str) -> None:
        cell.source = self.prepared.checks[name]
        verdict = self.judging.verdicts[name]
        if verdict.failed_visibly() and not verdict.timed_out:
            self.session.classes = name.removesuffix("-test") in self.prepared.classes
            self.bind()
            visible = without_hidden(cell.source)
            with TimeLimit(self.limits.notebook):
                verdict.tell(run_check(visible, self.names, f"<check {name}>", verdict.most, "").messages)
        cell.outputs, cell.execution_count = [verdict.output()], 1


def _valid(outputs: list[Any]) -> list[NotebookNode]:
    """Keep the outputs that a notebook can hold, up to the limit; the box may send anything."""
    kept, room = [], OUTPUT
    for output in outputs:
        try:
            node = nbformat.from_dict(output)
            if "data" in node:  # what else there is may need a front end to make sense of it
                node.data = {kind: node.data[kind] for kind in MIME_TYPES if kind in node.data}
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


def _has_class(source: str) -> bool:
    return any(isinstance(statement, ast.ClassDef) for statement in ast.parse(source).body)


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
