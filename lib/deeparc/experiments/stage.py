"""What each part of a stage is worth: one stage of random filters on few digits, one part changed at a time.

Thirty digits of each class, as they are and with either contrast; a linear classifier on top (see `rnp_study`).
"""

import numpy as np

from deeparc.core.interval import interval
from deeparc.core.rng import generators
from deeparc.core.train import predict
from deeparc.experiments.rnp_study import KERNEL, MAPS, POOL, classify, split
from deeparc.vision.stage import NONLINEARITIES, NORMALISATIONS, POOLS, Stage

RUNS = 5
BASE = {"nonlinearity": "abs", "after": "both", "pool": "average"}
PARTS = {"after": tuple(NORMALISATIONS), "nonlinearity": tuple(NONLINEARITIES), "pool": tuple(POOLS)}


def run(seed: int = 0) -> dict:
    """Measure every variant on five splits."""
    seeds = range(RUNS * seed, RUNS * (seed + 1))
    result: dict = {"base": BASE, "maps": MAPS[1][0], "kernel": KERNEL[1][0], "window": POOL[1][0][0]}
    for name, both in (("either_contrast", True), ("as_they_are", False)):
        base = [accuracy(BASE, k, both=both) for k in seeds]
        result[name] = {
            part: {
                variant: interval(
                    base if BASE[part] == variant else [accuracy(BASE | {part: variant}, k, both=both) for k in seeds]
                )
                for variant in variants
            }
            for part, variants in PARTS.items()
        }
    return result


def accuracy(variant: dict[str, str], seed: int, *, both: bool) -> float:
    """Return the share of test digits read rightly with one stage of random filters.

    Args:
        variant: of the parts, as `Stage` takes them.
        seed: of the split and the filters.
        both: whether half of the digits are inverted.
    """
    data = split(seed, both)
    (rng,) = generators(seed, "filters")
    window, stride = POOL[1][0]
    stage = Stage(1, MAPS[1][0], KERNEL[1][0], rng, **variant, window=window, stride=stride)
    stage.filters.params["w"] /= np.std(predict(stage.filters, data.x))  # net inputs of deviation 1
    x, x_test = (predict(stage, x).reshape(len(x), -1) for x in (data.x, data.x_test))
    return classify(x, data.t, x_test, data.t_test)
