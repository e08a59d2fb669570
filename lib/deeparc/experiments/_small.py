"""What the experiments of the deep ConvNets share: the digits on photographs, how a net learns, and how it is measured.

All nets see the same digits in the same orders, from the same loss and the same kind of steps. Each has its own
learning rate, the best of a few on 800 of the digits to learn from, held out for that.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
import torch
from torch import nn

from deeparc.core.callbacks import History
from deeparc.core.count import count, total
from deeparc.core.data import photo_digits
from deeparc.core.data.dataset import Float32Array, Images
from deeparc.core.interval import interval
from deeparc.core.loss import cross_entropy
from deeparc.core.module import build, outline
from deeparc.core.optim import Momentum
from deeparc.core.rng import generators
from deeparc.core.schedule import cosine, warm_up
from deeparc.core.train import fit, predict
from deeparc.core.validate import IntArray
from deeparc.vision.small import NETS

RUNS = 5
EPOCHS, BATCH, MU, L2 = 8, 64, 0.9, 5e-4
RATES: dict[str, float] = {
    "fully connected": 0.005,
    "LeNet-5": 0.02,
    "AlexNet": 0.05,
    "VGG": 0.02,
    "VGG, normalised": 0.05,
    "GoogLeNet": 0.05,
    "ResNet": 0.1,
    "ResNet, full layer": 0.02,
}
"""Learning rate of each net of `deeparc.vision.small.NETS`: the best of two or three tried by `choose`, with 8 or 12
passes. ResNet's is the paper's."""


@cache
def split(seed: int, *, held_out: bool = False, shrink: int = 1) -> Images:
    """Return 4,000 digits to learn from and 1,000 to measure on, each channel standardised.

    Args:
        seed: of the split.
        held_out: the last 800 of the digits to learn from take the place of the test digits.
        shrink: average squares of so many pixels.
    """
    data = photo_digits(seed=seed)
    x, t, x_test, t_test = data.x_train, data.t_train, data.x_test, data.t_test
    if held_out:
        x, t, x_test, t_test = x[:3200], t[:3200], x[3200:], t[3200:]
    mean, deviation = (f(x, axis=(0, 2, 3), keepdims=True) for f in (np.mean, np.std))
    x, x_test = (shrunk((part - mean) / deviation, shrink) for part in (x, x_test))
    return Images(**{**vars(data), "x_train": x, "t_train": t, "x_test": x_test, "t_test": t_test})


def shrunk(x: Float32Array, by: int) -> Float32Array:
    """Return pictures (N, C, H/by, W/by), each pixel the mean of a square."""
    n, c, h, w = x.shape
    return np.ascontiguousarray(x.reshape(n, c, h // by, by, w // by, by).mean(axis=(3, 5)), dtype=np.float32)


def learn(
    make: Callable[[], nn.Module],
    data: Images,
    seed: int,
    eta: float,
    *,
    epochs: int = EPOCHS,
    warm: int = 0,
) -> tuple[nn.Module, History]:
    """Return a net, trained, and the loss of each epoch.

    Args:
        make: builds the net.
        data: from `split`.
        seed: of the weights, the order and dropout.
        eta: learning rate at the start; it falls to 0 along half a cosine.
        epochs: passes.
        warm: steps in which the rate first rises, at most a quarter of all.
    """
    weights, order = generators(seed, "weights", "order")
    net = build(make, weights)
    x, t = torch.from_numpy(data.x_train), torch.from_numpy(data.t_train)
    steps = epochs * -(-len(t) // BATCH)
    warm = min(warm, steps // 4)
    rate = cosine(eta, steps - warm)
    optimiser = Momentum(warm_up(rate, warm) if warm else rate, MU, l2=L2, penalise=lambda name: "weight" in name)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        history = fit(net, x, t, loss=cross_entropy, optimiser=optimiser, epochs=epochs, batch_size=BATCH, rng=order)
    return net, history


def error(net: nn.Module, x: Float32Array, t: IntArray) -> float:
    """Return the share of pictures whose largest output is another class."""
    return float(np.mean(predict(net, torch.from_numpy(x)).argmax(1).numpy() != t))


def measure(name: str, seed: int = 0) -> dict:
    """Train one net on each of the splits, measure it once on their test digits, and return what an index needs.

    Args:
        name: a key of `deeparc.vision.small.NETS`.
        seed: of all; the runs use the seeds from RUNS · seed on.
    """
    errors, seen, losses = [], [], []
    for k in range(RUNS * seed, RUNS * (seed + 1)):
        data = split(k)
        net, history = learn(NETS[name], data, k, RATES[name])
        errors.append(error(net, data.x_test, data.t_test))
        seen.append(error(net, data.x_train, data.t_train))
        losses.append(history.figures["loss"])
    size = total(count(outline(NETS[name]), (3, 32, 32)))
    return {
        "test_error": interval(errors),
        "training_error": interval(seen),
        "parameters": size.parameters,
        "macs": size.macs,
        "epochs": EPOCHS,
        "eta": RATES[name],
        "curve": {"loss": np.mean(losses, axis=0).tolist()},
        "train_digits": 4000,
        "test_digits": 1000,
    }


def choose(name: str, rates: tuple[float, ...], seed: int = 100) -> dict[float, float]:
    """Return the error on the held-out digits for each rate.

    Args:
        name: a key of `deeparc.vision.small.NETS`.
        rates: to try.
        seed: of the split and the weights, one that `measure` does not use.
    """
    data = split(seed, held_out=True)
    return {eta: error(learn(NETS[name], data, seed, eta)[0], data.x_test, data.t_test) for eta in rates}
