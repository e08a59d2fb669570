"""Clumsy but right submissions: every one of them must get full marks.

Each is a function that makes one submission from the released notebook, and returns it as a notebook, text or bytes.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent

import nbformat
from attack_course import RIGHT, WRONG
from attacks import answer, cell, own_cell
from nbformat import NotebookNode

Make = Callable[[NotebookNode], NotebookNode | str | bytes]


@dataclass(frozen=True)
class Fair:
    """One right submission. `stderr` and the like in its name say what is clumsy about it."""

    name: str
    about: str
    make: Make


FAIR: dict[str, Fair] = {}


def fair(about: str) -> Callable[[Make], Make]:
    """Register a submission."""

    def register(make: Make) -> Make:
        name = make.__name__.replace("_", "-")
        FAIR[name] = Fair(name, about, make)
        return make

    return register


def right(notebook: NotebookNode, **answers: str) -> NotebookNode:
    """Write right answers, some of them in another form."""
    return answer(notebook, RIGHT | {name: dedent(source) for name, source in answers.items()})


def below(notebook: NotebookNode, source: str, name: str) -> NotebookNode:
    """Insert a cell of the student's own below an answer."""
    place = notebook.cells.index(cell(notebook, name)) + 1
    notebook.cells.insert(place, nbformat.v4.new_code_cell(dedent(source)))
    return notebook


@fair("nothing clumsy at all")
def plain(notebook):
    return right(notebook)


@fair("warns on stderr, in a cell and in every call")
def warnings_on_stderr(notebook):
    return right(
        notebook,
        scale="""
        import logging, sys, warnings
        warnings.warn("careful")
        logging.warning("careful")
        def scale(v, k):
            warnings.warn("eek", stacklevel=2)
            print("x", file=sys.stderr)
            np.log(np.zeros(2))
            return k * v
        """,
    )


@fair("prints numbers, and what looks like a score")
def prints(notebook):
    return right(
        notebook,
        scale="""
        def scale(v, k):
            print("0.0")
            print("AssertionError: wrong", v, k)
            return v * k
        print(scale(np.ones(2), 3))
        0.0
        """,
    )


@fair("prints 3 MB in a cell and 1 MB in each call")
def much_output(notebook):
    return right(
        notebook,
        scale="""
        for i in range(30_000):
            print(i, "x" * 90)
        def scale(v, k):
            print("y" * 10**6)
            return k * v
        """,
    )


@fair("has cells of its own everywhere")
def extra_cells(notebook):
    made = right(notebook)
    for name in RIGHT:
        made = own_cell(made, f"attempt = {name!r}\nattempt", name)
        made = below(made, "len(attempt)", name)
    made.cells.insert(0, nbformat.v4.new_code_cell("1 + 1"))
    made.cells.insert(3, nbformat.v4.new_markdown_cell("# my notes"))
    made.cells.append(nbformat.v4.new_code_cell("scale(np.ones(2), 3)"))
    return made


@fair("has cells that raise, between the others")
def cells_that_raise(notebook):
    made = own_cell(right(notebook), "1 / 0")
    made = below(made, "undefined_name", "summary")
    made = below(made, "def broken(:", "vector")
    made = below(made, "import sys\nsys.exit('bye')", "slope")
    return below(made, "raise KeyboardInterrupt", "walk")


@fair("calls arguments and helpers by other names")
def renamed(notebook):
    return right(
        notebook,
        scale="def hilf(a, b):\n    return a * b\n\ndef scale(vektor, faktor=1):\n    return hilf(vektor, faktor)",
        slope="def slope(function, at, step):\n    return (function(at + step) - function(at - step)) / 2 / step",
    )


@fair("keeps its helpers in another cell above")
def helper_above(notebook):
    return own_cell(
        right(notebook, scale="def scale(v, k):\n    return helper(v, k)"), "def helper(v, k):\n    return k * v"
    )


@fair("keeps its helpers in a cell below the answer")
def helper_below(notebook):
    made = right(notebook, scale="def scale(v, k):\n    return helper(v, k)")
    return below(made, "def helper(v, k):\n    return k * v", "scale")


@fair("has its answers in another order, each above its check")
def reordered(notebook):
    made = right(notebook)
    tasks = [[cell(made, name), cell(made, f"{name}-test")] for name in reversed(list(RIGHT))]
    marked = [c for pair in tasks for c in pair]
    made.cells = [c for c in made.cells if not any(c is m for m in marked)] + marked
    return made


@fair("still has an older, wrong copy of an answer above the right one")
def stray_copy(notebook):
    made = right(notebook)
    old = copy.deepcopy(cell(made, "summary"))
    old.source, old.id = WRONG["summary"], "older"
    made.cells.insert(made.cells.index(cell(made, "summary")), old)
    return made


@fair("has check cells twice")
def check_twice(notebook):
    made = right(notebook)
    again = copy.deepcopy(cell(made, "summary-test"))
    again.id = "again"
    made.cells.insert(5, again)
    return made


@fair("has lost its check cells")
def check_deleted(notebook):
    made = right(notebook)
    made.cells = [
        c for c in made.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in ("scale-test", "walk-test")
    ]
    return made


@fair("has changed its check cells")
def check_edited(notebook):
    made = right(notebook)
    cell(made, "scale-test").source = "print('I broke this')\nraise ValueError"
    cell(made, "centre-test").source = cell(made, "centre-test").source.replace("seconds=1", "seconds=9")
    return made


@fair("has deleted the headings and the set-up cells")
def setup_deleted(notebook):
    made = right(notebook)
    made.cells = [c for c in made.cells if c.metadata.get("nbgrader", {}).get("grade_id")]
    return made


@fair("returns lists where arrays would be usual")
def lists(notebook):
    return right(
        notebook,
        scale="def scale(v, k):\n    return [k * x for x in v]",
        walk="def walk(rng, n):\n    return np.cumsum(rng.standard_normal(n)).tolist()",
        squash="def squash(z):\n    return [1 / (1 + np.exp(-x)) for x in z]",
        summary="def summary(v):\n    return [np.mean(v), max(abs(x) for x in v)]",
    )


@fair("returns tuples where arrays or lists would be usual")
def tuples(notebook):
    return right(
        notebook,
        scale="def scale(v, k):\n    return tuple(k * x for x in v)",
        summary="def summary(v):\n    return np.array([np.mean(v), np.max(np.abs(v))])",
    )


@fair("has float32, integers, booleans and NumPy's numbers where they hold the value")
def other_types(notebook):
    return right(
        notebook,
        predict='predictions = {"and": True, "or": np.float32(1), "xor": np.int8(0), "units for xor": np.array(3)}',
        vector="""
        class Vector:
            def __init__(self, x, y):
                self.x, self.y = np.float32(x), np.float64(y)
            def __add__(self, other):
                return Vector(self.x + other.x, self.y + other.y)
            def norm(self):
                return np.float32(np.hypot(self.x, self.y))
        """,
        slope="def slope(f, x, h):\n    return np.longdouble((f(x + h) - f(x - h)) / (2 * h))",
    )


@fair("returns arrays without axes where numbers would be usual")
def arrays_without_axes(notebook):
    return right(
        notebook,
        summary="def summary(v):\n    return np.array(np.mean(v)), np.array(np.max(np.abs(v)))",
        slope="def slope(f, x, h):\n    return np.array((f(x + h) - f(x - h)) / (2 * h))",
    )


@fair("returns views: columns, reversed arrays, Fortran's order, read-only ones")
def views(notebook):
    return right(
        notebook,
        scale="""
        def scale(v, k):
            table = np.zeros((len(v), 7), order="F")
            table[::-1, 3] = k * v
            found = table[::-1, 3]
            found.flags.writeable = False
            return found
        """,
        squash="def squash(z):\n    return np.asfortranarray(1 / (1 + np.exp(-np.asarray(z)[::-1])))[::-1]",
        walk="def walk(rng, n):\n    return np.broadcast_to(np.cumsum(rng.standard_normal(n)), (2, n))[1]",
    )


@fair("returns a generator where its items are asked for")
def generator(notebook):
    return right(notebook, summary="def summary(v):\n    yield np.mean(v)\n    yield np.max(np.abs(v))")


@fair("answers with lambdas, partials and objects that can be called")
def callables(notebook):
    return right(
        notebook,
        scale="scale = lambda v, k: k * np.asarray(v)",
        slope="""
        from functools import partial
        def general(f, x, h, sides):
            return (f(x + h) - f(x - h)) / (sides * h)
        slope = partial(general, sides=2)
        """,
        squash="""
        class Squash:
            def __call__(self, z):
                return 0.5 + 0.5 * np.tanh(np.asarray(z) / 2)
        squash = Squash()
        """,
        summary="""
        class Tools:
            @staticmethod
            def both(v):
                return np.mean(v), np.max(np.abs(v))
        summary = Tools().both
        """,
    )


@fair("calls itself, three thousand deep")
def recursive(notebook):
    return right(
        notebook,
        scale="""
        import sys
        sys.setrecursionlimit(10_000)
        def down(n):
            return 0 if n == 0 else 1 + down(n - 1)
        def scale(v, k):
            assert down(3000) == 3000
            return np.array([] if len(v) == 0 else [k * v[0], *scale_rest(v[1:], k)])
        def scale_rest(v, k):
            return [k * v[0], *scale_rest(v[1:], k)] if len(v) else []
        """,
    )


@fair("keeps what it computed in a global, a cache and a closure")
def caches(notebook):
    return right(
        notebook,
        scale="""
        from functools import lru_cache, wraps
        calls = {}
        def counted(f):
            @wraps(f)
            def inner(*args):
                global calls
                calls[f.__name__] = calls.get(f.__name__, 0) + 1
                return f(*args)
            return inner
        @lru_cache(maxsize=None)
        def product(x, k):
            return k * x
        @counted
        def scale(v, k):
            return [product(float(x), k) for x in v]
        """,
        walk="""
        def maker():
            total = 0.0
            def reset_and_walk(rng, n):
                nonlocal total
                total, steps = 0.0, []
                for step in rng.standard_normal(n):
                    total += step
                    steps.append(total)
                return np.array(steps)
            return reset_and_walk
        walk = maker()
        """,
    )


@fair("imports what it needs inside its functions, and again what is there")
def imports_inside(notebook):
    return right(
        notebook,
        scale="""
        import numpy as np
        from numpy import *
        def scale(v, k):
            import numpy
            return numpy.multiply(v, k)
        """,
        squash="def squash(z):\n    from scipy.special import expit\n    return expit(z)",
    )


@fair("draws plots and has %matplotlib inline")
def plots(notebook):
    made = right(notebook)
    source = """
    %matplotlib inline
    import matplotlib.pyplot as plt
    plt.plot([1, 2, 3])
    plt.title("mine")
    plt.show()
    """
    made = own_cell(made, source)
    return below(made, "fig, ax = plt.subplots()\nax.hist(scale(np.ones(9), 2))", "scale")


@fair("measures with %timeit and %%time, captures and writes with magics")
def magics(notebook):
    made = own_cell(right(notebook), "%timeit -n 2 -r 1 sum(range(10))")
    made = below(made, "%%time\nscale(np.ones(3), 2)", "scale")
    made = below(made, "%%capture out\nprint('hidden')", "summary")
    return below(made, "%who\n%precision 3\n%xmode Plain", "centre")


@fair("lists files and installs packages from a cell, which does not work here")
def shell_cells(notebook):
    made = own_cell(right(notebook), "!ls\n!echo hello")
    return own_cell(made, "%pip --version", "summary")


@fair("calls its variables by other alphabets' letters")
def unicode_names(notebook):
    return right(
        notebook,
        scale="def scale(v, k):\n    'Größe ändern 🙂.'\n    λ, δ = k, None\n    δ = λ * v  # ✓\n    return δ",
    )


@fair("has type hints, dataclasses, slots, properties and inheritance")
def typed(notebook):
    return right(
        notebook,
        scale="""
        from __future__ import annotations
        from typing import Any
        def scale(v: Nowhere[Any], k: float = 1.0, *more: int, **options: str) -> Unknown | None:
            return k * v
        """,
        vector="""
        from dataclasses import dataclass
        class Base:
            def norm(self) -> float:
                return (self.x**2 + self.y**2) ** 0.5
        @dataclass(frozen=True, slots=True)
        class Vector(Base):
            x: float
            y: float
            def __add__(self, other: "Vector") -> "Vector":
                return type(self)(self.x + other.x, self.y + other.y)
            @property
            def length(self) -> float:
                return self.norm()
        """,
    )


@fair("has a class that is a named tuple")
def named_tuple(notebook):
    return right(
        notebook,
        vector="""
        from typing import NamedTuple
        class Vector(NamedTuple):
            x: float
            y: float
            def __add__(self, other):
                return Vector(self.x + other.x, self.y + other.y)
            def norm(self):
                return np.hypot(*self)
        """,
    )


@fair("has lines of ten thousand characters and 5,000 lines")
def long_lines(notebook):
    many = "".join(f"x{i} = {i}\n" for i in range(5000))
    return right(
        notebook,
        scale=f"text = {'z' * 10_000!r}\n{many}def scale(v, k):\n    return {'(' * 20}k * v{')' * 20}  # {'c' * 9999}",
    )


@fair("has Windows' line ends")
def windows_lines(notebook):
    made = right(notebook)
    for one in made.cells:
        one.source = one.source.replace("\n", "\r\n")
    return made


@fair("starts with a byte-order mark")
def byte_order_mark(notebook):
    return b"\xef\xbb\xbf" + nbformat.writes(right(notebook)).encode()


@fair("is indented by tabs")
def tabs(notebook):
    return right(
        notebook,
        scale="def scale(v, k):\n\tif True:\n\t\treturn k * v\n",
        summary=RIGHT["summary"].replace("    ", "\t"),
    )


@fair("was saved by an older front end: format 4.2, no cell ids, sources as lists of lines")
def older_format(notebook):
    made = json.loads(nbformat.writes(right(notebook)))
    made["nbformat_minor"] = 2
    for one in made["cells"]:
        one.pop("id", None)
        one["source"] = "".join(one["source"]).splitlines(keepends=True)
    return json.dumps(made)


@fair("has outputs of earlier runs in the file, errors among them")
def saved_outputs(notebook):
    made = right(notebook)
    for number, one in enumerate(c for c in made.cells if c.cell_type == "code"):
        one.execution_count = 100 - number
        one.outputs = [
            nbformat.v4.new_output("stream", name="stderr", text="old warning"),
            nbformat.v4.new_output("error", ename="ValueError", evalue="old", traceback=["old"]),
            nbformat.v4.new_output("execute_result", {"text/plain": "0.0", "image/png": "AAAA"}, execution_count=1),
        ]
    return made


@fair("carries the metadata of other front ends")
def other_front_ends(notebook):
    made = right(notebook)
    made.metadata |= {
        "colab": {"provenance": [], "toc_visible": True},
        "accelerator": "GPU",
        "kernelspec": {"name": "my-env", "display_name": "Python (my env)", "language": "python"},
        "language_info": {"name": "python", "version": "3.8.2", "codemirror_mode": {"name": "ipython", "version": 3}},
        "vscode": {"interpreter": {"hash": "0" * 64}},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}, "version_major": 2, "version_minor": 0}},
    }
    for number, one in enumerate(made.cells):
        one.metadata |= {
            "id": f"AbC{number}",
            "colab": {"base_uri": "x"},
            "vscode": {"languageId": "python"},
            "tags": ["mine"],
        }
        one.metadata |= {"collapsed": True, "trusted": True, "deletable": False, "ExecuteTime": {"start_time": "x"}}
    return made


@fair("computes for two and a half seconds in a cell, and half a second in a call")
def slow(notebook):
    return right(
        notebook,
        scale="""
        import time
        def work(seconds):
            end = time.process_time() + seconds
            while time.process_time() < end:
                sum(i * i for i in range(1000))
        work(2.5)
        def scale(v, k):
            work(0.6)
            return k * v
        """,
    )


@fair("has assertions and tests of its own")
def own_assertions(notebook):
    return right(
        notebook,
        scale="""
        def scale(v, k):
            assert len(v) > 0, "empty"
            assert isinstance(v, np.ndarray)
            assert isinstance(k, float)
            return k * v
        np.testing.assert_allclose(scale(np.ones(2), 2.0), [2, 2])
        import unittest
        class TestScale(unittest.TestCase):
            def test_scale(self):
                self.assertEqual(scale(np.ones(1), 2.0)[0], 2)
        unittest.main(argv=["x"], exit=False)
        """,
    )


@fair("asks for input where somebody could answer")
def guarded_input(notebook):
    return right(
        notebook,
        scale="""
        try:
            name = input("Your name? ")
        except Exception:
            name = "nobody"
        def scale(v, k):
            return k * v
        """,
    )


@fair("uses a pool of four threads")
def thread_pool(notebook):
    return right(
        notebook,
        scale="""
        import os
        from concurrent.futures import ThreadPoolExecutor
        from multiprocessing.pool import ThreadPool
        workers = min(4, os.cpu_count() or 1)
        def scale(v, k):
            with ThreadPool(4) as pool:
                return np.array(pool.map(lambda x: k * x, v))
        def squash_one(x):
            return 1 / (1 + np.exp(-x))
        pool = ThreadPoolExecutor(4)
        """,
        squash="def squash(z):\n    return np.array(list(pool.map(squash_one, z)))",
    )


@fair("uses several processes if it can, and one if not")
def processes_if_possible(notebook):
    return right(
        notebook,
        scale="""
        import multiprocessing
        def scale(v, k):
            try:
                with multiprocessing.get_context("fork").Pool(2) as pool:
                    return np.array(pool.map(k.__mul__, v.tolist()))
            except OSError:
                return k * v
        """,
    )


@fair("has the stub's last line below its answer")
def stub_left(notebook):
    return right(
        notebook, scale="def scale(v, k):\n    return k * v\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    )


@fair("writes files into its folder and reads them again")
def files(notebook):
    return right(
        notebook,
        scale="""
        import json, os, tempfile
        with open("mine.json", "w") as file:
            json.dump({"k": 1}, file)
        os.makedirs("deep/folder", exist_ok=True)
        np.save("deep/folder/a.npy", np.ones(3))
        def scale(v, k):
            with tempfile.TemporaryFile() as file:
                np.save(file, v)
                file.seek(0)
                return k * np.load(file) * json.load(open("mine.json"))["k"] * np.load("deep/folder/a.npy")[0]
        """,
    )


@fair("has names of its own that the checks use too")
def same_names(notebook):
    made = right(notebook)
    source = """
    task = "mine"
    _pair = _hidden = _m = _wanted = _rng = table = None
    Task = print
    def assert_close(a, b): return False
    """
    return below(own_cell(made, source), "v = m = f = rng = z = 'mine'", "walk")


@fair("seeds and uses NumPy's global state besides what it is given")
def global_seed(notebook):
    return right(
        notebook,
        walk="""
        np.random.seed(0)
        def walk(rng, n):
            np.random.rand(3)
            return np.add.accumulate([rng.standard_normal() for _ in range(n)])
        """,
    )


@fair("sleeps a little, sets print options, catches everything")
def habits(notebook):
    return right(
        notebook,
        scale="""
        import time
        np.set_printoptions(precision=1)
        np.seterr(all="raise")
        def scale(v, k):
            time.sleep(0.3)
            try:
                return k * v
            except:
                pass
        if __name__ == "__main__":
            print(scale(np.ones(3), 2))
        """,
    )


@fair("has odd indents, semicolons, dead code and comments left from a search for errors")
def layout(notebook):
    return right(
        notebook,
        scale="def scale(v,k):\n  'oh'\n  # import pdb; pdb.set_trace()\n  if 0: raise\n  r = k*v; return(r)\n\n\n",
    )
