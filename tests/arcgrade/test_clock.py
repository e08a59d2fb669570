"""The submission's own clock: waiting for a processor is not counted, sleeping is."""

import os
import subprocess
import sys
import time

import simulated

from arcgrade.clock import Clock

WORK = "import os, sys\nos.sched_setaffinity(0, {%d})\nprint(flush=True)\nwhile True: pass"


def test_waiting_for_a_processor_is_not_counted() -> None:
    """Two busy processes on one processor: each one's clock goes at half speed or less."""
    core = min(os.sched_getaffinity(0))
    busy = [subprocess.Popen([sys.executable, "-c", WORK % core], stdout=subprocess.PIPE) for _ in range(2)]
    try:
        for process in busy:
            process.stdout.readline()
        clock = Clock()
        clock.watch(busy[0].pid)
        start, wall = clock.now(), time.monotonic()
        time.sleep(1.0)
        counted, passed = clock.now() - start, time.monotonic() - wall
        assert counted < 0.7 * passed
        assert counted > 0.05 * passed
        clock.forget()
        after = clock.now()
        assert 0 <= after - start - counted < 0.2  # what a box that is gone waited is not counted later
    finally:
        for process in busy:
            process.kill()
            process.communicate()


def test_sleeping_is_counted_on_a_busy_machine_too() -> None:
    with simulated.busy(2), subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as asleep:
        time.sleep(0.5)
        clock = Clock()
        clock.watch(asleep.pid)
        start = clock.now()
        time.sleep(0.5)
        assert clock.now() - start > 0.35
        asleep.kill()


def test_the_processor_time_of_a_box_that_is_gone_is_kept() -> None:
    with subprocess.Popen([sys.executable, "-c", WORK % min(os.sched_getaffinity(0))], stdout=subprocess.PIPE) as box:
        box.stdout.readline()
        clock = Clock()
        clock.watch(box.pid)
        simulated.wait_for(lambda: clock.cpu() > 0.2 + sum(os.times()[:2]), 20)
        before = clock.cpu()
        clock.forget()
        box.kill()
    assert clock.cpu() >= before
    assert clock.threads() == 0


def test_a_box_that_ended_by_itself_stops_no_clock() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as box:
        clock = Clock()
        clock.watch(box.pid)
    start = clock.now()
    assert clock.threads() == 0
    assert clock.now() >= start
    clock.forget()
