"""Student's interval."""

import numpy as np
import pytest

from deeparc.core.interval import interval, intervals


def test_worked_example():
    x = interval([1, 2, 3, 4, 5])  # s = 1.5811, t(4) = 2.7764, half = 1.9632
    assert x["mean"] == 3
    assert x["low"] == pytest.approx(3 - 1.9632, abs=1e-4)
    assert x["high"] == pytest.approx(3 + 1.9632, abs=1e-4)
    assert x["n"] == 5


def test_it_covers_the_true_mean_as_often_as_it_says():
    rng = np.random.default_rng(0)
    hits = [x["low"] <= 2 <= x["high"] for x in (interval(rng.normal(2, 3, 5), 0.8) for _ in range(2000))]
    assert np.mean(hits) == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize("values", [[], [1.0], [1.0, np.nan]])
def test_too_little_is_refused(values):
    with pytest.raises(ValueError, match="at least two finite"):
        interval(values)


def test_confidence_out_of_range():
    with pytest.raises(ValueError, match="confidence is 1"):
        interval([1, 2], 1)


def test_runs_that_measured_several_things():
    runs = [{"error": 1.0, "nets": {"a": k, "b": 2 * k}} for k in range(3)]
    found = intervals(runs)
    assert found == {"error": interval([1, 1, 1]), "nets": {"a": interval([0, 1, 2]), "b": interval([0, 2, 4])}}
    with pytest.raises(KeyError, match="nets"):
        intervals([*runs, {"error": 1.0}])
