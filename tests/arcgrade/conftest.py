"""A course of one small assignment, made in a temporary folder."""

import shutil
from pathlib import Path

import nbformat
import pytest

from arcbook import notebooks
from arcgrade import grade
from arcgrade.course import Course

ROOT = Path(__file__).resolve().parents[2]

TEXT = """---
arcgrade:
  reserved: [deeparc.units]
---

# Small

```{code-cell} ipython3
from deeparc.core.task import Task, reserve
reserve("deeparc.units")
```

```{code-cell} ipython3
:task: double
:role: solution
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
```

```{code-cell} ipython3
:task: double
:role: test
:points: 3
task = Task("Twice", points=3)
with task("doubles 2", points=2):
    assert double(2) == 4
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-double
with task("doubles -3", points=1):
    assert double(-3) == -6
### END HIDDEN TESTS
task.score()
```

```{code-cell} ipython3
:task: triple
:role: solution
def triple(x):
    ### BEGIN SOLUTION
    return 3 * x
    ### END SOLUTION
```

```{code-cell} ipython3
:task: triple
:role: test
:points: 1
task = Task("Thrice", points=1)
with task("triples 2", points=1):
    assert triple(2) == 6
task.score()
```

+++ {"task": "explain", "role": "answer", "points": 2}

=== BEGIN SOLUTION
Because.
=== END SOLUTION
"""


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one assignment."""
    root = tmp_path_factory.mktemp("course")
    source = root / "solutions" / "small" / "small-exercises.md"
    source.parent.mkdir(parents=True)
    source.write_text(TEXT, encoding="utf-8")
    nbformat.write(notebooks.read(source), source.with_suffix(".ipynb"))
    (root / "chapters" / "part" / "small").mkdir(parents=True)
    for name in ("nbgrader_config.py", "requirements.txt", "LICENSE"):
        shutil.copy(ROOT / name, root / name)
    (root / "lib").symlink_to(ROOT / "lib")
    return root


@pytest.fixture
def course(small_root: Path, tmp_path: Path) -> Course:
    """The assignment, with an empty class of its own."""
    return Course("small", tmp_path / "class", small_root)


@pytest.fixture
def prepared(course: Course) -> Course:
    """The assignment, released to its class."""
    grade.prepare(course)
    return course
