"""The journal keeps what was written, whatever happens to the one who writes."""

import os
from pathlib import Path

import pytest

from arcgrade.journal import Check, Journal, Record, TaskOutcome


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal" / "small.jsonl")


def _record(student: str, earned: float = 1.0) -> Record:
    checks = [Check("größer als 0", 1.0, earned > 0, "line 1\nline 2", hidden=True)]
    tasks = {"a": TaskOutcome(1.0, earned, checks=checks), "b": TaskOutcome(2.0, None, by_hand=True)}
    return Record(student, "small", "graded", tasks=tasks, remarks=["ein Wort"], seed="s")


def test_a_record_comes_back_as_it_was(journal: Journal) -> None:
    journal.append(_record("ann"))
    records, pending = journal.read()
    assert records == {"ann": _record("ann")}
    assert pending == {"ann"}


def test_an_empty_journal_is_read(journal: Journal) -> None:
    assert journal.read() == ({}, set())


def test_the_last_record_counts_and_needs_its_own_mark(journal: Journal) -> None:
    journal.append(_record("ann", 0.0))
    journal.append(_record("bob"))
    journal.mark_applied("ann")
    assert journal.read()[1] == {"bob"}
    journal.append(_record("ann", 1.0))
    records, pending = journal.read()
    assert (records["ann"].earned, pending) == (1.0, {"ann", "bob"})
    journal.mark_applied("ann")
    journal.mark_applied("bob")
    assert journal.read()[1] == set()


def test_cut_off_anywhere_it_holds_what_was_complete(journal: Journal) -> None:
    journal.append(_record("ann"))
    journal.mark_applied("ann")
    first = journal.path.stat().st_size
    journal.append(_record("bob"))
    whole = journal.path.read_bytes()
    for size in range(first, len(whole)):
        journal.path.write_bytes(whole[:size])
        assert journal.read() == ({"ann": _record("ann")}, set())
    journal.path.write_bytes(whole)
    assert set(journal.read()[0]) == {"ann", "bob"}


def test_writing_goes_on_after_a_torn_line(journal: Journal) -> None:
    journal.append(_record("ann"))
    with journal.path.open("ab") as file:
        file.write(b'{"student": "bob", "assi')
    journal.append(_record("cem"))
    journal.mark_applied("cem")
    records, pending = journal.read()
    assert (list(records), pending) == (["ann", "cem"], {"ann"})
    with journal.path.open("wb") as file:  # a first line that was torn
        file.write(b'{"stud')
    journal.append(_record("ann"))
    assert list(journal.read()[0]) == ["ann"]


def test_a_full_disk_is_an_error_and_leaves_no_half_a_record(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.append(_record("ann"))
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        journal.append(_record("bob"))
    monkeypatch.setattr(os, "fsync", real)
    journal.append(_record("cem"))
    assert {"ann", "cem"} <= set(journal.read()[0])


def test_a_name_is_no_mark(journal: Journal) -> None:
    journal.append(_record('{"applied": "ann"}'))
    journal.append(_record("ann"))
    assert journal.read()[1] == {'{"applied": "ann"}', "ann"}


def test_one_process_at_a_time(journal: Journal) -> None:
    with journal.alone(), pytest.raises(RuntimeError, match="another process"), journal.alone():
        pass
    with journal.alone():
        pass
