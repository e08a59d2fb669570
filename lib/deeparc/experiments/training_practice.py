"""What each choice of training is worth on 5,000 MNIST digits: one choice changed at a time, five seeds.

Every run draws its own split of the 5,000 digits: 3,200 to learn from, 800 to choose the rate by, 1,000 to measure on.
The learning rate is chosen for every variant by its mean validation error on seeds of their own; the test digits are
looked at with that rate alone. Where the best of the first three rates is the smallest or the largest, the next one on
that side is tried too, and so on until the error no longer falls.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from math import sqrt

import numpy as np

from deeparc.core.data import mnist
from deeparc.core.initialise import Initialiser, glorot_normal, glorot_uniform, he_normal
from deeparc.core.interval import interval
from deeparc.core.layer import Chain, Layer
from deeparc.core.loss import cross_entropy
from deeparc.core.namespace import Array
from deeparc.core.optim import SGD, AdaGrad, Adam, Momentum, Nesterov, Optimiser, RMSProp
from deeparc.core.schedule import Schedule, constant, cosine, step, warm_up
from deeparc.core.train import fit
from deeparc.core.validate import FloatArray, IntArray
from deeparc.layers.activations import ReLU, Sigmoid, Tanh
from deeparc.layers.batch_norm import BatchNorm
from deeparc.layers.linear import Linear
from deeparc.units.mlp import mlp
from deeparc.units.propagation import scaled

SEEDS, CHOOSING = range(5), (100, 101)
HIDDEN, EPOCHS = (64, 64, 64), 6
RATES = (0.01, 0.03, 0.1)
LADDER = tuple(float(f"{digit}e{power}") for power in range(-6, 2) for digit in (1, 3))


@dataclass(frozen=True)
class Recipe:
    """A way to train; the defaults are the good one.

    Attributes:
        inputs: `"standardised"` (one mean and deviation for all pixels), `"each pixel"`, `"raw"` in [0, 1] or
            `"bytes"` in [0, 255].
        activation: of the hidden units.
        initialise: of all weights.
        batch_norm: whether it stands before each activation.
        optimiser: from a schedule.
        schedule: from the first rate and the number of steps.
        batch_size: examples in a step.
        epochs: passes.
        hidden: units of each hidden layer.
        rates: to begin the choice with, rising.
    """

    inputs: str = "standardised"
    activation: Callable[[], Layer] = ReLU
    initialise: Initialiser = he_normal
    batch_norm: bool = False
    optimiser: Callable[[Schedule], Optimiser] = field(default=lambda eta: Momentum(eta, 0.9))
    schedule: Callable[[float, int], Schedule] = cosine
    batch_size: int = 64
    epochs: int = EPOCHS
    hidden: tuple[int, ...] = HIDDEN
    rates: tuple[float, ...] = RATES


@dataclass(frozen=True, eq=False)
class Split:
    """Digits as rows (N, 784) float32, with their classes."""

    v: Array
    t: IntArray
    v_validation: Array
    t_validation: IntArray
    v_test: Array
    t_test: IntArray


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {
        "recipe": {"hidden": list(HIDDEN), "epochs": EPOCHS, "batch_size": Recipe().batch_size},
        "parameters": parameters(Recipe()),
        "worth": worth(VARIANTS, Recipe(), seed),
        "published": worth(PUBLISHED, PUBLISHED_BASE, seed, baseline="tanh, standard"),
        "sweep": sweep(seed),
        "depth": depth(seed),
        "small_batches": small_batches(seed),
    }


@cache
def split(seed: int, inputs: str = "standardised") -> Split:
    """Draw a split and prepare its inputs by numbers from the digits to learn from alone."""
    data = mnist(1000, seed)
    order = np.random.default_rng(seed).permutation(len(data.t_train))
    learn, choose = order[:3200], order[3200:]
    v = data.x_train.reshape(len(data.x_train), -1)
    rows = (v[learn], v[choose], data.x_test.reshape(len(data.x_test), -1))
    mean, scale = {
        "standardised": (rows[0].mean(), rows[0].std()),
        "each pixel": (rows[0].mean(axis=0), np.maximum(rows[0].std(axis=0), 0.05)),
        "raw": (np.float32(0), np.float32(1)),
        "bytes": (np.float32(0), np.float32(1 / 255)),
    }[inputs]
    learned, chosen, measured = ((part - mean) / scale for part in rows)
    return Split(learned, data.t_train[learn], chosen, data.t_train[choose], measured, data.t_test)


def build(recipe: Recipe, rng: np.random.Generator, n_in: int = 784, n_out: int = 10) -> Chain:
    """Make the recipe's net."""
    sizes = (n_in, *recipe.hidden, n_out)
    if not recipe.batch_norm:
        return mlp(sizes, rng, activation=recipe.activation, initialise=recipe.initialise)
    layers: list[Layer] = []
    for a, b in pairwise(sizes[:-1]):
        layers += [Linear(a, b, rng, initialise=recipe.initialise), BatchNorm(b), recipe.activation()]
    return Chain([*layers, Linear(sizes[-2], n_out, rng, initialise=recipe.initialise)])


def train(recipe: Recipe, eta: float, seed: int, digits: int | None = None) -> tuple[Chain, Split] | None:
    """Train once; None if the loss left the numbers."""
    data, rng = split(seed, recipe.inputs), np.random.default_rng(seed + 1000)
    v, t = data.v[:digits], data.t[:digits]
    steps = recipe.epochs * -(-len(t) // recipe.batch_size)
    model = build(recipe, rng)
    try:
        with np.errstate(all="ignore"):
            fit(
                model,
                v,
                t,
                loss=cross_entropy,
                optimiser=recipe.optimiser(recipe.schedule(eta, steps)),
                epochs=recipe.epochs,
                batch_size=recipe.batch_size,
                rng=rng,
            )
    except ValueError as error:
        if "the loss is" not in str(error):
            raise
        return None
    return model, data


def error(model: Layer, v: Array, t: IntArray) -> float:
    """Return the share of wrong decisions, 0.9 where the outputs are no numbers."""
    with np.errstate(all="ignore"):
        out = model.forward(v)
    return float(np.mean(out.argmax(axis=1) != t)) if np.all(np.isfinite(out)) else 0.9


def parameters(recipe: Recipe) -> int:
    """Count what is learned."""
    return sum(p.size for p in build(recipe, np.random.default_rng(0)).params.values())


# one choice changed at a time


def same(rng: np.random.Generator, shape: tuple[int, ...], *, fan_in: int, fan_out: int = 1) -> FloatArray:
    """Give every weight of a layer the same value."""
    return np.full(shape, sqrt(2 / fan_in))


def heuristic(rng: np.random.Generator, shape: tuple[int, ...], *, fan_in: int, fan_out: int = 1) -> FloatArray:
    """Draw w ~ U(−1/√fan_in, 1/√fan_in), the usual choice before 2010: of variance 1/(3 fan_in).

    Source: Glorot & Bengio 2010, equation 1.
    """
    return rng.uniform(-1, 1, shape) / sqrt(fan_in)


def _constant(eta: float, steps: int) -> Schedule:
    return constant(eta)


def _step(eta: float, steps: int) -> Schedule:
    return step(eta, max(steps // 3, 1), 0.2)


def _warm(eta: float, steps: int) -> Schedule:
    return warm_up(cosine(eta, steps - steps // 10), steps // 10)


SLOW = (0.03, 0.1, 0.3)
ADAPTIVE = (0.001, 0.003, 0.01)
GOOD = Recipe()
VARIANTS: dict[str, tuple[str, Recipe]] = {  # key: group, recipe
    "good": ("", GOOD),
    "weights 1/100": ("first weights", replace(GOOD, initialise=scaled(2e-4), rates=SLOW)),
    "weights heuristic": ("first weights", replace(GOOD, initialise=heuristic)),
    "weights glorot": ("first weights", replace(GOOD, initialise=glorot_normal)),
    "weights x3": ("first weights", replace(GOOD, initialise=scaled(18.0), rates=(0.001, 0.003, 0.01))),
    "weights same": ("first weights", replace(GOOD, initialise=same)),
    "inputs raw": ("inputs", replace(GOOD, inputs="raw")),
    "inputs bytes": ("inputs", replace(GOOD, inputs="bytes", rates=(0.00003, 0.0001, 0.0003))),
    "inputs each pixel": ("inputs", replace(GOOD, inputs="each pixel")),
    "batch norm": ("batch normalisation", replace(GOOD, batch_norm=True)),
    "batch norm, weights 1/100": (
        "batch normalisation",
        replace(GOOD, batch_norm=True, initialise=scaled(2e-4)),
    ),
    "no momentum": ("optimiser", replace(GOOD, optimiser=SGD, rates=SLOW)),
    "nesterov": ("optimiser", replace(GOOD, optimiser=lambda eta: Nesterov(eta, 0.9))),
    "adam": ("optimiser", replace(GOOD, optimiser=Adam, rates=ADAPTIVE)),
    "rmsprop": ("optimiser", replace(GOOD, optimiser=RMSProp, rates=ADAPTIVE)),
    "adagrad": ("optimiser", replace(GOOD, optimiser=AdaGrad, rates=(0.003, 0.01, 0.03))),
    "rate constant": ("rate", replace(GOOD, schedule=_constant)),
    "rate step": ("rate", replace(GOOD, schedule=_step)),
    "rate warm-up": ("rate", replace(GOOD, schedule=_warm)),
    "batch 16": ("batch", replace(GOOD, batch_size=16, rates=(0.003, 0.01, 0.03))),
    "batch 256": ("batch", replace(GOOD, batch_size=256, rates=SLOW)),
    "batch 1024": ("batch", replace(GOOD, batch_size=1024, rates=SLOW)),
    "tanh": ("activation", replace(GOOD, activation=Tanh, initialise=glorot_normal)),
    "sigmoid": ("activation", replace(GOOD, activation=Sigmoid, initialise=glorot_normal, rates=SLOW)),
}

PUBLISHED_BASE = Recipe(
    inputs="raw",
    activation=Tanh,
    initialise=heuristic,
    optimiser=SGD,
    schedule=_constant,
    epochs=12,
    hidden=(100,) * 5,
    rates=(0.03, 0.1, 0.3),
)
PUBLISHED: dict[str, tuple[str, Recipe]] = {  # as Glorot & Bengio 2010, table 1: five hidden layers, plain SGD
    "tanh, standard": ("", PUBLISHED_BASE),
    "tanh, normalised": ("", replace(PUBLISHED_BASE, initialise=glorot_uniform)),
    "sigmoid": ("", replace(PUBLISHED_BASE, activation=Sigmoid, rates=(0.1, 0.3, 1.0))),
}


def worth(
    variants: dict[str, tuple[str, Recipe]],
    base: Recipe,
    seed: int = 0,
    *,
    baseline: str = "good",
    seeds: Sequence[int] = SEEDS,
    choosing: Sequence[int] = CHOOSING,
) -> dict:
    """Return for each variant the chosen rate and the errors with it, and how much worse than the baseline it is."""
    found = {}
    for name, (group, recipe) in variants.items():
        tried = _tried(recipe, [seed + s for s in choosing])
        eta = min(tried, key=tried.__getitem__)
        errors = [_error(recipe, eta, seed + s, "test") for s in seeds]
        found[name] = {"group": group, "validation": {str(rate): tried[rate] for rate in sorted(tried)}, "eta": eta}
        found[name] |= {"errors": errors, "test": dict(interval(errors))}
    for entry in found.values():
        worse = np.subtract(entry["errors"], found[baseline]["errors"])
        entry["worse"] = dict(interval(worse))
    return found


def _tried(recipe: Recipe, seeds: Sequence[int]) -> dict[float, float]:
    """Return the validation error of each rate that was tried."""

    def validation(eta: float) -> float:
        return float(np.mean([_error(recipe, eta, s, "validation") for s in seeds]))

    tried = {eta: validation(eta) for eta in recipe.rates}
    while True:
        best = min(tried, key=tried.__getitem__)
        below, above = [r for r in LADDER if r < min(tried)], [r for r in LADDER if r > max(tried)]
        if sum(e == tried[best] for e in tried.values()) > 1:
            return tried  # a draw: there is no direction to go on in
        if best == max(tried) and above:
            tried[above[0]] = validation(above[0])
        elif best == min(tried) and below:
            tried[below[-1]] = validation(below[-1])
        else:
            return tried


def _error(recipe: Recipe, eta: float, seed: int, part: str) -> float:
    trained = train(recipe, eta, seed)
    if trained is None:
        return 0.9
    model, data = trained
    return error(model, getattr(data, f"v_{part}"), getattr(data, f"t_{part}"))


# loss against the rate

OPTIMISERS: dict[str, Callable[[Schedule], Optimiser]] = {
    "SGD": SGD,
    "momentum": lambda eta: Momentum(eta, 0.9),
    "Nesterov": lambda eta: Nesterov(eta, 0.9),
    "AdaGrad": AdaGrad,
    "RMSProp": RMSProp,
    "Adam": Adam,
}
SWEPT = tuple(float(f"{10**k:.3g}") for k in np.arange(-4, 0.6, 0.5))


def sweep(seed: int = 0, rates: Sequence[float] = SWEPT, seeds: Sequence[int] = range(3), epochs: int = 3) -> dict:
    """Return the loss on the training digits after some epochs at a constant rate, for each optimiser and rate."""
    losses = {}
    for name, optimiser in OPTIMISERS.items():
        recipe = replace(GOOD, optimiser=optimiser, schedule=_constant, epochs=epochs)
        losses[name] = [[_loss(recipe, eta, seed + s) for s in seeds] for eta in rates]
    return {"rates": list(rates), "epochs": epochs, "losses": losses}


def _loss(recipe: Recipe, eta: float, seed: int, digits: int | None = None) -> float:
    trained = train(recipe, eta, seed, digits)
    if trained is None:
        return 1e6
    model, data = trained
    with np.errstate(all="ignore"):
        value = float(cross_entropy(model.forward(data.v[:digits]), data.t[:digits])[0])
    return min(value, 1e6) if np.isfinite(value) else 1e6


# first weights in a deep net

GAINS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


def depth(seed: int = 0, gains: Sequence[float] = GAINS, seeds: Sequence[int] = SEEDS, hidden: int = 12) -> dict:
    """Return the training loss of a deep, narrow net after 3 epochs against the gain g of its first weights."""
    base = Recipe(hidden=(48,) * hidden, epochs=3, schedule=_constant)
    kinds = {
        "ReLU": replace(base),
        "tanh": replace(base, activation=Tanh),
        "ReLU, batch normalisation": replace(base, batch_norm=True),
    }
    losses = {
        name: [[_loss(replace(recipe, initialise=scaled(g)), 0.01, seed + s) for s in seeds] for g in gains]
        for name, recipe in kinds.items()
    }
    return {"gains": list(gains), "hidden": hidden, "epochs": base.epochs, "eta": 0.01, "losses": losses}


# batch normalisation and small batches


def small_batches(
    seed: int = 0, sizes: Sequence[int] = (2, 4, 8, 16, 64), seeds: Sequence[int] = SEEDS, digits: int = 1600
) -> dict:
    """Return the validation error after one epoch with and without batch normalisation; η grows with the batch."""
    found = {}
    for name, norm in (("without", False), ("with", True)):
        found[name] = []
        for size in sizes:
            recipe = replace(GOOD, batch_norm=norm, batch_size=size, epochs=1, schedule=_constant)
            errors = []
            for s in seeds:
                trained = train(recipe, 0.02 * size / 64, seed + s, digits)
                model, data = trained
                errors.append(error(model, data.v_validation, data.t_validation))
            found[name].append(dict(interval(errors)))
    return {"sizes": list(sizes), "digits": digits, "errors": found}
