"""Maps as rows."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.layers.flatten import Flatten


@pytest.mark.parametrize("shape", [(2, 3, 4, 5), (3, 4), (1, 2, 3, 2, 2)])
def test_protocol(shape):
    check_layer(lambda **_: Flatten(), np.random.default_rng(0).standard_normal(shape))


def test_order():
    x = np.arange(12.0).reshape(2, 3, 2)
    np.testing.assert_array_equal(Flatten().forward(x), [np.arange(6), np.arange(6, 12)])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Flatten().forward(np.zeros(3)), r"x has shape \(3,\)"),
        (lambda: Flatten().forward(np.zeros((0, 3))), r"x has shape \(0, 3\)"),
        (lambda: Flatten().forward(np.zeros((2, 3), int)), "x has dtype int64"),
        (lambda: Flatten().backward(np.zeros((2, 3))), "backward was called before forward"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
