"""Radial basis functions: units that answer to the distance from a centre, not to a weighted sum."""

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.layer import Layer, check_batch, check_dy, parameter
from deeparc.core.namespace import Array, namespace
from deeparc.core.validate import positive, rows


class RBF(Layer):
    """Squared distances to centres w_m, as at the output of LeNet-5, or Gaussian units.

        d_m = Σ_j (x_j − w_mj)²,    y_m = d_m  or, with a width σ,  y_m = exp(−d_m / 2σ²)

    d is a penalty, least for the class that fits best: −d are the logits of a Gaussian model of each class.

    Args:
        centres: (M, D): codes of the classes, such as 7 × 12 pictures of ±1 in LeNet-5, or first guesses.
        learned: whether the centres are parameters; otherwise they stay.
        width: σ > 0 for Gaussian units.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        centres: (M, D), as given.
        params: `"w"` (M, D), the same array, where the centres are learned.

    Raises:
        ValueError: centres that are no finite matrix, a width not above 0, an unknown device or type.

    Source: LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, 1998, equation 7;
    Gaussian units: Broomhead & Lowe, Multivariable functional interpolation and adaptive networks, 1988. Deck: lecun.
    """

    def __init__(
        self,
        centres: ArrayLike,
        *,
        learned: bool = False,
        width: float | None = None,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        super().__init__()
        self.centres = parameter(np.array(rows(centres, "centres")), device=device, dtype=dtype)
        self.width = None if width is None else positive(width, "width")
        if learned:
            self.params["w"] = self.centres
        self._offsets: Array | None = None
        self._y: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return the squared distances, at least 0, or the Gaussians, in (0, 1]; (B, M).

        Args:
            x: (B, D).
            train: makes no difference.

        Raises:
            ValueError: another shape, type or device.
        """
        centres = self.params.get("w", self.centres)
        check_batch(x, (centres.shape[1],), centres)
        xp = namespace(x)
        self._offsets = x[:, None, :] - centres  # (B, M, D)
        d = xp.sum(self._offsets * self._offsets, axis=-1)
        self._y = d if self.width is None else xp.exp(d / (-2 * self.width**2))
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Leave dw_m = −2 Σ_b dd_bm (x_b − w_m) where the centres are learned; return dx_b = 2 Σ_m dd_bm (x_b − w_m).

        dd = dy for distances, and −dy · y/2σ² for Gaussians.

        Raises:
            ValueError: dy is not like the output, or there was no `forward`.
        """
        check_dy(dy, None if self._y is None else tuple(self._y.shape), self._y)
        xp = namespace(dy)
        dd = dy if self.width is None else dy * self._y / (-2 * self.width**2)
        if not (need_dx or self.params):
            return None
        pulls = 2 * dd[:, :, None] * self._offsets
        if self.params:
            self.grads["w"] = -xp.sum(pulls, axis=0)
        return xp.sum(pulls, axis=1) if need_dx else None
