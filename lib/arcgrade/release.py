"""Makes what students get: the notebook without solutions and hidden tests, and an archive to work from."""

import re
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import nbformat

from arcgrade.course import Course

# The packages that a student's folder needs; their tested versions come from requirements.txt.
STUDENT_PACKAGES = ("array-api-compat", "jupyterlab", "matplotlib", "mlxtend", "numpy", "scikit-learn", "scipy", "tqdm")
_LONG_AGO = (2026, 1, 1, 0, 0, 0)  # one time stamp for every archived file, so equal content gives equal archives

_README = """# {title}

Unpack this folder, open a terminal in it and type

    python3 -m venv .venv
    .venv/bin/pip install -r requirements.txt
    .venv/bin/jupyter lab {notebook}.ipynb

(on Windows `.venv\\Scripts\\pip` and `.venv\\Scripts\\jupyter`). Python 3.11 or newer is needed; after the
installation no network is needed.

Write your answers in the cells that say so (a text answer: double-click its cell) and run the check
cell under each. A failed check names the
property that does not hold. Leave the other cells as they are: the grader uses its own copy of them.
Hand in `{notebook}.ipynb` under that name.

`deeparc/` is the part of the course's library that the exercises may use. The models that you are asked
to write are not in it.
"""


def generate(course: Course) -> Path:
    """Let nbgrader make the student's notebook for this class, and return where it is.

    Raises:
        RuntimeError: nbgrader refused; the message holds its log.
    """
    result = course.api.generate_assignment(course.assignment, force=True, create=True)
    if not result["success"]:
        raise RuntimeError(
            f"nbgrader could not release {course.assignment}: {result.get('log')}\n{result.get('error')}"
        )
    return course.released


def page(course: Course) -> Path:
    """Return where the book keeps the student's notebook of this assignment."""
    (lesson,) = course.root.glob(f"chapters/*/{course.assignment}/")
    return lesson / course.released.name


def student_notebook(course: Course) -> str:
    """Return the text of the student's notebook as a release makes it now, without touching the class."""
    with tempfile.TemporaryDirectory() as folder:
        made = generate(replace(course, class_dir=Path(folder)))
        return made.read_text(encoding="utf-8")


def release(course: Course, archive_dir: Path) -> tuple[Path, Path]:
    """Write the student's notebook into the book and the class's archive, and return both paths.

    Args:
        course: the assignment.
        archive_dir: folder for `<assignment>.zip`.
    """
    text = student_notebook(course)
    in_book = page(course)
    if not in_book.exists() or in_book.read_text(encoding="utf-8") != text:
        if _has_answers(in_book):
            raise ValueError(f"{in_book} has answers in it, which a release would overwrite: move it to work/ first")
        in_book.write_text(text, encoding="utf-8")
    archive_dir.mkdir(parents=True, exist_ok=True)
    archive = archive_dir / f"{course.assignment}.zip"
    part = archive.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in sorted(_contents(course, text).items()):
            info = zipfile.ZipInfo(f"{course.assignment}/{name}", _LONG_AGO)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            bundle.writestr(info, content)
    part.replace(archive)
    return in_book, archive


def _has_answers(path: Path) -> bool:
    """Tell whether somebody wrote into the answer cells of a student's notebook."""
    if not path.exists():
        return False
    cells = nbformat.read(path, as_version=4).cells
    answers = [c for c in cells if c.cell_type == "code" and c.metadata.get("nbgrader", {}).get("solution")]
    return any("raise NotImplementedError()" not in c.source for c in answers)


def _contents(course: Course, notebook: str) -> dict[str, bytes]:
    """Return every file of the archive by its name inside the assignment's folder.

    The notebook's metadata may name, under `arcgrade`, modules to keep back (`reserved`) and modules to add to the
    library's foundation (`library`).
    """
    parsed = nbformat.reads(notebook, as_version=4)
    title = next(c.source for c in parsed.cells if c.source.startswith("# ")).splitlines()[0].lstrip("# ")
    options = parsed.metadata.get("arcgrade", {})
    reserved = {m.replace(".", "/") for m in options.get("reserved", ())}
    added = _modules(course.root / "lib", options.get("library", ()))
    pins = (course.root / "requirements.txt").read_text(encoding="utf-8")
    wanted = [p for p in pins.splitlines() if re.split("[=<>~ ]", p)[0].lower() in STUDENT_PACKAGES]
    files = {
        f"{course.notebook}.ipynb": notebook.encode(),
        "README.md": _README.format(title=title, notebook=course.notebook).encode(),
        "requirements.txt": ("\n".join(wanted) + "\n").encode(),
        "LICENSE": (course.root / "LICENSE").read_bytes(),
    }
    # Only the library's foundation travels: data, checks, figures. Experiments and the index need the models.
    lib = course.root / "lib"
    for path in sorted({lib / "deeparc/__init__.py", *(lib / "deeparc/core").rglob("*"), *added}):
        name = path.relative_to(lib).as_posix()
        kept_back = any(name == f"{r}.py" or name.startswith(f"{r}/") for r in reserved)
        if path.is_file() and path.suffix in {".py", ".csv", ".json"} and not kept_back:
            files[name] = path.read_bytes()
    return files


def _modules(lib: Path, names: Iterable[str]) -> set[Path]:
    """Return the files of these modules and of the packages they lie in.

    Raises:
        ValueError: there is no such module.
    """
    files: set[Path] = set()
    for name in names:
        place = lib / name.replace(".", "/")
        own = set(place.rglob("*.py")) if place.is_dir() else {place.with_suffix(".py")}
        if not all(f.exists() for f in own):
            raise ValueError(f"the notebook's arcgrade.library names {name!r}, and there is no {place}.py")
        files |= own | {p / "__init__.py" for p in place.parents if lib in p.parents}
    return files
