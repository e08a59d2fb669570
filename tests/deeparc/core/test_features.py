"""Hand-made features: what they say of images whose answer is known."""

import numpy as np
import pytest

from deeparc.core import features


def image(text):
    """Make an image (1, 1, H, W) from rows of # and dots."""
    return np.array([[c == "#" for c in row] for row in text.split()], np.float32)[None, None]


RING = image("..... .###. .#.#. .###. .....")


def some(n=3, size=28, seed=0):
    return np.random.default_rng(seed).random((n, 1, size, size)).astype(np.float32)


def test_ink_is_the_mean():
    np.testing.assert_allclose(features.ink(RING), [[8 / 25]])


def test_symmetry():
    np.testing.assert_allclose(features.symmetry(RING), [[1, 1]])
    np.testing.assert_allclose(features.symmetry(image("#. #.")), [[0, 1]])
    np.testing.assert_allclose(features.symmetry(image("## #.")), [[2 / 3, 2 / 3]])
    np.testing.assert_allclose(features.symmetry(np.zeros((1, 1, 4, 4))), [[1, 1]])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("... ... ...", 0),
        ("### #.# ###", 1),
        (".#. #.# .#.", 1),  # ink is tight at corners
        ("### #.# #.#", 0),
        ("##### #.#.# #####", 2),
        ("### ### ###", 0),
    ],
)
def test_holes(text, count):
    assert features.holes(image(text)).tolist() == [[count]]


def test_holes_takes_the_threshold():
    assert features.holes(0.4 * RING).tolist() == [[0]]
    assert features.holes(0.4 * RING, threshold=0.3).tolist() == [[1]]


def test_projections():
    x = some(2, 4)
    p = features.projections(x, parts=2)
    assert p.shape == (2, 4)
    np.testing.assert_allclose(p[:, 0], x[:, 0, :2].mean(axis=(1, 2)))
    np.testing.assert_allclose(p[:, 3], x[:, 0, :, 2:].mean(axis=(1, 2)))


def test_gradients_of_a_ramp():
    ramp = np.tile(np.arange(6.0), (6, 1))[None, None]
    for turned, angle in ((ramp, 0), (np.swapaxes(ramp, 2, 3), np.pi / 2), (-ramp, np.pi)):
        strength, direction = features.gradients(turned)
        np.testing.assert_allclose(strength, 1)
        np.testing.assert_allclose(direction, angle)


def test_histograms_of_one_direction():
    ramp = np.tile(np.arange(8.0), (8, 1))[None, None]
    h = features.orientation_histograms(ramp, cells=2, bins=4).reshape(4, 2, 2)
    np.testing.assert_allclose(h[0], 0.5)  # all the same, and of length 1 together
    np.testing.assert_allclose(h[1:], 0, atol=1e-15)


def test_every_pixel_is_shared_out():
    shares = features._shares(28, 4)
    np.testing.assert_allclose(shares.sum(axis=0), 1)
    assert shares.min() >= 0


def test_histograms_turn_with_the_image():
    x = some()
    h = features.orientation_histograms(x).reshape(-1, 8, 4, 4)
    turned = features.orientation_histograms(np.rot90(x, axes=(2, 3))).reshape(h.shape)
    np.testing.assert_allclose(turned, np.roll(np.rot90(h, axes=(2, 3)), -2, axis=1), atol=1e-9)
    np.testing.assert_allclose(features.orientation_histograms(0.25 * x).reshape(h.shape), h, atol=1e-9)
    np.testing.assert_allclose(features.orientation_histograms(x[1:2]).ravel(), h[1].ravel(), atol=1e-12)


def test_upright_removes_slant_and_place():
    r, c = np.indices((28, 28))
    slanted = np.exp(-(((r - 11) / 5) ** 2) - ((c - 16 + 0.5 * (r - 11)) / 2) ** 2)[None, None]
    out = features.upright(slanted)[0, 0].astype(float)
    w = out / out.sum()
    assert (w * r).sum() == pytest.approx(13.5, abs=0.05)
    assert (w * c).sum() == pytest.approx(13.5, abs=0.05)
    r, c = r - (w * r).sum(), c - (w * c).sum()
    assert abs((w * r * c).sum()) < 0.02 * (w * r * r).sum()
    assert np.sqrt((w * (r**2 + c**2)).sum() / 2) == pytest.approx(4.5, abs=0.2)


def test_upright_leaves_an_empty_image():
    assert not features.upright(np.zeros((1, 1, 28, 28))).any()


def test_all_together():
    v = features.hand_made(some())
    assert v.shape == (3, 160)
    assert np.isfinite(features.hand_made(np.zeros((1, 1, 28, 28)))).all()


@pytest.mark.parametrize("call", [features.ink, features.holes, features.hand_made, features.upright])
def test_only_grey_images(call):
    with pytest.raises(ValueError, match="expected"):
        call(np.zeros((2, 3, 28, 28)))


def test_parts_must_divide():
    with pytest.raises(ValueError, match="divide"):
        features.projections(some(), parts=5)
