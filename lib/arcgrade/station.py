"""A worker's own process, which prepares an assignment once and forks for each submission.

The fork is the evaluator: it starts with everything imported and nothing of another submission, and what it did is
gone when it ends. Beside it the station keeps the zygote, the first process in the box, which forks the boxes.
"""

import ctypes
import gc
import hashlib
import os
import resource
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from arcgrade import box
from arcgrade.checks import compiled
from arcgrade.evaluate import UNGRADED, Assignment, Evaluation, Prepared, evaluate
from arcgrade.inside import wire
from arcgrade.limits import Limits
from arcgrade.remote import Box

EVALUATOR_MEMORY = 8 * 2**30  # bytes of address space
_LATE = 20  # times the notebook's limit, in wall time: then something is wrong with the grader


_TRUSTED = (
    "box",
    "checks",
    "clock",
    "evaluate",
    "ingest",
    "limits",
    "remote",
    "station",
    "inside/session",
    "inside/wire",
    "inside/zygote",
)


def version() -> str:
    """Return a hash of the grader's files that decide a grade, as they are on this machine's disk now."""
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in _TRUSTED]
    files += sorted((here.parent / "deeparc" / "core").rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


class Fault(RuntimeError):
    """The grader failed on a submission, or was killed while it graded it."""


class Station:
    """Started in the process that grades; talks to a child process of its own.

    The child prepares the assignment when the first submission comes. `ask` does not wait, so one process can keep
    several stations busy: a station is ready for `select` when `answer` has something to return.

    Args:
        assignment: what is graded.
        sandbox: False runs the students' code without any protection.
    """

    def __init__(self, assignment: Assignment, *, sandbox: bool = True) -> None:
        self.assignment, self.sandbox, self.grader = assignment, sandbox, version()
        self._channel, theirs = socket.socketpair()
        line = [sys.executable, "-m", "arcgrade.station", str(theirs.fileno())]
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}
        environment |= {"PYTHONHASHSEED": "0", "PYTHONPATH": str(Path(__file__).parents[1])}
        self.process = subprocess.Popen(
            line, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment
        )
        theirs.close()
        self._first: dict[str, Any] = {"assignment": asdict(assignment), "sandbox": sandbox}

    def fileno(self) -> int:
        """Return the number of the socket to wait on."""
        return self._channel.fileno()

    def ask(self, submitted: bytes, seed: str) -> None:
        """Send a submission to be graded.

        Raises:
            Fault: the station is gone.
        """
        message, self._first = {"seed": seed, **self._first}, {}
        try:
            wire.send(self._channel, message, [memoryview(submitted)])
        except wire.Closed:
            raise Fault("the grader's own process ended") from None

    def answer(self) -> dict[str, Any]:
        """Wait for the `Evaluation` and return it as plain data.

        Raises:
            Fault: the grader failed on this submission.
            RuntimeError: it cannot grade any, as when the sandbox does not start.
        """
        try:
            reply, parts = wire.receive(self._channel)
        except wire.Closed:
            raise Fault("the grader's own process ended") from None
        if "fault" in reply:
            raise (Fault if reply["again"] else RuntimeError)(reply["fault"])
        return {**reply, "notebook": bytes(parts[0]).decode("utf-8", "replace")} if parts else reply

    def close(self) -> None:
        """End the process and everything below it."""
        self._channel.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class _Desk:
    """The station's child process: what it does with each request."""

    def __init__(self, channel: socket.socket, request: dict[str, Any]) -> None:
        values = request["assignment"]
        assignment = Assignment(**{**values, "limits": Limits(**values["limits"])})
        self.channel, self.prepared = channel, Prepared(assignment)
        self.sandbox = request["sandbox"]
        for name, source in self.prepared.checks.items():
            compiled(source, f"<check {name}>")
        self._begin()
        gc.collect()
        gc.freeze()

    def _begin(self) -> None:
        hidden = box.reserved(self.prepared.released)
        limits = self.prepared.assignment.limits
        self.zygote = box.Zygote(self.prepared.first, self.prepared.examples, hidden, limits, sandbox=self.sandbox)

    def evaluate(self, submitted: bytes, seed: str) -> tuple[dict[str, Any], list[memoryview]]:
        """Evaluate in a fork and return the frame that came back.

        A fork that ended without a verdict, or whose zygote ended, gets a second try: something killed it, and that
        must cost no student a point.

        Raises:
            SandboxError: the zygote ended twice.
        """
        said = ""
        for _ in range(2):
            frame = self._try(submitted, seed)
            try:
                self.zygote.clear()
            except OSError:
                said = self.zygote.said()
                self.zygote.close()
                self._begin()
            else:
                if frame:
                    return frame
        if said:
            raise box.SandboxError(f"the box's first process ended, twice; it said: {said}")
        why = f"the checks ended without a verdict, twice; they have {EVALUATOR_MEMORY / 2**30:g} GiB of memory"
        return Evaluation(UNGRADED, reason=why).to_dict(), []

    def _try(self, submitted: bytes, seed: str) -> tuple[dict[str, Any], list[memoryview]] | None:
        ours, theirs = socket.socketpair()
        station = os.getpid()
        child = os.fork()
        if child == 0:
            work = partial(evaluate, self.prepared, submitted, seed, self._box)
            _in_child(work, theirs, [ours, self.channel], station)
        theirs.close()
        try:
            return self._frame(ours)
        finally:
            ours.close()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def _box(self) -> Box:
        """Start a box; called in the fork, which ends at once where that fails, so that no check counts it."""
        try:
            return self.zygote.start()
        except (box.SandboxError, OSError):
            os._exit(1)

    def _frame(self, ours: socket.socket) -> tuple[dict[str, Any], list[memoryview]] | None:
        patience = _LATE * self.prepared.assignment.limits.notebook
        ready = select.select([ours, self.channel], [], [], patience)[0]
        if self.channel in ready:  # whoever asked is gone
            os._exit(1)
        if not ready:
            return {"fault": f"no verdict within {patience:g} s", "again": True}, []
        try:
            reply, blobs = wire.receive(ours)
        except wire.Closed:
            return None
        return reply, [memoryview(blob) for blob in blobs]


def _in_child(work: Callable[[], Evaluation], channel: socket.socket, close: list[socket.socket], station: int) -> None:
    """Do the work, send what came of it, and end, whatever happens."""
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: end with the station
        if os.getppid() != station:
            return
        for other in close:
            other.close()
        resource.setrlimit(resource.RLIMIT_AS, (EVALUATOR_MEMORY, EVALUATOR_MEMORY))
        reply = work().to_dict()
        notebook = reply.pop("notebook").encode("utf-8", "replace")
        wire.send(channel, reply, [memoryview(notebook)])
    except Exception as error:
        wire.send(channel, {"fault": f"{type(error).__name__}: {error}"[:2000], "again": True})
    finally:
        os._exit(0)


def main(channel: socket.socket) -> None:
    """Serve requests until the other side ends."""
    desk = None
    while True:
        try:
            request, blobs = wire.receive(channel)
            try:
                if "assignment" in request:
                    desk = _Desk(channel, request)
                reply, parts = desk.evaluate(bytes(blobs[0]), request["seed"])
            except Exception as error:
                again = desk is not None and not isinstance(error, box.SandboxError)
                reply, parts = {"fault": f"{type(error).__name__}: {error}", "again": again}, []
            wire.send(channel, reply, parts)
        except wire.Closed:
            break
    if desk:
        desk.zygote.close()


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
