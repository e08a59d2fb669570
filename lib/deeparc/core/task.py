"""Graded tasks in a notebook: named checks with points, and the modules an exercise keeps back."""

import html
import importlib.abc
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType, TracebackType

from deeparc.core.check import WrongForm

LONGEST = 1000  # characters of a message: an answer can be of any size, and a message may quote it


class Score(float):
    """Points earned on a task. Reads as a plain number (which graders take as partial credit); shows as a table."""

    __repr__ = float.__repr__

    def __new__(cls, earned: float, task: "Task") -> "Score":
        """Make the number, with the task whose table Jupyter shows for it."""
        score = super().__new__(cls, earned)
        score.task = task
        return score

    def _repr_html_(self) -> str:
        return self.task.table()


@dataclass
class Outcome:
    """What came of one check: its property, its points, and what to tell the student."""

    what: str
    points: float
    passed: bool
    message: str = ""
    cause: str = ""  # the message without anything that the answer returned or said
    line: int = 0  # where the check stands in its cell


class Task:
    """Collects the named checks of one task and adds up their points.

    A check is a `with` block. What goes wrong inside it costs only that check's points and is reported
    with the property that failed; the checks after it still run::

        task = Task("Rosenblatt's rule", points=3)
        with task("moves towards a missed positive", points=1, hint="mind the sign of t − y"):
            assert_close(update(w, v, 1), w + v)
        task.score()

    Args:
        name: what the task asks for, as its heading says.
        points: the most that all of its checks, hidden ones included, can earn.
    """

    def __init__(self, name: str, points: float) -> None:
        self.name = name
        self.points = float(points)
        self.outcomes: list[Outcome] = []

    def __call__(self, what: str, points: float, hint: str = "", *, seconds: float = 5.0) -> "_Check":
        """Open a check.

        Args:
            what: the property, as the student reads it.
            points: what it earns.
            hint: the usual cause when a comparison fails.
            seconds: how long it may take, above 0; a loop that never ends costs this check and no other.

        Raises:
            ValueError: the checks would be worth more than the task.
        """
        if sum(o.points for o in self.outcomes) + points > self.points + 1e-9:
            raise ValueError(f"checks of task {self.name!r} add up to more than its {self.points:g} points")
        return _Check(self, what, points, hint, seconds, sys._getframe(1).f_lineno)

    def score(self) -> Score:
        """Return the points earned so far; as the last line of a cell it shows each check's outcome."""
        return Score(sum(o.points for o in self.outcomes if o.passed), self)

    def table(self) -> str:
        """Return the outcome of each check as an HTML table."""
        earned = sum(o.points for o in self.outcomes if o.passed)
        seen = sum(o.points for o in self.outcomes)
        rows = "".join(
            f"<tr><td>{'✓' if o.passed else '✗'}</td><td style='text-align:left'>{html.escape(o.what)}"
            + (f"<br><em>{html.escape(o.message)}</em>" if o.message else "")
            + f"</td><td>{o.points if o.passed else 0:g} / {o.points:g}</td></tr>"
            for o in self.outcomes
        )
        held = self.points - seen
        more = f"<p>{held:g} more points are for checks that only the grader runs.</p>" if held > 1e-9 else ""
        return (
            f"<table><caption>{html.escape(self.name)}: {earned:g} of {seen:g} points</caption>"
            f"<thead><tr><th>passed</th><th>check</th><th>points</th></tr></thead><tbody>{rows}</tbody></table>{more}"
        )


class OutOfTime(BaseException):
    """A check took too long. No `Exception`, so that an answer that catches everything does not swallow it."""


class TimeLimit:
    """Stops a block that takes longer than it may, by raising `OutOfTime` in it; limits may lie inside each other.

    Args:
        seconds: the limit, above 0.
    """

    clock: Callable[[], float] = staticmethod(time.perf_counter)  # a grader sets one that does not count waiting

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        # The alarm is a signal, which only a program's main thread gets and Windows does not have.
        self._timed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

    def __enter__(self) -> "TimeLimit":
        if self._timed:
            self._start = self.clock()
            self._outer = signal.signal(signal.SIGALRM, self._ring)
            self._outer_waits = signal.setitimer(signal.ITIMER_REAL, self.seconds, 0.5)[0]  # again, should it be caught
        return self

    def _ring(self, *_: object) -> None:
        if self.clock() - self._start >= self.seconds:
            raise OutOfTime(f"took longer than {self.seconds:g} s: does a loop never end?")

    def __exit__(self, *_: object) -> None:
        if self._timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._outer)
            if self._outer_waits:
                signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)


class _Check:
    def __init__(self, task: Task, what: str, points: float, hint: str, seconds: float, line: int) -> None:
        self._task, self._what, self._points, self._hint, self._line = task, what, points, hint, line
        self._limit = TimeLimit(seconds)

    def __enter__(self) -> None:
        self._limit.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._limit.__exit__()
        if error is not None and not isinstance(error, Exception | OutOfTime | SystemExit):
            return False  # an interrupt is not the check's to swallow
        message, cause = self._explain(error), self._cause(error)
        message = message if len(message) <= LONGEST else message[:LONGEST] + " …"
        passed = error is None
        self._task.outcomes.append(Outcome(self._what, self._points, passed, message, cause, self._line))
        return True

    def _explain(self, error: BaseException | None) -> str:
        if error is None:
            return ""
        if isinstance(error, NotImplementedError):
            return "not written yet"
        if isinstance(error, NameError):
            return f"{error}: did its cell run without an error?"
        if isinstance(error, WrongForm | OutOfTime):
            return str(error)  # the hint is about wrong values
        if not isinstance(error, AssertionError):
            return f"raised {type(error).__name__}: {error}"
        often = f"Often the cause: {self._hint}" if self._hint else ""
        return ". ".join(part.rstrip(".") for part in (str(error), often) if part)

    def _cause(self, error: BaseException | None) -> str:
        if error is None:
            return ""
        if isinstance(error, NotImplementedError):
            return "not written yet"
        if isinstance(error, NameError):
            return "raised NameError: did its cell run without an error?"
        if isinstance(error, OutOfTime):
            return str(error)
        if isinstance(error, WrongForm):
            return "the answer has another form than the task asks for"
        if not isinstance(error, AssertionError):
            return getattr(error, "cause", "") or f"raised {type(error).__name__}"
        return f"Often the cause: {self._hint}" if self._hint else "the answer is not right"


class _ReservedFinder(importlib.abc.MetaPathFinder):
    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> None:
        if any(name == kept or name.startswith(kept + ".") for kept in self.names):
            raise ImportError(
                f"{name} holds the answer to this exercise, so it is not served here: write it yourself", name=name
            )


def reserve(*names: str) -> None:
    """Keep modules back from an exercise: importing one raises `ImportError` and says why.

    Args:
        names: dotted module names; their submodules are kept back too.
    """
    for loaded in list(sys.modules):
        if any(loaded == kept or loaded.startswith(kept + ".") for kept in names):
            del sys.modules[loaded]
            parent, _, child = loaded.rpartition(".")
            if parent in sys.modules and hasattr(sys.modules[parent], child):
                delattr(sys.modules[parent], child)
    sys.meta_path.insert(0, _ReservedFinder(names))
