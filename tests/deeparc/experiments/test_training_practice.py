"""The parts of the experiment on the choices of training, in small, and its kept result."""

from dataclasses import replace

import numpy as np
import pytest

from deeparc.experiments import read
from deeparc.experiments import training_practice as tp

RESULTS = read("training-practice")["results"]
WORTH = RESULTS["worth"]
SMALL = replace(tp.GOOD, epochs=1, hidden=(16,), rates=(0.03, 0.1))


def test_a_split_is_drawn_and_prepared_by_the_digits_to_learn_from():
    data = tp.split(0)
    assert (data.v.shape, data.v_validation.shape, data.v_test.shape) == ((3200, 784), (800, 784), (1000, 784))
    assert data.v.dtype == np.float32
    assert data.v.mean() == pytest.approx(0, abs=1e-3)
    assert data.v.std() == pytest.approx(1, abs=1e-3)
    assert data.v_test.mean() != pytest.approx(0, abs=1e-6)
    raw, bytes_ = tp.split(0, "raw"), tp.split(0, "bytes")
    assert (raw.v.min(), raw.v.max()) == (0, 1)
    np.testing.assert_allclose(bytes_.v, 255 * raw.v, rtol=1e-6)
    rows = {row.tobytes() for row in raw.v}
    assert not rows & {row.tobytes() for row in raw.v_test}
    assert not np.array_equal(tp.split(1).v[:5], data.v[:5])


def test_nets_are_as_the_recipe_says():
    rng = np.random.default_rng(0)
    kinds = [type(layer).__name__ for layer in tp.build(replace(SMALL, batch_norm=True), rng).layers]
    assert kinds == ["Linear", "BatchNorm", "ReLU", "Linear"]
    assert tp.parameters(SMALL) == 784 * 16 + 16 + 16 * 10 + 10
    w = tp.heuristic(rng, (300, 400), fan_in=400)
    assert np.var(w) == pytest.approx(1 / 1200, rel=0.02)
    assert np.abs(w).max() <= 0.05


def test_it_learns_and_a_diverging_run_is_chance():
    model, data = tp.train(SMALL, 0.03, 0)
    assert tp.error(model, data.v_validation, data.t_validation) < 0.3
    assert tp.train(replace(tp.GOOD, epochs=1), 1e4, 0) is None
    assert tp._error(replace(tp.GOOD, epochs=1), 1e4, 0, "test") == 0.9


def test_the_rate_is_chosen_on_validation_digits_and_differences_are_paired(monkeypatch):
    asked = []

    def fake(recipe, eta, seed, part):
        asked.append((eta, seed, part))
        return 0.5 + abs(eta - 0.03) + 0.01 * seed * (part == "test") + 0.1 * recipe.batch_norm

    monkeypatch.setattr(tp, "_error", fake)
    two = {"good": ("", SMALL), "other": ("x", replace(SMALL, batch_norm=True))}
    found = tp.worth(two, SMALL, seeds=(0, 1, 2), choosing=(7, 8))
    assert found["good"]["eta"] == 0.03
    assert found["other"]["worse"]["mean"] == pytest.approx(0.1)
    assert found["other"]["worse"]["high"] == pytest.approx(0.1)  # the seeds cancel
    assert {(eta, seed) for eta, seed, part in asked if part == "test"} == {(0.03, s) for s in (0, 1, 2)}
    assert {seed for _, seed, part in asked if part == "validation"} == {7, 8}


def test_the_choice_of_the_rate_goes_on_beyond_an_edge_that_is_best(monkeypatch):
    best = {"at": 0.0}
    monkeypatch.setattr(tp, "_error", lambda recipe, eta, seed, part: abs(np.log10(eta / best["at"])))
    for best["at"], tried in (
        (0.03, [0.01, 0.03, 0.1]),
        (1.0, [0.01, 0.03, 0.1, 0.3, 1.0, 3.0]),
        (0.001, [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1]),
    ):
        found = tp.worth({"good": ("", tp.GOOD)}, tp.GOOD, seeds=(0, 1), choosing=(7,))["good"]
        assert [float(rate) for rate in found["validation"]] == tried
        assert found["eta"] == best["at"]
    monkeypatch.setattr(tp, "_error", lambda recipe, eta, seed, part: 0.9)
    assert len(tp.worth({"good": ("", tp.GOOD)}, tp.GOOD, seeds=(0, 1), choosing=(7,))["good"]["validation"]) == 3


def test_sweep_and_depth_in_small():
    found = tp.sweep(rates=(0.01, 1000.0), seeds=(0,), epochs=1)
    assert set(found["losses"]) == set(tp.OPTIMISERS)
    assert all(losses[0][0] < 2.5 < losses[1][0] for losses in found["losses"].values())
    found = tp.depth(gains=(2.0,), seeds=(0,), hidden=2)
    assert all(losses[0][0] < 1 for losses in found["losses"].values())


# what the page says about the kept result


def test_the_kept_result_is_of_this_experiment():
    eta, errors = WORTH["good"]["eta"], WORTH["good"]["errors"]
    for seed in (0, 1):
        assert tp._error(tp.GOOD, eta, seed, "test") == pytest.approx(errors[seed], abs=0.015)


def test_a_few_choices_decide_whether_anything_is_learned():
    assert WORTH["good"]["test"]["mean"] == pytest.approx(0.07, abs=0.015)
    for name in ("weights 1/100", "weights same"):
        assert WORTH[name]["test"]["mean"] == pytest.approx(0.9, abs=0.01)
    for name in ("weights x3", "inputs bytes", "batch 1024"):
        assert WORTH[name]["worse"]["low"] > 0.05


def test_most_others_decide_little():
    for name in ("no momentum", "nesterov", "adam", "rmsprop", "rate constant", "rate step", "rate warm-up", "tanh"):
        assert abs(WORTH[name]["worse"]["mean"]) < 0.012
    for name in ("adagrad", "sigmoid"):
        assert 0.01 < WORTH[name]["worse"]["mean"] < 0.02
        assert WORTH[name]["worse"]["low"] > 0


def test_choices_depend_on_one_another():
    best = min(WORTH, key=lambda name: WORTH[name]["test"]["mean"])
    assert best == "batch norm, weights 1/100"
    schedules = ["good", "rate step", "rate warm-up"]
    assert min(schedules, key=lambda n: min(WORTH[n]["validation"].values())) == "rate warm-up"
    assert min(schedules, key=lambda n: WORTH[n]["test"]["mean"]) == "good"


def test_normalised_first_weights_are_better_in_the_setting_of_2010():
    found = RESULTS["published"]
    assert found["tanh, normalised"]["worse"]["high"] < 0
    assert found["sigmoid"]["test"]["mean"] > 0.85


def test_depth_and_batches():
    deep = {name: np.median(losses, axis=1) for name, losses in RESULTS["depth"]["losses"].items()}
    gains = RESULTS["depth"]["gains"]
    assert gains[int(np.argmin(deep["ReLU"]))] == 2
    assert gains[int(np.argmin(deep["tanh"]))] in (1, 2)
    assert deep["ReLU"][0] == pytest.approx(np.log(10), abs=0.02)
    assert deep["ReLU, batch normalisation"].max() < 1
    small = RESULTS["small_batches"]["errors"]
    assert small["with"][0]["mean"] > 0.5 > small["without"][0]["mean"]


def test_best_rates():
    sweep = RESULTS["sweep"]
    best = {n: sweep["rates"][int(np.argmin(np.median(x, axis=1)))] for n, x in sweep["losses"].items()}
    assert best["SGD"] == pytest.approx(0.1)
    assert best["momentum"] == best["Nesterov"] == pytest.approx(0.0316)
    assert best["Adam"] == best["RMSProp"] == pytest.approx(0.00316)
