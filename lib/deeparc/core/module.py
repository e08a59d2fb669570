"""PyTorch modules whose parameters come from an explicit NumPy generator, or do not exist at all.

A model of the third tier is a plain `torch.nn.Module`. It is laid out first, on PyTorch's *meta* device, where arrays
have shapes and no memory; then its parameters are drawn. So 140 million weights can be counted in a moment, and one
seed gives the same weights on every device.
"""

from collections.abc import Callable
from math import prod
from typing import TypeVar

import numpy as np
import torch
from torch import nn

from deeparc.core.initialise import Initialiser, he_normal

Module = TypeVar("Module", bound=nn.Module)


def outline(make: Callable[[], Module]) -> Module:
    """Return a module on the meta device: all shapes and names, no numbers, no memory.

    Args:
        make: builds it, such as a class or a `functools.partial` of one.
    """
    with torch.device("meta"):
        return make()


def build(
    make: Callable[[], Module],
    rng: np.random.Generator,
    *,
    initialise: Initialiser = he_normal,
    device: str | torch.device = "cpu",
    dtype: torch.dtype = torch.float32,
) -> Module:
    """Return a module with its parameters drawn, in the order of their names in the module.

    Weights of two axes or more are drawn by `initialise`, in NumPy's float64, whatever the device and type. Vectors
    called `weight` are the gains of a normalisation and become 1, all other vectors 0. Means that a normalisation keeps
    start at 0, variances at 1. PyTorch's own generator is not touched.

    Args:
        make: builds the module, such as a class or a `functools.partial` of one.
        rng: draws the weights.
        initialise: from `deeparc.core.initialise`; a weight (M, C, …) has fan-in C·… and fan-out M·….
        device: where the parameters go: `"cpu"`, `"cuda"`, …
        dtype: `torch.float32` or `torch.float64`.

    Raises:
        ValueError: the type is another, the device is not there, or the module keeps an array that nothing here fills.
    """
    if dtype not in (torch.float32, torch.float64):
        raise ValueError(f"dtype is {dtype}, expected torch.float32 or torch.float64")
    device = torch.device(device)
    if device.type == "cuda" and not torch.cuda.is_available():
        raise ValueError(f"device is {str(device)!r}, but PyTorch finds no CUDA device here: use 'cpu'")
    net = outline(make).to_empty(device=device).to(dtype)
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            parameter.copy_(torch.from_numpy(_drawn(name, tuple(parameter.shape), rng, initialise)))
        for name, buffer in net.named_buffers():
            kind = name.rpartition(".")[2]
            if kind not in _BUFFERS:
                raise ValueError(f"the module keeps {name!r}, expected only {', '.join(_BUFFERS)}")
            buffer.fill_(_BUFFERS[kind])
    return net


_BUFFERS = {"running_mean": 0, "running_var": 1, "num_batches_tracked": 0}


def _drawn(name: str, shape: tuple[int, ...], rng: np.random.Generator, initialise: Initialiser) -> np.ndarray:
    if len(shape) > 1:
        field = prod(shape[2:])
        return initialise(rng, shape, fan_in=shape[1] * field, fan_out=shape[0] * field)
    return np.full(shape, float(name.rpartition(".")[2] == "weight"))
