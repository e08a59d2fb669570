"""A worker's own process, which prepares an assignment once and forks for each submission.

The fork is the evaluator: it starts with everything imported and nothing of another submission, and what it did is
gone when it ends. Beside it the station keeps the zygote, the first process in the box, which forks the boxes.
"""

import ctypes
import gc
import os
import resource
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from arcgrade import box
from arcgrade.evaluate import UNGRADED, Assignment, Evaluation, Prepared, evaluate
from arcgrade.inside import wire
from arcgrade.limits import Limits

EVALUATOR_MEMORY = 8 * 2**30  # bytes of address space
_LATE = 20  # times the notebook's limit, in wall time: then something is wrong with the grader


class Station:
    """Started in the process that grades; talks to a child process of its own.

    Args:
        assignment: what is graded.
        sandbox: False runs the students' code without any protection.
    """

    def __init__(self, assignment: Assignment, *, sandbox: bool = True) -> None:
        self._channel, theirs = socket.socketpair()
        line = [sys.executable, "-m", "arcgrade.station", str(theirs.fileno())]
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}
        environment |= {"PYTHONHASHSEED": "0", "PYTHONPATH": str(Path(__file__).parents[1])}
        self._process = subprocess.Popen(
            line, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment
        )
        theirs.close()
        self._ask({"assignment": asdict(assignment), "sandbox": sandbox})

    def evaluate(self, submitted: bytes, seed: str) -> dict[str, Any]:
        """Grade one submission and return the `Evaluation` as plain data.

        Raises:
            RuntimeError: the grader itself failed.
        """
        return self._ask({"seed": seed}, [memoryview(submitted)])

    def close(self) -> None:
        """End the process and everything below it."""
        self._channel.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _ask(self, message: dict[str, Any], blobs: list[memoryview] = ()) -> dict[str, Any]:
        try:
            wire.send(self._channel, message, blobs)
            reply, parts = wire.receive(self._channel)
        except wire.Closed:
            raise RuntimeError("the grader's own process ended") from None
        if "fault" in reply:
            raise RuntimeError(reply["fault"])
        return {**reply, "notebook": bytes(parts[0]).decode("utf-8", "replace")} if parts else reply


class _Desk:
    """The station's child process: what it does with each request."""

    def __init__(self, channel: socket.socket, request: dict[str, Any]) -> None:
        values = request["assignment"]
        assignment = Assignment(**{**values, "limits": Limits(**values["limits"])})
        self.channel, self.prepared = channel, Prepared(assignment)
        self.sandbox = request["sandbox"]
        self._begin()
        gc.collect()
        gc.freeze()

    def _begin(self) -> None:
        hidden = box.reserved(self.prepared.released)
        limits = self.prepared.assignment.limits
        self.zygote = box.Zygote(self.prepared.first, self.prepared.examples, hidden, limits, sandbox=self.sandbox)

    def evaluate(self, submitted: bytes, seed: str) -> tuple[dict[str, Any], list[memoryview]]:
        """Fork, evaluate there, and return the frame that came back."""
        ours, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            _in_child(lambda: evaluate(self.prepared, submitted, seed, self.zygote.start), theirs, [ours, self.channel])
        theirs.close()
        try:
            return self._result(ours)
        finally:
            ours.close()
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            try:
                self.zygote.clear()
            except OSError:
                self.zygote.close()
                self._begin()

    def _result(self, ours: socket.socket) -> tuple[dict[str, Any], list[memoryview]]:
        patience = _LATE * self.prepared.assignment.limits.notebook
        ready = select.select([ours, self.channel], [], [], patience)[0]
        if self.channel in ready:  # whoever asked is gone
            os._exit(1)
        if not ready:
            return {"fault": f"no verdict within {patience:g} s"}, []
        try:
            reply, blobs = wire.receive(ours)
        except wire.Closed:
            why = f"the checks needed more than {EVALUATOR_MEMORY / 2**30:g} GiB for what the answers returned"
            return Evaluation(UNGRADED, reason=why).to_dict(), []
        return reply, [memoryview(blob) for blob in blobs]


def _in_child(work: Callable[[], Evaluation], channel: socket.socket, close: list[socket.socket]) -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: end with the station
    for other in close:
        other.close()
    try:
        resource.setrlimit(resource.RLIMIT_AS, (EVALUATOR_MEMORY, EVALUATOR_MEMORY))
        reply = work().to_dict()
    except Exception as error:
        reply = {"fault": f"{type(error).__name__}: {error}"}
    notebook = reply.pop("notebook", "").encode("utf-8", "replace")
    wire.send(channel, reply, [memoryview(notebook)] if "fault" not in reply else [])
    os._exit(0)


def main(channel: socket.socket) -> None:
    """Serve requests until the other side ends."""
    desk = None
    while True:
        try:
            request, blobs = wire.receive(channel)
        except wire.Closed:
            break
        try:
            if "assignment" in request:
                desk, reply, parts = _Desk(channel, request), {}, []
            else:
                reply, parts = desk.evaluate(bytes(blobs[0]), request["seed"])
        except Exception as error:
            reply, parts = {"fault": f"{type(error).__name__}: {error}"}, []
        wire.send(channel, reply, parts)
    if desk:
        desk.zygote.close()


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
