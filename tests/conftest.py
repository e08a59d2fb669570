"""What the tests share: places of built things, and a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

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


BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as play:  # without a program of the system's, Playwright takes its own
        browser = play.chromium.launch(executable_path=program, args=BROWSER_FLAGS)
        yield browser
        browser.close()
