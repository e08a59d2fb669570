"""A submission is rebuilt from the release: only answers count, and nothing is lost silently."""

import copy
import os
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from arcgrade import ingest


def _cell(source: str, name: str = "", **marks: object) -> NotebookNode:
    cell = nbformat.v4.new_code_cell(source)
    if name:
        cell.metadata["nbgrader"] = {"grade_id": name, "grade": False, "solution": False, "locked": True} | marks
    return cell


@pytest.fixture
def released() -> NotebookNode:
    return nbformat.v4.new_notebook(
        cells=[
            _cell("set_up()"),
            _cell("stub a", "a", solution=True, locked=False),
            _cell("check a", "a-test", grade=True, points=1),
            _cell("stub b", "b", solution=True, locked=False),
            _cell("check b", "b-test", grade=True, points=1),
        ]
    )


def _rebuild(submitted: NotebookNode, released: NotebookNode) -> tuple[list[str], list[str]]:
    result = ingest.rebuild(nbformat.writes(submitted).encode(), released)
    return [c.source for c in result.notebook.cells], result.remarks


def test_answers_are_taken_and_the_rest_is_ours(released: NotebookNode) -> None:
    submitted = copy.deepcopy(released)
    submitted.cells[0].source = "cheat()"
    submitted.cells[1].source = "answer a"
    submitted.cells[2].source = "pass"
    sources, remarks = _rebuild(submitted, released)
    assert sources == ["set_up()", "cheat()", "answer a", "check a", "stub b", "check b"]
    assert remarks == ["check cell a-test was altered; the original was used"]


def test_deleted_cells_come_back(released: NotebookNode) -> None:
    submitted = copy.deepcopy(released)
    submitted.cells[3].source = "answer b"
    del submitted.cells[4], submitted.cells[1]
    sources, remarks = _rebuild(submitted, released)
    assert sources == ["set_up()", "stub a", "check a", "answer b", "check b"]
    assert len(remarks) == 2


def test_reordered_cells_do_not_matter(released: NotebookNode) -> None:
    submitted = copy.deepcopy(released)
    submitted.cells[1].source, submitted.cells[3].source = "answer a", "answer b"
    submitted.cells.reverse()
    assert _rebuild(submitted, released)[0] == ["set_up()", "answer a", "check a", "answer b", "check b"]


def test_a_stray_copy_of_the_stub_does_not_hide_the_answer(released: NotebookNode) -> None:
    submitted = copy.deepcopy(released)
    submitted.cells.append(copy.deepcopy(submitted.cells[1]))
    submitted.cells[-1].id = "another"
    submitted.cells[1].source = "answer a"
    sources, remarks = _rebuild(submitted, released)
    assert sources[1] == "answer a"
    assert "2 times" in remarks[0]


def test_own_cells_stay_before_the_answer_that_follows_them(released: NotebookNode) -> None:
    submitted = copy.deepcopy(released)
    submitted.cells.insert(3, _cell("def helper(): ..."))
    submitted.cells[4].source = "answer b"
    sources, remarks = _rebuild(submitted, released)
    assert sources == ["set_up()", "stub a", "check a", "def helper(): ...", "answer b", "check b"]
    assert not remarks


def test_own_cells_below_an_answer_stay_there(released: NotebookNode) -> None:
    submitted = copy.deepcopy(released)
    submitted.cells.insert(2, _cell("def helper(): ..."))
    submitted.cells.append(_cell("print('end')"))
    sources, _ = _rebuild(submitted, released)
    stubs = [c.source for c in released.cells]
    assert sources == [*stubs[:2], "def helper(): ...", *stubs[2:], "print('end')"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"nbformat": 4, "cells": 3}',
        b'{"cells": [{"a": 1}]}',
        b"[" * 100_000,
        b'{"nbformat":1,"cells":[{"cell_type":"markdown","source":"x"}]}',
        b'{"nbformat":4,"nbformat_minor":"x","metadata":{},"cells":[]}',
        b'{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","id":"a","metadata":{},'
        b'"source":"\\ud800","outputs":[],"execution_count":null}]}',
    ],
)
def test_what_is_no_notebook_is_refused(content: bytes, released: NotebookNode) -> None:
    with pytest.raises(ingest.Unreadable, match="not a notebook"):
        ingest.rebuild(content, released)


def test_another_notebook_is_refused(released: NotebookNode) -> None:
    other = nbformat.v4.new_notebook(cells=[_cell("print(1)")])
    with pytest.raises(ingest.Unreadable, match="right notebook"):
        ingest.rebuild(nbformat.writes(other).encode(), released)


def test_missing_file_names_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(ingest.Unreadable, match="nothing submitted"):
        ingest.read(tmp_path / "nobody", "x.ipynb")
    (tmp_path / "x (1).ipynb").write_text("{}")
    with pytest.raises(ingest.Unreadable, match=r"holds x \(1\).ipynb"):
        ingest.read(tmp_path, "x.ipynb")


def test_links_pipes_and_giants_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("{}")
    (tmp_path / "link.ipynb").symlink_to(secret)
    with pytest.raises(ingest.Unreadable, match="cannot be opened"):
        ingest.read(tmp_path, "link.ipynb")
    os.mkfifo(tmp_path / "pipe.ipynb")
    with pytest.raises(ingest.Unreadable, match="not a regular file"):
        ingest.read(tmp_path, "pipe.ipynb")
    monkeypatch.setattr(ingest, "LARGEST", 1)
    with pytest.raises(ingest.Unreadable, match="more than the 1 allowed"):
        ingest.read(tmp_path, "secret")
