"""The parts of LeNet-5's experiment, in small."""

import json
from importlib import resources

import numpy as np
import pytest

from deeparc.experiments import lenet5


def test_digits_are_scaled_as_in_the_paper():
    x = np.zeros((2, 1, 28, 28), np.float32)
    x[:, :, 10, 12] = 1
    y = lenet5.scaled(x)
    assert y.shape == (2, 1, 32, 32)
    assert y.dtype == np.float32
    assert y.min() == pytest.approx(-0.1)
    assert y[0, 0, 12, 14] == pytest.approx(1.175)


def test_distortions_move_a_little_and_keep_the_range():
    x = np.zeros((50, 1, 28, 28), np.float32)
    x[:, :, 10:18, 10:18] = 1
    y = lenet5.distort(x, np.random.default_rng(0))
    assert y.shape == x.shape
    assert y.dtype == x.dtype
    assert y.min() >= 0
    assert y.max() <= 1 + 1e-6
    assert np.abs(y - x).max(axis=(1, 2, 3)).min() > 0  # every one differs
    places = np.arange(28)
    for axis in (2, 3):
        centre = (y.sum(axis=(1, 5 - axis)) * places).sum(axis=1) / y.sum(axis=(1, 2, 3))
        assert np.abs(centre - 13.5).max() < lenet5.SHIFT * (1 + lenet5.SCALE + lenet5.SHEAR + lenet5.TURN)
    np.testing.assert_array_equal(lenet5.distort(x, np.random.default_rng(0)), y)


def test_no_distortion_is_the_identity(monkeypatch):
    for name in ("SHIFT", "TURN", "SCALE", "SHEAR"):
        monkeypatch.setattr(lenet5, name, 0.0)
    x = np.random.default_rng(0).random((3, 1, 28, 28), np.float32)
    np.testing.assert_allclose(lenet5.distort(x, np.random.default_rng(0)), x, atol=1e-6)


@pytest.mark.parametrize("way", ["plain", "distorted"])
def test_it_learns(way):
    assert lenet5.error(0, way, epochs=10, digits=1000) < 0.3  # by chance it would be 0.9


def test_summary():
    assert lenet5.summary([0.01, 0.03]) == {
        "mean": 0.02,
        "deviation": pytest.approx(0.0141421, rel=1e-5),
        "runs": [0.01, 0.03],
    }


def test_the_kept_result_is_of_this_experiment_and_within_the_bands():
    kept = json.loads((resources.files("deeparc.experiments.results") / "lenet5.json").read_text(encoding="utf-8"))
    results = kept["results"]
    assert results["epochs"] == lenet5.EPOCHS
    assert results["optimiser"]["eta"] == lenet5.ETA
    assert results["optimiser"]["batch"] == lenet5.BATCH
    errors = results["test_error"]
    assert {len(way["runs"]) for way in errors.values()} == {lenet5.RUNS}
    assert errors["plain"]["mean"] < 0.03
    assert errors["distorted"]["mean"] < 0.02
