"""Spreads submissions over processes: this machine's, or those of a Dask cluster elsewhere.

A worker gets the assignment, the bytes of a submission and its seed, and returns the verdict. It writes nothing, has no
gradebook and no other submission. A worker that dies costs time: its submission goes to another one.
"""

import atexit
import logging
import select
import socket
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from arcgrade.evaluate import UNGRADED, Assignment, Evaluation
from arcgrade.station import Fault, Station, version

AHEAD = 4  # submissions a Dask worker has waiting; more would only fill the driver's memory
TRIES = 3  # stations, or rounds of workers, that a submission may see end before it is left ungraded
PATIENCE = 60  # seconds without any worker
SCHEDULER = 20  # seconds to reach the scheduler in
FAILED = "the grader failed on it, and tries again at the next grading"  # how such a reason starts

_idle: list[Station] = []  # between two submissions
_lock = threading.Lock()


@dataclass(frozen=True)
class Job:
    """One submission to grade."""

    student: str
    submitted: bytes
    seed: str


def run(
    assignment: Assignment, jobs: Iterable[Job], *, workers: int = 1, scheduler: str = "", sandbox: bool = True
) -> Iterator[tuple[Job, dict[str, Any]]]:
    """Grade the submissions and yield each one's evaluation as it comes.

    Args:
        assignment: what they are submissions of.
        jobs: the submissions; they are taken one by one, as there is room.
        workers: processes on this machine.
        scheduler: address of a Dask scheduler, such as `tcp://host:8786`; `workers` does not count then.
        sandbox: False runs the students' code without any protection.

    Raises:
        RuntimeError: nothing can be graded: the sandbox does not start, or the scheduler or all of its workers are
            not there or went away.
    """
    if scheduler:
        yield from _on_cluster(assignment, iter(jobs), scheduler, sandbox)
    else:
        yield from _here(assignment, iter(jobs), workers, sandbox)


def evaluate(assignment: Assignment, submitted: bytes, seed: str, sandbox: bool) -> dict[str, Any]:
    """Grade one submission in a station of this process; a worker calls this."""
    ((_, found),) = _here(assignment, iter([Job("", submitted, seed)]), 1, sandbox)
    return found


def _here(
    assignment: Assignment, jobs: Iterator[Job], workers: int, sandbox: bool
) -> Iterator[tuple[Job, dict[str, Any]]]:
    busy: dict[Station, tuple[Job, int]] = {}

    def begin(job: Job, tries: int) -> None:
        station = _take(assignment, sandbox)
        busy[station] = (job, tries)
        with suppress(Fault):  # its answer says the same
            station.ask(job.submitted, job.seed)

    try:
        done: list[tuple[Job, dict[str, Any]]] = []
        while True:
            for job in islice(jobs, workers - len(busy)):
                begin(job, 1)
            yield from done  # while the stations work
            if not busy:
                return
            done = []
            for station in select.select(list(busy), [], [])[0]:
                job, tries = busy.pop(station)
                try:
                    done.append((job, station.answer()))
                except Fault as why:
                    station.close()
                    if tries < TRIES:
                        begin(job, tries + 1)
                    else:
                        done.append((job, _failed(str(why))))
                except BaseException:
                    station.close()
                    raise
                else:
                    with _lock:
                        _idle.append(station)
    finally:
        for station in busy:
            station.close()


def _take(assignment: Assignment, sandbox: bool) -> Station:
    """Return a station that has nothing to do, a new one if there is none."""
    with _lock:
        for station in list(_idle):
            _idle.remove(station)
            if (station.assignment, station.sandbox, station.grader) == (assignment, sandbox, version()):
                return station
            station.close()
    return Station(assignment, sandbox=sandbox)


@atexit.register
def close() -> None:
    """End the stations that have nothing to do."""
    while _idle:
        _idle.pop().close()


def _failed(why: str) -> dict[str, Any]:
    return asdict(Evaluation(UNGRADED, reason=f"{FAILED}: {why}"))


def _on_cluster(
    assignment: Assignment, jobs: Iterator[Job], scheduler: str, sandbox: bool
) -> Iterator[tuple[Job, dict[str, Any]]]:
    from distributed import Client, KilledWorker

    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is raised, and said in one line
    try:
        client = Client(scheduler, timeout=SCHEDULER)
    except OSError as error:
        raise RuntimeError(f"no scheduler answers at {scheduler}: {error}") from None
    run, grader = uuid.uuid4().hex, version()
    open_jobs: dict[Any, tuple[Job, int]] = {}

    def submit(job: Job, tries: int) -> None:
        key = f"grade-{run}-{job.student}-{tries}"  # no task of this run is taken for that of another
        future = client.submit(_on_worker, shared, job.submitted, job.seed, sandbox, grader, key=key)
        open_jobs[future] = (job, tries)

    with client:
        # A task, not scattered data: when the workers that hold it end, the scheduler makes it anew.
        shared = client.submit(_same, assignment, key=f"assignment-{run}")
        done: list[tuple[Job, dict[str, Any]]] = []
        while True:
            with _reaching(client):
                room = AHEAD * max(1, len(client.nthreads()))
            for job in islice(jobs, max(0, room - len(open_jobs))):
                submit(job, 1)
            yield from done  # while the workers work
            if not open_jobs:
                return
            done = []
            with _reaching(client):
                for future in _some_done(client, list(open_jobs)):
                    job, tries = open_jobs.pop(future)
                    try:
                        done.append((job, future.result()))
                    except KilledWorker:
                        if tries < TRIES:
                            submit(job, tries + 1)
                        else:
                            done.append((job, _failed("the workers that graded it ended, again and again")))


def _some_done(client: Any, futures: list[Any]) -> Iterable[Any]:
    """Wait until something is done, or no worker has been there for long."""
    from distributed import wait

    while client.status == "running":
        try:
            return wait(futures, timeout=PATIENCE, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            if not client.nthreads():
                raise RuntimeError("the scheduler has no workers: start some and give the same command") from None
    raise ConnectionError


@contextmanager
def _reaching(client: Any) -> Iterator[None]:
    """Say it when the scheduler goes away."""
    from distributed import CancelledError

    address = client.scheduler.address
    try:
        yield
    except (OSError, CancelledError):
        again = "start it again and give the same command; what is graded is kept"
        raise RuntimeError(f"the scheduler at {address} went away: {again}") from None


def _on_worker(assignment: Assignment, submitted: bytes, seed: str, sandbox: bool, grader: str) -> dict[str, Any]:
    if version() != grader:
        raise RuntimeError(f"the grader on {socket.gethostname()} is another version than the one that asks: update it")
    return evaluate(assignment, submitted, seed, sandbox)


def _same(assignment: Assignment) -> Assignment:
    return assignment
