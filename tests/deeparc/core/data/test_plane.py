"""Points in the plane are where their shape says."""

import numpy as np
import pytest

from deeparc.core.data.plane import EDGE, SHAPES, plane
from deeparc.units.separability import is_separable


@pytest.mark.parametrize("name", SHAPES)
def test_form(name):
    v, t = plane(name, 60, seed=1)
    assert v.shape == (60, 2)
    assert v.dtype == np.float64
    assert t.dtype == np.int64
    assert np.sum(t == 0) == np.sum(t == 1) == 30
    assert np.abs(v).max() < EDGE
    assert len(set(t[:20].tolist())) == 2  # not in blocks of a class
    again = plane(name, 60, seed=1)
    np.testing.assert_array_equal(v, again[0])
    assert not np.array_equal(v, plane(name, 60, seed=2)[0])


def test_shapes_without_noise():
    v, t = plane("circle", 400, noise=0)
    radius = np.linalg.norm(v, axis=1)
    assert radius[t == 1].max() <= 2.5
    assert radius[t == 0].min() >= 3.5
    v, t = plane("xor", 400, noise=0)
    np.testing.assert_array_equal(v[:, 0] * v[:, 1] > 0, t == 1)
    v, t = plane("spiral", 400, noise=0)
    np.testing.assert_allclose(np.sort(np.linalg.norm(v[t == 0], axis=1)), np.arange(200) / 40)
    np.testing.assert_allclose(np.sort(v[t == 0, 0]), np.sort(-v[t == 1, 0]), atol=1e-12)  # one arm turned by π


def test_only_the_clouds_can_be_parted_by_a_line():
    assert is_separable(*plane("gaussians", 40, seed=0))
    assert not any(is_separable(*plane(name, 40, seed=0)) for name in ("xor", "circle", "spiral"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("moons",), "name is 'moons'"), (("xor", 5), "n is 5"), (("xor", 4, -1.0), "noise is -1.0")],
)
def test_bad_input(arguments, message):
    with pytest.raises(ValueError, match=message):
        plane(*arguments)
