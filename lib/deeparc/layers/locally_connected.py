"""Local connections without shared weights: every place has filters of its own."""

from collections.abc import Sequence
from itertools import product
from math import prod

import numpy as np

from deeparc.core.initialise import Initialiser, glorot_uniform
from deeparc.core.layer import Layer, check_batch, check_dy, parameter
from deeparc.core.namespace import Array, empty_like, namespace, zeros_like
from deeparc.core.validate import whole


class LocallyConnected(Layer):
    """Like a convolution, but with other filters at every place (h, v):

        y_o[h, v] = b_o[h, v] + Σ_c Σ_i Σ_j w_oc[h, v, i, j] · x_c[s·h + i, s·v + j]

    For images whose parts are always in the same place, such as aligned faces.

    Args:
        n_in: input maps C.
        n_out: output maps O.
        size: (H, W) of the input maps, which fixes how many filters there are.
        kernel: filter size K, one number or one for each axis.
        rng: draws the filters.
        stride: step s between places, likewise.
        bias: whether there is a b, one for each output; it starts at 0.
        initialise: how w is drawn, see `deeparc.core.initialise`.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: `"w"` (H', W', C, K, K, O), and `"b"` (O, H', W') with a bias.

    Raises:
        ValueError: sizes out of range, or maps smaller than the filter.

    Source: LeCun, Generalization and network design strategies, 1989 (net 3); Taigman et al., DeepFace, 2014, layers
    L4 to L6. Decks: lecun, neverova.
    """

    def __init__(
        self,
        n_in: int,
        n_out: int,
        size: tuple[int, int],
        kernel: int | Sequence[int],
        rng: np.random.Generator,
        *,
        stride: int | Sequence[int] = 1,
        bias: bool = True,
        initialise: Initialiser = glorot_uniform,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.n_in, self.n_out = whole(n_in, "n_in"), whole(n_out, "n_out")
        self.size, self.kernel, self.stride = _two(size, "size"), _two(kernel, "kernel"), _two(stride, "stride")
        if any(n < k for n, k in zip(self.size, self.kernel, strict=True)):
            raise ValueError(f"size is {self.size}, too small for kernel {self.kernel}")
        self.out_size = tuple((n - k) // s + 1 for n, k, s in zip(self.size, self.kernel, self.stride, strict=True))
        k = prod(self.kernel)
        shape = (*self.out_size, n_in, *self.kernel, n_out)
        w = initialise(rng, shape, fan_in=n_in * k, fan_out=n_out * k)
        self.params["w"] = parameter(w, device=device, dtype=dtype)
        if bias:
            self.params["b"] = parameter(np.zeros((n_out, *self.out_size)), device=device, dtype=dtype)
        self._cols: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the output maps, (B, O, H', W') with H' = ⌊(H − K)/s⌋ + 1.

        Args:
            x: (B, C, H, W).
            train: makes no difference.

        Raises:
            ValueError: another shape, type or device.
        """
        w = self.params["w"]
        check_batch(x, (self.n_in, *self.size), w)
        xp, batch = namespace(x), x.shape[0]
        cols = empty_like(x, (*self.out_size, batch, self.n_in, *self.kernel))
        moved = xp.permute_dims(x, (2, 3, 0, 1))
        for (i, j), place in self._places():
            cols[..., i, j] = moved[place]
        self._cols = cols = cols.reshape(prod(self.out_size), batch, -1)
        y = (cols @ w.reshape(*cols.shape[::2], self.n_out)).reshape(*self.out_size, batch, self.n_out)
        y = xp.permute_dims(y, (2, 3, 0, 1))
        return y + self.params["b"] if "b" in self.params else y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Leave dw_oc[h, v, i, j] = Σ_B dy_o[h, v] x_c[s·h + i, s·v + j] and db = Σ_B dy, and return dx like x.

        dx_c[p, q] = Σ w_oc[h, v, i, j] dy_o[h, v] over all o, h, v, i, j with s·h + i = p and s·v + j = q.

        Raises:
            ValueError: dy is not shaped like the output, or there was no `forward`.
        """
        w, cols = self.params["w"], self._cols
        check_dy(dy, None if cols is None else (cols.shape[1], self.n_out, *self.out_size), w)
        xp, batch = namespace(dy), cols.shape[1]
        moved = xp.permute_dims(dy, (2, 3, 0, 1)).reshape(cols.shape[0], batch, self.n_out)
        self.grads["w"] = (xp.matrix_transpose(cols) @ moved).reshape(w.shape)
        if "b" in self.params:
            self.grads["b"] = xp.sum(dy, axis=0)
        if not need_dx:
            return None
        dcols = moved @ xp.matrix_transpose(w.reshape(*cols.shape[::2], self.n_out))
        dcols = dcols.reshape(*self.out_size, batch, self.n_in, *self.kernel)
        dx = zeros_like(dy, (*self.size, batch, self.n_in))
        for (i, j), place in self._places():
            dx[place] += dcols[..., i, j]
        return xp.permute_dims(dx, (2, 3, 0, 1))

    def _places(self) -> list[tuple[tuple[int, int], tuple[slice, slice]]]:
        """For each element (i, j) of the filter: the rows and columns of x that it meets."""
        (hs, ws), (sh, sw) = self.out_size, self.stride
        return [
            ((i, j), (slice(i, i + sh * (hs - 1) + 1, sh), slice(j, j + sw * (ws - 1) + 1, sw)))
            for i, j in product(*map(range, self.kernel))
        ]


def _two(value: int | Sequence[int], what: str) -> tuple[int, int]:
    values = tuple(value) if isinstance(value, Sequence) else (value,) * 2
    if len(values) != 2:
        raise ValueError(f"{what} is {value!r}, expected one number or two")
    return whole(values[0], what), whole(values[1], what)
