"""Images moved, turned and bent: what changes, and what must not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter

from deeparc.core import augment
from deeparc.core.augment import affine, elastic, mirror, random_shift, translate


def images(n=3, channels=1, height=9, width=11):
    return np.random.default_rng(0).random((n, channels, height, width), np.float32)


@given(st.integers(-8, 8), st.integers(-10, 10))
def test_translate_moves_every_pixel(down, right):
    x = images(1)
    y = translate(x, down, right)
    for i in range(9):
        for j in range(11):
            inside = 0 <= i - down < 9 and 0 <= j - right < 11
            assert y[0, 0, i, j] == (x[0, 0, i - down, j - right] if inside else 0)


def test_random_shift_uses_all_shifts_and_each_image_its_own():
    x = np.zeros((900, 1, 7, 7), np.float32)
    x[:, :, 3, 3] = 1
    y = random_shift(x, np.random.default_rng(0), 1)
    counts = y.sum(axis=(0, 1))
    assert (counts[2:5, 2:5] > 60).all()
    assert counts.sum() == counts[2:5, 2:5].sum() == 900
    np.testing.assert_array_equal(random_shift(x, np.random.default_rng(0), 0), x)


@pytest.mark.parametrize("change", [affine, elastic, random_shift])
def test_shape_type_range_and_repeatability(change):
    x = images(channels=2)
    kept = x.copy()
    y = change(x, np.random.default_rng(1))
    np.testing.assert_array_equal(x, kept)
    assert y.shape == x.shape
    assert y.dtype == x.dtype
    assert y.min() >= 0
    assert y.max() <= 1 + 1e-6
    assert (y != x).any(axis=(1, 2, 3)).sum() >= 2  # a shift may be 0 by chance
    np.testing.assert_array_equal(y, change(x, np.random.default_rng(1)))


def test_nothing_asked_for_is_the_identity():
    x = images(channels=2)
    np.testing.assert_allclose(affine(x, np.random.default_rng(0), shift=0, turn=0, scale=0, shear=0), x, atol=1e-6)
    np.testing.assert_allclose(elastic(x, np.random.default_rng(0), alpha=0), x, atol=1e-6)


def test_a_turn_alone_turns_about_the_centre():
    class Most:
        def uniform(self, low, high, shape):
            return np.full(shape, high)

    x = np.zeros((1, 1, 21, 21), np.float32)
    x[0, 0, 10, 16] = 1
    y = affine(x, Most(), shift=0, turn=np.pi / 2, scale=0, shear=0)
    assert np.unravel_index(y.argmax(), y.shape)[2:] in ((4, 10), (16, 10))


def test_smoothing_is_a_gaussian():
    field = np.random.default_rng(0).uniform(-1, 1, (2, 12, 15))
    ours = augment._smoothing(12, 2.0) @ field @ augment._smoothing(15, 2.0).T
    np.testing.assert_allclose(ours, gaussian_filter(field, (0, 2, 2), mode="constant"), atol=1e-12)


def test_mirror():
    x = images()
    np.testing.assert_array_equal(mirror(x)[:, :, :, 0], x[:, :, :, -1])
    np.testing.assert_array_equal(mirror(mirror(x)), x)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mirror(np.ones((2, 2))), r"x has shape \(2, 2\), expected \(N, C, H, W\)"),
        (lambda: translate(images(), 9, 0), "down is 9"),
        (lambda: random_shift(images(), np.random.default_rng(0), -1), "most is -1"),
        (lambda: affine(images(), np.random.default_rng(0), scale=1), "scale is 1, .* and below 1"),
        (lambda: affine(images(), np.random.default_rng(0), turn=-0.1), "turn is -0.1"),
        (lambda: elastic(images(), np.random.default_rng(0), alpha=-1), "alpha is -1"),
        (lambda: elastic(images(), np.random.default_rng(0), sigma=0), "sigma is 0"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
