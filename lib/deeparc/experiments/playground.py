"""The playground's nets on its four data sets: share of test points on the wrong side after 500 epochs."""

from dataclasses import asdict

from deeparc.core.data.plane import SHAPES
from deeparc.core.interval import interval
from deeparc.playground.reference import EPOCHS, Settings, train

NETS = {"no hidden layer": (0, 1), "1 × 3": (1, 3), "1 × 8": (1, 8), "3 × 8": (3, 8)}
PENALTIES = {"none": ("none", 0.0), "L2": ("L2", 0.003), "L1": ("L1", 0.003)}
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
        "spiral_penalties": {
            name: _error(seed, data="spiral", layers=3, units=8, penalty=kind, strength=strength)
            for name, (kind, strength) in PENALTIES.items()
        },
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
    return {"test": interval(r.test_error for r in runs), "train": interval(r.train_error for r in runs)}
