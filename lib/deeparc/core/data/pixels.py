"""From stored bytes to `Images`: scale to [0, 1], put the axes in order, split."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from deeparc.core.data.dataset import Credit, Float32Array, Images
from deeparc.core.validate import IntArray


def scaled(pixels: NDArray[np.uint8], white: int = 255) -> Float32Array:
    """Return `pixels` 0 … white as float32 in [0, 1]."""
    return pixels.astype(np.float32) / np.float32(white)


def images(
    x: Float32Array, t: IntArray, train: IntArray, test: IntArray, names: Sequence[str], credit: Credit
) -> Images:
    """Put the rows `train` and `test` of images x (N, C, H, W) and classes t (N,) into an `Images`."""
    t = np.asarray(t, np.int64)
    return Images(x[train], t[train], x[test], t[test], names=tuple(names), **asdict(credit))
