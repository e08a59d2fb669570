"""The parts of the chapter's experiment in small, and the kept result within its bands."""

from itertools import pairwise

import numpy as np
import pytest

from deeparc.experiments import learning, read

RESULTS = read("learning")["results"]


def mean(task, way, size=4000):
    return RESULTS["three_ways"][task][way][str(size)]["mean"]


def test_clutter_stays_at_the_edges():
    x = np.zeros((3, 1, 28, 28), np.float32)
    x[:, :, 8:20, 8:20] = 1
    out = learning.clutter(x, np.random.default_rng(0))
    assert out.shape == x.shape
    assert (out >= x).all()
    assert (out > x).any(axis=(1, 2, 3)).all()
    np.testing.assert_array_equal(out[:, :, 8:20, 8:20], x[:, :, 8:20, 8:20])


def test_the_parts_are_changed_apart():
    (x, t), (x_test, t_test) = learning.digits("moved", 1)
    assert (len(x), len(x_test)) == (4000, 1000)
    (again, _), _ = learning.digits("moved", 1)
    np.testing.assert_array_equal(x, again)
    assert np.bincount(t_test).tolist() == [100] * 10
    assert len(t) == len(x)


def test_choosing_never_sees_new_digits():
    rng = np.random.default_rng(0)
    t = np.arange(100) % 10
    v = np.eye(10)[t] + 0.1 * rng.standard_normal((100, 10))
    for make in (learning.linear, learning.neighbours):
        assert np.mean(make(v, t, 0)(v + 0.05) == t) > 0.95


def test_the_net_learns():
    (x, t), (x_test, t_test) = learning.digits("as written", 7)
    some = np.random.default_rng(0).permutation(4000)[:400]
    net = learning.convnet(np.random.default_rng(0))
    learning.train_convnet(net, x[some], t[some], 8, np.random.default_rng(1))
    assert np.mean(learning.decide(net, x_test) != t_test) < 0.2


def test_parameters():
    assert RESULTS["parameters"] == learning.parameters()
    assert RESULTS["parameters"]["pixels, linear"] == 10 * 785
    assert RESULTS["parameters"]["ConvNet"] == 8 * 26 + 16 * 201 + 10 * 257


def test_a_run_again_gives_what_is_kept():
    errors = [learning.one_run("as written", seed, [250])[250] for seed in (1, 2)]
    for way in ("pixels, linear", "upright features, linear", "ConvNet"):
        assert np.mean([e[way] for e in errors]) == pytest.approx(mean("as written", way, 250), abs=0.05)


def test_kept_results_lie_in_their_bands():
    assert 0.12 < mean("as written", "pixels, linear") < 0.18
    assert mean("as written", "upright features, linear") < 0.04
    assert mean("as written", "ConvNet") < 0.05
    assert mean("moved", "pixels, linear") > 0.5
    assert mean("moved", "upright features, linear") < 0.06 < mean("moved", "ConvNet") < 0.15
    assert mean("cluttered", "upright features, linear") > 0.25
    assert mean("cluttered", "ConvNet") < mean("cluttered", "features, linear") < 0.1
    for task, ways in RESULTS["three_ways"].items():
        for way, sizes in ways.items():
            means = [i["mean"] for i in sizes.values()]
            assert means == sorted(means, reverse=True), (task, way)
            assert all(i["n"] == 5 for i in sizes.values())


def test_each_thought_was_worth_something():
    errors = [stage["error"] for stage in RESULTS["stages"].values()]
    assert all(after["high"] < before["low"] for before, after in pairwise(errors))
