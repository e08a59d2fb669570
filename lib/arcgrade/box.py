"""The sandbox that a student's code runs in: a Jupyter kernel inside bubblewrap.

In the box there is a read-only Python and its packages, an empty working folder of limited size, and the
sockets to talk to the grader. There is no network, no course file, no gradebook, no other student's work and
no environment variable of the grader's. What the box does not stop is code that lies to the checks running
in its own process; the instructor's page says what that means.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cached_property
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbgrader.preprocessors import Execute

LIB = Path(__file__).resolve().parents[1]
MEMORY = 4 * 2**30  # bytes of address space
CPU = 300  # seconds for the whole notebook
FILE = 64 * 2**20  # bytes, one file
DISK = 128 * 2**20  # bytes, the working folder; as many again for /tmp
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
    line += ["--proc", "/proc", "--dev", "/dev", "--size", str(DISK), "--tmpfs", "/tmp"]
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
    line += ["--size", str(DISK), "--tmpfs", HOME, "--chdir", HOME]
    if writable:
        line += ["--bind", str(writable), str(writable)]
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
        self._folder = Path(tempfile.mkdtemp(prefix="arcbox-"))
        self._folder.chmod(0o700)
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
            shutil.rmtree(self._folder, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources


class BoxedExecute(Execute):
    """nbgrader's execution of a notebook, with the kernel in a box."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(kernel_manager_class=BoxedKernelManager, **kwargs)

    def preprocess(self, nb, resources, retries=None):  # noqa: D102 - nbgrader's signature
        hidden = tuple(nb.metadata.get("arcgrade", {}).get("reserved", ()))
        self.kernel_manager_class = type("Manager", (BoxedKernelManager,), {"hidden": hidden})
        return super().preprocess(nb, resources, retries)


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
print(json.dumps({
    "network": works(connect),
    "course files": os.path.exists(sys.argv[2]),
    "writing the runtime": works(lambda: open(os.path.join(sys.prefix, "arcgrade-probe"), "w")),
    "host environment": "ARCGRADE_PROBE" in os.environ,
    "other processes": len([p for p in os.listdir("/proc") if p.isdigit()]) > 4,
    "new namespaces": works(lambda: os.unshare(os.CLONE_NEWUSER)) if hasattr(os, "unshare")
        else __import__("ctypes").CDLL(None).unshare(0x10000000) == 0,
    "memory without limit": works(lambda: bytearray(int(sys.argv[3]))),
}))
"""


def preflight(course_file: Path) -> list[str]:
    """Try each protection in a real box and return the names of those that hold.

    Args:
        course_file: an existing file that the box must not show.

    Raises:
        SandboxError: bubblewrap is missing or refused, or a protection does not hold.
    """
    import socket

    for program, package in (("bwrap", "bubblewrap"), ("prlimit", "util-linux")):
        if not shutil.which(program):
            raise SandboxError(f"{program} is not installed: run `sudo apt-get install {package}`")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        inner = [sys.executable, "-I", "-c", _PROBE, str(port), str(course_file.resolve()), str(MEMORY + 2**20)]
        run = subprocess.run(
            command(inner), capture_output=True, text=True, timeout=60, env={**os.environ, "ARCGRADE_PROBE": "1"}
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
