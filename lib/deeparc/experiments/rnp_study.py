"""One and two stages with random, clustered, Gabor and trained filters, by what follows the filters.

The study of 2009 used objects of 102 kinds, thirty of each to learn from. Here it is digits of ten kinds, thirty of
each, as they are or with half of them in white on black and half in black on white, as objects may be lighter or
darker than what is behind them. Every system ends in the same linear classifier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.stats import kendalltau, spearmanr
from sklearn.linear_model import LogisticRegression

from deeparc.core.data.dataset import Float32Array
from deeparc.core.data.mnist import mnist
from deeparc.core.interval import interval
from deeparc.core.layer import Chain, Layer
from deeparc.core.loss import cross_entropy
from deeparc.core.optim import Adam
from deeparc.core.rng import generators
from deeparc.core.train import fit, predict
from deeparc.core.validate import FloatArray, IntArray
from deeparc.layers.flatten import Flatten
from deeparc.layers.linear import Linear
from deeparc.layers.normalise import DivisiveNormalisation, SubtractiveNormalisation
from deeparc.vision.filters import gabor, k_means, templates
from deeparc.vision.stage import Stage

COLUMNS = {
    "Rabs-N-PA": {"nonlinearity": "abs", "after": "both", "pool": "average"},
    "Rabs-PA": {"nonlinearity": "abs", "after": "none", "pool": "average"},
    "N-PM": {"nonlinearity": "tanh", "after": "both", "pool": "max"},
    "N-PA": {"nonlinearity": "tanh", "after": "both", "pool": "average"},
    "PA": {"nonlinearity": "tanh", "after": "none", "pool": "average"},
}
ROWS = {1: ("U+", "R+", "U", "R", "G"), 2: ("U+U+", "R+R+", "UU", "RR", "GT")}
PUBLISHED = {  # Jarrett et al. 2009, table 1: % right on Caltech-101
    "U+": (54.2, 50.0, 44.3, 18.5, 14.5),
    "R+": (54.8, 47.0, 38.0, 16.3, 14.3),
    "U": (52.2, 43.3, 44.0, 17.2, 13.4),
    "R": (53.3, 31.7, 32.1, 15.3, 12.1),
    "G": (52.3,),
    "U+U+": (65.5, 60.5, 61.0, 34.0, 32.0),
    "R+R+": (64.7, 59.5, 60.0, 31.0, 29.7),
    "UU": (63.7, 46.7, 56.0, 23.1, 9.1),
    "RR": (62.9, 33.7, 37.6, 19.6, 8.8),
    "GT": (55.8,),
}
RUNS, PER_CLASS, TEST = 5, 30, 500
EPOCHS, ETA, BATCH = 10, 0.003, 30
LAMBDA = 0.01  # of the classifier
MAPS = {1: (16,), 2: (16, 48)}
KERNEL = {1: (7,), 2: (5, 4)}
POOL = {1: ((6, 4),), 2: ((4, 2), (4, 2))}  # window and stride


@dataclass(frozen=True, eq=False)
class Split:
    """Digits to learn from and to measure on, contrast-normalised, (N, 1, 28, 28) float32."""

    x: Float32Array
    t: IntArray
    x_test: Float32Array
    t_test: IntArray


def run(seed: int = 0) -> dict:
    """Fill both tables."""
    seeds = range(RUNS * seed, RUNS * (seed + 1))
    both = {
        name: {
            column: interval([accuracy(name, column, k, both=True) for k in seeds])
            for column in list(COLUMNS)[: len(PUBLISHED[name])]
        }
        for row in ROWS.values()
        for name in row
    }
    plain = {
        name: {column: interval([accuracy(name, column, k, both=False) for k in seeds]) for column in COLUMNS}
        for name in ("R", "RR")
    }
    return {
        "per_class": PER_CLASS,
        "test_digits": TEST,
        "maps": {str(n): list(maps) for n, maps in MAPS.items()},
        "either_contrast": both,
        "as_they_are": plain,
        "pixels": {
            name: interval([pixels(k, both=value) for k in seeds])
            for name, value in (("either_contrast", True), ("as_they_are", False))
        },
        "order": order({name: [cell["mean"] for cell in row.values()] for name, row in both.items()}),
    }


def order(ours: dict[str, Sequence[float]]) -> dict:
    """Return how far our table has the order of the published one: rank correlations of all cells, and by row."""
    theirs = {name: PUBLISHED[name] for name in ours}
    result = {}
    for n, row in ROWS.items():
        a, b = ([x for name in row for x in table[name]] for table in (ours, theirs))
        result[f"{n} stages"] = {"spearman": float(spearmanr(a, b)[0]), "kendall": float(kendalltau(a, b)[0])}
    result["rows"] = {name: float(spearmanr(ours[name], theirs[name])[0]) for name in ours if len(ours[name]) > 1}
    filters = {}  # within one column: does the order of the filters come out?
    for n, row in ROWS.items():
        for i, column in enumerate(COLUMNS):
            names = [name for name in row if len(theirs[name]) > i]
            pair = ([table[name][i] for name in names] for table in (ours, theirs))
            filters[f"{n} {column}"] = float(spearmanr(*pair)[0])
    return result | {"columns": filters}


def accuracy(name: str, column: str, seed: int, *, both: bool = True, test: int = TEST) -> float:
    """Return the share of test digits that one system reads rightly.

    Args:
        name: of the row: one or two letters, U (k-means), R (random), G (Gabor) or T (templates), with + for trained.
        column: a key of `COLUMNS`.
        seed: of the split, the filters and the order.
        both: whether half of the digits are inverted.
        test: digits to measure on.
    """
    data = split(seed, both)
    net = system(name, column, seed, data)
    if "+" in name:
        supervise(net, data, seed)
    x, x_test = (predict(net, x).reshape(len(x), -1) for x in (data.x, data.x_test[:test]))
    return classify(x, data.t, x_test, data.t_test[:test])


def pixels(seed: int, *, both: bool) -> float:
    """Return the same for the classifier on the normalised pixels themselves."""
    data = split(seed, both)
    x, x_test = (x.reshape(len(x), -1) for x in (data.x, data.x_test))
    return classify(x, data.t, x_test, data.t_test)


def system(name: str, column: str, seed: int, data: Split) -> Chain:
    """Return the stages of one system with their filters in place, untrained.

    Each bank is scaled as a whole so that net inputs have the deviation 1 on the training digits; biases are 0.
    """
    (rng,) = generators(seed, "filters")
    letters = name.replace("+", "")
    n = len(letters)
    stages, x, n_in = [], data.x, 1
    for letter, n_out, kernel, (window, stride) in zip(letters, MAPS[n], KERNEL[n], POOL[n], strict=True):
        stage = Stage(n_in, n_out, kernel, rng, **COLUMNS[column], window=window, stride=stride)
        w = stage.filters.params["w"]
        if letter == "U":
            w[...] = k_means(x, n_out, kernel, rng)
        elif letter == "G":
            w[...] = gabor(kernel, n_out // 2)
        elif letter == "T":
            w[...] = templates(x, n_out, kernel, rng)
        w /= np.std(predict(stage.filters, x))
        x, n_in = predict(stage, x), n_out
        stages.append(stage)
    return Chain(stages)


def supervise(net: Chain, data: Split, seed: int) -> None:
    """Train all filters through a linear classifier on top of them, which is then thrown away."""
    weights, order = generators(seed, "top", "order")
    features = int(np.prod(net.forward(data.x[:1]).shape))
    whole = Chain([*net.layers, Flatten(), Linear(features, 10, weights)])
    fit(whole, data.x, data.t, loss=cross_entropy, optimiser=Adam(ETA), epochs=EPOCHS, batch_size=BATCH, rng=order)


def classify(x: FloatArray, t: IntArray, x_test: FloatArray, t_test: IntArray) -> float:
    """Return the test accuracy of softmax regression on standardised features, with L2 of strength LAMBDA."""
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-6
    top = LogisticRegression(C=1 / (LAMBDA * len(t)), max_iter=1000)
    top.fit((x - mean) / deviation, t)
    return float(np.mean(top.predict((x_test - mean) / deviation) == t_test))


@cache
def split(seed: int, both: bool) -> Split:
    """Return thirty digits of each class to learn from and 500 to measure on.

    Args:
        seed: of the choice.
        both: whether every second one, at random, is inverted (1 − x).
    """
    data = mnist(seed=seed)
    chooser, contrast = generators(seed, "digits", "contrast")
    chosen = np.concatenate([chooser.permutation(np.flatnonzero(data.t_train == c))[:PER_CLASS] for c in range(10)])
    test = chooser.permutation(len(data.t_test))[:TEST]
    normalise: Layer = Chain([SubtractiveNormalisation(9), DivisiveNormalisation(9)])
    parts = []
    for x in (data.x_train[chosen], data.x_test[test]):
        turned = both & (contrast.random((len(x), 1, 1, 1)) < 0.5)
        parts.append(normalise.forward(np.where(turned, 1 - x, x)))
    return Split(parts[0], data.t_train[chosen], parts[1], data.t_test[test])
