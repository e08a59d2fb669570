"""Activation maximisation: a picture changed until a unit answers as strongly as it can, under some restraint."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from torch.nn import functional as F

from deeparc.core.validate import whole

Objective = Callable[[torch.Tensor], torch.Tensor]


class Ascent(NamedTuple):
    """The end of an ascent: the picture, and the objective before each step and at the end."""

    x: torch.Tensor
    values: list[float]


def maximise(
    objective: Objective,
    x: torch.Tensor,
    *,
    steps: int,
    eta: float,
    l2: float = 0.0,
    centre: float = 0.0,
    tv: float = 0.0,
    blur: float = 0.0,
    jitter: int = 0,
    rng: np.random.Generator | None = None,
    normalise: bool = True,
    limits: tuple[float, float] | None = None,
) -> Ascent:
    """Climb from a picture: x ← x + η ĝ, with g = ∇(objective(x) − ½ l2 ‖x − centre‖² − tv TV(x)).

    With jitter the objective is asked about the picture moved by a random number of pixels, on a torus, and the
    gradient is moved back. With blur the gradient is smoothed before the step. ĝ = g / mean|g| where it is normalised.

    Args:
        objective: from (B, C, H, W) to one number.
        x: where to begin.
        steps: how many.
        eta: η. With normalised gradients the mean change of a pixel in one step.
        l2: strength of the penalty on the distance of x from `centre`.
        centre: what the L2 penalty draws pixels to, such as a mid grey.
        tv: strength of the penalty on differences between neighbours, `total_variation`.
        blur: deviation in pixels of the Gaussian that the gradient is smoothed with; 0 leaves it as it is.
        jitter: largest move in pixels.
        rng: draws the moves; needed with jitter.
        normalise: whether to divide the gradient by its mean magnitude.
        limits: smallest and largest value a pixel may have.

    Raises:
        ValueError: jitter without a generator, or a number out of range.

    Source: Erhan, Bengio, Courville & Vincent, Visualizing higher-layer features of a deep network, 2009, section 3;
    Simonyan et al. 2014, equation 1, for L2; Mahendran & Vedaldi 2015 for total variation; Mordvintsev, Olah & Tyka,
    Inceptionism, 2015, and their code for jitter and ĝ.
    """
    steps, jitter = whole(steps, "steps", 0), whole(jitter, "jitter", 0)
    if jitter and rng is None:
        raise ValueError("jitter needs a generator: give rng")
    x = x.detach().clone()
    values = []
    for _ in range(steps):
        dh, dw = (int(n) for n in rng.integers(-jitter, jitter + 1, 2)) if jitter else (0, 0)
        moved = torch.roll(x, (dh, dw), (2, 3)).requires_grad_()
        value = objective(moved)
        (g,) = torch.autograd.grad(value, moved)
        g = torch.roll(g, (-dh, -dw), (2, 3))
        values.append(value.item())
        if l2:
            g = g - l2 * (x - centre)
        if tv:
            g = g - tv * total_variation_gradient(x)
        if blur:
            g = gaussian(g, blur)
        if normalise:
            g = g / g.abs().mean().clamp(min=torch.finfo(g.dtype).tiny)
        x = x + eta * g
        if limits is not None:
            x = x.clamp(*limits)
    with torch.no_grad():
        values.append(objective(x).item())
    return Ascent(x, values)


def total_variation(x: torch.Tensor) -> torch.Tensor:
    """Return TV(x) = Σ √(dh² + dv² + ε²) over pixels, ε = 0.01, with differences to the pixel below and to the right.

    Differences over the edge are 0. ε makes it smooth where neighbours are equal.
    """
    return _root(x)[0].sum()


def total_variation_gradient(x: torch.Tensor) -> torch.Tensor:
    """Return the gradient of `total_variation`."""
    root, down, right = _root(x)
    a, b = down / root, right / root
    g = -(a + b)
    g[..., 1:, :] += a[..., :-1, :]
    g[..., :, 1:] += b[..., :, :-1]
    return g


def gaussian(x: torch.Tensor, deviation: float) -> torch.Tensor:
    """Return each plane smoothed with a Gaussian of a deviation in pixels, zeros outside.

    Raises:
        ValueError: the deviation is not above 0.
    """
    if not deviation > 0:
        raise ValueError(f"deviation is {deviation:g}, expected above 0")
    reach = max(1, round(3 * deviation))
    places = torch.arange(-reach, reach + 1, dtype=x.dtype, device=x.device)
    w = torch.exp(-0.5 * (places / deviation) ** 2)
    w = (w / w.sum()).reshape(1, 1, -1, 1)
    flat = x.reshape(-1, 1, *x.shape[-2:])
    flat = F.conv2d(F.conv2d(flat, w, padding=(reach, 0)), w.transpose(2, 3), padding=(0, reach))
    return flat.reshape(x.shape)


def _root(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    down, right = torch.zeros_like(x), torch.zeros_like(x)
    down[..., :-1, :] = x[..., 1:, :] - x[..., :-1, :]
    right[..., :, :-1] = x[..., :, 1:] - x[..., :, :-1]
    return torch.sqrt(down**2 + right**2 + 0.01**2), down, right
