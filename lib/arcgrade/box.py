"""The sandbox that a student's code runs in: a Jupyter kernel inside bubblewrap.

In the box there is a read-only Python and its packages, an empty working folder of limited size, and the
sockets to talk to the grader. There is no network, no course file, no gradebook, no other student's work and
no environment variable of the grader's. What the box does not stop is code that lies to the checks running
in its own process; the instructor's page says what that means.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from functools import cached_property
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute

LIB = Path(__file__).resolve().parents[1]
MEMORY = 4 * 2**30  # bytes of address space
CPU = 300  # seconds for the whole notebook
FILE = 64 * 2**20  # bytes, one file
DISK = 128 * 2**20  # bytes in the working folder; as many again in /tmp and in /dev/shm
OUTPUT = 2**20  # bytes of output, one cell
HOME = "/box"


class SandboxError(RuntimeError):
    """The sandbox cannot be used here; the message names what is missing and the fix."""


def command(inner: list[str], *, writable: Path | None = None, hidden: tuple[str, ...] = ()) -> list[str]:
    """Return the command line that runs `inner` in a fresh box.

    Args:
        inner: command to run; its program must be under `/usr`, the environment or the base Python.
        writable: a host folder shared with the box at the same path (for the kernel's sockets).
        hidden: modules whose files the box must not contain, such as `deeparc.units`.
    """
    runtime = {Path(p).resolve() for p in (sys.prefix, sys.base_prefix)}
    prefixes = {Path(p) for p in (sys.prefix, sys.base_prefix)} | runtime
    line = ["prlimit", f"--as={MEMORY}", f"--cpu={CPU}", f"--fsize={FILE}", "--core=0", "--"]
    line += ["bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--uid", "65534", "--gid", "65534"]
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
        line += ["--size", str(DISK), "--tmpfs", place]
    for prefix in sorted(prefixes):
        if not prefix.is_relative_to("/usr"):
            line += ["--ro-bind", str(prefix), str(prefix)]
    line += ["--ro-bind", str(LIB / "deeparc"), str(LIB / "deeparc")]
    for module in hidden:
        place = LIB.joinpath(*module.split("."))
        if place.is_dir():
            line += ["--tmpfs", str(place), "--remount-ro", str(place)]
        else:
            line += ["--ro-bind", "/dev/null", str(place.with_suffix(".py"))]
    if writable:
        line += ["--bind", str(writable), str(writable)]
    line += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME]
    for name, value in {
        "HOME": HOME,
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "NBGRADER_EXECUTION": "autograde",
    }.items():
        line += ["--setenv", name, value]
    return [*line, *inner]


class BoxedKernelManager(AsyncKernelManager):
    """Starts the kernel in a box and talks to it through Unix sockets, so that no network is needed."""

    hidden: tuple[str, ...] = ()

    def __init__(self, **kwargs: object) -> None:
        # Only this folder is shared with the box. Nobody else on this machine can pass its parent (mode 0700),
        # whatever code in the box leaves there.
        self._parent = Path(tempfile.mkdtemp(prefix="arcgrade-"))
        self._folder = self._parent / "box"
        self._folder.mkdir()
        kwargs |= {"transport": "ipc", "connection_file": str(self._folder / "k.json")}
        super().__init__(**kwargs)
        self.transport_encryption = "disabled"  # a private folder's sockets have nobody to listen in

    @cached_property
    def kernel_spec(self) -> KernelSpec:
        """Python as the grader has it; interrupts come by message, since signals do not pass the box's wall."""
        kernel = [sys.executable, "-I", "-m", "ipykernel_launcher", "-f", str(self._folder / "k.json")]
        options = ["--InteractiveShellApp.ignore_cwd=True"]
        argv = command([*kernel, *options], writable=self._folder, hidden=self.hidden)
        return KernelSpec(argv=argv, language="python", display_name="box", interrupt_mode="message")

    async def _async_start_kernel(self, **kwargs: object) -> None:
        # What the process itself prints is no part of the notebook, and a flood of it must not reach the grader.
        await super()._async_start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **kwargs)

    start_kernel = _async_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart)
        if not restart:
            # rm copes with folders that nest too deep for Python.
            subprocess.run(["rm", "-rf", str(self._parent)], check=False)

    cleanup_resources = _async_cleanup_resources


class BoxedExecute(Execute):
    """nbgrader's execution of a notebook, with the kernel in a box and a limit on what a cell may print."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(kernel_manager_class=BoxedKernelManager, **kwargs)
        self._printed: dict[int, int] = {}

    def preprocess(self, nb: NotebookNode, resources: dict, retries: int | None = None) -> tuple[NotebookNode, dict]:
        """Run every cell in a box that lacks the modules which this notebook reserves."""
        hidden = tuple(nb.metadata.get("arcgrade", {}).get("reserved", ()))
        self.kernel_manager_class = type("Manager", (BoxedKernelManager,), {"hidden": hidden})
        return super().preprocess(nb, resources, retries)

    def process_message(self, msg: dict, cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Take a message of the kernel's; past the limit, and where it is no valid output, drop what it shows."""
        content = msg["content"]
        if msg["msg_type"] in ("stream", "display_data", "execute_result", "update_display_data", "error"):
            before = self._printed.get(cell_index, 0)
            self._printed[cell_index] = before + len(repr(content))
            if self._printed[cell_index] > OUTPUT:
                if before <= OUTPUT:
                    content = {
                        "name": "stdout",
                        "text": f"\n[more than {OUTPUT:,} bytes of output: the rest is left out]\n",
                    }
                    return super().process_message(msg | {"msg_type": "stream", "content": content}, cell, cell_index)
                return None
            try:
                nbformat.validate(nbformat.v4.output_from_msg(msg), ref=msg["msg_type"], version=4)
            except Exception:  # forged or malformed: no notebook could hold it
                if msg["msg_type"] != "update_display_data":
                    return None
        return super().process_message(msg, cell, cell_index)


# Runs inside a box and reports what it could do; every answer must be False.
_PROBE = """
import json, os, socket, sys
def works(action):
    try:
        action()
        return True
    except Exception:
        return False
def connect():
    s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2); s.close()
def fill(place):
    for part in range(4):
        with open(os.path.join(place, f"fill-{part}"), "wb") as file:
            file.write(bytes(int(sys.argv[4]) // 3))
print(json.dumps({
    "network": works(connect),
    "course files": os.path.exists(sys.argv[2]),
    "writing the runtime": works(lambda: open(os.path.join(sys.prefix, "arcgrade-probe"), "w")),
    "host environment": "ARCGRADE_PROBE" in os.environ,
    "other processes": len([p for p in os.listdir("/proc") if p.isdigit()]) > 4,
    "new namespaces": works(lambda: os.unshare(os.CLONE_NEWUSER)) if hasattr(os, "unshare")
        else __import__("ctypes").CDLL(None).unshare(0x10000000) == 0,
    "memory without limit": works(lambda: bytearray(int(sys.argv[3]))),
    "disk without limit": any(works(lambda: fill(place)) for place in ("/box", "/tmp", "/dev/shm")),
    "writing outside its folders": any(works(lambda: fill(place)) for place in ("/", "/usr", "/dev")),
    "reserved modules": works(lambda: __import__("deeparc.units.perceptron")),
}))
"""


def preflight(course_file: Path) -> list[str]:
    """Try each protection in a real box and return the names of those that hold.

    Args:
        course_file: an existing file that the box must not show.

    Raises:
        SandboxError: bubblewrap is missing or refused, or a protection does not hold.
    """
    for program, package in (("bwrap", "bubblewrap"), ("prlimit", "util-linux")):
        if not shutil.which(program):
            raise SandboxError(f"{program} is not installed: run `sudo apt-get install {package}`")
    version = re.findall(r"\d+", subprocess.run(["bwrap", "--version"], capture_output=True, text=True).stdout)
    if [int(part) for part in version] < [0, 8]:
        raise SandboxError(f"bubblewrap is {'.'.join(version)}, at least 0.8 is needed for --disable-userns")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        limits = [str(MEMORY + 2**20), str(DISK)]
        inner = [sys.executable, "-I", "-c", _PROBE, str(port), str(course_file.resolve()), *limits]
        run = subprocess.run(
            command(inner, hidden=("deeparc.units",)),
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "ARCGRADE_PROBE": "1"},
        )
    if run.returncode:
        raise SandboxError(
            f"bubblewrap could not start a box: {run.stderr.strip()}. Unprivileged user namespaces may be off: "
            "try `sudo sysctl kernel.unprivileged_userns_clone=1`, and on Ubuntu "
            "`sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`"
        )
    answers: dict[str, bool] = json.loads(run.stdout)
    broken = [name for name, reached in answers.items() if reached]
    if broken:
        raise SandboxError(f"the box does not hold: code in it reached {', '.join(broken)}")
    return list(answers)
