"""Logistic regression on breast cancer: accuracy, noise of the gradient, the limit of the step, separable data."""

import numpy as np

from deeparc.core.data import breast_cancer
from deeparc.core.interval import interval
from deeparc.core.schedule import Schedule
from deeparc.core.validate import FloatArray, IntArray
from deeparc.experiments import protocol
from deeparc.units.linear import LinearUnit, with_one
from deeparc.units.logistic import Logistic, gradient, hessian, loss, maximum_likelihood, train

EPOCHS = 20
TWO = ["mean radius", "worst smoothness"]
BATCHES = (1, 4, 16, 64, 256)


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {
        "epochs": EPOCHS,
        "etas": ETAS,
        "accuracy": {name: protocol.accuracy_by_features(learn, seed) for name, learn in LEARNERS.items()},
        "street": {name: protocol.accuracy_on_street_features(learn, seed) for name, learn in LEARNERS.items()},
        "gradient_noise": gradient_noise(seed),
        "floor": floor(seed),
        "stability": stability(),
        "separable": separable(),
        "by_batch": by_batch(seed),
    }


ETAS = {"online": 0.03, "batch of 16": 0.1, "full batch": 1.0}
SIZES = {"online": 1, "batch of 16": 16, "full batch": None}


def _learner(name: str) -> protocol.Learner:
    def learn(v: FloatArray, t: IntArray, rng: np.random.Generator) -> LinearUnit:
        model = train(v, t, eta=ETAS[name], epochs=EPOCHS, batch_size=SIZES[name] or len(v), rng=rng).model
        return LinearUnit(model.w, model.b)

    return learn


LEARNERS = {name: _learner(name) for name in ETAS}


def _two() -> tuple[FloatArray, IntArray]:
    data = breast_cancer(TWO, test_fraction=0)
    return data.v_train, data.t_train


def gradient_noise(seed: int, draws: int = 4000) -> dict:
    """Measure E‖g_B − ∇E‖² of mini-batch gradients at zero weights, beside what theory says.

    With replacement it is tr Σ / B, without it (N − B)/(N − 1) times as much, Σ being the examples' covariance.
    """
    v, t = _two()
    each = (0.5 - t)[:, None] * with_one(v)  # (N, 3): the gradient of one example
    mean, n = each.mean(axis=0), len(v)
    trace = float(np.sum((each - mean) ** 2) / n)
    rng = np.random.default_rng(seed)
    rows = []
    for size in BATCHES:
        with_, without = (
            [np.sum((each[rng.choice(n, size, replace=r)].mean(axis=0) - mean) ** 2) for _ in range(draws)]
            for r in (True, False)
        )
        rows.append(
            {
                "batch": size,
                "with_replacement": float(np.mean(with_)),
                "predicted_with": trace / size,
                "without_replacement": float(np.mean(without)),
                "predicted_without": trace / size * (n - size) / (n - 1),
            }
        )
    return {"trace": trace, "draws": draws, "rows": rows}


def floor(seed: int) -> dict:
    """Measure how far above its minimum the loss stays: constant rates, falling ones, the average of the weights."""
    v, t = _two()
    best = maximum_likelihood(v, t)
    least = loss(best, v, t)

    def excess(eta: float | Schedule, batch: int, k: int) -> tuple[float, float]:
        rng = np.random.default_rng([seed, k])
        path = train(v, t, eta=eta, epochs=40, batch_size=batch, rng=rng).path
        late = path[len(path) // 2 :]
        average = late.mean(axis=0)
        last = np.mean([loss(Logistic(p[:-1], p[-1]), v, t) for p in late[:: max(1, len(late) // 100)]])
        return float(last - least), loss(Logistic(average[:-1], average[-1]), v, t) - least

    choices: dict[str, tuple[float | Schedule, int]] = {
        "eta 0.01, online": (0.01, 1),
        "eta 0.03, online": (0.03, 1),
        "eta 0.1, online": (0.1, 1),
        "eta 0.3, online": (0.3, 1),
        "eta 0.3, batch of 16": (0.3, 16),
        "falling like 1/k, online": (lambda k: 0.3 / (1 + k / 200), 1),
        "falling like 1/√k, online": (lambda k: 0.3 / np.sqrt(1 + k / 200), 1),
    }
    result = {}
    for name, (eta, batch) in choices.items():
        runs = [excess(eta, batch, k) for k in range(5)]
        result[name] = {"last": interval(r[0] for r in runs), "average": interval(r[1] for r in runs)}
    return {"least": least} | result


def stability() -> dict:
    """Find by bisection the largest rate at which full-batch descent still comes back from near the minimum."""
    v, t = _two()
    best = maximum_likelihood(v, t)
    eigenvalues = np.linalg.eigvalsh(hessian(best, v))
    start = np.append(best.w, best.b) + 1e-3 * np.array([1.0, -1.0, 1.0])

    def returns(eta: float) -> bool:
        theta = start.copy()
        for _ in range(3000):
            theta = theta - eta * gradient(Logistic(theta[:-1], theta[-1]), v, t)
        return float(np.linalg.norm(gradient(Logistic(theta[:-1], theta[-1]), v, t))) < 1e-6

    low, high = 1.0, 1000.0
    while high / low > 1.001:
        middle = float(np.sqrt(low * high))
        low, high = (middle, high) if returns(middle) else (low, middle)
    x = with_one(v)
    return {
        "eigenvalues": eigenvalues.tolist(),
        "limit": float(2 / eigenvalues[-1]),
        "measured": float(np.sqrt(low * high)),
        "safe_everywhere": float(8 / np.linalg.eigvalsh(x.T @ x / len(x))[-1]),
        "condition": float(eigenvalues[-1] / eigenvalues[0]),
    }


def separable() -> dict:
    """Follow full-batch descent on all 30 features, which a plane separates: the weights grow without end."""
    data = breast_cancer(test_fraction=0)
    v, t = data.v_train, data.t_train
    theta, rows = np.zeros(31), []
    marks = {10, 100, 1000, 10_000, 30_000}
    for k in range(1, max(marks) + 1):
        theta = theta - 0.5 * gradient(Logistic(theta[:-1], theta[-1]), v, t)
        if k in marks:
            model = Logistic(theta[:-1], theta[-1])
            rows.append(
                {
                    "steps": k,
                    "norm": float(np.linalg.norm(theta)),
                    "loss": loss(model, v, t),
                    "wrong": int(np.sum(model.decide(v) != t)),
                }
            )
    return {"eta": 0.5, "rows": rows}


def by_batch(seed: int) -> list[dict]:
    """Count, for several batch sizes, the epochs and the steps until the loss is within 1 % of its minimum."""
    v, t = _two()
    least = loss(maximum_likelihood(v, t), v, t)
    rows = []
    for size in (*BATCHES, len(v)):
        best = None
        for eta in (0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0):
            epochs = []
            for k in range(5):
                losses = train(v, t, eta=eta, epochs=100, batch_size=size, rng=np.random.default_rng([seed, k])).losses
                there = np.flatnonzero(losses < 1.01 * least)
                epochs.append(int(there[0]) + 1 if len(there) else 10**9)
            middle = float(np.median(epochs))
            if best is None or middle < best["epochs"]:
                best = {"batch": size, "eta": eta, "epochs": middle, "steps": middle * -(-len(v) // size)}
        rows.append(best)
    return rows
