"""Digits on photographs."""

import numpy as np
import pytest

from deeparc.core.data import mnist, photo_digits


def test_digits_invert_photographs():
    data, again, other = photo_digits(), photo_digits(), photo_digits(seed=1)
    assert data.x_train.shape == (4000, 3, 32, 32)
    assert data.x_test.shape == (1000, 3, 32, 32)
    assert data.x_train.dtype == np.float32
    assert data.x_train.min() >= 0
    assert data.x_train.max() <= 1
    np.testing.assert_array_equal(data.x_train, again.x_train)
    assert not np.array_equal(data.t_train, other.t_train)
    np.testing.assert_array_equal(np.bincount(data.t_test), np.full(10, 100))
    assert len(set(data.t_train[:20])) > 4  # in random order


def test_the_digit_is_where_pixels_are_inverted():
    """Full ink on a photograph p gives 1 − p, paper gives p."""
    data, digits = photo_digits(), mnist()
    order = np.random.default_rng(0).permutation(4000)
    ink = np.pad(digits.x_train[order][:50], ((0, 0), (0, 0), (2, 2), (2, 2)))
    full = np.broadcast_to(ink == 1, (50, 3, 32, 32))
    assert full.any()
    np.testing.assert_array_equal(digits.t_train[order], data.t_train)
    # bright ink on dark photographs, and the other way round
    under = np.broadcast_to(ink == 0, full.shape)
    x = data.x_train[:50]
    on_ink = np.array([x[i][full[i]].mean() for i in range(50) if full[i].any()])
    on_paper = np.array([x[i][under[i]].mean() for i in range(50) if full[i].any()])
    assert np.corrcoef(on_ink, on_paper)[0, 1] < -0.5


def test_bad_size():
    with pytest.raises(ValueError, match="multiple of 10"):
        photo_digits(n_test=7)
