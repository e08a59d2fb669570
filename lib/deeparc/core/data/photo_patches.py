"""Small squares cut out of real photographs, for codes and filters of natural images."""

from functools import cache

import numpy as np

from deeparc.core.data.dataset import Credit, Float32Array, Images
from deeparc.core.data.files import package_file
from deeparc.core.data.pixels import scaled
from deeparc.core.validate import IntArray, whole

CREDIT = Credit(
    title="Patches of sample photographs",
    source="photographs shipped with scikit-image (astronaut, camera, chelsea, coffee, rocket) and scikit-learn "
    "(china, flower)",
    licence="astronaut, rocket: public domain (NASA, SpaceX); camera, chelsea, coffee: CC0; china, flower: CC BY 2.0",
    citation="L. Varshney (camera), S. van der Walt (chelsea), R. Michetti (coffee), danielbuechele (china), "
    "vultilion (flower); S. van der Walt et al. (2014). scikit-image: image processing in Python. PeerJ 2:e453.",
)
SKIMAGE, SKLEARN = ("skimage", "data/"), ("sklearn", "datasets/images/")
# name: the package and folder, the file, whether it is in colour
PHOTOGRAPHS = {
    "astronaut": (*SKIMAGE, "astronaut.png", True),
    "chelsea": (*SKIMAGE, "chelsea.png", True),
    "coffee": (*SKIMAGE, "coffee.png", True),
    "flower": (*SKLEARN, "flower.jpg", True),
    "camera": (*SKIMAGE, "camera.png", False),
    "rocket": (*SKIMAGE, "rocket.jpg", True),
    "china": (*SKLEARN, "china.jpg", True),
}
TEST = ("rocket", "china")  # whole photographs, so that no test pixel is ever learnt from
SMALLEST_SIDE = 300


def photo_patches(
    size: int = 16, n: int = 10_000, *, n_test: int = 1_000, colour: bool = False, seed: int = 0
) -> Images:
    """Cut square patches at random from seven photographs, two of which only serve to measure on.

    Every place in every photograph is as likely as any other, so patches may overlap or repeat within a part, but no
    pixel of a test photograph is in the training part. Grey is 0.299 red + 0.587 green + 0.114 blue. In
    colour there are six photographs: camera is grey. Nothing is subtracted or whitened here.

    Args:
        size: side of a patch in pixels, 1 to 300.
        n: how many to learn from, at least 1.
        n_test: how many to measure on, 0 or more.
        colour: three channels instead of one.
        seed: of the places.

    Returns:
        Images with x (n, C, size, size) float32 in [0, 1], C = 1 or 3; t (n,) int64, the number of the photograph in
        `names`.

    Raises:
        ValueError: a number is out of range.
        DataError: a package that carries photographs is not installed.

    Source: Olshausen & Field, "Emergence of simple-cell receptive field properties", 1996 (with other photographs).
    """
    size, n = whole(size, "size", 1, SMALLEST_SIDE), whole(n, "n", 1)
    n_test = whole(n_test, "n_test", 0)
    names = tuple(name for name, place in PHOTOGRAPHS.items() if place[3] or not colour)
    rng = np.random.default_rng(seed)
    x_train, t_train = _cut([i for i, name in enumerate(names) if name not in TEST], names, size, n, colour, rng)
    x_test, t_test = _cut([i for i, name in enumerate(names) if name in TEST], names, size, n_test, colour, rng)
    return Images(
        x_train,
        t_train,
        x_test,
        t_test,
        names=names,
        title=CREDIT.title,
        source=CREDIT.source,
        licence=CREDIT.licence,
        citation=CREDIT.citation,
    )


@cache
def photograph(name: str, colour: bool = True) -> Float32Array:
    """Return one of the sample photographs whole, (C, H, W) float32 in [0, 1], not to be written to.

    Args:
        name: astronaut, chelsea, coffee, flower, camera, rocket or china.
        colour: three channels; False gives one, grey. camera is grey only.

    Raises:
        ValueError: an unknown name, or camera in colour.
        DataError: the package that carries it is not installed.
    """
    from PIL import Image

    if name not in PHOTOGRAPHS:
        raise ValueError(f"name is {name!r}, expected one of {', '.join(PHOTOGRAPHS)}")
    package, folder, file, coloured = PHOTOGRAPHS[name]
    if colour and not coloured:
        raise ValueError(f"{name} is a grey photograph, expected colour=False")
    install = f"python -m pip install {'scikit-image' if package == 'skimage' else 'scikit-learn'}"
    with Image.open(package_file(package, folder + file, install)) as picture:
        x = scaled(np.asarray(picture.convert("RGB" if coloured else "L")))
    if coloured:
        x = x.transpose(2, 0, 1) if colour else (x @ np.array([0.299, 0.587, 0.114], np.float32))[None]
    else:
        x = x[None]
    x = np.ascontiguousarray(np.clip(x, 0, 1))
    x.flags.writeable = False
    return x


def _cut(
    chosen: list[int], names: tuple[str, ...], size: int, n: int, colour: bool, rng: np.random.Generator
) -> tuple[Float32Array, IntArray]:
    pictures = [photograph(names[i], colour) for i in chosen]
    places = np.array([(p.shape[1] - size + 1) * (p.shape[2] - size + 1) for p in pictures])
    which = rng.choice(len(chosen), size=n, p=places / places.sum())
    x = np.empty((n, 3 if colour else 1, size, size), np.float32)
    for k, picture in enumerate(pictures):
        rows = np.flatnonzero(which == k)
        windows = np.lib.stride_tricks.sliding_window_view(picture, (size, size), axis=(1, 2))
        top, left = rng.integers(windows.shape[1], size=len(rows)), rng.integers(windows.shape[2], size=len(rows))
        x[rows] = windows[:, top, left].transpose(1, 0, 2, 3)
    return x, np.array(chosen, np.int64)[which]
