"""GoogLeNet: 22 layers of blocks that look at several scales at once, with a ninth of AlexNet's parameters.

    block:  ┌ 1×1 ──────────────┐
        x ──┼ 1×1 → 3×3 ────────┼── maps side by side
            ├ 1×1 → 5×5 ────────┤
            └ max 3×3 → 1×1 ────┘
    net:    7×7/2, max/2, 1×1, 3×3, max/2, 2 blocks, max/2, 5 blocks, max/2, 2 blocks, mean, full 1000

Names in the state dict are those of torchvision's `googlenet`.
"""

from typing import NamedTuple

import torch
from torch import nn

from deeparc.core.validate import whole

TABLE = {
    "3a": (192, 64, 96, 128, 16, 32, 32),
    "3b": (256, 128, 128, 192, 32, 96, 64),
    "4a": (480, 192, 96, 208, 16, 48, 64),
    "4b": (512, 160, 112, 224, 24, 64, 64),
    "4c": (512, 128, 128, 256, 24, 64, 64),
    "4d": (512, 112, 144, 288, 32, 64, 64),
    "4e": (528, 256, 160, 320, 32, 128, 128),
    "5a": (832, 256, 160, 320, 32, 128, 128),
    "5b": (832, 384, 192, 384, 48, 128, 128),
}
"""The blocks: maps that come in, 1×1, 3×3 reduce, 3×3, 5×5 reduce, 5×5, and after the maximum; the paper's table 1."""


class Convolution(nn.Module):
    """A convolution that keeps the size at stride 1, batch normalisation if asked for, and a ReLU."""

    def __init__(self, inputs: int, maps: int, kernel: int, *, stride: int = 1, batch_norm: bool = False):
        super().__init__()
        self.conv = nn.Conv2d(inputs, maps, kernel, stride=stride, padding=kernel // 2, bias=not batch_norm)
        if batch_norm:
            self.bn = nn.BatchNorm2d(maps, eps=0.001)
        self.batch_norm = batch_norm

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return (B, maps, H/stride, W/stride), rounded up, for (B, inputs, H, W)."""
        x = self.conv(x)
        return torch.relu(self.bn(x) if self.batch_norm else x)


class Inception(nn.Module):
    """One block: maps of four kinds side by side, (B, inputs, H, W) → (B, outputs, H, W).

    Args:
        inputs: maps that come in.
        one: 1 × 1 convolutions.
        reduce3: 1 × 1 convolutions in front of the 3 × 3.
        three: 3 × 3 convolutions.
        reduce5: 1 × 1 convolutions in front of the 5 × 5.
        five: 5 × 5 convolutions.
        pool: 1 × 1 convolutions after the maximum over 3 × 3.
        batch_norm: normalise after every convolution, which then has no bias.
        widest: size of the largest filters; torchvision's net has 3 in the place of 5.

    Attributes:
        outputs: maps that go out, one + three + five + pool.

    Source: C. Szegedy et al., Going deeper with convolutions, 2015, figure 2(b).
    """

    def __init__(
        self,
        inputs: int,
        one: int,
        reduce3: int,
        three: int,
        reduce5: int,
        five: int,
        pool: int,
        *,
        batch_norm: bool = False,
        widest: int = 5,
    ):
        super().__init__()
        inputs = whole(inputs, "inputs")

        def convolution(below: int, maps: int, kernel: int) -> Convolution:
            return Convolution(below, maps, kernel, batch_norm=batch_norm)

        self.branch1 = convolution(inputs, one, 1)
        self.branch2 = nn.Sequential(convolution(inputs, reduce3, 1), convolution(reduce3, three, 3))
        self.branch3 = nn.Sequential(convolution(inputs, reduce5, 1), convolution(reduce5, five, widest))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, stride=1, padding=1), convolution(inputs, pool, 1))
        self.outputs = one + three + five + pool

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return (B, outputs, H, W) for (B, inputs, H, W)."""
        return torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)], dim=1)


class Auxiliary(nn.Module):
    """A classifier that hangs on the middle of the net in training: (B, inputs, H, W) → logits (B, classes)."""

    def __init__(self, inputs: int, classes: int, *, batch_norm: bool = False, dropout: float = 0.7):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(4)
        self.conv = Convolution(inputs, 128, 1, batch_norm=batch_norm)
        self.fc1 = nn.Linear(2048, 1024)
        self.dropout = nn.Dropout(dropout)
        self.fc2 = nn.Linear(1024, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits."""
        x = self.pool(x)  # (B, inputs, 4, 4)
        x = torch.flatten(self.conv(x), 1)  # (B, 128, 4, 4) → (B, 2048)
        x = torch.relu(self.fc1(x))  # (B, 1024)
        return self.fc2(self.dropout(x))  # (B, classes)


class Logits(NamedTuple):
    """What GoogLeNet gives in training: its own logits and those of the two auxiliary heads, all (B, classes)."""

    main: torch.Tensor
    aux1: torch.Tensor
    aux2: torch.Tensor


class GoogLeNet(nn.Module):
    """GoogLeNet: maps (B, 3, H, W) to logits (B, classes); in training also those of its auxiliary heads.

    Args:
        classes: units of the last layer.
        auxiliary: hang a classifier on blocks 4a and 4d, in training only.
        batch_norm: False is the paper's net: biases, and two normalisations over neighbouring maps. True is
            torchvision's: batch normalisation instead of both, and 3 × 3 filters where the paper has 5 × 5.
        dropout: probability with which a unit in front of the last layer is left out in training.

    Differs from the paper: the auxiliary heads average to 4 × 4 whatever the picture's size. With 224 × 224 that is
    not quite the paper's 5 × 5 mean at stride 3, which takes other windows.
    Source: C. Szegedy et al., Going deeper with convolutions, 2015, table 1.
    """

    def __init__(
        self,
        classes: int = 1000,
        *,
        auxiliary: bool = True,
        batch_norm: bool = False,
        dropout: float = 0.4,
    ):
        super().__init__()
        widest = 3 if batch_norm else 5
        self.conv1 = Convolution(3, 64, 7, stride=2, batch_norm=batch_norm)
        self.conv2 = Convolution(64, 64, 1, batch_norm=batch_norm)
        self.conv3 = Convolution(64, 192, 3, batch_norm=batch_norm)
        for name, sizes in TABLE.items():
            setattr(self, f"inception{name}", Inception(*sizes, batch_norm=batch_norm, widest=widest))
        for k in range(1, 5):
            setattr(self, f"maxpool{k}", nn.MaxPool2d(3, stride=2, ceil_mode=True))
        self.lrn = nn.Identity() if batch_norm else nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=1.0)
        if auxiliary:
            self.aux1 = Auxiliary(512, classes, batch_norm=batch_norm)
            self.aux2 = Auxiliary(528, classes, batch_norm=batch_norm)
        self.auxiliary = auxiliary
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(1024, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor | Logits:
        """Return the logits; in training, where there are auxiliary heads, `Logits`."""
        x = self.lrn(self.maxpool1(self.conv1(x)))  # (B, 64, H/4, W/4), as all sizes rounded up
        x = self.maxpool2(self.lrn(self.conv3(self.conv2(x))))  # (B, 192, H/8, W/8)
        x = self.inception3b(self.inception3a(x))  # (B, 480, H/8, W/8)
        x = self.inception4a(self.maxpool3(x))  # (B, 512, H/16, W/16)
        middle = x
        x = self.inception4d(self.inception4c(self.inception4b(x)))  # (B, 528, H/16, W/16)
        late = x
        x = self.maxpool4(self.inception4e(x))  # (B, 832, H/32, W/32)
        x = self.inception5b(self.inception5a(x))  # (B, 1024, H/32, W/32)
        x = torch.flatten(self.avgpool(x), 1)  # (B, 1024)
        logits = self.fc(self.dropout(x))  # (B, classes)
        if self.training and self.auxiliary:
            return Logits(logits, self.aux1(middle), self.aux2(late))
        return logits
