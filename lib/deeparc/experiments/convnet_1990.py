"""LeNet-1 on 5,000 digits: its error, and how much of it is left when the digits are moved.

Beside it stand the same net without pooling, which takes every second value of a map where LeNet-1 averages, and a
fully connected net. All three learn from the same centred digits by the same loss and steps.

The five small nets of 1989, from no hidden layer to shared weights in two layers, learn from 320 digits of 16×16.
"""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from deeparc.core.augment import translate
from deeparc.core.data.dataset import Float32Array, Images
from deeparc.core.data.mnist import mnist
from deeparc.core.initialise import lecun_uniform
from deeparc.core.interval import interval
from deeparc.core.layer import Chain, Layer
from deeparc.core.loss import square
from deeparc.core.optim import Momentum
from deeparc.core.rng import generators
from deeparc.core.schedule import cosine
from deeparc.core.train import fit, predict
from deeparc.core.validate import IntArray
from deeparc.layers.activations import ScaledTanh
from deeparc.layers.conv import Conv2d
from deeparc.layers.flatten import Flatten
from deeparc.layers.linear import Linear
from deeparc.layers.locally_connected import LocallyConnected
from deeparc.vision.lenet1 import LeNet1

RUNS = 5
EPOCHS, BATCH, MU = 20, 32, 0.9
SHIFTS = (0, 1, 2, 3, 4, 5)  # pixels, in each of four directions
HIDDEN = 100


def fully_connected(rng: np.random.Generator) -> Chain:
    """Return the net without any knowledge of images: 784-100-10, tanh like LeNet-1."""
    hidden, output = (Linear(n, m, rng, initialise=lecun_uniform) for n, m in ((784, HIDDEN), (HIDDEN, 10)))
    return Chain([Flatten(), hidden, ScaledTanh(), output, ScaledTanh()])


NETS: dict[str, tuple[Callable[[np.random.Generator], Layer], float]] = {
    "LeNet-1": (LeNet1, 0.01),
    "without pooling": (lambda rng: LeNet1(rng, pick=True), 0.01),
    "fully connected": (fully_connected, 0.02),
}
"""How each net is made, and its learning rate, the best of 0.005, 0.01, 0.02 and 0.04 on splits 100 and 101."""


def _net_3(rng: np.random.Generator) -> list[Layer]:
    first, second = LocallyConnected(1, 1, (17, 17), 3, rng, stride=2), LocallyConnected(1, 1, (8, 8), 5, rng)
    return [first, ScaledTanh(), second, ScaledTanh(), Flatten(), Linear(16, 10, rng)]


def _net_4(rng: np.random.Generator) -> list[Layer]:
    first, second = Conv2d(1, 2, 3, rng, stride=2), LocallyConnected(2, 1, (8, 8), 5, rng)
    return [first, ScaledTanh(), second, ScaledTanh(), Flatten(), Linear(16, 10, rng)]


def _net_5(rng: np.random.Generator) -> list[Layer]:
    first, second = Conv2d(1, 2, 3, rng, stride=2), Conv2d(2, 4, 5, rng)
    return [first, ScaledTanh(), second, ScaledTanh(), Flatten(), Linear(64, 10, rng)]


FIVE: dict[str, tuple[Callable[[np.random.Generator], list[Layer]], float, int]] = {
    "Net-1": (lambda rng: [Flatten(), Linear(256, 10, rng)], 0.003, 40),
    "Net-2": (lambda rng: [Flatten(), Linear(256, 12, rng), ScaledTanh(), Linear(12, 10, rng)], 0.03, 40),
    "Net-3": (_net_3, 0.03, 80),
    "Net-4": (_net_4, 0.003, 80),
    "Net-5": (_net_5, 0.003, 80),
}
"""The layers of each of the five nets, its learning rate and its epochs, chosen on splits 100 to 102.

For the last three the digits have a 17th row and column of paper, so that squares of 3×3 at stride 2 fit. Differs from
the paper: shared filters share their biases too. Source: LeCun, Generalization and network design strategies, 1989.
"""


def run(seed: int = 0) -> dict:
    """Measure the nets on five splits of the digits."""
    seeds = range(RUNS * seed, RUNS * (seed + 1))
    result: dict = {"epochs": EPOCHS, "batch": BATCH, "train_digits": 4000, "test_digits": 1000, "nets": {}}
    for name, (make, eta) in NETS.items():
        found = [shifted_errors(learn(name, k), split(k).x_test, split(k).t_test) for k in seeds]
        result["nets"][name] = {
            "parameters": sum(p.size for p in make(np.random.default_rng(0)).params.values()),
            "eta": eta,
            "test_error": interval([errors[0] for errors in found]),
            "shifted": {str(s): interval([errors[i] for errors in found]) for i, s in enumerate(SHIFTS)},
        }
    result["five_nets"] = {
        name: {
            "parameters": sum(p.size for p in Chain(make(np.random.default_rng(0))).params.values()),
            "eta": eta,
            "epochs": epochs,
            "right": interval([five_nets(name, k) for k in seeds]),
        }
        for name, (make, eta, epochs) in FIVE.items()
    }
    return result


def learn(name: str, seed: int, *, epochs: int = EPOCHS, digits: int | None = None, eta: float | None = None) -> Layer:
    """Return a net, trained.

    Args:
        name: a key of `NETS`.
        seed: of the split, the weights and the order.
        epochs: passes.
        digits: how many to learn from, by default all 4,000.
        eta: learning rate, by default the net's own.
    """
    make, rate = NETS[name]
    data = split(seed)
    weights, order = generators(seed, "weights", "order")
    net, x, t = make(weights), scaled(data.x_train[:digits]), targets(data.t_train[:digits])
    steps = epochs * -(-len(t) // BATCH)
    optimiser = Momentum(cosine(rate if eta is None else eta, steps), MU)
    fit(net, x, t, loss=square, optimiser=optimiser, epochs=epochs, batch_size=BATCH, rng=order)
    return net


def five_nets(name: str, seed: int, *, epochs: int | None = None) -> float:
    """Train one of the five nets on 320 digits, and return the share of 1,000 others that it reads rightly.

    Args:
        name: a key of `FIVE`.
        seed: of the split, the weights and the order.
        epochs: passes, by default the net's own.
    """
    make, eta, own = FIVE[name]
    data = split(seed)
    weights, order = generators(seed, "weights", "order")
    net = Chain([*make(weights), ScaledTanh()])
    side = 16 if name in ("Net-1", "Net-2") else 17
    x, x_test = (reduced(x)[:, :, :side, :side] for x in (data.x_train[:320], data.x_test))
    t = targets(data.t_train[:320])
    optimiser, epochs = Momentum(eta, MU), own if epochs is None else epochs
    fit(net, x, t, loss=square, optimiser=optimiser, epochs=epochs, batch_size=16, rng=order)
    return float(np.mean(np.argmax(predict(net, x_test), axis=1) == data.t_test))


def reduced(x: Float32Array) -> Float32Array:
    """Return 28×28 digits at 16×16, averages of 2×2 with a margin, with one more row and column of paper."""
    x = np.pad(x, ((0, 0), (0, 0), (2, 2), (2, 2)))
    x = scaled(x.reshape(len(x), 1, 16, 2, 16, 2).mean(axis=(3, 5)))
    return np.pad(x, ((0, 0), (0, 0), (0, 1), (0, 1)), constant_values=-0.1)


@cache
def split(seed: int) -> Images:
    """Return 4,000 digits to learn from, in random order, and 1,000 to measure on."""
    data = mnist(seed=seed)
    chosen = np.random.default_rng(seed).permutation(len(data.t_train))
    return Images(**{**vars(data), "x_train": data.x_train[chosen], "t_train": data.t_train[chosen]})


def scaled(x: Float32Array) -> Float32Array:
    """Return digits from [0, 1] as the nets want them: paper −0.1 and ink 1.175, mean near 0, variance near 1."""
    return (1.275 * x - 0.1).astype(np.float32)


def targets(t: IntArray) -> Float32Array:
    """Return (N, 10): +1 for the class, −1 for the others."""
    return (2 * np.eye(10)[t] - 1).astype(np.float32)


def shifted_errors(net: Layer, x: Float32Array, t: IntArray, shifts: Sequence[int] = SHIFTS) -> list[float]:
    """Return the error for digits moved by so many pixels: the mean over up, down, left and right.

    Args:
        net: gives ten outputs.
        x: (N, 1, 28, 28) in [0, 1].
        t: (N,) classes.
        shifts: pixels.
    """
    errors = []
    for s in shifts:
        ways = {(s, 0), (-s, 0), (0, s), (0, -s)}
        wrong = [np.mean(np.argmax(predict(net, scaled(translate(x, *way))), axis=1) != t) for way in sorted(ways)]
        errors.append(float(np.mean(wrong)))
    return errors
