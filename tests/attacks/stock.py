"""Runs the same submissions through stock nbgrader and writes what came of each into `stock.json`.

    python tests/attacks/stock.py [--jobs 2] [NAME …]

Each submission is graded by `nbgrader autograde`, as it is installed, in a throw-away bubblewrap container: a private
copy of a course in memory, no network, limits on memory, files, processes and time. Stock nbgrader has no protection
of its own, so what it lets happen happens to that copy.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import attack_course  # noqa: E402
import nbformat  # noqa: E402
from arena import HALF, STOCK, hand_in  # noqa: E402
from attack_course import NAME, POINTS, RIGHT, ROOT  # noqa: E402
from attacks import ATTACKS, Context, answer  # noqa: E402
from fairness import FAIR  # noqa: E402

from arcbook import notebooks  # noqa: E402

WALL = 75  # seconds, one submission
NOTEBOOK = f"{NAME}-exercises.ipynb"
BOX = Path("/box/course")  # where the copy is, inside
#: What such a container cannot show, and why. Nothing here takes the machine down.
SKIPPED = {"hard-link": "a container's copy has no hard links; stock nbgrader would read the file behind it"}
CONFIG = f"""c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.root = {str(BOX)!r}
c.CourseDirectory.db_url = "sqlite:///{BOX}/gradebook.db"
c.ClearSolutions.code_stub = {{"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}}
"""

# Runs inside the container: takes a copy of the course, grades one submission, tells what happened as JSON.
INSIDE = r"""
import contextlib, hashlib, json, os, shutil, signal, socket, sqlite3, subprocess, sys, threading, time
from pathlib import Path

template, student, notebook, wall = Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
course = Path("/box/course")
subprocess.run(["cp", "-a", str(template), str(course)], check=True)
if (template.parent / "hand-in").exists():
    (course / "submitted" / student).mkdir(parents=True, exist_ok=True)
Path("/box/home").mkdir()
Path("/box/home/arc-home-secret").write_text("CANARY-" + "HOME")
connections = []

def listen(one):
    while True:
        one.accept()[0].close()
        connections.append(1)

tcp = socket.create_server(("127.0.0.1", 8999))
unix = socket.socket(socket.AF_UNIX); unix.bind("\0arc-stock"); unix.listen()
for one in (tcp, unix):
    threading.Thread(target=listen, args=(one,), daemon=True).start()

def grades(who):
    query = '''select bc.name, g.auto_score, g.manual_score, gc.max_score, gc.cell_type from grade g
        join grade_cells gc on gc.id = g.cell_id join base_cell bc on bc.id = gc.id
        join submitted_notebook n on n.id = g.notebook_id join submitted_assignment a on a.id = n.assignment_id
        where a.student_id = ?'''
    with contextlib.closing(sqlite3.connect(course / "gradebook.db", timeout=5)) as db:
        return sorted(db.execute(query, (who,)).fetchall())

def digest():
    files = [p for p in (course / "source").rglob("*") if p.is_file()]
    files += [p for p in (course / "submitted").rglob("*") if p.is_file() and student not in p.parts]
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(files)}

before, others = digest(), grades("perfect")
report = {}
log = open("/box/log", "wb")
run = subprocess.Popen(
    [sys.executable, "-m", "nbgrader", "autograde", "fort", "--create", f"--student={student}"],
    cwd=course, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
    env={**os.environ, "ARC_ATTACK_SECRET": "CANARY-" + "ENVIRONMENT", "HOME": "/box/home"}, start_new_session=True)
try:
    report["code"] = run.wait(wall)
except subprocess.TimeoutExpired:
    report["code"] = "hang"
try:
    found = grades(student)
    scores = {n: s if m is None else m for n, s, m, most, kind in found if kind == "code"}
    report["tasks"] = {n.removesuffix("-test"): score for n, score in scores.items()}
    report["out_of"] = sum(most for n, s, m, most, kind in found if kind == "code")
except Exception as error:
    report["tasks"], report["problem"] = {}, repr(error)[:200]
try:
    report["others_changed"] = grades("perfect") != others
except Exception:
    report["others_changed"] = True
report["files_changed"] = digest() != before
report["connected"] = len(connections)
report["marker"] = Path("/box/marker").exists()
report["loot"] = []
graded = course / "autograded" / student / "fort" / notebook
try:
    cells = json.loads(graded.read_text())["cells"] if graded.is_file() else []
    outputs = json.dumps([c.get("outputs") for c in cells if c["cell_type"] == "code"])
    report["loot"] = [s for s in json.loads(sys.argv[5]) if s in outputs]
except Exception as error:
    report["problem"] = repr(error)[:200]
lines = Path("/box/log").read_bytes()[-200_000:].decode(errors="replace").splitlines()
said = [l for l in lines if "ERROR" in l or "Error" in l]
report["log"] = "".join(c if c.isprintable() else " " for c in (said or lines or [""])[-1])[-200:]
sys.stdout.flush()
os.write(int(sys.argv[6]), json.dumps(report).encode())
os._exit(0)
"""


def prepare(work: Path) -> Path:
    """Make the course that every container gets a copy of: released, and one honest student graded."""
    template = work / "template"
    source = template / "source" / NAME / f"{NAME}-exercises.md"
    source.parent.mkdir(parents=True)
    source.write_text(attack_course.text(), encoding="utf-8")
    nbformat.write(notebooks.read(source), source.with_suffix(".ipynb"))
    source.unlink()
    (template / "nbgrader_config.py").write_text(CONFIG)
    steps = "nbgrader generate_assignment fort --create && nbgrader autograde fort --create --student=perfect"
    release = f"cd {BOX} && {steps.split(' && ')[0]}"
    _contained(["sh", "-c", release], shared=template, timeout=120)
    released = nbformat.read(template / "release" / NAME / NOTEBOOK, as_version=4)
    for student, answers in (("perfect", RIGHT), ("half", HALF)):
        folder = template / "submitted" / student / NAME
        folder.mkdir(parents=True)
        made = answer(released, answers)
        made.cells[-1].source = attack_course.OTHERS
        hand_in(made, folder / NOTEBOOK)
    _contained(["sh", "-c", f"cd {BOX} && {steps.split(' && ')[1]}"], shared=template, timeout=120)
    return template


def _contained(
    inner: list[str], *, shared: Path | None = None, readable: Path | None = None, fds=(), timeout: float
) -> int:
    """Run a command in a container; as root, under another user, for whom the limit on processes holds."""
    prefixes = sorted(
        {Path(p) for p in (sys.prefix, sys.base_prefix)} | {Path(p).resolve() for p in (sys.prefix, sys.base_prefix)}
    )
    line = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    line += ["--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev"]
    for name in ("bin", "sbin", "lib", "lib64"):
        line += ["--symlink", os.readlink(f"/{name}"), f"/{name}"] if os.path.islink(f"/{name}") else []
    line += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]
    for place, size in (("/tmp", 2**28), ("/dev/shm", 2**28), ("/box", 2**29)):
        line += ["--size", str(size), "--tmpfs", place]
    binds = {p: p for p in prefixes if not p.is_relative_to("/usr")} | {ROOT / "lib": ROOT / "lib"}
    if readable:
        binds[readable] = Path("/given")
    mounts, number = "", 0
    for place, at in binds.items():
        if os.getuid() == 0:  # its parent folders may be closed to the other user
            number += 1
            mounts += f"mkdir -p /mnt/{number} && mount --bind {str(place)!r} /mnt/{number} && "
            place = Path(f"/mnt/{number}")
        line += ["--ro-bind", str(place), str(at)]
    if shared:
        line += ["--bind", str(shared), str(BOX)]
    for name, value in {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "HOME": "/box",
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT / "lib"),
    }.items():
        line += ["--setenv", name, value]
    limits = ["prlimit", f"--as={4 * 2**30}", f"--fsize={2**28}", "--core=0", "--nproc=400", "--nofile=1024", "--"]
    command = [*limits, *line, "--", *inner]
    if os.getuid() == 0 and not shared:
        uid = 60_000 + hash(tuple(inner)) % 5000  # nobody's
        command = ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", *command]
        script = f'mount -t tmpfs none /mnt && {mounts}exec "$@"'
        command = ["unshare", "--mount", "sh", "-c", script, "sh", *command]
    elif os.getuid() == 0:
        command = ["unshare", "--mount", "sh", "-c", f'mount -t tmpfs none /mnt && {mounts}exec "$@"', "sh", *command]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, pass_fds=fds, **quiet) as run:
        try:
            said = run.communicate(timeout=timeout)[1]
        except subprocess.TimeoutExpired:
            run.kill()
            return -1
    if run.returncode:
        print(said.decode(errors="replace")[-2000:], file=sys.stderr)
    return run.returncode


def grade(template: Path, work: Path, name: str, folder: str, make) -> dict:
    """Grade one submission and return what was seen."""
    own = work / f"own-{name}"
    shutil.copytree(template, own / "template", symlinks=True)
    target = own / "template" / "submitted" / folder / NAME
    target.mkdir(parents=True)
    context = Context(
        folder=target,
        notebook=NOTEBOOK,
        source=BOX / "source" / NAME / NOTEBOOK,
        gradebook=BOX / "gradebook.db",
        other=BOX / "submitted" / "perfect" / NAME / NOTEBOOK,
        home=Path("/box/home/arc-home-secret"),
        runtime=Path("/box/runtime"),
        marker=Path("/box/marker"),
        port=8999,
        abstract="arc-stock",
        variable="ARC_ATTACK_SECRET",
    )
    released = nbformat.read(template / "release" / NAME / NOTEBOOK, as_version=4)
    try:
        hand_in(make(released, context), target / NOTEBOOK)
    except OSError as error:  # a hard link from here to a file in the container
        return {"outcome": f"not run: {error.strerror}"}
    subprocess.run(["chmod", "-R", "a+rX", str(own)], check=True)
    read, write = os.pipe()
    inside = own / "inside.py"
    inside.write_text(INSIDE)
    secrets = json.dumps(list(attack_course.SECRETS))
    inner = [
        sys.executable,
        "-I",
        "/given/inside.py",
        "/given/template",
        folder,
        NOTEBOOK,
        str(WALL - 10),
        secrets,
        str(write),
    ]
    code = _contained(inner, readable=own, fds=(write,), timeout=WALL)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        data = pipe.read()
    shutil.rmtree(own, ignore_errors=True)
    seen = json.loads(data) if data else {"code": "hang" if code == -1 else code, "tasks": {}}
    return {"outcome": _outcome(seen), **seen}


def _outcome(seen: dict) -> str:
    """Say in a few words what became of a submission."""
    if seen["code"] == "hang":
        words = ["hangs"]
    elif not seen["tasks"] or any(score is None for score in seen["tasks"].values()):
        words = ["no grade"]
    else:
        words = [f"{sum(seen['tasks'].values()):g}"]
    words += ["others' grades changed"] if seen.get("others_changed") else []
    words += ["course's files changed"] if seen.get("files_changed") else []
    words += ["wrote a file outside"] if seen.get("marker") else []
    words += ["reached a listener"] if seen.get("connected") else []
    words += ["learned secrets"] if seen.get("loot") else []
    return ", ".join(words)


def _one_line_each(result: dict) -> str:
    """Return JSON with one line for each submission."""
    parts = {key: json.dumps(value, ensure_ascii=False) for key, value in result.items()}
    for kind in ("attacks", "fairness"):
        lines = [f"  {json.dumps(n)}: {json.dumps(seen, ensure_ascii=False)}" for n, seen in result[kind].items()]
        parts[kind] = "{\n" + ",\n".join(lines) + "\n }"
    return "{\n" + ",\n".join(f' "{key}": {text}' for key, text in parts.items()) + "\n}\n"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    result = json.loads(STOCK.read_text()) if STOCK.exists() else {"attacks": {}, "fairness": {}}
    result["with"] = {name: version(name) for name in ("nbgrader", "nbclient", "ipykernel", "numpy")}
    result["on"] = datetime.now(UTC).date().isoformat()
    result["how"] = (
        f"nbgrader's defaults (30 s a cell), at most {WALL - 10} s a submission; out of {sum(POINTS.values()):g} points"
    )
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        work = Path(folder)
        work.chmod(0o755)
        template = prepare(work)
        todo = [("attacks", a.name, a.folder, a.make) for a in ATTACKS.values()]
        todo += [("fairness", f.name, f.name, lambda nb, _, make=f.make: make(nb)) for f in FAIR.values()]
        todo = [one for one in todo if not options.names or one[1] in options.names]
        open_jobs = {}
        for kind, name, student, make in todo:
            if name in SKIPPED:
                result[kind][name] = {"outcome": "not run", "why": SKIPPED[name]}
            else:
                open_jobs[kind, name] = pool.submit(grade, template, work, name, student, make)
        for (kind, name), job in open_jobs.items():
            result[kind][name] = job.result()
            print(f"{name}: {result[kind][name]['outcome']}   {result[kind][name].get('log', '')[:100]}", flush=True)
    result["attacks"] = {name: result["attacks"][name] for name in ATTACKS if name in result["attacks"]}
    result["fairness"] = {name: result["fairness"][name] for name in FAIR if name in result["fairness"]}
    STOCK.write_text(_one_line_each(result), encoding="utf-8")


if __name__ == "__main__":
    main()
