"""Two interleaved curves, and a disc in a ring: how many hidden units separate them, and how often training does."""

import numpy as np

from deeparc.core.data.plane import plane
from deeparc.core.interval import interval
from deeparc.core.layer import Chain
from deeparc.core.loss import logistic
from deeparc.core.optim import Adam
from deeparc.core.train import fit
from deeparc.core.validate import FloatArray, IntArray
from deeparc.layers.activations import Tanh
from deeparc.units.mlp import mlp
from deeparc.units.warping import curves

RUNS = 12
EPOCHS = 1500
ETA = 0.03
EDGE = 5.0  # the ring's outer radius: coordinates are divided by it
NETS = {
    "curves": [(2, 1), (2, 2, 1), (2, 3, 1)],
    "ring": [(2, 2, 1), (2, 2, 2, 2, 1), (2, 3, 1), (2, 4, 1)],
}


def points(name: str, n: int, seed: int) -> tuple[FloatArray, IntArray]:
    """Return n points a class of "curves" or "ring", about as wide as 1."""
    if name == "curves":
        return curves(n, seed=seed)
    v, t = plane("circle", 2 * n, 0.0, seed)
    return v / EDGE, t


def run(seed: int = 0) -> dict:
    """Measure everything."""
    results: dict = {"runs": RUNS, "epochs": EPOCHS, "eta": ETA, "nets": {}}
    for name, nets in NETS.items():
        v, t = points(name, 100, seed)
        fresh = points(name, 2000, seed + 1000)
        for sizes in nets:
            shares = []
            for k in range(RUNS):
                net = train(v, t, sizes, seed + k)
                shares.append((right(net, v, t), right(net, *fresh)))
            learned, new = (np.array(x) for x in zip(*shares, strict=True))
            results["nets"][f"{name} {'-'.join(map(str, sizes))}"] = {
                "data": name,
                "sizes": list(sizes),
                "all_right": int(np.sum(learned == 1)),
                "all_right_fresh": int(np.sum(new == 1)),
                "training": interval(learned) | {"best": float(learned.max())},
                "fresh": interval(new) | {"best": float(new.max())},
            }
    return results


def train(v: FloatArray, t: IntArray, sizes: tuple[int, ...], seed: int, epochs: int = EPOCHS) -> Chain:
    """Train a net of tanh units on all points at a time."""
    rng = np.random.default_rng(seed)
    net = mlp(sizes, rng, activation=Tanh)
    s = (2 * t - 1)[:, None].astype(np.float32)
    fit(
        net,
        v.astype(np.float32),
        s,
        loss=logistic,
        optimiser=Adam(ETA),
        epochs=epochs,
        batch_size=len(v),
        rng=rng,
    )
    return net


def right(net: Chain, v: FloatArray, t: IntArray) -> float:
    """Return the share of points on the right side of 0."""
    return float(np.mean((net.forward(v.astype(np.float32))[:, 0] >= 0) == t))
