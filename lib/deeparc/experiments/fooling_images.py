"""How sure nets are of pictures that show nothing: by gradient ascent and by evolution, for the ten digits.

Against the modern LeNet-5 as it learned from digits, and as it learned from digits and their attacked copies.
"""

from collections.abc import Callable

import numpy as np

from deeparc.core.data.dataset import Images
from deeparc.core.data.mnist import mnist
from deeparc.core.interval import intervals
from deeparc.core.layer import Chain
from deeparc.core.validate import FloatArray
from deeparc.experiments.adversarial import FIRST_SPLIT, RUNS, trained
from deeparc.vision.attacks import probabilities
from deeparc.vision.fooling import Cosines, Encoding, Evolution, Pixels, ascend, evolve, scores

NET = "LeNet-5, modern"
TRAINED_AT = {"as it is": 0.0, "trained at 0.25": 0.25}
SURE = 0.99
STEPS, STEP = 150, 0.5
GENERATIONS, OFFSPRING = 200, 100
AT = (0, 10, 20, 50, 100, 200)  # generations whose confidence is kept
NOISES = 200
SHAPE = (1, 28, 28)
ENCODINGS: dict[str, Callable[[], Encoding]] = {"pixels": lambda: Pixels(SHAPE), "cosines": lambda: Cosines(28, 28)}


def run(seed: int = 0) -> dict:
    """Measure everything."""
    runs = [measure(RUNS * seed + k + FIRST_SPLIT) for k in range(RUNS)]

    return {
        "sure": SURE,
        "ascent": {"steps": STEPS, "length of a step": STEP},
        "evolution": {"generations": GENERATIONS, "offspring": OFFSPRING},
        "nets": intervals(runs),
    }


def measure(split: int, generations: int = GENERATIONS) -> dict:
    """Fool both nets of one split."""
    data = mnist(seed=split)
    return {
        name: fooled(trained(NET, epsilon, data, split), data, split, generations)
        for name, epsilon in TRAINED_AT.items()
    }


def fooled(net: Chain, data: Images, seed: int, generations: int = GENERATIONS) -> dict:
    """Return how sure a net is of digits, of noise, and of fooling images."""
    rng = np.random.default_rng([seed, 3])
    on_digits, on_noise = (
        np.max(probabilities(net, x), axis=1) for x in (data.x_test, rng.random((NOISES, *SHAPE), np.float32))
    )
    climb = ascend(net, rng.random((10, *SHAPE), np.float32), np.arange(10), steps=STEPS, step=STEP)
    result = {
        "digits": float(np.median(on_digits)),
        "noise": float(np.median(on_noise)),
        "ascent": {"median": float(np.median(climb.confidence[-1]))} | needed(climb.confidence),
    }
    for name, encoding in ENCODINGS.items():
        found = evolve(scores(net), encoding(), rng, generations=generations, offspring=OFFSPRING)
        result[name] = {
            "median": float(np.median(found.confidence[-1])),
            "median after": {str(k): float(np.median(found.confidence[k])) for k in AT if k <= generations},
            "from another class": from_another(found),
        } | needed(found.confidence)
    return result


def from_another(found: Evolution) -> float:
    """Return which share of the new champions were children of another class's champion."""
    new = np.diff(found.confidence, axis=0) > 0
    return float(np.mean((found.parents[1:] != np.arange(10))[new]))


def needed(confidence: FloatArray) -> dict[str, float]:
    """Return the median number of steps until a net is sure, and for how many of the ten it never is.

    Args:
        confidence: (steps + 1, 10); one that is never sure counts as one step more than there were.
    """
    sure = confidence >= SURE
    first = np.where(sure.any(axis=0), np.argmax(sure, axis=0), len(confidence))
    return {"steps until sure": float(np.median(first)), "never sure": float(np.sum(~sure.any(axis=0)))}
