"""Features made by hand for images of characters: numbers that somebody thought of, with nothing in them to learn.

Every function takes images (N, 1, H, W), 1 is ink and 0 is paper, and returns (N, D) float64: one row for each image.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import affine_transform, label

from deeparc.core.data.dataset import Float32Array
from deeparc.core.validate import FloatArray, number, whole

INK = 0.5  # a pixel darker than this counts as ink where a feature asks for yes or no
SMALL = 1e-12


def ink(x: NDArray) -> FloatArray:
    """Return the share of the image that is ink, the mean of all pixels: (N, 1)."""
    return _planes(x).mean(axis=(1, 2))[:, None]


def symmetry(x: NDArray) -> FloatArray:
    """Return how much of the ink stays ink when left and right, or top and bottom, are exchanged: (N, 2).

    With x′ the mirrored image this is Σ min(x, x′) / Σ x, 1 for a symmetric image; an empty image counts as symmetric.
    """
    planes = _planes(x)
    total = planes.sum(axis=(1, 2))
    parts = [np.minimum(planes, mirrored).sum(axis=(1, 2)) for mirrored in (planes[:, :, ::-1], planes[:, ::-1])]
    return np.stack([np.where(total > 0, part / np.maximum(total, SMALL), 1.0) for part in parts], axis=1)


def holes(x: NDArray, threshold: float = INK) -> FloatArray:
    """Return the number of holes: regions of paper that ink encloses, (N, 1).

    Paper is connected through the four sides of a pixel, ink through the corners too, so a thin diagonal stroke is
    tight. Outside the image is paper.

    Args:
        x: (N, 1, H, W).
        threshold: a pixel above it is ink.
    """
    paper = np.pad(_planes(x) <= number(threshold, "threshold"), ((0, 0), (1, 1), (1, 1)), constant_values=True)
    return np.array([[label(page)[1] - 1.0] for page in paper])


def projections(x: NDArray, parts: int = 14) -> FloatArray:
    """Return the ink in horizontal bands, top to bottom, then in vertical ones, left to right: (N, 2·parts).

    Args:
        x: (N, 1, H, W); `parts` divides H and W.
        parts: bands in each direction.
    """
    planes = _planes(x)
    _cells(planes, parts)
    n = len(planes)
    across = planes.mean(axis=2).reshape(n, parts, -1).mean(axis=2)
    down = planes.mean(axis=1).reshape(n, parts, -1).mean(axis=2)
    return np.concatenate([across, down], axis=1)


def gradients(x: NDArray) -> tuple[FloatArray, FloatArray]:
    """Return strength and direction of the steepest rise at every pixel, by central differences: two of (N, H, W).

    The direction is an angle in [0, 2π), 0 for brighter to the right and π/2 for brighter downwards.
    """
    down, right = np.gradient(_planes(x), axis=(1, 2))
    return np.hypot(down, right), np.mod(np.arctan2(down, right), 2 * np.pi)


def orientation_histograms(x: NDArray, cells: int = 4, bins: int = 8) -> FloatArray:
    """Return how strong edges of each direction are in each part of the image: (N, bins·cells·cells).

    Each pixel gives its gradient's strength to the two nearest directions and to the four nearest cells, in shares that
    fall linearly with the distance. Each image's numbers are then divided by their length, so contrast does not count.

    Args:
        x: (N, 1, H, W); `cells` divides H and W.
        cells: cells in each direction.
        bins: directions.

    Differs from the paper: signed directions, one normalisation for the whole image instead of one for each block.
    Source: Freeman & Roth, Orientation histograms for hand gesture recognition, 1995; Dalal & Triggs, Histograms of
    oriented gradients for human detection, 2005.
    """
    planes = _planes(x)
    _cells(planes, cells)
    n, height, width = planes.shape
    out = np.empty((n, whole(bins, "bins", 2), cells, cells))
    rows_to, columns_to = _shares(height, cells), _shares(width, cells)
    for start in range(0, n, 100):  # a few at a time stay in the processor's cache
        part = slice(start, start + 100)
        strength, angle = gradients(planes[part, None])
        position = angle * (bins / (2 * np.pi))
        below = np.floor(position).astype(np.int64)
        upper = strength * (position - below)
        lower = strength - upper
        below %= bins
        for b in range(bins):
            maps = np.where(below == b, lower, 0.0) + np.where(below == (b - 1) % bins, upper, 0.0)
            out[part, b] = rows_to @ maps @ columns_to.T
    flat = out.reshape(n, -1)
    return flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), SMALL)


def upright(x: NDArray, spread: float = 4.5) -> Float32Array:
    """Return the images with their ink moved to the centre, made upright and brought to one size: (N, 1, H, W).

    With centre (r̄, c̄), variances V_rr and V_cc and covariance V_rc of the ink, columns are sheared by V_rc/V_rr, which
    makes the covariance 0, and rows and columns are stretched together until the square root of the mean variance
    is `spread` pixels. Between pixels the values are taken by straight lines. An empty image stays as it is.

    Args:
        x: (N, 1, H, W).
        spread: above 0.

    Source: Casey, Moment normalization of handprinted characters, 1970; LeCun et al. 1998, section III ("deslanted").
    """
    planes = _planes(x)
    out = np.zeros(planes.shape, np.float32)
    height, width = planes.shape[1:]
    row, column = np.indices((height, width))
    for plane, result in zip(planes, out, strict=True):
        total = plane.sum()
        if total <= 0:
            continue
        r, c = float((plane * row).sum() / total), float((plane * column).sum() / total)
        v_rr = float((plane * (row - r) ** 2).sum() / total) + SMALL
        v_rc = float((plane * (row - r) * (column - c)).sum() / total)
        v_cc = float((plane * (column - c) ** 2).sum() / total)
        slant = v_rc / v_rr
        size = np.sqrt((v_rr + max(v_cc - slant * v_rc, 0.0)) / 2) / spread
        matrix = size * np.array([[1.0, 0.0], [slant, 1.0]])  # where the output's pixels come from
        middle = np.array([(height - 1) / 2, (width - 1) / 2])
        affine_transform(plane, matrix, np.array([r, c]) - matrix @ middle, output=result, order=1)
    return out[:, None]


def hand_made(x: NDArray) -> FloatArray:
    """Return ink, symmetries, holes, projections and orientation histograms side by side: (N, 160) for 28 × 28."""
    return join(x, (ink, symmetry, holes, projections, orientation_histograms))


def join(x: NDArray, makers: Sequence[Callable[[NDArray], FloatArray]]) -> FloatArray:
    """Return the features of several makers side by side, (N, D₁ + D₂ + …)."""
    return np.concatenate([make(x) for make in makers], axis=1)


def _shares(n: int, cells: int) -> FloatArray:
    """Return (cells, n): how much of each pixel goes to each cell, falling linearly from the cell's centre."""
    place = (np.arange(n) + 0.5) * cells / n - 0.5
    return np.maximum(1 - np.abs(np.clip(place, 0, cells - 1) - np.arange(cells)[:, None]), 0)


def _planes(x: NDArray) -> FloatArray:
    x = np.asarray(x)
    if x.ndim != 4 or x.shape[1] != 1 or 0 in x.shape:
        raise ValueError(f"x has shape {x.shape}, expected (N, 1, H, W), not empty")
    return x[:, 0].astype(np.float64)


def _cells(planes: FloatArray, parts: int) -> None:
    if any(n % whole(parts, "the number of parts") for n in planes.shape[1:]):
        raise ValueError(f"{parts} parts do not divide an image of {planes.shape[1]} × {planes.shape[2]} pixels")
