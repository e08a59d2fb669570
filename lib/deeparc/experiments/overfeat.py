"""Digits found on photographs by sliding a small net densely, after OverFeat.

A net learns from windows of 32 × 32 with a digit in the middle, or with none, or with one that lies too far out. Then
its features stay as they are, and a second head learns the edges of the digit. Both slide over test photographs of
128 × 128 on which four digits of different sizes lie.
"""

import copy
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from deeparc.core.data.dataset import Float32Array
from deeparc.core.data.mnist import mnist
from deeparc.core.data.photo_patches import photo_patches
from deeparc.core.interval import interval
from deeparc.core.loss import cross_entropy, square
from deeparc.core.module import build
from deeparc.core.optim import Momentum
from deeparc.core.rng import generators
from deeparc.core.schedule import cosine
from deeparc.core.train import fit, predict
from deeparc.core.validate import FloatArray, IntArray
from deeparc.vision.overfeat import Found, OverFeat, detect, overlap, small, windows

RUNS = 5
EPOCHS = 10
ETA, MU, BATCH = 0.02, 0.9, 64
WINDOW, CANVAS, DIGITS, CANVASES = 32, 128, 4, 25
NEAR, FAR = 3, (8, 20)  # pixels that a digit lies off the middle: of its own class, of the background
SIZES = (1.0, 1.7)  # of the digits on a canvas, as factors
SIZES_LEARNED = (0.85, 1.2)
SCALES = (1.0, 0.8, 0.64)  # at which the net looks
BACKGROUND = 10
CONTRAST = 0.2  # deviation of the pixels of a canvas that is shown
INK = 0.3  # from which a pixel counts as part of a digit
FRAME = "three scales, fine, one frame for all"  # the regressor always answers the mean of the learned boxes
SHARED = 0.2  # overlap from which two boxes count as one thing; chosen on canvases of seed 100
LEAST = (0.5, 1, 2, 4, 6, 9, 14)  # smallest added probability of a box that counts
WAYS = {
    "three scales, fine": {"scales": SCALES},
    "three scales, coarse": {"scales": SCALES, "fine": False},
    "one scale, fine": {},
    FRAME: {"scales": SCALES},
}


class Canvas(NamedTuple):
    """A photograph with digits: picture (3, H, W); boxes (n, 4) left, top, right, bottom; labels (n,)."""

    picture: Float32Array
    boxes: FloatArray
    labels: IntArray


def run(seed: int = 0) -> dict:
    """Measure five runs, each with another split, weights and canvases, in four ways of looking."""
    found = [measure(RUNS * seed + k) for k in range(RUNS)]
    return {
        "train_digits": 4000,
        "canvases": CANVASES,
        "digits": DIGITS,
        "canvas": CANVAS,
        "sizes": SIZES,
        "scales": SCALES,
        "epochs": EPOCHS,
        "optimiser": {"name": "momentum", "eta": ETA, "mu": MU, "schedule": "cosine", "batch": BATCH},
        "parameters": sum(p.numel() for p in found[0][0].parameters()),
        "windows": sum(windows(round(s * CANVAS), WINDOW, found[0][0].fine_stride) for s in SCALES),
        "examples": examples_to_show(found[0][0], RUNS * seed),
        "test_error": interval([error for _, error, _ in found]),
        "found": {
            way: {
                least: {what: interval([figures[way][least][what] for _, _, figures in found]) for what in kinds}
                for least, kinds in by_least.items()
            }
            for way, by_least in found[0][2].items()
        },
    }


def measure(seed: int, epochs: int = EPOCHS, canvases: int = CANVASES) -> tuple[OverFeat, float, dict]:
    """Train one net; return it, its error on windows with test digits, and what it finds in each way of looking."""
    net = trained(seed, epochs)
    rng, photographs = generators(seed, "test windows", "canvases")
    digits = mnist(seed=seed)
    x, _ = examples(digits.x_test, photographs_of(seed).x_test, rng)
    answers = predict(net, torch.from_numpy(x))[:, :, 0, 0].numpy().argmax(axis=1)
    scenes = [canvas(seed, photographs) for _ in range(canvases)]
    figures = {}
    for way, options in WAYS.items():
        looks = framed(net, seed) if way == FRAME else net
        found = [detect(looks, torch.from_numpy(s.picture), least=0, shared=SHARED, **options) for s in scenes]
        figures[way] = {
            str(least): judged(scenes, [[one for one in things if one.score >= least] for things in found])
            for least in LEAST
        }
    return net, float(np.mean(answers != digits.t_test)), figures


def trained(seed: int, epochs: int = EPOCHS) -> OverFeat:
    """Return the net after both lessons: classes first, then, with the features as they are, boxes.

    Of the background, each epoch shows as many windows as of digits, those of twice as many that offend most.
    """
    weights, order, places = generators(seed, "weights", "order", "places")
    digits, photographs = mnist(seed=seed), photographs_of(seed).x_train
    net = build(small, weights)
    n = len(digits.t_train)
    t = torch.from_numpy(np.append(digits.t_train, np.full(n, BACKGROUND)))
    optimiser = Momentum(cosine(ETA, epochs * -(-len(t) // BATCH)), MU)
    flat = nn.Sequential(net, nn.Flatten())
    for _ in range(epochs):
        x, _ = examples(digits.x_train, photographs, places)
        without = offending(net, backgrounds(digits.x_train, photographs, 2 * n, places), n)
        both = torch.from_numpy(np.concatenate([x, without]))
        fit(flat, both, t, loss=cross_entropy, optimiser=optimiser, epochs=1, batch_size=BATCH, rng=order)
    x, edges = examples(digits.x_train, photographs, places)
    with torch.no_grad():
        maps = net.pool(net.features(torch.from_numpy(x)))
    head, targets = nn.Sequential(net.regressor, nn.Flatten()), torch.from_numpy(edges.astype(np.float32))
    optimiser = Momentum(cosine(ETA, 2 * epochs * -(-n // BATCH)), MU)
    fit(head, maps, targets, loss=square, optimiser=optimiser, epochs=2 * epochs, batch_size=BATCH, rng=order)
    return net


def framed(net: OverFeat, seed: int) -> OverFeat:
    """Return a net that classifies in the same way and gives every box the mean size and place."""
    digits = mnist(seed=seed)
    _, edges = examples(digits.x_train, photographs_of(seed).x_train, np.random.default_rng(seed))
    copied = copy.deepcopy(net)
    with torch.no_grad():
        copied.regressor[-1].weight.zero_()
        copied.regressor[-1].bias.copy_(torch.from_numpy(edges.mean(axis=0)))
    return copied


def examples_to_show(net: OverFeat, seed: int, n: int = 2, least: float = 4) -> list[dict]:
    """Return what one net finds on the first of its canvases that are no plain sky, and where it sees a digit."""
    rng = generators(seed, "canvases")[0]
    shown: list[dict] = []
    for number in range(CANVASES):
        scene = canvas(seed, rng)
        x = torch.from_numpy(scene.picture)
        if len(shown) == n or scene.picture.std() < CONTRAST:
            continue
        with torch.no_grad():
            digit = 1 - torch.softmax(net.eval().fine(x[None])[0], dim=0)[BACKGROUND]
        found = detect(net, x, scales=SCALES, least=least, shared=SHARED)
        shown.append(
            {
                "number": number,
                "digit": np.round(digit.numpy().astype(float), 3).tolist(),
                "found": [{"box": one.box.tolist(), "label": one.label, "score": one.score} for one in found],
            }
        )
    return shown


def photographs_of(seed: int, n: int = 4_000):
    """Return squares of photographs: to learn on, and of other photographs to measure on."""
    return photo_patches(WINDOW, n, n_test=1_000, colour=True, seed=seed)


def examples(
    digits: Float32Array, photographs: Float32Array, rng: np.random.Generator
) -> tuple[Float32Array, FloatArray]:
    """Return windows (N, 3, 32, 32), each with one of the digits, and edges (N, 4) in half windows from the middle.

    A digit's size varies from `SIZES_LEARNED[0]` to `[1]`, its place by `NEAR` pixels.
    """
    x = photographs[rng.integers(len(photographs), size=len(digits))]
    boxes = [
        paste(picture, digit, rng.uniform(*SIZES_LEARNED), WINDOW / 2 + rng.uniform(-NEAR, NEAR, 2))
        for picture, digit in zip(x, digits, strict=True)
    ]
    return x, np.array(boxes) * (2 / WINDOW) - 1


def backgrounds(digits: Float32Array, photographs: Float32Array, n: int, rng: np.random.Generator) -> Float32Array:
    """Return n windows (n, 3, 32, 32) of the background: half plain photographs, half with a digit `FAR` off."""
    x = photographs[rng.integers(len(photographs), size=n)]
    for picture in x[::2]:
        off = np.array([rng.uniform(*FAR) * rng.choice([-1, 1]), rng.uniform(-FAR[1], FAR[1])])
        digit = digits[rng.integers(len(digits))]
        paste(picture, digit, rng.uniform(*SIZES_LEARNED), WINDOW / 2 + rng.permutation(off))
    return x


def offending(net: OverFeat, x: Float32Array, n: int) -> Float32Array:
    """Return the n windows of the background that the net takes for background least."""
    p = torch.softmax(predict(net, torch.from_numpy(x))[:, :, 0, 0], dim=1)[:, BACKGROUND]
    return x[np.argsort(p.numpy(), kind="stable")[:n]]


def canvas(seed: int, rng: np.random.Generator) -> Canvas:
    """Return a test photograph with test digits of different sizes that do not overlap."""
    digits = mnist(seed=seed)
    picture = photo_patches(CANVAS, 1, n_test=1, colour=True, seed=int(rng.integers(2**31))).x_test[0].copy()
    boxes, labels = [], []
    while len(boxes) < DIGITS:
        size = rng.uniform(*SIZES)
        place = rng.uniform(16 * size, CANVAS - 16 * size, 2)
        around = np.concatenate([place - 14 * size, place + 14 * size])[None, [0, 1, 2, 3]]
        if boxes and np.max(overlap(around, np.array(boxes))) > 0:
            continue
        k = rng.integers(len(digits.t_test))
        boxes.append(paste(picture, digits.x_test[k], size, place))
        labels.append(digits.t_test[k])
    return Canvas(picture, np.array(boxes), np.array(labels))


def paste(picture: Float32Array, digit: Float32Array, size: float, place: Sequence[float]) -> FloatArray:
    """Invert a picture (3, H, W), in place, where the ink of a digit (1, 28, 28) lies; return the edges of the ink.

    Args:
        picture: (3, H, W), in [0, 1]; parts of the digit may lie outside.
        digit: (1, 28, 28), ink from 0 to 1.
        size: factor by which it is enlarged.
        place: (x, y) of the middle of the digit's frame.
    """
    side = round(28 * size)
    ink = F.interpolate(torch.from_numpy(digit[None]), (side, side), mode="bilinear", antialias=True)[0, 0].numpy()
    left, top = (round(float(p) - side / 2) for p in place)
    rows, columns = (np.flatnonzero((ink > INK).any(axis=axis)) for axis in (1, 0))
    height, width = picture.shape[1:]
    x0, x1, y0, y1 = max(left, 0), min(left + side, width), max(top, 0), min(top + side, height)
    if x0 < x1 and y0 < y1:
        part = picture[:, y0:y1, x0:x1]
        part[...] = np.abs(part - ink[y0 - top : y1 - top, x0 - left : x1 - left])
    return np.array([left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1], float)


def judged(scenes: Sequence[Canvas], found: Sequence[Sequence[Found]]) -> dict[str, float]:
    """Return how many digits were found, how far off, and how many things were found that are none.

    A digit is found if a box of its class overlaps its own by half or more. Each box counts for one digit at most.

    Returns:
        "rate": digits found, of all; "located": digits with a box of any class in the right place, of all;
        "off": mean distance of the centres of those, in pixels; "wrong": boxes of a canvas that fit no digit.
    """
    rate, located, off, wrong = [], [], [], []
    for scene, things in zip(scenes, found, strict=True):
        free = list(things)
        for box, label in zip(scene.boxes, scene.labels, strict=True):
            near = [one for one in free if overlap(one.box[None], box[None])[0, 0] >= 0.5]
            right = next((one for one in near if one.label == label), None)
            best = right or (near[0] if near else None)
            rate.append(right is not None)
            located.append(best is not None)
            if best is not None:
                free = [one for one in free if one is not best]
                middle = (best.box[:2] + best.box[2:] - box[:2] - box[2:]) / 2
                off.append(float(np.hypot(*middle)))
        wrong.append(len(free))
    return {
        "rate": float(np.mean(rate)),
        "located": float(np.mean(located)),
        "off": float(np.mean(off)) if off else 0.0,
        "wrong": float(np.mean(wrong)),
    }
