"""The command `arcgrade`."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:  # imported late: nbgrader takes seconds
    from arcgrade.course import Course
    from arcgrade.journal import Record

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False
)
console = Console()
progress_console = Console(stderr=True)  # so that --json has standard output for itself

Assignment = Annotated[str, typer.Argument(help="The chapter's slug, such as `perceptron`.")]
ClassDir = Annotated[
    Path | None,
    typer.Option("--class", help="Folder of the class: `submitted/`, `feedback/`, gradebook.  [default: class/]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes on this machine.", show_default="the number of processors")]
JOBS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _course(assignment: str, class_dir: Path | None = None) -> "Course":
    from arcgrade.course import ROOT, Course

    return Course(assignment, class_dir.resolve() if class_dir else ROOT / "class")


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


@contextmanager
def _bar(what: str, total: int) -> Iterator["Bar"]:
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}")]
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=progress_console) as progress:
        yield Bar(progress, progress.add_task(what, total=total, rate=""))


class Bar:
    """A progress bar with a rate."""

    def __init__(self, progress: Progress, number: int) -> None:
        self._progress, self._task = progress, progress.tasks[number]

    def step(self, _: object = None) -> None:
        """Count one more."""
        self._progress.advance(self._task.id)
        speed = self._task.completed / max(self._task.elapsed or 0.0, 1e-3)
        self._progress.update(self._task.id, rate=f"{60 * speed:.0f} a minute")


class Form(StrEnum):
    """What a grade file is for."""

    csv = "csv"
    json = "json"
    canvas = "canvas"
    moodle = "moodle"


def _records(course: "Course") -> "list[Record]":
    """Return one record a student, a person's marks in it."""
    from arcgrade import grade

    records, _ = course.journal.read()
    if not records:
        raise ValueError(
            f"nothing was graded yet in {course.class_dir}; run `arcgrade grade {course.assignment}` first"
        )
    return list(grade.with_marks(course, records).values())


@app.callback()
def main() -> None:
    """Release, grade and prove the exercises of The Deep Learning Arc.

    A class in five commands: `release` what you give out, put what comes back into `class/submitted/`, `grade` it,
    write `feedback`, `export` the scores. `status` says where you stand.
    """


@app.command()
def release(
    assignment: Assignment,
    to: Annotated[Path | None, typer.Option(help="Folder for the archive.  [default: build/release/]")] = None,
    as_json: AsJson = False,
) -> None:
    """Make the student's notebook for the book, and the archive that a class gets."""
    from arcgrade.release import release

    course = _course(assignment)
    notebook, archive = release(course, to.resolve() if to else course.root / "build" / "release")
    if as_json:
        _print_json({"notebook": str(notebook), "archive": str(archive)})
        return
    console.print(f"notebook in the book  {notebook}\narchive for a class   {archive}", soft_wrap=True)


@app.command()
def sample(assignment: Assignment, class_dir: ClassDir = None, as_json: AsJson = False) -> None:
    """Write a class of sample submissions: perfect, half done, wrong, endless loop, deleted cell and more."""
    from arcgrade import grade, sample

    course = _course(assignment, class_dir)
    grade.prepare(course)
    folders = sample.write(course)
    if as_json:
        _print_json([str(folder) for folder in folders])
        return
    console.print(f"{len(folders)} submissions in {course.submitted}")


@app.command()
def grade(
    assignment: Assignment,
    class_dir: ClassDir = None,
    student: Annotated[list[str] | None, typer.Option(help="Only this student; may be given several times.")] = None,
    jobs: Jobs = JOBS,
    scheduler: Annotated[str, typer.Option(help="Address of a Dask scheduler, such as `tcp://host:8786`.")] = "",
    force: Annotated[bool, typer.Option(help="Grade again what did not change.")] = False,
    no_sandbox: Annotated[
        bool,
        typer.Option("--i-accept-no-sandbox", help="Run the students' code without protection; marks every result."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Grade a class in the sandbox and show who got what.

    Submissions are taken from `<class>/submitted/<student>/<assignment>/`. What was graded before and did not
    change is not run again, so after an interruption the same command goes on where it was. Scores are in nbgrader's
    gradebook; every detail is in `<class>/journal/`.
    """
    from arcgrade import grade, report
    from arcgrade.preflight import preflight

    course = _course(assignment, class_dir)
    if not no_sandbox:
        preflight(course.source)
    names = grade.students(course)
    if student:
        if unknown := sorted(set(student) - set(names)):
            raise ValueError(f"no folder {course.submitted}/{unknown[0]}; there are {len(names)} students")
        names = list(dict.fromkeys(student))
    grade.prepare(course)
    with _bar("grading", len(names)) as bar:
        records = grade.grade_class(
            course,
            names,
            jobs=min(jobs, len(names)) or 1,
            scheduler=scheduler,
            force=force,
            sandbox=not no_sandbox,
            progress=bar.step,
        )
    if as_json:
        _print_json({name: json.loads(record.to_json()) for name, record in records.items()})
        return
    console.print(report.summary(assignment, records))
    if no_sandbox:
        console.print("[red]graded without a sandbox: every record says so[/]")
    console.print(f"gradebook  {escape(course.shown_db_url)}\njournal    {course.journal.path}", soft_wrap=True)


@app.command()
def feedback(
    assignment: Assignment,
    class_dir: ClassDir = None,
    student: Annotated[list[str] | None, typer.Option(help="Only this student; may be given several times.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write a page for each graded student: the answers, each check's outcome by name, no hidden test.

    Pages that are up to date are left alone. Marks and comments given in the formgrader are in them.
    """
    from arcgrade import feedback

    course = _course(assignment, class_dir)
    records, _ = course.journal.read()
    names = sorted(set(records) & set(student or records))
    with _bar("feedback", len(names)) as bar:
        wrong = feedback.write(course, names, bar.step)
    pages = {name: str(course.feedback_page(name)) for name in names if course.feedback_page(name).exists()}
    if as_json:
        _print_json({"pages": pages, "wrong": wrong})
    else:
        console.print(f"{len(pages)} pages in {course.feedback}", soft_wrap=True)
        for name, why in wrong.items():
            console.print(f"[red]{escape(name)}: {escape(why)}[/]")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def status(
    assignment: Annotated[str | None, typer.Argument(help="The chapter's slug; without it, all assignments.")] = None,
    class_dir: ClassDir = None,
    as_json: AsJson = False,
) -> None:
    """Show what stands where: handed in, graded, ungraded and why, waiting for a person, changed since.

    Nothing is run and nothing is written. A submission is **changed** if the file is not the one that was graded, and
    **outdated** if the tasks, the limits or the grader changed; `arcgrade grade` grades both again.

    - `arcgrade status` – one row an assignment
    - `arcgrade status perceptron` – one row a student
    """
    from arcgrade import grade
    from arcgrade import status as standing
    from arcgrade.course import assignments

    courses = [_course(name, class_dir) for name in ([assignment] if assignment else assignments())]
    found = [standing.status(course, graded_with=grade.fingerprint(course)) for course in courses]
    if as_json:
        found_json = [json.loads(one.to_json()) for one in found]
        _print_json(found_json[0] if assignment else found_json)
    else:
        console.print(standing.table(found))


@app.command()
def export(
    assignment: Assignment,
    class_dir: ClassDir = None,
    form: Annotated[Form, typer.Option("--for", help="What the file is for.")] = Form.csv,
    to: Annotated[Path | None, typer.Option(help="The file.  [default: CLASS/ASSIGNMENT-FORM.csv]")] = None,
    title: Annotated[
        str, typer.Option(help="Name of the grade's column; in Canvas `Title (123)`, as in its own export.")
    ] = "",
    roster: Annotated[
        Path | None,
        typer.Option(
            help="CSV that says who is who: Canvas's or Moodle's list, with a column `folder` for our folders' names.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    identifier: Annotated[
        str, typer.Option(help="How Moodle finds a student: `Username`, `Email address` or `ID number`.")
    ] = "Username",
    unfinished: Annotated[bool, typer.Option(help="Also hand over grades in which tasks wait for a person.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write the grades for a spreadsheet, a program, Canvas or Moodle.

    An ungraded student is never a zero: in `csv` and `json` the cells are empty and the reason is beside them. From the
    files for Canvas and Moodle such a student is **left out**, since both would take an empty cell as an order to delete
    the grade they hold; so is a student with tasks that wait for a person (unless `--unfinished`).

    - **Canvas**: Grades → Export gives the roster; Grades → Import takes the file.
    - **Moodle**: Grades → Import → CSV file. Map the first column to the user, the second to the grade *and* the third to
      its feedback: Moodle drops the one that is not mapped.
    """  # noqa: E501
    from arcgrade.export import export, left_out

    course = _course(assignment, class_dir)
    records = _records(course)
    ending = "json" if form is Form.json else "csv"
    name = f"{assignment}-grades.{ending}" if form in (Form.csv, Form.json) else f"{assignment}-{form}.{ending}"
    target = export(
        records,
        form,
        to or course.class_dir / name,
        title=title,
        roster=roster,
        identifier=identifier,
        unfinished=unfinished,
    )
    held = left_out(records, unfinished=unfinished) if form in (Form.canvas, Form.moodle) else {}
    if as_json:
        _print_json({"file": str(target), "students": len(records) - len(held), "left_out": held})
        return
    console.print(f"{len(records) - len(held)} students in {target}", soft_wrap=True)
    for student, why in held.items():
        console.print(f"left out  {escape(student)}: {escape(why)}", highlight=False, soft_wrap=True)


@app.command()
def stats(
    assignment: Assignment,
    class_dir: ClassDir = None,
    to: Annotated[Path | None, typer.Option(help="The page.  [default: CLASS/ASSIGNMENT-stats.html]")] = None,
    as_json: AsJson = False,
) -> None:
    """Show how the class did: each task's marks, discrimination and most failed checks; write a page with plots.

    *Discrimination* is the correlation between a task's points and what the same students got in the other tasks. Look
    first at a task below 0: there, those who do well elsewhere lose, and mostly a check or the wording is wrong.
    """
    from arcgrade import stats as numbers
    from arcgrade import stats_page

    course = _course(assignment, class_dir)
    found = numbers.stats(_records(course))
    if as_json:
        _print_json(json.loads(found.to_json()))
        return
    page = stats_page.write_page(found, to or course.class_dir / f"{assignment}-stats.html")
    console.print(numbers.table(found), f"page  {page}", soft_wrap=True)


@app.command()
def similar(
    assignment: Assignment,
    class_dir: ClassDir = None,
    top: Annotated[int, typer.Option(help="How many pairs to report.", min=1)] = 20,
    to: Annotated[Path | None, typer.Option(help="The page.  [default: CLASS/ASSIGNMENT-similar.html]")] = None,
    as_json: AsJson = False,
) -> None:
    """Find pairs of submissions that resemble each other more than the class does, for a person to judge.

    Names, comments and layout are ignored; what the released notebook, the solution or many students have counts
    little or nothing. The page shows the code side by side. Resemblance is no verdict: people learn together, and short
    tasks leave little choice.
    """
    from arcgrade import grade, similar_page
    from arcgrade import similar as resemblance

    course = _course(assignment, class_dir)
    grade.prepare(course)
    name = f"{course.notebook}.ipynb"
    notebooks = {student: course.submitted / student / assignment / name for student in grade.students(course)}
    notebooks = {student: path for student, path in notebooks.items() if os.path.lexists(path)}
    found = resemblance.similar(notebooks, course.released, course.source, assignment=assignment, top=top)
    if as_json:
        _print_json(json.loads(found.to_json()))
        return
    page = similar_page.write_page(found, to or course.class_dir / f"{assignment}-similar.html")
    console.print(similar_page.table(found), f"page  {page}", soft_wrap=True)


@app.command()
def check(
    notebook: Annotated[Path, typer.Argument(help="Your notebook, such as `perceptron-exercises.ipynb`.")],
    as_json: AsJson = False,
) -> None:
    """Run the visible checks on your own notebook, all cells in order. This is not your grade.

    It is what *Restart Kernel and Run All Cells* would show, as a list. Hidden checks are not run.
    """
    from arcgrade import check
    from arcgrade.course import ROOT

    record = check.check(notebook, ROOT)
    if as_json:
        _print_json(json.loads(record.to_json()))
        return
    console.print(check.table(record))


@app.command()
def verify(assignment: Assignment, jobs: Jobs = JOBS, as_json: AsJson = False) -> None:
    """Prove the checks of every task: solution 100 %, untouched 0, mutants lose, lazy answers 0, variants 100 %."""
    from arcgrade.verify import verify

    with tempfile.TemporaryDirectory() as folder, _bar("verifying", 0) as bar:
        verdict = verify(_course(assignment, Path(folder)), jobs=jobs, progress=bar.step)
    if as_json:
        _print_json(verdict.to_dict())
        raise typer.Exit(1 if verdict.failures else 0)
    table = Table("task", "points", "mutants that lose", "lazy answers at 0", "variants at 100 %")
    for task, points in verdict.points.items():
        counts = [verdict.count(task, kind) for kind in ("mutant", "lazy", "variant")]
        table.add_row(task, f"{points:g}", *(f"{good} of {there}" for good, there in counts))
    console.print(table)
    for case, score in verdict.earned:
        if case.kind == "mutant" and score == verdict.points[case.task]:
            console.print(f"[yellow]mutant survives:[/] {case.task}/{case.name}: {case.about}")
    for failure in verdict.failures:
        console.print(f"[red]{failure}[/]")
    raise typer.Exit(1 if verdict.failures else 0)


@app.command()
def preflight(as_json: AsJson = False) -> None:
    """Try every protection of the sandbox in a real box, and say which fails and how to mend it."""
    from arcgrade.course import ROOT
    from arcgrade.preflight import preflight

    names = preflight(ROOT / "nbgrader_config.py")
    if as_json:
        _print_json({"holds": names})
        return
    for name in names:
        console.print(f"[green]holds[/]  no {name}")


def run() -> None:
    """Run the command; what the user can mend is said in one line, without a traceback."""
    try:
        app()
    except (ValueError, RuntimeError, OSError, subprocess.SubprocessError) as error:
        Console(stderr=True).print(f"[red]arcgrade:[/] {escape(str(error))}", highlight=False)
        raise SystemExit(2) from None
