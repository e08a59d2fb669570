"""The stage: every variant keeps the layers' protocol; odd without rectification, even with it."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.vision.stage import NONLINEARITIES, NORMALISATIONS, POOLS, Stage

VARIANTS = (
    [{"after": name} for name in NORMALISATIONS]
    + [{"before": name} for name in NORMALISATIONS]
    + [{"nonlinearity": name} for name in NONLINEARITIES]
    + [{"pool": name} for name in POOLS]
)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_protocol(variant):
    x = np.random.default_rng(0).standard_normal((2, 2, 9, 8))
    check_layer(
        lambda **where: Stage(2, 3, 3, np.random.default_rng(1), around=5, **variant, **where),
        x,
        directions=2,
        devices=["numpy"],
    )


def test_shapes_and_order():
    stage = Stage(
        1, 4, 5, np.random.default_rng(0), before="both", after="both", nonlinearity="abs", window=4, stride=2
    )
    names = [type(layer).__name__ for layer in stage.layers]
    both = ["SubtractiveNormalisation", "DivisiveNormalisation"]
    assert names == [*both, "Conv2d", "Tanh", "Absolute", *both, "AveragePool"]
    assert stage.forward(np.ones((3, 1, 28, 28), np.float32)).shape == (3, 4, 11, 11)


def test_rectification_makes_contrast_not_matter():
    x = np.random.default_rng(0).standard_normal((2, 1, 12, 12)).astype(np.float32)
    odd, even = (Stage(1, 4, 3, np.random.default_rng(0), nonlinearity=name, after="both") for name in ("tanh", "abs"))
    np.testing.assert_allclose(odd.forward(-x), -odd.forward(x), atol=1e-6)
    np.testing.assert_allclose(even.forward(-x), even.forward(x), atol=1e-6)


@pytest.mark.parametrize("what", ["before", "after", "nonlinearity", "pool"])
def test_unknown_names(what):
    with pytest.raises(ValueError, match=f"{what} is 'best', expected one of "):
        Stage(1, 2, 3, np.random.default_rng(0), **{what: "best"})
