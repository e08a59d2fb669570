"""DeepDream: a photograph is changed so that a chosen layer of a net answers more strongly to it, at several scales."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from deeparc.core.validate import whole
from deeparc.vision.activation import Objective, maximise


class Dream(NamedTuple):
    """A dream: the picture, and the objective along the ascent of each octave, the coarsest first."""

    x: torch.Tensor
    values: list[list[float]]


def dream(
    objective: Objective,
    x: torch.Tensor,
    rng: np.random.Generator,
    *,
    octaves: int = 4,
    scale: float = 1.4,
    steps: int = 10,
    eta: float = 0.012,
    jitter: int = 32,
    normalise: bool = True,
    blur: float = 0.0,
) -> Dream:
    """Change a photograph to make an objective larger, from a small copy of it up to its full size.

    The photograph p is brought to each octave's size, p_o. To p_o is added what was changed one octave below, made
    larger, and from there the ascent goes on. So the changes are carried upwards, and the photograph's details are
    never lost in the scaling:

        x_o = p_o + enlarge(d_{o−1}),   ascend,   d_o = x_o − p_o.

    Args:
        objective: takes pixels (1, 3, h, w) in [0, 1] of any size, gives one number to be made large.
        x: the photograph, (1, 3, H, W) in [0, 1].
        rng: draws the jitter.
        octaves: number of sizes.
        scale: ratio of one size to the next smaller.
        steps: in each octave.
        eta: mean change of a pixel in a step.
        jitter: largest move of the picture in pixels, at most a quarter of its shorter side.
        normalise: divide each gradient by its mean magnitude. Without it η multiplies the gradient itself.
        blur: deviation of a smoothing of the gradient; the original has none.

    Differs from the original: ours is seeded; jitter is limited in small octaves; pixels run from 0 to 1.
    Source: Mordvintsev, Olah & Tyka, Inceptionism: going deeper into neural networks, 2015, and the code published
    with it (octave_n = 4, octave_scale = 1.4, iter_n = 10, step_size = 1.5 of 255, jitter = 32).
    """
    photograph = x.detach()
    values: list[list[float]] = []
    change = None
    for size in octave_sizes(tuple(photograph.shape[2:]), octaves, scale):
        base = resize(photograph, size)
        start = base if change is None else base + resize(change, size)
        moves = min(jitter, min(size) // 4)
        found = maximise(
            objective,
            start.clamp(0, 1),
            steps=steps,
            eta=eta,
            jitter=moves,
            rng=rng,
            normalise=normalise,
            blur=blur,
            limits=(0.0, 1.0),
        )
        change = found.x - base
        values.append(found.values)
    return Dream(found.x, values)


def octave_sizes(size: tuple[int, int], octaves: int, scale: float = 1.4) -> list[tuple[int, int]]:
    """Return heights and widths, the smallest first: round(H / scale^k) for k = octaves − 1 … 0, at least 1.

    Raises:
        ValueError: a number of octaves below 1, or a scale that is not above 1.
    """
    if not scale > 1:
        raise ValueError(f"scale is {scale:g}, expected above 1")
    octaves = whole(octaves, "octaves")
    return [tuple(max(1, round(side / scale**k)) for side in size) for k in reversed(range(octaves))]


def resize(x: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
    """Return pictures of another size, by bilinear interpolation, with averaging where they become smaller."""
    if tuple(x.shape[2:]) == tuple(size):
        return x
    return F.interpolate(x, size=tuple(size), mode="bilinear", antialias=True, align_corners=False)


def energy(net: Callable[[torch.Tensor], torch.Tensor]) -> Objective:
    """Return the objective ½‖a‖² for the activations a = net(x). Its gradient is Jᵀa: the activations sent back."""
    return lambda x: 0.5 * net(x).square().sum()


def layer_of(net: nn.Module, k: int) -> Callable[[torch.Tensor], torch.Tensor]:
    """Return the function from pixels to the activations behind part k of `recogniser()`.

    Args:
        net: a `deeparc.vision.mobilenet.Recogniser`.
        k: 0 to 18, a part of `net.net.features`.
    """
    parts = net.net.features[: whole(k, "k", 0, len(net.net.features) - 1) + 1]
    return lambda x: parts(net.standardised(x))


def logit_of(net: nn.Module, number: int) -> Objective:
    """Return the objective "the net's input to class `number`", for pictures of any size."""
    return lambda x: net(x)[:, number].sum()
