"""Long short-term memory: a cell that keeps its content, and gates that open and close it."""

import numpy as np

from deeparc.core.initialise import Initialiser, glorot_uniform, orthogonal
from deeparc.core.layer import parameter
from deeparc.core.namespace import Array, empty_like, namespace
from deeparc.layers.rnn import Recurrent


class LSTM(Recurrent):
    """A cell c, of which the gates o, i and f let out, let in and keep a part; its output is h.

        o(t) = σ(W_o x(t) + U_o h(t−1) + b_o + p_o ⊙ c(t))
        i(t) = σ(W_i x(t) + U_i h(t−1) + b_i + p_i ⊙ c(t−1))
        f(t) = σ(W_f x(t) + U_f h(t−1) + b_f + p_f ⊙ c(t−1))
        g(t) = tanh(W_g x(t) + U_g h(t−1) + b_g)
        c(t) = f(t) ⊙ c(t−1) + i(t) ⊙ g(t),   h(t) = o(t) ⊙ tanh c(t)

    (the p only with peepholes). Along c the Jacobian is diag(f), without a weight matrix: with f = 1 the error goes
    back unchanged over any number of steps, the constant error carousel.

    Args:
        n_in: inputs D of one step.
        n_hidden: cells H.
        rng: draws the weights.
        peepholes: whether the gates see the cell.
        forget_bias: where b_f starts; 1 lets a new net remember.
        initialise: how each of the four blocks of W is drawn, see `deeparc.core.initialise`.
        initialise_u: how each of the four blocks of U is drawn.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: `"w"` (4H, D), `"u"` (4H, H) and `"b"` (4H,), rows in the order o, i, f, g; `"p"` (3, H) with
            peepholes, in the order o, i, f, which start at 0.
        state: (h(T), c(T)) of the last `forward`, each (B, H): give it as `start` to go on from there.
        dstart: gradients for `start` after `backward`, likewise.

    Raises:
        ValueError: sizes below 1, an unknown device or type.

    Differs from the papers: in 1997 there was no forget gate (f = 1), the squashing functions were scaled sigmoids,
    and the gradient was cut at the gates' inputs; here it goes through everything.
    Source: Hochreiter & Schmidhuber, Long short-term memory, 1997; forget gate: Gers, Schmidhuber & Cummins, Learning
    to forget, 2000; peepholes: Gers & Schmidhuber, Recurrent nets that time and count, 2000; full gradient: Graves &
    Schmidhuber, 2005; forget bias: Jozefowicz et al., 2015. Decks: neverova, nature, lecun.
    """

    def __init__(
        self,
        n_in: int,
        n_hidden: int,
        rng: np.random.Generator,
        *,
        peepholes: bool = False,
        forget_bias: float = 1.0,
        initialise: Initialiser = glorot_uniform,
        initialise_u: Initialiser = orthogonal,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        draw = {"initialise": initialise, "initialise_u": initialise_u}
        super().__init__(n_in, n_hidden, rng, blocks=4, device=device, dtype=dtype, **draw)
        self.params["b"][2 * self.n_hidden : 3 * self.n_hidden] = forget_bias
        if peepholes:
            self.params["p"] = parameter(np.zeros((3, self.n_hidden)), device=device, dtype=dtype)
        self.state: tuple[Array, Array] | None = None
        self.dstart: tuple[Array, Array] | None = None
        self._c: Array | None = None  # (T + 1, B, H), the first is the start
        self._gates: Array | None = None  # (T, B, 4H): o, i, f, g
        self._tanh_c: Array | None = None  # (T, B, H)

    def forward(self, x: Array, *, train: bool = False, start: tuple[Array, Array] | None = None) -> Array:
        """Return h(1) … h(T), (B, T, H).

        Args:
            x: (B, T, D).
            train: makes no difference.
            start: (h(0), c(0)), each (B, H); zeros by default.

        Raises:
            ValueError: another shape, type or device.
        """
        steps, n = self._open(x)
        h, c = self._both(start, n, "start")
        xp, k, p = namespace(x), self.n_hidden, self.params.get("p")
        # σ(a) = ½ tanh(½ a) + ½: with the gates' weights halved, one tanh serves all four blocks
        half = xp.ones_like(self.params["b"])
        half[: 3 * k] = 0.5
        w, u, b = (self.params["w"] * half[:, None]).T, (self.params["u"] * half[:, None]).T, self.params["b"] * half
        a = self._x @ w
        a += b
        a = a.reshape(steps, n, -1)  # the part of x and b, for all steps
        gates, cells, tanh_c = (empty_like(x, (s, n, m)) for s, m in ((steps, 4 * k), (steps + 1, k), (steps, k)))
        self._h[0], cells[0] = h, c
        for t in range(steps):
            a_t = a[t] + h @ u
            if p is None:
                v = xp.tanh(a_t)
                s, g = 0.5 * v[:, : 3 * k] + 0.5, v[:, 3 * k :]  # the gates o, i, f side by side
                c = s[:, 2 * k :] * c + s[:, k : 2 * k] * g
                o = s[:, :k]
            else:
                i = 0.5 * xp.tanh(a_t[:, k : 2 * k] + 0.5 * p[1] * c) + 0.5
                f = 0.5 * xp.tanh(a_t[:, 2 * k : 3 * k] + 0.5 * p[2] * c) + 0.5
                g = xp.tanh(a_t[:, 3 * k :])
                c = f * c + i * g
                o = 0.5 * xp.tanh(a_t[:, :k] + 0.5 * p[0] * c) + 0.5
                s = xp.concat([o, i, f], axis=1)
            q = xp.tanh(c)
            h = o * q
            gates[t, :, : 3 * k], gates[t, :, 3 * k :] = s, g
            cells[t + 1], tanh_c[t], self._h[t + 1] = c, q, h
        self._gates, self._c, self._tanh_c = gates, cells, tanh_c
        self.state = h, c
        return self._outputs()

    def backward(self, dy: Array, *, need_dx: bool = True, dstate: tuple[Array, Array] | None = None) -> Array | None:
        """Leave the gradients by back-propagation through time, and return dx, shaped like x.

        From the last step to the first, with δ the gradients for the arguments of σ and tanh:

            dh(t) = dy(t) + Uᵀ δ(t+1)                 δ_o = dh ⊙ tanh c ⊙ o(1 − o)
            dc(t) += dh ⊙ o ⊙ (1 − tanh² c) + p_o ⊙ δ_o
            δ_i = dc ⊙ g ⊙ i(1 − i)     δ_f = dc ⊙ c(t−1) ⊙ f(1 − f)     δ_g = dc ⊙ i ⊙ (1 − g²)
            dc(t−1) = dc ⊙ f + p_i ⊙ δ_i + p_f ⊙ δ_f

        The weights' gradients are sums over t of δ times what the weight saw, as in `RNN`.

        Args:
            dy: (B, T, H).
            need_dx: False where nothing is below.
            dstate: gradients for `state` that do not come through the output, (dh, dc), each (B, H).

        Raises:
            ValueError: dy is not shaped like the output, or there was no `forward`.
        """
        dy, k, p, u = self._from_above(dy), self.n_hidden, self.params.get("p"), self.params["u"]
        steps, n, _ = dy.shape
        dh, dc = self._both(dstate, n, "dstate")
        delta = empty_like(dy, (steps, n, 4 * k))
        for t in reversed(range(steps)):
            s, g, q, d = self._gates[t, :, : 3 * k], self._gates[t, :, 3 * k :], self._tanh_c[t], delta[t]
            o, i, f, slopes = s[:, :k], s[:, k : 2 * k], s[:, 2 * k :], s - s * s
            dh = dy[t] + dh
            d_o = dh * q * slopes[:, :k]
            dc = dc + dh * o * (1 - q * q)
            if p is not None:
                dc = dc + p[0] * d_o
            d_i = dc * g * slopes[:, k : 2 * k]
            d_f = dc * self._c[t] * slopes[:, 2 * k :]
            d[:, :k], d[:, k : 2 * k], d[:, 2 * k : 3 * k], d[:, 3 * k :] = d_o, d_i, d_f, dc * i * (1 - g * g)
            dc = dc * f
            if p is not None:
                dc = dc + p[1] * d_i + p[2] * d_f
            dh = d @ u
        self.dstart = dh, dc
        rows = delta.reshape(-1, 4 * k)
        self.grads["u"] = rows.T @ self._h[:-1].reshape(-1, k)
        if p is not None:
            xp, dp = namespace(dy), empty_like(p, (3, k))
            for row, cells in enumerate((self._c[1:], self._c[:-1], self._c[:-1])):
                dp[row] = xp.sum(delta[:, :, row * k : (row + 1) * k] * cells, axis=(0, 1))
            self.grads["p"] = dp
        return self._close(delta, need_dx)

    def _both(self, state: tuple[Array, Array] | None, n: int, what: str) -> tuple[Array, Array]:
        h, c = (None, None) if state is None else _pair(state, what)
        return self._first(h, n, f"{what} h"), self._first(c, n, f"{what} c")


def _pair(state: tuple[Array, Array], what: str) -> tuple[Array, Array]:
    if not isinstance(state, tuple | list) or len(state) != 2:
        length = f" of {len(state)}" if isinstance(state, tuple | list) else ""
        raise ValueError(f"{what} is a {type(state).__name__}{length}, expected two arrays: output h and cell c")
    return state[0], state[1]
