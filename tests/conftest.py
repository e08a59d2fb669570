"""Paths that the tests share."""

from pathlib import Path

import pytest

from arcgrade.course import assignments

ROOT = Path(__file__).resolve().parents[1]


def _made(path: Path, command: str) -> Path:
    if not path.exists():
        pytest.fail(f"{path} is missing: run `{command}` first (`make test` does)")
    return path


@pytest.fixture(scope="session")
def book() -> Path:
    """The built book."""
    return _made(ROOT / "build/book/_build/html/index.html", "make book").parent


@pytest.fixture(scope="session")
def archives() -> list[Path]:
    """The students' archives, one for each chapter that has exercises."""
    return [_made(ROOT / f"build/release/{name}.zip", "make release") for name in assignments()]


@pytest.fixture(scope="session")
def sample_class() -> Path:
    """The graded sample class."""
    return _made(ROOT / "build/sample-class/gradebook.db", "make class").parent
