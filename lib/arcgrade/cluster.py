"""Spreads submissions over processes: this machine's, or those of a Dask cluster elsewhere.

A worker gets the assignment, the bytes of a submission and its seed, and returns the verdict. It writes nothing, has no
gradebook and no other submission. A worker that dies costs time: its submission goes to another one.
"""

import atexit
import hashlib
import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from arcgrade.evaluate import UNGRADED, Assignment, Evaluation
from arcgrade.station import Station

AHEAD = 4  # submissions a worker has waiting; more would only fill the driver's memory
_stations = threading.local()


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
        RuntimeError: the grader itself failed, or the scheduler is not there or went away.
    """
    if workers == 1 and not scheduler:
        for job in jobs:
            yield job, evaluate(assignment, job.submitted, job.seed, sandbox)
        return
    yield from _on_cluster(assignment, jobs, workers, scheduler, sandbox)


def evaluate(assignment: Assignment, submitted: bytes, seed: str, sandbox: bool) -> dict[str, Any]:
    """Grade one submission in this process's station; a worker calls this."""
    mark = hashlib.sha256(json.dumps([asdict(assignment), sandbox]).encode()).hexdigest()
    if getattr(_stations, "mark", "") != mark:
        close()
        _stations.station, _stations.mark = Station(assignment, sandbox=sandbox), mark
    try:
        return _stations.station.evaluate(submitted, seed)
    except BaseException:
        close()
        raise


@atexit.register
def close() -> None:
    """End this thread's station, if there is one."""
    if station := getattr(_stations, "station", None):
        station.close()
        _stations.station, _stations.mark = None, ""


def _on_cluster(
    assignment: Assignment, jobs: Iterable[Job], workers: int, scheduler: str, sandbox: bool
) -> Iterator[tuple[Job, dict[str, Any]]]:
    from distributed import Client, LocalCluster, as_completed

    options = {"n_workers": workers, "threads_per_worker": 1, "memory_limit": None, "dashboard_address": None}
    with (
        LocalCluster(security=True, silence_logs=50, **options) if not scheduler else _Nothing() as cluster,
        _connect(Client, scheduler or cluster) as client,
    ):
        shared = client.scatter(assignment, broadcast=True, hash=False)
        waiting = iter(jobs)
        room = AHEAD * max(1, len(client.nthreads()))
        open_jobs: dict[Any, Job] = {}

        def submit() -> list[Any]:
            futures = []
            for job in waiting:
                future = client.submit(
                    evaluate, shared, job.submitted, job.seed, sandbox, key=f"{job.student}-{job.seed}", retries=3
                )
                open_jobs[future] = job
                futures.append(future)
                if len(open_jobs) >= room:
                    break
            return futures

        done = as_completed(submit())
        for future in done:
            job = open_jobs.pop(future)
            yield job, _outcome(future)
            future.release()
            for new in submit():
                done.add(new)


def _outcome(future: Any) -> dict[str, Any]:
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker:
        return asdict(Evaluation(UNGRADED, reason="the workers that graded it ended, again and again"))


def _connect(client: type, address: object) -> Any:
    try:
        return client(address, timeout=20)
    except OSError as error:
        raise RuntimeError(f"no scheduler answers at {address}: {error}") from None


class _Nothing:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass
