"""LeNet-5: the published counts, its loss, and that it learns."""

import numpy as np
import pytest
import torch

from deeparc.core.check import assert_gradient, check_layer
from deeparc.core.loss import cross_entropy
from deeparc.core.namespace import asarray, to_numpy
from deeparc.core.optim import Momentum
from deeparc.vision.lenet5 import C3_TABLE, LeNet5, ModernLeNet5, codes, counts, loss

PUBLISHED = {  # trainable parameters and connections, LeCun et al. 1998, section II.B
    "C1": (156, 122_304),
    "S2": (12, 5_880),
    "C3": (1_516, 151_600),
    "S4": (32, 2_000),
    "C5": (48_120, 48_120),
    "F6": (10_164, 10_164),
    "output": (0, 840),
    "total": (60_000, 340_908),
}


def digits(n, seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, 1, 32, 32)).astype(np.float32), rng.integers(0, 10, n)


def test_published_counts():
    assert counts() == PUBLISHED


def test_the_table_is_the_papers():
    assert C3_TABLE.shape == (16, 6)
    assert C3_TABLE.sum() == 60
    assert C3_TABLE.sum(axis=1).tolist() == [3] * 6 + [4] * 9 + [6]
    assert C3_TABLE.sum(axis=0).tolist() == [10] * 6  # each map of S2 is seen equally often
    assert len({tuple(row) for row in C3_TABLE.tolist()}) == 16  # no two maps see the same: symmetry is broken


def test_codes_are_pictures_that_differ():
    pictures = codes()
    assert pictures.shape == (10, 84)
    assert set(np.unique(pictures)) == {-1.0, 1.0}
    different = np.sum(pictures[:, None] != pictures, axis=-1)
    assert different[~np.eye(10, dtype=bool)].min() >= 8


@pytest.mark.parametrize("kind", [LeNet5, ModernLeNet5])
def test_shapes_types_and_seeds(kind):
    x, _ = digits(2)
    net = kind(np.random.default_rng(3))
    y = net.forward(x)
    assert y.shape == (2, 10)
    assert y.dtype == np.float32
    np.testing.assert_array_equal(y, kind(np.random.default_rng(3)).forward(x))
    again = kind(np.random.default_rng(3), device="cpu").forward(torch.tensor(x))
    np.testing.assert_allclose(y, again, rtol=1e-4, atol=1e-4)


def test_modern_parameters():
    net = ModernLeNet5(np.random.default_rng(0))
    assert sum(p.size for p in net.params.values()) == 156 + 2_416 + 48_120 + 10_164 + 850


@pytest.mark.parametrize("kind", [LeNet5, ModernLeNet5])
def test_protocol(kind):
    check_layer(lambda **where: kind(np.random.default_rng(0), **where), digits(2)[0].astype(float), directions=1)


@pytest.mark.parametrize(
    ("kind", "criterion", "eta", "steps"),
    [(LeNet5, loss, 0.002, 250), (ModernLeNet5, cross_entropy, 0.1, 80)],
    ids=["1998", "modern"],
)
def test_it_learns_one_batch_by_heart(kind, criterion, eta, steps):
    x, t = digits(20)
    net, optimiser = kind(np.random.default_rng(0)), Momentum(eta)
    values = []
    for _ in range(steps):
        value, dy = criterion(net.forward(x, train=True), t)
        net.backward(dy, need_dx=False)
        optimiser.step(net.params, net.grads)
        values.append(float(value))
    assert values[-1] < 0.1 * values[0]
    y = net.forward(x)
    assert ((np.argmin(y, axis=1) if kind is LeNet5 else np.argmax(y, axis=1)) == t).all()


@pytest.mark.parametrize("device", ["numpy", "cpu"])
def test_the_loss_by_hand_and_its_gradient(device):
    y = np.abs(np.random.default_rng(0).standard_normal((4, 3)))
    t = np.array([0, 2, 1, 1])

    def by_hand(y):
        return np.mean([y[b, t[b]] + np.log(np.exp(-1.5) + np.exp(-y[b]).sum()) for b in range(4)])

    value, dy = loss(asarray(y, device=device), asarray(t, device=device), j=1.5)
    assert float(value) == pytest.approx(by_hand(y))
    assert_gradient(by_hand, y, to_numpy(dy))


def test_the_loss_neither_overflows_nor_pushes_what_is_far():
    y = np.array([[0.0, 1e6, 1e6]], np.float32)
    value, dy = loss(y, np.array([0]), j=50.0)
    assert value == pytest.approx(0, abs=1e-6)
    np.testing.assert_allclose(dy, 0, atol=1e-6)
    assert dy.dtype == np.float32


Y = np.ones((2, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: LeNet5(np.random.default_rng(0)).forward(np.zeros((1, 1, 28, 28), np.float32)), "too small|expected"),
        (lambda: LeNet5(np.random.default_rng(0)).forward(np.zeros((1, 3, 32, 32), np.float32)), r"\(B, 1, any, any\)"),
        (lambda: LeNet5(np.random.default_rng(0)).forward(np.zeros((1, 1, 32, 32))), "x has dtype float64"),
        (lambda: loss(Y, np.array([0])), r"y has shape \(2, 3\) and labels \(1,\)"),
        (lambda: loss(Y, np.array([0, 3])), "labels go from 0 to 3, expected 0 to 2"),
        (lambda: loss(Y, np.array([-1, 0])), "labels go from -1"),
        (lambda: loss(Y, np.array([0, 1]), j=np.nan), "j is nan"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
