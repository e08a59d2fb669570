"""Units and layers for parity and for the triangle wave, counted; and what gradient descent makes of both tasks."""

import numpy as np

from deeparc.core.interval import interval
from deeparc.core.layer import Chain
from deeparc.core.loss import logistic, square
from deeparc.core.optim import Adam
from deeparc.core.schedule import cosine
from deeparc.core.train import fit
from deeparc.layers.activations import ReLU, Tanh
from deeparc.units.mlp import mlp
from deeparc.units.parity import (
    most_pieces,
    parity,
    parity_counting,
    parity_terms,
    parity_tree,
    pieces,
    triangle_wave,
)
from deeparc.units.threshold import truth_table

RUNS = 8
STEPS = 1500
ETA = 0.03
BITS = (2, 4, 6, 8)
FOLDS = 4  # of the triangle wave that is learned: 16 pieces
WAVE_STEPS = 2000
WAVE_RUNS = 6
HELD_OUT_RUNS = 5
HELD_OUT = ((6, 24, 0.25), (8, 32, 0.25), (10, 40, 0.25), (10, 40, 0.5), (10, 40, 0.75))  # bits, units, share


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {
        "runs": RUNS,
        "units": {str(n): units(n) for n in (2, 4, 8, 16)},
        "wave": {str(k): wave(k) for k in range(1, 9)},
        "whole_table": {f"{n}-{factor * n}": whole_table(n, factor * n, seed) for n in BITS for factor in (1, 2, 4)},
        "held_out": [held_out(n, h, share, seed) for n, h, share in HELD_OUT],
        "learned_wave": {
            "-".join(map(str, sizes)): learned_wave(sizes, seed)
            for sizes in ((1, 15, 1), (1, 60, 1), (1, 2, 2, 2, 2, 1), (1, 8, 8, 8, 8, 1))
        },
    }


def units(n: int) -> dict:
    """Return units and layers of the three nets for parity, and whether they are right on `rows_of(n)`."""
    nets = {"terms": parity_terms(n), "counting": parity_counting(n), "tree": parity_tree(n)}
    table = rows_of(n)
    return {
        name: {
            "units": net.n_units,
            "hidden": net.n_units - 1,
            "layers": net.depth,
            "right": bool(np.array_equal(net.forward(table), parity(table))),
        }
        for name, net in nets.items()
    }


def rows_of(n: int) -> np.ndarray:
    """Return the rows of bits on which nets are tried: all 2^n up to n = 8, else 256 of them, drawn without repeats."""
    table = truth_table(n)
    return table if n <= 8 else table[np.random.default_rng(n).permutation(len(table))[:256]]


def wave(k: int) -> dict:
    """Return the pieces of the triangle wave with k folds, counted, its units, and how many one layer would need."""
    _, slopes = pieces(triangle_wave(k), 0, 1)
    return {
        "units": 2 * k,
        "pieces": len(slopes),
        "slope": float(np.max(np.abs(slopes))),
        "most_pieces_deep": most_pieces([2] * k),
        "most_pieces_shallow": most_pieces([2 * k]),
        "units_shallow": len(slopes) - 1,
    }


def whole_table(n: int, h: int, seed: int, runs: int = RUNS) -> dict:
    """Train n-h-1 nets on all 2^n rows and return how often all of them are right at the end."""
    v, t = truth_table(n), parity(truth_table(n))
    shares = [right(train_parity(v, t, h, seed + k), v, t) for k in range(runs)]
    return {"bits": n, "hidden": h, "all_right": sum(x == 1 for x in shares), "accuracy": interval(shares)}


def held_out(n: int, h: int, share: float, seed: int, runs: int = HELD_OUT_RUNS) -> dict:
    """Train n-h-1 nets on all rows but a share, and measure on that share."""
    v, t = truth_table(n), parity(truth_table(n))
    seen, new = [], []
    for k in range(runs):
        order = np.random.default_rng([seed + k, n]).permutation(len(v))
        cut = round(share * len(v))
        train, test = order[cut:], order[:cut]
        net = train_parity(v[train], t[train], h, seed + k)
        seen.append(right(net, v[train], t[train]))
        new.append(right(net, v[test], t[test]))
    return {
        "bits": n,
        "hidden": h,
        "share": share,
        "rows": len(train),
        "training": interval(seen),
        "held_out": interval(new),
    }


def train_parity(v: np.ndarray, t: np.ndarray, h: int, seed: int, steps: int = STEPS) -> Chain:
    """Train one hidden layer of h tanh units on rows of bits, which it sees as ±1."""
    rng = np.random.default_rng(seed)
    net = mlp((v.shape[1], h, 1), rng, activation=Tanh)
    x, s = (2 * v - 1).astype(np.float32), (2 * t - 1)[:, None].astype(np.float32)
    fit(net, x, s, loss=logistic, optimiser=Adam(ETA), epochs=steps, batch_size=len(x), rng=rng)
    return net


def right(net: Chain, v: np.ndarray, t: np.ndarray) -> float:
    """Return the share of rows that the net gets right."""
    return float(np.mean((net.forward((2 * v - 1).astype(np.float32))[:, 0] >= 0) == t))


def learned_wave(sizes: tuple[int, ...], seed: int, runs: int = WAVE_RUNS, steps: int = WAVE_STEPS) -> dict:
    """Train ReLU nets on the triangle wave of 2^FOLDS pieces; its root mean square about its mean is 0.289."""
    x = np.linspace(0, 1, 513)[:, None].astype(np.float32)
    t = triangle_wave(FOLDS).forward(x.astype(np.float64)).astype(np.float32)
    errors, counts = [], []
    for k in range(runs):
        rng = np.random.default_rng(seed + k)
        net = mlp(sizes, rng, activation=ReLU, dtype="float32")
        w, b = net.params["0.w"], net.params["0.b"]
        b[...] = -w[:, 0] * rng.uniform(0, 1, len(w))  # first bends spread over [0, 1]
        fit(net, x, t, loss=square, optimiser=Adam(cosine(0.01, steps)), epochs=steps, batch_size=len(x), rng=rng)
        errors.append(float(np.sqrt(np.mean((net.forward(x) - t) ** 2))))
        counts.append(len(pieces(double(net), 0, 1)[1]))
    parameters = sum(p.size for p in net.params.values())
    return {
        "hidden": sum(sizes[1:-1]),
        "layers": len(sizes) - 2,
        "parameters": parameters,
        "rms": interval(errors) | {"best": min(errors)},
        "pieces": {"fewest": min(counts), "most": max(counts)},
    }


def double(net: Chain) -> Chain:
    """Return the same net of `Linear` and `ReLU` layers in float64."""
    sizes = [net.layers[0].params["w"].shape[1], *(layer.params["w"].shape[0] for layer in net.layers[::2])]
    twin = mlp(sizes, np.random.default_rng(0), activation=ReLU, dtype="float64")
    for name, p in net.params.items():
        twin.params[name][...] = p
    return twin
