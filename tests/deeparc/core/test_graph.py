"""Graphs of layers: paths that part and meet, several inputs, and the nodes where they meet."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.core.graph import Add, Concat, Graph, Multiply
from deeparc.core.layer import Layer
from deeparc.layers.activations import Identity, Tanh
from deeparc.layers.linear import Linear

X = np.random.default_rng(1).standard_normal((5, 3))


@pytest.mark.parametrize("node", [Add, Multiply, Concat])
@pytest.mark.parametrize("n", [2, 3])
def test_merging_nodes(node, n):
    check_layer(lambda **_: node(), tuple(X + k for k in range(n)))


def test_concat_of_different_sizes_on_another_axis():
    check_layer(lambda **_: Concat(2), (np.ones((2, 3, 4)), np.ones((2, 3, 1))))


def graph(**where):
    rng = np.random.default_rng(0)
    return Graph(
        {
            "a": (Linear(3, 3, rng, **where), "x"),
            "f": (Tanh(), "a"),
            "sum": (Add(), ("x", "f", "z")),
            "gate": (Multiply(), ("sum", "f")),
            "both": (Concat(), ("gate", "sum")),
            "y": (Linear(6, 2, rng, **where), "both"),
        },
        inputs=("x", "z"),
    )


def test_graph():
    check_layer(graph, (X, X[::-1].copy()))


def test_residual_connection():
    def make(**where):
        return Graph({"f": (Linear(3, 3, np.random.default_rng(0), **where), "x"), "y": (Add(), ("x", "f"))})

    check_layer(make, X)
    assert list(make().params) == ["f.w", "f.b"]


def test_the_same_array_twice_gets_both_gradients():
    square = Graph({"y": (Multiply(), ("x", "x"))})
    square.forward(X)
    np.testing.assert_allclose(square.backward(np.ones_like(X)), 2 * X)


def test_work_is_spared_below_what_learns():
    class Spy(Identity):
        asked = None

        def backward(self, dy, *, need_dx=True):
            self.asked = need_dx
            return super().backward(dy, need_dx=need_dx)

    below, above = Spy(), Spy()
    net = Graph(
        {
            "below": (below, "x"),
            "w": (Linear(3, 3, np.random.default_rng(0), dtype="float64"), "below"),
            "y": (above, "w"),
        }
    )
    net.forward(X)
    assert net.backward(X, need_dx=False) is None
    assert (below.asked, above.asked) == (None, True)


def node() -> Layer:
    return Identity()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Graph({}), "expected at least one node"),
        (lambda: Graph({"a": (node(), "b")}), r"node 'a' has inputs \['b'\], expected a new name and some of \['x'\]"),
        (lambda: Graph({"x": (node(), "x")}), "node 'x' has inputs"),
        (lambda: Graph({"a": (node(), "x"), "b": (node(), "x")}), r"\['a'\] do not lead to the output 'b'"),
        (lambda: Graph({"a": (node(), "x")}, inputs=("x", "z")), r"\['z'\] do not lead to the output"),
        (lambda: Graph({"a": (node(), "x")}, output="c"), "output 'c'"),
        (lambda: graph().forward((X,)), "x has 1 parts, expected a tuple of 2: x, z"),
        (lambda: Add().forward((X,)), r"x has shapes \[\(5, 3\)\], expected a tuple of at least two"),
        (lambda: Add().forward((X, X[:2])), "that agree, not empty"),
        (lambda: Add().forward((X, X.astype(np.float32))), "x has dtype float32"),
        (lambda: Concat().forward((X, X[:2])), "that agree but for axis 1"),
        (lambda: Concat(0), "axis is 0"),
        (lambda: Add().backward(X), "backward was called before forward"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
