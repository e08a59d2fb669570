"""The students' archive works on its own."""

import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat


def test_set_up_runs_with_nothing_but_the_archive(archives: list[Path], tmp_path: Path) -> None:
    for archive in archives:
        with zipfile.ZipFile(archive) as bundle:
            bundle.extractall(tmp_path)
        folder = tmp_path / archive.stem
        notebook = nbformat.read(next(folder.glob("*-exercises.ipynb")), as_version=4)
        first = next(c.source for c in notebook.cells if c.cell_type == "code")
        code = f"import sys; sys.path.insert(0, {str(folder)!r})\n{first}\nimport deeparc; print(deeparc.__file__)"
        run = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        assert run.stdout.strip() == str(folder / "deeparc" / "__init__.py")
        needed = (folder / "requirements.txt").read_text().split()
        assert {line.split("==")[0] for line in needed} >= {"numpy", "matplotlib", "scikit-learn", "jupyterlab"}
