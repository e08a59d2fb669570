"""Local response normalisation."""

import numpy as np
import pytest
import torch

from deeparc.core.check import check_layer
from deeparc.layers.response import ResponseNormalisation


def random(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize("options", [{}, {"n": 3, "alpha": 0.5, "beta": 1.5, "k": 1.0}, {"n": 1, "alpha": 2.0}])
@pytest.mark.parametrize("shape", [(2, 7, 3, 4), (1, 2, 5, 5)])
def test_protocol(options, shape):
    check_layer(lambda **_: ResponseNormalisation(**options), random(*shape))


@pytest.mark.parametrize("n", [1, 3, 5])
def test_equals_torch(n):
    x = random(2, 8, 4, 5)
    y = ResponseNormalisation(n, 0.3, 0.75, 2.0).forward(x)
    expected = torch.nn.functional.local_response_norm(torch.tensor(x), n, alpha=0.3 * n, beta=0.75, k=2.0)
    np.testing.assert_allclose(y, expected, atol=1e-13)


def test_by_hand():
    x = np.array([1.0, 2.0, 3.0]).reshape(1, 3, 1, 1)
    y = ResponseNormalisation(3, 1.0, 1.0, 1.0).forward(x).ravel()
    np.testing.assert_allclose(y, [1 / (1 + 1 + 4), 2 / (1 + 1 + 4 + 9), 3 / (1 + 4 + 9)])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: ResponseNormalisation(4), "n is 4, expected an odd number"),
        (lambda: ResponseNormalisation(k=0.0), "k is 0"),
        (lambda: ResponseNormalisation().forward(random(2, 3)), r"x has shape \(2, 3\)"),
        (lambda: ResponseNormalisation().backward(random(2, 3)), "backward was called before forward"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
