"""The gated recurrent unit: a hidden state that a gate keeps or replaces, without a cell of its own."""

from typing import Literal

import numpy as np

from deeparc.core.initialise import Initialiser, glorot_uniform, orthogonal
from deeparc.core.layer import parameter
from deeparc.core.namespace import Array, empty_like, namespace
from deeparc.layers.rnn import Recurrent


class GRU(Recurrent):
    """Hidden state h, of which the update gate z keeps a part; the reset gate r hides it from the new candidate n.

        r(t) = σ(W_r x(t) + U_r h(t−1) + b_r)
        z(t) = σ(W_z x(t) + U_z h(t−1) + b_z)
        n(t) = tanh(W_n x(t) + U_n (r(t) ⊙ h(t−1)) + b_n)          reset before the product, as in the paper
        n(t) = tanh(W_n x(t) + r(t) ⊙ (U_n h(t−1) + c) + b_n)      reset after it, as in cuDNN and PyTorch
        h(t) = z(t) ⊙ h(t−1) + (1 − z(t)) ⊙ n(t)

    Args:
        n_in: inputs D of one step.
        n_hidden: hidden units H.
        rng: draws the weights.
        reset: `"before"` or `"after"` the product with U_n.
        initialise: how each of the three blocks of W is drawn, see `deeparc.core.initialise`.
        initialise_u: how each of the three blocks of U is drawn.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: `"w"` (3H, D), `"u"` (3H, H) and `"b"` (3H,), rows in the order r, z, n; `"c"` (H,) with the reset
            after the product. Biases start at 0.
        state: h(T) of the last `forward`, (B, H): give it as `start` to go on from there.
        dstart: gradient for `start` after `backward`, (B, H).

    Raises:
        ValueError: sizes below 1, an unknown place of the reset, device or type.

    Differs from the paper: it has no biases.
    Source: Cho et al., Learning phrase representations using RNN encoder-decoder for statistical machine translation,
    2014, equations 5 to 8. Deck: neverova.
    """

    def __init__(
        self,
        n_in: int,
        n_hidden: int,
        rng: np.random.Generator,
        *,
        reset: Literal["before", "after"] = "before",
        initialise: Initialiser = glorot_uniform,
        initialise_u: Initialiser = orthogonal,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        if reset not in ("before", "after"):
            raise ValueError(f"reset is {reset!r}, expected 'before' or 'after'")
        draw = {"initialise": initialise, "initialise_u": initialise_u}
        super().__init__(n_in, n_hidden, rng, blocks=3, device=device, dtype=dtype, **draw)
        self.reset = reset
        if reset == "after":
            self.params["c"] = parameter(np.zeros(self.n_hidden), device=device, dtype=dtype)
        self.state: Array | None = None
        self.dstart: Array | None = None
        self._gates: Array | None = None  # (T, B, 3H): r, z, n
        self._product: Array | None = None  # (T, B, H): U_n h(t−1) + c where the reset comes after it

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
        xp, k, c = namespace(x), self.n_hidden, self.params.get("c")
        u_gates, u_n = self.params["u"][: 2 * k].T, self.params["u"][2 * k :].T
        a = self._x @ self.params["w"].T
        a += self.params["b"]
        a = a.reshape(steps, n, -1)  # the part of x and b, for all steps
        gates = empty_like(x, (steps, n, 3 * k))
        products = None if c is None else empty_like(x, (steps, n, k))
        hs[0] = h
        for t in range(steps):
            rz = 0.5 * xp.tanh(0.5 * (a[t, :, : 2 * k] + h @ u_gates)) + 0.5  # σ of both gates
            r, z = rz[:, :k], rz[:, k:]
            if c is None:
                new = xp.tanh(a[t, :, 2 * k :] + (r * h) @ u_n)
            else:
                product = h @ u_n + c
                new = xp.tanh(a[t, :, 2 * k :] + r * product)
                products[t] = product
            h = z * h + (1 - z) * new
            gates[t, :, : 2 * k], gates[t, :, 2 * k :], hs[t + 1] = rz, new, h
        self._gates, self._product, self.state = gates, products, h
        return self._outputs()

    def backward(self, dy: Array, *, need_dx: bool = True, dstate: Array | None = None) -> Array | None:
        """Leave the gradients by back-propagation through time, and return dx, shaped like x.

        From the last step to the first, with δ the gradients for the arguments of σ and tanh, and h for h(t−1):

            δ_n = dh ⊙ (1 − z) ⊙ (1 − n²)              δ_z = dh ⊙ (h − n) ⊙ z(1 − z)
            before:  δ_r = Uᵀ_n δ_n ⊙ h ⊙ r(1 − r)          dh(t−1) = dh ⊙ z + Uᵀ_r δ_r + Uᵀ_z δ_z + r ⊙ Uᵀ_n δ_n
            after:   δ_r = δ_n ⊙ (U_n h + c) ⊙ r(1 − r)     dh(t−1) = dh ⊙ z + Uᵀ_r δ_r + Uᵀ_z δ_z + Uᵀ_n (r ⊙ δ_n)

        and dh(t−1) gets dy(t−1) on top. The weights' gradients are sums over t of δ times what the weight saw.

        Args:
            dy: (B, T, H).
            need_dx: False where nothing is below.
            dstate: gradient for `state` that does not come through the output, (B, H); none by default.

        Raises:
            ValueError: dy is not shaped like the output, or there was no `forward`.
        """
        dy, k, products = self._from_above(dy), self.n_hidden, self._product
        steps, n, _ = dy.shape
        before, gates = self._h[:-1], self._gates  # h(t−1)
        u_gates, u_n = self.params["u"][: 2 * k], self.params["u"][2 * k :]
        dh = self._first(dstate, n, "dstate")
        delta = empty_like(dy, (steps, n, 3 * k))
        for t in reversed(range(steps)):
            r, z, new, h, d = gates[t, :, :k], gates[t, :, k : 2 * k], gates[t, :, 2 * k :], before[t], delta[t]
            dh = dy[t] + dh
            d_n = dh * (1 - z) * (1 - new * new)
            if products is None:
                back = d_n @ u_n
                d_r = back * h * (r - r * r)
                back *= r
            else:
                d_r = d_n * products[t] * (r - r * r)
                back = (r * d_n) @ u_n
            d[:, :k], d[:, k : 2 * k], d[:, 2 * k :] = d_r, dh * (h - new) * (z - z * z), d_n
            dh = dh * z + d[:, : 2 * k] @ u_gates + back
        self.dstart = dh

        rows, r, seen = delta.reshape(-1, 3 * k), gates[:, :, :k].reshape(-1, k), before.reshape(-1, k)
        du = empty_like(rows, (3 * k, k))
        du[: 2 * k] = rows[:, : 2 * k].T @ seen
        if products is None:
            du[2 * k :] = rows[:, 2 * k :].T @ (r * seen)
        else:
            d_product = r * rows[:, 2 * k :]
            du[2 * k :] = d_product.T @ seen
            self.grads["c"] = namespace(dy).sum(d_product, axis=0)
        self.grads["u"] = du
        return self._close(delta, need_dx)
