"""Grades a class: each submission is read, rebuilt, run in a box and scored by nbgrader."""

import hashlib
import json
import warnings
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import is_grade, is_solution
from sqlalchemy.exc import SAWarning

import arcgrade.feedback
from arcgrade import ingest, release
from arcgrade.box import BoxedExecute
from arcgrade.course import Course
from arcgrade.feedback import what_stopped

GRADED, UNGRADED = "graded", "ungraded"


@dataclass
class Result:
    """What became of one student's submission.

    `score` and `by_task` are None and empty when it is ungraded: a missing grade is never a zero.
    `by_hand` holds the tasks (and their points) that wait for a person; they are not in `out_of`.
    """

    student: str
    status: str
    reason: str = ""
    score: float | None = None
    out_of: float | None = None
    by_task: dict[str, float] = field(default_factory=dict)
    by_hand: dict[str, float] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    submission: str = ""  # SHA-256 of the submitted bytes
    graded_with: str = ""  # SHA-256 of the instructor's notebook and the grader


def prepare(course: Course) -> None:
    """Release the assignment to this class, so that the gradebook knows its cells."""
    release.generate(course)


def students(course: Course) -> list[str]:
    """Return everyone with a folder in `submitted/`, sorted; whoever handed in nothing is in it too."""
    if not course.submitted.is_dir():
        raise ValueError(f"no submissions: there is no folder {course.submitted}")
    return sorted(p.name for p in course.submitted.iterdir() if p.is_dir() and not p.name.startswith("."))


def grade(course: Course, student: str, *, force: bool = False) -> Result:
    """Grade one submission; what was graded before and did not change is not run again.

    Args:
        course: a prepared course.
        student: the name of a folder in `submitted/`.
        force: run it even if nothing changed.
    """
    record = course.class_dir / "records" / course.assignment / f"{student}.json"
    result = Result(student, UNGRADED, graded_with=_fingerprint(course))
    try:
        submitted = ingest.read(course.submitted / student / course.assignment, f"{course.notebook}.ipynb")
        result.submission = hashlib.sha256(submitted).hexdigest()
        if not force and (known := _known(record, result)):
            return known
        rebuilt = ingest.rebuild(submitted, nbformat.read(course.released, as_version=4))
        result.remarks = rebuilt.remarks
        _store(course, student, rebuilt.notebook)
        outcome = _autograde(course, student)
        if outcome:
            result.reason = outcome
        else:
            _read_scores(course, result)
    except ingest.Unreadable as reason:
        result.reason = str(reason)
    _write(record, result)
    return result


def grade_class(course: Course, *, force: bool = False) -> Iterable[Result]:
    """Grade everyone, yielding each result as it comes."""
    for student in students(course):
        yield grade(course, student, force=force)


def _fingerprint(course: Course) -> str:
    parts = [course.source, *sorted(Path(__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(p.read_bytes() for p in parts)).hexdigest()


def _known(record: Path, now: Result) -> Result | None:
    if not record.exists():
        return None
    before = Result(**json.loads(record.read_text(encoding="utf-8")))
    return before if (before.submission, before.graded_with) == (now.submission, now.graded_with) else None


def _write(record: Path, result: Result) -> None:
    record.parent.mkdir(parents=True, exist_ok=True)
    part = record.with_suffix(".part")
    part.write_text(json.dumps(asdict(result), indent=1) + "\n", encoding="utf-8")
    part.replace(record)


def _store(course: Course, student: str, notebook: nbformat.NotebookNode) -> None:
    """Write the rebuilt notebook where nbgrader takes submissions from, with the time stamp if there is one."""
    folder = course.ingested / student / course.assignment
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{course.notebook}.ipynb")
    stamp = course.submitted / student / course.assignment / "timestamp.txt"
    if stamp.is_file() and not stamp.is_symlink() and stamp.stat().st_size < 100:
        (folder / "timestamp.txt").write_bytes(stamp.read_bytes())


def _autograde(course: Course, student: str) -> str:
    """Run nbgrader's autograder; return the reason if it could not finish."""
    config = course.config.Autograde
    config.autograde_preprocessors = [
        BoxedExecute,
        arcgrade.feedback.ForgiveWarnings,
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own sessions; harmless
        answer = course.api.autograde(course.assignment, student, force=True, create=True)
    if answer["success"]:
        return ""
    log = answer.get("log", "")
    if "before replying to kernel_info" in log:
        return "the box's kernel did not start: this is the grader's fault, see `arcgrade preflight`"
    if "DeadKernelError" in log:
        return "the code ended its own process (limits: 4 GiB of memory, 300 s of processor time)"
    lines = [line for line in log.strip().splitlines() if line.strip()]
    return f"the autograder stopped: {lines[-1] if lines else 'no message'}"


def _read_scores(course: Course, result: Result) -> None:
    with Gradebook(course.db_url) as gradebook:
        try:
            graded = gradebook.find_submission(course.assignment, result.student)
        except MissingEntry:
            result.reason = "nbgrader recorded no grade"
            return
        auto, total = 0.0, 0.0
        for notebook in graded.notebooks:
            for mark in notebook.grades:
                if mark.cell.cell_type == "code":
                    result.by_task[mark.name.removesuffix("-test")] = float(mark.auto_score or 0)
                    auto, total = auto + float(mark.auto_score or 0), total + float(mark.max_score)
                else:
                    result.by_hand[mark.name] = float(mark.max_score)
        result.status, result.score, result.out_of = GRADED, auto, total
    result.remarks += _broken_cells(course, result.student)


def _broken_cells(course: Course, student: str) -> list[str]:
    """Say of each answer and check cell that did not run to its end what stopped it."""
    path = course.class_dir / "autograded" / student / course.assignment / f"{course.notebook}.ipynb"
    remarks = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code" and (is_solution(cell) or is_grade(cell)):
            error = next((o for o in cell.outputs if o.output_type == "error"), None)
            if error:
                kind = "answer" if is_solution(cell) else "check"
                name = cell.metadata.nbgrader.grade_id.removesuffix("-test")
                remarks.append(f"{kind} cell {name}: {what_stopped(error)[:160]}")
    return remarks
