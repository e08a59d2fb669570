"""No attack gains a point, learns a secret, reaches out of the box, or touches another student's grade."""

import base64
import re
from dataclasses import asdict
from html.parser import HTMLParser

import arena
import pytest
from attack_course import HIDDEN_ANSWER, HIDDEN_INPUT, POINTS, SECRETS
from attacks import ATTACKS, Attack

from arcgrade.journal import GRADED, UNGRADED

each = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())


@each
def test_earns_no_more_than_its_honest_part(attack: Attack, attacked: arena.Outcome, record_property) -> None:
    record = attacked.records[attack.folder]
    beside = arena.stock()["attacks"].get(attack.name, {}).get("outcome", "not run")
    row = {"name": attack.name, "about": attack.about, "ceiling": f"{sum(attack.ceiling.values()):g}"}
    record_property("attack", row | {"ours": arena.marks(record), "stock": beside})
    gained = {
        name: task.earned
        for name, task in record.tasks.items()
        if task.earned is not None and task.earned > attack.ceiling.get(name, 0)
    }
    assert not gained
    assert {name: t.points for name, t in record.tasks.items() if not t.by_hand} in ({}, POINTS)


@each
def test_record_says_what_happened(attack: Attack, attacked: arena.Outcome) -> None:
    record = attacked.records[attack.folder]
    assert attack.status in ("any", record.status)
    if record.status == UNGRADED:
        assert record.reason
        assert record.earned is None
        assert not record.tasks
    for name, task in record.tasks.items():
        assert all(c.passed or c.message for c in task.checks), name
        assert task.by_hand or task.earned or task.checks or any(name in remark for remark in record.remarks)
    messages = [record.reason, *record.remarks, *(c.message for t in record.tasks.values() for c in t.checks)]
    assert re.search(attack.says, "\n".join(messages))
    for text in messages:
        assert len(text) < 5000
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)


def _forms(secret: str) -> set[str]:
    """Return a secret as it is and as somebody might write it to get it past a filter."""
    data = secret.encode()
    forms = {secret, secret[::-1], data.hex()}
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + data).decode().rstrip("=")
        forms.add(text[4 if shift else 0 : len(text) - 2])
    return forms


FORMS = {form for secret in SECRETS for form in _forms(secret)}
# A number may come in other digits: rounded, times a power of ten, in hexadecimal.
FORMS |= {number.replace(".", "")[:7] for number in (HIDDEN_INPUT, HIDDEN_ANSWER)}
FORMS |= {number[:7] for number in (HIDDEN_INPUT, HIDDEN_ANSWER)}
FORMS |= {float(number).hex()[2:14] for number in (HIDDEN_INPUT, HIDDEN_ANSWER)}


@each
def test_learns_nothing(attack: Attack, attacked: arena.Outcome) -> None:
    seen = attacked.seen[attack.folder]
    assert not {form: seen[max(0, seen.find(form) - 80) :][:200] for form in FORMS if form in seen}


class _Dangers(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        for name, value in attrs:
            if "EVIL" in (value or "") and (
                name.startswith("on") or name in ("href", "src", "srcdoc", "style", "data")
            ):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script and "EVIL" in data:
            self.found.append(f"<script>{data[:100]}")


@pytest.mark.parametrize("attack", [a for a in ATTACKS.values() if a.page], ids=lambda attack: attack.name)
def test_feedback_runs_no_code_and_is_no_burden(attack: Attack, attacked: arena.Outcome) -> None:
    page = attacked.pages[attack.folder]
    if attacked.records[attack.folder].status != GRADED:
        assert not page
        return
    assert page.lstrip().lower().startswith("<!doctype html"), "no page was written"
    reader = _Dangers()
    reader.feed(page)
    assert not reader.found
    assert len(page) < 8 * 2**20


@pytest.mark.parametrize("student", ["perfect", "half", "wrong"])
def test_honest_students_get_what_they_get_without_attackers(student: str, attacked: arena.Outcome) -> None:
    mine, alone = attacked.records[student], attacked.graded_alone[student]
    by_the_clock = {"graded_at", "submitted_at", "seconds", "cpu", "seed"}
    assert {k: v for k, v in asdict(mine).items() if k not in by_the_clock} == {
        k: v for k, v in asdict(alone).items() if k not in by_the_clock
    }
    assert mine.earned == {"perfect": 18, "half": 10, "wrong": 0}[student]


def test_the_run_goes_on_to_the_end(attacked: arena.Outcome) -> None:
    assert set(attacked.records) == {a.folder for a in ATTACKS.values()} | {"perfect", "half", "wrong"}
    assert not [r.student for r in attacked.records.values() if r.reason.startswith("the grader failed")]


def test_nobody_called_home(attacked: arena.Outcome) -> None:
    assert not attacked.connections


def test_nothing_outside_was_changed(attacked: arena.Outcome) -> None:
    assert not attacked.changed
    assert not attacked.marker


def test_nothing_goes_on_afterwards(attacked: arena.Outcome) -> None:
    assert not attacked.left


def test_stock_ran_the_same_attacks() -> None:
    assert set(arena.stock()["attacks"]) == set(ATTACKS)
