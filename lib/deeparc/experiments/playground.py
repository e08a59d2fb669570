"""The playground's nets on its four data sets: share of test points on the wrong side after 500 epochs."""

from dataclasses import asdict

from deeparc.core.data.plane import SHAPES
from deeparc.core.interval import interval
from deeparc.playground.reference import EPOCHS, Settings, train

NETS = {"no hidden layer": (0, 1), "1 × 3": (1, 3), "1 × 8": (1, 8), "3 × 8": (3, 8)}
TRIES: dict[str, dict[str, object]] = {
    "circle, 1 × 2": {"units": 2},
    "circle, 1 × 3": {"units": 3},
    "circle, 3 × 4 linear": {"layers": 3, "activation": "linear"},
    "circle, 3 × 4 sigmoid": {"layers": 3, "activation": "sigmoid"},
    "circle, 3 × 4 sigmoid, η = 0.3": {"layers": 3, "activation": "sigmoid", "eta": 0.3},
    "circle, η = 0.001": {"eta": 0.001},
    "xor, η = 0.03": {"data": "xor"},
    "xor, η = 3": {"data": "xor", "eta": 3.0},
    "circle, 1 × 8, L2 0.1": {"units": 8, "penalty": "L2", "strength": 0.1},
    "spiral, 2 × 8 tanh, η = 0.1": {"data": "spiral", "layers": 2, "units": 8, "eta": 0.1},
    "spiral, 2 × 8 ReLU, η = 0.1": {"data": "spiral", "layers": 2, "units": 8, "activation": "relu", "eta": 0.1},
}
RUNS = 5


def run(seed: int = 0) -> dict:
    """Measure everything."""
    first = Settings(seed=seed + 1)
    shown = train(first)
    return {
        "epochs": EPOCHS,
        "runs": RUNS,
        "eta": first.eta,
        "batch": first.batch,
        "activation": first.activation,
        "test_error": {
            data: {name: _error(seed, data=data, layers=n, units=h) for name, (n, h) in NETS.items()} for data in SHAPES
        },
        "tries": {name: _error(seed, **choices) for name, choices in TRIES.items()},
        "first_run": asdict(first)
        | {
            "train_loss": float(shown.train_loss[-1]),
            "test_loss": float(shown.test_loss[-1]),
            "train_error": shown.train_error,
            "test_error": shown.test_error,
        },
    }


def _error(seed: int, **choices: object) -> dict:
    runs = [train(Settings(**choices, seed=1 + RUNS * seed + k)) for k in range(RUNS)]
    return {
        "test": interval(r.test_error for r in runs),
        "train": interval(r.train_error for r in runs),
        "train_loss": interval(float(r.train_loss[-1]) for r in runs),
    }
