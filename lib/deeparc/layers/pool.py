"""Pooling: one number for each window of each map, so that small shifts of the input matter less."""

from collections.abc import Sequence
from itertools import product
from math import prod

import numpy as np

from deeparc.core.layer import Layer, check_batch, check_dy, parameter
from deeparc.core.namespace import Array, namespace, zeros_like
from deeparc.core.validate import number, positive, whole

Place = tuple[slice, ...]


class Pool(Layer):
    """What all of them share: windows of K elements along each axis, s apart; s = K makes them disjoint.

    Outputs have H' = ⌊(H − K)/s⌋ + 1 rows; inputs beyond the last whole window are left out.

    Args:
        window: K: one number for images, or one for each axis, so that `(2,)` pools a sequence and `(2, 2, 2)` a film.
        stride: s, likewise; the window itself by default.

    Raises:
        ValueError: a size below 1, or a stride with another number of axes.
    """

    def __init__(self, window: int | Sequence[int], stride: int | Sequence[int] | None = None) -> None:
        super().__init__()
        self.window = tuple(whole(k, "window") for k in (window if isinstance(window, Sequence) else (window,) * 2))
        stride = self.window if stride is None else stride
        stride = stride if isinstance(stride, Sequence) else (stride,) * len(self.window)
        self.stride = tuple(whole(s, "stride") for s in stride)
        if len(self.stride) != len(self.window):
            raise ValueError(f"stride is {self.stride}, expected {len(self.window)} numbers as in window {self.window}")
        self._x: Array | None = None
        self._y: Array | None = None

    def _start(self, x: Array, like: Array | None = None, n_maps: int | None = None) -> list[Array]:
        """Keep x and return its views, one for each element of the window, shaped like the output."""
        check_batch(x, (n_maps, *(None,) * len(self.window)), like)
        if any(n < k for n, k in zip(x.shape[2:], self.window, strict=True)):
            raise ValueError(f"x has shape {tuple(x.shape)}, too small for window {self.window}")
        self._x = x
        return [x[place] for place in self._places()]

    def _places(self) -> list[Place]:
        """For each element of the window: where its partners lie in x."""
        axes = zip(self._x.shape[2:], self.window, self.stride, strict=True)
        along = [[slice(i, i + (n - k) // s * s + 1, s) for i in range(k)] for n, k, s in axes]
        return [(..., *place) for place in product(*along)]

    def _spread(self, parts: Sequence[Array] | Array) -> Array:
        """Return dx from one part for each element of the window, or from one part that all of them get."""
        dx = zeros_like(self._x, tuple(self._x.shape))
        places = self._places()
        for place, part in zip(places, parts if isinstance(parts, list) else [parts] * len(places), strict=True):
            dx[place] += part
        return dx

    def _check_dy(self, dy: Array) -> None:
        check_dy(dy, None if self._y is None else tuple(self._y.shape), self._y)


class MaxPool(Pool):
    """Largest input of each window: y = max_k x_k.

    Args: as `Pool`.

    Source: Zhou & Chellappa, Computation of optical flow using a neural network, 1988; Riesenhuber & Poggio,
    Hierarchical models of object recognition in cortex, 1999. Decks: acero, neverova, lecun, nature.
    """

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the maxima, (B, C, H', W').

        Args:
            x: (B, C, H, W), or with as many axes after C as the window has.
            train: makes no difference.

        Raises:
            ValueError: another number of axes, an empty batch, or maps smaller than the window.
        """
        xp, (y, *others) = namespace(x), self._start(x)
        for part in others:
            y = xp.maximum(y, part)
        self._y = y if others else y + 0.0
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx: dy goes to the first element of the window that has the maximum.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        self._check_dy(dy)
        if not need_dx:
            return None
        parts, free = [], None
        for place in self._places():
            hit = self._x[place] == self._y
            first = hit if free is None else hit & free
            free = ~hit if free is None else free & ~hit
            parts.append(dy * first)
        return self._spread(parts)


class AveragePool(Pool):
    """Mean of each window: y = 1/K² Σ_k x_k.

    Args: as `Pool`.

    Source: LeCun et al., Handwritten digit recognition with a back-propagation network, 1990. Decks: as `MaxPool`.
    """

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the means, (B, C, H', W'); else as `MaxPool.forward`."""
        self._y = _sum(self._start(x)) / prod(self.window)
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx: every element of a window gets dy/K².

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        self._check_dy(dy)
        return self._spread(dy / prod(self.window)) if need_dx else None


class TrainableAverage(Pool):
    """Subsampling of LeNet-5: y_c = g_c Σ_k x_k + b_c, with one gain and one bias for each map.

    It starts as the average: g = 1/K², b = 0.

    Args:
        n_maps: maps C.
        window: as `Pool`.
        stride: as `Pool`.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        params: gains `"g"` (C,) and biases `"b"` (C,).

    Differs from the paper: the squashing function that follows is a layer by itself.
    Source: LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, 1998, section
    II.B, layers S2 and S4. Deck: lecun.
    """

    def __init__(
        self,
        n_maps: int,
        window: int | Sequence[int],
        stride: int | Sequence[int] | None = None,
        *,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        super().__init__(window, stride)
        gains = np.full(whole(n_maps, "n_maps"), 1 / prod(self.window))
        self.params["g"] = parameter(gains, device=device, dtype=dtype)
        self.params["b"] = parameter(np.zeros(n_maps), device=device, dtype=dtype)
        self._sums: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return g_c Σ_k x_k + b_c, (B, C, H', W'); else as `MaxPool.forward`."""
        g, b = self.params["g"], self.params["b"]
        self._sums = _sum(self._start(x, g, g.shape[0]))
        ones = (1,) * len(self.window)
        self._y = g.reshape(-1, *ones) * self._sums + b.reshape(-1, *ones)
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Leave dg_c = Σ dy Σ_k x_k and db_c = Σ dy, and return dx: every element of a window gets g_c dy.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        self._check_dy(dy)
        xp, g = namespace(dy), self.params["g"]
        others = tuple(axis for axis in range(dy.ndim) if axis != 1)
        self.grads = {"g": xp.sum(dy * self._sums, axis=others), "b": xp.sum(dy, axis=others)}
        return self._spread(g.reshape(-1, *(1,) * len(self.window)) * dy) if need_dx else None


class LpPool(Pool):
    """Norm of each window: y = (Σ_k |x_k|^p)^{1/p}. p = 1 sums, p = 2 is the root of the energy, p → ∞ the maximum.

    Args:
        p: the power, at least 1.
        window: as `Pool`.
        stride: as `Pool`.

    Differs from the deck: |x|, so that odd and fractional p work for negative inputs too.
    Source: Sermanet, Chintala & LeCun, Convolutional neural networks applied to house numbers digit classification,
    2012, equation 1 (there with Gaussian weights). Deck: lecun.
    """

    def __init__(self, p: float, window: int | Sequence[int], stride: int | Sequence[int] | None = None) -> None:
        super().__init__(window, stride)
        self.p = number(p, "p")
        if self.p < 1:
            raise ValueError(f"p is {p}, expected at least 1")

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the norms, (B, C, H', W'), all at least 0; else as `MaxPool.forward`."""
        parts = [namespace(x).abs(part) for part in self._start(x)]
        peak = _peak(parts)  # taken out, so that no power overflows
        peak = peak + (peak == 0)
        self._y = peak * _sum([(part / peak) ** self.p for part in parts]) ** (1 / self.p)
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = dy · sign(x) (|x|/y)^{p−1}, 0 where y = 0.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        self._check_dy(dy)
        if not need_dx:
            return None
        xp, y = namespace(dy), self._y + (self._y == 0)
        parts = [self._x[place] for place in self._places()]
        return self._spread([dy * xp.sign(part) * (xp.abs(part) / y) ** (self.p - 1) for part in parts])


class LogProbPool(Pool):
    """Soft maximum of each window: y = 1/b log Σ_k e^{b x_k}, between the maximum and the maximum plus log(K²)/b.

    Args:
        b: sharpness b > 0; b → ∞ gives the maximum.
        window: as `Pool`.
        stride: as `Pool`.
        mean: divide the sum by K², which gives the average for b → 0; the deck has the sum.

    Source: deck lecun; for the mean: Boureau, Ponce & LeCun, A theoretical analysis of feature pooling in visual
    recognition, 2010, section 2.
    """

    def __init__(
        self, b: float, window: int | Sequence[int], stride: int | Sequence[int] | None = None, *, mean: bool = False
    ) -> None:
        super().__init__(window, stride)
        self.b, self.mean = positive(b, "b"), mean

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the soft maxima, (B, C, H', W'); else as `MaxPool.forward`."""
        xp, parts = namespace(x), self._start(x)
        peak = _peak(parts)
        total = _sum([xp.exp(self.b * (part - peak)) for part in parts])
        self._y = peak + xp.log(total / prod(self.window) if self.mean else total) / self.b
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = dy · e^{b x}/Σ_k e^{b x_k}, the softmax of b x over the window.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        self._check_dy(dy)
        if not need_dx:
            return None
        xp, scale = namespace(dy), prod(self.window) if self.mean else 1
        weights = [xp.exp(self.b * (self._x[place] - self._y)) / scale for place in self._places()]
        return self._spread([dy * weight for weight in weights])


def _sum(parts: list[Array]) -> Array:
    total = parts[0] + 0.0
    for part in parts[1:]:
        total += part
    return total


def _peak(parts: list[Array]) -> Array:
    peak = parts[0]
    for part in parts[1:]:
        peak = namespace(peak).maximum(peak, part)
    return peak
