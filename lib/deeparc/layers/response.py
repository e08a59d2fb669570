"""Local response normalisation: neighbouring maps inhibit each other."""

import numpy as np

from deeparc.core.layer import Layer, check_batch, check_dy
from deeparc.core.namespace import Array, asarray, device_of, dtype_name
from deeparc.core.validate import number, positive, whole


class ResponseNormalisation(Layer):
    """Normalisation across maps, as in AlexNet: y_c = x_c / (k + α Σ_e x_e²)^β, e from c − n/2 to c + n/2.

    Args:
        n: odd number of maps in the sum; 5 in the paper.
        alpha: α; 10⁻⁴ in the paper.
        beta: β; 0.75 in the paper.
        k: k > 0; 2 in the paper.

    Raises:
        ValueError: an even n, or constants out of range.

    Differs from PyTorch: it divides α by n, the paper does not.
    Source: Krizhevsky, Sutskever & Hinton, ImageNet classification with deep convolutional neural networks, 2012,
    section 3.3. Decks: neverova, lecun.
    """

    def __init__(self, n: int = 5, alpha: float = 1e-4, beta: float = 0.75, k: float = 2.0) -> None:
        super().__init__()
        self.n, self.alpha, self.beta = whole(n, "n"), positive(alpha, "alpha"), number(beta, "beta")
        self.k = positive(k, "k")
        if n % 2 == 0:
            raise ValueError(f"n is {n}, expected an odd number")
        self._x: Array | None = None
        self._divisor: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return y, shaped like x.

        Args:
            x: (B, C, H, W), float32 or float64.
            train: makes no difference.

        Raises:
            ValueError: another number of axes, or an empty batch.
        """
        check_batch(x, (None, None, None))
        self._x = x
        self._divisor = self.k + self.alpha * self._neighbours(x * x)
        return x * self._divisor**-self.beta

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx_c = dy_c d_c^−β − 2αβ x_c Σ_e dy_e x_e d_e^(−β−1), with d the divisor before the power.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        x, divisor = self._x, self._divisor
        check_dy(dy, None if x is None else tuple(x.shape), x)
        if not need_dx:
            return None
        power = divisor**-self.beta
        return dy * power - 2 * self.alpha * self.beta * x * self._neighbours(dy * x * power / divisor)

    def _neighbours(self, x: Array) -> Array:
        """Return the sums over neighbouring maps: a product with a band of ones, which is its own transpose."""
        maps = np.arange(x.shape[1])
        band = np.abs(maps[:, None] - maps) <= self.n // 2
        band = asarray(band, dtype=dtype_name(x), device=device_of(x))
        return (band @ x.reshape(*x.shape[:2], -1)).reshape(x.shape)
