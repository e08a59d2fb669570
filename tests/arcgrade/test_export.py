"""Grades for a spreadsheet and for learning-management systems."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcgrade.export import export, left_out, plain
from arcgrade.journal import Check, Record, TaskOutcome

ANN = Record(
    "ann",
    "small",
    "graded",
    tasks={"double": TaskOutcome(3, 2, checks=[Check("doubles -3", 1, False, "gave 6")]), "triple": TaskOutcome(1, 0)},
)
BOB = Record("bob", "small", "ungraded", reason="nothing submitted")
CID = Record("cid", "small", "graded", tasks={**ANN.tasks, "explain": TaskOutcome(2, None, by_hand=True)})


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_csv(tmp_path: Path) -> None:
    path = export([CID, BOB, ANN], "csv", tmp_path / "grades.csv")
    assert path.read_text().splitlines() == [
        "student,status,score,out_of,double,triple,explain,waiting,reason,remarks",
        "ann,graded,2,4,2,0,,,,",
        "bob,ungraded,,,,,,,nothing submitted,",
        "cid,graded,2,4,2,0,,explain,,",
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["grades.csv"]  # nothing half written is left


def test_json_says_everything(tmp_path: Path) -> None:
    entries = json.loads(export([BOB, CID], "json", tmp_path / "grades.json").read_text())
    assert [entry["score"] for entry in entries] == [None, 2]
    assert entries[1]["waiting"] == ["explain"]
    assert entries[1]["tasks"]["double"]["checks"][0]["message"] == "gave 6"


def test_canvas(tmp_path: Path) -> None:
    rows = _rows(export([ANN, BOB, CID], "canvas", tmp_path / "c.csv", title="Small (17)"))
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Small (17)"],
        ["    Points Possible", "", "", "", "", "4"],
        ["ann", "", "", "ann", "", "2"],
    ]


def test_moodle(tmp_path: Path) -> None:
    rows = _rows(export([ANN, BOB, CID], "moodle", tmp_path / "m.csv", unfinished=True))
    assert rows == [
        ["Username", "small", "small (feedback)"],
        ["ann", "2", "double: 2 of 3; triple: 0 of 1"],
        ["cid", "2", "double: 2 of 3; triple: 0 of 1; explain: not marked yet"],
    ]


def test_no_file_for_an_import_holds_an_empty_grade(tmp_path: Path) -> None:
    """Canvas and Moodle would delete the grade that they hold."""
    assert left_out([ANN, BOB, CID]) == {
        "bob": "nothing submitted",
        "cid": "waits for a person to mark explain",
    }
    with pytest.raises(ValueError, match="bob: nothing submitted"):
        export([BOB], "canvas", tmp_path / "c.csv")
    assert not (tmp_path / "c.csv").exists()


def test_roster_names_the_students(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,folder\n"
        '"Example, Ann",17,s17,ann@uni,A,ann\n"Example, Dora",18,s18,dora@uni,A,dora\n'
    )
    rows = _rows(export([ANN], "canvas", tmp_path / "c.csv", roster=roster))
    assert rows[2] == ["Example, Ann", "17", "s17", "ann@uni", "A", "2"]
    with pytest.raises(ValueError, match=r"1 of the graded students have no .*: cid; add a line"):
        export([ANN, CID], "canvas", tmp_path / "c.csv", roster=roster, unfinished=True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Username,Email address\nann,\n", "have no Email address"),  # Moodle would give it to the student before
        ("Email address\nann\nann\n", "names 'ann' twice"),
        ("Mail\nann\n", "no column `folder` or 'Email address'"),
        ("", "no column `folder`"),
    ],
)
def test_a_roster_that_would_mislead_is_refused(tmp_path: Path, text: str, says: str) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(text)
    with pytest.raises(ValueError, match=says):
        export([ANN], "moodle", tmp_path / "m.csv", roster=roster, identifier="Email address")


def test_unknown_form_and_identifier(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there are: csv, json, canvas, moodle"):
        export([ANN], "xlsx", tmp_path / "x")
    with pytest.raises(ValueError, match="it does by: Username"):
        export([ANN], "moodle", tmp_path / "x", identifier="Name")


@given(st.text())
def test_no_text_is_a_formula_or_steers_a_terminal(text: str) -> None:
    safe = plain(text)
    assert not safe.strip().startswith(("=", "+", "-", "@"))
    assert safe.isprintable()


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", " =1+1", "a\nb,c", "\x1b[31m", '"', "-5", "\udcff"])
@pytest.mark.parametrize("form", ["csv", "json", "canvas", "moodle"])
def test_hostile_names_stay_in_their_cell(tmp_path: Path, name: str, form: str) -> None:
    hostile = Record(name, "small", "graded", remarks=[name], reason=name, tasks=ANN.tasks)
    path = export([hostile, ANN], form, tmp_path / "out")
    if form == "json":
        assert {entry["student"] for entry in json.loads(path.read_text())} == {name, "ann"}
        return
    rows = _rows(path)
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 4 - (form != "canvas")
    assert all(not cell.strip().startswith(("=", "-", "\x1b")) for row in rows for cell in row)
