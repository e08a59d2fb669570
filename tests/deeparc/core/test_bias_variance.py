"""The decomposition adds up, and finds what was put in."""

import numpy as np
import pytest

from deeparc.core.bias_variance import bias_variance


def test_it_adds_up():
    rng = np.random.default_rng(0)
    parts = bias_variance(rng.standard_normal((7, 5)), rng.standard_normal(5))
    assert parts.bias2 + parts.variance == pytest.approx(parts.error, rel=1e-12)


def test_known_bias_and_variance():
    rng = np.random.default_rng(1)
    truth = np.linspace(0, 1, 20)
    parts = bias_variance(truth + 0.5 + 0.2 * rng.standard_normal((4000, 20)), truth)
    assert parts.bias2 == pytest.approx(0.25, rel=0.02)
    assert parts.variance == pytest.approx(0.04, rel=0.02)


@pytest.mark.parametrize("predictions", [np.ones((1, 3)), np.ones((4, 2))])
def test_bad_shapes(predictions):
    with pytest.raises(ValueError, match="expected \\(R, M\\)"):
        bias_variance(predictions, np.ones(3))
