"""Plain nets against residual nets, from 8 to 56 layers, on the digits on photographs, reduced to 16 × 16.

The nets are those of the paper for small pictures with eight maps in the first stage in place of sixteen. Plain and
residual nets of one depth have the same parameters, the same first weights, the same orders and the same rate. The
deepest two are looked at more closely: how large the gradient is in each layer, and what happens when one block of
the trained net is taken out. The small ResNet, on pictures of full size, is measured beside the other small nets.
"""

from functools import partial

import numpy as np
import torch
from torch import nn

from deeparc.core.data.dataset import Images
from deeparc.core.interval import interval
from deeparc.core.loss import cross_entropy
from deeparc.core.module import build
from deeparc.core.rng import generators
from deeparc.experiments._small import error, learn, measure, split
from deeparc.vision.resnet import SmallResNet

DEPTHS = (8, 20, 32, 56)
KINDS = {"plain": False, "residual": True}
RUNS, EPOCHS, WIDTH, SHRINK = 3, 8, 8, 2
ETA, WARM = 0.1, 50
LESIONS = 20  # the depth of the nets that lose a block


def run(seed: int = 0) -> dict:
    """Measure the small ResNet, with means and with a full layer on top, and compare the kinds at all depths."""
    return measure("ResNet", seed) | {"full_layer": measure("ResNet, full layer", seed)} | compare(seed)


def compare(
    seed: int = 0,
    *,
    depths: tuple[int, ...] = DEPTHS,
    runs: int = RUNS,
    epochs: int = EPOCHS,
    lesions: int = LESIONS,
    digits: int | None = None,
) -> dict:
    """Train a plain and a residual net of each depth, and return errors, losses, gradients and lesions.

    Args:
        seed: of all.
        depths: layers, 6n + 2.
        runs: splits.
        epochs: passes.
        lesions: the depth at which blocks are taken out.
        digits: how many to learn from, by default all.
    """
    found: dict = {"errors": {}, "losses": {}, "gradients": {}, "lesions": {}}
    for kind, residual in KINDS.items():
        for parts in found.values():
            parts[kind] = {}
        for depth in depths:
            make = partial(SmallResNet, depth, WIDTH, residual=residual)
            train, test, losses, norms, cuts = [], [], [], [], []
            for k in range(runs * seed, runs * (seed + 1)):
                data = split(k, shrink=SHRINK)
                if digits is not None:
                    data = Images(**{**vars(data), "x_train": data.x_train[:digits], "t_train": data.t_train[:digits]})
                before = gradient_norms(start(make, k), data)
                net, history = learn(make, data, k, ETA, epochs=epochs, warm=WARM)
                norms.append([before, gradient_norms(net, data)])
                train.append(error(net, data.x_train, data.t_train))
                test.append(error(net, data.x_test, data.t_test))
                losses.append(history.figures["loss"])
                if depth == lesions:
                    cuts.append(lesion(net, data))
            key = str(depth)
            found["errors"][kind][key] = {"training": interval(train), "test": interval(test)}
            found["losses"][kind][key] = np.mean(losses, axis=0).tolist()
            if depth == max(depths):
                first, last = np.exp(np.mean(np.log(norms), axis=0)).tolist()
                found["gradients"][kind] = {"start": first, "trained": last}
            if cuts:
                found["lesions"][kind] = np.mean(cuts, axis=0).tolist()
    setting = {"depths": depths, "runs": runs, "epochs": epochs, "width": WIDTH, "eta": ETA, "side": 32 // SHRINK}
    return found | {"comparison": setting | {"lesion_depth": lesions, "deepest": max(depths)}}


def start(make: partial, seed: int) -> nn.Module:
    """Return the net as `learn` starts with it."""
    weights, _ = generators(seed, "weights", "order")
    return build(make, weights)


def gradient_norms(net: nn.Module, data: Images, pictures: int = 256) -> list[float]:
    """Return ‖∂E/∂W‖ of each convolution of the main road and of the full layer, from the input up.

    The normalisations use the statistics of these pictures, as in training; the averages they keep stay as they are.

    Args:
        net: a ResNet or a plain net.
        data: whose first training pictures are used.
        pictures: how many.
    """
    kept = {name: buffer.clone() for name, buffer in net.named_buffers()}
    net.train()
    net.zero_grad()
    y = net(torch.from_numpy(data.x_train[:pictures]))
    _, dy = cross_entropy(y.detach(), torch.from_numpy(data.t_train[:pictures]))
    y.backward(dy)
    norms = [float(p.grad.norm()) for p in net.parameters() if p.ndim > 1]
    net.zero_grad()
    with torch.no_grad():
        for name, buffer in net.named_buffers():
            buffer.copy_(kept[name])
    return norms


def lesion(net: SmallResNet, data: Images) -> list[float]:
    """Return the test error of a whole net, and of the net without one block, for each block that keeps the shape.

    The block's place is taken by the identity. In a residual net that is F = 0, since relu(x) = x for what a ReLU gave.

    Args:
        net: trained.
        data: to measure on.
    """
    errors = [error(net, data.x_test, data.t_test)]
    for layers in (net.layer1, net.layer2, net.layer3):
        for k, block in enumerate(layers):
            if k or layers is net.layer1:
                layers[k] = nn.Identity()
                errors.append(error(net, data.x_test, data.t_test))
                layers[k] = block
    return errors
