"""The playground's run with the course's own layers, loss and optimiser: what the page must show."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deeparc.core.data.plane import plane
from deeparc.core.initialise import Shape
from deeparc.core.layer import Chain
from deeparc.core.loss import logistic
from deeparc.core.optim import SGD
from deeparc.layers.activations import Identity, ReLU, Sigmoid, Tanh
from deeparc.units.mlp import mlp

EPOCHS = 500
N_POINTS = 200  # to train on, and as many to test on
NOISE = 0.25


ACTIVATIONS = {"tanh": Tanh, "relu": ReLU, "sigmoid": Sigmoid, "linear": Identity}


@dataclass(frozen=True)
class Settings:
    """What the reader chooses.

    Attributes:
        data: `"circle"`, `"xor"`, `"gaussians"` or `"spiral"`.
        layers: hidden layers, 0 or more.
        units: in each of them.
        activation: a key of `ACTIVATIONS`.
        eta: learning rate.
        batch: examples in a step.
        penalty: `"none"`, `"L2"` or `"L1"`, on the weights but not on the biases.
        strength: λ of the penalty.
        seed: of the weights and of the order of the examples.
    """

    data: str = "circle"
    layers: int = 1
    units: int = 4
    activation: str = "tanh"
    eta: float = 0.03
    batch: int = 10
    penalty: str = "none"
    strength: float = 0.01
    seed: int = 1


class Mulberry:
    """The generator mulberry32, which gives the same numbers in JavaScript; for the playground only.

    Args:
        seed: 32 bits.

    Source: T. Ettinger, public domain.
    """

    def __init__(self, seed: int) -> None:
        self._state = seed & 0xFFFFFFFF

    def random(self) -> float:
        """Return a number from 0 (included) to 1 (excluded)."""
        self._state = (self._state + 0x6D2B79F5) & 0xFFFFFFFF
        t = (self._state ^ (self._state >> 15)) * (1 | self._state) & 0xFFFFFFFF
        t = ((t + ((t ^ (t >> 7)) * (61 | t) & 0xFFFFFFFF)) & 0xFFFFFFFF) ^ t
        return (t ^ (t >> 14)) / 2**32


@dataclass(frozen=True)
class Run:
    """A finished run.

    Attributes:
        model: the net.
        train_loss: (E + 1,) mean logistic loss on the training points, before the first epoch and after each.
        test_loss: likewise on the test points.
        train_error: share of the training points on the wrong side at the end.
        test_error: likewise of the test points.
    """

    model: Chain
    train_loss: NDArray[np.float64]
    test_loss: NDArray[np.float64]
    train_error: float
    test_error: float


def points(name: str) -> dict[str, list[list[float]]]:
    """Return the page's points: `train` and `test`, rows of x1, x2 (in thousandths) and t."""
    v, t = plane(name, 2 * N_POINTS, NOISE, seed=0)
    rows = [[round(float(x), 3), round(float(y), 3), int(c)] for (x, y), c in zip(v, t, strict=True)]
    # plane() draws as many of each class in random order: halve each class.
    parts = {"train": [], "test": []}
    for c in (0, 1):
        mine = [row for row in rows if row[2] == c]
        parts["train"] += mine[::2]
        parts["test"] += mine[1::2]
    return parts


def train(settings: Settings, epochs: int = EPOCHS) -> Run:
    """Run the playground with the library.

    Args:
        settings: the reader's choice.
        epochs: passes over the training points.
    """
    data = points(settings.data)
    v, t = _arrays(data["train"])
    v_test, t_test = _arrays(data["test"])
    random = Mulberry(settings.seed)
    model = _net(settings, random)
    penalties = {settings.penalty.lower(): settings.strength} if settings.penalty != "none" else {}
    optimiser = SGD(settings.eta, penalise=lambda name: name.endswith("w"), **penalties)
    losses = [(logistic(model.forward(v), t)[0], logistic(model.forward(v_test), t_test)[0])]
    for order in _orders(len(v), random, epochs):
        for first in range(0, len(v), settings.batch):
            batch = order[first : first + settings.batch]
            _, error = logistic(model.forward(v[batch], train=True), t[batch])
            model.backward(error, need_dx=False)
            optimiser.step(model.params, model.grads)
        losses.append((logistic(model.forward(v), t)[0], logistic(model.forward(v_test), t_test)[0]))
    train_loss, test_loss = np.array(losses, float).T
    return Run(model, train_loss, test_loss, _error(model, v, t), _error(model, v_test, t_test))


def _arrays(rows: list[list[float]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    table = np.array(rows)
    return table[:, :2], 2 * table[:, 2:] - 1  # (N, 2), and s (N, 1)


def _error(model: Chain, v: NDArray, s: NDArray) -> float:
    return float(np.mean((model.forward(v) >= 0) != (s > 0)))


def _net(settings: Settings, random: Mulberry) -> Chain:
    def glorot(rng: object, shape: Shape, *, fan_in: int, fan_out: int) -> NDArray[np.float64]:
        bound = np.sqrt(6 / (fan_in + fan_out))
        return np.array([(2 * random.random() - 1) * bound for _ in range(int(np.prod(shape)))]).reshape(shape)

    sizes = [2, *[settings.units] * settings.layers, 1]
    activation = ACTIVATIONS[settings.activation]
    return mlp(sizes, np.random.default_rng(0), activation=activation, initialise=glorot, dtype="float64")


def _orders(n: int, random: Mulberry, epochs: int) -> Iterator[list[int]]:
    order = list(range(n))
    for _ in range(epochs):
        for i in range(n - 1, 0, -1):
            j = int(random.random() * (i + 1))
            order[i], order[j] = order[j], order[i]
        yield order
