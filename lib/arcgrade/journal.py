"""The journal: one line for each grading, written before anything else learns of it.

A line is appended in one write and flushed to disk, so a kill at any moment loses at most the line that was being
written. Such a torn last line is dropped at the next start, and that submission is graded again. What a line says
goes into nbgrader's gradebook after it, and a second line marks that this is done; so a run that resumes knows what
to grade, what only to copy, and what to leave alone.
"""

import contextlib
import errno
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

GRADED, UNGRADED = "graded", "ungraded"


@dataclass
class Check:
    """One named check of a task. `hidden` tells that only the grader runs it."""

    what: str
    points: float
    passed: bool
    message: str = ""
    hidden: bool = False


@dataclass
class TaskOutcome:
    """What one task earned.

    `by_hand` tells that a person marks it: `earned` is then None until somebody did, or 0 if nothing was written.
    """

    points: float
    earned: float | None
    by_hand: bool = False
    checks: list[Check] = field(default_factory=list)


def outcomes(values: dict[str, dict]) -> dict[str, TaskOutcome]:
    """Make the outcomes of plain data, by task."""
    return {
        name: TaskOutcome(**{**task, "checks": [Check(**check) for check in task["checks"]]})
        for name, task in values.items()
    }


@dataclass
class Record:
    """What became of one submission.

    `tasks` is empty when it is ungraded: a missing grade is never a zero.
    """

    student: str
    assignment: str
    status: str
    reason: str = ""
    remarks: list[str] = field(default_factory=list)
    tasks: dict[str, TaskOutcome] = field(default_factory=dict)
    penalty: float = 0.0  # points that a late submission loses; known to the gradebook only
    submission: str = ""  # SHA-256 of the submitted bytes
    graded_with: str = ""  # SHA-256 of all that decides a grade: tasks, grader, limits
    seed: str = ""  # of the hidden tests' random inputs, for this submission
    limits: dict[str, float] = field(default_factory=dict)  # see `arcgrade.limits`
    sandbox: bool = True
    submitted_at: str = ""  # UTC, ISO 8601, from nbgrader's time stamp; empty if there is none
    graded_at: str = ""  # UTC, ISO 8601
    seconds: float = 0.0  # wall time in the worker
    cpu: float = 0.0  # processor seconds of the box and of the checks

    @property
    def earned(self) -> float | None:
        """Sum of what is marked so far less the penalty, or None if there is no grade."""
        if self.status != GRADED:
            return None
        return sum(t.earned for t in self.tasks.values() if t.earned is not None) - self.penalty

    @property
    def out_of(self) -> float | None:
        """Sum of the points that are marked so far: what waits for a person is not in it."""
        return None if self.status != GRADED else sum(t.points for t in self.tasks.values() if t.earned is not None)

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """Read what `to_json` wrote."""
        values = json.loads(text)
        return cls(**{**values, "tasks": outcomes(values["tasks"])})

    def to_json(self) -> str:
        """Return one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


class Journal:
    """The journal of one assignment in one class.

    Args:
        path: the file; it and its folder are made when the first line is written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[dict[str, Record], set[str]]:
        """Return each student's last record, and the students whose last record is not in the gradebook yet."""
        last: dict[str, Record] = {}
        pending: set[str] = set()
        for line in self._lines():
            if line.startswith('{"applied":'):
                pending.discard(json.loads(line)["applied"])
                continue
            record = Record.from_json(line)
            last[record.student] = record
            pending.add(record.student)
        return last, pending

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from grading this assignment meanwhile; the system ends it with this process.

        Raises:
            RuntimeError: another process does.
        """
        import fcntl  # not on every system, and who only reads needs none

        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(".lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise RuntimeError(f"another process is grading this class (it holds {file.name})") from None
            yield

    def append(self, record: Record) -> None:
        """Write a record so that it survives whatever happens next."""
        self._write(record.to_json(), sync=True)

    def mark_applied(self, student: str) -> None:
        """Note that the gradebook holds this student's last record; should the note get lost, it is copied again."""
        self._write(json.dumps({"applied": student}), sync=False)

    def _write(self, line: str, *, sync: bool) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._drop_torn_line()
        with self.path.open("ab", buffering=0) as file:
            data = line.encode("utf-8") + b"\n"
            if file.write(data) < len(data):
                raise OSError(errno.ENOSPC, "the journal could not be written, the disk may be full", str(self.path))
            if sync:
                os.fsync(file.fileno())

    def _lines(self) -> Iterator[str]:
        if not self.path.exists():
            return
        for line in self.path.read_bytes().split(b"\n")[:-1]:  # after the last newline there is nothing, or a torn line
            yield line.decode("utf-8")

    def _drop_torn_line(self) -> None:
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            if not size:
                return
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.seek(0)
                file.truncate(file.read().rfind(b"\n") + 1)
