"""Grades the two classes, watches what happens around them, and tells what became of each submission."""

import contextlib
import fcntl
import hashlib
import json
import os
import pickle
import shutil
import socket
import sysconfig
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import attack_course
import nbformat
from attack_course import NAME, RIGHT, WRONG
from attacks import ATTACKS, Context, answer
from fairness import FAIR
from nbformat import NotebookNode

from arcgrade import cluster, feedback, grade
from arcgrade.course import Course
from arcgrade.journal import Record

STOCK = Path(__file__).with_name("stock.json")
HALF = dict(list(RIGHT.items())[:4])
#: The clumsy whose feedback pages are worth a look.
PAGES = ("much-output", "plots", "saved-outputs", "other-front-ends", "unicode-names", "cells-that-raise")
VARIABLE = "ARC_ATTACK_SECRET"


@dataclass
class Outcome:
    """What a class's grading came to, and what happened around it."""

    records: dict[str, Record]
    seen: dict[str, str]  # all that a student can see of the grading, by student: outputs, pages, messages
    pages: dict[str, str]  # the feedback pages alone
    graded_alone: dict[str, Record] = field(default_factory=dict)
    connections: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)  # files of the course that are not as before
    marker: bool = False  # whether a submission's code ran outside
    left: list[str] = field(default_factory=list)  # processes that go on
    seconds: float = 0.0


def once(place: Path, make: Callable[[Path], Outcome]) -> Outcome:
    """Return what `make` gives; of several processes that ask, one makes it."""
    place.mkdir(exist_ok=True)
    with open(place / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = place / "outcome"
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make(place)))
        return pickle.loads(kept.read_bytes())


def hand_in(made: NotebookNode | str | bytes | None, target: Path) -> None:
    """Write what a submission's function returned; None means that it wrote itself."""
    if made is None:
        return
    if isinstance(made, NotebookNode):
        made = nbformat.v4.writes(made)
    target.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass"))


def _course(place: Path, name: str) -> tuple[Course, NotebookNode]:
    root = place / "course"
    if not root.exists():
        attack_course.write(root)
    course = Course(NAME, place / name, root)
    grade.prepare(course)
    return course, nbformat.read(course.released, as_version=4)


def _honest(course: Course, released: NotebookNode) -> None:
    for student, answers in (("perfect", RIGHT), ("half", HALF), ("wrong", WRONG)):
        folder = course.submitted / student / NAME
        folder.mkdir(parents=True)
        made = answer(released, answers)
        made.cells[-1].source = f"{attack_course.OTHERS}: because {student} says so."
        made.cells.append(nbformat.v4.new_code_cell(f"# {attack_course.OTHERS}", id="mine"))
        hand_in(made, folder / f"{course.notebook}.ipynb")


def grade_attackers(place: Path) -> Outcome:
    """Grade all attackers and the honest in one run, and the honest alone."""
    alone, released = _course(place, "alone")
    _honest(alone, released)
    graded_alone = grade.grade_class(alone)

    course, released = _course(place, "class")
    _honest(course, released)
    shutil.copy(alone.class_dir / "secret", course.class_dir)  # so that hidden inputs are the same
    (place / "home").mkdir()
    (place / "home" / "arc-home-secret").write_text(attack_course.HOME)
    before = _hashes(course.root, alone.class_dir)
    with _listening() as (port, abstract, connections):
        for attack in ATTACKS.values():
            folder = course.submitted / attack.folder / NAME
            folder.mkdir(parents=True)
            context = Context(
                folder=folder,
                notebook=f"{course.notebook}.ipynb",
                source=course.source,
                gradebook=course.class_dir / "gradebook.db",
                other=course.submitted / "perfect" / NAME / f"{course.notebook}.ipynb",
                home=place / "home" / "arc-home-secret",
                runtime=Path(sysconfig.get_path("purelib")),
                marker=place / "home" / "marker",
                port=port,
                abstract=abstract,
                variable=VARIABLE,
            )
            hand_in(attack.make(released, context), folder / context.notebook)
        began, processes = time.monotonic(), _processes()
        with _environment(HOME=str(place / "home"), **{VARIABLE: attack_course.ENVIRONMENT}):
            records = grade.grade_class(course, jobs=2)
            outcome = _collect(course, records, [a.folder for a in ATTACKS.values() if a.page])
        outcome.seconds = time.monotonic() - began
        cluster.close()  # what waits for the next submission
        time.sleep(0.5)
        outcome.left = [text for pid, text in _processes().items() if pid not in processes]
    outcome.connections, outcome.graded_alone = connections, graded_alone
    outcome.marker = context.marker.exists()
    after = _hashes(course.root, alone.class_dir)
    outcome.changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return outcome


def grade_clumsy(place: Path) -> Outcome:
    """Grade the clumsy."""
    course, released = _course(place, "class")
    for one in FAIR.values():
        folder = course.submitted / one.name / NAME
        folder.mkdir(parents=True)
        hand_in(one.make(released), folder / f"{course.notebook}.ipynb")
    began = time.monotonic()
    outcome = _collect(course, grade.grade_class(course, jobs=2), PAGES)
    outcome.seconds = time.monotonic() - began
    return outcome


def _collect(course: Course, records: dict[str, Record], paged: Iterable[str]) -> Outcome:
    """Write some students' feedback, and gather what each can see."""
    wrong = feedback.write(course, [name for name in paged if name in records])
    seen, pages = {}, {}
    for student, record in records.items():
        messages = [record.reason, *record.remarks]
        messages += [c.message for t in record.tasks.values() for c in t.checks]
        page = course.feedback_page(student)
        pages[student] = page.read_text(encoding="utf-8") if page.exists() else wrong.get(student, "")
        parts = [*messages, pages[student]]
        if course.autograded(student).exists():
            graded = nbformat.read(course.autograded(student), as_version=4)
            parts += [json.dumps(c.outputs, ensure_ascii=False) for c in graded.cells if c.cell_type == "code"]
        seen[student] = "\n".join(parts)
    return Outcome(records, seen, pages)


def _hashes(*folders: Path) -> dict[str, str]:
    """Return a digest of every file in the folders, and of what else an attack tries to change."""
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file() and not p.is_symlink()]
    files += (attack_course.ROOT / "lib" / "deeparc" / "core").glob("*.py")
    packages = Path(sysconfig.get_path("purelib"))
    files += [*packages.glob("*.pth"), *packages.glob("*.py"), *packages.glob("numpy/*.py")]
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _processes() -> dict[str, str]:
    """Return the command lines of this process's descendants, and of whoever calls itself evil, by process number."""
    parents, texts = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, IndexError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if fields[0] != "Z":
                    parents[entry.name] = fields[1]
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                    texts[entry.name] = f"{(entry / 'comm').read_text().strip()}: {command[:300]}"
    me, found = str(os.getpid()), {}
    for pid, text in texts.items():
        above = pid
        while above in parents and above != me:
            above = parents[above]
        helper = "resource_tracker" in text or "forkserver" in text
        if pid != me and (above == me or "arc-evil" in text) and not helper:
            found[pid] = text
    return found


@contextlib.contextmanager
def _listening() -> Iterator[tuple[int, str, list[str]]]:
    """Listen on this machine's loopback and on an abstract Unix socket; note who comes."""
    abstract, connections, stop = f"arc-attack-{os.getpid()}", [], threading.Event()
    sockets = [socket.create_server(("127.0.0.1", 0)), socket.socket(socket.AF_UNIX)]
    port = sockets[0].getsockname()[1]
    sockets[1].bind("\0" + abstract)
    sockets[1].listen()
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(("127.0.0.1", port))

    def accept(one: socket.socket) -> None:
        one.settimeout(0.2)
        while not stop.is_set():
            with contextlib.suppress(TimeoutError):
                if one is datagrams:
                    connections.append(f"a datagram: {one.recv(100)!r}")
                else:
                    one.accept()[0].close()
                    connections.append(f"a connection to {one.getsockname()}")

    threads = [threading.Thread(target=accept, args=(one,)) for one in (*sockets, datagrams)]
    for thread in threads:
        thread.start()
    try:
        yield port, abstract, connections
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        for one in (*sockets, datagrams):
            one.close()


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def stock() -> dict[str, Any]:
    """Return what stock nbgrader made of the same submissions."""
    return json.loads(STOCK.read_text(encoding="utf-8")) if STOCK.exists() else {"attacks": {}, "fairness": {}}


def marks(record: Record) -> str:
    """Say in a word what a record holds."""
    return f"{record.earned:g}" if record.earned is not None else "ungraded"


def table(rows: Mapping[tuple[str, str], Mapping[str, str]]) -> list[str]:
    """Return the lines of the report."""
    lines = []
    for kind, title in (("attack", "attacks"), ("fair", "clumsy but right")):
        chosen = [row for (what, _), row in rows.items() if what == kind]
        if not chosen:
            continue
        lines += ["", f"== {title}: {len(chosen)} submissions, points of 18 ==", ""]
        lines += [f"{'name':<28} {'honest':>7} {'ours':>9} {'stock nbgrader':<26} what it tries"]
        for row in sorted(chosen, key=lambda row: row["name"]):
            lines.append(f"{row['name']:<28} {row['ceiling']:>7} {row['ours']:>9} {row['stock']:<26} {row['about']}")
    return lines
