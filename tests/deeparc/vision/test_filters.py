"""Filter banks: shapes, lengths, and what they answer to."""

import numpy as np
import pytest

from deeparc.vision.filters import gabor, k_means, templates


def images(n=20, seed=0):
    return np.random.default_rng(seed).standard_normal((n, 2, 12, 11)).astype(np.float32)


@pytest.mark.parametrize(
    "bank",
    [
        gabor(7, 4),
        k_means(images(), 8, 5, np.random.default_rng(0), patches=300),
        templates(images(), 8, 5, np.random.default_rng(0)),
    ],
    ids=["gabor", "k-means", "templates"],
)
def test_mean_0_and_length_1(bank):
    assert len(bank) == 8
    assert np.abs(bank.mean(axis=(1, 2, 3))).max() < 1e-12
    np.testing.assert_allclose(np.sum(bank**2, axis=(1, 2, 3)), 1, atol=1e-6)


def test_gabor_answers_to_its_direction():
    bank = gabor(9, 4)[:, 0]
    wave = np.cos(2 * np.pi * (np.arange(9) - 4) / 6) * np.ones((9, 1))  # changes from left to right
    answers = np.abs(np.sum(bank[::2] * wave, axis=(1, 2)))
    assert np.argmax(answers) == 0
    assert answers[0] > 5 * answers[2]


def test_k_means_finds_directions_whatever_their_sign():
    rng = np.random.default_rng(0)
    pair = gabor(5, 2)[::2]  # vertical and horizontal
    signs = rng.choice([-1.0, 1.0], 300)
    which = rng.integers(0, 2, 300)
    x = (signs[:, None, None, None] * pair[which] + 0.02 * rng.standard_normal((300, 1, 5, 5))).astype(np.float32)
    found = k_means(x, 2, 5, np.random.default_rng(2), patches=600)
    likeness = np.abs(np.tensordot(found, pair, axes=([1, 2, 3], [1, 2, 3])))
    assert likeness.max(axis=0).min() > 0.99


def test_patches_that_cannot_be_had_are_refused():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="larger than images"):
        templates(images(), 8, 12, rng)
    with pytest.raises(ValueError, match="only 20 of 20"):
        k_means(images(), 21, 5, rng, patches=20)
    with pytest.raises(ValueError, match="are not flat"):
        k_means(np.ones((3, 1, 9, 9), np.float32), 2, 5, rng, patches=20)
