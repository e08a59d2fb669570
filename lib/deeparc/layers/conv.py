"""Convolution over one, two or three axes: the same small filter at every place."""

from collections.abc import Sequence
from itertools import product
from math import prod

import numpy as np

from deeparc.core.initialise import Initialiser, glorot_uniform
from deeparc.core.layer import Layer, check_batch, check_dy, parameter
from deeparc.core.namespace import Array, empty_like, namespace, pad, zeros_like
from deeparc.core.validate import bits, whole


class Conv2d(Layer):
    """Feature maps y_o = b_o + Σ_c w_oc ⋆ x_c, with ⋆ the correlation:

        y_o[h, v] = b_o + Σ_c Σ_i Σ_j w_oc[i, j] · x_c[s·h + d·i, s·v + d·j]

    (x surrounded by zeros, stride s, dilation d). With g groups, output group k sees only input group k.

    The rows of the filter need no copying: unrolled along every axis but the first and kept with that axis first,
    the inputs of output row h are one block of memory, so each row of outputs is one matrix product (Σ over c, i, j).

    Args:
        n_in: input maps C.
        n_out: output maps O.
        kernel: filter size K, one number or one for each axis.
        rng: draws the filters.
        stride: step s between outputs, likewise.
        padding: zeros on both sides, likewise.
        dilation: step d between the elements of a filter, likewise.
        groups: g, which divides C and O.
        table: (O, C) of 0 and 1: which input maps an output map sees, as in LeNet-5's C3; all by default. The
            filters are kept as one list then, ordered by output map, so that there are no unused parameters.
        bias: whether there is a b; it starts at 0.
        initialise: how w is drawn, see `deeparc.core.initialise`; with a table for each output map by itself.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: `"w"` (O, C/g, K, K), or (P, K, K) with a table of P ones; and `"b"` (O,) with a bias.

    Raises:
        ValueError: sizes out of range, groups that do not divide, a table of another shape or with an empty row.

    Source: Fukushima, Neocognitron, 1980 (shared weights by hand); LeCun et al., Backpropagation applied to
    handwritten zip code recognition, 1989, and Gradient-based learning applied to document recognition, 1998,
    section II.A. Groups: Krizhevsky et al., 2012; dilation: Yu & Koltun, 2016. Decks: acero, neverova, lecun, nature.
    """

    axes = 2  # how many axes the filter slides along

    def __init__(
        self,
        n_in: int,
        n_out: int,
        kernel: int | Sequence[int],
        rng: np.random.Generator,
        *,
        stride: int | Sequence[int] = 1,
        padding: int | Sequence[int] = 0,
        dilation: int | Sequence[int] = 1,
        groups: int = 1,
        table: Sequence[Sequence[int]] | None = None,
        bias: bool = True,
        initialise: Initialiser = glorot_uniform,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.n_in, self.n_out, self.groups = whole(n_in, "n_in"), whole(n_out, "n_out"), whole(groups, "groups")
        if n_in % groups or n_out % groups:
            raise ValueError(f"groups is {groups}, which does not divide n_in {n_in} and n_out {n_out}")
        self.kernel = _each(kernel, "kernel", self.axes)
        self.stride = _each(stride, "stride", self.axes)
        self.padding = _each(padding, "padding", self.axes, low=0, fill=0)
        self.dilation = _each(dilation, "dilation", self.axes)
        self._pairs = None if table is None else _pairs(table, n_in, n_out, groups)

        size = self.kernel[-self.axes :]
        self._dense = (n_out, n_in // groups, *size)
        fan_out = n_out // groups * prod(size)
        if self._pairs is None:
            w = initialise(rng, self._dense, fan_in=prod(self._dense[1:]), fan_out=fan_out)
        else:
            seen = np.bincount(self._pairs[0])  # input maps of each output map
            w = np.concatenate([initialise(rng, (n, *size), fan_in=n * prod(size), fan_out=fan_out) for n in seen])
        self.params["w"] = parameter(w, device=device, dtype=dtype)
        if bias:
            self.params["b"] = parameter(np.zeros(n_out), device=device, dtype=dtype)
        self._cols: Array | None = None
        self._x_shape: tuple[int, ...] = ()
        self._y_shape: tuple[int, ...] | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the output maps, (B, O, H', W') with H' = ⌊(H + 2·padding − d (K − 1) − 1)/s⌋ + 1.

        Args:
            x: (B, C, H, W).
            train: makes no difference.

        Raises:
            ValueError: another shape, type or device, or maps smaller than the filter.
        """
        check_batch(x, (self.n_in, *(None,) * self.axes), self.params["w"])
        size = self._out_size(self._maps(x).shape[2:])
        self._x_shape, self._y_shape = tuple(x.shape), (x.shape[0], self.n_out, *size[-self.axes :])
        self._cols = self._unroll(x, size)
        w = self._rows_of_w()
        w = namespace(w).matrix_transpose(w.reshape(self.groups, -1, w.shape[3]))  # (g, O/g, K·C/g·K)
        b = self.params["b"].reshape(self.groups, -1, 1) if "b" in self.params else 0.0
        y = empty_like(x, (self.groups, size[0], w.shape[1], x.shape[0] * prod(size[1:])))
        for h in range(size[0]):
            y[:, h] = w @ self._window(h) + b
        return self._outside(y.reshape(*y.shape[:3], x.shape[0], *size[1:])).reshape(self._y_shape)

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Leave dw_oc[i, j] = Σ dy_o[h, v] x_c[s·h + d·i, s·v + d·j] and db_o = Σ dy_o, and return dx, shaped like x.

        dx is the transpose of the forward sum: dx_c[p, q] = Σ_o Σ w_oc[i, j] dy_o[h, v] over all i, j, h, v with
        s·h + d·i = p and s·v + d·j = q.

        Raises:
            ValueError: dy is not shaped like the output, or there was no `forward`.
        """
        check_dy(dy, self._y_shape, self.params["w"])
        xp, dy = namespace(dy), self._maps(dy)
        size = dy.shape[2:]
        dy = self._inside(dy)
        dy = dy.reshape(*dy.shape[:3], -1)  # (g, H', O/g, B·W')
        w = self._rows_of_w()
        dw = zeros_like(w, (self.groups, prod(w.shape[1:3]), w.shape[3]))
        for h in range(size[0]):
            dw += self._window(h) @ xp.matrix_transpose(dy[:, h])
        self.grads["w"] = self._like_w(dw)
        if "b" in self.params:
            self.grads["b"] = xp.sum(dy, axis=(1, 3)).reshape(-1)
        return self._roll(dy, w, size) if need_dx else None

    def _out_size(self, size: Sequence[int]) -> tuple[int, ...]:
        lengths = zip(size, self.kernel, self.stride, self.padding, self.dilation, strict=True)
        out = tuple((n + 2 * p - d * (k - 1) - 1) // s + 1 for n, k, s, p, d in lengths)
        if min(out) < 1:
            raise ValueError(
                f"x has maps of size {tuple(size)[-self.axes :]}, too small for kernel {self.kernel[-self.axes :]} "
                f"with padding {self.padding[-self.axes :]} and dilation {self.dilation[-self.axes :]}"
            )
        return out

    # Inside, maps are laid out (g, H, C/g, B, W): the first axis that the filter slides along, then the maps, the
    # examples, and the other axes (W in 2-D; H and W in 3-D, after the depth). A sequence is a map with H = 1.

    def _maps(self, x: Array) -> Array:
        return x.reshape(*x.shape[:2], 1, x.shape[2]) if self.axes == 1 else x

    def _inside(self, x: Array) -> Array:
        x = x.reshape(x.shape[0], self.groups, -1, *x.shape[2:])
        return namespace(x).permute_dims(x, (1, 3, 2, 0, *range(4, x.ndim)))

    def _outside(self, x: Array) -> Array:
        x = namespace(x).permute_dims(x, (3, 0, 2, 1, *range(4, x.ndim)))
        return x.reshape(x.shape[0], -1, *x.shape[3:])

    def _places(self, size: Sequence[int]) -> list[tuple[tuple[int, ...], tuple[slice, ...]]]:
        """For each element j of the filter's other axes: j, and the inputs that it meets along them."""
        axes = list(zip(self.kernel, self.stride, self.dilation, size, strict=True))[1:]
        meets = [[slice(d * j, d * j + s * (n - 1) + 1, s) for j in range(k)] for k, s, d, n in axes]
        return list(zip(product(*(range(k) for k, *_ in axes)), product(*meets), strict=True))

    def _unroll(self, x: Array, size: Sequence[int]) -> Array:
        """Return (g, H, C/g, K, B, W'): for each element of the filter's other axes, the inputs that it meets."""
        x = self._inside(pad(self._maps(x), ((0, 0), (0, 0), *((p, p) for p in self.padding))))
        shape = (*x.shape[:3], *self.kernel[1:], x.shape[3], *size[1:])
        cols = self._cols  # fresh memory costs as much as filling it, so the last batch's is used again
        if cols is None or tuple(cols.shape) != shape or _in_graph(x, cols, self.params["w"]):
            cols = empty_like(x, shape)
        for j, meets in self._places(size):
            cols[(slice(None),) * 3 + j] = x[(..., *meets)]
        return cols

    def _window(self, h: int) -> Array:
        """Return the inputs of output row h, (g, K·C/g·K, B·W'); without dilation a view."""
        k, s, d = self.kernel[0], self.stride[0], self.dilation[0]
        rows = self._cols[:, s * h : s * h + d * (k - 1) + 1 : d]
        return rows.reshape(self.groups, prod(self.kernel) * self._dense[1], -1)

    def _seen_by(self, p: int, n: int) -> tuple[slice, slice] | None:
        """Return, for input row p, the rows −i of the flipped filter and the rows h of n outputs with s·h + d·i = p."""
        k, s, d = self.kernel[0], self.stride[0], self.dilation[0]
        pairs = [(k - 1 - i, (p - d * i) // s) for i in range(k - 1, -1, -1) if (p - d * i) % s == 0]
        pairs = [pair for pair in pairs if 0 <= pair[1] < n]
        if not pairs:
            return None
        first, last, gaps = pairs[0], pairs[-1], max(len(pairs) - 1, 1)
        return tuple(slice(a, b + 1, max((b - a) // gaps, 1)) for a, b in zip(first, last, strict=True))

    def _roll(self, dy: Array, w: Array, size: Sequence[int]) -> Array:
        """Return dx: each input row from the output rows that saw it, in one product."""
        xp, batch, n_in = namespace(dy), self._x_shape[0], self._dense[1]
        inner = self._x_shape[2:] if self.axes > 1 else (1, self._x_shape[2])
        padded = tuple(n + 2 * p for n, p in zip(inner, self.padding, strict=True))
        dx = zeros_like(dy, (self.groups, padded[0], n_in, batch, *padded[1:]))
        w = xp.permute_dims(xp.flip(w, axis=1), (0, 2, 1, 3))  # (g, C/g·K, K, O/g)
        w = w.reshape(*w.shape[:2], -1).reshape(w.shape)  # in one block, so that the products below copy nothing
        places = self._places(size)
        for p in range(padded[0]):
            seen = self._seen_by(p, size[0])
            if seen is None:
                continue
            row = w[:, :, seen[0]].reshape(*w.shape[:2], -1) @ dy[:, seen[1]].reshape(self.groups, -1, dy.shape[3])
            row = row.reshape(self.groups, n_in, *self.kernel[1:], batch, *size[1:])
            for j, meets in places:
                dx[(slice(None), p, ..., *meets)] += row[(slice(None),) * 2 + j]
        unpadded = tuple(slice(p, p + n) for p, n in zip(self.padding, inner, strict=True))
        return self._outside(dx)[(..., *unpadded)].reshape(self._x_shape)

    def _rows_of_w(self) -> Array:
        """Return the filters by their rows, (g, K, C/g·K, O/g)."""
        w = self.params["w"]
        if self._pairs is not None:
            dense = zeros_like(w, self._dense)
            dense[self._pairs] = w
            w = dense
        w = w.reshape(self.groups, -1, self._dense[1], *self.kernel)
        w = namespace(w).permute_dims(w, (0, 3, 2, *range(4, w.ndim), 1))
        return w.reshape(*w.shape[:2], -1, w.shape[-1])

    def _like_w(self, dw: Array) -> Array:
        """Return dw, given in the order of `_rows_of_w`, in the shape of the parameter."""
        dw = dw.reshape(self.groups, self.kernel[0], self._dense[1], *self.kernel[1:], -1)
        dw = namespace(dw).permute_dims(dw, (0, dw.ndim - 1, 2, 1, *range(3, dw.ndim - 1))).reshape(self._dense)
        return dw if self._pairs is None else dw[self._pairs]


class Conv1d(Conv2d):
    """Convolution along time: y_o[t] = b_o + Σ_c Σ_i w_oc[i] · x_c[s·t + d·i], x (B, C, T); else as `Conv2d`.

    Source: Waibel et al., Phoneme recognition using time-delay neural networks, 1989.
    """

    axes = 1


class Conv3d(Conv2d):
    """Convolution over depth or time, height and width: x (B, C, D, H, W); else as `Conv2d`.

    Source: Ji, Xu, Yang & Yu, 3D convolutional neural networks for human action recognition, 2013.
    """

    axes = 3


def _in_graph(*arrays: Array) -> bool:
    return any(getattr(array, "requires_grad", False) for array in arrays)


def _each(value: int | Sequence[int], what: str, axes: int, *, low: int = 1, fill: int = 1) -> tuple[int, ...]:
    """Return one number for each axis, with `fill` for the height of a sequence."""
    values = tuple(value) if isinstance(value, Sequence) else (value,) * axes
    if len(values) != axes:
        raise ValueError(f"{what} is {value!r}, expected one number or {axes}")
    return (fill,) * (axes == 1) + tuple(whole(v, what, low) for v in values)


def _pairs(table: Sequence[Sequence[int]], n_in: int, n_out: int, groups: int) -> tuple[list[int], list[int]]:
    """Return the output maps and the input maps that a table connects, ordered by output map."""
    array = bits(table, "table", 2)
    if array.shape != (n_out, n_in):
        raise ValueError(f"table has shape {array.shape}, expected {(n_out, n_in)}")
    if groups != 1:
        raise ValueError(f"groups is {groups}, expected 1 with a table")
    if not array.any(axis=1).all():
        raise ValueError(f"table has only zeros in row {int(np.argmin(array.any(axis=1)))}")
    outputs, inputs = np.nonzero(array)
    return outputs.tolist(), inputs.tolist()
