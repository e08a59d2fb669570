"""How many parameters a PyTorch module has and how many multiplications it makes, layer by layer."""

from collections.abc import Callable, Iterable
from math import prod
from typing import NamedTuple

import torch
from torch import nn


class LayerCount(NamedTuple):
    """One layer of a module.

    Attributes:
        name: its name in the module, such as "features.0".
        kind: its class, such as "Conv2d".
        output: shape of its output for one example.
        parameters: how many numbers it learns; 0 where they were counted in an earlier row.
        macs: multiply-accumulate operations for one example: one for each weight at each place where it is used.
    """

    name: str
    kind: str
    output: tuple[int, ...]
    parameters: int
    macs: int


class Total(NamedTuple):
    """What all layers have together: parameters, and multiply-accumulate operations for one example."""

    parameters: int
    macs: int


def count(net: nn.Module, shape: tuple[int, ...]) -> list[LayerCount]:
    """Return a row for each layer, in the order in which they work.

    Counted are the products of convolutions and linear layers; biases, normalisation, non-linearities and pooling are
    not, as in the papers. A convolution (M, C/g, K, K) with an output of H × W makes M·C/g·K²·H·W of them. On the meta
    device (`deeparc.core.module.outline`) nothing is computed, so it takes a moment for any size.

    Args:
        net: the module; it is put into evaluation mode for the count, so heads that only training uses are not seen.
        shape: of one example, such as (3, 224, 224).
    """
    rows: list[LayerCount] = []
    seen: set[int] = set()

    def note(name: str) -> Callable[..., None]:
        def hook(layer: nn.Module, inputs: tuple, output: torch.Tensor) -> None:
            own = [p for p in layer.parameters(recurse=False) if id(p) not in seen]
            seen.update(map(id, own))
            places = _places(layer, output)
            macs = layer.weight.numel() * places if places else 0
            parameters = sum(p.numel() for p in own)
            rows.append(LayerCount(name, type(layer).__name__, tuple(output.shape[1:]), parameters, macs))

        return hook

    layers = [
        (name, layer)
        for name, layer in net.named_modules()
        if not any(layer.children()) or any(True for _ in layer.parameters(recurse=False))
    ]
    hooks = [layer.register_forward_hook(note(name)) for name, layer in layers]
    example, training = next(net.parameters()), net.training
    try:
        net.eval()
        with torch.no_grad():
            net(torch.zeros((1, *shape), device=example.device, dtype=example.dtype))
    finally:
        net.train(training)
        for hook in hooks:
            hook.remove()
    return rows


def total(rows: Iterable[LayerCount]) -> Total:
    """Return the sums over the rows that `count` gave."""
    rows = list(rows)
    return Total(sum(row.parameters for row in rows), sum(row.macs for row in rows))


def _places(layer: nn.Module, output: torch.Tensor) -> int:
    """Return at how many places of the output each weight is used."""
    if isinstance(layer, nn.Linear):
        return prod(output.shape[1:-1])
    if isinstance(layer, nn.Conv1d | nn.Conv2d | nn.Conv3d):
        return prod(output.shape[2:])
    return 0
