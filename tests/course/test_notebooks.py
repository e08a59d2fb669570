"""Every committed notebook is what its text source makes."""

from pathlib import Path

import nbformat
import pytest

from arcbook import notebooks
from arcgrade import release
from arcgrade.course import Course, assignments

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("source", notebooks.sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_generated_notebook_matches_its_text(source: Path) -> None:
    assert not notebooks.is_stale(source), "run `make notebooks` and commit the result"


@pytest.mark.parametrize("assignment", assignments())
def test_students_notebook_matches_the_solution(assignment: str, tmp_path: Path) -> None:
    course = Course(assignment, tmp_path)
    assert release.page(course).read_text(encoding="utf-8") == release.student_notebook(course), (
        "run `make notebooks` and commit the result"
    )


def test_every_committed_notebook_has_a_source() -> None:
    made = {s.with_suffix(".ipynb") for s in notebooks.sources()}
    made |= {release.page(Course(name, Path("class"))) for name in assignments()}
    there = {p for top in ("chapters", "solutions") for p in (ROOT / top).rglob("*.ipynb") if ".ipynb_" not in str(p)}
    assert there == made


@pytest.mark.parametrize("source", notebooks.sources(ROOT), ids=lambda p: str(p.relative_to(ROOT)))
def test_pictures_have_alternative_text(source: Path) -> None:
    for cell in nbformat.read(source.with_suffix(".ipynb"), as_version=4).cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}) or "image/svg+xml" in output.get("data", {}):
                alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
                assert len(alt) > 20, f"cell {cell.id} draws a figure without alternative text: {cell.source[:80]}"
