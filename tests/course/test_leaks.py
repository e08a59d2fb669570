"""No solution and no hidden test in anything that a student can get."""

import contextlib
import json
import os
import re
import zipfile
from functools import cache
from pathlib import Path

import nbformat
import pytest

from arcgrade import box, cases, evaluate, grade
from arcgrade.course import Course
from arcgrade.remote import Session

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(ROOT.glob("solutions/*/*-exercises.md"))
CANARY = re.compile(r"CANARY-(?:HIDDEN|SOLUTION)-[\w-]+")
MARKS = ("CANARY-", "BEGIN HIDDEN TESTS", "BEGIN SOLUTION")
# A student's own answer is in that student's feedback, so feedback is searched for hidden tests only.
HIDDEN_MARKS = ("CANARY-HIDDEN", "BEGIN HIDDEN TESTS")


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="ignore")


def _lines(source: Path) -> tuple[set[str], set[str]]:
    """Lines of the hidden tests, and all others, without the comments at their ends."""
    notebook = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    hidden, shown = set(), set()
    for cell in notebook.cells:
        inside = False
        for line in cell.source.splitlines():
            if "BEGIN HIDDEN TESTS" in line:
                inside = True
            elif "END HIDDEN TESTS" in line:
                inside = False
            (hidden if inside else shown).add(line.partition("  #")[0].strip())
    return hidden, shown


@cache
def _hidden_lines(source: Path) -> set[str]:
    """Lines that only hidden tests hold, in any chapter, and long enough to be no coincidence."""
    shown = set().union(*(_lines(s)[1] for s in SOURCES))
    return {line for line in _lines(source)[0] - shown if len(line) > 40}


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.parent.name)
def test_every_task_has_its_canaries(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    tasks = set(re.findall(r"^:task: ([\w-]+)$", text, re.MULTILINE))
    found = set(CANARY.findall(text))
    assert tasks
    assert {f"CANARY-{kind}-{task}" for task in tasks for kind in ("HIDDEN", "SOLUTION")} <= found
    assert len(_hidden_lines(source)) > 10


def test_book_and_its_sources_hold_no_canary(book: Path) -> None:
    files = [
        p for p in book.rglob("*") if p.is_file() and p.suffix in {".html", ".ipynb", ".md", ".js", ".txt", ".json"}
    ]
    assert any("_sources" in p.parts for p in files)
    lines = set().union(*map(_hidden_lines, SOURCES))
    for path in files:
        text = _text(path)
        assert not [m for m in MARKS if m in text and path.suffix != ".md"], path
        if path.suffix == ".ipynb":
            own = {line.strip() for cell in json.loads(text)["cells"] for line in "".join(cell["source"]).splitlines()}
            assert not own & lines, path


def test_archives_hold_no_canary_and_no_model(archives: list[Path]) -> None:
    for archive, source in zip(archives, SOURCES, strict=True):
        solution = cases.solutions(source.with_suffix(".ipynb"))
        with zipfile.ZipFile(archive) as bundle:
            names = bundle.namelist()
            assert any(n.endswith("-exercises.ipynb") for n in names)
            notebook = json.loads(bundle.read(next(n for n in names if n.endswith("-exercises.ipynb"))))
            kept_back = [m.replace(".", "/") for m in notebook["metadata"]["arcgrade"]["reserved"]]
            assert kept_back
            assert not [n for n in names for k in kept_back if f"/{k}/" in n or n.endswith(f"/{k}.py")]
            assert not [n for n in names if n.endswith(".md") and "README" not in n]
            text = "\n".join(bundle.read(n).decode("utf-8", errors="ignore") for n in names)
        assert not [m for m in MARKS if m in text]
        assert not [task for task, answer in solution.items() if answer in text]
        assert not [line for line in _hidden_lines(source) if line in text]


def test_feedback_holds_no_hidden_test(sample_class: Path) -> None:
    pages = sorted((sample_class / "feedback").rglob("*.html"))
    assert len(pages) >= 6
    for page in pages:
        text = _text(page)
        assert "task.score()" in re.sub(r"<[^>]+>", "", text)  # the page does show the check cells
        assert not [m for m in HIDDEN_MARKS if m in text], page


MARK = "a-string-of-the-students-own"
SEARCH = f"""
mark = {MARK!r}
import os, sys
seen = []
for folder, folders, names in os.walk("/"):
    if folder in ("/usr", "/dev", sys.prefix, sys.base_prefix):
        folders.clear()
        continue
    for name in names:
        try:
            seen.append(open(os.path.join(folder, name), "rb").read(10**7))
        except OSError:
            pass
"""


def _memory(process: int) -> bytes:
    """Return all that a process has in its writable memory."""
    found = []
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            place, rights, *_ = line.split()
            if "w" in rights:
                start, end = (int(part, 16) for part in place.split("-"))
                memory.seek(start)
                with contextlib.suppress(OSError):
                    found.append(memory.read(end - start))
    return b"".join(found)


def test_box_holds_no_hidden_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a whole grading neither the box's memory nor any file that it can read has a hidden test in it."""
    course = Course("sgd", tmp_path)
    grade.prepare(course)
    prepared = evaluate.Prepared(grade.assignment(course))
    released = nbformat.read(course.released, as_version=4)
    task, *_ = cases.solutions(course.source)
    submitted = nbformat.writes(cases.answer(released, {**cases.solutions(course.source), task: SEARCH})).encode()
    zygote = box.Zygote(prepared.first, prepared.examples, box.reserved(released), prepared.assignment.limits)
    memories: list[bytes] = []
    close = Session.close

    def look_first(session: Session) -> None:
        if session._box:
            memories.append(_memory(session._box.process))
        close(session)

    monkeypatch.setattr(Session, "close", look_first)
    child = os.fork()  # an evaluation changes its process
    if child == 0:
        evaluate.evaluate(prepared, submitted, "seed", zygote.start)
        (tmp_path / "memory").write_bytes(b"".join(memories))
        os._exit(0)
    os.waitpid(child, 0)
    zygote.close()
    memory = (tmp_path / "memory").read_bytes()
    assert MARK.encode() in memory  # the student's answer is there,
    assert (ROOT / "lib/deeparc/index/chapters.csv").read_bytes()[:300] in memory  # and the files that it found
    hidden = _hidden_lines(course.source.with_suffix(".md"))
    assert not [m for m in (*HIDDEN_MARKS, *hidden) if m.encode() in memory]
