"""Time that belongs to a submission: neither a busy machine nor the grader's own queue is counted.

The clock is wall time less the time in which the box or the checks were ready to run and had no processor. So a
limit means the same on an idle machine and under load, and code that sleeps still uses up its time.
"""

import os
import time
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


class Clock:
    """The clock of one submission, over all the boxes that it is given."""

    def __init__(self) -> None:
        self._box: int | None = None  # its process number on this machine
        self._waited, self._cpu = 0.0, 0.0  # of boxes that are gone

    def watch(self, process: int) -> None:
        """Take the time of this box's main process into account from now on."""
        self._box = process

    def forget(self) -> None:
        """Keep what the box used so far; it is about to end."""
        self._waited += _waited(self._box)
        self._cpu += _processor(self._box)
        self._box = None

    def now(self) -> float:
        """Return seconds, from an arbitrary start."""
        return time.monotonic() - _waited(os.getpid()) - self._waited - _waited(self._box)

    def cpu(self) -> float:
        """Return the processor seconds of the boxes and of this process."""
        own = os.times()
        return own.user + own.system + self._cpu + _processor(self._box)

    def threads(self) -> int:
        """Return how many threads the box has now."""
        return len(os.listdir(f"/proc/{self._box}/task")) if self._box and Path(f"/proc/{self._box}").exists() else 0


def _waited(process: int | None) -> float:
    """Return the seconds that a process waited for a processor; 0 where the kernel does not say."""
    try:
        with open(f"/proc/{process}/schedstat", "rb", buffering=0) as file:  # every call into the box asks for it
            return int(file.read().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


def _processor(process: int | None) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS
