"""MobileNet-v2: depthwise convolutions between narrow ends, with a shortcut from end to end; and the trained net.

It is the course's example of a net that others trained on ImageNet: small enough to come as a package.
"""

from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from deeparc.core.data.dataset import Float32Array
from deeparc.core.data.imagenet import DEVIATION, MEAN, class_names, mobilenet_file
from deeparc.core.module import outline
from deeparc.core.validate import whole

SETTINGS = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
"""The paper's table 2: expansion t, maps c, blocks n, stride s of the first of them."""


class InvertedResidual(nn.Module):
    """y = x + F(x) where the shape allows it, else F(x), with F = narrow ∘ depthwise ∘ widen.

    Widen is a 1×1 convolution to t·C maps, depthwise a 3×3 filter for each map, narrow a 1×1 convolution *without* a
    non-linearity. The first two end in min(max(0, x), 6).

    Args:
        inputs: maps C.
        maps: maps of the result.
        stride: 1 or 2, of the 3×3 filters.
        expansion: t; with 1 the first convolution is left out.

    Source: Sandler, Howard, Zhu, Zhmoginov & Chen, MobileNetV2: inverted residuals and linear bottlenecks, 2018,
    figure 4 and table 1.
    """

    def __init__(self, inputs: int, maps: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inputs * expansion
        layers = [] if expansion == 1 else [convolution(inputs, wide, 1)]
        layers += [convolution(wide, wide, 3, stride, groups=wide)]
        layers += [nn.Conv2d(wide, maps, 1, bias=False), nn.BatchNorm2d(maps)]
        self.conv = nn.Sequential(*layers)
        self.shortcut = stride == 1 and inputs == maps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return (B, maps, H/stride, W/stride) for x (B, inputs, H, W)."""
        return x + self.conv(x) if self.shortcut else self.conv(x)


class MobileNetV2(nn.Module):
    """From (B, 3, 224, 224), or larger, to (B, classes) logits.

    Names in its state are torchvision's, so that published weights load.

    Args:
        classes: outputs.

    Source: Sandler et al. 2018, table 2: 3.4 million parameters, 300 million multiply-adds.
    """

    def __init__(self, classes: int = 1000) -> None:
        super().__init__()
        maps = 32
        features: list[nn.Module] = [convolution(3, maps, 3, 2)]
        for expansion, wider, blocks, stride in SETTINGS:
            for block in range(blocks):
                features.append(InvertedResidual(maps, wider, 1 if block else stride, expansion))
                maps = wider
        self.features = nn.Sequential(*features, convolution(maps, 1280, 1))
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(1280, whole(classes, "classes")))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits."""
        x = self.features(x)  # (B, 1280, H/32, W/32)
        return self.classifier(x.mean(dim=(2, 3)))


class Recogniser(nn.Module):
    """A net for standardised pixels, made to take pixels in [0, 1]: logits = net((x − mean)/deviation).

    Args:
        net: takes (B, 3, H, W), standardised for each colour.

    Attributes:
        net: as given.
    """

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net
        for name, numbers in (("mean", MEAN), ("deviation", DEVIATION)):
            self.register_buffer(name, torch.from_numpy(numbers.copy()).reshape(3, 1, 1))

    def standardised(self, x: torch.Tensor) -> torch.Tensor:
        """Return what the net itself is shown."""
        return (x - self.mean) / self.deviation

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return logits for x (B, 3, H, W) in [0, 1]."""
        return self.net(self.standardised(x))


class Guess(NamedTuple):
    """A class's name and number, and how probable the net finds it."""

    name: str
    number: int
    probability: float


def recogniser(device: str | torch.device = "cpu") -> Recogniser:
    """Return MobileNet-v2 as torchvision trained it on ImageNet, in evaluation mode, its weights not to be learned.

    It takes pixels in [0, 1], shape (B, 3, H, W), best as `deeparc.core.data.imagenet.centred` gives them, and gives
    1,000 logits. `.net.features[k]` are its 19 parts. Gradients for the pixels can be asked for, as of any function.

    Args:
        device: where it runs.

    Raises:
        DataError: the package with the weights is not installed, or its file is another.

    Published: 71.88 % top-1 and 90.29 % top-5 on ImageNet's validation images (torchvision's page for the weights).
    """
    state = torch.load(mobilenet_file(), map_location=device, weights_only=True)
    net = outline(MobileNetV2).to_empty(device=device)
    net.load_state_dict(state)
    return Recogniser(net).to(device).eval().requires_grad_(False)


def guesses(logits: torch.Tensor | Float32Array, k: int = 5) -> list[Guess]:
    """Return the k most probable classes of one image, the most probable first.

    Args:
        logits: (1000,) or (1, 1000).
        k: 1 to 1,000.

    Raises:
        ValueError: another shape, or k is out of range.
        DataError: the package with the names is not installed.
    """
    z = torch.as_tensor(np.asarray(logits) if not isinstance(logits, torch.Tensor) else logits.detach()).reshape(-1)
    names = class_names()
    if len(z) != len(names):
        raise ValueError(f"logits have {len(z)} numbers, expected {len(names)}: give one image at a time")
    p, numbers = torch.softmax(z.double(), dim=0).topk(whole(k, "k", 1, len(names)))
    return [Guess(names[i], i, q) for i, q in zip(numbers.tolist(), p.tolist(), strict=True)]


def convolution(inputs: int, maps: int, size: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """Return a convolution with a margin of (size − 1)/2, batch normalisation, and min(max(0, x), 6)."""
    filters = nn.Conv2d(inputs, maps, size, stride, (size - 1) // 2, groups=groups, bias=False)
    return nn.Sequential(filters, nn.BatchNorm2d(maps), nn.ReLU6())
