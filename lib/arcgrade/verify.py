"""Proves an assignment's checks: the solution earns everything, an untouched release nothing, each case its due.

All cases run through the real grader. Tasks are independent, so one submission answers every task with that
task's next case, and a class of a dozen submissions tries them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import zip_longest

import nbformat
from nbgrader.utils import is_grade

from arcgrade import cases, grade, report
from arcgrade.course import Course

KILLED = 0.95  # share of mutants that must lose points


@dataclass
class Verdict:
    """What each task's cases earned.

    `failures` is empty when the assignment may be given out.
    """

    points: dict[str, float]
    earned: list[tuple[cases.Case, float]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def count(self, task: str, kind: str) -> tuple[int, int]:
        """Return how many of a task's cases of this kind came out as they must, and how many there are."""
        mine = [(case, score) for case, score in self.earned if (case.task, case.kind) == (task, kind)]
        return sum(_as_due(case, score, self.points[task]) for case, score in mine), len(mine)


def _as_due(case: cases.Case, score: float, points: float) -> bool:
    return {"mutant": score < points, "lazy": score == 0, "variant": score == points}[case.kind]


def verify(course: Course, *, progress: Callable[[list], object] = iter) -> Verdict:
    """Grade the solution, the untouched release and every case, and judge the outcome.

    Args:
        course: the assignment, with a class folder of its own to work in.
        progress: wraps the list of submissions, for a progress bar.
    """
    grade.prepare(course)
    released = nbformat.read(course.released, as_version=4)
    all_cases = cases.load(course.cases)
    by_hand = {c.metadata.nbgrader.grade_id for c in released.cells if c.cell_type == "markdown" and is_grade(c)}
    points = {task: most for task, most in report.max_points(course).items() if task not in by_hand}
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

    results = {name: grade.grade(course, name) for name in progress(list(classes))}
    for name, result in results.items():
        if result.status != grade.GRADED:
            verdict.failures.append(f"{name} was not graded: {result.reason}")
    if results["solution"].score != results["solution"].out_of:
        verdict.failures.append(f"the solution does not get full marks: {results['solution'].by_task}")
    if results["untouched"].score != 0:
        verdict.failures.append(f"the untouched release gets points: {results['untouched'].by_task}")
    for number, row in enumerate(rows):
        scores = results[f"cases-{number:02d}"].by_task
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
