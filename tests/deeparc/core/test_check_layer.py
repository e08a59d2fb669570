"""The check of layers passes what is right and finds each kind of mistake."""

import numpy as np
import pytest

from deeparc.core.check import check_layer
from deeparc.core.layer import Layer
from deeparc.core.namespace import asarray, namespace

X = np.random.default_rng(0).standard_normal((4, 3))


class Scale(Layer):
    """y = w x, with a flaw that is asked for."""

    def __init__(self, flaw="", *, device="numpy", dtype="float32"):
        super().__init__()
        self.flaw = flaw
        self.params["w"] = asarray(np.array([0.5, -1.5, 2.0]), dtype=dtype, device=device)

    def forward(self, x, *, train=False):
        self._x = x
        if self.flaw == "changes x":
            x *= 2
        return x * self.params["w"]

    def backward(self, dy, *, need_dx=True):
        xp, w = namespace(dy), self.params["w"]
        dw = xp.sum(dy * self._x, axis=0)
        if self.flaw == "adds up" and "w" in self.grads:
            dw = dw + self.grads["w"]
        if self.flaw == "updates":
            w -= 0.1 * dw
        if self.flaw == "changes dy":
            dy *= 2
        if self.flaw == "sum over nothing":
            dw = xp.sum(dy * self._x)
        if self.flaw == "float64":
            dw = xp.astype(dw, xp.float64)
        self.grads["v" if self.flaw == "name" else "w"] = dw
        if self.flaw == "wrong dw":
            self.grads["w"] = 1.01 * dw
        if self.flaw == "no dx":
            return None
        if need_dx or self.flaw == "always dx":
            return -dy * w if self.flaw == "sign" else dy * w
        return None


def test_right():
    check_layer(Scale, X)


@pytest.mark.parametrize(
    ("flaw", "message"),
    [
        ("sign", "dx along a random direction .*opposite sign"),
        ("wrong dw", r"grads\['w'\] along a random direction"),
        ("sum over nothing", r"grads\['w'\] has shape \(\), expected \(3,\)"),
        ("name", r"grads has \['v'\], params has \['w'\]"),
        ("no dx", "dx is None: is a `return` missing"),
        ("always dx", "need_dx=False"),
        ("adds up", "of a second backward"),
        ("updates", r"backward changed params\['w'\]"),
        ("changes x", "the layer changed its input x"),
        ("changes dy", "backward changed dy"),
        ("float64", r"grads\['w'\] has dtype float64 on numpy, expected float32"),
    ],
)
def test_flaws(flaw, message):
    with pytest.raises(AssertionError, match=message):
        check_layer(lambda **where: Scale(flaw, **where), X)


class Detached(Scale):
    """Its forward is cut off from autograd, so that only the oracle can tell."""

    def forward(self, x, *, train=False):
        y = super().forward(x)
        return y.detach() if hasattr(y, "detach") else y


class Other(Scale):
    """Its forward is another function on PyTorch."""

    def forward(self, x, *, train=False):
        return super().forward(x) * (2 if hasattr(x, "detach") else 1)


def test_autograd_is_asked():
    with pytest.raises(AssertionError, match="against autograd"):
        check_layer(Detached, X)
    check_layer(Detached, X, autograd=False)


def test_backends_are_compared():
    with pytest.raises(AssertionError, match="y on cpu"):
        check_layer(Other, X)


def test_kinks_are_avoided():
    class Absolute(Layer):
        def forward(self, x, *, train=False):
            self._x = x
            return namespace(x).abs(x)

        def backward(self, dy, *, need_dx=True):
            return dy * namespace(dy).sign(self._x) if need_dx else None

    x = np.array([[0.0, 1.0], [-1e-9, 1e-9]])
    with pytest.raises(AssertionError, match="central differences"):
        check_layer(lambda **_: Absolute(), x)
    check_layer(lambda **_: Absolute(), x, kinks=[0])
