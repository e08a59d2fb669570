"""What the command line prints."""

import io
import json
from collections.abc import Callable

import pytest
from click.testing import Result
from rich.console import Console
from typer.testing import CliRunner

from arcgrade import cli, course, report
from arcgrade.journal import Record, TaskOutcome


def test_summary_names_students_scores_and_reasons() -> None:
    outcomes = {"double": TaskOutcome(3, 2.0), "triple": TaskOutcome(1, 0.0), "explain": TaskOutcome(2, None, True)}
    records = {
        "ann": Record("ann", "small", "graded", tasks=outcomes),
        "[b]bob[/b]": Record("[b]bob[/b]", "small", "ungraded", reason="nothing submitted"),
    }
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(report.summary("small", records))
    text = console.export_text()
    assert "2/4" in text
    assert "[b]bob[/b]: nothing submitted" in text
    assert "1 double (3), 2 triple (1)" in text
    assert "explain (2)" in text


def test_mistakes_are_said_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["arcgrade", "verify", "nothing"])
    with pytest.raises(SystemExit) as stop:
        cli.run()
    assert stop.value.code == 2
    assert "no assignment 'nothing'" in capsys.readouterr().err


@pytest.fixture
def arcgrade(prepared: course.Course, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command on a class whose one student handed in an empty folder."""
    (prepared.submitted / "ann" / "small").mkdir(parents=True)
    monkeypatch.setattr(cli, "_course", lambda *_: prepared)
    return lambda *words: CliRunner().invoke(cli.app, words, catch_exceptions=False)


def test_grade_prints_the_summary(arcgrade: Callable[..., Result]) -> None:
    out = arcgrade("grade", "small").stdout
    assert "ungraded" in out
    assert "ann: no small-exercises.ipynb" in out.replace("\n", " ")


def test_grade_prints_json(arcgrade: Callable[..., Result]) -> None:
    found = json.loads(arcgrade("grade", "small", "--json").stdout)
    assert found["ann"]["status"] == "ungraded"
    assert json.loads(arcgrade("preflight", "--json").stdout)["holds"]


def test_an_unknown_student_is_named(arcgrade: Callable[..., Result]) -> None:
    with pytest.raises(ValueError, match="bob"):
        arcgrade("grade", "small", "--student", "bob")


def test_every_command_explains_itself() -> None:
    for command in cli.app.registered_commands:
        name = command.name or command.callback.__name__
        assert len(CliRunner().invoke(cli.app, [name, "--help"]).stdout) > 300, name
