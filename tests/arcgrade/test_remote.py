"""The student's names as a check sees them: called in a real box, judged here."""

import struct
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import simulated

from arcgrade import box
from arcgrade.clock import Clock
from arcgrade.inside import wire
from arcgrade.limits import Limits
from arcgrade.remote import Died, Raised, RemoteObject, Session
from deeparc.core.task import OutOfTime, TimeLimit


@pytest.fixture(scope="module")
def zygote() -> Iterator[box.Zygote]:
    made = box.Zygote(["import math, os, time, threading\nimport numpy as np"], [], [], Limits())
    yield made
    made.close()


@pytest.fixture
def session(zygote: box.Zygote) -> Iterator[Session]:
    made = Session(zygote.start, Clock(), 120)
    yield made
    made.close()


@pytest.fixture
def answer(session: Session) -> Callable[[str], object]:
    """Runs a cell that defines `f` and returns it as a check sees it."""

    def define(source: str) -> object:
        assert session.run(source) == []
        return session.names(["f"])["f"]

    return define


def test_values_come_back(answer: Callable) -> None:
    f = answer("def f(*args, **kwargs):\n    return args, kwargs")
    args, kwargs = f(1, [2.5, None], v=np.arange(3))
    assert args == (1, [2.5, None])
    assert np.array_equal(kwargs["v"], [0, 1, 2])


def test_arguments_that_it_changes_are_changed(answer: Callable) -> None:
    f = answer("def f(v, names, seen, rng):\n    v[0] = 9\n    names.append('x')\n    seen['k'] = 1\n    rng.normal()")
    v, names, seen, rng = np.zeros(2), ["a"], {}, np.random.default_rng(0)
    twin = np.random.default_rng(0)
    f(v, names, seen, rng)
    twin.normal()
    assert (v.tolist(), names, seen) == ([9.0, 0.0], ["a", "x"], {"k": 1})
    assert rng.normal() == twin.normal()


def test_what_it_returns_of_its_arguments_is_the_same_object(answer: Callable) -> None:
    f = answer("def f(v):\n    v += 1\n    return v")
    v = np.zeros(2)
    assert f(v) is v
    assert v.tolist() == [1.0, 1.0]


def test_a_read_only_argument_stays_as_it_is(answer: Callable) -> None:
    v = np.zeros(2)
    v.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        answer("def f(v):\n    v[0] = 1")(v)
    answer("def f(v):\n    v.flags.writeable = True\n    v[0] = 1")(v)
    assert v.tolist() == [0.0, 0.0]


def test_a_generators_items_are_a_list(answer: Callable) -> None:
    assert answer("def f():\n    yield from (1, 2)")() == [1, 2]


@pytest.mark.parametrize(
    ("raises", "kind"),
    [
        ("ZeroDivisionError('x')", ZeroDivisionError),
        ("KeyError('x')", KeyError),
        ("type('Own', (ValueError,), {})('x')", ValueError),
        ("type('Own', (Exception,), {})('x')", Exception),
        ("UnicodeDecodeError('utf8', b'x', 0, 1, 'x')", Raised),
        ("StopIteration('x')", Raised),
        ("SystemExit('x')", Raised),
        ("KeyboardInterrupt('x')", Raised),
        ("BaseExceptionGroup('x', [KeyboardInterrupt()])", Raised),
    ],
)
def test_errors_keep_their_kind(answer: Callable, raises: str, kind: type[Exception]) -> None:
    f = answer(f"def f():\n    raise {raises}")
    with pytest.raises(kind, match="x") as caught:
        f()
    assert isinstance(caught.value, Exception)


def test_an_error_without_a_text(answer: Callable) -> None:
    f = answer("class Own(ValueError):\n    def __str__(self):\n        raise TypeError\ndef f():\n    raise Own")
    with pytest.raises(ValueError):  # noqa: PT011 - it has no text
        f()


def test_what_steers_a_terminal_is_taken_out_of_errors(answer: Callable) -> None:
    with pytest.raises(ValueError, match=r"^.\[31mred$"):
        answer("def f():\n    raise ValueError('\\x1b[31mred')")()


LIES = """
class Liar:
    def __eq__(self, other): return True
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __ne__ = __lt__
    def __hash__(self): return 0
    def __bool__(self): return True
    def __abs__(self): return 0.0
    def __array__(self, *args): return np.zeros(1)
    def __instancecheck__(self, other): return True
    def __contains__(self, other): return True
"""


def test_comparisons_and_truth_are_never_asked_of_the_box(answer: Callable) -> None:
    made = answer(LIES + "def f():\n    return Liar()")()
    assert isinstance(made, RemoteObject)
    assert made != 3
    assert not (made == 3)  # noqa: SIM201 - each operator for itself
    for compare in (lambda: made < 3, lambda: made >= 3, lambda: made < 3, lambda: bool(made), lambda: not made):
        with pytest.raises(TypeError):
            compare()
    with pytest.raises(TypeError):
        assert 3 in made
    with pytest.raises((TypeError, AssertionError)):
        np.testing.assert_allclose(made, 3)


VECTOR = """
class V:
    def __init__(self, x): self.x = x
    def __add__(self, other): return V(self.x + other.x)
    def __rmul__(self, k): return V(k * self.x)
    def __sub__(self, other): return 0.0
    def __len__(self): return 3
    def __float__(self): return 1.0
    def __iter__(self): return iter([self.x] * 3)
    def __getitem__(self, k): return k * self.x
f = V
"""


def test_a_class_that_the_task_asks_for_works_as_one(answer: Callable, session: Session) -> None:
    session.classes = True
    made = answer(VECTOR)
    v = made(2)
    assert (v + v).x == 4
    assert (np.float64(3) * v).x == 6
    assert (len(v), list(v), v[5]) == (3, [2, 2, 2], 10)
    v.x = 7
    assert v.x == 7
    assert isinstance(v, made)
    assert not isinstance(3, made)
    with pytest.raises(TypeError, match="not callable"):
        v()
    with pytest.raises(TypeError):  # a number would be the box's own verdict
        v - v
    with pytest.raises(TypeError):
        float(v)


def test_an_instance_is_no_answer_where_the_task_asks_for_data(answer: Callable) -> None:
    v = answer(VECTOR)(2)
    for use in (lambda: v + v, lambda: 2 * v, lambda: len(v), lambda: list(v), lambda: v[0], lambda: v.x, lambda: -v):
        with pytest.raises(TypeError, match="expected data"):
            use()
    with pytest.raises(TypeError, match="expected data"):
        v.x = 1


def test_functions_of_the_check_are_called_back_in_turn(answer: Callable) -> None:
    f = answer("def f(g, n):\n    return 0 if n == 0 else 1 + g(f, n - 1)")
    assert f(lambda again, n: again(lambda *_: 0, 0) + again(_inner(again), n), 3) == 3


def _inner(again: Callable) -> Callable:
    return lambda _, n: again(_inner(again), n)


def test_what_a_callback_raises_or_changes_reaches_the_student(answer: Callable) -> None:
    f = answer("def f(g, v):\n    try:\n        g(v)\n    except RuntimeError as e:\n        return str(e), v")

    def g(v: np.ndarray) -> None:
        raise ValueError("the expected value is 42")

    assert f(g, np.zeros(1))[0] == "ValueError"
    f = answer("def f(g, v):\n    g(v)\n    return v.tolist()")
    assert f(lambda v: v.fill(5), np.zeros(2)) == [5.0, 5.0]


def test_a_function_of_the_check_comes_back_as_itself(answer: Callable) -> None:
    assert answer("def f(g):\n    return g")(len) is len


def test_calls_inside_each_other_have_an_end(answer: Callable) -> None:
    f = answer("def f(g):\n    return g(f)")
    with pytest.raises((Died, Raised, RuntimeError)):
        f(lambda again: again(lambda a: again(again) and f(lambda b: b(b))))
    assert isinstance(f, RemoteObject)


def test_a_time_limit_reaches_into_a_call(answer: Callable, session: Session) -> None:
    slow = "while True:\n        try:\n            time.sleep(9)\n        except BaseException:\n            pass"
    f = answer(f"def f(x):\n    if x:\n        return x\n    {slow}")
    with pytest.raises(OutOfTime), TimeLimit(0.5):
        f(0)
    assert session.deaths == ["it was stopped"]
    assert f(3) == 3  # in a fresh box


def test_a_box_that_ended_is_made_anew_with_the_same_cells(answer: Callable, session: Session) -> None:
    f = answer("state = []\ndef f(x):\n    state.append(x)\n    return len(state) if x else os._exit(0)")
    session.run("def make():\n    return lambda: 1")
    made = session.names(["make"])["make"]()
    assert (f(1), f(1), made()) == (1, 2, 1)
    with pytest.raises(Died, match="its process ended"):
        f(0)
    assert f(1) == 1
    with pytest.raises(Died, match="the process that it lived in ended"):
        made()


def test_a_cell_that_ends_the_box_is_not_run_again(session: Session) -> None:
    session.run("a = 1")
    with pytest.raises(Died):
        session.run("os._exit(3)")
    session.run("b = 2")
    assert session.names(["a", "b"]) == {"a": 1, "b": 2}


def test_more_threads_than_allowed_end_the_box(zygote: box.Zygote, answer: Callable) -> None:
    f = answer(
        "def f():\n    for _ in range(500):\n"
        "        threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n    time.sleep(5)"
    )
    with pytest.raises((Died, RuntimeError)):
        f()


@pytest.mark.parametrize(
    "forged",
    [b"\0\0\0\1{", b"\xff\xff\xff\xff", b'\0\0\0\r{"blobs": []}', b"\x80\x04\x95\0" * 5, b"\0"],
    ids=repr,
)
def test_forged_frames_cost_their_call_only(answer: Callable, session: Session, forged: bytes) -> None:
    """The student writes to the grader's socket, number 3, before the answer does."""
    f = answer(f"def f(x):\n    if x:\n        os.write(3, {forged!r})\n        os._exit(0)\n    return 8")
    with pytest.raises((Died, wire.WireError, AssertionError)):
        _check(f(1))
    session.close()
    assert f(0) == 8


def _check(value: object) -> None:
    """Fail as a check would that expected a number."""
    assert value == 8


def test_forged_names_cost_their_names_only(session: Session) -> None:
    frames = b'{"outputs": [], "blobs": []}', b'{"value": {"f": {"t": "rng", "v": 1}}, "blobs": []}'
    forged = b"".join(struct.pack(">I", len(frame)) + frame for frame in frames)
    session.run(f"os.write(3, {forged!r})")
    with pytest.raises(Died, match="what no answer can be"):
        session.names(["f"])


def test_the_notebooks_time_is_counted_over_all_boxes(zygote: box.Zygote) -> None:
    session = Session(zygote.start, Clock(), 0.3)
    session.run("x = 1\ntime.sleep(0.4)")
    with pytest.raises(OutOfTime, match="used up"):
        session.run("x = 2")
    session.close()


def test_nothing_is_left_when_the_zygote_ends(zygote: box.Zygote) -> None:
    made = box.Zygote([], [], [], Limits())
    session = Session(made.start, Clock(), 60)
    session.run("x = 1")
    below = simulated.below(made._process.pid)
    assert below
    made._process.kill()
    assert simulated.left(below) == []
    with pytest.raises(Died):
        session.names(["x"])
    with pytest.raises(OSError, match=r".*"):
        made.clear()
    with pytest.raises(box.SandboxError, match="first process ended"):
        made.start()
    made.close()
