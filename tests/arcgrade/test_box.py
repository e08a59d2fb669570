"""The sandbox holds: each protection is tried from inside."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from arcgrade import box


def _run(code: str, hidden: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    inner = [sys.executable, "-I", "-c", code]
    return subprocess.run(box.command(inner, hidden=hidden), capture_output=True, text=True, timeout=60)


def test_preflight_names_every_protection() -> None:
    assert len(box.preflight(Path(__file__))) >= 6


def test_preflight_names_what_is_missing_and_the_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "bwrap" else real(name))
    with pytest.raises(box.SandboxError, match="apt-get install bubblewrap"):
        box.preflight(Path(__file__))


def test_preflight_refuses_a_box_with_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = box.command

    def leaky(inner: list[str], **options: object) -> list[str]:
        line = whole(inner, **options)
        at = line.index("--remount-ro")
        return [*line[:at], "--ro-bind", str(Path(__file__).parent), str(Path(__file__).parent), *line[at:]]

    monkeypatch.setattr(box, "command", leaky)
    with pytest.raises(box.SandboxError, match="course files"):
        box.preflight(Path(__file__))


def test_library_is_there_without_what_is_reserved() -> None:
    code = "import deeparc.core.task; import deeparc.units.perceptron"
    assert _run(code).returncode == 0
    hidden = _run(code, hidden=("deeparc.units",))
    assert "No module named 'deeparc.units.perceptron'" in hidden.stderr


@pytest.mark.parametrize(
    "code", ["open('/box/f', 'wb').write(bytes(2**28))", "open('/tmp/f', 'wb').write(bytes(2**28))"]
)
def test_disk_is_limited(code: str) -> None:
    assert _run(code).returncode != 0


def test_environment_is_empty_of_the_graders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    assert "s3cret" not in _run("import os; print(dict(os.environ))").stdout


def test_grader_and_its_sources_are_not_in_the_box() -> None:
    seen = _run(
        "import importlib.util as u, os; print(u.find_spec('arcgrade'), os.path.exists('/work'), os.listdir('/'))"
    )
    assert seen.returncode == 0
    assert seen.stdout.startswith("None")
