"""One hidden layer on a target function: error against width, built by hand and trained, over seeds."""

import numpy as np

from deeparc.core.interval import interval
from deeparc.core.loss import square
from deeparc.core.optim import Adam
from deeparc.core.schedule import cosine
from deeparc.core.train import fit
from deeparc.core.validate import FloatArray
from deeparc.layers.activations import ReLU, Tanh
from deeparc.units.bumps import largest_error, modulus, polygon, staircase, steepness_for
from deeparc.units.mlp import mlp

LOW, HIGH = -1.0, 1.0
WIDTHS = (4, 8, 16, 32, 64)
RUNS = 8
STEPS = 3000
ETA = 0.01
SHARE = 0.1  # of the modulus that the sigmoids' tails may add
GRID = np.linspace(LOW, HIGH, 257)
KINDS = {"tanh": (Tanh, 4.0), "relu": (ReLU, 1.0)}  # activation, and size of the first weights


def target(x: FloatArray) -> FloatArray:
    """Return the function to be approximated: sin πx + ½ sin 4πx."""
    return np.sin(np.pi * x) + 0.5 * np.sin(4 * np.pi * x)


def run(seed: int = 0) -> dict:
    """Measure everything."""
    built = {str(h): built_by_hand(h) for h in WIDTHS}
    trained = {
        kind: {str(h): summary([learned(kind, h, seed + k) for k in range(RUNS)]) for h in WIDTHS} for kind in KINDS
    }
    return {
        "widths": list(WIDTHS),
        "runs": RUNS,
        "steps": STEPS,
        "eta": ETA,
        "built": built,
        "trained": trained,
        "order": {
            **{kind: order([built[str(h)][kind]["mean_square"] for h in WIDTHS]) for kind in ("steps", "polygon")},
            **{kind: order([trained[kind][str(h)]["rms"]["mean"] ** 2 for h in WIDTHS]) for kind in KINDS},
        },
    }


def built_by_hand(h: int) -> dict:
    """Return the errors of the nets with h hidden units that are written down, and their bounds."""
    cell = (HIGH - LOW) / (h + 1)
    s = steepness_for(LOW, HIGH, h + 1, SHARE)
    nets = {
        "steps": (staircase(target, LOW, HIGH, h + 1), modulus(target, LOW, HIGH, cell / 2)),
        "sigmoids": (
            staircase(target, LOW, HIGH, h + 1, s),
            (1 + SHARE) * modulus(target, LOW, HIGH, cell),
        ),
        "polygon": (polygon(target, LOW, HIGH, h), modulus(target, LOW, HIGH, (HIGH - LOW) / h)),
    }
    fine = np.linspace(LOW, HIGH, 4097)
    return {
        name: {
            "units": net.n_hidden,
            "largest": largest_error(target, net.forward, LOW, HIGH),
            "bound": bound,
            "mean_square": float(np.mean((net.forward(fine) - target(fine)) ** 2)),
            "rms": float(np.sqrt(np.mean((net.forward(fine) - target(fine)) ** 2))),
        }
        for name, (net, bound) in nets.items()
    }


def spread(net: object, rng: np.random.Generator, size: float) -> None:
    """Give the first layer weights ±size, and biases that put the units' bends or middles evenly over the interval."""
    w, b = net.params["0.w"], net.params["0.b"]
    w[...] = size * rng.choice([-1.0, 1.0], w.shape)
    b[...] = -w[:, 0] * rng.uniform(LOW, HIGH, len(w))


def learned(kind: str, h: int, seed: int, steps: int = STEPS) -> dict:
    """Train a net with h hidden units on the whole grid and return its errors."""
    rng = np.random.default_rng(seed)
    activation, size = KINDS[kind]
    net = mlp((1, h, 1), rng, activation=activation)
    spread(net, rng, size)
    x = GRID[:, None].astype(np.float32)
    fit(
        net,
        x,
        target(GRID)[:, None].astype(np.float32),
        loss=square,
        optimiser=Adam(cosine(ETA, steps)),
        epochs=steps,
        batch_size=len(x),
        rng=rng,
    )
    error = net.forward(x)[:, 0].astype(np.float64) - target(GRID)
    return {"rms": float(np.sqrt(np.mean(error**2))), "largest": float(np.max(np.abs(error)))}


def summary(errors: list[dict]) -> dict:
    """Return the mean with its interval, and the best and worst run, of each kind of error."""
    return {
        name: {
            **interval(e[name] for e in errors),
            "best": min(e[name] for e in errors),
            "worst": max(e[name] for e in errors),
        }
        for name in ("rms", "largest")
    }


def order(mean_squares: list[float]) -> float:
    """Return p of the law: mean square error ∝ width^p, from all widths but the smallest, by least squares."""
    x, y = np.log(WIDTHS[1:]), np.log(mean_squares[1:])
    return float(np.polyfit(x, y, 1)[0])
