"""Local connections without shared weights."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.layers.conv import Conv2d
from deeparc.layers.locally_connected import LocallyConnected

CASES = [
    ((3, 4, (6, 7), 3), {}),
    ((1, 2, (5, 5), 5), {}),
    ((2, 3, (7, 8), (3, 2)), {"stride": (2, 3)}),
    ((2, 2, (6, 6), 2), {"stride": 3, "bias": False}),
]


def random(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


@pytest.mark.parametrize(("args", "options"), CASES)
def test_protocol(args, options):
    check_layer(
        lambda **where: LocallyConnected(*args, np.random.default_rng(1), **options, **where),
        random(2, args[0], *args[2]),
    )


@pytest.mark.parametrize(("args", "options"), CASES)
def test_with_the_same_filters_everywhere_it_is_a_convolution(args, options):
    n_in, n_out, size, kernel = args
    where = options | {"dtype": "float64"}
    conv = Conv2d(n_in, n_out, kernel, np.random.default_rng(0), **where)
    local = LocallyConnected(*args, np.random.default_rng(0), **where)
    local.params["w"][:] = np.moveaxis(conv.params["w"], 0, -1)
    x = random(3, n_in, *size)
    y = conv.forward(x)
    np.testing.assert_allclose(local.forward(x), y, atol=1e-12)
    dy = random(*y.shape, seed=1)
    np.testing.assert_allclose(local.backward(dy), conv.backward(dy), atol=1e-12)
    shared = np.moveaxis(local.grads["w"].sum(axis=(0, 1)), -1, 0)
    np.testing.assert_allclose(shared, conv.grads["w"], atol=1e-12)


def test_it_has_as_many_filters_as_places():
    layer = LocallyConnected(3, 4, (9, 11), 3, np.random.default_rng(0), stride=2)
    assert layer.params["w"].shape == (4, 5, 3, 3, 3, 4)
    assert layer.params["b"].shape == (4, 4, 5)


def local(**options):
    return LocallyConnected(3, 4, (5, 5), 3, np.random.default_rng(0), **{"dtype": "float64"} | options)


X = random(2, 3, 5, 5)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: local().forward(X[..., :4]), r"x has shape \(2, 3, 5, 4\), expected \(B, 3, 5, 5\)"),
        (lambda: local().forward(X[:0]), "the batch is empty"),
        (lambda: local(dtype="float32").forward(X), "x has dtype float64, but the layer has float32"),
        (lambda: local().backward(X), "backward was called before forward"),
        (lambda: local(stride=0), "stride is 0"),
        (lambda: LocallyConnected(1, 1, (2, 2), 3, np.random.default_rng(0)), r"size is \(2, 2\), too small"),
        (lambda: LocallyConnected(1, 1, (4, 4), (1, 2, 3), np.random.default_rng(0)), "expected one number or two"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
