"""What the loss of small nets looks like: critical points with their index, and where many random starts end."""

import numpy as np

from deeparc.core.data import breast_cancer, digits
from deeparc.core.landscape import Landscape
from deeparc.core.loss import cross_entropy, square
from deeparc.core.optim import Momentum
from deeparc.core.rng import generator
from deeparc.core.train import fit, predict
from deeparc.core.validate import FloatArray
from deeparc.layers.activations import Tanh
from deeparc.units.mlp import mlp

POINTS = {"features": ("mean radius", "worst smoothness", "mean texture"), "examples": 100, "hidden": 5, "decay": 0.01}
SEARCHES = 80
DESCENTS = 20
WIDTHS = {"hidden": (1, 2, 4, 8, 16, 32, 64), "starts": 15, "epochs": 60, "batch": 50, "eta": 0.1, "momentum": 0.9}


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {"critical_points": critical_points(seed), "descents": descents(seed), "widths": widths(seed)}


def surface() -> Landscape:
    """Return the loss of a 3-5-1 net of tanh units, with targets ±1, on 100 tumours: 26 parameters."""
    data = breast_cancer(POINTS["features"], test_fraction=0)
    x, t = data.v_train[: POINTS["examples"]], data.t_train[: POINTS["examples"]]
    model = mlp((3, POINTS["hidden"], 1), np.random.default_rng(0), activation=Tanh, dtype="float64")
    return Landscape(model, x, 2.0 * t[:, None] - 1, square, POINTS["decay"])


def critical_points(seed: int, searches: int = SEARCHES) -> dict:
    """Search for critical points from places on the way down, moved a little, so that all heights are looked at."""
    loss = surface()
    rng = generator(seed, "critical points")
    found = []
    for _ in range(searches):
        theta = rng.normal(0, rng.uniform(0.1, 1.5), loss.size)
        for _ in range(int(rng.integers(0, 60))):
            theta = theta - 0.2 * loss.gradient(theta)
        point = loss.critical_point(theta + rng.normal(0, 0.1, loss.size), most=100)
        if point is not None:
            found.append(point)
    found.sort(key=lambda p: p.loss)
    pairs = np.array([(p.loss, p.index()) for p in found])
    vary = len(found) > 1 and np.all(np.ptp(pairs, axis=0) > 1e-9)
    return {
        "parameters": loss.size,
        "searches": searches,
        "loss": [p.loss for p in found],
        "down": [round(p.index() * loss.size) for p in found],
        "different_units": [different_units(loss, p.theta) for p in found],
        "largest_slope": max(p.slope for p in found),
        "correlation": float(np.corrcoef(pairs.T)[0, 1]) if vary else None,
    }


def different_units(loss: Landscape, theta: FloatArray, zero: float = 1e-5) -> int:
    """Return how many hidden units differ: those with all weights 0 are left out, as are repeated ones.

    A tanh unit with all its signs turned round, inside and outside, is the same unit.
    """
    loss.put(theta)
    p = loss.model.params
    kept: list[FloatArray] = []
    for unit in np.column_stack([p["0.w"], p["0.b"], p["2.w"].T]):
        known = [np.zeros_like(unit), *kept, *(-k for k in kept)]
        if all(np.max(np.abs(unit - k)) > zero for k in known):
            kept.append(unit)
    return len(kept)


def descents(seed: int, starts: int = DESCENTS, steps: int = 6_000) -> dict:
    """Go down from random starts by gradient descent with momentum, on the surface of `critical_points`."""
    loss = surface()
    rng = generator(seed, "descents")
    ends, slopes, lowest = [], [], []
    for _ in range(starts):
        theta, v = rng.normal(0, 0.5, loss.size), np.zeros(loss.size)
        for _ in range(steps):
            v = 0.9 * v - 0.05 * loss.gradient(theta)
            theta = theta + v
        ends.append(loss.value(theta))
        slopes.append(float(np.linalg.norm(loss.gradient(theta))))
        lowest.append(float(np.linalg.eigvalsh(loss.hessian(theta))[0]))
    return {"starts": starts, "steps": steps, "loss": sorted(ends), "largest_slope": max(slopes), "curvature": lowest}


def widths(seed: int, hidden: tuple[int, ...] = WIDTHS["hidden"], starts: int = WIDTHS["starts"]) -> dict:
    """Train 64-H-10 nets of tanh units on small digits from many starts: final training and test loss by H."""
    data = digits(seed=seed)
    x, x_test = (part.reshape(len(part), -1) for part in (data.x_train, data.x_test))
    result: dict[str, dict] = {}
    for h in hidden:
        train, test = [], []
        for start in range(starts):
            weights, order = (generator(seed, f"{what} {h} {start}") for what in ("weights", "order"))
            model = mlp((64, h, 10), weights, activation=Tanh)
            fit(
                model,
                x,
                data.t_train,
                loss=cross_entropy,
                optimiser=Momentum(WIDTHS["eta"], WIDTHS["momentum"]),
                epochs=WIDTHS["epochs"],
                batch_size=WIDTHS["batch"],
                rng=order,
            )
            train.append(float(cross_entropy(predict(model, x), data.t_train)[0]))
            test.append(float(cross_entropy(predict(model, x_test), data.t_test)[0]))
        result[str(h)] = {"train": train, "test": test}
    return {k: x for k, x in WIDTHS.items() if k not in ("hidden", "starts")} | {"starts": starts, "hidden": result}
