"""A table of vectors, one for each symbol: the first layer where the inputs are words or characters."""

import numpy as np

from deeparc.core.initialise import FloatArray, Initialiser
from deeparc.core.layer import Layer, check_dy, parameter
from deeparc.core.namespace import Array, add_at, device_of, dtype_name, is_torch, namespace, one_hot
from deeparc.core.validate import whole


def standard_normal(rng: np.random.Generator, shape: tuple[int, ...], **fans: int) -> FloatArray:
    """Draw w ~ N(0, 1), whatever the fans."""
    return rng.standard_normal(shape)


class Embedding(Layer):
    """Rows of a table: y = w[x], the product of one-hot rows with w, without making them.

    Args:
        n_symbols: V.
        n_features: D.
        rng: draws the table.
        initialise: how it is drawn.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: `"w"` (V, D).

    Raises:
        ValueError: sizes below 1, an unknown device or type.

    Source: Bengio, Ducharme, Vincent & Jauvin, A neural probabilistic language model, 2003, section 2 (the matrix C).
    Deck: nature.
    """

    # below this table size the gradient is one matrix product, above it rows are added one by one
    SMALL = 512

    def __init__(
        self,
        n_symbols: int,
        n_features: int,
        rng: np.random.Generator,
        *,
        initialise: Initialiser = standard_normal,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        shape = (whole(n_symbols, "n_symbols"), whole(n_features, "n_features"))
        w = initialise(rng, shape, fan_in=shape[0], fan_out=shape[1])
        self.params["w"] = parameter(w, device=device, dtype=dtype)
        self._x: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the rows, shape (B, …, D).

        Args:
            x: integers from 0 to V − 1, (B,) or (B, T) or more axes.
            train: makes no difference.

        Raises:
            ValueError: x is empty, no array of integers, on another device, or a symbol is out of range.
        """
        w, shape = self.params["w"], tuple(getattr(x, "shape", ()))
        if not shape or 0 in shape or not dtype_name(x).startswith(("int", "uint")):
            raise ValueError(f"x has shape {shape} and dtype {dtype_name(x)}, expected integers (B, …), not empty")
        if is_torch(x) != is_torch(w) or device_of(x) != device_of(w):
            raise ValueError(f"x is on device {device_of(x)!r}, but the layer is on {device_of(w)!r}")
        xp = namespace(x)
        low, high = int(xp.min(x)), int(xp.max(x))
        if low < 0 or high >= w.shape[0]:
            raise ValueError(f"x runs from {low} to {high}, expected symbols from 0 to {w.shape[0] - 1}")
        self._x = x
        return xp.take(w, x.reshape(-1), axis=0).reshape(*shape, w.shape[1])

    def backward(self, dy: Array, *, need_dx: bool = True) -> None:
        """Leave dw[v] = Σ dy over the places where x is v. Symbols have no gradient, so None is returned.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        w, x = self.params["w"], self._x
        check_dy(dy, None if x is None else (*x.shape, w.shape[1]), w)
        rows, symbols = dy.reshape(-1, w.shape[1]), x.reshape(-1)
        if w.shape[0] <= self.SMALL:
            self.grads["w"] = one_hot(symbols, w.shape[0], w).T @ rows
        else:
            self.grads["w"] = namespace(w).zeros_like(w)
            add_at(self.grads["w"], symbols, rows)
