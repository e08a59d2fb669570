"""Grades the attackers and the clumsy once, and prints what became of each beside what stock nbgrader makes of it."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import arena  # noqa: E402


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


@pytest.fixture(scope="session")
def attacked(shared: Path) -> "arena.Outcome":
    """The class of attackers, graded in one run together with two honest students."""
    return arena.once(shared / "arc-attacked", arena.grade_attackers)


@pytest.fixture(scope="session")
def clumsy(shared: Path) -> "arena.Outcome":
    """The class of the clumsy."""
    return arena.once(shared / "arc-clumsy", arena.grade_clumsy)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the report."""
    rows = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for key, value in getattr(report, "user_properties", ()):
                if key in ("attack", "fair"):
                    rows[key, value["name"]] = value
    if rows:
        for line in arena.table(rows):
            terminalreporter.write_line(line)
