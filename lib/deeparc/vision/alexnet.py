"""AlexNet: the net of 2012, as its paper has it, on two graphics cards, and as one tower.

two towers:  conv 11×11/4 96, norm, max 3/2 → conv 5×5 256, norm, max 3/2 → conv 3×3 384 → conv 3×3 384
             → conv 3×3 256, max 3/2 → full 4096 → full 4096 → full 1000;  convolutions 2, 4, 5 in two groups
one tower:   64, 192, 384, 256, 256 maps, no norm, no groups; names as in torchvision's `alexnet`
"""

from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from deeparc.core.data.dataset import Float32Array
from deeparc.core.validate import FloatArray, number


class AlexNet(nn.Module):
    """AlexNet in its form of 2012: maps pictures (B, 3, 227, 227) to logits (B, classes).

    Each of two cards held half of the maps. Convolutions 2, 4 and 5 see only those of their own card: a convolution
    in two groups. `norm` is b_i = a_i / (k + α Σ_j a_j²)^β over the five maps j around map i, with k = 2, α = 10⁻⁴ and
    β = 0.75. PyTorch divides α by 5, hence 5 · 10⁻⁴ below.

    Args:
        classes: units of the last layer.
        dropout: probability with which a unit in front of the first two full layers is left out in training.

    Attributes:
        features: convolutions, ReLUs, normalisations and maxima.
        classifier: the three full layers.

    Differs from the paper: pictures are 227 × 227, the size from which 11 × 11 filters at stride 4 make 55 × 55 maps;
    the paper says 224. Both groups run on one device. Dropout scales in training, not at test time.
    Source: A. Krizhevsky, I. Sutskever and G. Hinton, ImageNet classification with deep convolutional neural networks,
    2012. Deck: lecun (which draws another front end).
    """

    def __init__(self, classes: int = 1000, *, dropout: float = 0.5):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 96, 11, stride=4),
            nn.ReLU(),
            _response_norm(),
            nn.MaxPool2d(3, stride=2),
            nn.Conv2d(96, 256, 5, padding=2, groups=2),
            nn.ReLU(),
            _response_norm(),
            nn.MaxPool2d(3, stride=2),
            nn.Conv2d(256, 384, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(384, 384, 3, padding=1, groups=2),
            nn.ReLU(),
            nn.Conv2d(384, 256, 3, padding=1, groups=2),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2),
        )
        self.classifier = _classifier(classes, dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits (B, classes) of pictures (B, 3, 227, 227)."""
        x = self.features(x)  # (B, 256, 6, 6)
        x = torch.flatten(x, 1)  # (B, 9216)
        return self.classifier(x)  # (B, classes)


class OneTower(nn.Module):
    """AlexNet as one tower: maps (B, 3, H, W), best 224 × 224, to logits (B, classes).

    The maps are fewer, all are connected to all below, and nothing is normalised. Names in the state dict are those
    of torchvision's `alexnet`.

    Args:
        classes: units of the last layer.
        dropout: as in `AlexNet`.

    Source: A. Krizhevsky, One weird trick for parallelizing convolutional neural networks, 2014; sizes are those of
    torchvision.
    """

    def __init__(self, classes: int = 1000, *, dropout: float = 0.5):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 64, 11, stride=4, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2),
            nn.Conv2d(64, 192, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2),
            nn.Conv2d(192, 384, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(384, 256, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(256, 256, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2),
        )
        self.avgpool = nn.AdaptiveAvgPool2d(6)
        self.classifier = _classifier(classes, dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits (B, classes) of pictures (B, 3, H, W), H and W at least 63."""
        x = self.features(x)  # (B, 256, 6, 6) from 224 × 224
        x = self.avgpool(x)  # (B, 256, 6, 6)
        x = torch.flatten(x, 1)  # (B, 9216)
        return self.classifier(x)  # (B, classes)


class Colours(NamedTuple):
    """How colours vary from pixel to pixel.

    Attributes:
        values: λ (3,), variances along the axes, the largest first.
        vectors: P (3, 3), the axes in its columns.
    """

    values: FloatArray
    vectors: FloatArray


def principal_colours(x: Float32Array) -> Colours:
    """Return the principal components of the colours of all pixels, C = P diag(λ) Pᵀ.

    Args:
        x: pictures (N, 3, H, W).
    """
    pixels = np.moveaxis(np.asarray(x, float), 1, 0).reshape(3, -1)
    values, vectors = np.linalg.eigh(np.cov(pixels))
    return Colours(values[::-1].copy(), vectors[:, ::-1].copy())


def recoloured(
    x: Float32Array, colours: Colours, rng: np.random.Generator, deviation: float = 0.1, power: float = 1.0
) -> Float32Array:
    """Return pictures with another light each: P (α ⊙ λ^power) added to every pixel, α ~ N(0, deviation²).

    Args:
        x: pictures (N, 3, H, W); the results may leave [0, 1].
        colours: of the training pictures.
        rng: draws α, three numbers a picture.
        deviation: of α; 0.1 in the paper.
        power: of λ; 1 in the paper. With ½ the result does not depend on the unit in which pixels are given.

    Source: Krizhevsky et al. 2012, section 4.1.
    """
    alpha = number(deviation, "deviation") * rng.standard_normal((len(x), 3))
    light = (alpha * colours.values**power) @ colours.vectors.T  # (N, 3)
    return (x + light[:, :, None, None]).astype(np.float32)


def _response_norm() -> nn.LocalResponseNorm:
    return nn.LocalResponseNorm(5, alpha=5e-4, beta=0.75, k=2.0)


def _classifier(classes: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Dropout(dropout),
        nn.Linear(256 * 6 * 6, 4096),
        nn.ReLU(),
        nn.Dropout(dropout),
        nn.Linear(4096, 4096),
        nn.ReLU(),
        nn.Linear(4096, classes),
    )
