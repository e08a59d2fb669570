"""The multi-layer perceptron: mirror symmetry and XOR as in 1986; the original form beside the modern one on digits.

The nets of 1986 are sigmoids throughout, E = ½ Σ (y − t)² summed over all patterns, and steps with momentum after each
sweep through all of them. The losses of the library are means over the patterns, so ε of the paper is η/N here.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from deeparc.core.data import mnist
from deeparc.core.data.dataset import stratified_split
from deeparc.core.interval import interval
from deeparc.core.landscape import Landscape
from deeparc.core.layer import Chain
from deeparc.core.loss import cross_entropy, logistic, square
from deeparc.core.metrics import accuracy
from deeparc.core.optim import Momentum
from deeparc.core.rng import generator
from deeparc.core.train import fit, predict
from deeparc.core.validate import FloatArray
from deeparc.layers.activations import ReLU, Sigmoid
from deeparc.layers.linear import Linear
from deeparc.units.mlp import mlp
from deeparc.units.threshold import truth_table

SYMMETRY = {
    "starts": 20,
    "epsilon": {"square": 0.1, "careful": 0.03, "small": 0.01, "entropy": 0.003},  # the first is the paper's
    "alpha": 0.9,
    "width": 0.3,
    "sweeps": 5_000,
    "longer": 20_000,
    "settle": 1_000,  # sweeps after the last pattern is right, before the weights are compared
}
XOR = {
    "starts": {"2": 100, "3": 50, "4": 50, "8": 50},
    "epsilon": 0.25,
    "alpha": 0.9,
    "width": 0.5,
    "sweeps": 5_000,
    "longer": 20_000,
}
DIGITS = {"hidden": 100, "epochs": 10, "batch": 32, "momentum": 0.9, "runs": 5, "rates": (0.01, 0.03, 0.1, 0.3, 1.0)}


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {"symmetry": symmetry(seed), "xor": xor(seed), "digits": digits(seed)}


def sigmoid_net(sizes: tuple[int, ...], rng: np.random.Generator, width: float) -> Chain:
    """Return layers of sigmoid units, the last included, with weights and biases drawn from U(−width, width)."""

    def draw(rng: np.random.Generator, shape: tuple[int, ...], **_: int) -> FloatArray:
        return rng.uniform(-width, width, shape)

    layers = []
    for below, above in pairwise(sizes):
        linear = Linear(below, above, rng, initialise=draw, dtype="float64")
        linear.params["b"][...] = draw(rng, (above,))
        layers += [linear, Sigmoid()]
    return Chain(layers)


def mirror_patterns() -> tuple[FloatArray, FloatArray]:
    """Return the 64 patterns of six bits, (64, 6), and 1 for each that is its own mirror image, (64, 1)."""
    v = truth_table(6).astype(float)
    return v, np.all(v == v[:, ::-1], axis=1).astype(float)[:, None]


def xor_patterns() -> tuple[FloatArray, FloatArray]:
    """Return the inputs (4, 2) and targets (4, 1) of exclusive or."""
    v = truth_table(2).astype(float)
    return v, (v[:, :1] != v[:, 1:]).astype(float)


def sweep(
    model: Chain,
    v: FloatArray,
    t: FloatArray,
    epsilon: float,
    alpha: float,
    most: int,
    *,
    entropy: bool = False,
    stop: bool = True,
) -> int | None:
    """Train by whole sweeps until every output is on the right side of ½.

    Args:
        model: changed in place.
        v: (N, D) patterns.
        t: (N, K) targets, 0 or 1.
        epsilon: step for the gradient summed over the patterns.
        alpha: momentum.
        most: sweeps after which to give up; the step of one more is still made.
        entropy: cross-entropy in the place of the square loss: the last sigmoid is then passed by, δ = y − t.
        stop: False to make `most` + 1 steps in any case.

    Returns:
        the number of sweeps, None where they did not suffice.
    """
    optimiser = Momentum(epsilon * len(v), alpha)
    logits = Chain(model.layers[:-1]) if entropy else None
    for sweeps in range(most + 1):
        y = model.forward(v)
        if stop and np.all((y > 0.5) == (t > 0.5)):
            return sweeps
        if logits is None:
            model.backward(square(y, t)[1], need_dx=False)
        else:  # the last layer has no parameters, so both chains name theirs alike
            logits.backward(logistic(logits.forward(v), 2 * t - 1)[1], need_dx=False)
        optimiser.step(model.params, model.grads)
    return None


def symmetry(seed: int, starts: int = SYMMETRY["starts"]) -> dict:
    """Train the 6-2-1 net of the paper from many starts: as it was, with smaller steps, and with cross-entropy."""
    v, t = mirror_patterns()
    most, later = SYMMETRY["sweeps"], SYMMETRY["longer"] - SYMMETRY["sweeps"]
    sweeps: dict[str, list[int | None]] = {form: [] for form in SYMMETRY["epsilon"]}
    ratios, mirrored, plateau = [], [], []
    more = 0
    for start in range(starts):
        for loss in sweeps:
            how = (SYMMETRY["epsilon"][loss], SYMMETRY["alpha"])
            model = sigmoid_net((6, 2, 1), generator(seed, f"symmetry {start}"), SYMMETRY["width"])
            sweeps[loss].append(sweep(model, v, t, *how, most, entropy=loss == "entropy"))
            if loss != "square":
                continue
            if sweeps[loss][-1] is None:
                plateau.append(look(model, v, t))
                more += sweep(model, v, t, *how, later) is not None
            else:
                sweep(model, v, t, *how, SYMMETRY["settle"], stop=False)
                ratio, error = pattern(model)
                ratios.append(ratio)
                mirrored.append(error)
    return {
        **{k: x for k, x in SYMMETRY.items() if k != "starts"},
        "starts": starts,
        **{loss: counted(s) for loss, s in sweeps.items()},
        "solved_later": more,
        "ratios": [[round(x, 2) for x in ratio] for ratio in ratios],
        "one_two_four": sum(np.allclose(ratio, [1, 2, 4], rtol=0.05) for ratio in ratios),
        "mirror_error": float(np.max(mirrored)) if mirrored else None,
        "plateau": plateau,
    }


def pattern(model: Chain) -> tuple[list[float], float]:
    """Return how a solved net's weights relate.

    Returns:
        the three sizes of weights, averaged over mirror positions and both units, as multiples of the smallest; and
        how far w_i + w_{7−i} is from 0, relative to the largest weight.
    """
    w = model.params["0.w"]  # (2, 6)
    sizes = np.sort(np.mean(np.abs((w - w[:, ::-1])[:, :3] / 2), axis=0))
    return (sizes / sizes[0]).tolist(), float(np.max(np.abs(w + w[:, ::-1])) / np.max(np.abs(w)))


def look(model: Chain, v: FloatArray, t: FloatArray) -> dict:
    """Describe the place where a model has come to rest, for E = ½ Σ (y − t)² summed over the patterns."""
    surface = Landscape(model, v, t, square)
    theta = surface.theta
    curvature = np.linalg.eigvalsh(surface.hessian(theta)) * len(v)
    return {
        "loss": surface.value(theta) * len(v),
        "slope": float(np.linalg.norm(surface.gradient(theta))) * len(v),
        "curvature": [float(curvature[0]), float(curvature[-1])],
        "largest_weight": float(np.max(np.abs(theta))),
        "outputs": np.round(model.forward(v)[:4, 0], 3).tolist() if len(v) == 4 else None,
    }


def counted(sweeps: list[int | None]) -> dict:
    """Return how many runs got there, and the quartiles of their sweeps."""
    solved = [s for s in sweeps if s is not None]
    low, median, high = np.percentile(solved, [25, 50, 75]) if solved else (None,) * 3
    return {
        "solved": len(solved),
        "median": median,
        "quartiles": [low, high],
        "range": [min(solved), max(solved)] if solved else None,
        "sweeps": sweeps,
    }


def xor(seed: int, starts: dict[str, int] = XOR["starts"]) -> dict:
    """Train nets with one hidden layer on exclusive or; look at those with two hidden units that stay stuck."""
    v, t = xor_patterns()
    runs: dict[str, dict] = {}
    stuck = []
    for hidden, n in starts.items():
        sweeps = []
        for start in range(n):
            model = sigmoid_net((2, int(hidden), 1), generator(seed, f"xor {hidden} {start}"), XOR["width"])
            sweeps.append(sweep(model, v, t, XOR["epsilon"], XOR["alpha"], XOR["sweeps"]))
            if sweeps[-1] is None and hidden == "2":
                stuck.append(look(model, v, t))
                more = sweep(model, v, t, XOR["epsilon"], XOR["alpha"], XOR["longer"] - XOR["sweeps"])
                stuck[-1]["later"] = look(model, v, t) | {"solved": more is not None}
        runs[hidden] = {k: x for k, x in counted(sweeps).items() if k != "sweeps"} | {"starts": n}
    return {k: x for k, x in XOR.items() if k != "starts"} | {"hidden": runs, "stuck": stuck}


FORMS: dict[str, tuple[Callable, Callable, bool, bool]] = {  # hidden units, loss, sigmoid outputs, whole batch
    "sweeps": (Sigmoid, square, True, True),
    "square": (Sigmoid, square, True, False),
    "entropy": (Sigmoid, cross_entropy, False, False),
    "modern": (ReLU, cross_entropy, False, False),
}


def digits(seed: int, runs: int = DIGITS["runs"], rates: tuple[float, ...] = DIGITS["rates"]) -> dict:
    """Train 784-100-10 nets in four forms; each form's rate is chosen on a validation part, the test part used once."""
    data = mnist(n_test=1_000, seed=seed)
    x, t = data.x_train.reshape(len(data.x_train), -1), data.t_train
    known, held = stratified_split(t, 0.125, seed)
    test = data.x_test.reshape(len(data.x_test), -1)
    result: dict[str, dict] = {}
    for form in FORMS:
        train = partial(train_digits, form)
        valid = {eta: accuracy(train(x[known], t[known], eta, seed)(x[held]), t[held]) for eta in rates}
        eta = max(valid, key=lambda rate: valid[rate])
        models = [train(x, t, eta, seed + k) for k in range(runs)]
        result[form] = {
            "eta": eta,
            "validation": {str(k): a for k, a in valid.items()},
            "test": dict(interval([accuracy(model(test), data.t_test) for model in models])) if runs > 1 else None,
        }
    return {k: x for k, x in DIGITS.items() if k not in ("rates", "runs")} | {"runs": runs, "forms": result}


def train_digits(form: str, x: np.ndarray, t: np.ndarray, eta: float, seed: int) -> Callable[[np.ndarray], np.ndarray]:
    """Train one net in a form of `FORMS` and return the function that predicts with it."""
    unit, loss, sigmoid_outputs, whole = FORMS[form]
    weights, order = generator(seed, "weights"), generator(seed, "order")
    model = mlp((x.shape[1], DIGITS["hidden"], 10), weights, activation=unit)
    targets = t
    if sigmoid_outputs:
        model, targets = Chain([*model.layers, Sigmoid()]), np.eye(10, dtype=x.dtype)[t]
    fit(
        model,
        x,
        targets,
        loss=loss,
        optimiser=Momentum(eta, DIGITS["momentum"]),
        epochs=DIGITS["epochs"],
        batch_size=len(x) if whole else DIGITS["batch"],
        rng=order,
    )
    return partial(predict, model)
