"""The sandbox: what a submission's code can see, and the process that starts its boxes.

Two walls, one inside the other. The outer one is a bubblewrap container: a read-only Python and its packages, the
course's library without what the exercise keeps back, and nothing else; no network, no environment of the grader's.
In it lives the zygote (`inside/zygote.py`), which has imported everything and runs no student's code. For each
submission it forks a child, which goes into namespaces of its own: the inner wall, which keeps one submission from
the next and from the zygote, and takes away programs, sockets and privileges.
"""

import ast
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterable
from importlib.machinery import PathFinder
from pathlib import Path

from nbformat import NotebookNode

from arcgrade.inside import wire
from arcgrade.limits import Limits
from arcgrade.remote import Box

LIB = Path(__file__).resolve().parents[1]
INSIDE = Path(__file__).resolve().parent / "inside"
HOME = "/box"
_OUTER_DISK = 16 * 2**20  # bytes; the zygote writes next to nothing


class SandboxError(RuntimeError):
    """The sandbox cannot be used here; the message names what is missing and the fix."""


def command(inner: list[str], *, hidden: Iterable[str] = ()) -> list[str]:
    """Return the command line that runs `inner` behind the outer wall.

    Args:
        inner: command to run; its program must be under `/usr`, the environment or the base Python.
        hidden: modules whose files the box must not contain, such as `deeparc.units`.
    """
    runtime = {Path(p).resolve() for p in (sys.prefix, sys.base_prefix)}
    prefixes = {Path(p) for p in (sys.prefix, sys.base_prefix)} | runtime
    line = ["bwrap", "--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534"]
    line += ["--cap-drop", "ALL", "--new-session", "--die-with-parent", "--clearenv", "--hostname", "box"]
    line += ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        if os.path.islink(f"/{name}"):
            line += ["--symlink", os.readlink(f"/{name}"), f"/{name}"]
        elif os.path.isdir(f"/{name}"):
            line += ["--ro-bind", f"/{name}", f"/{name}"]
    line += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--ro-bind-try", "/etc/fonts", "/etc/fonts"]
    line += ["--proc", "/proc", "--dev", "/dev"]
    for place in ("/tmp", "/dev/shm", HOME):
        line += ["--size", str(_OUTER_DISK), "--tmpfs", place]
    for prefix in sorted(prefixes):
        if not prefix.is_relative_to("/usr"):
            line += ["--ro-bind", str(prefix), str(prefix)]
    line += ["--ro-bind", str(LIB / "deeparc"), str(LIB / "deeparc"), "--ro-bind", str(INSIDE), str(INSIDE)]
    for place in _places(hidden):
        if place.is_dir():
            line += ["--tmpfs", str(place), "--remount-ro", str(place)]
        else:
            line += ["--ro-bind", "/dev/null", str(place)]
    line += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME]
    for name, value in environment().items():
        line += ["--setenv", name, value]
    return [*line, *inner]


def environment() -> dict[str, str]:
    """Return all of the box's environment variables."""
    return {
        "HOME": HOME,
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MPLCONFIGDIR": HOME,
        "NBGRADER_EXECUTION": "autograde",
        "PYTHONHASHSEED": "0",  # so that a set's order is the same at every grading
    }


def _places(modules: Iterable[str]) -> list[Path]:
    """Return the files and folders of modules; one that is not installed has none."""
    places = []
    for module in modules:
        top, *rest = module.split(".")
        # Python's own finder: one that an exercise has put in front would refuse to say where the module is.
        spec = PathFinder.find_spec(top, [str(LIB), *sys.path])
        if not spec or not spec.origin:
            continue
        place = Path(spec.origin).parent.joinpath(*rest)
        found = (
            [place] if place.is_dir() else sorted(place.parent.glob(f"{place.name}.*")) if rest else [Path(spec.origin)]
        )
        places += [p for p in found if p.is_dir() or p.suffix in (".py", ".so", ".pyd")]
    return places


def reserved(released: NotebookNode) -> list[str]:
    """Return the modules that an exercise keeps back: those in its header and in its `reserve(…)` lines."""
    names = dict.fromkeys(released.metadata.get("arcgrade", {}).get("reserved", ()))
    for cell in released.cells:
        if cell.cell_type == "code" and "reserve(" in cell.source:
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "reserve":
                    names |= {a.value: None for a in node.args if isinstance(a, ast.Constant)}
    return list(names)


class Zygote:
    """The first process in the box, which forks the boxes.

    Args:
        prepare: cells that all boxes start with.
        rehearse: cells that are run and forgotten, for what they import.
        hidden: modules to keep out.
        limits: of each box.
        sandbox: False runs it without any wall.

    Raises:
        SandboxError: it did not start; the message holds what it said.
    """

    def __init__(
        self,
        prepare: list[str],
        rehearse: list[str],
        hidden: Iterable[str],
        limits: Limits,
        *,
        sandbox: bool = True,
    ) -> None:
        self._control, theirs = socket.socketpair()
        inner = [sys.executable, "-I", str(INSIDE / "zygote.py"), str(theirs.fileno()), json.dumps(limits.in_box())]
        line = command(inner, hidden=hidden) if sandbox else inner
        self._process = subprocess.Popen(
            line,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=None if sandbox else {**os.environ, **environment(), "HOME": os.environ.get("HOME", "/")},
        )
        theirs.close()
        try:
            wire.send(self._control, {"prepare": prepare, "rehearse": rehearse, "sandbox": sandbox})
            wire.receive(self._control)
        except wire.Closed:
            said = self.said()
            self.close()
            raise SandboxError(f"the box did not start; it said: {said}") from None

    def start(self) -> Box:
        """Start a box; one that was started before is ended.

        Raises:
            SandboxError: the zygote is gone.
        """
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [b"box"], [theirs.fileno()])
            handles = socket.recv_fds(self._control, 16, 1)[1]
        except OSError:
            handles = []
        theirs.close()
        if not handles:
            ours.close()
            raise SandboxError(f"the box's first process ended; it said: {self.said()}")
        return Box(ours, handles[0])

    def clear(self) -> None:
        """End all boxes.

        Raises:
            OSError: the zygote is gone.
        """
        self._control.sendall(b"none")
        if not socket.recv_fds(self._control, 16, 1)[0]:
            raise ConnectionError("the box's first process ended")

    def close(self) -> None:
        """End the zygote and every box."""
        self._control.close()
        self._process.wait()
        self._process.stderr.close()

    def said(self) -> str:
        """Return the last line that a zygote wrote which ended."""
        lines = self._process.stderr.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "nothing"
