"""Fair timing of two ways to do the same work, on a machine that does other things too."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf

Work = Callable[[], object]
CALLS = 3  # in one turn: the first may still wait for the other side's threads to fall asleep


def interleaved_minima(ours: Work, theirs: Work, *, seconds: float = 3.0, turns: int = 5) -> tuple[float, float]:
    """Return the smallest time of each side, in seconds.

    Both run in turn, a few calls each, so that a slow second hits both; the smallest time is the least disturbed one.

    Args:
        ours: called with nothing.
        theirs: likewise.
        seconds: go on for as long.
        turns: at least as many for each side.
    """
    ours(), theirs()  # caches fill and memory is found
    best, made, end = [inf, inf], 0, time.perf_counter() + seconds
    collecting = gc.isenabled()
    gc.disable()
    try:
        while made < turns or time.perf_counter() < end:
            for side, work in enumerate((ours, theirs)):
                for _ in range(CALLS):
                    start = time.perf_counter()
                    work()
                    best[side] = min(best[side], time.perf_counter() - start)
            made += 1
    finally:
        if collecting:
            gc.enable()
    return best[0], best[1]


@contextmanager
def threads(n: int) -> Iterator[None]:
    """Let NumPy, PyTorch and scikit-learn use n threads each."""
    import torch
    from threadpoolctl import threadpool_limits

    before = torch.get_num_threads()
    with threadpool_limits(n):
        torch.set_num_threads(n)
        try:
            yield
        finally:
            torch.set_num_threads(before)
