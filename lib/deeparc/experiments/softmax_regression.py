"""Softmax regression on digits: the rate chosen on a validation part, error over seeds, error by number of examples."""

import numpy as np

from deeparc.core.data import digits, mnist
from deeparc.core.interval import interval
from deeparc.core.validate import FloatArray, IntArray
from deeparc.units.softmax import SoftmaxUnits, loss, train

ETAS = (0.03, 0.1, 0.3, 1.0)
BATCH, EPOCHS, RUNS = 32, 20, 5
SIZES = (100, 300, 1000, 4000)


def run(seed: int = 0) -> dict:
    """Measure everything."""
    chosen = choose_rate(seed)
    eta = chosen["eta"]
    fits = [fit(seed, k, eta) for k in range(RUNS)]
    confusion = np.sum([f["confusion"] for f in fits], axis=0)
    small = [fit_digits(seed, k) for k in range(RUNS)]
    return {
        "batch": BATCH,
        "epochs": EPOCHS,
        "rates": chosen,
        "test_error": interval(f["test_error"] for f in fits),
        "train_error": interval(f["train_error"] for f in fits),
        "test_loss": interval(f["test_loss"] for f in fits),
        "confusion": confusion.tolist(),
        "by_size": {
            str(n): {
                part: interval(fit(seed, k, eta, n)[f"{part}_error"] for k in range(RUNS)) for part in ("train", "test")
            }
            for n in SIZES
        },
        "eight_by_eight": interval(small),
        "parameters": fits[0]["parameters"],
    }


def _flat(seed: int, k: int) -> tuple[FloatArray, IntArray, FloatArray, IntArray]:
    data = mnist(n_test=1000, seed=RUNS * seed + k)
    flat = [x.reshape(len(x), -1).astype(np.float64) for x in (data.x_train, data.x_test)]
    return flat[0], data.t_train, flat[1], data.t_test


def choose_rate(seed: int) -> dict:
    """Try each rate on 3,200 digits and measure the error on 800 others; the test part is not looked at."""
    x, t, _, _ = _flat(seed, 0)
    order = np.random.default_rng([seed, 99]).permutation(len(x))
    fit_part, check = order[:3200], order[3200:]
    errors = {}
    for eta in ETAS:
        model = train(
            x[fit_part], t[fit_part], 10, eta=eta, epochs=EPOCHS, batch_size=BATCH, rng=np.random.default_rng(seed)
        ).model
        errors[f"{eta:g}"] = float(np.mean(model.decide(x[check]) != t[check]))
    best = min(errors, key=errors.__getitem__)
    return {"validation_error": errors, "eta": float(best)}


def fit(seed: int, k: int, eta: float, n: int = 4000) -> dict:
    """Train on n digits of split k and measure on its 1,000 held-out ones."""
    x, t, x_test, t_test = _flat(seed, k)
    rng = np.random.default_rng([seed, k])
    some = rng.permutation(len(x))[:n]
    epochs = EPOCHS * 4000 // n if n >= 1000 else EPOCHS * 4
    model = train(x[some], t[some], 10, eta=eta, epochs=epochs, batch_size=BATCH, rng=rng).model
    said = model.decide(x_test)
    confusion = np.zeros((10, 10), np.int64)
    np.add.at(confusion, (t_test, said), 1)
    return {
        "train_error": float(np.mean(model.decide(x[some]) != t[some])),
        "test_error": float(np.mean(said != t_test)),
        "test_loss": loss(model, x_test, t_test),
        "confusion": confusion,
        "parameters": _parameters(model),
    }


def fit_digits(seed: int, k: int) -> float:
    """Return the test error on scikit-learn's 8×8 digits."""
    data = digits(seed=RUNS * seed + k)
    x, x_test = (a.reshape(len(a), -1).astype(np.float64) for a in (data.x_train, data.x_test))
    rng = np.random.default_rng([seed, k])
    model = train(x, data.t_train, 10, eta=0.3, epochs=40, batch_size=BATCH, rng=rng).model
    return float(np.mean(model.decide(x_test) != data.t_test))


def _parameters(model: SoftmaxUnits) -> int:
    return model.w.size + model.b.size
