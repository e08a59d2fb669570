"""The experiments of the chapter on back-propagation, in small, and what they have kept."""

import numpy as np
import pytest

from deeparc.core.check import assert_gradient
from deeparc.core.landscape import Landscape
from deeparc.core.loss import square
from deeparc.experiments import backprop_landscape, mlp_backprop, module_graph, read


def test_patterns():
    v, t = mlp_backprop.mirror_patterns()
    assert v.shape == (64, 6)
    assert t.sum() == 8
    assert mlp_backprop.xor_patterns()[1].ravel().tolist() == [0, 1, 1, 0]


def test_epsilon_is_for_the_sum_over_the_patterns():
    v, t = mlp_backprop.xor_patterns()
    model = mlp_backprop.sigmoid_net((2, 2, 1), np.random.default_rng(0), 0.5)
    surface = Landscape(model, v, t, square)
    start = surface.theta
    step = 4 * surface.gradient(start)  # of the sum over four patterns
    assert_gradient(lambda p: 0.5 * np.sum((at(surface, p) - t) ** 2), start, step)
    surface.put(start)
    mlp_backprop.sweep(model, v, t, 0.25, 0.9, 0, stop=False)
    np.testing.assert_allclose(surface.theta, start - 0.25 * step)


def at(surface, theta):
    surface.put(theta)
    return surface.model.forward(surface.x)


def test_entropy_passes_the_last_sigmoid_by():
    v, t = mlp_backprop.xor_patterns()
    models = [mlp_backprop.sigmoid_net((2, 2, 1), np.random.default_rng(0), 0.5) for _ in range(2)]
    y = models[0].forward(v)
    mlp_backprop.sweep(models[0], v, t, 0.1, 0.9, 0, entropy=True, stop=False)
    change = models[0].params["2.b"] - models[1].params["2.b"]
    np.testing.assert_allclose(change, -0.1 * np.sum(y - t, axis=0))


def test_symmetry_in_small():
    kept = read("mlp-backprop")["results"]["symmetry"]
    again = mlp_backprop.symmetry(0, starts=1)
    assert again["square"]["sweeps"] == pytest.approx(kept["square"]["sweeps"][:1], rel=0.02)
    assert kept["square"]["solved"] >= 15
    assert kept["careful"]["solved"] == kept["starts"]  # a shorter step alone keeps off the plateau
    assert again["careful"]["sweeps"] == pytest.approx(kept["careful"]["sweeps"][:1], rel=0.02)
    assert kept["one_two_four"] >= 10
    assert kept["mirror_error"] < 0.01
    for place in kept["plateau"]:  # nearly flat, and it still goes down
        assert place["slope"] < 1e-3
        assert place["curvature"][0] < 0


def test_xor_in_small():
    small = mlp_backprop.xor(0, starts={"2": 2, "4": 2})["hidden"]
    assert small["4"]["solved"] == 2
    kept = read("mlp-backprop")["results"]["xor"]
    assert kept["hidden"]["2"]["solved"] < kept["hidden"]["2"]["starts"]
    assert all(kept["hidden"][h]["solved"] == 50 for h in ("3", "4", "8"))
    assert len(kept["stuck"]) == 100 - kept["hidden"]["2"]["solved"]


def test_digits():
    forms = read("mlp-backprop")["results"]["digits"]["forms"]
    accuracy = {name: form["test"]["mean"] for name, form in forms.items()}
    assert accuracy["sweeps"] < 0.2 < accuracy["square"] < accuracy["entropy"]
    assert accuracy["modern"] > 0.93


def test_counting():
    small = module_graph.cost((5, 4, 3), 0, repeats=1, rounds=2)
    products = 5 * 4 + 4 * 3
    assert small["macs"] == {"forward": 100 * products, "backward": 100 * (2 * products - 5 * 4)}
    assert small["evaluations_by_differences"] == 2 * small["parameters"] == 2 * (products + 4 + 3)
    for net in read("module-graph")["results"]["cost"]:
        pairs = list(zip(net["sizes"], net["sizes"][1:], strict=False))
        forward = sum(a * b for a, b in pairs)
        assert net["macs"]["forward"] == 100 * forward
        assert net["macs"]["backward"] == 100 * (2 * forward - pairs[0][0] * pairs[0][1])
        assert 1.5 < net["timed_ratio"]["mean"] < 5


def test_graph_and_depth():
    assert module_graph.check_graph(3)["worst_error"] < 1e-8
    net = module_graph.deep_net(2, True, np.random.default_rng(0))
    plain = module_graph.deep_net(2, False, np.random.default_rng(0))
    assert sum(p.size for p in net.params.values()) == sum(p.size for p in plain.params.values())
    kept = read("module-graph")["results"]["depth"]["accuracy"]
    assert kept["plain"]["2"]["mean"] > 0.9
    assert kept["plain"]["16"]["mean"] < 0.2
    assert kept["skip"]["16"]["mean"] > 0.9


def test_critical_points():
    found = backprop_landscape.critical_points(0, searches=4)
    assert found["largest_slope"] < 1e-9
    kept = read("backprop-landscape")["results"]
    points, ends = kept["critical_points"], kept["descents"]["loss"]
    minima = [e for e, down in zip(points["loss"], points["down"], strict=True) if down == 0]
    assert 0 < len(minima) < 0.2 * len(points["loss"])
    assert max(minima) < 0.1
    assert points["correlation"] > 0.3
    assert max(ends) - min(ends) < 1e-5
    assert np.allclose(minima, min(ends), atol=1e-5)
    assert min(kept["descents"]["curvature"]) > 0


def test_widths():
    assert backprop_landscape.widths(0, hidden=(1,), starts=1)["hidden"]["1"]["train"][0] == pytest.approx(
        read("backprop-landscape")["results"]["widths"]["hidden"]["1"]["train"][0], rel=0.05
    )
    spread = {h: np.ptp(r["train"]) for h, r in read("backprop-landscape")["results"]["widths"]["hidden"].items()}
    assert spread["2"] > spread["8"] > spread["32"]
