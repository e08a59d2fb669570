"""`kill -9` at any moment: nothing is lost, graded twice or turned into a zero, and no process stays behind."""

import random
import time
from pathlib import Path

import psutil
import simulated

from arcgrade.course import Course

CLASS = 30


def _as_it_must_be(course: Course, due: dict[str, float | None]) -> None:
    assert simulated.found(course) == due
    assert set(simulated.times_graded(course).values()) == {1}


def test_killing_the_grader(prepared: Course) -> None:
    chance = random.Random(1)
    due = simulated.submit(prepared, CLASS)
    for _ in range(3):
        driver = simulated.driver(prepared, jobs=2)
        assert simulated.after(driver, chance.randrange(1, CLASS // 3))
        time.sleep(chance.uniform(0, 0.3))
        started = simulated.below(driver.pid)
        driver.kill()
        driver.communicate()
        assert started
        assert simulated.left(started) == []
    simulated.end(simulated.driver(prepared, jobs=2))
    _as_it_must_be(prepared, due)


def test_killing_a_station_a_zygote_or_an_evaluator(prepared: Course) -> None:
    chance = random.Random(2)
    due = simulated.submit(prepared, CLASS)
    driver = simulated.driver(prepared, jobs=2)
    for name in ("", "bwrap", "", "python"):
        assert simulated.after(driver, 5)
        time.sleep(chance.uniform(0, 0.2))
        victim = _some(driver.pid, name, chance)
        below = simulated.below(victim.pid)
        victim.kill()
        assert simulated.left(below) == []
    simulated.end(driver)
    _as_it_must_be(prepared, due)


def _some(driver: int, name: str, chance: random.Random) -> psutil.Process:
    """Return a station, or with a name a process that a station started."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        found = [p for p in psutil.Process(driver).children() if p.is_running()]
        if name:
            found = [p for s in found for p in s.children() if p.name().startswith(name)]
        if found:
            return chance.choice(found)
    raise AssertionError(f"no process {name}")


def test_killing_the_scheduler(prepared: Course, tmp_path: Path) -> None:
    chance = random.Random(3)
    due = simulated.submit(prepared, CLASS)
    with simulated.cluster(tmp_path) as there:
        driver = simulated.driver(prepared, scheduler=there.address)
        assert simulated.after(driver, chance.randrange(1, 10))
        below = [p for worker in there.workers for p in simulated.below(worker.pid)]
        there.scheduler.kill()
        _, errors = driver.communicate(timeout=90)
        assert driver.returncode == 1
        assert errors.startswith("arcgrade: the scheduler at tcp://127.0.0.1")
        assert errors.count("\n") == 1
        for worker in there.workers:
            worker.kill()
        assert below
        assert simulated.left(below) == []
    with simulated.cluster(tmp_path) as there:
        simulated.end(simulated.driver(prepared, scheduler=there.address))
    _as_it_must_be(prepared, due)
