"""The same digits read in five ways: pixels, hand-made features and learned features, as written, moved and cluttered.

Each run has another split of the 5,000 packaged digits, 4,000 to learn from and 1,000 to measure on, once. Penalties
and numbers of neighbours are chosen in every run among three, on a fifth of the digits learned from. The features, the
net, its rate and its epochs were set beforehand on splits 0 and 100. As there are no more than 5,000 digits, the test
parts of the runs overlap, with one another and with those.
"""

from collections.abc import Callable, Sequence

import numpy as np

from deeparc.core import features
from deeparc.core.augment import affine
from deeparc.core.data.dataset import Float32Array, stratified_split
from deeparc.core.data.mnist import mnist
from deeparc.core.held_out import folds, standardise
from deeparc.core.initialise import he_normal
from deeparc.core.interval import interval
from deeparc.core.layer import Chain
from deeparc.core.loss import cross_entropy
from deeparc.core.optim import Adam
from deeparc.core.rng import generators
from deeparc.core.train import fit, predict
from deeparc.core.validate import FloatArray, IntArray
from deeparc.layers.activations import ReLU
from deeparc.layers.conv import Conv2d
from deeparc.layers.flatten import Flatten
from deeparc.layers.linear import Linear
from deeparc.layers.pool import MaxPool
from deeparc.units import least_squares
from deeparc.units.neighbours import NearestNeighbours

RUNS = 5
SIZES = {250: 20, 1000: 10, 4000: 6}  # digits to learn from: epochs of the ConvNet
PENALTIES = (0.001, 0.03, 1.0)
NEIGHBOURS = (1, 3, 5)
MOVED = {"shift": 4.0, "turn": 0.3, "scale": 0.2, "shear": 0.2}
PIECES, PIECE = 4, 8  # of other digits, and their side in pixels
Make = Callable[[Float32Array], FloatArray]


def clutter(x: Float32Array, rng: np.random.Generator, pieces: int = PIECES, size: int = PIECE) -> Float32Array:
    """Return the images with pieces of one another, squares with some ink in them, put along the edges.

    Args:
        x: (N, 1, 28, 28), one part alone, so that no test digit lends a piece to a training digit.
        rng: draws pieces and places.
        pieces: how many each image gets.
        size: their side.
    """
    out = x.copy()
    last = x.shape[2] - size
    for image in out[:, 0]:
        for _ in range(pieces):
            piece = np.zeros((size, size))
            while piece.sum() <= 5:
                row, column = rng.integers(4, last - 3, 2)
                piece = x[rng.integers(len(x)), 0, row : row + size, column : column + size]
            along = rng.integers(0, last + 1)
            row, column = ((0, along), (last, along), (along, 0), (along, last))[rng.integers(4)]
            place = image[row : row + size, column : column + size]
            np.maximum(place, piece, out=place)
    return out


TASKS: dict[str, Callable[[Float32Array, np.random.Generator], Float32Array]] = {
    "as written": lambda x, rng: x,
    "moved": lambda x, rng: affine(x, rng, **MOVED),
    "cluttered": clutter,
}


def pixels(x: Float32Array) -> FloatArray:
    """Return each image as one row of numbers, (N, 784)."""
    return x.reshape(len(x), -1).astype(np.float64)


def upright_features(x: Float32Array) -> FloatArray:
    """Return the hand-made features of the images after centring, straightening and bringing them to one size."""
    return features.hand_made(features.upright(x))


LINEAR: dict[str, Make] = {
    "pixels, linear": pixels,
    "features, linear": features.hand_made,
    "upright features, linear": upright_features,
}
STAGES: dict[str, tuple[Make, int]] = {  # one thought more in each: the features, and how many of them count
    "ink, symmetry, holes": (features.hand_made, 4),
    "and projections": (features.hand_made, 32),
    "and edge directions": (features.hand_made, 160),
    "all of them, upright": (upright_features, 160),
}


def run(seed: int = 0) -> dict:
    """Measure everything."""
    seeds = [RUNS * seed + k for k in range(1, RUNS + 1)]
    return {
        "digits": {"learn": max(SIZES), "measure": 5000 - max(SIZES), "runs": RUNS},
        "settings": {
            "sizes": list(SIZES),
            "epochs": list(SIZES.values()),
            "penalties": PENALTIES,
            "neighbours": NEIGHBOURS,
            "moved": MOVED,
            "pieces": [PIECES, PIECE],
        },
        "parameters": parameters(),
        "three_ways": three_ways(seeds),
        "stages": stages(seeds),
    }


def three_ways(seeds: Sequence[int], sizes: Sequence[int] = tuple(SIZES), tasks: Sequence[str] = tuple(TASKS)) -> dict:
    """Return the test error of each way, for each task and each number of digits learnt from."""
    errors: dict = {}
    for task in tasks:
        for seed in seeds:
            for size, row in one_run(task, seed, sizes).items():
                for way, error in row.items():
                    errors.setdefault(task, {}).setdefault(way, {}).setdefault(str(size), []).append(error)
    return {
        task: {way: {size: interval(e) for size, e in sizes.items()} for way, sizes in ways.items()}
        for task, ways in errors.items()
    }


def one_run(task: str, seed: int, sizes: Sequence[int]) -> dict[int, dict[str, float]]:
    """Return the test errors of one split, by number of digits and way."""
    (x, t), (x_test, t_test) = digits(task, seed)
    made = {way: (make(x), make(x_test)) for way, make in LINEAR.items()}
    order, weights, batches = generators(seed, "order", "weights", "batches")
    shuffled = order.permutation(len(t))
    result: dict[int, dict[str, float]] = {}
    for size in sizes:
        chosen = shuffled[:size]
        row = {}
        for way, (v, v_test) in made.items():
            model = linear(v[chosen], t[chosen], seed)
            row[way] = float(np.mean(model(v_test) != t_test))
        v, v_test = made["pixels, linear"]
        row["pixels, neighbours"] = float(np.mean(neighbours(v[chosen], t[chosen], seed)(v_test) != t_test))
        net = convnet(weights)
        train_convnet(net, x[chosen], t[chosen], SIZES.get(size, 6), batches)
        row["ConvNet"] = float(np.mean(decide(net, x_test) != t_test))
        result[size] = row
    return result


def digits(task: str, seed: int) -> tuple[tuple[Float32Array, IntArray], tuple[Float32Array, IntArray]]:
    """Return images and classes to learn from, and to measure on; each part is changed by itself."""
    data = mnist(5000 - max(SIZES), seed)
    learn, measure = generators(seed, f"{task}, learn", f"{task}, measure")
    return (TASKS[task](data.x_train, learn), data.t_train), (TASKS[task](data.x_test, measure), data.t_test)


def linear(v: FloatArray, t: IntArray, seed: int) -> Callable[[FloatArray], IntArray]:
    """Return a linear classifier of standardised inputs, its penalty chosen on a fifth of the examples."""
    fitting, choosing = stratified_split(t, 0.2, seed)
    v_fit, v_choose = standardise(v[fitting], v[choosing])
    wrong = [
        np.mean(least_squares.fit(v_fit, t[fitting], 10, lam).decide(v_choose) != t[choosing]) for lam in PENALTIES
    ]
    lam = PENALTIES[int(np.argmin(wrong))]
    model = least_squares.fit(*standardise(v), t, 10, lam)
    return lambda new: model.decide(standardise(v, new)[1])


def neighbours(v: FloatArray, t: IntArray, seed: int) -> Callable[[FloatArray], IntArray]:
    """Return a nearest-neighbour classifier, its number of neighbours chosen on a fifth of the examples."""
    fitting, choosing = stratified_split(t, 0.2, seed)
    said = NearestNeighbours(v[fitting], t[fitting]).decide_for(v[choosing], list(NEIGHBOURS))
    k = NEIGHBOURS[int(np.argmin((said != t[choosing]).mean(axis=1)))]
    return lambda new: NearestNeighbours(v, t).decide(new, k)


def convnet(rng: np.random.Generator) -> Chain:
    """Return a small ConvNet for 28 × 28 pixels: 8 and 16 maps with 5 × 5 kernels, 10 outputs."""
    return Chain(
        [
            Conv2d(1, 8, 5, rng, initialise=he_normal),
            ReLU(),
            MaxPool(2),
            Conv2d(8, 16, 5, rng, initialise=he_normal),
            ReLU(),
            MaxPool(2),
            Flatten(),
            Linear(256, 10, rng),
        ]
    )


def train_convnet(net: Chain, x: Float32Array, t: IntArray, epochs: int, rng: np.random.Generator) -> None:
    """Learn, with small steps in the last quarter of the epochs."""
    last = epochs // 4
    for part, eta in ((epochs - last, 0.003), (last, 0.0007)):
        if part:
            fit(net, x, t, loss=cross_entropy, optimiser=Adam(eta), epochs=part, batch_size=25, rng=rng)


def decide(net: Chain, x: Float32Array) -> IntArray:
    """Return the class with the largest output for each image."""
    return np.argmax(predict(net, x), axis=1)


def parameters() -> dict[str, int]:
    """Return how many numbers each way learns from examples; nearest neighbours keep the examples instead."""
    blank = np.ones((1, 1, 28, 28), np.float32)
    counted = {way: 10 * (make(blank).shape[1] + 1) for way, make in LINEAR.items()}
    return counted | {"ConvNet": sum(p.size for p in convnet(np.random.default_rng(0)).params.values())}


def stages(seeds: Sequence[int]) -> dict:
    """Return the error of each stage of the hand-made features, by 5-fold cross-validation on the training part."""
    result = {}
    parts = [mnist(5000 - max(SIZES), seed) for seed in seeds]
    made = {make: [make(data.x_train) for data in parts] for make in (features.hand_made, upright_features)}
    for name, (make, count) in STAGES.items():
        errors = []
        for seed, data, columns in zip(seeds, parts, made[make], strict=True):
            v, t = columns[:, :count], data.t_train
            wrong = 0
            for learn, held_out in folds(t, 5, np.random.default_rng(seed)):
                v_learn, v_out = standardise(v[learn], v[held_out])
                said = least_squares.fit(v_learn, t[learn], 10, PENALTIES[0]).decide(v_out)
                wrong += int(np.sum(said != t[held_out]))
            errors.append(wrong / len(t))
        result[name] = {"features": count, "error": interval(errors)}
    return result
