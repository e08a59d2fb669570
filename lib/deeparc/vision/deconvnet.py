"""The deconvnet: a chain of layers run backwards from one activation to the pixels.

Forward, a chain of filters, ReLUs and max-pools. Backward, in the reverse order,

    max-pool   each number goes back to the place that had won (the *switch*), all other places get 0
    ReLU       max(0, signal), whatever the activations had been
    filters    the transposed filters, without the biases

With another rule at the ReLUs the same pass gives the gradient, or guided back-propagation.
"""

from collections.abc import Iterable, Iterator

import torch
from torch import nn
from torch.nn import functional as F

RULES = ("gradient", "deconvnet", "guided", "linear")
_POOLS = nn.AvgPool2d | nn.AdaptiveAvgPool2d


class Deconvnet:
    """A chain of layers with its reverse pass.

    Layers may be Conv2d, Linear, ReLU, MaxPool2d, average pools, Flatten and Dropout (left out, as when testing), also
    in `nn.Sequential`s inside each other. Layers are counted from 0.

    Args:
        net: a `nn.Sequential`, or the layers.

    Attributes:
        layers: the single layers.
        outputs: of each layer for the last batch; empty before `forward`.

    Raises:
        ValueError: a layer of another kind, or one with an option that the reverse pass has no rule for.

    Differs from the paper: contrast normalisation has no reverse there and may not occur here; filters are not
    renormalised.
    Source: Zeiler & Fergus, Visualizing and understanding convolutional networks, 2014, section 2.1 (report 2013).
    """

    def __init__(self, net: nn.Module | Iterable[nn.Module]) -> None:
        self.layers = list(_flat(net))
        for layer in self.layers:
            if isinstance(layer, nn.Conv2d) and layer.padding_mode != "zeros":
                raise ValueError(f"padding_mode is {layer.padding_mode!r}, expected 'zeros'")
        self.outputs: list[torch.Tensor] = []
        self._inputs: list[torch.Tensor] = []
        self._switches: dict[int, torch.Tensor] = {}

    @torch.no_grad()
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the outputs of the last layer for x (B, C, H, W), and keep what the reverse pass needs."""
        self.outputs, self._inputs, self._switches = [], [], {}
        for k, layer in enumerate(self.layers):
            self._inputs.append(x)
            if isinstance(layer, nn.MaxPool2d):
                x, self._switches[k] = F.max_pool2d(x, **_window(layer), return_indices=True)
            elif isinstance(layer, nn.ReLU):
                x = x.clamp(min=0)  # never in place: the input is kept
            elif not isinstance(layer, nn.Dropout):
                x = layer(x)
            self.outputs.append(x)
        return x

    @torch.no_grad()
    def project(
        self, signal: torch.Tensor, layer: int = -1, rule: str = "deconvnet", switches: bool = True
    ) -> torch.Tensor:
        """Return what a signal at a layer's output becomes at the input, of the shape of the last batch.

        Let s be the signal that arrives at a ReLU with net input z. It goes on as

            gradient   s · [z > 0]            the chain rule: the result is Jᵀ signal
            deconvnet  s · [s > 0]
            guided     s · [z > 0] · [s > 0]
            linear     s

        Args:
            signal: of the shape of `outputs[layer]`.
            layer: where it enters, behind this layer; -1 is the last.
            rule: one of `RULES`.
            switches: False spreads what a max-pool sends back evenly over its window.

        Raises:
            ValueError: no batch was run forward, the signal has another shape, or an unknown rule.
        """
        if rule not in RULES:
            raise ValueError(f"rule is {rule!r}, expected one of {', '.join(RULES)}")
        if not self.outputs:
            raise ValueError("no batch was run forward: call forward(x) first")
        layer = range(len(self.layers))[layer]
        if signal.shape != self.outputs[layer].shape:
            raise ValueError(f"signal has shape {tuple(signal.shape)}, expected {tuple(self.outputs[layer].shape)}")
        for k in range(layer, -1, -1):
            signal = self._back(k, signal, rule, switches)
        return signal

    def _back(self, k: int, s: torch.Tensor, rule: str, switches: bool) -> torch.Tensor:
        layer, x = self.layers[k], self._inputs[k]
        if isinstance(layer, nn.Conv2d):
            return torch.nn.grad.conv2d_input(
                x.shape, layer.weight, s, layer.stride, layer.padding, layer.dilation, layer.groups
            )
        if isinstance(layer, nn.Linear):
            return s @ layer.weight
        if isinstance(layer, nn.ReLU):
            if rule in ("gradient", "guided"):
                s = s * (x > 0)
            return s.clamp(min=0) if rule in ("deconvnet", "guided") else s
        if isinstance(layer, nn.MaxPool2d):
            if switches:
                return unpool(s, self._switches[k], x.shape[2:])
            window = _window(layer)
            return torch.func.vjp(lambda x: F.avg_pool2d(x, **window), x)[1](s)[0]
        if isinstance(layer, _POOLS):
            return torch.func.vjp(layer, x)[1](s)[0]
        return s.reshape(x.shape)  # Flatten, Dropout


def unpool(y: torch.Tensor, switches: torch.Tensor, size: Iterable[int]) -> torch.Tensor:
    """Put each number back where its maximum was found: the adjoint of max pooling at that input.

    Where windows overlap, numbers that go to the same place add up.

    Args:
        y: (B, C, H', W').
        switches: of the same shape, places in the flattened H·W plane, as torch's max-pool returns them.
        size: H and W.
    """
    height, width = size
    flat = y.new_zeros((*y.shape[:2], height * width))
    return flat.scatter_add_(2, switches.flatten(2), y.flatten(2)).reshape(*y.shape[:2], height, width)


def strongest(a: torch.Tensor, number: int) -> torch.Tensor:
    """Return activations of which one a picture is left: the largest of one map, with its value.

    Args:
        a: (B, C, H, W), or (B, C).
        number: of the map.
    """
    kept = torch.zeros_like(a)
    plane = a[:, number].reshape(len(a), -1)
    values, places = plane.max(dim=1, keepdim=True)
    kept[:, number] = torch.zeros_like(plane).scatter_(1, places, values).reshape(a[:, number].shape)
    return kept


def field(net: Iterable[nn.Module], layer: int, places: torch.Tensor) -> torch.Tensor:
    """Return the receptive fields of units behind one layer, as rows (top, bottom, left, right), ends not included.

    Numbers below 0 or beyond the picture are padding.

    Args:
        net: as for `Deconvnet`; convolutions and pools up to the layer.
        layer: counted from 0.
        places: (n, 2) rows and columns in the layer's maps.
    """
    start, end = places.clone(), places.clone()
    for module in reversed(list(_flat(net))[: layer + 1]):
        if isinstance(module, nn.Conv2d | nn.MaxPool2d | nn.AvgPool2d):
            size, stride, padding, dilation = (
                torch.tensor(n if isinstance(n, tuple) else (n, n))
                for n in (module.kernel_size, module.stride, module.padding, getattr(module, "dilation", 1))
            )
            start, end = start * stride - padding, end * stride - padding + dilation * (size - 1)
    return torch.stack([start[:, 0], end[:, 0] + 1, start[:, 1], end[:, 1] + 1], dim=1)


def _flat(net: nn.Module | Iterable[nn.Module]) -> Iterator[nn.Module]:
    if not isinstance(net, nn.Module) or isinstance(net, nn.Sequential):
        for part in net:
            yield from _flat(part)
    elif isinstance(net, nn.Conv2d | nn.Linear | nn.ReLU | nn.MaxPool2d | _POOLS | nn.Flatten | nn.Dropout):
        yield net
    else:
        raise ValueError(f"a layer is {type(net).__name__}, expected one of those that the docstring names")


def _window(layer: nn.MaxPool2d) -> dict:
    if layer.dilation not in (1, (1, 1)):
        raise ValueError(f"dilation of a max-pool is {layer.dilation}, expected 1")
    options = {"kernel_size": layer.kernel_size, "stride": layer.stride}
    return options | {"padding": layer.padding, "ceil_mode": layer.ceil_mode}
