"""Losses: gradients by differences, parity with torch, values by hand, bad input."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from deeparc.core.check import assert_gradient
from deeparc.core.loss import cross_entropy, hinge, logistic, negative_log_likelihood, square
from deeparc.core.namespace import asarray

RNG = np.random.default_rng(0)
X = RNG.standard_normal((6, 4))
LABELS = RNG.integers(0, 4, 6)
SOFT = RNG.dirichlet(np.ones(4), 6)
SIGNS = np.where(RNG.random((6, 4)) < 0.5, -1.0, 1.0)
SEQUENCE = RNG.standard_normal((2, 3, 4))

CASES = {
    "square": (square, X, SOFT, lambda x, t: 0.5 * F.mse_loss(x, t, reduction="sum") / len(x)),
    "square of a vector": (square, X[:, 0], SOFT[:, 0], lambda x, t: 0.5 * F.mse_loss(x, t)),
    "hinge": (hinge, X, SIGNS, lambda x, t: torch.relu(1 - t * x).sum() / len(x)),
    "hinge of a vector": (hinge, X[:, 0], SIGNS[:, 0], lambda x, t: torch.relu(1 - t * x).mean()),
    "logistic": (logistic, X, SIGNS, lambda x, t: F.soft_margin_loss(x, t, reduction="sum") / len(x)),
    "cross-entropy": (cross_entropy, X, LABELS, F.cross_entropy),
    "cross-entropy of rows": (cross_entropy, X, SOFT, F.cross_entropy),
    "cross-entropy of a sequence": (
        cross_entropy,
        SEQUENCE,
        LABELS.reshape(2, 3),
        lambda x, t: F.cross_entropy(x.reshape(-1, 4), t.reshape(-1)),
    ),
    "likelihood": (negative_log_likelihood, X, LABELS, F.nll_loss),
}


@pytest.mark.parametrize("name", CASES)
def test_gradient(name):
    loss, x, t, _ = CASES[name]
    assert_gradient(lambda x: float(loss(x, t)[0]), x, loss(x, t)[1])


@pytest.mark.parametrize("name", CASES)
def test_as_torch_and_on_torch(name):
    loss, x, t, theirs = CASES[name]
    on_torch, targets = torch.tensor(x, requires_grad=True), torch.tensor(t)
    expected = theirs(on_torch, targets)
    (by_autograd,) = torch.autograd.grad(expected, on_torch)
    for backend in ("numpy", "cpu"):
        value, dx = loss(asarray(x, device=backend), asarray(t, device=backend))
        np.testing.assert_allclose(value, expected.detach(), rtol=1e-13)
        np.testing.assert_allclose(dx, by_autograd, atol=1e-15)
    (own,) = torch.autograd.grad(loss(on_torch, targets)[0], on_torch)
    np.testing.assert_allclose(own, by_autograd, atol=1e-15)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("backend", ["numpy", "cpu"])
def test_dtype_and_arguments_are_kept(name, backend):
    loss, x, t, _ = CASES[name]
    kind = None if t.dtype.kind == "i" else "float32"
    x32, t32 = (asarray(a.copy(), dtype=d, device=backend) for a, d in ((x, "float32"), (t, kind)))
    value, dx = loss(x32, t32)
    assert str(dx.dtype).endswith("float32")
    assert str(value.dtype).endswith("float32")
    assert tuple(dx.shape) == x.shape
    np.testing.assert_array_equal(x32, x.astype(np.float32))


def test_values_by_hand():
    f, s = np.array([2.0, -0.5]), np.array([1.0, 1.0])
    assert square(f, s)[0] == pytest.approx((0.5 + 1.125) / 2)
    assert hinge(f, s)[0] == pytest.approx(0.75)
    assert logistic(f, s)[0] == pytest.approx((np.log1p(np.exp(-2)) + np.log1p(np.exp(0.5))) / 2)
    assert cross_entropy(np.zeros((3, 10)), np.array([0, 5, 9]))[0] == pytest.approx(np.log(10))


def test_all_are_large_for_wrong_and_small_for_right():
    for loss in (square, hinge, logistic):
        right, wrong = (loss(np.array([f]), np.array([1.0]))[0] for f in (1.0, -1.0))
        assert wrong > right >= 0


def test_one_hot_rows_are_class_numbers():
    a, b = cross_entropy(X, LABELS), cross_entropy(X, np.eye(4)[LABELS])
    assert a[0] == pytest.approx(b[0])
    np.testing.assert_allclose(a[1], b[1])


def test_large_logits():
    for x in (1e4, -1e4):
        value, dx = logistic(np.array([x]), np.array([1.0]))
        assert value == pytest.approx(max(-x, 0))
        assert dx[0] == pytest.approx(-1.0 if x < 0 else 0.0)
    value, dx = cross_entropy(np.array([[1e4, -1e4]]), np.array([1]))
    assert value == pytest.approx(2e4)
    assert dx.tolist() == [[1, -1]]


def test_a_class_may_be_ruled_out():
    value, dx = cross_entropy(np.array([[0.0, 0.0, -np.inf]]), np.array([0]))
    assert value == pytest.approx(np.log(2))
    np.testing.assert_allclose(dx, [[-0.5, 0.5, 0]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: square(X, SOFT[:2]), r"prediction has shape \(6, 4\) and targets \(2, 4\), expected the same"),
        (lambda: square(X[:0], SOFT[:0]), "not empty"),
        (lambda: square(X, SOFT.astype(np.float32)), "targets have dtype float32, but the prediction has float64"),
        (lambda: square(X.astype(int), SOFT), "prediction has dtype int64"),
        (lambda: hinge(X, SOFT), "targets run from .* expected −1 and \\+1"),
        (lambda: logistic(X, 0 * SIGNS), "targets run from -?0 to -?0"),
        (lambda: cross_entropy(X, LABELS + 1), "targets run from 2 to 4, expected classes from 0 to 3"),
        (lambda: cross_entropy(X, LABELS - 4), "targets run from -3"),
        (lambda: cross_entropy(X, LABELS[:3]), r"prediction has shape \(6, 4\) and targets \(3,\)"),
        (lambda: cross_entropy(X, LABELS.astype(float)), "targets have dtype float64, expected integers"),
        (lambda: cross_entropy(X, torch.tensor(LABELS)), "targets are on 'cpu', but the prediction is on 'numpy'"),
        (lambda: negative_log_likelihood(X[:0], LABELS[:0]), "not empty"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
