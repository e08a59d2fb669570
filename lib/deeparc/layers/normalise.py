"""Local contrast normalisation: every value is compared with its neighbourhood, over all maps."""

import numpy as np

from deeparc.core.layer import Layer, check_batch, check_dy
from deeparc.core.namespace import Array, asarray, device_of, dtype_name, namespace
from deeparc.core.validate import positive, whole


class _Local(Layer):
    """What both share: the weighted mean over a Gaussian window of K × K places and all maps.

    At the border the weights of the places inside are scaled up to a sum of 1.

    Args:
        window: odd K.
        sigma: standard deviation of the Gaussian, in places; K/4 by default.

    Raises:
        ValueError: an even window, or a sigma not above 0.
    """

    def __init__(self, window: int = 9, sigma: float | None = None) -> None:
        super().__init__()
        self.window = whole(window, "window")
        if window % 2 == 0:
            raise ValueError(f"window is {window}, expected an odd number")
        self.sigma = window / 4 if sigma is None else positive(sigma, "sigma")
        self._x: Array | None = None

    def _start(self, x: Array) -> None:
        check_batch(x, (None, None, None))
        self._x = x

    def _check_dy(self, dy: Array) -> None:
        check_dy(dy, None if self._x is None else tuple(self._x.shape), self._x)

    def _mean(self, x: Array) -> Array:
        """Return the weighted means of x (B, C, H, W), shape (B, 1, H, W)."""
        xp = namespace(x)
        a, b = self._bands(x)
        return a @ xp.mean(x, axis=1, keepdims=True) @ xp.matrix_transpose(b)

    def _mean_back(self, dy: Array) -> Array:
        """Return the gradient for x, the same for every map, of means with gradient dy (B, 1, H, W)."""
        a, b = self._bands(self._x)
        return namespace(dy).matrix_transpose(a) @ dy @ b / self._x.shape[1]

    def _bands(self, x: Array) -> tuple[Array, Array]:
        """Return (H, H) and (W, W): the Gaussian is separable, so a mean over rows and one over columns make it."""
        values = [_band(n, self.window, self.sigma) for n in x.shape[2:]]
        return tuple(asarray(band, dtype=dtype_name(x), device=device_of(x)) for band in values)


class SubtractiveNormalisation(_Local):
    """Remove the local mean: v_c[h, v] = x_c[h, v] − m[h, v], with m = Σ_c Σ_p Σ_q g_pq/C · x_c[h + p, v + q].

    g is Gaussian with Σ g = 1.

    Args:
        window: odd K of the K × K window; 9 in the paper.
        sigma: standard deviation of g, K/4 by default.

    Differs from the paper: at the border the weights inside are scaled up (the paper does not say).
    Source: Jarrett, Kavukcuoglu, Ranzato & LeCun, What is the best multi-stage architecture for object recognition?,
    2009, section 2.1 (N). Deck: lecun.
    """

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return v, shaped like x.

        Args:
            x: (B, C, H, W), float32 or float64.
            train: makes no difference.

        Raises:
            ValueError: another number of axes, or an empty batch.
        """
        self._start(x)
        return x - self._mean(x)

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = dy − Mᵀ dy, with M the local mean.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        self._check_dy(dy)
        return dy - self._mean_back(namespace(dy).sum(dy, axis=1, keepdims=True)) if need_dx else None


class DivisiveNormalisation(_Local):
    """Divide by the local strength: y_c = v_c / max(σ̄, σ[h, v], ε), with σ² = Σ_c Σ_p Σ_q g_pq/C · v_c[h + p, v + q]².

    σ̄ is the mean of σ over all places of the example. It keeps weak neighbourhoods from being blown up.

    Args:
        window: odd K of the K × K window; 9 in the paper.
        sigma: standard deviation of g, K/4 by default.
        epsilon: ε > 0, for examples without any contrast.

    Differs from the paper: the border as in `SubtractiveNormalisation`, and ε.
    Source: Jarrett et al. 2009, section 2.1 (N). Deck: lecun.
    """

    def __init__(self, window: int = 9, sigma: float | None = None, *, epsilon: float = 1e-4) -> None:
        super().__init__(window, sigma)
        self.epsilon = positive(epsilon, "epsilon")
        self._sigma: Array | None = None
        self._floor: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return y, shaped like x (the paper's v); else as `SubtractiveNormalisation.forward`."""
        self._start(x)
        xp = namespace(x)
        variance = self._mean(x * x)
        self._sigma = xp.sqrt(xp.clip(variance, self.epsilon**2))  # (B, 1, H, W)
        self._floor = xp.mean(self._sigma, axis=(2, 3), keepdims=True)
        return x / xp.maximum(self._floor, self._sigma)

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = dy/D + x · 2 Mᵀ dσ², with D the divisor and dσ² what reaches σ² through it.

        dD = −Σ_c dy_c x_c/D²; it goes to σ where σ is larger, else in equal parts to all σ of the example; then
        dσ² = dσ/2σ, 0 where σ = ε.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        self._check_dy(dy)
        if not need_dx:
            return None
        xp, x, sigma, floor = namespace(dy), self._x, self._sigma, self._floor
        divisor = xp.maximum(floor, sigma)
        d_divisor = -xp.sum(dy * x, axis=1, keepdims=True) / divisor**2
        above = sigma > floor
        d_sigma = d_divisor * above + xp.mean(d_divisor * ~above, axis=(2, 3), keepdims=True)
        d_variance = d_sigma * (sigma > self.epsilon) / (2 * sigma)
        return dy / divisor + 2 * x * self._mean_back(d_variance)


def _band(n: int, window: int, sigma: float) -> np.ndarray:
    """Return (n, n): row h holds the Gaussian around h, 0 beyond the window, scaled to a sum of 1."""
    distance = np.abs(np.arange(n)[:, None] - np.arange(n))
    band = np.exp(-0.5 * (distance / sigma) ** 2) * (distance <= window // 2)
    return band / band.sum(axis=1, keepdims=True)
