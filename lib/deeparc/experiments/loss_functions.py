"""Square, hinge, logistic and cross-entropy loss on the same data: clean, spoilt in three ways; ten digits."""

from collections.abc import Callable

import numpy as np

from deeparc.core.data import breast_cancer, mnist
from deeparc.core.interval import interval
from deeparc.core.loss import cross_entropy, hinge, logistic, square
from deeparc.core.namespace import Array
from deeparc.core.optim import SGD
from deeparc.core.rng import generators
from deeparc.core.train import fit
from deeparc.core.validate import FloatArray, IntArray
from deeparc.layers.linear import Linear

TWO = ["mean radius", "worst smoothness"]
TWO_CLASSES = {"square": square, "hinge": hinge, "logistic": logistic}
SPLITS, RUNS = 30, 5
SHARE = 0.05  # of the training examples that are spoilt
ETAS = {"square": (0.003, 0.01, 0.03), "hinge": (0.01, 0.03, 0.1), "logistic": (0.1, 0.3, 1.0)}
ETAS["cross-entropy"] = (0.1, 0.3, 1.0)

Spoil = Callable[[FloatArray, IntArray, np.random.Generator], tuple[FloatArray, IntArray]]


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {
        "share": SHARE,
        "splits": SPLITS,
        "two_classes": {
            name: {loss: interval(two_classes(loss, spoil, seed, k) for k in range(SPLITS)) for loss in TWO_CLASSES}
            for name, spoil in SPOILT.items()
        },
        "digits": {loss: ten_digits(loss, seed) for loss in ETAS},
    }


def clean(v: FloatArray, t: IntArray, rng: np.random.Generator) -> tuple[FloatArray, IntArray]:
    """Leave the examples as they are."""
    return v, t


def too_right(v: FloatArray, t: IntArray, rng: np.random.Generator) -> tuple[FloatArray, IntArray]:
    """Move some malignant tumours ten deviations further in radius, on the side where they belong."""
    v = v.copy()
    some = rng.choice(np.flatnonzero(t == 1), round(SHARE * len(t)), replace=False)
    v[some, 0] += 10
    return v, t


def wrong_labels(v: FloatArray, t: IntArray, rng: np.random.Generator) -> tuple[FloatArray, IntArray]:
    """Turn the targets of some examples over."""
    t = t.copy()
    some = rng.choice(len(t), round(SHARE * len(t)), replace=False)
    t[some] = 1 - t[some]
    return v, t


def far_and_wrong(v: FloatArray, t: IntArray, rng: np.random.Generator) -> tuple[FloatArray, IntArray]:
    """Call some of the largest tumours benign."""
    t = t.copy()
    largest = np.argsort(v[:, 0])[-2 * round(SHARE * len(t)) :]
    t[rng.choice(largest, round(SHARE * len(t)), replace=False)] = 0
    return v, t


SPOILT: dict[str, Spoil] = {
    "clean": clean,
    "5 % far on the right side": too_right,
    "5 % with wrong targets": wrong_labels,
    "5 % far on the wrong side": far_and_wrong,
}


def two_classes(loss: str, spoil: Spoil, seed: int, k: int) -> float:
    """Return the share of wrong answers on clean held-out tumours after training on spoilt ones, full batches."""
    data = breast_cancer(TWO, seed=SPLITS * seed + k)
    v, t = spoil(data.v_train, data.t_train, np.random.default_rng([seed, k]))
    model = descend(TWO_CLASSES[loss], v, 2.0 * t - 1)
    return float(np.mean((model.forward(data.v_test)[:, 0] >= 0) != data.t_test))


def descend(loss: Callable[[Array, Array], tuple[Array, Array]], v: FloatArray, s: FloatArray) -> Linear:
    """Return one linear unit near the minimum of a loss, by 2,000 full-batch steps."""
    weights, order = generators(0, "weights", "order")
    model = Linear(v.shape[1], 1, weights, dtype="float64")
    x = np.column_stack([v, np.ones(len(v))])
    # λ_max(VᵀV/N) bounds every curvature here but the hinge's, which has none; half of 1/λ_max is safely below 2/λ_max.
    eta = 0.5 / float(np.linalg.eigvalsh(x.T @ x / len(x))[-1])
    fit(model, v, s[:, None], loss=loss, optimiser=SGD(eta), epochs=2000, batch_size=len(v), rng=order)
    return model


def ten_digits(loss: str, seed: int) -> dict:
    """Train ten linear units on 4,000 digits by one loss; the rate is chosen on a validation part."""
    functions = TWO_CLASSES | {"cross-entropy": cross_entropy}

    def error(k: int, eta: float, *, validate: bool) -> float:
        data = mnist(n_test=1000, seed=RUNS * seed + k)
        weights, order, split = generators(RUNS * seed + k, "weights", "order", "split")
        x, x_test = (a.reshape(len(a), -1) for a in (data.x_train, data.x_test))
        t, t_test = data.t_train, data.t_test
        if validate:
            place = split.permutation(len(x))
            x, t, x_test, t_test = x[place[:3200]], t[place[:3200]], x[place[3200:]], t[place[3200:]]
        model = Linear(784, 10, weights)
        targets = t if loss == "cross-entropy" else (2 * np.eye(10, dtype=np.float32)[t] - 1)
        fit(model, x, targets, loss=functions[loss], optimiser=SGD(eta), epochs=20, batch_size=32, rng=order)
        return float(np.mean(np.argmax(model.forward(x_test), axis=1) != t_test))

    tried = {f"{eta:g}": error(0, eta, validate=True) for eta in ETAS[loss]}
    eta = float(min(tried, key=tried.__getitem__))
    return {
        "validation_error": tried,
        "eta": eta,
        "test_error": interval(error(k, eta, validate=False) for k in range(RUNS)),
    }
