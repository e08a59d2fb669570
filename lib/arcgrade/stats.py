"""How a class did: numbers for each task and for all, as data and as a table.

A task's *discrimination* is the correlation between its points and the share of points that the same students got in
all other tasks (corrected item-total correlation). Near 0 it tells nothing about who learnt; below 0, those who do
well elsewhere lose here, which mostly means that a check or the wording is wrong.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.markup import escape
from rich.table import Table

from arcgrade.export import tasks, waiting
from arcgrade.journal import GRADED, Record
from arcgrade.text import printable

FEWEST = 20  # students; below, a correlation's standard error is more than 0.2 and it would mislead
SPREAD = 1e-6  # points; less is rounding
BINS = 10


@dataclass
class Failure:
    """A named check, how many failed it, and the message that most of them got."""

    what: str
    students: int
    message: str
    hidden: bool


@dataclass
class TaskStats:
    """One task. Shares are of its points, 0 to 1; `distribution` counts students in ten equal steps of that share."""

    name: str
    points: float
    marked: int
    waiting: int
    mean: float | None
    full: int
    zero: int
    distribution: list[int]
    discrimination: float | None
    why_none: str = ""  # what keeps the discrimination from being a number
    failures: list[Failure] = field(default_factory=list)


@dataclass
class ClassStats:
    """One assignment in one class. Totals are shares of the points that are marked so far."""

    assignment: str
    graded: int
    ungraded: int
    waiting: int
    mean: float | None
    median: float | None
    quartiles: list[float]
    distribution: list[int]
    tasks: list[TaskStats]
    reasons: dict[str, int]  # why the ungraded are ungraded, most frequent first

    def to_json(self) -> str:
        """Return all numbers."""
        return json.dumps(asdict(self), indent=1)


def stats(records: Sequence[Record]) -> ClassStats:
    """Return the numbers of one assignment.

    Args:
        records: one a student, with a person's marks in them; ungraded ones count nowhere but as ungraded.
    """
    graded = [r for r in records if r.status == GRADED]
    totals = np.array([r.earned / r.out_of for r in graded if r.out_of])
    reasons = Counter(printable(r.reason) for r in records if r.status != GRADED)
    return ClassStats(
        assignment=records[0].assignment if records else "",
        graded=len(graded),
        ungraded=len(records) - len(graded),
        waiting=sum(bool(waiting(r)) for r in graded),
        mean=float(totals.mean()) if len(totals) else None,
        median=float(np.median(totals)) if len(totals) else None,
        quartiles=[float(q) for q in np.quantile(totals, [0.25, 0.75])] if len(totals) else [],
        distribution=_distribution(totals),
        tasks=[_task(name, graded) for name in tasks(graded)],
        reasons=dict(reasons.most_common()),
    )


def _task(name: str, graded: Sequence[Record]) -> TaskStats:
    there = [r for r in graded if name in r.tasks]
    marked = [r for r in there if r.tasks[name].earned is not None]
    points = max(r.tasks[name].points for r in there)
    shares = np.array([r.tasks[name].earned / (r.tasks[name].points or 1.0) for r in marked])
    discrimination, why = _discrimination(name, marked)
    return TaskStats(
        name=name,
        points=points,
        marked=len(marked),
        waiting=len(there) - len(marked),
        mean=float(shares.mean()) if len(shares) else None,
        full=int((shares >= 1).sum()),
        zero=int((shares <= 0).sum()),
        distribution=_distribution(shares),
        discrimination=discrimination,
        why_none=why,
        failures=_failures(name, there),
    )


def _discrimination(name: str, marked: Sequence[Record]) -> tuple[float | None, str]:
    """Return the correlation of a task with the rest, or None and the reason."""
    pairs = []
    for r in marked:
        rest = [t for other, t in r.tasks.items() if other != name and t.earned is not None and t.points]
        if rest:
            pairs.append((r.tasks[name].earned, sum(t.earned for t in rest) / sum(t.points for t in rest)))
    if len(pairs) < FEWEST:
        return None, f"too few: {len(pairs)} students, {FEWEST} needed"
    task, rest = np.array(pairs).T
    if np.ptp(task) < SPREAD:
        return None, "all got the same"
    if np.ptp(rest) < SPREAD:
        return None, "all got the same in the other tasks"
    return float(np.clip(np.corrcoef(task, rest)[0, 1], -1, 1)), ""


def _failures(name: str, there: Sequence[Record]) -> list[Failure]:
    messages: dict[str, Counter[str]] = defaultdict(Counter)
    hidden: dict[str, bool] = {}
    for r in there:
        failed = {check.what: check for check in r.tasks[name].checks if not check.passed}
        for what, check in failed.items():
            messages[what][check.message] += 1
            hidden[what] = check.hidden
    most = sorted(messages, key=lambda what: (-messages[what].total(), what))
    return [
        Failure(printable(w), messages[w].total(), printable(messages[w].most_common(1)[0][0])[:300], hidden[w])
        for w in most
    ]


def _distribution(shares: np.ndarray) -> list[int]:
    """Count shares in ten steps; the last holds all from 90 % up, full marks and extra credit included."""
    steps = np.clip(np.floor(np.asarray(shares) * BINS + 1e-9), 0, BINS - 1).astype(int)
    return np.bincount(steps, minlength=BINS).tolist()


def table(numbers: ClassStats) -> Group:
    """Return a table for the terminal: one row a task."""
    rows = Table(title=f"{numbers.assignment}: {who(numbers)}", title_justify="left", box=SIMPLE_HEAD)
    rows.add_column("task", overflow="fold")
    for name in ("points", "marked", "mean", "full", "zero", "discrimination"):
        rows.add_column(name, justify="right", no_wrap=True)
    rows.add_column("failed most often", overflow="fold")
    for t in numbers.tasks:
        worst = f"{t.failures[0].what} ({t.failures[0].students})" if t.failures else ""
        value = "–" if t.discrimination is None else f"{t.discrimination:.2f}"
        mean = "–" if t.mean is None else f"{t.mean:.0%}"
        style = "yellow" if t.discrimination is not None and t.discrimination < 0 else ""
        rows.add_row(
            escape(t.name), f"{t.points:g}", str(t.marked), mean, str(t.full), str(t.zero), value, escape(worst),
            style=style,
        )  # fmt: skip
    lines = []
    if numbers.mean is not None:
        low, high = numbers.quartiles
        lines.append(
            f"totals: mean {numbers.mean:.0%}, median {numbers.median:.0%}, middle half {low:.0%} to {high:.0%}"
        )
    why = dict.fromkeys(t.why_none for t in numbers.tasks if t.why_none)
    lines += [f"no discrimination (–): {'; '.join(why)}"] if why else []
    return Group(rows, *lines)


def who(numbers: ClassStats) -> str:
    """Return how many are graded, ungraded and waiting, in words."""
    parts = [f"{numbers.graded} graded", f"{numbers.ungraded} ungraded"]
    return ", ".join([*parts, f"{numbers.waiting} waiting for a person"] if numbers.waiting else parts)
