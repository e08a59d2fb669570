"""From text to notebook."""

from pathlib import Path

import nbformat
import pytest

from arcbook import notebooks

CELL = "```{{code-cell}} ipython3\n{options}\n{code}\n```\n"


def _write(path: Path, *cells: tuple[str, str]) -> Path:
    path.write_text("# Title\n\n" + "\n".join(CELL.format(options=o, code=c) for o, c in cells), encoding="utf-8")
    return path


def test_ids_depend_on_the_cell_alone(tmp_path: Path) -> None:
    one = notebooks.read(_write(tmp_path / "a.md", ("", "x = 1"), ("", "y = 2")))
    two = notebooks.read(_write(tmp_path / "b.md", ("", "z = 0"), ("", "x = 1"), ("", "y = 2"), ("", "x = 1")))
    assert [c.id for c in one.cells[1:]] == [c.id for c in two.cells[2:4]]
    assert len({c.id for c in two.cells}) == len(two.cells)


def test_roles_become_nbgraders_metadata(tmp_path: Path) -> None:
    source = _write(
        tmp_path / "a.md", (":task: t\n:role: solution", "x = 1"), (":task: t\n:role: test\n:points: 3", "x")
    )
    answer, test = (c.metadata.nbgrader for c in notebooks.read(source).cells[1:])
    assert (answer.grade_id, answer.solution, answer.grade) == ("t", True, False)
    assert (test.grade_id, test.solution, test.grade, test.points, test.locked) == ("t-test", False, True, 3, True)


@pytest.mark.parametrize(
    ("options", "message"), [(":task: t\n:role: tset", "'tset'"), (":task: t\n:role: test", "no points")]
)
def test_mistakes_in_the_text_are_named(tmp_path: Path, options: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        notebooks.read(_write(tmp_path / "a.md", (options, "x = 1")))


def test_stale_until_built_and_after_an_edit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _write(tmp_path / "a.md", ("", "print(6 * 7)"))
    assert notebooks.is_stale(source)
    assert notebooks.main(["--check", str(source)]) == 1
    assert "a.ipynb" in capsys.readouterr().err
    assert not source.with_suffix(".ipynb").exists()
    assert notebooks.main([str(source)]) == 0
    assert not notebooks.is_stale(source)
    made = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    assert made.cells[1].outputs[0].text == "42\n"
    source.write_text(source.read_text().replace("6 * 7", "6 * 8"))
    assert notebooks.is_stale(source)


def test_failing_notebook_leaves_the_old_one(tmp_path: Path) -> None:
    source = _write(tmp_path / "a.md", ("", "print(1)"))
    before = notebooks.build(source).read_bytes()
    _write(source, ("", "1 / 0"))
    with pytest.raises(Exception, match="ZeroDivisionError"):
        notebooks.build(source)
    assert source.with_suffix(".ipynb").read_bytes() == before
