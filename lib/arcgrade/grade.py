"""Grades a class: what is new or changed is evaluated, noted in the journal and taken into the gradebook."""

import contextlib
import hashlib
import hmac
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from arcgrade import cluster, gradebook, ingest, page, release
from arcgrade.course import Course
from arcgrade.evaluate import Assignment
from arcgrade.journal import GRADED, UNGRADED, Record, outcomes
from arcgrade.station import version
from arcgrade.text import printable


def prepare(course: Course) -> None:
    """Release the assignment to this class, so that the gradebook knows its cells."""
    mark = course.released.with_suffix(".made-from")
    made_from = f"{fingerprint(course)} {course.db_url}"
    if not (mark.exists() and mark.read_text() == made_from and course.released.exists()):
        release.generate(course)
        mark.write_text(made_from)


def students(course: Course) -> list[str]:
    """Return everyone with a folder in `submitted/`, sorted; whoever handed in nothing is in it too.

    Raises:
        ValueError: there is no such folder.
    """
    if not course.submitted.is_dir():
        raise ValueError(f"no submissions: there is no folder {course.submitted}")
    return sorted(p.name for p in course.submitted.iterdir() if p.is_dir() and not p.name.startswith("."))


def grade_class(
    course: Course,
    names: Iterable[str] | None = None,
    *,
    jobs: int = 1,
    scheduler: str = "",
    force: bool = False,
    sandbox: bool = True,
    progress: Callable[[Record], object] = lambda record: None,
) -> dict[str, Record]:
    """Grade submissions and return each student's record, marks given by a person included.

    What was graded before and did not change is not run again. Whatever goes wrong with one submission is its own
    outcome and stops no other.

    Args:
        course: a prepared course.
        names: whose submissions; all by default.
        jobs: processes on this machine.
        scheduler: address of a Dask scheduler, instead of processes on this machine.
        force: run also what did not change.
        sandbox: False runs the students' code without any protection, and marks every record.
        progress: called with each record as it is done.

    Raises:
        RuntimeError: another process is grading this class, or nothing can be graded at all.
    """
    names = students(course) if names is None else list(names)
    graded_with = fingerprint(course)
    with course.journal.alone(), gradebook.Writer(course) as writer:
        before, pending = course.journal.read()

        def settle(record: Record, notebook: str | None = None) -> None:
            if notebook is not None:  # it is not in the journal yet
                _keep(course, record, notebook)
            shutil.rmtree(course.feedback_page(record.student).parent, ignore_errors=True)
            writer.apply(record)
            course.journal.mark_applied(record.student)
            progress(record)

        def waiting() -> Iterator[cluster.Job]:
            for name in names:
                record, submitted = _read(course, name, graded_with, sandbox)
                last = before.get(name)
                known = last if last and not force and _is_current(course, last, record) else None
                if known and name not in pending:
                    progress(known)
                elif known:
                    settle(known)
                elif record.reason:
                    settle(record, "")
                else:
                    yield cluster.Job(name, submitted, record.seed)

        work = cluster.run(assignment(course), waiting(), workers=jobs, scheduler=scheduler, sandbox=sandbox)
        with contextlib.closing(work):
            for job, found in work:
                settle(_record(course, job, found, graded_with, sandbox), found["notebook"])
        after, _ = course.journal.read()  # not kept meanwhile: a class may be large
    return with_marks(course, {name: after[name] for name in names})


def with_marks(course: Course, records: dict[str, Record]) -> dict[str, Record]:
    """Return the records with the marks that a person gave and the penalties for late work in them."""
    found = gradebook.marks(course)
    return {name: gradebook.marked(record, found.get(name)) for name, record in records.items()}


def assignment(course: Course) -> Assignment:
    """Return what a worker must know."""
    source, released = (p.read_text(encoding="utf-8") for p in (course.source, course.released))
    return Assignment(course.assignment, source, released, course.limits)


def fingerprint(course: Course) -> str:
    """Return a hash of all that decides a grade: tasks, limits, the grader, the library's part in the box."""
    files = (course.source, course.root / "nbgrader_config.py")
    return hashlib.sha256(b"".join([*(p.read_bytes() for p in files), version().encode()])).hexdigest()


def _read(course: Course, student: str, graded_with: str, sandbox: bool) -> tuple[Record, bytes]:
    """Read a submission; where that fails, the record says why."""
    record = Record(student, course.assignment, UNGRADED, graded_with=graded_with, graded_at=_now(), sandbox=sandbox)
    if not student.isprintable() or set(student) & set("*?[]"):
        record.reason = "the folder's name has one of * ? [ ] or a control character; rename it"
        return record, b""  # nbgrader would take the name for a pattern
    folder = course.submitted / student / course.assignment
    try:
        submitted = ingest.read(folder, f"{course.notebook}.ipynb")
    except (ingest.Unreadable, OSError) as reason:
        record.reason = printable(str(reason))
        return record, b""
    record.submission = hashlib.sha256(submitted).hexdigest()
    record.seed = _seed(course, student, record.submission)
    return record, submitted


def _seed(course: Course, student: str, submission: str) -> str:
    """Return the seed of the hidden inputs: the same at every regrade, and nobody can compute it without the secret.

    The submission is in it too, so that what one submission could find out is of no use to the next.
    """
    secret = _secret(course.class_dir / "secret")
    text = "\0".join((course.assignment, student, submission))
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def _secret(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.touch(mode=0o600)
        part.write_bytes(secrets.token_bytes(32))
        with contextlib.suppress(FileExistsError):
            os.link(part, path)  # whoever comes first
        part.unlink()
    return path.read_bytes()


def _is_current(course: Course, last: Record, now: Record) -> bool:
    if now.reason:  # there was nothing to grade, and there still is not
        return (last.status, last.reason, last.submission) == (UNGRADED, now.reason, "")
    same = (last.submission, last.graded_with, last.sandbox) == (now.submission, now.graded_with, now.sandbox)
    if last.status == UNGRADED:
        return same and not last.reason.startswith(cluster.FAILED)
    return same and course.autograded(now.student).exists()


def _record(course: Course, job: cluster.Job, found: dict, graded_with: str, sandbox: bool) -> Record:
    when, remark = _submitted_at(course, job.student)
    remarks = [printable(text)[:300] for text in (*found["remarks"], *remark)]
    if not sandbox:
        remarks.append("graded without a sandbox")
    return Record(
        job.student,
        course.assignment,
        found["status"],
        reason=printable(found["reason"])[:300],
        remarks=remarks,
        tasks=outcomes(found["tasks"]),
        submission=hashlib.sha256(job.submitted).hexdigest(),
        graded_with=graded_with,
        seed=job.seed,
        limits=course.limits.to_dict(),
        sandbox=sandbox,
        submitted_at=when,
        graded_at=_now(),
        seconds=found["seconds"],
        cpu=found["cpu"],
    )


def _submitted_at(course: Course, student: str) -> tuple[str, list[str]]:
    """Read nbgrader's time stamp; return it and a remark if it is none."""
    folder = course.submitted / student / course.assignment
    if not (folder / "timestamp.txt").exists():
        return "", []
    try:
        text = ingest.read(folder, "timestamp.txt")[:100].decode("ascii").strip()
        return parse_utc(text).isoformat(), []
    except (ValueError, OverflowError, OSError):
        return "", ["timestamp.txt is no time, so lateness is not judged"]


def _keep(course: Course, record: Record, notebook: str) -> None:
    """Put the graded notebook in its place and the record into the journal, in this order."""
    target = course.autograded(record.student)
    if record.status == GRADED:
        page.write(target, notebook)
    course.journal.append(record)
    if record.status != GRADED:
        shutil.rmtree(target.parent, ignore_errors=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
