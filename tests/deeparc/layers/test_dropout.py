"""Dropout: both forms, their masks, and what they are on average."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.core.layer import Chain
from deeparc.core.namespace import asarray
from deeparc.layers.dropout import Dropout
from deeparc.layers.linear import Linear


def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("form", ["inverted", "classic"])
@pytest.mark.parametrize("train", [True, False])
def test_gradient(form, train):
    x = np.random.default_rng(1).standard_normal((4, 6))
    check_layer(lambda **_: Dropout(0.4, rng(), form=form), x, train=train)


@pytest.mark.parametrize("device", ["numpy", "cpu"])
def test_values(device):
    x = asarray(np.full((200, 100), 2.0), device=device)
    classic, inverted = Dropout(0.25, rng(), form="classic"), Dropout(0.25, rng())
    a, b = np.asarray(classic.forward(x, train=True)), np.asarray(inverted.forward(x, train=True))
    assert set(np.unique(a)) == {0, 2}
    np.testing.assert_allclose(b, a / 0.75)
    assert np.mean(a == 0) == pytest.approx(0.25, abs=0.01)
    np.testing.assert_allclose(classic.forward(x), 1.5)  # (1 − p) x
    np.testing.assert_allclose(inverted.forward(x), 2)


def test_classic_is_the_decks_w_test():
    net = Chain([Dropout(0.5, rng(), form="classic"), Linear(6, 3, rng(), bias=False, dtype="float64")])
    x = np.random.default_rng(1).standard_normal((4, 6))
    np.testing.assert_allclose(net.forward(x), x @ (0.5 * net.params["1.w"]).T)  # W_test = (1 − p) W_train


def test_mean_over_all_the_nets_of_a_linear_layer():
    p, x, n = 0.3, np.array([[1.0, -2.0, 3.0]]), 3
    masks = np.array([[(k >> i) & 1 for i in range(n)] for k in range(2**n)])  # 2^N sub-networks
    chance = np.prod(np.where(masks, 1 - p, p), axis=1)
    np.testing.assert_allclose(chance @ (masks * x), Dropout(p, rng(), form="classic").forward(x)[0])


def test_masks_come_from_the_generator_on_every_backend():
    x = np.ones((5, 7), np.float32)
    a, b = (np.asarray(Dropout(0.5, rng()).forward(asarray(x, device=d), train=True)) for d in ("numpy", "cpu"))
    np.testing.assert_array_equal(a, b)
    layer = Dropout(0.5, rng())
    assert (layer.forward(x, train=True) != layer.forward(x, train=True)).any()


def test_p_of_0_does_nothing():
    x = np.ones((2, 3))
    np.testing.assert_array_equal(Dropout(0, rng()).forward(x, train=True), x)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Dropout(1.0, rng()), "p is 1, expected a number of at least 0 and below 1"),
        (lambda: Dropout(0.5, rng(), form="other"), "form is 'other'"),
        (lambda: Dropout(0.5, rng()).forward(np.ones((0, 2))), r"x has shape \(0, 2\)"),
        (lambda: Dropout(0.5, rng()).backward(np.ones((1, 2))), "backward was called before forward"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
