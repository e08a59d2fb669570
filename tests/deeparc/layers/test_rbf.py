"""Radial basis functions."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.layers.rbf import RBF

CENTRES = np.random.default_rng(1).standard_normal((3, 4))
X = np.random.default_rng(0).standard_normal((5, 4))


@pytest.mark.parametrize("learned", [True, False])
@pytest.mark.parametrize("width", [None, 1.5])
def test_protocol(learned, width):
    check_layer(lambda **where: RBF(CENTRES, learned=learned, width=width, **where), X)


def test_by_hand():
    x = np.array([[1.0, 2.0], [0.0, 0.0]])
    layer = RBF([[1.0, 0.0], [0.0, 0.0]], dtype="float64")
    np.testing.assert_allclose(layer.forward(x), [[4, 5], [1, 0]])
    gauss = RBF([[1.0, 0.0], [0.0, 0.0]], width=2.0, dtype="float64")
    np.testing.assert_allclose(gauss.forward(x), np.exp(-np.array([[4, 5], [1, 0]]) / 8))


def test_fixed_centres_are_no_parameters_and_learned_ones_are():
    assert RBF(CENTRES).params == {}
    layer = RBF(CENTRES, learned=True, dtype="float64")
    before = layer.forward(X).copy()
    layer.params["w"] += 1
    assert (layer.forward(X) != before).all()


def test_the_centres_given_stay_as_they_are():
    given = CENTRES.copy()
    layer = RBF(given, learned=True, dtype="float64")
    layer.params["w"] += 1
    np.testing.assert_array_equal(given, CENTRES)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: RBF([1.0, 2.0]), r"centres has shape \(2,\)"),
        (lambda: RBF([[np.nan, 2.0]]), "centres is nan"),
        (lambda: RBF(CENTRES, width=0.0), "width is 0"),
        (lambda: RBF(CENTRES, dtype="float64").forward(X[:, :3]), r"x has shape \(5, 3\), expected \(B, 4\)"),
        (lambda: RBF(CENTRES).forward(X), "x has dtype float64, but the layer has float32"),
        (lambda: RBF(CENTRES).backward(X), "backward was called before forward"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
