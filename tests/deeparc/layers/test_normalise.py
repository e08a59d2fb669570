"""Local contrast normalisation."""

import numpy as np
import pytest
from scipy.ndimage import convolve

from deeparc.core.check import check_layer
from deeparc.layers.normalise import DivisiveNormalisation, SubtractiveNormalisation

SHAPES = [(2, 3, 6, 7), (1, 1, 12, 10), (2, 2, 1, 3)]


def random(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", [SubtractiveNormalisation, DivisiveNormalisation])
@pytest.mark.parametrize("options", [{}, {"window": 3}, {"window": 5, "sigma": 1.0}])
def test_protocol(kind, options, shape):
    check_layer(lambda **_: kind(**options), random(*shape))


def gaussian(window, sigma):
    p = np.arange(window) - window // 2
    g = np.exp(-(p[:, None] ** 2 + p**2) / (2 * sigma**2))
    return g / g.sum()


def local_mean(x, window, sigma):
    """By the definition: weights of the places inside, scaled up to a sum of 1."""
    g = gaussian(window, sigma)
    mass = convolve(np.ones(x.shape[2:]), g, mode="constant")
    return np.stack([convolve(image.mean(0), g, mode="constant") / mass for image in x])[:, None]


@pytest.mark.parametrize(("window", "sigma"), [(9, None), (5, 1.5), (3, 0.5)])
def test_values_by_the_definition(window, sigma):
    x, width = random(2, 3, 11, 8), sigma or window / 4
    v = SubtractiveNormalisation(window, sigma).forward(x)
    np.testing.assert_allclose(v, x - local_mean(x, window, width), atol=1e-12)
    strength = np.sqrt(local_mean(v**2, window, width))
    expected = v / np.maximum(strength.mean(axis=(2, 3), keepdims=True), strength)
    np.testing.assert_allclose(DivisiveNormalisation(window, sigma).forward(v), expected, atol=1e-12)


def test_brightness_and_contrast_make_no_difference():
    x = random(1, 2, 16, 16)
    n, d = SubtractiveNormalisation(), DivisiveNormalisation()
    y = d.forward(n.forward(x))
    np.testing.assert_allclose(d.forward(n.forward(5 * x + 100)), y, atol=1e-10)


def test_no_contrast_gives_no_nan():
    x = np.full((2, 3, 8, 8), 7.0, np.float32)
    n, d = SubtractiveNormalisation(), DivisiveNormalisation()
    y = d.forward(n.forward(x))
    assert np.abs(y).max() < 0.1
    assert np.isfinite(d.backward(np.ones_like(y))).all()


def test_weak_neighbourhoods_are_not_blown_up():
    x = 1e-3 * random(1, 1, 40, 20)
    x[:, :, :20] *= 1000
    y = DivisiveNormalisation(5).forward(x)
    assert np.std(y[:, :, 30:]) < 0.01 * np.std(y[:, :, :10])


X = random(2, 3, 4, 4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: SubtractiveNormalisation(4), "window is 4, expected an odd number"),
        (lambda: SubtractiveNormalisation(3, 0.0), "sigma is 0"),
        (lambda: DivisiveNormalisation(epsilon=0.0), "epsilon is 0"),
        (lambda: SubtractiveNormalisation().forward(X[0]), r"x has shape \(3, 4, 4\)"),
        (lambda: DivisiveNormalisation().forward(X[:0]), "the batch is empty"),
        (lambda: DivisiveNormalisation().forward(X.astype(int)), "x has dtype int64"),
        (lambda: SubtractiveNormalisation().backward(X), "backward was called before forward"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
