"""The nets of 2012 to 2015 made small: pictures of 3 × 32 × 32, ten classes, about five million multiplications each.

Each keeps what its big one is known for and no more: AlexNet its large first filters, groups, response normalisation,
overlapping pooling and dropout; VGG its stacks of 3×3; GoogLeNet its blocks and its mean over places; ResNet its
shortcuts and its batch normalisation. Beside them stand LeNet-5 and a fully connected net. Dropout is 0.2 everywhere:
with half of so few units left out, and a hundred times fewer steps than in the papers, these nets hardly learn.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from torch import nn

from deeparc.vision.googlenet import Inception
from deeparc.vision.resnet import SmallResNet
from deeparc.vision.vgg import stack


def full(*units: int, dropout: float = 0.0) -> list[nn.Module]:
    """Return linear layers with a ReLU between them, and dropout before each but the last where asked for."""
    layers: list[nn.Module] = []
    for below, above in pairwise(units[:-1]):
        layers += [nn.Dropout(dropout)] if dropout else []
        layers += [nn.Linear(below, above), nn.ReLU()]
    return [*layers, nn.Linear(units[-2], units[-1])]


class Net(nn.Sequential):
    """Layers in a row: maps (B, 3, 32, 32) to logits (B, 10)."""


def alexnet(dropout: float = 0.2) -> Net:
    """Return five convolutions and three full layers, as in Krizhevsky et al. 2012.

    The second, fourth and fifth convolution are in two groups, as on the paper's two GPUs.

    Args:
        dropout: probability with which inputs of the first two full layers are left out in training.
    """
    conv, norm, pool = nn.Conv2d, partial(nn.LocalResponseNorm, 5, k=2.0), partial(nn.MaxPool2d, 3, 2, padding=1)
    return Net(
        *(conv(3, 36, 5, stride=2, padding=2), nn.ReLU(), norm()),  # (B, 36, 16, 16)
        *(pool(), conv(36, 72, 5, padding=2, groups=2), nn.ReLU(), norm()),  # (B, 72, 8, 8)
        *(pool(), conv(72, 96, 3, padding=1), nn.ReLU()),  # (B, 96, 4, 4)
        *(conv(96, 96, 3, padding=1, groups=2), nn.ReLU()),
        *(conv(96, 64, 3, padding=1, groups=2), nn.ReLU(), pool()),  # (B, 64, 2, 2)
        *(nn.Flatten(), *full(256, 128, 128, 10, dropout=dropout)),  # (B, 10)
    )


def vgg(batch_norm: bool = False, dropout: float = 0.2) -> Net:
    """Return six convolutions 3×3 in three stacks and three full layers, as in Simonyan & Zisserman 2015.

    Args:
        batch_norm: normalise after each convolution, which the paper does not.
        dropout: as in `alexnet`.
    """
    stacks = [*stack(3, 11, 2, batch_norm), *stack(11, 22, 2, batch_norm), *stack(22, 44, 2, batch_norm)]
    return Net(*stacks, nn.Flatten(), *full(704, 128, 128, 10, dropout=dropout))  # (B, 44, 4, 4) → (B, 10)


def googlenet(dropout: float = 0.2) -> Net:
    """Return a convolution, four inception blocks, the mean over places and one full layer, as in Szegedy et al. 2015.

    Args:
        dropout: before the full layer.
    """
    return Net(
        *(nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),  # (B, 16, 16, 16)
        Inception(16, 8, 12, 16, 4, 8, 8),  # (B, 40, 16, 16)
        Inception(40, 12, 12, 28, 4, 8, 8),  # (B, 56, 16, 16)
        nn.MaxPool2d(2),
        Inception(56, 24, 24, 48, 8, 16, 8),  # (B, 96, 8, 8)
        Inception(96, 32, 24, 56, 8, 24, 16),  # (B, 128, 8, 8)
        *(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(dropout), nn.Linear(128, 10)),
    )


def resnet(full_layer: bool = False) -> SmallResNet:
    """Return the net of eight layers for small pictures with ten maps in its first stage, as in He et al. 2016.

    Args:
        full_layer: the last layer sees every place of the last maps, where the paper's sees their means only.
    """
    net = SmallResNet(8, 10)
    if full_layer:
        net.avgpool, net.fc = nn.Identity(), nn.Linear(40 * 8 * 8, 10)
    return net


def lenet5() -> Net:
    """Return LeNet-5 in its modern form, for colour: ReLU, maxima, a softmax on top."""
    return Net(
        *(nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2)),  # (B, 6, 14, 14)
        *(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)),  # (B, 16, 5, 5)
        *(nn.Flatten(), *full(400, 120, 84, 10)),
    )


def mlp() -> Net:
    """Return a net without any knowledge of images: 3072-256-128-10."""
    return Net(nn.Flatten(), *full(3072, 256, 128, 10))


NETS: dict[str, Callable[[], nn.Module]] = {
    "fully connected": mlp,
    "LeNet-5": lenet5,
    "AlexNet": alexnet,
    "VGG": vgg,
    "VGG, normalised": partial(vgg, batch_norm=True),
    "GoogLeNet": googlenet,
    "ResNet": resnet,
    "ResNet, full layer": partial(resnet, full_layer=True),
}
"""How each is made, oldest first."""
