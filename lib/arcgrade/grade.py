"""Grades a class: each submission is read, rebuilt, run in a box and scored by nbgrader."""

import contextlib
import hashlib
import json
import shutil
import warnings
from dataclasses import asdict, dataclass, field
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import is_grade, is_solution, parse_utc
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
    graded_with: str = ""  # SHA-256 of all that decides a grade


def prepare(course: Course) -> None:
    """Release the assignment to this class, so that the gradebook knows its cells."""
    mark = course.released.with_suffix(".made-from")
    if not (
        mark.exists() and mark.read_text() == _fingerprint(course) and (course.class_dir / "gradebook.db").exists()
    ):
        release.generate(course)
        mark.write_text(_fingerprint(course))


def students(course: Course) -> list[str]:
    """Return everyone with a folder in `submitted/`, sorted; whoever handed in nothing is in it too.

    Raises:
        ValueError: there is no such folder.
    """
    if not course.submitted.is_dir():
        raise ValueError(f"no submissions: there is no folder {course.submitted}")
    return sorted(p.name for p in course.submitted.iterdir() if p.is_dir() and not p.name.startswith("."))


def grade(course: Course, student: str, *, force: bool = False) -> Result:
    """Grade one submission; what was graded before and did not change is not run again.

    Whatever goes wrong with it is this submission's outcome and stops no other.

    Args:
        course: a prepared course.
        student: the name of a folder in `submitted/`.
        force: run it even if nothing changed.
    """
    result = Result(student, UNGRADED, graded_with=_fingerprint(course))
    if not student.isprintable() or set(student) & set("*?[]"):
        result.reason = "the folder's name has one of * ? [ ] or a control character; rename it"
        return result  # nbgrader would take the name for a pattern
    record = course.class_dir / "records" / course.assignment / f"{student}.json"
    try:
        submitted = ingest.read(course.submitted / student / course.assignment, f"{course.notebook}.ipynb")
        result.submission = hashlib.sha256(submitted).hexdigest()
        if force or not _is_graded(course, record, result):
            rebuilt = ingest.rebuild(submitted, nbformat.read(course.released, as_version=4))
            result.remarks = rebuilt.remarks
            result.remarks += _store(course, student, rebuilt.notebook)
            result.reason = _autograde(course, student)
        if not result.reason:
            _read_scores(course, result)
    except ingest.Unreadable as reason:
        result.reason = str(reason)
    except Exception as error:
        result.reason = f"the grader failed: {type(error).__name__}: {error}"
    if result.status == UNGRADED:
        _withdraw(course, student)
    result.reason = _printable(result.reason)
    result.remarks = [_printable(remark) for remark in result.remarks]
    _write(record, result)
    return result


def _fingerprint(course: Course) -> str:
    """Return a hash of all that decides a grade: the tasks, the grader and the part of the library in the box."""
    here, root = Path(__file__).parent, course.root
    parts = [course.source, root / "nbgrader_config.py"]
    parts += [here / f"{name}.py" for name in ("box", "feedback", "grade", "ingest")]
    parts += sorted((root / "lib" / "deeparc" / "core").rglob("*.py"))
    return hashlib.sha256(b"".join(p.read_bytes() for p in parts)).hexdigest()


def _is_graded(course: Course, record: Path, now: Result) -> bool:
    """Tell whether the gradebook already holds a grade for these bytes; take over its remarks if so."""
    try:
        before = Result(**json.loads(record.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return False
    if (before.submission, before.graded_with, before.status) != (now.submission, now.graded_with, GRADED):
        return False
    with Gradebook(course.db_url) as gradebook:
        try:
            gradebook.find_submission(course.assignment, now.student)
        except MissingEntry:
            return False
    now.remarks = before.remarks
    return _autograded(course, now.student).exists()


def _autograded(course: Course, student: str) -> Path:
    return course.class_dir / "autograded" / student / course.assignment / f"{course.notebook}.ipynb"


def _write(record: Path, result: Result) -> None:
    record.parent.mkdir(parents=True, exist_ok=True)
    part = record.with_suffix(".part")
    part.write_text(json.dumps(asdict(result), indent=1) + "\n", encoding="utf-8")
    part.replace(record)


def _store(course: Course, student: str, notebook: nbformat.NotebookNode) -> list[str]:
    """Write the rebuilt notebook, with its time stamp, where nbgrader takes submissions from; return remarks."""
    folder = course.ingested / student / course.assignment
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{course.notebook}.ipynb")
    stamp = course.submitted / student / course.assignment / "timestamp.txt"
    if not stamp.exists():
        return []
    try:
        text = ingest.read(stamp.parent, stamp.name)[:100].decode("ascii").strip()
        parse_utc(text)
    except (ValueError, OverflowError):
        return ["timestamp.txt is no time, so lateness is not judged"]
    (folder / stamp.name).write_text(text)
    return []


def _autograde(course: Course, student: str) -> str:
    """Run nbgrader's autograder; return the reason if it could not finish."""
    course.config.Autograde.autograde_preprocessors = [
        BoxedExecute,
        arcgrade.feedback.Verdicts,
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
    if "unresponsive" in log or "Timeout" in log:
        return f"a cell did not stop within {course.config.Execute.timeout} s, not even when it was interrupted"
    lines = [line for line in log.splitlines() if line.strip() and "above traceback" not in line]
    return f"the autograder stopped: {lines[-1].strip() if lines else 'no message'}"


def _read_scores(course: Course, result: Result) -> None:
    """Take the scores from the gradebook, so that what a person marked there counts."""
    with Gradebook(course.db_url) as gradebook:
        graded = gradebook.find_submission(course.assignment, result.student)
        result.score, result.out_of = 0.0, 0.0
        for mark in (mark for notebook in graded.notebooks for mark in notebook.grades):
            if mark.cell.cell_type == "markdown" and mark.manual_score is None:
                result.by_hand[mark.name] = float(mark.max_score)
            else:
                result.by_task[mark.name.removesuffix("-test")] = float(mark.score)
                result.score += float(mark.score)
                result.out_of += float(mark.max_score)
    result.status = GRADED
    result.remarks += [r for r in _broken_cells(course, result.student) if r not in result.remarks]


def _withdraw(course: Course, student: str) -> None:
    """Take an earlier grade away, so that gradebook, feedback and CSV all say the same of the last submission."""
    with Gradebook(course.db_url) as gradebook, contextlib.suppress(MissingEntry):
        gradebook.remove_submission(course.assignment, student)
    for step in ("autograded", "feedback"):
        shutil.rmtree(course.class_dir / step / student / course.assignment, ignore_errors=True)


def _broken_cells(course: Course, student: str) -> list[str]:
    """Say of each answer and check cell that did not run to its end what stopped it."""
    remarks = []
    for cell in nbformat.read(_autograded(course, student), as_version=4).cells:
        if cell.cell_type == "code" and (is_solution(cell) or is_grade(cell)):
            error = next((o for o in cell.outputs if o.output_type == "error"), None)
            if error:
                kind = "answer" if is_solution(cell) else "check"
                name = cell.metadata.nbgrader.grade_id.removesuffix("-test")
                remarks.append(f"{kind} cell {name}: {what_stopped(error)[:160]}")
    return remarks


def _printable(text: str) -> str:
    """Keep what a submission says from steering a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
