"""The sandbox holds: each protection is tried from inside."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from arcgrade import box, preflight
from arcgrade.clock import Clock
from arcgrade.limits import Limits
from arcgrade.remote import Session


@pytest.fixture(scope="module")
def zygote() -> Iterator[box.Zygote]:
    made = box.Zygote(["import math"], [], ["deeparc.units", "json.tool"], Limits())
    yield made
    made.close()


@pytest.fixture
def session(zygote: box.Zygote) -> Iterator[Session]:
    made = Session(zygote.start, Clock(), 60)
    yield made
    made.close()


def test_preflight_names_every_protection() -> None:
    assert len(preflight.preflight(Path(__file__))) >= 15


@pytest.mark.parametrize(
    ("missing", "says"), [("bwrap", "apt-get install bubblewrap"), ("pyseccomp", "apt-get install libseccomp2")]
)
def test_preflight_names_what_is_missing_and_the_fix(missing: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == missing else real(name))
    if missing == "pyseccomp":
        monkeypatch.setitem(__import__("sys").modules, "pyseccomp", None)
    with pytest.raises(box.SandboxError, match=says):
        preflight.preflight(Path(__file__))


def test_preflight_names_a_system_without_user_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    without = ["bash", "-c", "echo 'bwrap: No permissions to create new namespace' >&2; exit 1"]
    monkeypatch.setattr(box, "command", lambda inner, hidden: without)
    with pytest.raises(box.SandboxError, match=r"No permissions to create new namespace.*unprivileged_userns_clone"):
        preflight.preflight(Path(__file__))


def test_preflight_refuses_a_box_with_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, secret = box.command, "/etc/passwd"  # neither wall lets it be seen

    def leaky(inner: list[str], **options: object) -> list[str]:
        line = whole(inner, **options)
        at = line.index("--remount-ro")
        return [*line[:at], "--ro-bind", secret, secret, *line[at:]]

    preflight.preflight(Path(secret))
    monkeypatch.setattr(box, "command", leaky)
    with pytest.raises(box.SandboxError, match="course files"):
        preflight.preflight(Path(secret))


def test_preflight_refuses_a_box_without_its_inner_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = box.Zygote.__init__
    monkeypatch.setattr(box.Zygote, "__init__", lambda self, *args: whole(self, *args, sandbox=False))
    with pytest.raises(box.SandboxError, match="starting programs"):
        preflight.preflight(Path(__file__))


def test_set_up_is_there_and_what_is_reserved_is_not(session: Session) -> None:
    session.run("root = math.sqrt(4)\nimport deeparc.core.task")
    assert session.names(["root"]) == {"root": 2.0}
    for module in ("deeparc.units.perceptron", "json.tool"):
        (error,) = session.run(f"import {module}")
        assert error["ename"] == "ModuleNotFoundError"


def test_one_box_sees_nothing_of_the_one_before(session: Session, zygote: box.Zygote) -> None:
    session.run("left = 1\nfor place in ('/box', '/tmp', '/dev/shm'):\n    open(f'{place}/left', 'w').write('x')")
    session.close()
    after = Session(zygote.start, Clock(), 60)
    after.run(
        "import os\nfound = [os.path.exists(f'{p}/left') for p in ('/box', '/tmp', '/dev/shm')], 'left' in globals()"
    )
    assert after.names(["found"]) == {"found": ([False] * 3, False)}
    after.close()


def test_environment_is_empty_of_the_graders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    zygote = box.Zygote([], [], [], Limits())
    session = Session(zygote.start, Clock(), 60)
    session.run("import os\nseen = str(dict(os.environ)), os.path.exists('/work'), sorted(os.listdir('/'))")
    environment, _, root = session.names(["seen"])["seen"]
    assert "s3cret" not in environment
    assert "home" not in root
    session.close()
    zygote.close()


def test_of_the_grader_only_the_untrusted_part_is_in_the_box(session: Session) -> None:
    session.run("import os, deeparc\nlib = os.path.dirname(os.path.dirname(deeparc.__file__))")
    session.run("seen = sorted(os.listdir(lib)), os.listdir(os.path.join(lib, 'arcgrade'))")
    assert session.names(["seen"])["seen"] == (["arcgrade", "deeparc"], ["inside"])
