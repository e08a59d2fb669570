"""Runs check cells on the trusted side, with the instructor's names around them."""

import ast
import hashlib
import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import lru_cache
from types import CodeType
from typing import Any

import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_output

from arcgrade.journal import Check
from arcgrade.text import printable
from deeparc.core.task import Score, Task

BEGIN, END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
_SEEDED = "_arcgrade_seeded"


@dataclass
class Verdict:
    """What a check cell said.

    `points` is None where the cell raised before it could say anything; `cause` then says what.
    """

    points: float | None
    most: float
    cause: str = ""
    task: Task | None = None
    checks: list[Check] = field(default_factory=list)
    messages: dict[str, str] = field(default_factory=dict)  # in full, by check: they may quote what the answer said

    @property
    def timed_out(self) -> bool:
        """Tell whether a check ran out of its time."""
        return any("took longer than" in check.message for check in self.checks)

    def failed_visibly(self) -> bool:
        """Tell whether a check failed that the student can run too."""
        return any(not check.passed and not check.hidden for check in self.checks)

    def tell(self, messages: dict[str, str]) -> None:
        """Give visible checks that failed these messages, by their names, in place of the bare cause."""
        for check, outcome in zip(self.checks, self.task.outcomes if self.task else (), strict=True):
            if not check.passed and not check.hidden and messages.get(check.what):
                check.message = outcome.message = messages[check.what]

    def output(self) -> NotebookNode:
        """Return the verdict as the output of its cell, in nbgrader's form."""
        if self.points is None:
            return new_output("error", ename="NoScore", evalue=self.cause, traceback=[self.cause])
        shown = {"text/plain": repr(self.points)}
        if self.task:
            shown["text/html"] = self.task.table()
        return new_output("execute_result", shown, execution_count=1)


def hidden_lines(source: str) -> list[range]:
    """Return the line numbers, from 1, of the hidden regions of a cell, their marks included."""
    regions, begin = [], None
    for number, line in enumerate(source.splitlines(), 1):
        if BEGIN in line:
            begin = number
        elif END in line and begin:
            regions.append(range(begin, number + 1))
            begin = None
    return regions


def without_hidden(source: str) -> str:
    """Return a cell with its hidden regions emptied; lines keep their numbers."""
    hidden = [number for region in hidden_lines(source) for number in region]
    return "\n".join("" if n in hidden else line for n, line in enumerate(source.splitlines(), 1))


def run_plain(source: str, names: dict[str, Any], cell: str) -> None:
    """Run one of the instructor's own cells; what it prints is dropped."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        exec(compile(source, cell, "exec"), names)


def run_check(source: str, names: dict[str, Any], cell: str, most: float, seed: str) -> Verdict:
    """Run a check cell and read its verdict; its checks' messages are the bare causes.

    A number as its last value is the points earned, as in nbgrader; without one it earns everything if it ends
    without an error, and nothing otherwise.

    Args:
        source: the cell, hidden tests included.
        names: what it can see; changed by it.
        cell: how the cell is called in tracebacks.
        most: the points it can earn.
        seed: of the hidden tests' random inputs.
    """
    body, last = compiled(source, cell)
    names[_SEEDED] = _generator(seed, cell)
    value = None
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            exec(body, names)
            if last:
                value = eval(last, names)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return Verdict(None, most, f"the check stopped: {getattr(error, 'cause', '') or type(error).__name__}")
    if isinstance(value, bool) or not isinstance(value, int | float | np.number):
        return Verdict(most, most)
    points = float(value)
    if not 0 <= points <= most:
        return Verdict(None, most, f"the check gives {points:g} points of {most:g}")
    if not isinstance(value, Score):
        return Verdict(points, most)
    inside = [set(region) for region in hidden_lines(source)]
    checks = []
    for outcome in value.task.outcomes:
        hidden = any(outcome.line in lines for lines in inside)
        checks.append(Check(outcome.what, outcome.points, outcome.passed, outcome.cause, hidden))
    messages = {o.what: printable(o.message) for o in value.task.outcomes}
    for outcome in value.task.outcomes:
        outcome.message = outcome.cause
    return Verdict(points, most, "", value.task, checks, messages)


@lru_cache(maxsize=256)
def compiled(source: str, cell: str) -> tuple[CodeType, CodeType | None]:
    """Compile a check cell: what runs, and the expression that it ends with, if it does."""
    tree = ast.fix_missing_locations(_Seeded(hidden_lines(source)).visit(ast.parse(source, cell)))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    return compile(tree, cell, "exec"), compile(ast.Expression(last.value), cell, "eval") if last else None


class _Seeded(ast.NodeTransformer):
    """Lets the hidden tests' `np.random.default_rng(n)` depend on the submission, so that no input can be foreseen."""

    def __init__(self, hidden: list[range]) -> None:
        self._hidden = hidden

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Redirect one call."""
        self.generic_visit(node)
        inside = any(node.lineno in region for region in self._hidden)
        if inside and node.args and ast.unparse(node.func) == "np.random.default_rng":
            node.func = ast.copy_location(ast.Name(_SEEDED, ast.Load()), node.func)
        return node


def _generator(seed: str, cell: str) -> Callable[[Any], np.random.Generator]:
    def default_rng(number: object) -> np.random.Generator:
        text = f"{seed}|{cell}|{number}"
        return np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:16]))

    return default_rng
