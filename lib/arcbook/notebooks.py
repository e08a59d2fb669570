"""Generate the committed notebooks from their text sources: `python -m arcbook.notebooks [--check] [--force]`.

A page is written in MyST Markdown (`page.md`); beside it lies the notebook made from it (`page.ipynb`) with the
outputs that the book shows. Two pieces of cell metadata describe an exercise in the text:

- `task: <id>` with `role: solution` (code the student writes), `role: test` with `points` (checks),
  or `role: answer` with `points` (free text graded by hand) become nbgrader's metadata;
- the student's notebook is what nbgrader's own release makes of the solution notebook.
"""

import argparse
import hashlib
import sys
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[2]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
ROLES = {
    "solution": {"grade": False, "solution": True, "locked": False},
    "test": {"grade": True, "solution": False, "locked": True},
    "answer": {"grade": True, "solution": True, "locked": False},
}


def sources(root: Path = ROOT) -> list[Path]:
    """Return every text source of a notebook: the lessons' pages and the exercises with solutions."""
    return sorted([*root.glob("chapters/*/*/*.md"), *root.glob("solutions/*/*.md")])


def read(source: Path) -> NotebookNode:
    """Turn a text source into a notebook without outputs, with ids that stay the same when nothing changes.

    Args:
        source: a MyST Markdown file.

    Raises:
        ValueError: a cell's `role` is unknown, or a graded cell lacks `points`.
    """
    notebook = jupytext.read(source, fmt="md:myst")
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        if "task" in cell.metadata:
            _expand(cell, source)
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        name = name or hashlib.sha256(cell.source.encode()).hexdigest()[:10]
        seen[name] += 1
        cell["id"] = name if seen[name] == 1 else f"{name}-{seen[name]}"
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    notebook.metadata = NotebookNode(
        {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
        | {k: v for k, v in notebook.metadata.items() if k == "arcgrade"}
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    nbformat.validate(notebook)
    return notebook


def _expand(cell: NotebookNode, source: Path) -> None:
    """Replace the short `task`/`role`/`points` metadata by nbgrader's."""
    task, role = cell.metadata.pop("task"), cell.metadata.pop("role", None)
    if role not in ROLES:
        raise ValueError(f"{source}: task {task!r} has role {role!r}, expected one of {', '.join(ROLES)}")
    marks = dict(ROLES[role], schema_version=3, task=False, grade_id=task if role != "test" else f"{task}-test")
    if marks["grade"]:
        if "points" not in cell.metadata:
            raise ValueError(f"{source}: the {role} cell of task {task!r} has no points")
        marks["points"] = cell.metadata.pop("points")
    cell.metadata["nbgrader"] = marks


def is_stale(source: Path) -> bool:
    """Tell whether the notebook beside `source` is missing, not run, or made from another text."""
    target = source.with_suffix(".ipynb")
    if not target.exists():
        return True
    notebook = nbformat.read(target, as_version=4)
    run = all(c.execution_count is not None for c in notebook.cells if c.cell_type == "code")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    return not run or notebook != read(source)


def build(source: Path) -> Path:
    """Execute `source` in a fresh kernel and write the notebook with its outputs beside it.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed; nothing is written.
    """
    notebook = read(source)
    NotebookClient(notebook, timeout=180, resources={"metadata": {"path": source.parent}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata.language_info = {"name": "python"}  # the exact Python version is no part of the page
    target = source.with_suffix(".ipynb")
    part = target.with_suffix(".part")
    nbformat.write(notebook, part)
    part.replace(target)
    return target


def main(arguments: list[str] | None = None) -> int:
    """Build what is stale; with `--check` only name it and return 1; with `--force` build everything."""
    parser = argparse.ArgumentParser(prog="python -m arcbook.notebooks", description=main.__doc__)
    parser.add_argument("sources", nargs="*", type=Path, help="text sources (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing, name the stale notebooks")
    parser.add_argument("--force", action="store_true", help="execute again even where the text is unchanged")
    options = parser.parse_args(arguments)
    chosen = [s.resolve() for s in options.sources] or sources()
    stale = [s for s in chosen if options.force or is_stale(s)]
    if options.check:
        for source in stale:
            print(f"stale: {source.with_suffix('.ipynb')}: run `make notebooks`", file=sys.stderr)
        return int(bool(stale))
    for source in tqdm(stale, desc="notebooks", unit="notebook", disable=not stale):
        build(source)
    return 0


if __name__ == "__main__":
    sys.exit(main())
