"""A small assignment made to be attacked: one task of each kind that the course has, with hidden tests and canaries.

`RIGHT` answers earn everything, `WRONG` ones nothing. What must never reach a student is in `SECRETS`.
"""

import shutil
from pathlib import Path

import nbformat

from arcbook import notebooks

ROOT = Path(__file__).resolve().parents[2]
NAME = "fort"

#: Input and expected value of a hidden check, as a program would print them.
HIDDEN_INPUT, HIDDEN_ANSWER = "73190.4482", "41007.7319"
#: Strings of hidden tests, of the solution, and of a closure that a hidden check hands to the student's function.
CANARIES = ("CANARY-HIDDEN", "CANARY-SOLUTION", "CANARY-CLOSURE")
#: What another student wrote, and what is in the grader's environment and home folder.
OTHERS, ENVIRONMENT, HOME = "CANARY-OTHER-STUDENT", "CANARY-ENVIRONMENT", "CANARY-HOME"
SECRETS = (HIDDEN_INPUT, HIDDEN_ANSWER, *CANARIES, OTHERS, ENVIRONMENT, HOME)

RIGHT = {
    "scale": "def scale(v, k):\n    return k * np.asarray(v)",
    "summary": "def summary(v):\n    return float(np.mean(v)), float(np.max(np.abs(v)))",
    "centre": "def centre(m):\n    m -= m.mean(axis=0)",
    "slope": "def slope(f, x, h):\n    return (f(x + h) - f(x - h)) / (2 * h)",
    "vector": (
        "class Vector:\n"
        "    def __init__(self, x, y):\n        self.x, self.y = x, y\n\n"
        "    def __add__(self, other):\n        return Vector(self.x + other.x, self.y + other.y)\n\n"
        "    def norm(self):\n        return float(np.hypot(self.x, self.y))"
    ),
    "walk": "def walk(rng, n):\n    return np.cumsum(rng.standard_normal(n))",
    "predict": 'predictions = {"and": 1, "or": 1, "xor": 0, "units for xor": 3}',
    "squash": "def squash(z):\n    return 1 / (1 + np.exp(-np.asarray(z)))",
}
WRONG = {
    "scale": "def scale(v, k):\n    return np.zeros(np.shape(v))",
    "summary": "def summary(v):\n    return 0.0, 0.0",
    "centre": "def centre(m):\n    m += 1",
    "slope": "def slope(f, x, h):\n    return 0.0",
    "vector": (
        "class Vector:\n"
        "    def __init__(self, x, y):\n        self.x, self.y = 0.0, 0.0\n\n"
        "    def __add__(self, other):\n        return self\n\n"
        "    def norm(self):\n        return 0.0"
    ),
    "walk": "def walk(rng, n):\n    return np.zeros(n)",
    "predict": 'predictions = {"and": -1, "or": -1, "xor": -1, "units for xor": -1}',
    "squash": "def squash(z):\n    return np.zeros(np.shape(z))",
}
POINTS = {
    "scale": 2.0,
    "summary": 4.0,
    "centre": 2.0,
    "slope": 2.0,
    "vector": 2.0,
    "walk": 2.0,
    "predict": 2.0,
    "squash": 2.0,
}

_HEAD = """---
arcgrade:
  reserved: [deeparc.units, torch, sklearn.linear_model]
---

# A fort to storm

```{code-cell} ipython3
import numpy as np

from deeparc.core.check import WrongForm, assert_close
from deeparc.core.task import Task, reserve

reserve("deeparc.units", "torch", "sklearn.linear_model")
```

```{code-cell} ipython3
def _pair(answer):
    \"\"\"Split an answer into two numbers, or say what is wrong.\"\"\"
    try:
        first, second = answer
    except (TypeError, ValueError):
        raise WrongForm("return two numbers") from None
    return first, second
```
"""

_CHECKS = {
    "scale": """task = Task("Scaling", points=2)
with task("scales an example", points=1, hint="every element", seconds=1):
    assert_close(scale(np.array([1.0, -2.0, 4.0]), 3.0), [3.0, -6.0, 12.0], "scale(v, 3)")
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-scale


def _hidden():
    with task("scales others", points=1, seconds=1):
        table = np.random.default_rng(7).standard_normal((2, 5))
        table[1] = 2.5 * table[0]
        assert_close(scale(table[0], 2.5), table[1], "the scaled array")


_hidden()
### END HIDDEN TESTS
task.score()""",
    "summary": """task = Task("Mean and size", points=4)
with task("the mean", points=1, seconds=1):
    assert_close(_pair(summary(np.array([1.0, 2.0, 6.0])))[0], 3.0, "the mean")
with task("the size", points=1, hint="of the largest element, whatever its sign", seconds=1):
    assert_close(_pair(summary(np.array([1.0, -7.0, 6.0])))[1], 7.0, "the size")
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-summary
with task("the mean of others", points=1, seconds=1):
    _found = _pair(summary(np.array([73190.4482, 8825.0156])))[0]
    assert abs(_found - 41007.7319) < 1e-6, "the mean of another array is wrong"
with task("the size of others", points=1, seconds=1):
    assert abs(_pair(summary(np.array([-73190.4482, 2.0])))[1] - 73190.4482) < 1e-6, "the size of another is wrong"
### END HIDDEN TESTS
task.score()""",
    "centre": """task = Task("Centring in place", points=2)
with task("columns have mean 0", points=1, seconds=1):
    _m = np.array([[1.0, 2.0], [3.0, 10.0]])
    centre(_m)
    assert_close(_m, [[-1.0, -4.0], [1.0, 4.0]], "the array after the call")
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-centre
with task("of others too", points=1, seconds=1):
    _m = np.random.default_rng(8).standard_normal((6, 3))
    _wanted = _m - _m.mean(axis=0)
    centre(_m)
    assert_close(_m, _wanted, "another array after the call")
### END HIDDEN TESTS
task.score()""",
    "slope": """task = Task("A slope from two calls", points=2)
with task("of a square", points=1, seconds=1):
    assert_close(slope(lambda x: x * x, 3.0, 1e-3), 6.0, "the slope", rtol=1e-6)
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-slope


def _hidden():
    note, size = "CANARY-CLOSURE", np.random.default_rng(9).uniform(1, 2)

    def wave(x):
        return size * np.sin(x) + 0 * len(note)

    with task("of a wave", points=1, seconds=1):
        assert_close(slope(wave, 0.7, 1e-4), size * np.cos(0.7), "the slope of a wave", rtol=1e-5)


_hidden()
### END HIDDEN TESTS
task.score()""",
    "vector": """task = Task("A class of vectors", points=2)
with task("adds", points=1, seconds=1):
    _sum = Vector(1.0, 2.0) + Vector(3.0, 4.5)
    assert_close([_sum.x, _sum.y], [4.0, 6.5], "the sum")
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-vector
with task("the length of a sum", points=1, seconds=1):
    assert_close((Vector(3.0, 0.5) + Vector(0.0, 3.5)).norm(), 5.0, "the length")
### END HIDDEN TESTS
task.score()""",
    "walk": """task = Task("A random walk", points=2)
with task("four steps", points=1, seconds=1):
    _wanted = np.cumsum(np.random.default_rng(11).standard_normal(4))
    assert_close(walk(np.random.default_rng(11), 4), _wanted, "the walk")
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-walk
with task("two walks with one generator", points=1, seconds=1):
    _rng, _twin = np.random.default_rng(12), np.random.default_rng(12)
    _wanted = np.array([np.cumsum(_twin.standard_normal(3)) for _ in range(2)])
    assert_close([walk(_rng, 3), walk(_rng, 3)], _wanted, "the walks")
    assert _rng.standard_normal() == _twin.standard_normal(), "more or fewer numbers were drawn than n"
### END HIDDEN TESTS
task.score()""",
    "predict": """task = Task("Predictions", points=2)
with task("one unit computes and", points=1, seconds=1):
    assert_close(predictions["and"], 1, "the prediction for and")
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-predict
with task("the other three", points=1, seconds=1):
    assert [float(predictions[k]) for k in ("or", "xor", "units for xor")] == [1, 0, 3], "not all three are right"
### END HIDDEN TESTS
task.score()""",
    "squash": """task = Task("The logistic function", points=2)
with task("a half at 0", points=1, seconds=1):
    assert_close(squash(np.array([0.0])), [0.5], "squash(0)")
### BEGIN HIDDEN TESTS
# CANARY-HIDDEN-squash
with task("on random numbers", points=1, seconds=1):
    _inputs = np.random.default_rng(13).standard_normal((3, 4))
    for _found, _wanted in zip(map(squash, _inputs), 0.5 + 0.5 * np.tanh(_inputs / 2)):
        assert_close(_found, _wanted, "squash(z)")
### END HIDDEN TESTS
task.score()""",
}


def text() -> str:
    """Return the assignment as the instructor writes it."""
    parts = [_HEAD]
    for name, right in RIGHT.items():
        first, body = right.split("\n", 1) if "\n" in right else ("", right)
        indent = "    " if first else ""
        solution = f"{indent}### BEGIN SOLUTION\n{indent}# CANARY-SOLUTION-{name}\n{body}\n{indent}### END SOLUTION"
        parts.append(f"## {name}\n\n```{{code-cell}} ipython3\n:task: {name}\n:role: solution\n")
        parts[-1] += f"{first}\n{solution}".lstrip("\n") + "\n```\n"
        parts.append(
            f"```{{code-cell}} ipython3\n:task: {name}\n:role: test\n:points: {POINTS[name]:g}\n{_CHECKS[name]}\n```\n"
        )
    parts.append('+++ {"task": "explain", "role": "answer", "points": 1}\n\n=== BEGIN SOLUTION\nBecause.\n')
    parts[-1] += "CANARY-SOLUTION-explain\n=== END SOLUTION\n"
    return "\n".join(parts)


def write(root: Path) -> Path:
    """Write a repository with this one assignment, and return `root`."""
    source = root / "solutions" / NAME / f"{NAME}-exercises.md"
    source.parent.mkdir(parents=True)
    source.write_text(text(), encoding="utf-8")
    nbformat.write(notebooks.read(source), source.with_suffix(".ipynb"))
    (root / "chapters" / "part" / NAME).mkdir(parents=True)
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    # Shorter limits than a course's, so that what hangs hangs shortly.
    (root / "nbgrader_config.py").write_text(f"{config}\nc.Arcgrade.cell = 4\nc.Arcgrade.notebook = 15\n")
    for name in ("requirements.txt", "pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, root / name)
    (root / "lib").symlink_to(ROOT / "lib")
    return root
