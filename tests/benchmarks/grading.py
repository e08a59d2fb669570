"""Speed of grading ÷ stock `nbgrader autograde` on the same submissions; a large class; kills: `make bench`.

Both grade the same 40 submissions of a real chapter in turn, warm, with everything that belongs to it: isolation
(ours), outputs, journal (ours), autograded notebook, database. The other two take longer and run when asked for:
`--class 2000` grades simulated students on a Dask cluster and kills a worker in the middle; `--kills 20` kills the
grader, a worker and the scheduler, each as often as that, at random moments.
"""

import argparse
import logging
import os
import random
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import nbformat
import psutil
from rich.console import Console
from rich.table import Table

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "arcgrade"))

import simulated  # noqa: E402

from arcgrade import box, cases, cluster, grade, ingest  # noqa: E402
from arcgrade.course import Course  # noqa: E402
from arcgrade.evaluate import Prepared  # noqa: E402

CHAPTER, CLASS = "perceptron", 40
TURNS = 5
WORSE = 1.25
GOALS = {"times as fast": 5.0, "efficiency": 0.85, "overhead": 0.15}
console = Console(width=None if sys.stdout.isatty() else 140)


def main() -> int:
    """Measure, print, and return 1 if a goal is missed by more than a quarter or anything was lost."""
    parser = argparse.ArgumentParser(description="Speed, size and resilience of grading.")
    parser.add_argument("--class", type=int, default=0, dest="students", help="grade so many students on a cluster")
    parser.add_argument("--kills", type=int, default=0, help="kill each part so many times")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)  # nbgrader's own
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.students:
            large_class(folder, options.students)
        if options.kills:
            kills(folder, options.kills, random.Random(options.seed))
        if options.students or options.kills:
            return 0
        return speed(folder)


# --- speed ---


def hand_in(course: Course, n: int) -> list[str]:
    """Hand in right answers, half of them, variants and mutants, in turn; return the students."""
    released = nbformat.read(course.released, as_version=4)
    right = cases.solutions(course.source)
    known = cases.load(course.cases)
    tasks = list(dict.fromkeys(case.task for case in known))
    half = {task: right[task] for task in tasks[: len(tasks) // 2]}
    kinds = [[right], [half]]
    kinds += [[right | {c.task: c.source} for c in known if c.kind == kind] for kind in ("variant", "mutant")]
    names = []
    for number in range(n):
        kind = kinds[number % len(kinds)]
        name = f"s{number:03d}"
        place = course.submitted / name / course.assignment / f"{course.notebook}.ipynb"
        place.parent.mkdir(parents=True)
        nbformat.write(cases.answer(released, kind[number // len(kinds) % len(kind)]), place)
        names.append(name)
    return names


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor() -> float:
    """Return the processor seconds of this process and of all that it started, ended ones included."""
    total = 0.0
    me = psutil.Process()
    for process in (me, *me.children(recursive=True)):
        total += sum(process.cpu_times()[:4])
    return total


def speed(folder: Path) -> int:
    """Compare with stock nbgrader and with the same cells in a plain process."""
    ours, theirs = (Course(CHAPTER, folder / name) for name in ("ours", "stock"))
    for course in (ours, theirs):
        grade.prepare(course)
        names = hand_in(course, CLASS)
    plain = Plain(ours)

    one_time = seconds(lambda: grade.grade_class(ours, names[:1], jobs=1))
    start_up = one_time - seconds(lambda: grade.grade_class(ours, names[:1], jobs=1, force=True))
    grade.grade_class(ours, names[:8], jobs=2, force=True)  # the second station is warm too
    _stock(theirs, names[:1])

    halves = names[: CLASS // 2], names[CLASS // 2 :]
    times: dict[str, list[list[float]]] = {"1 worker": [[], []], "2 workers": [[], []], "stock": [[], []]}
    used: list[float] = []
    for turn in range(TURNS):
        for half, some in enumerate(halves):
            before = processor()
            times["1 worker"][half].append(seconds(partial(grade.grade_class, ours, some, jobs=1, force=True)))
            used.append((processor() - before) / len(some))
            times["2 workers"][half].append(seconds(partial(grade.grade_class, ours, some, jobs=2, force=True)))
            part = some[turn::TURNS]
            times["stock"][half].append(seconds(partial(_stock, theirs, part)) / len(part) * len(some))
            used[-1] -= statistics.mean(plain.processor(ours, name) for name in some)
    cluster.close()
    dask = dask_times(folder, ours, halves[0])

    least = {name: sum(map(min, measured)) / CLASS for name, measured in times.items()}
    measured = {
        "times as fast": least["stock"] / least["2 workers"],
        "efficiency": least["1 worker"] / (2 * least["2 workers"]),
        "overhead": statistics.median(used),
    }
    table = Table(title=f"{CLASS} submissions of {CHAPTER}: warm, least of {TURNS} turns")
    for name in ("", "seconds each", "a minute"):
        table.add_column(name, justify="right" if name else "left")
    least["Dask, 1 worker"], least["Dask, 2 workers"] = dask
    for name, value in least.items():
        table.add_row(name, f"{value:.3f}", f"{60 / value:.0f}")
    console.print(table)
    console.print(f"start-up, once in a run: {start_up:.1f} s a worker")
    console.print(f"Dask, efficiency from 1 to 2 workers: {dask[0] / (2 * dask[1]):.0%}")

    table = Table(title="goals")
    for name in ("what", "measured", "goal"):
        table.add_column(name, justify="right" if name != "what" else "left")
    rows = {
        "2 workers ÷ stock nbgrader, times as fast": ("times as fast", "{:.1f}"),
        "efficiency from 1 to 2 workers": ("efficiency", "{:.0%}"),
        "processor seconds beyond the same cells' in a plain process": ("overhead", "{:.3f}"),
    }
    failed = False
    for what, (name, form) in rows.items():
        value, goal = measured[name], GOALS[name]
        ratio = value / goal if name == "overhead" else goal / value
        failed |= ratio > WORSE
        colour = "green" if ratio <= 1 else "yellow" if ratio <= WORSE else "red"
        table.add_row(what, f"[{colour}]{form.format(value)}", form.format(goal))
    console.print(table)
    return 1 if failed else 0


def _stock(course: Course, students: list[str]) -> None:
    with _silent(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = {name: course.api.autograde(CHAPTER, name, force=True, create=True) for name in students}
    if failed := [name for name, result in results.items() if not result["success"]]:
        raise RuntimeError(f"stock nbgrader failed on {', '.join(failed)}")


@contextmanager
def _silent() -> Iterator[None]:
    """Drop what the kernels of stock nbgrader write to standard error."""
    kept, null = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)


class Plain:
    """Runs the cells and the checks of a submission in a plain IPython in which everything is imported."""

    def __init__(self, course: Course) -> None:
        self._prepared = Prepared(grade.assignment(course))
        sys.path.insert(0, str(box.INSIDE))
        import session

        session.InteractiveShell.clear_instance()
        self._shell = session.Shell()
        for text in self._prepared.first:
            self._shell.run(text, quiet=True)
        self._shell.rehearse(self._prepared.examples)

    def processor(self, course: Course, student: str) -> float:
        """Return the processor seconds that it takes, in a fork, so that the next one starts as clean."""
        text = ingest.read(course.submitted / student / course.assignment, f"{course.notebook}.ipynb")
        cells = ingest.rebuild(text, self._prepared.released).notebook.cells
        return self._fork(lambda: self._run(cells)) - self._fork(lambda: None)

    def _fork(self, work: Callable[[], object]) -> float:
        child = os.fork()
        if child == 0:
            try:
                work()
            finally:
                os._exit(0)
        used = os.wait4(child, 0)[2]
        return used.ru_utime + used.ru_stime

    def _run(self, cells: list[nbformat.NotebookNode]) -> None:
        known = self._prepared
        for cell in cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if cell.cell_type == "code" and cell.source not in known.first:
                quiet = not (name in known.defines or name in known.checks)  # as the grader shows them
                self._shell.run(known.checks.get(name, cell.source), quiet=quiet)


def dask_times(folder: Path, course: Course, names: list[str]) -> tuple[float, float]:
    """Return the seconds a submission on a Dask cluster of one worker and on one of two; they take turns."""
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    times: tuple[list[float], list[float]] = ([], [])
    with simulated.cluster(folder / "one", 1) as one, simulated.cluster(folder / "two", 2) as two:
        for turn in range(TURNS + 1):
            for measured, there in zip(times, (one, two), strict=True):
                grading = partial(grade.grade_class, course, names, scheduler=there.address, force=True)
                took = seconds(grading) / len(names)
                if turn:  # the first one warms the workers
                    measured.append(took)
    return min(times[0]), min(times[1])


# --- a large class, and kills ---


def small(folder: Path, name: str, n: int) -> tuple[Course, dict[str, float | None]]:
    """Return a class of n simulated students of a small assignment, and what each must get."""
    root = folder / f"{name}-course"
    simulated.write_root(root)
    course = Course("small", folder / name, root)
    grade.prepare(course)
    return course, simulated.submit(course, n)


def prove(course: Course, due: dict[str, float | None]) -> str:
    """Return a line that says that everybody has been graded once and right.

    Raises:
        AssertionError: it is not so.
    """
    found, times = simulated.found(course), simulated.times_graded(course)
    lost = sorted(set(due) - set(found))
    wrong = sorted(name for name in found if found[name] != due[name])
    twice = sorted(name for name, n in times.items() if n > 1)
    if lost or wrong or twice:
        raise AssertionError(f"lost {lost}, wrong {wrong}, twice {twice}")
    return f"{len(due)} students: 0 lost, 0 graded twice, 0 wrong"


def large_class(folder: Path, n: int) -> None:
    """Grade a large class on a cluster, and kill one of its workers in the middle."""
    course, due = small(folder, "large", n)
    with simulated.cluster(folder, 2) as there:
        driver = simulated.driver(course, scheduler=there.address)
        memory, begin = [], 0.0
        for number in range(1, n + 1):
            assert driver.stdout.readline(), driver.stderr.read()
            begin = begin or time.perf_counter()
            if number == n // 2:
                there.workers[0].kill()
                there.workers.append(there.start_worker())
            if number % (n // 4) == 0:
                memory.append(psutil.Process(driver.pid).memory_info().rss / 2**20)
        took = time.perf_counter() - begin
        simulated.end(driver)
    console.print(f"{prove(course, due)}; {60 * n / took:.0f} a minute on 2 workers, one killed in the middle")
    console.print(f"driver's memory after each quarter: {', '.join(f'{m:.0f} MiB' for m in memory)}")


def kills(folder: Path, n: int, chance: random.Random) -> None:
    """Kill the grader, a worker and the scheduler n times each."""
    for what, work in (("grader", _kill_grader), ("worker", _kill_worker), ("scheduler", _kill_scheduler)):
        course, due = small(folder, what, 6 * n)
        left = work(folder, course, n, chance)
        console.print(f"{what} killed {n} times; {prove(course, due)}; {left} processes left behind")


def _moment(driver: object, chance: random.Random) -> bool:
    """Wait until a random moment: before the first submission, too; return False if the driver ended before."""
    done = simulated.after(driver, n) if (n := chance.randrange(6)) else True
    time.sleep(chance.uniform(0, 0.5 if n else 6.0))
    return done and driver.poll() is None


def _kill_grader(folder: Path, course: Course, n: int, chance: random.Random) -> int:
    left = 0
    for _ in range(n):
        driver = simulated.driver(course, jobs=2)
        _moment(driver, chance)
        below = simulated.below(driver.pid)
        driver.kill()
        driver.communicate()
        left += len(simulated.left(below))
    simulated.end(simulated.driver(course, jobs=2))
    return left


def _kill_worker(folder: Path, course: Course, n: int, chance: random.Random) -> int:
    left, killed = 0, 0
    with simulated.cluster(folder, 2) as there:
        driver = simulated.driver(course, scheduler=there.address)
        while killed < n:
            if not _moment(driver, chance):
                simulated.end(driver)
                course.journal.path.unlink()  # all were graded: from the beginning, for the kills that are due
                driver = simulated.driver(course, scheduler=there.address)
                continue
            victim = there.workers.pop(chance.randrange(2))
            below = simulated.below(victim.pid)
            victim.kill()
            victim.wait()
            left += len(simulated.left(below))
            there.workers.append(there.start_worker())
            killed += 1
        simulated.end(driver)
    return left


def _kill_scheduler(folder: Path, course: Course, n: int, chance: random.Random) -> int:
    left = 0
    for _ in range(n):
        with simulated.cluster(folder, 2) as there:
            driver = simulated.driver(course, scheduler=there.address)
            _moment(driver, chance)
            below = [p for worker in there.workers for p in simulated.below(worker.pid)]
            there.scheduler.kill()
            _, errors = driver.communicate(timeout=120)
            if driver.returncode:
                assert errors.startswith("arcgrade: "), errors
        left += len(simulated.left(below))
    with simulated.cluster(folder, 2) as there:
        simulated.end(simulated.driver(course, scheduler=there.address))
    return left


if __name__ == "__main__":
    sys.exit(main())
