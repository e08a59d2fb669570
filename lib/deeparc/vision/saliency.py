"""Which pixels a net's answer depends on: gradients under three rules for the ReLUs, and covered squares."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import torch
from torch import nn

from deeparc.core.validate import whole

RULES = ("gradient", "deconvnet", "guided")


def pixel_gradient(net: nn.Module, x: torch.Tensor, classes: torch.Tensor, rule: str = "gradient") -> torch.Tensor:
    """Return the gradient of one logit of each picture for its pixels, or what another rule makes of it.

    Let s be the gradient that arrives at a ReLU with net input z. Below it is s·[z > 0] by the chain rule, s·[s > 0]
    in a deconvnet, and s·[z > 0]·[s > 0] in guided back-propagation: a deconvnet is the gradient but for its ReLUs.
    This works in every net whose ReLUs are modules, `nn.ReLU` or `nn.ReLU6`. The net is put into evaluation mode
    meanwhile.

    Args:
        net: from (B, C, H, W) to (B, K).
        x: pictures.
        classes: (B,), a class number for each picture.
        rule: one of `RULES`.

    Raises:
        ValueError: an unknown rule.

    Source: Simonyan, Vedaldi & Zisserman, Deep inside convolutional networks, 2014, sections 3 and 4; Springenberg,
    Dosovitskiy, Brox & Riedmiller, Striving for simplicity, 2015, section 3.4.
    """
    if rule not in RULES:
        raise ValueError(f"rule is {rule!r}, expected one of {', '.join(RULES)}")
    pixels = x.detach().clone().requires_grad_()
    with _rule_at_relus(net, rule):
        logits = net(pixels)
        logits.gather(1, classes.reshape(-1, 1).to(logits.device)).sum().backward(inputs=[pixels])
    return pixels.grad


def heat(g: torch.Tensor) -> torch.Tensor:
    """Return one number a pixel: the largest magnitude over the colours, (B, H, W) of (B, C, H, W)."""
    return g.abs().amax(dim=1)


class Occlusion(NamedTuple):
    """How probable a class is when parts of the picture are covered.

    Attributes:
        before: (B,), with nothing covered.
        covered: (B, h, w), with the square at each place covered.
        rows: (h,), first row of each square.
        columns: (w,), first column of each square.
    """

    before: torch.Tensor
    covered: torch.Tensor
    rows: torch.Tensor
    columns: torch.Tensor


@torch.no_grad()
def occlusion(
    net: nn.Module,
    x: torch.Tensor,
    classes: torch.Tensor,
    size: int,
    stride: int,
    fill: float = 0.0,
    batch_size: int = 64,
) -> Occlusion:
    """Cover each picture by a square, at one place after the other, and ask the net again.

    Args:
        net: from (B, C, H, W) to logits (B, K).
        x: pictures.
        classes: (B,), whose probability is taken.
        size: side of the square in pixels.
        stride: from one place to the next; only squares that lie inside are tried.
        fill: what the square is filled with, such as the mean pixel.
        batch_size: covered pictures at a time.

    Raises:
        ValueError: a size that does not fit.

    Source: Zeiler & Fergus, Visualizing and understanding convolutional networks, 2014, section 4.2.
    """
    size, stride = whole(size, "size", 1, min(x.shape[2:])), whole(stride, "stride")
    training = net.training
    net.eval()
    rows, columns = (torch.arange(0, side - size + 1, stride) for side in x.shape[2:])
    chosen = classes.reshape(-1, 1).to(x.device)
    before = torch.softmax(net(x), dim=1).gather(1, chosen)[:, 0]
    covered = x.new_empty((len(x), len(rows) * len(columns)))
    places = [(int(r), int(c)) for r in rows for c in columns]
    for n, picture in enumerate(x):
        for start in range(0, len(places), batch_size):
            some = places[start : start + batch_size]
            batch = picture.repeat(len(some), 1, 1, 1)
            for k, (r, c) in enumerate(some):
                batch[k, :, r : r + size, c : c + size] = fill
            covered[n, start : start + len(some)] = torch.softmax(net(batch), dim=1)[:, chosen[n, 0]]
    net.train(training)
    return Occlusion(before, covered.reshape(len(x), len(rows), len(columns)), rows, columns)


@contextmanager
def _rule_at_relus(net: nn.Module, rule: str) -> Iterator[None]:
    relus = [m for m in net.modules() if isinstance(m, nn.ReLU | nn.ReLU6)]
    in_place, training = [m.inplace for m in relus], net.training

    def hook(_: nn.Module, below: tuple[torch.Tensor], above: tuple[torch.Tensor]) -> tuple[torch.Tensor]:
        return ((above if rule == "deconvnet" else below)[0].clamp(min=0),)

    hooks = [] if rule == "gradient" else [m.register_full_backward_hook(hook) for m in relus]
    try:
        net.eval()
        for m in relus:
            m.inplace = False
        yield
    finally:
        net.train(training)
        for m, was in zip(relus, in_place, strict=True):
            m.inplace = was
        for handle in hooks:
            handle.remove()
