"""The parts of logistic regression's experiment, and its kept result."""

import pytest

from deeparc.experiments import logistic_regression, read

RESULTS = read("logistic-regression")["results"]


def test_noise_agrees_with_theory():
    for row in logistic_regression.gradient_noise(1, draws=2000)["rows"]:
        assert row["with_replacement"] == pytest.approx(row["predicted_with"], rel=0.12)
        assert row["without_replacement"] == pytest.approx(row["predicted_without"], rel=0.12)


def test_the_limit_of_the_step_is_where_theory_has_it():
    stability = RESULTS["stability"]
    assert stability["measured"] == pytest.approx(stability["limit"], rel=2e-3)
    assert stability["safe_everywhere"] < stability["limit"]


def test_weights_grow_without_end_on_separable_data():
    rows = RESULTS["separable"]["rows"]
    assert [r["norm"] for r in rows] == sorted(r["norm"] for r in rows)
    assert [r["loss"] for r in rows] == sorted((r["loss"] for r in rows), reverse=True)


def test_accuracy_lies_in_the_bands():
    for rows in RESULTS["accuracy"].values():
        assert 0.86 < rows["1"]["mean"] < rows["2"]["mean"] < rows["30"]["mean"] < 0.99
    assert all(0.94 < row["mean"] < 0.975 for row in RESULTS["street"].values())


def test_averaging_goes_below_the_noise_floor():
    floor = RESULTS["floor"]
    for name in ("eta 0.03, online", "eta 0.1, online", "eta 0.3, online"):
        assert floor[name]["average"]["high"] < floor[name]["last"]["low"]
    assert floor["eta 0.03, online"]["last"]["high"] < floor["eta 0.3, online"]["last"]["low"]


def test_larger_batches_need_fewer_steps_and_no_fewer_epochs():
    rows = RESULTS["by_batch"]
    assert [r["steps"] for r in rows] == sorted((r["steps"] for r in rows), reverse=True)
    assert rows[-1]["epochs"] > 2 * rows[0]["epochs"]
