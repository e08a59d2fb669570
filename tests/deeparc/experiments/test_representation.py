"""The chapter's four experiments: their parts in small, and the kept results within bands."""

import numpy as np
import pytest

from deeparc.experiments import depth_vs_width, kernel_svm, manifold_warping, read, universal_approximation


def kept(name):
    return read(name)["results"]


def test_built_nets_are_measured_again():
    results = kept("universal-approximation")
    assert results["widths"] == list(universal_approximation.WIDTHS)
    for h in (4, 32):
        now = universal_approximation.built_by_hand(h)
        for kind, row in results["built"][str(h)].items():
            assert now[kind] == pytest.approx(row, rel=1e-4)
            assert row["units"] == h
            assert row["largest"] <= row["bound"] * 1.01


def test_a_net_learns_the_target_a_little():
    start = np.sqrt(np.mean(universal_approximation.target(universal_approximation.GRID) ** 2))
    for kind in universal_approximation.KINDS:
        assert universal_approximation.learned(kind, 16, 0, steps=300)["rms"] < 0.7 * start


def test_approximation_bands():
    results = kept("universal-approximation")
    built, trained, order = results["built"], results["trained"], results["order"]
    assert order["steps"] == pytest.approx(-2, abs=0.3)
    assert order["polygon"] == pytest.approx(-4, abs=0.3)
    for kind in trained:  # error falls with width
        means = [trained[kind][str(h)]["rms"]["mean"] for h in results["widths"]]
        assert means == sorted(means, reverse=True)
        assert {trained[kind][str(h)]["rms"]["n"] for h in results["widths"]} == {universal_approximation.RUNS}
    assert trained["tanh"]["8"]["rms"]["mean"] < built["8"]["polygon"]["rms"]  # what the page says
    for h in ("16", "32", "64"):
        assert trained["relu"][h]["rms"]["best"] > built[h]["polygon"]["rms"]
    assert trained["tanh"]["64"]["rms"]["mean"] > built["64"]["polygon"]["rms"]


@pytest.mark.parametrize("name", ["curves", "ring"])
def test_points(name):
    v, t = manifold_warping.points(name, 40, 0)
    assert v.shape == (80, 2)
    assert t.sum() == 40
    assert np.abs(v).max() <= 1.01


def test_warping_learns():
    v, t = manifold_warping.points("curves", 100, 0)
    assert manifold_warping.right(manifold_warping.train(v, t, (2, 2, 1), 0, epochs=300), v, t) == 1


def test_warping_bands():
    results = kept("manifold-warping")
    nets, runs = results["nets"], results["runs"]
    assert {row["training"]["n"] for row in nets.values()} == {runs} == {manifold_warping.RUNS}
    for name in ("curves 2-1", "ring 2-2-1", "ring 2-2-2-2-1"):
        assert nets[name]["all_right"] == 0
    assert nets["curves 2-2-1"]["all_right"] >= runs - 1
    assert nets["ring 2-3-1"]["all_right"] >= runs - 1
    assert nets["ring 2-3-1"]["fresh"]["low"] > 0.98 > 0.9 > nets["ring 2-2-1"]["fresh"]["high"]


def test_units_and_waves_are_counted_again():
    results = kept("depth-vs-width")
    for n in (2, 4, 8, 16):
        assert depth_vs_width.units(n) == results["units"][str(n)]
        assert all(row["right"] for row in results["units"][str(n)].values())
    for k in (1, 5, 8):
        assert depth_vs_width.wave(k) == results["wave"][str(k)]


@pytest.mark.parametrize("n", [4, 8, 16])
def test_parity_is_tried_on_rows_of_both_kinds(n):
    rows = depth_vs_width.rows_of(n)
    assert len(np.unique(rows, axis=0)) == len(rows) == min(2**n, 256)
    assert 0.4 < np.mean(rows.sum(axis=1) % 2) < 0.6


def test_parity_in_small():
    assert depth_vs_width.whole_table(2, 8, 0, runs=2)["all_right"] == 2
    row = depth_vs_width.held_out(4, 8, 0.25, 0, runs=2)
    assert row["rows"] == 12
    assert row["training"]["mean"] > 0.9


def test_waves_in_small():
    row = depth_vs_width.learned_wave((1, 4, 1), 0, runs=2, steps=50)
    assert row["hidden"] == 4
    assert row["parameters"] == 13
    assert 1 <= row["pieces"]["most"] <= 5


def test_depth_bands():
    results = kept("depth-vs-width")
    table, runs = results["whole_table"], results["runs"]
    assert all(table[f"{n}-{n}"]["all_right"] <= runs / 2 for n in depth_vs_width.BITS)
    assert all(table[f"{n}-{2 * n}"]["all_right"] >= runs - 1 for n in depth_vs_width.BITS)
    ten = {row["share"]: row["held_out"]["mean"] for row in results["held_out"] if row["bits"] == 10}
    assert ten[0.25] > 0.95 > ten[0.5] > ten[0.75] > 0.5
    learned = results["learned_wave"]
    assert learned["1-2-2-2-2-1"]["rms"]["best"] > 0.25  # nobody found the wave
    assert min(row["rms"]["best"] for row in learned.values()) == learned["1-8-8-8-8-1"]["rms"]["best"] > 0.1


def test_spiral_net_and_digit_net_in_small():
    rng = np.random.default_rng(0)
    v = rng.standard_normal((80, 2)) + 3 * np.repeat([[1, 1], [-1, -1]], 40, axis=0)
    t = np.repeat([1, 0], 40)
    assert np.mean((kernel_svm.spiral_net(v, t, 0, steps=100)(v) >= 0) == t) > 0.95
    v, t, v_test, t_test = kernel_svm.flat(0)
    order = np.random.default_rng(0).permutation(len(v))[:300]
    assert kernel_svm.digit_net_error(v[order], t[order], v_test, t_test, 0) < 0.3


def test_kernel_bands():
    results = kept("kernel-svm")
    digits, spirals = results["digits"]["rows"], results["spirals"]["rows"]
    assert {row["svm"]["n"] for row in [*digits.values(), *spirals.values()]} == {kernel_svm.RUNS}
    for row in digits.values():
        assert row["svm"]["high"] < row["mlp"]["low"]
    assert 0.02 < digits["4000"]["svm"]["mean"] < 0.05
    vectors = [row["support_vectors"]["mean"] for row in digits.values()]
    assert vectors == sorted(vectors)
    assert vectors[-1] > 0.5 * 4000
    assert spirals["100"]["svm"]["high"] < spirals["100"]["mlp"]["low"]
    assert set(results["digits"]["gammas"]) <= set(kernel_svm.GAMMAS)
