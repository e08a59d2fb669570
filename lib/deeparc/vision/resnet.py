"""ResNet: nets of up to 152 layers whose blocks add to their input, and the plain nets of the same depth.

    y = relu(F(x) + s(x)),    F = conv–norm–relu–conv–norm,  or 1×1–3×3–1×1 (the bottleneck)

with a shortcut s that is the identity wherever F keeps the shape. The nets for ImageNet have the table

    224 → conv 7×7/2, 64 → max-pool 3×3/2 → four stages at 56, 28, 14, 7 → mean over places → full 1000

and those for small pictures (32×32)

    conv 3×3, w → n blocks of w maps at 32 → n of 2w at 16 → n of 4w at 8 → mean over places → full 10

which is 6n + 2 layers. Source: K. He, X. Zhang, S. Ren & J. Sun, Deep residual learning for image recognition, 2016.
"""

from collections.abc import Sequence
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from deeparc.core.validate import whole

Shortcut = Literal["projection", "identity"]


def conv(inputs: int, maps: int, size: int, stride: int = 1) -> nn.Conv2d:
    """Return a convolution without biases (the normalisation behind it has them) that keeps H and W at stride 1."""
    return nn.Conv2d(inputs, maps, size, stride, padding=size // 2, bias=False)


class Subsample(nn.Module):
    """The shortcut without parameters (option A): every s-th place, and maps of zeros for those that are new."""

    def __init__(self, inputs: int, maps: int, stride: int) -> None:
        super().__init__()
        self.stride, self.new = stride, maps - inputs

    def forward(self, x: Tensor) -> Tensor:
        """Return (B, M, H/s, W/s) for (B, C, H, W)."""
        x = x[:, :, :: self.stride, :: self.stride]  # (B, C, H/s, W/s)
        return F.pad(x, (0, 0, 0, 0, 0, self.new))  # (B, M, H/s, W/s)


def shortcut(inputs: int, maps: int, stride: int, kind: Shortcut) -> nn.Module | None:
    """Return what a block puts on its side road, or None where the shape stays and the identity does.

    Args:
        inputs: maps that come in, C.
        maps: maps that go out, M.
        stride: of the block.
        kind: "projection" is a 1×1 convolution with its normalisation (option B), "identity" is `Subsample` (A).
    """
    if stride == 1 and inputs == maps:
        return None
    if kind == "identity":
        return Subsample(inputs, maps, stride)
    return nn.Sequential(conv(inputs, maps, 1, stride), nn.BatchNorm2d(maps))


class Block(nn.Module):
    """What both kinds of blocks share: y = relu(F(x) + s(x)), or relu(F(x)) without the shortcut.

    Attributes:
        downsample: the module on the side road, None for the identity.
        residual: whether there is a side road.
    """

    widening = 1

    def __init__(self, inputs: int, maps: int, stride: int, kind: Shortcut, residual: bool) -> None:
        super().__init__()
        self.relu = nn.ReLU(inplace=True)
        self.residual = residual
        self.downsample = shortcut(inputs, maps * self.widening, stride, kind) if residual else None

    def branch(self, x: Tensor) -> Tensor:
        """Return F(x)."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """Return (B, M, H/s, W/s) for (B, C, H, W)."""
        y = self.branch(x)  # (B, M, H/s, W/s)
        if self.residual:
            y = y + (x if self.downsample is None else self.downsample(x))
        return self.relu(y)


class BasicBlock(Block):
    """Two convolutions 3×3; the first has the stride.

    Args:
        inputs: maps that come in.
        maps: maps of both convolutions.
        stride: 1, or 2 to halve height and width.
        kind: of the shortcut where shapes differ.
        residual: False leaves out the shortcut: two layers of a plain net.

    Source: He et al., 2016, figure 2 and figure 5 left.
    """

    def __init__(
        self, inputs: int, maps: int, stride: int = 1, *, kind: Shortcut = "projection", residual: bool = True
    ) -> None:
        super().__init__(inputs, maps, stride, kind, residual)
        self.conv1 = conv(inputs, maps, 3, stride)
        self.bn1 = nn.BatchNorm2d(maps)
        self.conv2 = conv(maps, maps, 3)
        self.bn2 = nn.BatchNorm2d(maps)

    def branch(self, x: Tensor) -> Tensor:
        """Return F(x)."""
        x = self.relu(self.bn1(self.conv1(x)))  # (B, M, H/s, W/s)
        return self.bn2(self.conv2(x))


class Bottleneck(Block):
    """Convolutions 1×1, 3×3 and 1×1: down to `maps`, there the 3×3, and up to 4 · `maps`.

    Args:
        inputs: maps that come in.
        maps: maps in the middle.
        stride: 1, or 2 to halve height and width.
        kind: of the shortcut where shapes differ.
        residual: False leaves out the shortcut.
        stride_at: which convolution has the stride: "1x1", the first, as in the paper, or "3x3" as in torchvision and
            most later code. Parameters are the same; "3x3" makes more multiplications and leaves no input unread.

    Source: He et al., 2016, figure 5 right.
    """

    widening = 4

    def __init__(
        self,
        inputs: int,
        maps: int,
        stride: int = 1,
        *,
        kind: Shortcut = "projection",
        residual: bool = True,
        stride_at: Literal["1x1", "3x3"] = "3x3",
    ) -> None:
        super().__init__(inputs, maps, stride, kind, residual)
        if stride_at not in ("1x1", "3x3"):
            raise ValueError(f"stride_at is {stride_at!r}, expected '1x1' or '3x3'")
        first, second = (stride, 1) if stride_at == "1x1" else (1, stride)
        self.conv1 = conv(inputs, maps, 1, first)
        self.bn1 = nn.BatchNorm2d(maps)
        self.conv2 = conv(maps, maps, 3, second)
        self.bn2 = nn.BatchNorm2d(maps)
        self.conv3 = conv(maps, 4 * maps, 1)
        self.bn3 = nn.BatchNorm2d(4 * maps)

    def branch(self, x: Tensor) -> Tensor:
        """Return F(x)."""
        x = self.relu(self.bn1(self.conv1(x)))  # (B, M, H, W)
        x = self.relu(self.bn2(self.conv2(x)))  # (B, M, H/s, W/s)
        return self.bn3(self.conv3(x))  # (B, 4M, H/s, W/s)


def stage(block: type[Block], inputs: int, maps: int, blocks: int, stride: int, **how: object) -> nn.Sequential:
    """Return blocks in a row, of which the first has the stride and brings the maps to their number."""
    rest = (block(maps * block.widening, maps, **how) for _ in range(blocks - 1))
    return nn.Sequential(block(inputs, maps, stride, **how), *rest)


class ResNet(nn.Module):
    """The net for ImageNet, with the parameter names of torchvision.

    Args:
        blocks: of each of the four stages, such as (3, 4, 6, 3).
        bottleneck: which kind of block.
        classes: M outputs.
        residual: False gives the plain net of the same depth.
        stride_at: of the bottlenecks, see there.

    Differs from the paper: nothing with `stride_at="1x1"`. The default is torchvision's, which the weights that people
    share are for. Source: He et al., 2016, table 1.
    """

    def __init__(
        self,
        blocks: Sequence[int],
        bottleneck: bool,
        classes: int = 1000,
        *,
        residual: bool = True,
        stride_at: Literal["1x1", "3x3"] = "3x3",
    ) -> None:
        super().__init__()
        block: type[Block] = Bottleneck if bottleneck else BasicBlock
        how: dict[str, object] = {"residual": residual} | ({"stride_at": stride_at} if bottleneck else {})
        wide = block.widening
        self.conv1 = nn.Conv2d(3, 64, 7, 2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, padding=1)
        self.layer1 = stage(block, 64, 64, blocks[0], 1, **how)
        self.layer2 = stage(block, 64 * wide, 128, blocks[1], 2, **how)
        self.layer3 = stage(block, 128 * wide, 256, blocks[2], 2, **how)
        self.layer4 = stage(block, 256 * wide, 512, blocks[3], 2, **how)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512 * wide, classes)

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits."""
        x = self.relu(self.bn1(self.conv1(x)))  # (B, 3, 224, 224) → (B, 64, 112, 112)
        x = self.maxpool(x)  # (B, 64, 56, 56)
        x = self.layer1(x)  # (B, 64 or 256, 56, 56)
        x = self.layer2(x)  # (B, 128 or 512, 28, 28)
        x = self.layer3(x)  # (B, 256 or 1024, 14, 14)
        x = self.layer4(x)  # (B, 512 or 2048, 7, 7)
        x = torch.flatten(self.avgpool(x), 1)  # (B, 512 or 2048)
        return self.fc(x)  # (B, classes)


TABLE = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}
"""Blocks of each stage, by the depth that gives the net its name; from 50 on they are bottlenecks."""


def resnet(
    depth: int,
    classes: int = 1000,
    *,
    residual: bool = True,
    stride_at: Literal["1x1", "3x3"] = "3x3",
) -> ResNet:
    """Return the net with 18, 34, 50, 101 or 152 layers, counting convolutions and the full layer.

    Args:
        depth: a key of `TABLE`.
        classes: M outputs.
        residual: False gives the plain net.
        stride_at: of the bottlenecks: "3x3" as in torchvision, "1x1" as in the paper.

    Raises:
        ValueError: the table has no such depth.
    """
    if depth not in TABLE:
        raise ValueError(f"depth is {depth}, expected one of {', '.join(map(str, TABLE))}")
    return ResNet(TABLE[depth], depth >= 50, classes, residual=residual, stride_at=stride_at)


class SmallResNet(nn.Module):
    """The net for pictures of 32 × 32: three stages of n blocks, identity shortcuts throughout.

    Args:
        depth: 6n + 2: 20, 32, 44, 56 and 110 in the paper.
        width: maps of the first stage, 16 in the paper; the others have two and four times as many.
        classes: M outputs.
        residual: False gives the plain net, with exactly as many parameters.

    Raises:
        ValueError: the depth is not 8, 14, 20, …

    Differs from the paper: nothing. Source: He et al., 2016, section 4.2.
    """

    def __init__(self, depth: int, width: int = 16, classes: int = 10, *, residual: bool = True) -> None:
        super().__init__()
        n, rest = divmod(whole(depth, "depth") - 2, 6)
        if rest or n < 1:
            raise ValueError(f"depth is {depth}, expected 6n + 2, from 8 on")
        how: dict[str, object] = {"kind": "identity", "residual": residual}
        self.conv1 = conv(3, width, 3)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.layer1 = stage(BasicBlock, width, width, n, 1, **how)
        self.layer2 = stage(BasicBlock, width, 2 * width, n, 2, **how)
        self.layer3 = stage(BasicBlock, 2 * width, 4 * width, n, 2, **how)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(4 * width, classes)

    def forward(self, x: Tensor) -> Tensor:
        """Return the logits."""
        x = self.relu(self.bn1(self.conv1(x)))  # (B, 3, 32, 32) → (B, w, 32, 32)
        x = self.layer1(x)  # (B, w, 32, 32)
        x = self.layer2(x)  # (B, 2w, 16, 16)
        x = self.layer3(x)  # (B, 4w, 8, 8)
        x = torch.flatten(self.avgpool(x), 1)  # (B, 4w)
        return self.fc(x)  # (B, classes)
