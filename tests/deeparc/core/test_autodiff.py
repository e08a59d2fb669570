"""Both modes of automatic differentiation against differences, against each other and against PyTorch's autograd."""

import numpy as np
import pytest
import torch

from deeparc.core.autodiff import ELEMENTARY, Dual, Value
from deeparc.core.check import assert_close, assert_gradient

RNG = np.random.default_rng(0)


def by_reverse(f, *arrays):
    leaves = [Value(a) for a in arrays]
    y = f(*leaves)
    y.backward()
    return y.data, [leaf.grad for leaf in leaves]


@pytest.mark.parametrize("name", ELEMENTARY)
def test_elementary_functions(name):
    x = RNG.uniform(0.2, 2.0, 7) * (1 if name == "log" else RNG.choice([-1, 1], 7))
    _, (g,) = by_reverse(lambda v: v.elementary(name).sum(), x)
    assert_gradient(lambda p: float(ELEMENTARY[name][0](p).sum()), x, g)
    assert_close(Dual(x, 1.0).elementary(name).dot, g)
    assert_close(getattr(Dual(x, 1.0), name)().dot, g)
    assert_close(getattr(Value(x), name)().data, ELEMENTARY[name][0](x))


def test_kink_and_far_ends():
    _, (g,) = by_reverse(lambda v: v.relu().sum(), np.array([-1.0, 0.0, 2.0]))
    assert g.tolist() == [0, 0, 1]
    y, (g,) = by_reverse(lambda v: v.sigmoid().sum(), np.array([-1000.0, 1000.0]))
    assert float(y) == 1
    assert g.tolist() == [0, 0]


def mixed(x, w, b, tanh=lambda a: a.tanh(), exp=lambda a: a.exp()):
    """An expression with every operator, broadcasting both ways, and values used twice."""
    h = tanh(x @ w + b)
    again = (h - 0.5) * h / (2.0 + exp(h)) + 1.0 / (h * h + 1.5) - 3.0 * h
    return ((1.0 - again) ** 2 * b).sum() + (-x).sum(axis=0).sum() + (h.T @ h).sum(axis=1, keepdims=True).sum()


def test_against_autograd():
    arrays = RNG.standard_normal((5, 3)), RNG.standard_normal((3, 4)), RNG.standard_normal((1, 4))
    y, grads = by_reverse(mixed, *arrays)
    leaves = [torch.tensor(a, requires_grad=True) for a in arrays]
    expected = mixed(*leaves, tanh=torch.tanh, exp=torch.exp)
    expected.backward()
    assert_close(y, expected.item())
    for g, leaf in zip(grads, leaves, strict=True):
        assert_close(g, leaf.grad.numpy())


def test_both_modes_agree_and_a_scalar_spreads():
    def f(a, b):
        return (a * b + a**3.0) / (b - 4.0) + (a * 0.3).sigmoid() - 2.0 / b + (-a)

    _, (da, db) = by_reverse(f, 1.2, -0.7)
    assert_close(f(Dual(1.2, 1.0), Dual(-0.7)).dot, da)
    assert_close(f(Dual(1.2), Dual(-0.7, 1.0)).dot, db)
    assert_gradient(lambda p: float(f(Dual(p[0]), Dual(p[1])).data), np.array([1.2, -0.7]), np.array([da, db]))
    _, (g,) = by_reverse(lambda s: (s * np.arange(6.0).reshape(2, 3)).sum(), 2.0)
    assert g.shape == ()
    assert g == 15
    _, (g,) = by_reverse(lambda m: (Value(np.ones((2, 3))) @ m).sum(), np.ones((3, 1)))
    assert g.ravel().tolist() == [2, 2, 2]


def test_values_used_twice_add_up():
    _, (g,) = by_reverse(lambda a: a + a, 3.0)
    assert g == 2
    _, (g,) = by_reverse(lambda a: a * a * a, 3.0)
    assert g == 27
    x = Value(1.5)
    y = x * x
    z = y + y * y  # y is visited once, after both of its uses
    z.backward()
    assert x.grad == pytest.approx(2 * 1.5 + 4 * 1.5**3)


def test_calling_twice_gives_the_same():
    x = Value(0.7)
    y = (x * x).tanh()
    y.backward()
    first = float(x.grad)
    y.backward()
    assert float(x.grad) == first


def test_deep_chain_and_many_paths():
    x = Value(1.0)
    y = x
    for _ in range(20_000):
        y = y * 1.0
    y.backward()
    assert x.grad == 1
    y = x
    for _ in range(60):  # 2⁶⁰ paths, 121 values
        y = y + y
    assert len(y.order()) == 61
    y.backward()
    assert x.grad == 2.0**60


def test_bad_use():
    with pytest.raises(ValueError, match="one number"):
        Value([1.0, 2.0]).backward()
    with pytest.raises(ValueError, match="two matrices"):
        Value([1.0, 2.0]) @ Value([1.0, 2.0])
    assert repr(Value(1.0)) == "Value(1.0, grad=0.0)"
    assert repr(Dual(1.0, 2.0)) == "Dual(1.0, 2.0)"


def test_power_zero_is_a_constant_also_at_zero():
    x = Value([0.0, 2.0])
    (x**0).sum().backward()
    assert x.grad.tolist() == [0, 0]
    assert float((Dual(0.0, 1.0) ** 0).dot) == 0
