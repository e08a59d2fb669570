"""Filter banks that nobody trains by an error: Gabor functions, k-means on patches, and templates cut from maps."""

import numpy as np

from deeparc.core.data.dataset import Float32Array
from deeparc.core.validate import FloatArray, positive, whole

SMALL = 1e-8


def gabor(
    size: int, orientations: int = 8, *, wavelength: float | None = None, sigma: float | None = None
) -> FloatArray:
    """Return (2·orientations, 1, size, size): waves under a Gaussian, an even and an odd one in each direction.

    g(u, v) = exp(−(u² + v²)/2σ²) · cos(2π u′/λ + φ), with u′ = u cos θ + v sin θ and φ = 0 or −π/2. Each filter has its
    mean taken away and the length 1.

    Args:
        size: side in pixels.
        orientations: directions θ = 0, π/n, …
        wavelength: λ in pixels; by default size/1.5.
        sigma: width of the Gaussian; by default size/4.

    Source: Daugman, Uncertainty relation for resolution in space, spatial frequency, and orientation, 1985.
    """
    size, orientations = whole(size, "size", 2), whole(orientations, "orientations")
    wavelength = positive(size / 1.5 if wavelength is None else wavelength, "wavelength")
    sigma = positive(size / 4 if sigma is None else sigma, "sigma")
    places = np.arange(size) - (size - 1) / 2
    v, u = np.meshgrid(places, places, indexing="ij")
    envelope = np.exp(-(u**2 + v**2) / (2 * sigma**2))
    bank = []
    for theta in np.arange(orientations) * np.pi / orientations:
        along = 2 * np.pi * (u * np.cos(theta) + v * np.sin(theta)) / wavelength
        bank += [envelope * np.cos(along), envelope * np.sin(along)]
    return _unit(np.array(bank).reshape(-1, 1, size, size))


def k_means(x: Float32Array, n: int, size: int, rng: np.random.Generator, *, patches: int = 4000) -> FloatArray:
    """Return (n, C, size, size): directions in which patches of the images crowd, by spherical k-means.

    Patches have their mean taken away and the length 1, as the centres do. A patch goes to the centre with the largest
    |inner product|, and counts for it with that sign, so that a direction and its opposite are one; ten rounds.

    Args:
        x: (N, C, H, W) images or maps.
        n: filters.
        size: side of a patch.
        rng: draws the places and the first centres.
        patches: how many patches to look at.

    Raises:
        ValueError: patches larger than the images, or fewer than n patches that are not flat.

    Differs from the paper: the patches are not whitened, which made filters worse for what they are used for here.
    Source: Coates & Ng, Learning feature representations with k-means, 2012.
    """
    found = _patches(x, size, rng, patches).reshape(patches, -1)
    found -= found.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    found = (found / (lengths + SMALL))[lengths[:, 0] > 0.1 * lengths.mean()]  # what is nearly flat is left out
    if len(found) < n:
        raise ValueError(f"n is {n}, but only {len(found)} of {patches} patches are not flat")
    centres = found[rng.permutation(len(found))[:n]]
    for _ in range(10):
        likeness = found @ centres.T
        nearest = np.argmax(np.abs(likeness), axis=1)
        for k in range(len(centres)):
            mine = nearest == k
            if mine.any():
                centres[k] = np.sign(likeness[mine, k]) @ found[mine]
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + SMALL
    return _unit(centres.reshape(n, x.shape[1], size, size))


def templates(x: Float32Array, n: int, size: int, rng: np.random.Generator) -> FloatArray:
    """Return (n, C, size, size): patches of the maps themselves, mean removed, of length 1.

    Args: as `k_means`.

    Raises:
        ValueError: patches larger than the images.

    Source: Mutch & Lowe, Object class recognition and localization using sparse features, 2008.
    """
    return _unit(_patches(x, size, rng, n))


def _patches(x: Float32Array, size: int, rng: np.random.Generator, n: int) -> FloatArray:
    if size > min(x.shape[2:]):
        raise ValueError(f"size is {size}, larger than images of shape {x.shape[2:]}")
    which = rng.integers(0, len(x), n)
    top, left = (rng.integers(0, x.shape[axis] - size + 1, n) for axis in (2, 3))
    cut = [x[i, :, h : h + size, w : w + size] for i, h, w in zip(which, top, left, strict=True)]
    return np.array(cut, dtype=np.float64)


def _unit(bank: FloatArray) -> FloatArray:
    bank = bank - bank.mean(axis=(1, 2, 3), keepdims=True)
    return bank / (np.sqrt(np.sum(bank**2, axis=(1, 2, 3), keepdims=True)) + SMALL)
