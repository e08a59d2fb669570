"""What the command line prints."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from arcgrade import cli, course, report
from arcgrade.grade import Result


def test_summary_names_students_scores_and_reasons(prepared: course.Course) -> None:
    results = [
        Result(
            "ann", "graded", score=2.0, out_of=4.0, by_task={"double": 2.0, "triple": 0.0}, by_hand={"explain": 2.0}
        ),
        Result("[b]bob[/b]", "ungraded", reason="nothing submitted"),
    ]
    console = Console(width=80, record=True, file=io.StringIO())
    console.print(report.summary(prepared, results))
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
    assert "no assignment 'nothing'" in capsys.readouterr().out


def test_grade_prints_the_summary(prepared: course.Course, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    (prepared.submitted / "ann" / "small").mkdir(parents=True)
    monkeypatch.setattr(cli, "_course", lambda *_: prepared)
    cli.grade("small", Path("class"))
    out = capsys.readouterr().out
    assert "ungraded" in out
    assert "ann: no small-exercises.ipynb" in out.replace("\n", " ")
