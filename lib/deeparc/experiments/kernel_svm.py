"""A Gaussian-kernel machine beside a multi-layer perceptron, on two spirals and on digits: errors, size and work."""

from collections.abc import Callable

import numpy as np

from deeparc.core.data import mnist
from deeparc.core.data.plane import plane
from deeparc.core.initialise import he_normal
from deeparc.core.interval import interval
from deeparc.core.loss import cross_entropy, logistic
from deeparc.core.optim import Adam
from deeparc.core.train import fit
from deeparc.core.validate import FloatArray, IntArray
from deeparc.layers.activations import ReLU
from deeparc.units.kernel_svm import gaussian, train, train_classes
from deeparc.units.mlp import mlp

RUNS = 5
N_DIGITS = (500, 1000, 2000, 4000)
N_SPIRAL = (100, 200, 400, 800)
GAMMAS = (0.01, 0.02, 0.04)
C = 10.0
HIDDEN = 100
SPIRAL_SIZES = (2, 32, 32, 1)
SPIRAL_GAMMA, SPIRAL_NOISE = 1.0, 0.2


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {"runs": RUNS, "c": C, "spirals": spirals(seed), "digits": digits(seed)}


def spirals(seed: int) -> dict:
    """Return errors on fresh points, and sizes, for both machines on spirals of some numbers of points."""
    rows = {}
    for n in N_SPIRAL:
        svm, net, kept = [], [], []
        for k in range(RUNS):
            v, t = plane("spiral", n, SPIRAL_NOISE, seed + k)
            v_new, t_new = plane("spiral", 2000, SPIRAL_NOISE, seed + 1000 + k)
            machine = train(v, t, kernel=gaussian(SPIRAL_GAMMA), c=C)
            svm.append(float(np.mean(machine.forward(v_new) != t_new)))
            kept.append(len(machine.weights))
            net.append(float(np.mean((spiral_net(v, t, seed + k)(v_new) >= 0) != t_new)))
        rows[str(n)] = {"svm": interval(svm), "mlp": interval(net), "support_vectors": interval(kept)}
    return {"gamma": SPIRAL_GAMMA, "noise": SPIRAL_NOISE, "sizes": list(SPIRAL_SIZES), "rows": rows}


def spiral_net(v: FloatArray, t: IntArray, seed: int, steps: int = 1000) -> Callable[[FloatArray], FloatArray]:
    """Train a net of ReLU units on all points at a time, and return its decision function."""
    rng = np.random.default_rng(seed)
    net = mlp(SPIRAL_SIZES, rng, activation=ReLU, initialise=he_normal)
    x, s = (v / 5).astype(np.float32), (2 * t - 1)[:, None].astype(np.float32)
    fit(net, x, s, loss=logistic, optimiser=Adam(0.01), epochs=steps, batch_size=len(x), rng=rng)
    return lambda v: net.forward((v / 5).astype(np.float32))[:, 0]


def digits(seed: int) -> dict:
    """Return test errors, support vectors and work per decision on growing training sets of digits."""
    found: dict = {str(n): {"svm": [], "mlp": [], "support_vectors": []} for n in N_DIGITS}
    chosen = []
    for k in range(RUNS):
        v, t, v_test, t_test = flat(seed + k)
        order = np.random.default_rng(seed + k).permutation(len(v))
        v, t = v[order], t[order]
        gamma = choose_gamma(v, t)
        chosen.append(gamma)
        for n in N_DIGITS:
            machine = train_classes(v[:n], t[:n], kernel=gaussian(gamma), c=C)
            row = found[str(n)]
            row["svm"].append(float(np.mean(machine.forward(v_test) != t_test)))
            row["support_vectors"].append(len(machine.support))
            row["mlp"].append(digit_net_error(v[:n], t[:n], v_test, t_test, seed + k))
    inputs, classes = v.shape[1], 10
    multiply = inputs * HIDDEN + HIDDEN * classes
    rows = {}
    for n, row in found.items():
        kept = interval(row["support_vectors"])
        rows[n] = {name: interval(values) for name, values in row.items()} | {
            "svm_numbers": round(kept["mean"] * (inputs + classes)) + classes,
            "svm_multiplications": round(kept["mean"] * (inputs + classes)),
            "mlp_numbers": multiply + HIDDEN + classes,
            "mlp_multiplications": multiply,
        }
    return {"gammas": chosen, "hidden": HIDDEN, "rows": rows}


def flat(seed: int) -> tuple[FloatArray, IntArray, FloatArray, IntArray]:
    """Return the packaged digits as rows of 784 numbers: v, t to learn from, v, t to measure on."""
    data = mnist(1000, seed)
    rows = [x.reshape(len(x), -1).astype(np.float64) for x in (data.x_train, data.x_test)]
    return rows[0], data.t_train, rows[1], data.t_test


def choose_gamma(v: FloatArray, t: IntArray) -> float:
    """Return the γ with the smallest error on 1,000 training digits held back from 1,000 others."""
    errors = []
    for gamma in GAMMAS:
        machine = train_classes(v[:1000], t[:1000], kernel=gaussian(gamma), c=C)
        errors.append(np.mean(machine.forward(v[1000:2000]) != t[1000:2000]))
    return GAMMAS[int(np.argmin(errors))]


def digit_net_error(v: FloatArray, t: IntArray, v_test: FloatArray, t_test: IntArray, seed: int) -> float:
    """Train 784-100-10 with ReLU units on at least 1,500 mini-batches of 50, and return its test error."""
    rng = np.random.default_rng(seed)
    net = mlp((v.shape[1], HIDDEN, 10), rng, activation=ReLU)
    epochs = -(-1500 * 50 // len(v))
    fit(
        net,
        v.astype(np.float32),
        t,
        loss=cross_entropy,
        optimiser=Adam(1e-3),
        epochs=epochs,
        batch_size=50,
        rng=rng,
    )
    return float(np.mean(np.argmax(net.forward(v_test.astype(np.float32)), axis=1) != t_test))
