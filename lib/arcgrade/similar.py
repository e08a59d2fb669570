"""Finds pairs of submissions that resemble each other more than the class does, for a person to judge.

Each answer is cut into all runs of `RUN` tokens (see `tokens.py`). Runs of the released notebook and of the
instructor's solution are common ground and count nothing. A run weighs log(class / students who have it), so what
many wrote on their own says little. Two answers' resemblance is the weight that they share over the weight that
either has (weighted Jaccard), with `PRIOR` rare runs added below the line, since short answers say little. Its rarity
is the share of all pairs, in this class and on this task, that resemble each other at least as much. The tasks of a
pair are summed: resemblance times log10(1 / rarity).

All pairs are compared at once by a product of sparse matrices, an inverted index by another name. Resemblance is no
proof of anything: people learn together, and short tasks leave little choice.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from scipy import sparse

from arcgrade import ingest, tokens
from arcgrade.text import printable

RUN = 6  # tokens; shorter runs are shared by chance, longer ones break at each small change
PRIOR = 16  # rare runs; two answers that share as many and have no other resemble each other by 1/2
SHOWN = 0.25  # resemblance from which a task is named and its code shown
LEAST = 0.5  # a pair stands out from the sum of one task with this resemblance that no other pair reaches
MOST = 400  # students; a run that more have, or a third of the class and more than 10, counts as common ground
OWN = "own cells"  # what a student added


@dataclass
class Shared:
    """How two answers to one task resemble each other."""

    task: str
    text: bool  # written in words, not in code
    resemblance: float  # 0 to 1
    rarity: float  # share of the class's pairs that resemble each other at least as much
    first: str  # source
    second: str
    first_lines: list[int] = field(default_factory=list)  # lines that hold a shared run, from 1
    second_lines: list[int] = field(default_factory=list)


@dataclass
class Pair:
    """Two submissions, and the tasks in which they resemble each other, most striking first."""

    first: str
    second: str
    score: float
    tasks: list[Shared]


@dataclass
class Similar:
    """What was compared, and the pairs that stand out."""

    assignment: str
    compared: int
    skipped: dict[str, str]  # student: why it could not be read
    pairs: list[Pair]
    more: int  # pairs that stand out too, with a lower sum

    def to_json(self) -> str:
        """Return everything, the code included."""
        return json.dumps(asdict(self), indent=1)


def similar(
    notebooks: Mapping[str, Path], released: Path, solution: Path, *, assignment: str = "", top: int = 20
) -> Similar:
    """Compare all submissions with each other.

    Args:
        notebooks: the submitted file of each student; whatever is in it, it is only read.
        released: the student's notebook as given out; it names the answer cells.
        solution: the instructor's notebook.
        top: how many pairs to report.
    """
    given, solved = (_cells(path.read_bytes()) for path in (released, solution))
    kinds = {name: kind for kind, name, solves, _ in given if solves}
    known = {source for _, _, _, source in [*given, *solved]}
    stub = {name: source for _, name, _, source in given}
    common = {kind: set() for kind in ("code", "markdown")}
    for kind, _, _, source in [*given, *solved]:
        common.setdefault(kind, set()).update(_runs(source, kind))
    answers: dict[str, dict[str, str]] = {}
    skipped = {}
    for student, path in sorted(notebooks.items()):
        try:
            answers[student] = _answers(_cells(ingest.read(path.parent, path.name)), kinds, stub, known)
        except (ingest.Unreadable, OSError) as reason:
            skipped[printable(student)] = printable(str(reason))
    students = list(answers)
    total = sparse.csr_array((len(students), len(students)))
    tasks = {}
    for task, kind in {**kinds, OWN: "code"}.items():
        task_runs = [set(_runs(answers[s].get(task, ""), kind)) - common[kind] for s in students]
        tasks[task] = Resemblance(task_runs, many=len(students) if task == OWN else 0)
        total = total + tasks[task].scores()
    found = total.tocoo()
    order = np.lexsort((found.col, found.row, -found.data))
    least = LEAST * math.log10(max(len(students) * (len(students) - 1) / 2, 2))
    order = order[found.data[order] >= least]
    pairs = []
    for i, j, score in zip(found.row[order[:top]], found.col[order[:top]], found.data[order[:top]], strict=True):
        first, second = students[i], students[j]
        shared = [
            _shared(task, kind, tasks[task], (i, j), answers[first].get(task, ""), answers[second].get(task, ""))
            for task, kind in {**kinds, OWN: "code"}.items()
        ]
        shared = [s for s in shared if s.resemblance >= SHOWN]
        shared.sort(key=lambda s: -s.resemblance * -math.log10(s.rarity))
        pairs.append(Pair(printable(first), printable(second), round(float(score), 3), shared))
    return Similar(assignment, len(students), skipped, pairs, max(len(order) - top, 0))


class Resemblance:
    """Resemblance of all pairs on one task.

    Args:
        runs: of each student, common ground taken away.
        many: students who could have answered; default: those who did.
    """

    def __init__(self, runs: list[set[tuple[str, ...]]], many: int = 0) -> None:
        many = many or sum(bool(r) for r in runs)
        count = Counter(run for r in runs for run in r)
        most = max(10, min(many // 3, MOST))
        self.weight = {run: math.log(many / n) for run, n in count.items() if n <= most}
        runs = self.runs = [{run for run in r if run in self.weight} for r in runs]
        self.mass = np.array([sum(self.weight[run] for run in r) for r in runs])
        self.prior = PRIOR * math.log(max(many, 3) / 2)
        column = {run: k for k, run in enumerate(run for run in self.weight if count[run] > 1)}
        rows, columns = [], []
        for i, r in enumerate(runs):
            mine = [column[run] for run in r if run in column]
            columns += mine
            rows += [i] * len(mine)
        weights = np.sqrt([self.weight[run] for run in column])
        self.index = sparse.csr_array((weights[columns], (rows, columns)), shape=(len(runs), len(column)))
        pairs = sparse.triu(self.index @ self.index.T, k=1).tocoo()
        self.row, self.col = pairs.row, pairs.col
        self.value = pairs.data / (self.mass[pairs.row] + self.mass[pairs.col] - pairs.data + self.prior)
        self.baseline = np.sort(self.value)
        self.pairs = max(many * (many - 1) // 2, 1)

    def rarity(self, value: np.ndarray | float) -> np.ndarray:
        """Return the share of all pairs that resemble each other at least as much."""
        as_much = len(self.baseline) - np.searchsorted(self.baseline, np.asarray(value) - 1e-9)
        return np.maximum(as_much, 1) / self.pairs

    def scores(self) -> sparse.csr_array:
        """Return resemblance times log10(1 / rarity) of each pair with something in common, above the diagonal."""
        size = len(self.runs)
        row, col, value = (a[self.value >= SHOWN] for a in (self.row, self.col, self.value))
        return sparse.csr_array((value * -np.log10(self.rarity(value)), (row, col)), shape=(size, size))

    def of(self, i: int, j: int) -> float:
        """Return the resemblance of two students."""
        shared = float((self.index[[i]] @ self.index[[j]].T).sum())
        return shared / float(self.mass[i] + self.mass[j] - shared + self.prior)


def _shared(task: str, kind: str, found: Resemblance, pair: tuple[int, int], first: str, second: str) -> Shared:
    value = found.of(*pair)
    both = found.runs[pair[0]] & found.runs[pair[1]]
    lines = [
        sorted({n for run, where in _runs(s, kind).items() if run in both for n in where}) for s in (first, second)
    ]
    return Shared(task, kind != "code", round(value, 3), float(found.rarity(value)), first, second, *lines)


def _runs(source: str, kind: str) -> dict[tuple[str, ...], set[int]]:
    """Return all runs of tokens, and the lines that each covers."""
    found = tokens.code(source) if kind == "code" else tokens.words(source)
    runs: dict[tuple[str, ...], set[int]] = {}
    for start in range(len(found) - RUN + 1):
        part = found[start : start + RUN]
        runs.setdefault(tuple(text for text, _ in part), set()).update(line for _, line in part)
    return runs


_Cell = tuple[str, str, bool, str]  # kind, grade id, is an answer, source


def _cells(data: bytes) -> list[_Cell]:
    """Return the cells of a notebook that anybody may have written.

    Raises:
        ingest.Unreadable: it is no notebook.
    """
    try:
        cells = []
        for cell in json.loads(data.decode("utf-8-sig"))["cells"]:
            source = cell["source"]
            marks = cell.get("metadata", {}).get("nbgrader", {})
            text = source if isinstance(source, str) else "".join(source)
            cells.append((str(cell["cell_type"]), str(marks.get("grade_id", "")), marks.get("solution") is True, text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ingest.Unreadable(f"not a notebook: {type(error).__name__}: {str(error)[:200]}") from None
    return cells


def _answers(cells: Iterable[_Cell], kinds: dict[str, str], stub: dict[str, str], known: set[str]) -> dict[str, str]:
    """Return the answers by task; of a doubled cell the last one written, and all added code together."""
    answers: dict[str, str] = {}
    own = []
    for kind, name, _, source in cells:
        if kinds.get(name) == kind:
            if source != stub[name] or name not in answers:
                answers[name] = source
        elif kind == "code" and not (name and name in stub) and source not in known:
            own.append(source)
    return answers | ({OWN: "\n\n".join(own)} if own else {})
