"""First weights: their variance, their shape, their seed."""

import numpy as np
import pytest

from deeparc.core import initialise

FANS = {"fan_in": 30, "fan_out": 10}
VARIANCE = {
    "lecun_normal": 1 / 30,
    "lecun_uniform": 1 / 30,
    "glorot_normal": 2 / 40,
    "glorot_uniform": 2 / 40,
    "he_normal": 2 / 30,
    "he_uniform": 2 / 30,
}


@pytest.mark.parametrize("name", VARIANCE)
def test_variance(name):
    w = getattr(initialise, name)(np.random.default_rng(0), (300, 400), **FANS)
    assert w.shape == (300, 400)
    assert w.dtype == np.float64
    assert w.mean() == pytest.approx(0, abs=0.005)
    assert w.var() == pytest.approx(VARIANCE[name], rel=0.02)
    if name.endswith("uniform"):
        assert np.abs(w).max() == pytest.approx(np.sqrt(3 * VARIANCE[name]), rel=0.001)
    else:
        assert np.abs(w).max() > 3.5 * np.sqrt(VARIANCE[name])


@pytest.mark.parametrize("name", [*VARIANCE, "orthogonal"])
def test_seeded(name):
    draw = getattr(initialise, name)
    a, b, c = (draw(np.random.default_rng(seed), (4, 5), **FANS) for seed in (1, 1, 2))
    np.testing.assert_array_equal(a, b)
    assert (a != c).any()


@pytest.mark.parametrize("shape", [(5, 5), (3, 7), (7, 3), (4, 2, 3)])
def test_orthogonal(shape):
    w = initialise.orthogonal(np.random.default_rng(0), shape).reshape(shape[0], -1)
    product = w @ w.T if w.shape[0] <= w.shape[1] else w.T @ w
    np.testing.assert_allclose(product, np.eye(len(product)), atol=1e-12)


def test_orthogonal_has_no_preferred_sign():
    rng = np.random.default_rng(0)
    signs = [np.sign(initialise.orthogonal(rng, (2, 2))[0, 0]) for _ in range(400)]
    assert abs(np.mean(signs)) < 0.15


def test_zeros():
    assert initialise.zeros(None, (2, 3)).tolist() == [[0, 0, 0], [0, 0, 0]]


def test_bad_arguments():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="fan_in is 0"):
        initialise.he_normal(rng, (2, 3), fan_in=0)
    with pytest.raises(ValueError, match="fan_out is -1"):
        initialise.glorot_uniform(rng, (2, 3), fan_in=2, fan_out=-1)
    with pytest.raises(ValueError, match="expected at least two axes"):
        initialise.orthogonal(rng, (3,))
