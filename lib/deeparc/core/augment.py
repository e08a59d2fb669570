"""More examples from those there are: images moved, turned, stretched and bent, with their classes unchanged.

Every function takes images (N, C, H, W) and a generator, and returns new images of the same shape and type. What is
outside an image counts as 0, which is paper for MNIST.
"""

import numpy as np
from scipy.ndimage import affine_transform, map_coordinates

from deeparc.core.data.dataset import Float32Array
from deeparc.core.validate import number, positive, whole


def translate(x: Float32Array, down: int, right: int) -> Float32Array:
    """Return the images moved by whole pixels; what leaves the frame is lost, and zeros come in.

    Args:
        x: (N, C, H, W).
        down: rows, negative for up.
        right: columns, negative for left.

    Raises:
        ValueError: x has another number of axes, or a shift is no whole number that leaves something in the frame.
    """
    _images(x)
    height, width = x.shape[2:]
    down, right = whole(down, "down", 1 - height, height - 1), whole(right, "right", 1 - width, width - 1)
    out = np.zeros_like(x)
    out[:, :, max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)] = x[
        :, :, max(-down, 0) : height + min(-down, 0), max(-right, 0) : width + min(-right, 0)
    ]
    return out


def random_shift(x: Float32Array, rng: np.random.Generator, most: int = 2) -> Float32Array:
    """Return every image moved by whole pixels, both ways uniform from −most to most.

    Args:
        x: (N, C, H, W).
        rng: draws two shifts for each image.
        most: pixels, at least 0 and less than the image's height and width.

    Raises:
        ValueError: as `translate`.
    """
    _images(x)
    most = whole(most, "most", 0, min(x.shape[2:]) - 1)
    shifts = rng.integers(-most, most + 1, (len(x), 2))
    return np.concatenate([translate(image[None], *map(int, s)) for image, s in zip(x, shifts, strict=True)])


def affine(
    x: Float32Array,
    rng: np.random.Generator,
    *,
    shift: float = 2.0,
    turn: float = 0.2,
    scale: float = 0.15,
    shear: float = 0.15,
) -> Float32Array:
    """Return every image shifted, turned, scaled and sheared about its centre, by other amounts each.

    With R a rotation and S = [[1 + s₁, k], [0, 1 + s₂]], the value at place u is taken from place
    R S (u − c) + c + d of the original, c the centre, between pixels by straight lines.

    Args:
        x: (N, C, H, W); all channels of an image move together.
        rng: draws the amounts, uniform from minus to plus the largest.
        shift: largest shift in pixels.
        turn: largest angle in radians.
        scale: largest change of size, as a fraction below 1, for both axes apart.
        shear: largest k.

    Raises:
        ValueError: x has another number of axes, or an amount is out of range.

    Source: LeCun et al., Gradient-based learning applied to document recognition, 1998, section III.B.
    """
    _images(x)
    amounts = {"shift": shift, "turn": turn, "scale": scale, "shear": shear}
    for name, value in amounts.items():
        if number(value, name) < 0 or (name == "scale" and value >= 1):
            raise ValueError(
                f"{name} is {value:g}, expected a number of at least 0" + " and below 1" * (name == "scale")
            )
    centre = (np.array(x.shape[2:]) - 1) / 2
    angle, slant, *stretch = rng.uniform(-1, 1, (4, len(x))) * np.array([[turn], [shear], [scale], [scale]])
    offset = rng.uniform(-shift, shift, (len(x), 2))
    cos, sin = np.cos(angle), np.sin(angle)
    rotation = np.array([[cos, -sin], [sin, cos]])  # (2, 2, N)
    stretched = np.array([[1 + stretch[0], slant], [0 * slant, 1 + stretch[1]]])
    matrices = np.einsum("ijn,jkn->nik", rotation, stretched)
    out = np.empty_like(x)
    for image, result, matrix, d in zip(x, out, matrices, offset, strict=True):
        for channel, plane in zip(image, result, strict=True):
            affine_transform(channel, matrix, centre + d - matrix @ centre, output=plane, order=1)
    return out


def elastic(x: Float32Array, rng: np.random.Generator, *, alpha: float = 34.0, sigma: float = 4.0) -> Float32Array:
    """Return every image bent by a smooth random field: each pixel is taken from a place a little away.

    Two fields, one for rows and one for columns, are drawn uniform from −1 to 1 for every pixel, smoothed by a Gaussian
    of width σ and multiplied by α. A small σ gives noise, a large one a shift of the whole; in between strokes bend as
    a hand bends them.

    Args:
        x: (N, C, H, W); all channels of an image bend together.
        rng: draws the fields.
        alpha: α ≥ 0, the strength in pixels before smoothing.
        sigma: σ > 0 in pixels.

    Raises:
        ValueError: x has another number of axes, or an amount is out of range.

    The paper's best values for MNIST are σ = 4, α = 34 (it does not say how its Gaussian is scaled; here it sums to 1).

    Source: Simard, Steinkraus & Platt, Best practices for convolutional neural networks applied to visual document
    analysis, 2003.
    """
    _images(x)
    alpha, sigma = number(alpha, "alpha"), positive(sigma, "sigma")
    if alpha < 0:
        raise ValueError(f"alpha is {alpha:g}, expected a number of at least 0")
    field = rng.uniform(-1, 1, (len(x), 2, *x.shape[2:]))
    down, across = (_smoothing(n, sigma) for n in x.shape[2:])
    field = alpha * (down @ field @ across.T)
    places = np.indices(x.shape[2:]) + field  # (N, 2, H, W)
    out = np.empty_like(x)
    for image, result, where in zip(x, out, places, strict=True):
        for channel, plane in zip(image, result, strict=True):
            map_coordinates(channel, where, output=plane, order=1)
    return out


def mirror(x: Float32Array) -> Float32Array:
    """Return the images with left and right exchanged.

    It keeps the class of a cat or a car, and changes what most letters and digits are.

    Raises:
        ValueError: x has another number of axes.
    """
    _images(x)
    return np.ascontiguousarray(x[..., ::-1])


def _smoothing(n: int, sigma: float) -> np.ndarray:
    """Return the (n, n) matrix that smooths a row of n pixels, zeros around it, by a Gaussian of sum 1."""
    reach = np.arange(-int(4 * sigma + 0.5), int(4 * sigma + 0.5) + 1)
    weights = np.exp(-0.5 * (reach / sigma) ** 2)
    weights /= weights.sum()
    distance = np.arange(n)[:, None] - np.arange(n) + len(reach) // 2
    return np.where((distance >= 0) & (distance < len(reach)), weights[np.clip(distance, 0, len(reach) - 1)], 0.0)


def _images(x: Float32Array) -> None:
    if getattr(x, "ndim", None) != 4:
        raise ValueError(f"x has shape {getattr(x, 'shape', None)}, expected (N, C, H, W)")
