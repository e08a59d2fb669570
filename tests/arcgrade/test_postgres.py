"""nbgrader's own programs work on what the grader wrote, on SQLite and on a PostgreSQL server started here."""

import csv
import json
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import simulated

from arcgrade import cluster, feedback, grade
from arcgrade.course import Course


def _program(name: str) -> str | None:
    """Return a program of the newest PostgreSQL here; Debian keeps the server's out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]))
    return str(found[-1]) if found else shutil.which(name)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """A server that listens on this machine only; call it for the address of a new, empty database."""
    programs = [_program(name) for name in ("initdb", "postgres")]
    if None in programs:
        fail = pytest.fail if os.environ.get("CI") else pytest.skip
        fail("no PostgreSQL server here: sudo apt-get install postgresql")
    initdb, postgres = programs
    folder = Path(subprocess.check_output(["mktemp", "-d", "/tmp/arc-postgres-XXXXXX"], text=True).strip())
    who = {}
    if os.getuid() == 0:  # it refuses to run as root
        nobody = next(user for user in pwd.getpwall() if user.pw_name in ("postgres", "nobody"))
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    data = folder / "data"
    quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, **who}
    subprocess.run([initdb, "-D", data, "-U", "arc", "-A", "trust", "-E", "UTF8", "--no-sync"], check=True, **quiet)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["-c", f"unix_socket_directories={folder}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    line = [postgres, "-D", data, "-p", str(port), *options]
    with subprocess.Popen(line, stderr=subprocess.DEVNULL, **quiet) as process:
        number = iter(range(100))

        def database() -> str:
            name = f"class{next(number)}"
            _sql(port, f"CREATE DATABASE {name}")
            return f"postgresql+psycopg2://arc@127.0.0.1:{port}/{name}"

        try:
            simulated.wait_for(lambda: _answers(port), 60)
            yield database
        finally:
            process.terminate()
            process.wait(20)
            shutil.rmtree(folder)


def _sql(port: int, text: str) -> None:
    import psycopg2

    connection = psycopg2.connect(host="127.0.0.1", port=port, user="arc", dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(text)
    connection.close()


def _answers(port: int) -> bool:
    import psycopg2

    try:
        _sql(port, "SELECT 1")
    except psycopg2.OperationalError:
        return False
    return True


@pytest.fixture(params=["sqlite", "postgresql"])
def graded(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Course, dict[str, float | None]]:
    """A graded class of 12 and what each of them must get."""
    root = tmp_path / "course"
    simulated.write_root(root)
    if request.param == "postgresql":
        url = request.getfixturevalue("server")()
        config = root / "nbgrader_config.py"
        text = re.sub(
            r"(?m)^c\.CourseDirectory\.db_url = .*$", f'c.CourseDirectory.db_url = "{url}"', config.read_text()
        )
        config.write_text(text)
    course = Course("small", root / "class", root)
    assert course.db_url.startswith(request.param)
    grade.prepare(course)
    due = simulated.submit(course, 12)
    grade.grade_class(course)
    return course, due


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def _nbgrader(course: Course, *line: str) -> None:
    command = [sys.executable, "-m", "nbgrader", *line]
    found = subprocess.run(command, cwd=course.root, env=_environment(), capture_output=True, text=True)
    assert found.returncode == 0, found.stderr


@contextmanager
def _formgrader(course: Course, folder: Path) -> Iterator[Callable[..., str]]:
    """Start a Jupyter server with the formgrader; yields a function that returns one of its pages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1"]
    line += ["--ServerApp.port_retries=0", "--IdentityProvider.token=t", f"--ServerApp.root_dir={course.root}"]
    line += ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"]
    environment = _environment() | {"JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_RUNTIME_DIR": str(folder)}

    def ask(path: str, **new: object) -> str:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/formgrader/{path}", method="PUT" if new else "GET")
        request.add_header("Authorization", "token t")
        with urllib.request.urlopen(request, json.dumps(new).encode() if new else None, timeout=60) as answer:
            return answer.read().decode()

    def there() -> bool:
        try:
            return bool(ask("api/status"))
        except OSError:
            return process.poll() is not None

    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(line, cwd=course.root, env=environment, stdout=log, stderr=log)
    try:
        simulated.wait_for(there, 90)
        assert process.poll() is None, (folder / "server.log").read_text()
        yield ask
    finally:
        process.terminate()
        process.wait(20)


PAGES = (
    "manage_assignments",
    "manage_submissions/small",
    "gradebook",
    "gradebook/small",
    "gradebook/small/small-exercises",
    "manage_students",
    "manage_students/s0000",
    "manage_students/s0000/small",
    "api/assignment/small",
    "api/notebooks/small",
    "api/submission/small/s0000",
    "api/student/s0000",
    "api/student_submissions/s0000",
    "api/student_notebook_submissions/s0000/small",
)


def test_the_whole_way_of_a_class(graded: tuple[Course, dict[str, float | None]], tmp_path: Path) -> None:
    course, due = graded
    assert simulated.found(course) == due

    # A new grading changes nothing, a changed submission its own grade, a spoilt one takes it away.
    grade.grade_class(course, force=True)
    assert simulated.found(course) == due
    perfect, spoilt, mended = "s0000", "s0006", "s0005"
    place = {name: course.submitted / name / "small" / "small-exercises.ipynb" for name in due}
    place[spoilt].write_text("{")
    place[mended].write_bytes(place[perfect].read_bytes())
    grade.grade_class(course)
    due |= {spoilt: None, mended: 4.0}
    assert simulated.found(course) == due

    # A person marks in the formgrader, and the mark outlives a new grading.
    with _formgrader(course, tmp_path) as ask:
        marked = next(
            n for n in json.loads(ask("api/submitted_notebooks/small/small-exercises")) if n["student"] == perfect
        )
        assert "def double(x)" in re.sub("<[^>]+>", "", ask(f"submissions/{marked['id']}"))
        grades = json.loads(ask(f"api/grades?submission_id={marked['id']}"))
        (text,) = (g for g in grades if g["name"] == "explain")
        ask(f"api/grade/{text['id']}", manual_score=1.5, extra_credit=None)
        (comment,) = json.loads(ask(f"api/comments?submission_id={marked['id']}"))[:1]
        ask(f"api/comment/{comment['id']}", manual_comment="Well said.")
        assert grade.grade_class(course, force=True)[perfect].earned == 5.5
        due[perfect] = 5.5
        scores = {s["student"]: s["score"] for s in json.loads(ask("api/submissions/small")) if s["autograded"]}
        assert scores == {name: score for name, score in due.items() if score is not None}
        for page in PAGES:
            assert ask(page)

    _nbgrader(course, "export", "--to", str(tmp_path / "grades.csv"))
    with (tmp_path / "grades.csv").open(newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert {n: scores.get(n, 0.0) for n in due} == {n: score or 0.0 for n, score in due.items()}

    _nbgrader(course, "generate_feedback", "small", "--student", perfect)
    page = course.feedback_page(perfect).read_text(encoding="utf-8")
    assert "Well said." in page
    assert "CANARY" not in page
    assert feedback.write(course, [perfect]) == {}
    cluster.close()
