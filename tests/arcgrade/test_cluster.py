"""Many submissions on several processes, of this machine and of a Dask cluster: each is graded once, and alike."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
import simulated

from arcgrade import cluster, grade, station
from arcgrade.course import Course
from arcgrade.journal import Record


def _verdict(record: Record) -> dict[str, object]:
    """Return all of a record that must not depend on where and when it was made."""
    return {k: v for k, v in dataclasses.asdict(record).items() if k not in ("graded_at", "seconds", "cpu")}


def test_a_worker_killed_in_the_middle_costs_nothing(prepared: Course, tmp_path: Path) -> None:
    due = simulated.submit(prepared, 48)
    with simulated.cluster(tmp_path, workers=2) as there:
        driver = simulated.driver(prepared, scheduler=there.address)
        assert simulated.after(driver, 16)
        there.workers[0].kill()
        there.workers.append(there.start_worker())
        simulated.end(driver)
    assert simulated.found(prepared) == due
    assert set(simulated.times_graded(prepared).values()) == {1}


def test_the_same_verdicts_with_any_number_of_workers_and_under_load(prepared: Course) -> None:
    simulated.submit(prepared, 12)
    first = {n: _verdict(r) for n, r in grade.grade_class(prepared, jobs=1).items()}
    with simulated.busy(2):
        for jobs in (2, 4):
            again = grade.grade_class(prepared, jobs=jobs, force=True)
            assert {n: _verdict(r) for n, r in again.items()} == first
    assert set(simulated.times_graded(prepared).values()) == {3}


def test_a_station_killed_in_the_middle_costs_nothing(prepared: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    due = simulated.submit(prepared, 6)
    real, asked = station.Station.ask, []

    def ask(self: station.Station, submitted: bytes, seed: str) -> None:
        asked.append(seed)
        real(self, submitted, seed)
        if len(asked) == 4:
            self.process.kill()

    monkeypatch.setattr(station.Station, "ask", ask)
    grade.grade_class(prepared)
    assert len(asked) == 7
    assert simulated.found(prepared) == due


class _OutOfOrder(station.Station):
    """A station that prepares well and fails on every submission."""

    def ask(self, submitted: bytes, seed: str) -> None:
        self.process.kill()


def test_what_the_grader_fails_on_is_no_zero_and_is_tried_again(
    prepared: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = simulated.submit(prepared, 2)
    cluster.close()  # a station that waits already would do
    with monkeypatch.context() as patch:
        patch.setattr(cluster, "Station", _OutOfOrder)
        records = grade.grade_class(prepared)
    assert {(r.status, r.reason) for r in records.values()} == {
        ("ungraded", f"{cluster.FAILED}: the grader's own process ended")
    }
    grade.grade_class(prepared)
    assert simulated.found(prepared) == due


def test_a_sandbox_that_does_not_start_stops_the_class(
    prepared: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulated.submit(prepared, 2)
    cluster.close()
    bwrap = tmp_path / "bwrap"
    bwrap.write_text("#!/bin/sh\necho 'bwrap: No permissions' >&2\nexit 1\n")
    bwrap.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(RuntimeError, match="No permissions"):
        grade.grade_class(prepared)
    assert not prepared.journal.read()[0]


def test_two_gradings_at_once_are_refused(prepared: Course) -> None:
    simulated.submit(prepared, 1)
    with prepared.journal.alone(), pytest.raises(RuntimeError, match="another process is grading"):
        grade.grade_class(prepared)
    assert grade.grade_class(prepared)["s0000"].earned == 4.0


def _run(course: Course, address: str) -> Callable[[], object]:
    return lambda: list(cluster.run(grade.assignment(course), [cluster.Job("ann", b"{", "")], scheduler=address))


def test_a_scheduler_that_is_not_there_is_named(prepared: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SCHEDULER", 0.5)
    with pytest.raises(RuntimeError, match=r"no scheduler answers at tcp://127.0.0.1:9:"):
        _run(prepared, "tcp://127.0.0.1:9")()


def test_a_scheduler_without_workers_is_said(prepared: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with simulated.cluster(tmp_path, workers=0) as there, pytest.raises(RuntimeError, match="has no workers"):
        _run(prepared, there.address)()


def test_a_worker_with_another_grader_is_refused(prepared: Course) -> None:
    with pytest.raises(RuntimeError, match="another version"):
        cluster._on_worker(grade.assignment(prepared), b"{", "", True, "of last year")
