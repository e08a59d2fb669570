"""The command `arcgrade`."""

import subprocess
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False
)
console = Console()

Assignment = Annotated[str, typer.Argument(help="The chapter's slug, such as `perceptron`.")]
ClassDir = Annotated[
    Path | None,
    typer.Option("--class", help="Folder of the class: `submitted/`, `feedback/`, gradebook, CSV.  [default: class/]"),
]


def _course(assignment: str, class_dir: Path | None = None) -> "Course":  # noqa: F821 - imported late: nbgrader takes seconds
    from arcgrade.course import ROOT, Course

    return Course(assignment, class_dir.resolve() if class_dir else ROOT / "class")


@app.callback()
def main() -> None:
    """Release, grade and prove the exercises of The Deep Learning Arc."""


@app.command()
def release(
    assignment: Assignment,
    to: Annotated[Path | None, typer.Option(help="Folder for the archive.  [default: build/release/]")] = None,
) -> None:
    """Make the student's notebook for the book, and the archive that a class gets."""
    from arcgrade.release import release

    course = _course(assignment)
    notebook, archive = release(course, to.resolve() if to else course.root / "build" / "release")
    console.print(f"notebook in the book  {notebook}\narchive for a class   {archive}", soft_wrap=True)


@app.command()
def sample(assignment: Assignment, class_dir: ClassDir = None) -> None:
    """Write a class of sample submissions: perfect, half done, wrong, endless loop, deleted cell and more."""
    from arcgrade import grade, sample

    course = _course(assignment, class_dir)
    grade.prepare(course)
    folders = sample.write(course)
    console.print(f"{len(folders)} submissions in {course.submitted}")


@app.command()
def grade(
    assignment: Assignment,
    class_dir: ClassDir = None,
    force: Annotated[bool, typer.Option(help="Grade again what did not change.")] = False,
) -> None:
    """Grade a class in the sandbox; write gradebook, CSV and feedback; show who got what.

    Submissions are taken from `<class>/submitted/<student>/<assignment>/`. What was graded before and did
    not change is not run again.
    """
    from arcgrade import grade, report
    from arcgrade.box import preflight

    course = _course(assignment, class_dir)
    preflight(course.source)
    there = grade.students(course)
    grade.prepare(course)
    results = [grade.grade(course, student, force=force) for student in track(there, "grading", console=console)]
    pages = report.write_feedback(course, results)
    table = report.write_csv(course, results)
    console.print(report.summary(course, results))
    console.print(
        f"gradebook  {course.class_dir / 'gradebook.db'}\nscores     {table}\nfeedback   {pages}", soft_wrap=True
    )


@app.command()
def verify(assignment: Assignment) -> None:
    """Prove the checks of every task: solution 100 %, untouched 0, mutants lose, lazy answers 0, variants 100 %."""
    from arcgrade.verify import verify

    with tempfile.TemporaryDirectory() as folder:
        course = _course(assignment, Path(folder))
        verdict = verify(course, progress=lambda names: track(names, "verifying", console=console))
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
def preflight() -> None:
    """Try every protection of the sandbox in a real box, and say which fails and how to mend it."""
    from arcgrade.box import preflight
    from arcgrade.course import ROOT

    for name in preflight(ROOT / "nbgrader_config.py"):
        console.print(f"[green]holds[/]  {name}")


def run() -> None:
    """Run the command; what the user can mend is said in one line, without a traceback."""
    try:
        app()
    except (ValueError, RuntimeError, OSError, subprocess.SubprocessError) as error:
        console.print(f"[red]arcgrade:[/] {escape(str(error))}", highlight=False)
        raise SystemExit(2) from None
