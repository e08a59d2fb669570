"""The parts of the regularisation experiment in small, and the kept result within its bands."""

import numpy as np
import pytest

from deeparc.experiments import read, regularisation
from deeparc.layers.dropout import Dropout

RESULTS = read("regularisation")["results"]


def test_the_parts_do_not_overlap():
    parts = regularisation.digits(3)
    assert [len(t) for _, t in parts.values()] == [500, 500, 4000]
    assert len({image.tobytes() for x, _ in parts.values() for image in x}) == 5000
    again = regularisation.digits(3)
    np.testing.assert_array_equal(parts["train"][0], again["train"][0])


def test_the_net():
    rng = np.random.default_rng(0)
    drops = [
        layer.p
        for layer in regularisation.net_with_dropout((784, 20, 20, 10), rng, rng, 0.5, 0.2).layers
        if isinstance(layer, Dropout)
    ]
    assert drops == [0.2, 0.5, 0.5]
    assert len(regularisation.net_with_dropout((784, 20, 10), rng, rng, 0, 0).layers) == 3


def test_half_are_mirrored():
    x = np.random.default_rng(0).random((400, 1, 3, 3), np.float32)
    y = regularisation.half_mirrored(x, np.random.default_rng(1))
    turned = (y == x[..., ::-1]).all(axis=(1, 2, 3))
    assert turned.mean() == pytest.approx(0.5, abs=0.1)
    np.testing.assert_array_equal(y[~turned], x[~turned])


@pytest.mark.parametrize("options", [{}, {"p": 0.2, "p_in": 0.2}, {"l1": 1e-4, "l2": 1e-3}, {"stop": "loss"}])
def test_it_learns(options):
    result = regularisation.train(7, epochs=8, **options)
    assert result["test_error"] < 0.25  # by chance it would be 0.9
    assert result["train_error"] < result["validation_error"]
    assert result["epoch"] <= 8


def test_choosing_takes_the_best_of_each_figure(monkeypatch):
    made = [
        {"validation_error": 0.2, "validation_loss": 0.1, "test_error": 1.0},
        {"validation_error": 0.1, "validation_loss": 0.5, "test_error": 2.0},
        {"validation_error": 0.1, "validation_loss": 0.4, "test_error": 3.0},
    ]
    monkeypatch.setattr(regularisation, "train", lambda seed, k, stop: made[k])
    best = regularisation.choose([{"k": 0}, {"k": 1}, {"k": 2}], 0)
    assert best["error"]["test_error"] == 3.0  # the tie is broken by the other figure
    assert best["loss"]["test_error"] == 1.0


def test_a_run_again_gives_what_is_kept():
    seeds = range(regularisation.RUNS)
    again = [regularisation.choose(regularisation.METHODS["early stopping"], seed) for seed in seeds]
    kept = RESULTS["methods"]["early stopping"]
    assert np.mean([r["error"]["test_error"] for r in again]) == pytest.approx(kept["error"]["mean"], abs=0.003)
    assert np.mean([r["loss"]["test_loss"] for r in again]) == pytest.approx(kept["loss"]["mean"], abs=0.02)


def test_kept_results_lie_in_their_bands():
    methods = RESULTS["methods"]
    error = {name: m["error"]["mean"] for name, m in methods.items()}
    loss = {name: m["loss"]["mean"] for name, m in methods.items()}
    assert 0.11 < error["none"] < 0.14
    assert abs(error["L2"] - error["none"]) < 0.01
    assert error["dropout"] < error["none"] - 0.005
    assert max(error[name] for name in ("shifts", "affine", "elastic")) < 0.09
    assert error["mirror"] > error["none"] + 0.02
    assert max(loss[name] for name in ("early stopping", "L2", "L1")) < loss["none"] - 0.03
    assert methods["none"]["train_error"]["mean"] == 0
    for m in methods.values():
        assert m["error"]["n"] == RESULTS["digits"]["runs"] == 5
        assert m["error"]["low"] <= m["error"]["mean"] <= m["error"]["high"]


def test_double_descent():
    kept = RESULTS["double_descent"]
    plain = [i["mean"] for i in kept["strengths"]["0"]["log_test"]]
    ridged = [i["mean"] for i in kept["strengths"]["0.01"]["log_test"]]
    peak = kept["widths"].index(kept["points"])
    assert np.argmax(plain) == peak
    assert plain[-1] < min(plain[:peak])
    assert max(ridged) == ridged[0]
    again = regularisation.double_descent([0, 1], (50, 200, 400))
    log_test = [i["mean"] for i in again["strengths"]["0"]["log_test"]]
    assert log_test[1] > max(log_test[0], log_test[2]) + 0.5
    assert again["strengths"]["0"]["train"][2] < 1e-9
