"""Variance through depth: theory against closed forms and against random nets."""

import numpy as np
import pytest

from deeparc.core.initialise import glorot_normal, he_normal
from deeparc.layers.activations import ReLU, Tanh
from deeparc.layers.batch_norm import BatchNorm
from deeparc.units import propagation


def test_gaussian_means():
    assert propagation.gaussian_mean(lambda z: z**2, 3.0) == pytest.approx(3.0)
    assert propagation.gaussian_mean(lambda z: z**4, 2.0) == pytest.approx(12.0)
    assert propagation.gaussian_mean(np.cos, 2.0) == pytest.approx(np.exp(-1))
    with pytest.raises(ValueError, match="variance"):
        propagation.gaussian_mean(np.cos, 0.0)


@pytest.mark.parametrize("variance", [0.01, 1.0, 50.0])
def test_relu_halves_both(variance):
    assert propagation.gains(ReLU(), variance) == pytest.approx((variance / 2, 0.5), rel=1e-9)


def test_tanh_agrees_with_drawn_numbers_and_with_its_series():
    z = np.random.default_rng(0).standard_normal(400_000)
    square, slope = propagation.gains(Tanh(), 1.0)
    assert square == pytest.approx(np.mean(np.tanh(z) ** 2), rel=0.01)
    assert slope == pytest.approx(np.mean((1 - np.tanh(z) ** 2) ** 2), rel=0.01)
    q = 1e-3
    square, slope = propagation.gains(Tanh(), q)
    assert square == pytest.approx(q - 2 * q**2, rel=1e-4)
    assert slope == pytest.approx(1 - 2 * q, rel=1e-4)


def test_he_keeps_both_in_relu_nets_and_the_wrong_gain_is_a_power():
    sizes = [100] * 11
    kept = propagation.predict(sizes, 2.0, ReLU(), 1.0)
    np.testing.assert_allclose(kept.activations, 1.0)
    np.testing.assert_allclose(kept.gradients, 1.0)
    lost = propagation.predict(sizes, 1.0, ReLU(), 1.0)
    np.testing.assert_allclose(lost.activations, 0.5 ** np.arange(1, 11))
    np.testing.assert_allclose(lost.gradients, 0.5 ** np.arange(9, -1, -1))


def test_widths_count_backward():
    signals = propagation.predict([50, 100, 200], [2.0, 2.0], ReLU(), 1.0)
    assert signals.gradients == pytest.approx([2 * 200 / 100 / 2, 1.0])


@pytest.mark.parametrize(
    ("sizes", "gain", "phi"), [([200] * 9, 2.0, ReLU), ([200] * 9, 1.0, Tanh), ([100, 200, 300, 100], 1.5, Tanh)]
)
def test_nets_do_as_predicted(sizes, gain, phi):
    rng = np.random.default_rng(3)
    runs = [
        propagation.measure(sizes, propagation.scaled(gain), phi, rng.standard_normal((100, sizes[0])), rng)
        for _ in range(10)
    ]
    theory = propagation.predict(sizes, gain, phi(), 1.0)
    for name in ("net_inputs", "activations", "gradients"):
        mean = np.mean([getattr(run, name) for run in runs], axis=0)
        np.testing.assert_allclose(mean, getattr(theory, name), rtol=0.2)


def test_glorot_is_between():
    assert np.var(glorot_normal(np.random.default_rng(0), (300, 100), fan_in=100, fan_out=300)) == pytest.approx(
        2 / 400, rel=0.05
    )
    a, b = (draw(np.random.default_rng(0), (5, 4), fan_in=4) for draw in (propagation.scaled(2.0), he_normal))
    np.testing.assert_allclose(a, b)


def test_batch_norm_keeps_the_net_inputs_at_one():
    rng = np.random.default_rng(0)
    v = rng.standard_normal((64, 50))
    run = propagation.measure([50] * 6, propagation.scaled(0.01), ReLU, v, rng, lambda n: BatchNorm(n, dtype="float64"))
    np.testing.assert_allclose(run.net_inputs, 1.0, rtol=0.02)
    assert np.all(run.gradients > 0.05)


def test_malformed():
    with pytest.raises(ValueError, match="sizes"):
        propagation.predict([3], 1.0, ReLU(), 1.0)
    with pytest.raises(ValueError, match="start"):
        propagation.predict([3, 3], 1.0, ReLU(), 0.0)
    with pytest.raises(ValueError, match="gain"):
        propagation.scaled(-1.0)
    with pytest.raises(ValueError, match="v has shape"):
        propagation.measure([3, 3], he_normal, ReLU, np.ones((2, 4)), np.random.default_rng(0))
