"""Tries every protection in a real box, from inside, the way a submission would."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from arcgrade.box import SandboxError, Zygote
from arcgrade.clock import Clock
from arcgrade.limits import Limits
from arcgrade.remote import Died, Session

# Runs in a box as a student's cell and finds out what it can do; every answer must be False.
_PROBE = """
import ctypes, os, socket, subprocess, sys, threading
def works(action):
    try:
        return action() is not False
    except Exception:
        return False
def fill(place):
    for part in range(4):
        with open(os.path.join(place, f"fill-{part}"), "wb") as file:
            file.write(bytes(DISK // 3))
def files():
    for number in range(FILES + 10):
        open(f"/box/{number}", "w").close()
def connect():
    socket.create_connection(("127.0.0.1", PORT), timeout=2).close()
answers = {
    "network": works(connect) or works(lambda: socket.socket()),
    "course files": os.path.exists(COURSE),
    "writing the runtime": works(lambda: open(os.path.join(sys.prefix, "arcgrade-probe"), "w")),
    "writing outside its folders": any(works(lambda: fill(place)) for place in ("/", "/usr", "/dev")),
    "host environment": "ARCGRADE_PROBE" in os.environ,
    "other processes": works(lambda: bool(os.listdir("/proc"))) or os.getpid() != 1,
    "starting programs": works(lambda: subprocess.run(["true"])),
    "starting processes": works(lambda: os.fork()),
    "new namespaces": ctypes.CDLL(None).unshare(0x10000000) == 0,
    "tracing processes": ctypes.CDLL(None).ptrace(0, 0, 0, 0) == 0,
    "privileges": works(lambda: os.chroot("/box")) or ctypes.CDLL(None).mount(b"a", b"/box", b"tmpfs", 0, None) == 0,
    "memory without limit": works(lambda: bytearray(MEMORY + 2**20)),
    "disk without limit": any(works(lambda: fill(place)) for place in ("/box", "/tmp", "/dev/shm")),
    "files without limit": works(files),
    "reserved modules": works(lambda: __import__("deeparc.units.perceptron")),
}
"""
_THREADS = """
import threading, time
for _ in range(20 * THREADS):
    threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
time.sleep(2)
"""


def preflight(course_file: Path) -> list[str]:
    """Try each protection in a real box and return the names of those that hold.

    Args:
        course_file: an existing file that the box must not show.

    Raises:
        SandboxError: a part is missing or refused, or a protection does not hold; the message names it and the fix.
    """
    _require_parts()
    limits = Limits()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        known = {"PORT": listener.getsockname()[1], "COURSE": str(course_file.resolve()), "DISK": limits.disk}
        known |= {"FILES": limits.files, "MEMORY": limits.memory, "THREADS": limits.threads}
        settings = "".join(f"{name} = {value!r}\n" for name, value in known.items())
        os.environ["ARCGRADE_PROBE"] = "1"
        try:
            zygote = Zygote([], [], ["deeparc.units"], limits)
        except SandboxError as error:
            raise SandboxError(f"{error}. {_NAMESPACES}") from None
        finally:
            del os.environ["ARCGRADE_PROBE"]
        session = Session(zygote.start, Clock(), 120)
        try:
            outputs = session.run(settings + _PROBE)
            answers = session.names(["answers"]).get("answers")
            threads = _runs(session, settings + _THREADS)
        except (Died, SandboxError) as error:
            raise SandboxError(f"the box did not survive the probe: {error}. {_NAMESPACES}") from None
        finally:
            session.close()
            zygote.close()
    if not isinstance(answers, dict):
        raise SandboxError(f"the probe did not run: {str(outputs)[:300]}")
    answers["threads without limit"] = threads
    broken = [name for name, reached in answers.items() if reached is not False]
    if broken:
        raise SandboxError(f"the box does not hold: code in it reached {', '.join(broken)}")
    return list(answers)


_NAMESPACES = (
    "Unprivileged user namespaces may be off: try `sudo sysctl kernel.unprivileged_userns_clone=1`, and on Ubuntu "
    "`sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`; in a container, allow them there"
)


def _runs(session: Session, source: str) -> bool:
    """Tell whether a cell ran to its end."""
    try:
        return not any(o.get("output_type") == "error" for o in session.run(source) if isinstance(o, dict))
    except Died:
        return False


def sandbox_is_there() -> bool:
    """Tell whether the parts of the sandbox are installed, without trying them."""
    try:
        _require_parts()
    except SandboxError:
        return False
    return True


def _require_parts() -> None:
    if sys.platform != "linux":
        raise SandboxError(
            f"the sandbox needs Linux, this is {sys.platform}: grade in a virtual machine or a container"
        )
    if not shutil.which("bwrap"):
        raise SandboxError("bwrap is not installed: run `sudo apt-get install bubblewrap`")
    version = re.findall(r"\d+", subprocess.run(["bwrap", "--version"], capture_output=True, text=True).stdout)
    if [int(part) for part in version] < [0, 4]:
        raise SandboxError(f"bubblewrap is {'.'.join(version)}, at least 0.4 is needed: upgrade it")
    try:
        import pyseccomp  # noqa: F401
    except (ImportError, RuntimeError) as error:
        raise SandboxError(f"no system-call filter ({error}): run `sudo apt-get install libseccomp2`") from None
