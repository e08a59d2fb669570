"""Proves an assignment's checks: the solution earns everything, an untouched release nothing, each case its due.

All cases run through the real grader. Tasks are independent, so one submission answers every task with that
task's next case, and a class of a dozen submissions tries them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest

import nbformat
from nbgrader.utils import is_grade

from arcgrade import cases, grade
from arcgrade.course import Course
from arcgrade.journal import GRADED, Record

KILLED = 0.95  # share of mutants that must lose points


@dataclass
class Verdict:
    """What each task's cases earned.

    `failures` is empty when the assignment may be given out.
    """

    points: dict[str, float]
    earned: list[tuple[cases.Case, float]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, object]:
        """Return plain data: the points, what each case earned, and the failures."""
        earned = [
            {"task": c.task, "kind": c.kind, "name": c.name, "about": c.about, "earned": e} for c, e in self.earned
        ]
        return {"points": self.points, "earned": earned, "failures": self.failures}

    def count(self, task: str, kind: str) -> tuple[int, int]:
        """Return how many of a task's cases of this kind came out as they must, and how many there are."""
        mine = [(case, score) for case, score in self.earned if (case.task, case.kind) == (task, kind)]
        return sum(_as_due(case, score, self.points[task]) for case, score in mine), len(mine)


def _as_due(case: cases.Case, score: float, points: float) -> bool:
    return {"mutant": score < points, "lazy": score == 0, "variant": score == points}[case.kind]


def verify(course: Course, *, jobs: int = 1, progress: Callable[[Record], object] = lambda record: None) -> Verdict:
    """Grade the solution, the untouched release and every case, and judge the outcome.

    Args:
        course: the assignment, with a class folder of its own to work in.
        jobs: processes to grade with.
        progress: called with each record as it is done.
    """
    grade.prepare(course)
    released = nbformat.read(course.released, as_version=4)
    all_cases = cases.load(course.cases)
    checks = [c for c in released.cells if c.cell_type == "code" and is_grade(c)]
    points = {c.metadata.nbgrader.grade_id.removesuffix("-test"): float(c.metadata.nbgrader.points) for c in checks}
    verdict = Verdict(points)
    by_task = {task: [c for c in all_cases if c.task == task] for task in points}
    if unknown := {c.task for c in all_cases} - set(points):
        verdict.failures.append(f"cases for tasks that are not there: {', '.join(sorted(unknown))}")

    classes = {"solution": cases.solutions(course.source), "untouched": {}}
    rows = list(zip_longest(*by_task.values()))
    for number, row in enumerate(rows):
        classes[f"cases-{number:02d}"] = {c.task: c.source for c in row if c}
    for name, answers in classes.items():
        folder = course.submitted / name / course.assignment
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(cases.answer(released, answers), folder / f"{course.notebook}.ipynb")

    records = grade.grade_class(course, classes, jobs=jobs, progress=progress)
    earned = {name: {t: o.earned for t, o in r.tasks.items() if o.earned is not None} for name, r in records.items()}
    for name, record in records.items():
        if record.status != GRADED:
            verdict.failures.append(f"{name} was not graded: {record.reason}")
    if earned["solution"] != points:
        verdict.failures.append(f"the solution does not get full marks: {earned['solution']}")
    if any(earned["untouched"].values()):
        verdict.failures.append(f"the untouched release gets points: {earned['untouched']}")
    for number, row in enumerate(rows):
        scores = earned[f"cases-{number:02d}"]
        verdict.earned += [(case, scores.get(case.task, 0.0)) for case in row if case]
    _judge(verdict)
    return verdict


def _judge(verdict: Verdict) -> None:
    for case, score in verdict.earned:
        if case.kind != "mutant" and not _as_due(case, score, verdict.points[case.task]):
            most = verdict.points[case.task]
            verdict.failures.append(f"{case.kind} {case.task}/{case.name} ({case.about}) earns {score:g} of {most:g}")
    counts = [verdict.count(task, "mutant") for task in verdict.points]
    killed, there = (sum(column) for column in zip(*counts, strict=True))
    if killed < KILLED * there:
        verdict.failures.append(f"only {killed} of {there} mutants lose points")
    for task in verdict.points:
        for kind, least in (("mutant", 5), ("lazy", 3), ("variant", 2)):
            if verdict.count(task, kind)[1] < least:
                verdict.failures.append(f"task {task} has fewer than {least} cases of kind {kind}")
