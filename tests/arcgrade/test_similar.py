"""Submissions that resemble each other."""

import json
import math
import random
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from rich.console import Console

from arcgrade import similar as module
from arcgrade import tokens
from arcgrade.similar import MOST, OWN, PRIOR, RUN, Resemblance, Similar, similar
from arcgrade.similar_page import one_in, table, write_page

STUB = "def solve(x):\n    # YOUR CODE HERE\n    raise NotImplementedError"
SOLUTION = """def solve(x):
    total, count = 0, 0
    for value in x:
        if value > 0 and value % 2 == 0:
            total = total + value * value - 1
            count += 1
    return np.sqrt(total / max(count, 1)), [total] * count
"""
SETUP = "import numpy as np"


def _notebook(answers: dict[str, str], own: list[str] = ()) -> str:
    cells = [new_code_cell(SETUP)]
    for task, source in answers.items():
        make = new_markdown_cell if task == "explain" else new_code_cell
        cells.append(make(source, metadata={"nbgrader": {"grade_id": task, "solution": True, "grade": False}}))
    return nbformat.writes(new_notebook(cells=[*cells, *map(new_code_cell, own)]))


class _Class:
    """Two code tasks and one text; everybody's answers are their own unless told otherwise."""

    def __init__(self, folder: Path, students: int, seed: int = 0) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.answers = {f"s{i:03}": {"one": self.program(), "two": self.program()} for i in range(students)}
        self.own: dict[str, list[str]] = {}
        (folder / "released.ipynb").write_text(_notebook({"one": STUB, "two": STUB, "explain": "YOUR ANSWER"}))
        (folder / "solution.ipynb").write_text(_notebook({"one": SOLUTION, "two": SOLUTION, "explain": "Because."}))

    def program(self, lines: int = 12) -> str:
        r = self.random
        parts = ["np.{}({}, axis={})", "{}[{}] * {}", "[{} for {} in range({})]", "{}.reshape({}, {})", "{} @ {} + {}"]
        calls = ["dot", "sum", "mean", "where", "clip", "outer", "cumsum", "sort", "exp", "abs"]

        def term() -> str:
            pick = r.choice(parts)
            first = r.choice(calls) if pick.startswith("np") else r.choice("abcxyz")
            rest = [str(r.randint(0, 20)) if "range" not in pick else r.choice("abcxyz") for _ in range(2)]
            return pick.format(first, *rest)

        body = [f"    {r.choice('abcxyz')} = {term()} {r.choice('+-*/%')} {term()}" for _ in range(lines)]
        return "\n".join(["def solve(x):", *body, "    return a"])

    def compare(self, **more: object) -> Similar:
        notebooks = {}
        for student, answers in self.answers.items():
            notebooks[student] = self.folder / student / "small.ipynb"
            notebooks[student].parent.mkdir(exist_ok=True)
            notebooks[student].write_text(_notebook(answers, self.own.get(student, [])))
        return similar(notebooks, self.folder / "released.ipynb", self.folder / "solution.ipynb", **more)


def _renamed(source: str) -> str:
    """Rename, comment, reformat and document: what hides copying from the eye."""
    for old, new in zip("abcyz", ["left", "right", "memo", "result", "weights"], strict=True):
        source = re.sub(rf"(?<![.\w]){old}\b", new, source)
    source = source.replace("def solve(x):", 'def solve(x):\n    """Return it."""\n    # my own idea\n')
    return source.replace(" = ", "  =  (").replace("\n    ", "\n      ").replace("(", "(  ").replace("=  (  ", "=  ")


def _pairs(found: Similar) -> list[tuple[str, str]]:
    return [(pair.first, pair.second) for pair in found.pairs]


def test_a_class_of_its_own_has_no_pairs(tmp_path: Path) -> None:
    found = _Class(tmp_path, 40).compare()
    assert (found.compared, found.pairs, found.more) == (40, [], 0)


@pytest.mark.parametrize("seed", range(3))
def test_renaming_and_layout_hide_nothing(tmp_path: Path, seed: int) -> None:
    group = _Class(tmp_path, 40, seed)
    group.answers["s007"]["one"] = _renamed(group.answers["s003"]["one"])
    found = group.compare()
    assert _pairs(found) == [("s003", "s007")]
    (shared,) = found.pairs[0].tasks
    assert shared.task == "one"
    assert shared.resemblance > 0.8
    assert shared.rarity == 1 / 780
    assert shared.first_lines[:3] == [1, 2, 3]


def test_changed_lines_lower_the_resemblance(tmp_path: Path) -> None:
    group = _Class(tmp_path, 40)
    lines = group.answers["s003"]["one"].split("\n")
    other = group.program().split("\n")
    values = []
    for kept in (13, 9, 5, 1):
        group.answers["s007"]["one"] = "\n".join(lines[:kept] + other[kept:])
        found = group.compare()
        values.append(found.pairs[0].tasks[0].resemblance if found.pairs else 0)
    assert values == sorted(values, reverse=True)
    assert values[0] > 0.8
    assert values[-1] == 0


def test_stub_solution_and_common_answers_say_nothing(tmp_path: Path) -> None:
    group = _Class(tmp_path, 40)
    popular = group.program()
    for i, answers in enumerate(group.answers.values()):
        answers["one"] = STUB if i < 15 else _renamed(SOLUTION) if i < 17 else popular
    found = group.compare()
    assert found.pairs == []


def test_short_answers_say_little(tmp_path: Path) -> None:
    group = _Class(tmp_path, 40)
    for student in ("s003", "s007"):
        group.answers[student]["one"] = "def solve(x):\n    return np.dot(x, x)"
    assert group.compare().pairs == []


def test_a_small_ring_is_found_whole(tmp_path: Path) -> None:
    group = _Class(tmp_path, 60)
    ring = ["s001", "s002", "s003", "s004"]
    for student in ring[1:]:
        group.answers[student]["two"] = _renamed(group.answers["s001"]["two"])
    found = group.compare(top=4)
    assert {name for pair in _pairs(found) for name in pair} <= set(ring)
    assert (len(found.pairs), found.more) == (4, 2)


def test_text_and_own_cells_are_compared_too(tmp_path: Path) -> None:
    group = _Class(tmp_path, 40)
    words = ["margin", "grows", "each", "mistake", "turns", "weights", "and", "moves", "boundary", "towards", "points"]
    for answers in group.answers.values():
        answers["explain"] = " ".join(group.random.choices(words, k=40))
    group.answers["s009"]["explain"] = group.answers["s008"]["explain"].upper().replace(" ", ",  ")
    group.own = {"s001": [group.program()], "s003": [SETUP, "1 + 1"]}
    group.own["s002"] = [_renamed(group.own["s001"][0])]
    found = group.compare()
    assert {pair: {s.task for s in p.tasks} for pair, p in zip(_pairs(found), found.pairs, strict=True)} == {
        ("s008", "s009"): {"explain"},
        ("s001", "s002"): {OWN},
    }


def test_resemblance_by_hand() -> None:
    """Four students: run `a` two have, `b` one, `c` one; ln 2 and ln 4 are their weights."""
    runs = [{("a",), ("b",)}, {("a",)}, {("c",)}, {("d",)}]
    found = Resemblance(runs)
    below = math.log(2) + math.log(4) + PRIOR * math.log(2)
    assert found.of(0, 1) == pytest.approx(math.log(2) / below)
    assert (found.row.tolist(), found.col.tolist()) == ([0], [1])
    assert found.value == pytest.approx([found.of(0, 1)])
    assert found.rarity(found.value) == pytest.approx([1 / 6])


@given(st.lists(st.sets(st.integers(0, 30), max_size=20), min_size=1, max_size=15))
def test_the_index_finds_what_comparing_every_pair_finds(class_runs: list[set[int]]) -> None:
    found = Resemblance([{(str(run),) for run in runs} for runs in class_runs])
    by_index = {(i, j): v for i, j, v in zip(found.row, found.col, found.value, strict=True) if v}
    for i in range(len(class_runs)):
        for j in range(i + 1, len(class_runs)):
            shared = sum(found.weight.get(run, 0) for run in found.runs[i] & found.runs[j])
            either = sum(found.weight.get(run, 0) for run in found.runs[i] | found.runs[j])
            assert by_index.get((i, j), 0) == pytest.approx(shared / (either + found.prior) if shared else 0, abs=1e-9)
            assert 0 <= by_index.get((i, j), 0) < 1
    assert ((found.rarity(found.value) > 0) & (found.rarity(found.value) <= 1)).all()


def test_work_grows_with_the_class_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each run is looked up among at most MOST students, and only reported pairs are looked at one by one."""
    one_by_one = []
    monkeypatch.setattr(module, "_shared", lambda *args: one_by_one.append(args) or _real(*args))
    group = _Class(tmp_path, 300)
    group.answers["s007"]["one"] = group.answers["s003"]["one"]
    assert _pairs(group.compare(top=5)) == [("s003", "s007")]
    assert len(one_by_one) == 4  # one pair, three tasks and the own cells
    common = [(f"popular {k}",) for k in range(50)]
    for students in (1_500, 3_000):
        found = Resemblance([{*(c for c in common if i % 5), (f"rare {i // 2}",)} for i in range(students)])
        per_run = np.diff(found.index.tocsc().indptr)
        assert per_run.max() <= MOST
        assert (per_run**2).sum() == 2 * students
        assert len(found.value) == students // 2


_real = module._shared


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"cells": 3}',
        b'{"cells": [3]}',
        b'{"cells": [{"cell_type": "code", "source": [1], "metadata": {}}]}',
        b'{"cells": [{"cell_type": "code", "source": "", "metadata": null}]}',
        b'{"cells": [{"cell_type": "code", "source": "", "metadata": {"nbgrader": 3}}]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_malformed_notebooks_are_skipped_with_a_note(tmp_path: Path, content: bytes) -> None:
    group = _Class(tmp_path, 3)
    bad = tmp_path / "bad\x1b[1m" / "small.ipynb"
    bad.parent.mkdir()
    bad.write_bytes(content)
    gone = tmp_path / "gone" / "small.ipynb"
    good = tmp_path / "good" / "small.ipynb"
    good.parent.mkdir()
    good.write_text(_notebook(group.answers["s000"]))
    paths = {bad.parent.name: bad, "gone": gone, "good": good}
    found = similar(paths, tmp_path / "released.ipynb", tmp_path / "solution.ipynb")
    assert found.compared == 1
    assert found.skipped["bad [1m"].startswith("not a notebook: ")
    assert found.skipped["gone"] == "nothing submitted"


@pytest.mark.parametrize(
    "source", ["def f(:\n  (", "'", '"""', "\\", "if x:\n\ty\n  z", "%timeit f()\n!ls", "0x", "é = 1"]
)
def test_code_that_python_cannot_read_still_has_tokens(source: str) -> None:
    assert all(text and line >= 1 for text, line in tokens.code(source))


@given(st.text())
def test_tokens_of_anything(source: str) -> None:
    found = tokens.code(source)
    lines = [line for _, line in found]
    assert lines == sorted(lines)
    assert not lines or lines[-1] <= source.count("\n") + source.count("\r") + source.count("\f") + 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a = b.dot(c)", "left = right.dot( memo )  # fast"),
        ("def f(x):\n    return x['a']", 'def g(y):\n\n    """Say."""\n    return y["b"]'),
        ("self.w = 1\nself.w += 2", "me.weights = 1\nme.weights += 2"),
        ("f'{a} b'", "'c'"),
    ],
)
def test_what_tokens_overlook(first: str, second: str) -> None:
    assert [t for t, _ in tokens.code(first)] == [t for t, _ in tokens.code(second)]


@pytest.mark.parametrize(
    ("first", "second"), [("a + b", "a - b"), ("a.dot(b)", "a.outer(b)"), ("len(a)", "sum(a)"), ("a[0]", "a[1]")]
)
def test_what_tokens_tell_apart(first: str, second: str) -> None:
    assert [t for t, _ in tokens.code(first)] != [t for t, _ in tokens.code(second)]


def test_page_and_table_judge_nobody_and_escape(tmp_path: Path) -> None:
    group = _Class(tmp_path, 40)
    bad = "<img src=x onerror=alert(1)>"
    group.answers["s003"]["one"] += f"\n# {bad}\x1b[31m\u202e\n" + "\n" * 200
    group.answers[bad] = {**group.answers.pop("s007"), "one": group.answers["s003"]["one"]}
    found = group.compare(assignment="small")
    text = write_page(found, tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;img src=x" in text
    assert "<img" not in text
    assert not re.search(r"""\x1b|\u202e|<script|(src|href)\s*=\s*["'](?!#)|@import""", text)
    assert "more lines" in text
    assert re.search(r'<mark class="line">def solve\(x\):</mark>', text)
    assert not re.search(r"cheat|plagiar|copied|suspect|guilty", text, re.IGNORECASE)
    with open("/dev/null", "w") as nowhere:
        console = Console(width=200, record=True, file=nowhere)
        console.print(table(found))
    assert re.search(r"one 0\.[89]\d, 1 pair in 780", console.export_text())
    assert json.loads(found.to_json())["pairs"][0]["tasks"][0]["first"].startswith("def solve")


def test_rarity_in_words() -> None:
    assert one_in(1 / 1770) == "1 pair in 1,770"
    assert RUN > 3  # shorter runs are shared by chance
