"""The recurrent network: the same weights at every time step, with the last hidden state as a second input."""

from collections.abc import Callable
from types import ModuleType
from typing import Literal

import numpy as np

from deeparc.core.initialise import Initialiser, glorot_uniform, orthogonal
from deeparc.core.layer import Layer, check_batch, check_dy, check_kind, parameter
from deeparc.core.namespace import Array, empty_like, namespace, zeros_like
from deeparc.core.validate import whole

Psi = Literal["tanh", "sigmoid", "relu", "identity"]

# ψ(a) and, from h = ψ(a), its slope ψ'(a), both in a namespace
PSI: dict[str, tuple[Callable[[ModuleType, Array], Array], Callable[[ModuleType, Array], Array]]] = {
    "tanh": (lambda xp, a: xp.tanh(a), lambda xp, h: 1 - h * h),
    "sigmoid": (lambda xp, a: 0.5 * xp.tanh(0.5 * a) + 0.5, lambda xp, h: h * (1 - h)),
    "relu": (lambda xp, a: xp.maximum(a, 0), lambda xp, h: xp.sign(h)),
    "identity": (lambda xp, a: a, lambda xp, h: xp.ones_like(h)),
}


class Recurrent(Layer):
    """What recurrent layers share: G blocks of weights, pre-activations W x(t) + b before the loop, gradients after it.

    Inside, time comes first, so that each step is one block of memory. Of the backward pass only δ(t−1) from δ(t)
    needs the loop; with δ of all steps known, dW = Σ_t δ(t) x(t)ᵀ and dU = Σ_t δ(t) h(t−1)ᵀ are one product each.

    Args:
        n_in: inputs D of one step.
        n_hidden: hidden units H.
        rng: draws the weights.
        blocks: G, how many pre-activations a hidden unit has: 1, or one for each gate.
        initialise: how each block of w is drawn, see `deeparc.core.initialise`.
        initialise_u: how each block of u is drawn.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.
    """

    def __init__(
        self,
        n_in: int,
        n_hidden: int,
        rng: np.random.Generator,
        *,
        blocks: int,
        initialise: Initialiser,
        initialise_u: Initialiser,
        device: str,
        dtype: str,
    ) -> None:
        super().__init__()
        self.n_in, self.n_hidden = d, h = whole(n_in, "n_in"), whole(n_hidden, "n_hidden")
        w = [initialise(rng, (h, d), fan_in=d, fan_out=h) for _ in range(blocks)]
        u = [initialise_u(rng, (h, h), fan_in=h, fan_out=h) for _ in range(blocks)]
        values = {"w": np.concatenate(w), "u": np.concatenate(u), "b": np.zeros(blocks * h)}
        self.params.update({name: parameter(value, device=device, dtype=dtype) for name, value in values.items()})
        self._x: Array | None = None  # (T·B, D)
        self._h: Array | None = None  # (T + 1, B, H), the first is the start

    def _open(self, x: Array) -> tuple[int, int]:
        """Check x (B, T, D), keep it with time first, make room for h, and return T and B."""
        check_batch(x, (None, self.n_in), self.params["w"])
        n, steps = x.shape[0], x.shape[1]
        self._x = namespace(x).permute_dims(x, (1, 0, 2)).reshape(-1, self.n_in)
        self._h = empty_like(x, (steps + 1, n, self.n_hidden))
        return steps, n

    def _first(self, start: Array | None, n: int, what: str = "start") -> Array:
        """Return the state before the first step, (B, H): zeros, or `start` after a check."""
        if start is None:
            return zeros_like(self.params["w"], (n, self.n_hidden))
        shape = tuple(getattr(start, "shape", ()))
        if shape != (n, self.n_hidden):
            raise ValueError(f"{what} has shape {shape}, expected {(n, self.n_hidden)}")
        check_kind(start, self.params["w"], what)
        return start

    def _outputs(self) -> Array:
        """Return h(1) … h(T) with the batch first, (B, T, H)."""
        return namespace(self._h).permute_dims(self._h[1:], (1, 0, 2))

    def _from_above(self, dy: Array) -> Array:
        """Check dy (B, T, H) and return it with time first."""
        h = self._h
        check_dy(dy, None if h is None else (h.shape[1], h.shape[0] - 1, h.shape[2]), self.params["w"])
        return namespace(dy).permute_dims(dy, (1, 0, 2))

    def _close(self, delta: Array, need_dx: bool) -> Array | None:
        """Set grads of w and b from δ (T, B, G·H), and return dx (B, T, D)."""
        steps, n, width = delta.shape
        xp, rows = namespace(delta), delta.reshape(-1, width)
        self.grads["w"] = rows.T @ self._x
        self.grads["b"] = xp.sum(rows, axis=0)
        if not need_dx:
            return None
        return xp.permute_dims((rows @ self.params["w"]).reshape(steps, n, self.n_in), (1, 0, 2))


class RNN(Recurrent):
    """Hidden state h(t) = ψ(W x(t) + U h(t−1) + b), which is also the output.

    Unfolded over T steps it is a net of T layers that share W, U and b. The Jacobian ∂h(t)/∂h(t−1) = diag(ψ') U comes
    once for each step between a cause and its effect: the gradient vanishes or explodes like its norm to that power.

    Args:
        n_in: inputs D of one step.
        n_hidden: hidden units H.
        rng: draws the weights.
        psi: ψ: `"tanh"`, `"sigmoid"` (Elman's), `"relu"` or `"identity"`.
        initialise: how W is drawn, see `deeparc.core.initialise`.
        initialise_u: how U is drawn; orthogonal by default, which keeps lengths.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: `"w"` (H, D), `"u"` (H, H), `"b"` (H,), which starts at 0.
        state: h(T) of the last `forward`, (B, H): give it as `start` to go on from there.
        dstart: gradient for `start` after `backward`, (B, H).

    Raises:
        ValueError: sizes below 1, an unknown ψ, device or type.

    Differs from the paper: Elman copied h(t−1) into context units and stopped the gradient there; here it goes back
    through all steps of the sequence. For truncation cut the sequence and pass `state` on as `start`.
    Source: Elman, Finding structure in time, 1990; the gradient: Werbos, Backpropagation through time, 1990.
    Decks: neverova, nature.
    """

    def __init__(
        self,
        n_in: int,
        n_hidden: int,
        rng: np.random.Generator,
        *,
        psi: Psi = "tanh",
        initialise: Initialiser = glorot_uniform,
        initialise_u: Initialiser = orthogonal,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        if psi not in PSI:
            raise ValueError(f"psi is {psi!r}, expected one of {', '.join(PSI)}")
        draw = {"initialise": initialise, "initialise_u": initialise_u}
        super().__init__(n_in, n_hidden, rng, blocks=1, device=device, dtype=dtype, **draw)
        self.psi = psi
        self.state: Array | None = None
        self.dstart: Array | None = None

    def forward(self, x: Array, *, train: bool = False, start: Array | None = None) -> Array:
        """Return h(1) … h(T), (B, T, H).

        Args:
            x: (B, T, D).
            train: makes no difference.
            start: h(0), (B, H); zeros by default.

        Raises:
            ValueError: another shape, type or device.
        """
        steps, n = self._open(x)
        h, hs = self._first(start, n), self._h
        xp, psi, u = namespace(x), PSI[self.psi][0], self.params["u"].T
        a = self._x @ self.params["w"].T
        a += self.params["b"]
        a = a.reshape(steps, n, -1)  # W x(t) + b of all steps
        hs[0] = h
        for t in range(steps):
            h = psi(xp, a[t] + h @ u)
            hs[t + 1] = h
        self.state = h
        return self._outputs()

    def backward(self, dy: Array, *, need_dx: bool = True, dstate: Array | None = None) -> Array | None:
        """Leave the gradients by back-propagation through time, and return dx, shaped like x.

        With δ(t) = ∂E/∂a(t), a the argument of ψ: δ(t) = (dy(t) + Uᵀ δ(t+1)) ⊙ ψ'(a(t)). Then dW = Σ_t δ(t) x(t)ᵀ,
        dU = Σ_t δ(t) h(t−1)ᵀ, db = Σ_t δ(t), dx(t) = Wᵀ δ(t), and `dstart` = Uᵀ δ(1).

        Args:
            dy: (B, T, H).
            need_dx: False where nothing is below.
            dstate: gradient for `state` that does not come through the output, (B, H); none by default.

        Raises:
            ValueError: dy is not shaped like the output, or there was no `forward`.
        """
        dy, h, u = self._from_above(dy), self._h, self.params["u"]
        delta = PSI[self.psi][1](namespace(h), h[1:])  # a new array: first the slopes, then δ
        dh = self._first(dstate, h.shape[1], "dstate")
        for t in reversed(range(len(delta))):
            d = delta[t]
            d *= dy[t] + dh
            dh = d @ u
        self.dstart = dh
        self.grads["u"] = delta.reshape(-1, self.n_hidden).T @ h[:-1].reshape(-1, self.n_hidden)
        return self._close(delta, need_dx)
