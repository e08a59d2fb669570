"""What each regulariser does for a net that learns from 500 digits, five times; and random features past the threshold.

Each run has another split of the 5,000 packaged digits: 500 to learn from, 500 to choose on, 4,000 to measure on, once.
Rates, widths and epochs were set beforehand on split 100. A strength is chosen anew in every run, for the error by the
validation error (then the cross-entropy), for the cross-entropy by the validation cross-entropy. As there are no more
than 5,000 digits, the test parts of the runs overlap, with one another and with split 100.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np

from deeparc.core.augment import affine, elastic, mirror, random_shift
from deeparc.core.callbacks import EarlyStopping
from deeparc.core.data.dataset import Float32Array, Images
from deeparc.core.data.mnist import mnist
from deeparc.core.initialise import he_normal
from deeparc.core.interval import interval
from deeparc.core.layer import Chain, Layer
from deeparc.core.loss import cross_entropy
from deeparc.core.optim import SGD
from deeparc.core.rng import generators
from deeparc.core.train import fit, predict
from deeparc.layers.activations import ReLU
from deeparc.layers.dropout import Dropout
from deeparc.layers.linear import Linear
from deeparc.units.ridge import ReluFeatures, ridge

RUNS = 5
LEARN, CHOOSE = 500, 500  # digits
SIZES = (784, 200, 200, 10)
ETA, BATCH, EPOCHS = 0.2, 50, 60
PATIENCE = 10
Augment = Callable[[Float32Array, np.random.Generator], Float32Array]


def half_mirrored(x: Float32Array, rng: np.random.Generator) -> Float32Array:
    """Return the images, each turned left to right with probability one half."""
    return np.where(rng.random(len(x))[:, None, None, None] < 0.5, mirror(x), x)


METHODS: dict[str, list[dict]] = {  # name: the settings among which each run chooses
    "none": [{}],
    "early stopping": [{"stop": True}],
    "L2": [{"l2": 0.001}, {"l2": 0.003}, {"l2": 0.01}],
    "L1": [{"l1": 0.0001}, {"l1": 0.0003}, {"l1": 0.001}],
    "dropout": [{"p": 0.5}, {"p": 0.2, "p_in": 0.2}, {"p": 0.5, "p_in": 0.2}],
    "shifts": [{"augment": random_shift}],
    "affine": [{"augment": affine}],
    "elastic": [{"augment": elastic}],
    "mirror": [{"augment": half_mirrored}],
    "affine, dropout, L2": [{"augment": affine, "p": 0.2, "p_in": 0.2, "l2": 0.001}],
}


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {
        "digits": {"learn": LEARN, "choose": CHOOSE, "measure": 5000 - LEARN - CHOOSE, "runs": RUNS},
        "net": {"sizes": SIZES, "eta": ETA, "batch": BATCH, "epochs": EPOCHS, "patience": PATIENCE},
        "methods": methods([RUNS * seed + k for k in range(RUNS)]),
        "double_descent": double_descent([RUNS * seed + k for k in range(RUNS)]),
    }


def methods(seeds: list[int], names: tuple[str, ...] = tuple(METHODS)) -> dict:
    """Return for each method the test error and cross-entropy over the runs, and its paired gain over none.

    Args:
        seeds: one for each run, at least two.
        names: of methods, "none" among them.
    """
    chosen = {name: [choose(METHODS[name], seed) for seed in seeds] for name in names}
    result = {}
    for name, runs in chosen.items():
        result[name] = {
            "error": interval(r["error"]["test_error"] for r in runs),
            "loss": interval(r["loss"]["test_loss"] for r in runs),
            "train_error": interval(r["error"]["train_error"] for r in runs),
            "settings": {
                figure: [_text(METHODS[name][r[figure]["setting"]]) for r in runs] for figure in ("error", "loss")
            },
            "epochs": {figure: [r[figure]["epoch"] for r in runs] for figure in ("error", "loss")},
        }
        if name != "none":
            result[name]["gain"] = {
                figure: interval(
                    b[figure][f"test_{figure}"] - r[figure][f"test_{figure}"]
                    for b, r in zip(chosen["none"], runs, strict=True)
                )
                for figure in ("error", "loss")
            }
    return result


def choose(settings: list[dict], seed: int) -> dict[str, dict]:
    """Train with every setting; return the figures of the one with the best validation error, and with the best loss.

    Early stopping watches the figure that it is chosen for.
    """
    best = {}
    for figure in ("error", "loss"):
        if figure == "error" or any(s.get("stop") for s in settings):
            outcomes = [
                {"setting": k} | train(seed, **{**s, "stop": figure if s.get("stop") else None})
                for k, s in enumerate(settings)
            ]
        other = "loss" if figure == "error" else "error"
        best[figure] = min(outcomes, key=lambda r, a=figure, b=other: (r[f"validation_{a}"], r[f"validation_{b}"]))
    return best


def train(
    seed: int,
    *,
    p: float = 0.0,
    p_in: float = 0.0,
    l1: float = 0.0,
    l2: float = 0.0,
    stop: str | None = None,
    augment: Augment | None = None,
    epochs: int = EPOCHS,
) -> dict[str, float]:
    """Train one net and return its error and cross-entropy on all three parts, and the epoch its weights are from.

    Args:
        seed: of the split, the weights, the order, the masks and the distortions.
        p: dropout of hidden units.
        p_in: dropout of pixels.
        l1: strength of the L1 penalty, on the weights without the biases.
        l2: strength of the L2 penalty, likewise.
        stop: "error" or "loss": stop early by this figure on the validation part; None runs all epochs.
        augment: makes new images of the training part in every epoch.
        epochs: passes over the digits, at most.
    """
    data = digits(seed)
    weights, order, masks, distortions = generators(seed, "weights", "order", "masks", "distortions")
    net = net_with_dropout(SIZES, weights, masks, p, p_in)
    optimiser = SGD(ETA, l1=l1, l2=l2, penalise=lambda name: name.endswith("w"))
    (x, t), validation = data["train"], data["validation"]
    if augment is not None:
        for _ in range(epochs):
            new = augment(x, distortions)
            fit(net, flat(new), t, loss=cross_entropy, optimiser=optimiser, epochs=1, batch_size=BATCH, rng=order)
        last = epochs
    else:
        stopping = [EarlyStopping(stop, PATIENCE)] if stop else []
        fit(
            net,
            flat(x),
            t,
            loss=cross_entropy,
            optimiser=optimiser,
            epochs=epochs,
            batch_size=BATCH,
            rng=order,
            validate=(lambda model: _figures(model, *validation)) if stop else None,
            callbacks=stopping,
        )
        last = stopping[0].best_epoch if stop else epochs
    return {"epoch": last} | {
        f"{part}_{name}": value for part, pair in data.items() for name, value in _figures(net, *pair).items()
    }


def net_with_dropout(
    sizes: tuple[int, ...],
    rng: np.random.Generator,
    masks: np.random.Generator,
    p: float,
    p_in: float,
) -> Chain:
    """Return a ReLU net with inverted dropout of its hidden units (p) and of its inputs (p_in); the last are logits."""
    layers: list[Layer] = []
    for k, (n_in, n_out) in enumerate(pairwise(sizes)):
        drop = p if k else p_in
        layers += [Dropout(drop, masks)] if drop else []
        layers += [Linear(n_in, n_out, rng, initialise=he_normal), ReLU()]
    return Chain(layers[:-1])


def digits(seed: int) -> dict[str, tuple[Float32Array, np.ndarray]]:
    """Return the three parts of one split: "train", "validation" and "test", each x (N, 1, 28, 28) and t (N,)."""
    data: Images = mnist(n_test=5000 - LEARN - CHOOSE, seed=seed)
    (order,) = generators(seed, "parts")
    rows = order.permutation(len(data.t_train))
    parts = {"train": rows[:LEARN], "validation": rows[LEARN:]}
    return {name: (data.x_train[k], data.t_train[k]) for name, k in parts.items()} | {
        "test": (data.x_test, data.t_test)
    }


def flat(x: Float32Array) -> Float32Array:
    """Return images as rows of pixels."""
    return x.reshape(len(x), -1)


WIDTHS = (10, 30, 60, 100, 130, 160, 180, 190, 200, 210, 220, 240, 280, 340, 450, 700, 1200, 2500, 5000)
STRENGTHS = (0.0, 1e-4, 1e-2)
POINTS, MEASURE = 200, 2000  # digits to learn from, and to measure on


def double_descent(seeds: list[int], widths: tuple[int, ...] = WIDTHS) -> dict:
    """Fit digits by random ReLU features of growing width; return the errors with and without a little ridge.

    The squared error is summed over the ten outputs and averaged over the digits: 1 is what the answer 0 has. Near the
    threshold single runs are thousands of times apart, so the mean over runs is taken of its decimal logarithm.

    Args:
        seeds: one for each run, at least two.
        widths: rising.
    """
    tables = {lam: [] for lam in STRENGTHS}
    for seed in seeds:
        data = digits(seed)
        (features,) = generators(seed, "features")
        (x, t), (x_new, t_new) = data["train"], data["test"]
        shuffled = features.permutation(len(t_new))[:MEASURE]
        x, t, x_new, t_new = x[:POINTS], t[:POINTS], x_new[shuffled], t_new[shuffled]
        widest = ReluFeatures(784, widths[-1], features)
        phi, phi_new = widest.forward(flat(x)), widest.forward(flat(x_new))
        hot, hot_new = np.eye(10)[t], np.eye(10)[t_new]
        for lam, table in tables.items():
            rows = []
            for width in widths:
                part = np.s_[:, :width]
                scale = np.sqrt(widths[-1] / width)  # the features of a narrower net
                w = ridge(scale * phi[part], hot, lam)
                y, y_new = scale * phi[part] @ w, scale * phi_new[part] @ w
                rows.append(
                    (
                        np.mean(np.sum((y - hot) ** 2, axis=1)),
                        np.log10(np.mean(np.sum((y_new - hot_new) ** 2, axis=1))),
                        np.mean(np.argmax(y_new, axis=1) != t_new),
                    )
                )
            table.append(rows)
    return {
        "points": POINTS,
        "widths": widths,
        "largest_curvature": float(np.linalg.norm(phi, 2) ** 2 / len(phi)),
        "strengths": {
            f"{lam:g}": {
                "train": [float(np.mean([run[k][0] for run in table])) for k in range(len(widths))],
                "log_test": [interval(run[k][1] for run in table) for k in range(len(widths))],
                "test_error": [interval(run[k][2] for run in table) for k in range(len(widths))],
            }
            for lam, table in tables.items()
        },
    }


def _figures(model: Layer, x: Float32Array, t: np.ndarray) -> Mapping[str, float]:
    logits = predict(model, flat(x), 1000)
    return {"error": float(np.mean(np.argmax(logits, axis=1) != t)), "loss": float(cross_entropy(logits, t)[0])}


def _text(setting: dict) -> str:
    parts = {k: v for k, v in setting.items() if k not in ("stop", "augment")}
    return ", ".join(f"{k} {v:g}" for k, v in parts.items()) or "as it is"
