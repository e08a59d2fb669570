"""The fully connected layer: every output is a weighted sum of all inputs."""

import numpy as np

from deeparc.core.initialise import Initialiser, glorot_uniform
from deeparc.core.layer import Layer, check_batch, check_dy, parameter
from deeparc.core.namespace import Array, namespace
from deeparc.core.validate import whole


class Linear(Layer):
    """Weighted sums y = x wᵀ + b: y_j = Σ_n w_jn x_n + b_j.

    Args:
        n_in: inputs D.
        n_out: outputs M.
        rng: draws the weights.
        bias: whether there is a b; it starts at 0.
        initialise: how w is drawn, see `deeparc.core.initialise`.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: `"w"` (M, D), one row for each output, and `"b"` (M,) with a bias.

    Raises:
        ValueError: sizes below 1, an unknown device or type.

    The decks write w_nj for the weight from n to j, and W_ij in the L-layer form; here as in the latter, the output's
    index comes first, which both passes multiply fastest.

    Source: Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, 1986, equation 1.
    Decks: acero, neverova, lecun, intro, nature.
    """

    def __init__(
        self,
        n_in: int,
        n_out: int,
        rng: np.random.Generator,
        *,
        bias: bool = True,
        initialise: Initialiser = glorot_uniform,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        n_in, n_out = whole(n_in, "n_in"), whole(n_out, "n_out")
        w = initialise(rng, (n_out, n_in), fan_in=n_in, fan_out=n_out)
        self.params["w"] = parameter(w, device=device, dtype=dtype)
        if bias:
            self.params["b"] = parameter(np.zeros(n_out), device=device, dtype=dtype)
        self._x: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return y = x wᵀ + b, shape (B, M) or (B, T, M).

        Args:
            x: (B, D), or (B, T, D) where the same weights serve every step.
            train: makes no difference.

        Raises:
            ValueError: another shape, type or device.
        """
        w = self.params["w"]
        check_batch(x, (None, w.shape[1]) if len(x.shape) == 3 else (w.shape[1],), w)
        self._x = x
        y = x.reshape(-1, w.shape[1]) @ w.T
        if "b" in self.params:
            y += self.params["b"]
        return y.reshape(*x.shape[:-1], w.shape[0])

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Leave dw = dyᵀ x and db = Σ dy over the examples, and return dx = dy w, shaped like x.

        Raises:
            ValueError: dy is not shaped like the output, or there was no `forward`.
        """
        w, x = self.params["w"], self._x
        check_dy(dy, None if x is None else (*x.shape[:-1], w.shape[0]), w)
        flat = dy.reshape(-1, w.shape[0])
        self.grads["w"] = flat.T @ x.reshape(-1, w.shape[1])
        if "b" in self.params:
            self.grads["b"] = namespace(dy).sum(flat, axis=0)
        return (flat @ w).reshape(x.shape) if need_dx else None
