"""Automatic differentiation in both modes: `Dual` numbers forward, `Value` on a tape backward.

Both take each elementary operation with its derivative from one table. Forward mode carries the change of every
intermediate value along with the value: one pass for each direction of the input. Reverse mode writes down which value
came from which, and passes ∂E/∂value back along the way: one pass for all inputs of a single number E.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partialmethod

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray

Elementary = tuple[Callable[[FloatArray], FloatArray], Callable[[FloatArray, FloatArray], FloatArray]]

ELEMENTARY: dict[str, Elementary] = {  # name: f(x), and f'(x) from x and y = f(x)
    "exp": (np.exp, lambda x, y: y),
    "log": (np.log, lambda x, y: 1 / x),
    "tanh": (np.tanh, lambda x, y: 1 - y * y),
    "sigmoid": (lambda x: 0.5 * np.tanh(0.5 * x) + 0.5, lambda x, y: y * (1 - y)),
    "relu": (lambda x: np.maximum(x, 0.0), lambda x, y: (x > 0) * 1.0),
}


def _power_slope(x: FloatArray, c: float) -> FloatArray:
    """Return c x^(c−1), and 0 for c = 0 also where x is 0."""
    return c * x ** (c - 1) if c else np.zeros_like(x)


class _Arithmetic:
    """What both modes share: all other operators, and the functions of the table as methods, `x.tanh()`."""

    __array_ufunc__ = None  # array + value is the value's business

    def _apply(self, name: str):
        return self.elementary(name)

    exp, log, tanh = partialmethod(_apply, "exp"), partialmethod(_apply, "log"), partialmethod(_apply, "tanh")
    sigmoid, relu = partialmethod(_apply, "sigmoid"), partialmethod(_apply, "relu")

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + other * -1.0

    def __rsub__(self, other):
        return self * -1.0 + other

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        return self * other**-1.0

    def __rtruediv__(self, other):
        return self**-1.0 * other


class Dual(_Arithmetic):
    """A number with its rate of change: x + ẋ ε with ε² = 0.

    Args:
        data: x, a number or an array.
        dot: ẋ, shaped like it; 0 for constants.

    Source: Wengert, A simple automatic derivative evaluation program, 1964.
    """

    def __init__(self, data: ArrayLike, dot: ArrayLike = 0.0) -> None:
        self.data = np.asarray(data, float)
        self.dot = np.broadcast_to(np.asarray(dot, float), self.data.shape)

    def __repr__(self) -> str:
        return f"Dual({self.data}, {self.dot})"

    def __add__(self, other: Dual | ArrayLike) -> Dual:
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.data + other.data, self.dot + other.dot)

    def __mul__(self, other: Dual | ArrayLike) -> Dual:
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.data * other.data, self.dot * other.data + self.data * other.dot)

    def __pow__(self, c: float) -> Dual:
        return Dual(self.data**c, _power_slope(self.data, c) * self.dot)

    def elementary(self, name: str) -> Dual:
        """Return f(x) with the rate f'(x) ẋ."""
        f, slope = ELEMENTARY[name]
        y = f(self.data)
        return Dual(y, slope(self.data, y) * self.dot)


class Value(_Arithmetic):
    """A number or array that remembers how it was made, so that gradients can be passed back.

    Args:
        data: the value, float64; operands of different shapes are broadcast as in NumPy.
        parents: the values it was made from.
        pull: turns ∂E/∂self into ∂E/∂parent, one for each parent.

    Attributes:
        data: the value.
        grad: ∂E/∂data after `E.backward()`, shaped like it; 0 before.

    Source: Linnainmaa 1970 (reverse mode); Griewank & Walther, Evaluating derivatives, 2008.
    """

    def __init__(self, data: ArrayLike, parents: tuple[Value, ...] = (), pull: Callable | None = None) -> None:
        self.data = np.asarray(data, float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self._pull = pull

    def __repr__(self) -> str:
        return f"Value({self.data}, grad={self.grad})"

    def __add__(self, other: Value | ArrayLike) -> Value:
        other = _value(other)
        return Value(self.data + other.data, (self, other), lambda g: (g, g))

    def __mul__(self, other: Value | ArrayLike) -> Value:
        other = _value(other)
        return Value(self.data * other.data, (self, other), lambda g: (g * other.data, self.data * g))

    def __pow__(self, c: float) -> Value:
        return Value(self.data**c, (self,), lambda g: (g * _power_slope(self.data, c),))

    def __matmul__(self, other: Value | ArrayLike) -> Value:
        other = _value(other)
        if self.data.ndim != 2 or other.data.ndim != 2:
            raise ValueError(f"@ takes two matrices, not shapes {self.data.shape} and {other.data.shape}")
        return Value(self.data @ other.data, (self, other), lambda g: (g @ other.data.T, self.data.T @ g))

    @property
    def T(self) -> Value:
        """The transpose."""
        return Value(self.data.T, (self,), lambda g: (g.T,))

    def sum(self, axis: int | None = None, keepdims: bool = False) -> Value:
        """Return the sum over one axis, or over all; every summand gets the whole gradient."""

        def pull(g: FloatArray) -> tuple[FloatArray]:
            g = np.expand_dims(g, axis) if axis is not None and not keepdims else g
            return (np.broadcast_to(g, self.data.shape),)

        return Value(self.data.sum(axis=axis, keepdims=keepdims), (self,), pull)

    def elementary(self, name: str) -> Value:
        """Return f(x), which passes back f'(x) times what comes from above."""
        f, slope = ELEMENTARY[name]
        y = f(self.data)
        return Value(y, (self,), lambda g: (g * slope(self.data, y),))

    def order(self) -> list[Value]:
        """Return all values that this one depends on, each after those it was made from; itself last."""
        done: list[Value] = []
        seen: set[int] = {id(self)}
        stack: list[tuple[Value, Iterator[Value]]] = [(self, iter(self.parents))]
        while stack:  # depth first with a stack of its own, since Python's is too short for deep nets
            value, parents = stack[-1]
            parent = next((p for p in parents if id(p) not in seen), None)
            if parent is None:
                done.append(value)
                stack.pop()
            else:
                seen.add(id(parent))
                stack.append((parent, iter(parent.parents)))
        return done

    def backward(self) -> None:
        """Put ∂self/∂value into the `grad` of every value below; calling it again gives the same.

        Raises:
            ValueError: this value is not a single number.
        """
        if self.data.size != 1:
            raise ValueError(f"backward starts at one number, not at an array of shape {self.data.shape}")
        order = self.order()
        for value in order:
            value.grad = np.zeros_like(value.data)
        self.grad = np.ones_like(self.data)
        for value in reversed(order):  # a value's grad is complete once all that use it have been visited
            if value._pull is not None:
                for parent, part in zip(value.parents, value._pull(value.grad), strict=True):
                    parent.grad = parent.grad + _unbroadcast(part, parent.data.shape)


def _value(x: Value | ArrayLike) -> Value:
    return x if isinstance(x, Value) else Value(x)


def _unbroadcast(g: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    """Add up over the axes along which NumPy repeated the operand, so that its gradient has its shape."""
    g = g.sum(axis=tuple(range(g.ndim - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1 and g.shape[k] != 1)
    return g.sum(axis=stretched, keepdims=True) if stretched else g
