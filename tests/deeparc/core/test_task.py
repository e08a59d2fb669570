"""Tasks count points, go on after a failure, and explain it; reserved modules stay away."""

import importlib
import sys
import time

import pytest

from deeparc.core.check import WrongForm
from deeparc.core.task import Score, Task, reserve


def test_partial_credit_and_order():
    task = Task("Rule", points=4)
    with task("first", points=1):
        assert 1 + 1 == 2
    with task("second", points=2, hint="mind the sign"):
        raise AssertionError("got 2.")
    with task("third", points=1):
        pass
    score = task.score()
    assert score == 2
    assert [o.passed for o in task.outcomes] == [True, False, True]
    assert task.outcomes[1].message == "got 2. Often the cause: mind the sign"


def test_score_is_a_plain_number_to_graders():
    score = Score(1.5, Task("halves", points=2))
    assert repr(score) == "1.5"
    assert score + 1 == 2.5
    assert "halves: 0 of 0 points" in score._repr_html_()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (NotImplementedError(), "not written yet"),
        (NameError("name 'f' is not defined"), "name 'f' is not defined: did its cell run without an error?"),
        (TypeError("no"), "raised TypeError: no"),
        (AssertionError("is 1, expected 2"), "is 1, expected 2. Often the cause: a hint"),
        (AssertionError(), "Often the cause: a hint"),
        (WrongForm("has shape (1,)"), "has shape (1,)"),
    ],
)
def test_what_went_wrong_is_told(error, message):
    task = Task("Rule", points=1)
    with task("works", points=1, hint="a hint"):
        raise error
    assert task.outcomes[0].message == message
    assert task.score() == 0


def test_an_interrupt_is_not_swallowed():
    task = Task("Rule", points=1)
    with pytest.raises(KeyboardInterrupt), task("works", points=1):
        raise KeyboardInterrupt
    assert task.score() == 0


def test_a_loop_that_never_ends_costs_its_check_alone():
    task = Task("Rule", points=2)
    with task("ends", points=1, seconds=0.05):
        while True:
            try:
                time.sleep(0.001)
            except Exception:
                continue
    with task("works", points=1, seconds=0.05):
        pass
    assert [o.passed for o in task.outcomes] == [False, True]
    assert "longer than 0.05 s" in task.outcomes[0].message
    time.sleep(0.1)  # no clock is left running


def test_table_escapes_and_tells_of_hidden_checks():
    task = Task("a < b", points=3)
    with task("1 < 2", points=1):
        raise AssertionError("<b>")
    html = task.score()._repr_html_()
    assert "a &lt; b: 0 of 1 points" in html
    assert "<em>&lt;b&gt;</em>" in html
    assert "2 more points are for checks that only the grader runs" in html


def test_checks_are_not_worth_more_than_the_task():
    task = Task("Rule", points=1)
    with task("one", points=0.5):
        pass
    with pytest.raises(ValueError, match="add up to more than its 1 points"):
        task("two", points=0.6)


def test_reserve_keeps_modules_back():
    name = "deeparc.units"
    loaded = {m: sys.modules[m] for m in sys.modules if m == name or m.startswith(name + ".")}
    finders = list(sys.meta_path)
    importlib.import_module("deeparc.units.threshold")
    try:
        reserve(name)
        for module in (name, "deeparc.units.threshold"):
            with pytest.raises(ImportError, match=f"{module} holds the answer|{name} holds the answer"):
                importlib.import_module(module)
        with pytest.raises(ImportError):
            exec("from deeparc import units")  # no attribute of the parent package is left behind
        importlib.import_module("deeparc.core.check")
    finally:
        sys.meta_path[:] = finders
        sys.modules.update(loaded)
    assert importlib.import_module("deeparc.units.threshold")
