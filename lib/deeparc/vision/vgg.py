"""VGG: deep nets of nothing but 3 × 3 convolutions, 2 × 2 maxima and three full layers.

    A: 1 1 2 2 2    B: 2 2 2 2 2    D: 2 2 3 3 3    E: 2 2 4 4 4    convolutions in five blocks of
    64, 128, 256, 512 and 512 maps, each block followed by a maximum; then 4096, 4096, 1000

Names in the state dict are those of torchvision's `vgg11`, `vgg13`, `vgg16`, `vgg19` and their `_bn` forms.
"""

import torch
from torch import nn

from deeparc.core.validate import whole

BLOCKS = {"A": (1, 1, 2, 2, 2), "B": (2, 2, 2, 2, 2), "D": (2, 2, 3, 3, 3), "E": (2, 2, 4, 4, 4)}
"""How many convolutions each block has; the paper's columns A, B, D and E: 11, 13, 16 and 19 layers with weights."""
MAPS = (64, 128, 256, 512, 512)


def stack(inputs: int, maps: int, convolutions: int, batch_norm: bool = False) -> list[nn.Module]:
    """Return the layers of one block: 3 × 3 convolutions, each with a ReLU, then a maximum over 2 × 2.

    A convolution keeps height and width, the maximum halves them: (B, inputs, H, W) → (B, maps, ⌊H/2⌋, ⌊W/2⌋).

    Args:
        inputs: maps that come in.
        maps: maps of every convolution.
        convolutions: how many.
        batch_norm: normalise over the batch between convolution and ReLU.
    """
    inputs, maps, convolutions = whole(inputs, "inputs"), whole(maps, "maps"), whole(convolutions, "convolutions")
    layers: list[nn.Module] = []
    for below in [inputs] + [maps] * (convolutions - 1):
        layers.append(nn.Conv2d(below, maps, 3, padding=1))
        layers += [nn.BatchNorm2d(maps)] if batch_norm else []
        layers.append(nn.ReLU())
    return [*layers, nn.MaxPool2d(2)]


class VGG(nn.Module):
    """A VGG net: maps (B, 3, H, W) to logits (B, classes).

    Args:
        column: of the paper's table 1, "A", "B", "D" (VGG-16) or "E" (VGG-19).
        classes: units of the last layer.
        batch_norm: normalise after each convolution; the paper, older than batch normalisation, does not.
        dropout: probability with which a unit of the first two full layers is left out in training.

    Raises:
        ValueError: there is no such column here.

    Differs from the paper: pictures of another size than 224 × 224 are averaged down to 7 × 7 before the full layers,
    as in torchvision; the paper slides the full layers instead, as `deeparc.vision.overfeat.dense` does.
    Column C, with 1 × 1 convolutions, is left out.
    Source: K. Simonyan and A. Zisserman, Very deep convolutional networks for large-scale image recognition, 2015.
    """

    def __init__(self, column: str = "D", classes: int = 1000, *, batch_norm: bool = False, dropout: float = 0.5):
        super().__init__()
        if column not in BLOCKS:
            raise ValueError(f"column is {column!r}, expected one of {', '.join(BLOCKS)}")
        layers: list[nn.Module] = []
        for below, maps, convolutions in zip((3, *MAPS), MAPS, BLOCKS[column], strict=False):
            layers += stack(below, maps, convolutions, batch_norm)
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(7)
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(4096, 4096),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(4096, classes),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits (B, classes) of pictures (B, 3, H, W), H and W at least 32."""
        x = self.features(x)  # (B, 512, H/32, W/32)
        x = self.avgpool(x)  # (B, 512, 7, 7)
        x = torch.flatten(x, 1)  # (B, 25088)
        return self.classifier(x)  # (B, classes)
