"""Simulated classes: many students of whom each one's score is known."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import nbformat
import psutil
from nbgrader.api import Gradebook

from arcbook import notebooks
from arcgrade import cases
from arcgrade.course import Course

ROOT = Path(__file__).resolve().parents[2]

TEXT = """---
arcgrade:
  reserved: [deeparc.units]
---

# Small

```{code-cell} ipython3
from deeparc.core.task import Task, reserve
reserve("deeparc.units")
```

```{code-cell} ipython3
:task: double
:role: solution
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{code-cell} ipython3
:task: double
:role: test
:points: 3
task = Task("Twice", points=3)
with task("doubles 2", points=2):
    assert double(2) == 4
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-double
with task("doubles -3", points=1):
    assert double(-3) == -6
### END HIDDEN TESTS
task.score()
```

```{code-cell} ipython3
:task: triple
:role: solution
def triple(x):
    ### BEGIN SOLUTION
    return 3 * x
    ### END SOLUTION
```

```{code-cell} ipython3
:task: triple
:role: test
:points: 1
task = Task("Thrice", points=1)
with task("triples 2", points=1):
    assert triple(2) == 6
task.score()
```

+++ {"task": "explain", "role": "answer", "points": 2}

=== BEGIN SOLUTION
Because.
=== END SOLUTION
"""

GOOD = {"double": "def double(x):\n    return 2 * x", "triple": "def triple(x):\n    return 3 * x"}
KINDS = (  # answers to the small assignment, and what they are worth; None: no grade
    (GOOD, 4.0),
    (GOOD | {"double": "def double(x):\n    return abs(2 * x)"}, 3.0),
    ({"triple": GOOD["triple"]}, 1.0),
    ({}, 0.0),
    (GOOD | {"triple": "import os\nos._exit(0)"}, 3.0),
    (None, None),
)


def write_root(root: Path) -> None:
    """Make a repository with one small assignment in it."""
    source = root / "solutions" / "small" / "small-exercises.md"
    source.parent.mkdir(parents=True)
    source.write_text(TEXT, encoding="utf-8")
    nbformat.write(notebooks.read(source), source.with_suffix(".ipynb"))
    (root / "chapters" / "part" / "small").mkdir(parents=True)
    for name in ("nbgrader_config.py", "requirements.txt", "LICENSE"):
        shutil.copy(ROOT / name, root / name)
    (root / "lib").symlink_to(ROOT / "lib")


def submit(course: Course, n: int) -> dict[str, float | None]:
    """Hand in for n students and return what each of them must get."""
    released = nbformat.read(course.released, as_version=4)
    texts = [nbformat.writes(cases.answer(released, answers)) if answers is not None else "{" for answers, _ in KINDS]
    due = {}
    for number in range(n):
        kind = number % len(KINDS)
        student = f"s{number:04d}"
        folder = course.submitted / student / course.assignment
        folder.mkdir(parents=True, exist_ok=True)
        # A remark of the student's own: no two submissions are the same.
        (folder / f"{course.notebook}.ipynb").write_text(texts[kind] + "\n" * (number // len(KINDS)), encoding="utf-8")
        due[student] = KINDS[kind][1]
    return due


def found(course: Course) -> dict[str, float | None]:
    """Return what the gradebook says; every student of the journal is in it, those without a grade as None.

    Raises:
        AssertionError: journal and gradebook disagree, or a student has two submissions.
    """
    records, pending = course.journal.read()
    assert not pending
    with Gradebook(course.db_url) as book:
        submissions = book.assignment_submissions(course.assignment)
        scores = {s.student.id: s.score for s in submissions}
    assert len(submissions) == len(scores)
    assert scores == {name: r.earned for name, r in records.items() if r.earned is not None}
    return {name: scores.get(name) for name in records}


def times_graded(course: Course) -> dict[str, int]:
    """Return how many records each student has in the journal."""
    lines = course.journal.path.read_text(encoding="utf-8").splitlines()
    names = [line.split('"student": "')[1].split('"')[0] for line in lines if not line.startswith('{"applied"')]
    return {name: names.count(name) for name in set(names)}


DRIVER = """
import sys
from pathlib import Path
from arcgrade import grade
from arcgrade.course import Course
name, folder, root, jobs, scheduler = sys.argv[1:]
course = Course(name, Path(folder), Path(root))
def say(record):
    print(record.student, flush=True)
try:
    grade.grade_class(course, jobs=int(jobs), scheduler=scheduler, progress=say)
except RuntimeError as error:
    raise SystemExit(f"arcgrade: {error}")
"""


def environment() -> dict[str, str]:
    """Return the environment of the processes started here."""
    lib = str(ROOT / "lib")
    quiet = {"DASK_LOGGING__DISTRIBUTED": "error", "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "false"}
    return {**os.environ, **quiet, "PYTHONPATH": lib, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def driver(course: Course, *, jobs: int = 1, scheduler: str = "") -> subprocess.Popen:
    """Start the grading in a process of its own; it prints each student who is done."""
    line = [sys.executable, "-c", DRIVER, course.assignment, course.class_dir, course.root, str(jobs), scheduler]
    return subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True
    )


def after(process: subprocess.Popen, n: int) -> bool:
    """Wait until a driver has told of n students; return False if it ended before."""
    return all(process.stdout.readline() for _ in range(n))


def end(process: subprocess.Popen) -> str:
    """Wait until a driver ends well, and return what it wrote to standard error.

    Raises:
        AssertionError: it did not.
    """
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    return errors


class Cluster:
    """A Dask scheduler and its workers, as `dask scheduler` and `dask worker` start them.

    Args:
        folder: for the workers' files.
        workers: how many.
        port: of the scheduler; a free one by default.
    """

    def __init__(self, folder: Path, workers: int = 2, port: int = 0) -> None:
        self._folder = folder
        ready = folder / "scheduler.json"
        ready.unlink(missing_ok=True)
        options = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--scheduler-file", ready]
        self.scheduler = self._start("scheduler", *options)
        wait_for(ready.exists, 60)
        wait_for(lambda: ready.stat().st_size > 0, 10)
        self.address = json.loads(ready.read_text())["address"]
        self.workers = [self.start_worker() for _ in range(workers)]

    def _start(self, what: str, *options: object) -> subprocess.Popen:
        line = [sys.executable, "-m", "distributed.cli.dask_" + what, *map(str, options)]
        return subprocess.Popen(line, env=environment(), cwd=self._folder, stderr=subprocess.DEVNULL)

    def start_worker(self) -> subprocess.Popen:
        """Start one more worker."""
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", self._folder]
        return self._start("worker", self.address, *options, "--memory-limit", "0")

    def close(self) -> None:
        """End all of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Run a cluster meanwhile."""
    made = Cluster(folder, workers)
    try:
        yield made
    finally:
        made.close()


def below(process: int) -> list[psutil.Process]:
    """Return all processes that a process started, and those started."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process).children(recursive=True)
    return []


def left(processes: list[psutil.Process], seconds: float = 15) -> list[psutil.Process]:
    """Return those of the processes that still run after some time."""
    return psutil.wait_procs(processes, timeout=seconds)[1]


def wait_for(what: object, seconds: float) -> None:
    """Wait until something holds.

    Raises:
        AssertionError: it does not in time.
    """
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


@contextmanager
def busy(n: int = 2) -> Iterator[None]:
    """Keep n processors busy meanwhile."""
    processes = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(n)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()
