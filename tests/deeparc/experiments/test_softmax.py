"""The parts of the experiments on softmax and losses, in small, and their kept results."""

import numpy as np
import pytest

from deeparc.experiments import loss_functions, read, softmax_regression

DIGITS, LOSSES = (read(name)["results"] for name in ("softmax-regression", "loss-functions"))


def test_a_small_run_is_wrong_about_as_often_as_the_kept_one():
    result = softmax_regression.fit(0, 1, 0.1, n=1000)
    kept = DIGITS["by_size"]["1000"]["test"]
    assert abs(result["test_error"] - kept["mean"]) < 0.04
    assert result["confusion"].sum() == 1000
    assert np.trace(result["confusion"]) == round(1000 * (1 - result["test_error"]))


def test_more_digits_help():
    test = [row["test"]["mean"] for row in DIGITS["by_size"].values()]
    train = [row["train"]["mean"] for row in DIGITS["by_size"].values()]
    assert test == sorted(test, reverse=True)
    assert train == sorted(train)
    assert 0.07 < DIGITS["test_error"]["mean"] < 0.12


@pytest.mark.parametrize("name", loss_functions.SPOILT)
def test_spoiling_changes_what_it_says(name):
    rng = np.random.default_rng(0)
    v, t = rng.standard_normal((100, 2)), np.repeat([0, 1], 50)
    new_v, new_t = loss_functions.SPOILT[name](v, t, rng)
    changed = np.any(new_v != v, axis=1) | (new_t != t)
    assert changed.sum() == 0 if name == "clean" else 1 <= changed.sum() <= 5
    if name == "5 % far on the right side":
        assert np.all(t[changed] == 1)


def test_descent_ends_near_the_least_squares():
    rng = np.random.default_rng(1)
    v = rng.standard_normal((80, 2))
    s = np.sign(v @ [1.0, -0.5] + 0.3 * rng.standard_normal(80))
    model = loss_functions.descend(loss_functions.square, v, s)
    best = np.linalg.lstsq(np.c_[v, np.ones(80)], s)[0]
    np.testing.assert_allclose(np.append(model.params["w"][0], model.params["b"]), best, atol=1e-6)


def test_the_square_breaks_down_on_examples_that_are_too_right():
    clean, far = LOSSES["two_classes"]["clean"], LOSSES["two_classes"]["5 % far on the right side"]
    assert far["square"]["low"] > 2 * clean["square"]["high"]
    for name in ("hinge", "logistic"):
        assert far[name]["mean"] < clean[name]["mean"] + 0.015


def test_on_digits_the_square_is_behind():
    digits = LOSSES["digits"]
    assert all(digits["square"]["test_error"]["low"] > digits[n]["test_error"]["high"] for n in digits if n != "square")
