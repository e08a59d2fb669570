"""The first process in the box: it has imported everything, and forks one child for each submission.

Each child goes into namespaces of its own before it touches a student's code: users, processes, files, network,
messages. In them it has empty folders of limited size, no other process, no privilege, limits on memory and time,
and a filter that refuses system calls it has no use for, starting a program and opening a socket among them.

Args of the command: the number of the inherited control socket, then the limits as JSON.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import signal
import socket
import sys
from importlib.util import find_spec

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # -I leaves this folder out

import session
import wire

_libc = ctypes.CDLL(None, use_errno=True)
_NEW = {"user": 0x10000000, "mount": 0x20000, "pid": 0x20000000, "ipc": 0x8000000, "net": 0x40000000, "uts": 0x4000000}
_MS = {"nosuid": 2, "nodev": 4, "noexec": 8, "bind": 4096, "recursive": 16384}
_FOLDERS = {sys.prefix, sys.base_prefix, os.path.dirname(os.path.abspath(__file__))}
_FOLDERS |= set(getattr(find_spec("deeparc"), "submodule_search_locations", None) or ())
_RUNTIME = sorted(f for f in _FOLDERS if not any(f.startswith(other + "/") for other in _FOLDERS))
_CLONE_THREAD = 0x10000
_NOBODY = 65534
# What a computation never needs: other processes and programs, the network, devices, the kernel's rarer doors.
_REFUSED = [
    "fork",
    "vfork",
    "execve",
    "execveat",
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "kcmp",
    "pidfd_open",
    "pidfd_getfd",
    "pidfd_send_signal",
    "kill",
    "tkill",
    "socket",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "unshare",
    "setns",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "move_mount",
    "open_tree",
    "fsopen",
    "fsmount",
    "fsconfig",
    "fspick",
    "mount_setattr",
    "mknod",
    "mknodat",
    "swapon",
    "swapoff",
    "reboot",
    "kexec_load",
    "kexec_file_load",
    "init_module",
    "finit_module",
    "delete_module",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "keyctl",
    "add_key",
    "request_key",
    "open_by_handle_at",
    "name_to_handle_at",
    "quotactl",
    "acct",
    "syslog",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "personality",
    "memfd_secret",
    "setpriority",
    "sched_setscheduler",
    "sched_setattr",
    "fanotify_init",
    "inotify_init",
    "inotify_init1",
    "mq_open",
    "shmget",
    "semget",
    "msgget",
]


def serve(control: socket.socket, limits: dict[str, int]) -> None:
    """Prepare what all children share, then fork one for each request until the other side ends."""
    message, _ = wire.receive(control)
    start = _start if message["sandbox"] else _start_bare
    if message["sandbox"]:
        import pyseccomp  # noqa: F401 - here, once, since a child can open nothing that it needs
    shell = session.Shell.instance()
    for source in message["prepare"]:
        shell.run(source, quiet=True)
    shell.rehearse(message["rehearse"])
    gc.collect()
    gc.freeze()  # so that the children's collector does not touch, and copy, what they share
    wire.send(control, {"ready": os.getpid()})
    _libc.prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: the children come to this process, which ends them
    children: list[int] = []
    while True:
        request, fds, _, _ = socket.recv_fds(control, 64, 1)
        for pid in children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        children.clear()
        if not request:
            return
        if fds:
            children.append(start(fds[0], control, shell, limits))
            os.close(fds[0])
        socket.send_fds(control, [b"x"], [os.pidfd_open(pid) for pid in children])


def _start(channel: int, control: socket.socket, shell: session.Shell, limits: dict[str, int]) -> int:
    """Fork a child in a new process namespace; return its number as seen from here."""
    read, write = os.pipe()
    middle = os.fork()
    if middle == 0:
        try:
            uid, gid = os.getuid(), os.getgid()
            _check(_libc.unshare(sum(_NEW.values())), "new namespaces")
            for name, text in (
                ("setgroups", "deny"),
                ("uid_map", f"{_NOBODY} {uid} 1"),
                ("gid_map", f"{_NOBODY} {gid} 1"),
            ):
                with open(f"/proc/self/{name}", "w") as file:
                    file.write(text)
            child = os.fork()
            if child:
                os.write(write, str(child).encode())
                os._exit(0)
            os.close(read)
            os.close(write)
            control.close()
            _child(socket.socket(fileno=channel), shell, limits)
        finally:
            os._exit(1)
    os.close(write)
    number = os.read(read, 20)
    os.close(read)
    os.waitpid(middle, 0)
    if not number:
        raise OSError("a child could not enter namespaces of its own")
    return int(number)


def _start_bare(channel: int, control: socket.socket, shell: session.Shell, limits: dict[str, int]) -> int:
    """Fork a child without any protection."""
    child = os.fork()
    if child == 0:
        try:
            control.close()
            session.Session(socket.socket(fileno=channel), shell).serve()
        finally:
            os._exit(0)
    return child


def _child(channel: socket.socket, shell: session.Shell, limits: dict[str, int]) -> None:
    os.setsid()
    null = os.open("/dev/null", os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    os.dup2(channel.detach(), 3)
    os.closerange(4, 65536)
    channel = socket.socket(fileno=3)
    flags = _MS["nosuid"] | _MS["nodev"]
    for place in ("/tmp", "/dev/shm", "/box"):
        options = f"size={limits['disk']},nr_inodes={limits['files']},mode=0700"
        _empty(place, flags, options)
    _check(_libc.mount(b"tmpfs", b"/proc", b"tmpfs", flags | _MS["noexec"], b"size=4k,mode=0500"), "an empty /proc")
    os.chdir("/box")
    for name in ("AS", "CPU", "FSIZE", "NPROC", "NOFILE", "CORE"):
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limits[name.lower()],) * 2)
    _drop_capabilities()
    _filter()
    session.Session(channel, shell).serve()
    os._exit(0)


def _empty(place: str, flags: int, options: str) -> None:
    """Put an empty folder over one; where Python or the library lies in it, that stays in view."""
    kept = {path: os.open(path, os.O_PATH) for path in _RUNTIME if path.startswith(place + "/")}
    _check(_libc.mount(b"tmpfs", place.encode(), b"tmpfs", flags, options.encode()), f"a fresh {place}")
    for path, handle in kept.items():
        os.makedirs(path)
        bind = _MS["bind"] | _MS["recursive"]
        _check(_libc.mount(f"/proc/self/fd/{handle}".encode(), path.encode(), None, bind, None), f"{path} in view")
        os.close(handle)


def _drop_capabilities() -> None:
    class Header(ctypes.Structure):
        _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]

    empty = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(ctypes.byref(Header(0x20080522, 0)), ctypes.byref(empty)), "dropping privileges")


def _filter() -> None:
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)  # other machine words than this one's are killed
    for name in _REFUSED:
        with contextlib.suppress(ValueError):  # a name that this system's library does not know
            rules.add_rule(seccomp.ERRNO(1), name)
    rules.add_rule(seccomp.ERRNO(38), "clone3")  # "not there", so that the C library uses clone
    rules.add_rule(seccomp.ERRNO(1), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, _CLONE_THREAD, 0))
    rules.add_rule(seccomp.ERRNO(1), "prctl", seccomp.Arg(0, seccomp.EQ, 4))  # PR_SET_DUMPABLE
    rules.load()


def _check(result: int, what: str) -> None:
    if result:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), json.loads(sys.argv[2]))
