"""OverFeat: one net that classifies, localises and detects, by sliding over a picture of any size.

    fast:      conv 11×11/4 96, max 2 → 5×5 256, max 2 → 3×3 512 → 3×3 1024 → 3×3 1024, max 2 → full 3072, 4096, classes
    accurate:  conv 7×7/2 96, max 3 → 7×7 256, max 2 → 3×3 512, 512, 1024, 1024, max 3 → full 4096, 4096, classes

Full layers are convolutions whose filters are as large as the maps they meet in training. A larger picture then gives
a map of class scores, one for each place of the training window.
"""

from collections.abc import Callable, Iterable, Sequence
from math import prod
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from deeparc.core.validate import FloatArray, whole


class Geometry(NamedTuple):
    """What an output of some layers sees of the input, along one axis.

    Attributes:
        field: pixels that it sees.
        stride: pixels from one output to the next.
        start: where the first output's field begins; negative if layers pad.
    """

    field: int
    stride: int
    start: int


def geometry(layers: Iterable[nn.Module]) -> Geometry:
    """Return field, stride and start after square convolutions and pooling layers; other layers change nothing."""
    field, stride, start = 1, 1, 0
    for layer in layers:
        if isinstance(layer, nn.Conv2d | nn.MaxPool2d | nn.AvgPool2d):
            kernel, step, pad = (n[0] if isinstance(n, tuple) else n for n in _sizes(layer))
            field, stride, start = field + (kernel - 1) * stride, stride * step, start - pad * stride
    return Geometry(field, stride, start)


class OverFeat(nn.Module):
    """A net that slides: maps pictures (B, 3, H, W) to scores (B, classes, h, w), one for each place of its window.

    Args:
        features: convolutions, up to the last pooling layer.
        pool: that layer, without overlap.
        classifier: convolutions that take the place of the full layers.
        regressor: the same for the edges of a box, four maps; None where only classes are asked for.

    Attributes:
        window: side of the picture that gives one place.
        stride: pixels between two places of `forward`.
        fine_stride: pixels between two places of `fine`.

    Source: P. Sermanet et al., OverFeat: integrated recognition, localization and detection using convolutional
    networks, 2014. Deck: lecun.
    """

    def __init__(
        self,
        features: nn.Sequential,
        pool: nn.MaxPool2d,
        classifier: nn.Sequential,
        regressor: nn.Sequential | None = None,
    ):
        super().__init__()
        self.features, self.pool, self.classifier, self.regressor = features, pool, classifier, regressor
        whole_net = geometry([*features, pool, *classifier])
        self.window, self.stride = whole_net.field + 2 * whole_net.start, whole_net.stride
        self.fine_stride = geometry(features).stride

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the scores of pictures (B, 3, H, W); a window's size gives (B, classes, 1, 1)."""
        x = self.pool(self.features(x))  # (B, M, h', w')
        return self.classifier(x)  # (B, classes, h, w)

    def fine(self, x: torch.Tensor, head: nn.Sequential | None = None) -> torch.Tensor:
        """Return the scores at every `fine_stride` pixels: the last pooling at all its offsets, interleaved.

        Args:
            x: pictures (B, 3, H, W).
            head: what to apply to the pooled maps, by default the classifier.
        """
        return interleaved(self.features(x), int(self.pool.kernel_size), head or self.classifier)


def interleaved(maps: torch.Tensor, size: int, head: nn.Sequential) -> torch.Tensor:
    """Return head(pool(maps)) for maxima over size × size that begin at each of size² offsets, at their places.

    y[Δ + size · i, …] = head(pool(maps from Δ on))[i, …] with Δ = 0 … size − 1, and so for columns: what the head
    would see if the pooling windows were moved by single steps of the maps.

    Args:
        maps: (B, M, H, W).
        size: of the windows, and their stride.
        head: convolutions that take pooled maps.
    """
    needs = size * geometry(head).field  # of the maps, for one place
    rows = []
    for down in range(min(size, maps.shape[2] - needs + 1)):
        offsets = range(min(size, maps.shape[3] - needs + 1))
        rows.append(_woven([head(F.max_pool2d(maps[:, :, down:, right:], size)) for right in offsets], size, axis=3))
    return _woven(rows, size, axis=2)


def _woven(parts: Sequence[torch.Tensor], step: int, axis: int) -> torch.Tensor:
    shape = list(parts[0].shape)
    shape[axis] = sum(part.shape[axis] for part in parts)
    together = parts[0].new_empty(shape)
    for k, part in enumerate(parts):
        together[(slice(None),) * axis + (slice(k, None, step),)] = part
    return together


def dense(net: nn.Sequential, shape: tuple[int, int, int]) -> nn.Sequential:
    """Return the same net with its full layers as convolutions, so that it takes larger pictures.

    `Flatten` goes, the first full layer (M, C·h·w) behind it becomes filters (M, C, h, w), the others 1 × 1 filters.
    The weights are those of `net`, not copies.

    Args:
        net: convolutions, pooling, `Flatten`, full layers.
        shape: (C, H, W) of the pictures it was made for.

    Raises:
        ValueError: a layer after `Flatten` is neither full nor one that works on single numbers.
    """
    layers: list[nn.Module] = []
    size: tuple[int, ...] | None = None  # (C, h, w) at Flatten, then (units, 1, 1)
    example = next(net.parameters())
    x = torch.zeros((1, *shape), device=example.device, dtype=example.dtype)
    training = net.training
    net.eval()
    for layer in net:
        if isinstance(layer, nn.Flatten):
            size = tuple(x.shape[1:])
        elif isinstance(layer, nn.Linear) and size is not None:
            filters = nn.Conv2d(size[0], layer.out_features, size[1:], bias=layer.bias is not None, device="meta")
            filters.weight = nn.Parameter(layer.weight.detach().view(-1, *size), requires_grad=False)
            filters.bias = layer.bias
            layers.append(filters)
            size = (layer.out_features, 1, 1)
        elif size is None or isinstance(layer, nn.ReLU | nn.Tanh | nn.Dropout | nn.Identity):
            layers.append(layer)
        else:
            raise ValueError(f"{type(layer).__name__} follows Flatten, expected full layers")
        with torch.no_grad():
            x = layer(x)
    net.train(training)
    return nn.Sequential(*layers).train(training)


def fast(classes: int = 1000) -> OverFeat:
    """Return the fast model; its window is 231 × 231."""
    features = _features([(96, 11, 4, 2), (256, 5, 1, 2), (512, 3, 1, 0), (1024, 3, 1, 0), (1024, 3, 1, 0)])
    return OverFeat(features, nn.MaxPool2d(2), _head(1024, 6, (3072, 4096), classes))


def accurate(classes: int = 1000) -> OverFeat:
    """Return the accurate model; its window is 221 × 221."""
    sizes = [(96, 7, 2, 3), (256, 7, 1, 2), (512, 3, 1, 0), (512, 3, 1, 0), (1024, 3, 1, 0), (1024, 3, 1, 0)]
    return OverFeat(_features(sizes), nn.MaxPool2d(3), _head(1024, 5, (4096, 4096), classes))


def small(classes: int = 11) -> OverFeat:
    """Return a small net that finds digits on photographs: window 32 × 32, strides 4 and 2, with a regressor."""
    features = nn.Sequential(
        nn.Conv2d(3, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 5), nn.ReLU()
    )  # (B, 32, 10, 10) for one window
    return OverFeat(features, nn.MaxPool2d(2), _head(32, 5, (64,), classes, 0), _head(32, 5, (64,), 4, 0))


class Found(NamedTuple):
    """A thing found in a picture.

    Attributes:
        box: (4,) left, top, right and bottom edge in pixels.
        label: its class.
        score: probabilities of its class, added up over the windows that agreed on it.
    """

    box: FloatArray
    label: int
    score: float


def detect(
    net: OverFeat,
    picture: torch.Tensor,
    *,
    scales: Sequence[float] = (1.0,),
    fine: bool = True,
    regress: bool = True,
    sure: float = 0.5,
    least: float = 1.0,
    shared: float = 0.5,
) -> list[Found]:
    """Return what the net finds in a picture, the surest first: slide, keep, merge.

    The last class is the background. A window whose likeliest class is another one, with probability `sure` or more,
    proposes a box; boxes of one class are merged; of two that overlap much, the one with the lower score is dropped.

    Args:
        net: with a regressor that gives the edges of a box, in half windows from the window's centre.
        picture: (3, H, W).
        scales: sizes at which to look, as factors.
        fine: at the fine stride, not the coarse one.
        regress: ask the regressor for the box; else it is the window.
        sure: smallest probability of a window.
        least: smallest score of a merged box.
        shared: overlap from which two boxes count as one thing.

    The net is left in evaluation mode.

    Raises:
        ValueError: boxes are asked for from a net without a regressor.

    Differs from the paper: scores are added up where boxes are merged, a box from more windows counts as more when
    two are averaged, and the last step is ours.
    """
    if regress and net.regressor is None:
        raise ValueError("the net has no regressor, expected regress=False")
    with torch.no_grad():
        proposals = [p for scale in scales for p in _proposals(net.eval(), picture, scale, fine, regress, sure)]
    found = []
    for label in sorted({label for _, label, _ in proposals}):
        mine = [(box, score) for box, its, score in proposals if its == label]
        boxes, scores = merged(np.array([b for b, _ in mine]), np.array([s for _, s in mine]))
        found += [Found(box, label, float(score)) for box, score in zip(boxes, scores, strict=True) if score >= least]
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: -f.score):
        if not kept or np.max(overlap(one.box[None], np.array([k.box for k in kept]))) < shared:
            kept.append(one)
    return kept


def overlap(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return (n, m): the area that boxes a (n, 4) and b (m, 4) share, divided by the area they cover together."""
    a, b = a[:, None], b[None]
    sides = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
    shared = np.prod(np.maximum(sides, 0), axis=-1)
    return shared / (_area(a) + _area(b) - shared)


def merged(boxes: FloatArray, scores: FloatArray, most: float = 0.8) -> tuple[FloatArray, FloatArray]:
    """Merge the two boxes that match best, again and again, until none match; return boxes and added scores.

    How badly two match is the distance of their centres, in sides of their mean square, plus one minus their overlap.

    Args:
        boxes: (n, 4) left, top, right, bottom.
        scores: (n,).
        most: two that match worse than this stay apart.

    Differs from the paper, where a larger shared area makes the match worse; here it makes it better.
    Source: Sermanet et al. 2014, section 4.4.
    """
    boxes, scores, weights = np.array(boxes, float), np.array(scores, float), np.ones(len(boxes))
    while len(boxes) > 1:
        centres = (boxes[:, :2] + boxes[:, 2:]) / 2
        apart = np.linalg.norm(centres[:, None] - centres[None], axis=-1)
        side = np.sqrt((_area(boxes)[:, None] + _area(boxes)[None]) / 2)
        score = apart / side + 1 - overlap(boxes, boxes)
        np.fill_diagonal(score, np.inf)
        i, j = sorted(np.unravel_index(int(np.argmin(score)), score.shape))
        if score[i, j] > most:
            break
        boxes[i] = (weights[i] * boxes[i] + weights[j] * boxes[j]) / (weights[i] + weights[j])
        scores[i], weights[i] = scores[i] + scores[j], weights[i] + weights[j]
        boxes, scores, weights = (np.delete(array, j, axis=0) for array in (boxes, scores, weights))
    return boxes, scores


def _proposals(
    net: OverFeat, picture: torch.Tensor, scale: float, fine: bool, regress: bool, sure: float
) -> list[tuple[FloatArray, int, float]]:
    x = picture[None]
    if scale != 1:
        size = [round(scale * n) for n in picture.shape[1:]]
        x = F.interpolate(x, size, mode="bilinear", antialias=True, align_corners=False)
    slide: Callable[[nn.Sequential], torch.Tensor]
    if fine:
        stride, slide = net.fine_stride, lambda head: net.fine(x, head)
    else:
        stride, slide = net.stride, lambda head: head(net.pool(net.features(x)))
    p, label = torch.softmax(slide(net.classifier)[0], dim=0).max(dim=0)  # (h, w) both
    edges = slide(net.regressor)[0] if regress else torch.tensor([-1.0, -1, 1, 1])[:, None, None].expand(4, *p.shape)
    background = net.classifier[-1].out_channels - 1
    result = []
    for i, j in torch.nonzero((label != background) & (p >= sure)).tolist():
        centre = np.array([j, i, j, i]) * stride + net.window / 2  # x first
        box = centre + edges[:, i, j].double().numpy() * net.window / 2
        if np.any(box[2:] <= box[:2]):  # the regressor's edges have changed places
            continue
        result.append((box / scale, int(label[i, j]), float(p[i, j])))
    return result


def _area(boxes: FloatArray) -> FloatArray:
    return np.prod(boxes[..., 2:] - boxes[..., :2], axis=-1)


def _sizes(layer: nn.Module) -> tuple:
    return layer.kernel_size, layer.stride, layer.padding


def _features(sizes: Sequence[tuple[int, int, int, int]]) -> nn.Sequential:
    """Return convolutions (maps, kernel, stride, pool); those of 3 × 3 keep the size, pool 0 is none."""
    layers: list[nn.Module] = []
    below = 3
    for maps, kernel, stride, pool in sizes:
        layers += [nn.Conv2d(below, maps, kernel, stride, padding=int(kernel == 3)), nn.ReLU()]
        layers += [nn.MaxPool2d(pool)] if pool else []
        below = maps
    return nn.Sequential(*layers)


def _head(maps: int, size: int, units: Sequence[int], outputs: int, dropout: float = 0.5) -> nn.Sequential:
    """Return full layers as convolutions: size × size in front, then 1 × 1, dropout behind each ReLU."""
    layers: list[nn.Module] = []
    for width in units:
        layers += [nn.Conv2d(maps, width, size), nn.ReLU(), nn.Dropout(dropout)]
        maps, size = width, 1
    return nn.Sequential(*layers, nn.Conv2d(maps, whole(outputs, "outputs"), 1))


def windows(size: int, window: int, stride: int) -> int:
    """Return how many windows a square picture has, side `size`, a window every `stride` pixels both ways."""
    return prod([(size - window) // stride + 1] * 2)
