"""Modules and graphs: what backward costs against forward, whether it is right, and what a second path is good for."""

import time
from collections.abc import Callable
from functools import partial

import numpy as np

from deeparc.core.data import digits
from deeparc.core.data.dataset import stratified_split
from deeparc.core.graph import Add, Concat, Graph, Multiply
from deeparc.core.interval import interval
from deeparc.core.landscape import Landscape
from deeparc.core.layer import Chain, Layer
from deeparc.core.loss import cross_entropy
from deeparc.core.metrics import accuracy
from deeparc.core.optim import Momentum
from deeparc.core.rng import generator
from deeparc.core.train import fit, predict
from deeparc.layers.activations import ReLU, Sigmoid, Tanh
from deeparc.layers.linear import Linear
from deeparc.units.mlp import mlp

NETS = ((784, 100, 10), (784, 500, 300, 10), (64, 32, 32, 32, 32, 10))
BATCH = 100
DEPTH = {
    "blocks": (2, 4, 8, 16),
    "width": 32,
    "epochs": 30,
    "batch": 50,
    "momentum": 0.9,
    "runs": 5,
    "rates": (0.03, 0.3),
}


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {"cost": [cost(sizes, seed) for sizes in NETS], "graph": check_graph(seed), "depth": depth(seed)}


class Counting(np.ndarray):
    """An array that counts the multiply-accumulates of every matrix product it takes part in."""

    total = 0

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        """Count a product (n, k) (k, m) as n·k·m, and do what was asked for."""
        if ufunc is np.matmul:
            Counting.total += inputs[0].shape[0] * inputs[0].shape[1] * inputs[1].shape[1]
        plain = [np.asarray(x) if isinstance(x, Counting) else x for x in inputs]
        if "out" in options:
            options["out"] = tuple(np.asarray(x) for x in options["out"])
        result = getattr(ufunc, method)(*plain, **options)
        return result.view(Counting) if isinstance(result, np.ndarray) else result


def count(step: Callable[[], object]) -> int:
    """Return the multiply-accumulates of the products in one call."""
    Counting.total = 0
    step()
    return Counting.total


def cost(sizes: tuple[int, ...], seed: int, repeats: int = 60, rounds: int = 7) -> dict:
    """Count the work of one pass each way on a batch, time both, and compare with differences for every parameter."""
    rng = generator(seed, f"cost {sizes}")
    model = mlp(sizes, rng, activation=ReLU)
    x = rng.random((BATCH, sizes[0]), dtype=np.float32)
    t = rng.integers(0, sizes[-1], BATCH)
    n_parameters = sum(p.size for p in model.params.values())

    def forward() -> np.ndarray:
        return model.forward(x)

    def both() -> None:
        model.backward(cross_entropy(model.forward(x), t)[1], need_dx=False)

    ratios = [_seconds(both, repeats) / _seconds(forward, repeats) for _ in range(rounds)]
    for layer in model.layers:
        for name, p in layer.params.items():
            layer.params[name] = p.view(Counting)
    x = x.view(Counting)
    macs = {"forward": count(forward)}
    macs["backward"] = count(lambda: model.backward(cross_entropy(model.forward(x), t)[1], need_dx=False))
    macs["backward"] -= macs["forward"]
    return {
        "sizes": list(sizes),
        "parameters": n_parameters,
        "batch": BATCH,
        "macs": macs,
        "counted_ratio": (macs["forward"] + macs["backward"]) / macs["forward"],
        "timed_ratio": dict(interval(ratios)),
        "evaluations_by_differences": 2 * n_parameters,
    }


def _seconds(step: Callable[[], object], repeats: int) -> float:
    """Return the shortest time of one call, the least disturbed one."""
    best = np.inf
    for _ in range(repeats):
        begin = time.perf_counter()
        step()
        best = min(best, time.perf_counter() - begin)
    return best


def check_graph(seed: int) -> dict:
    """Compare a graph's gradient with central differences for each of its parameters; its paths part and meet."""
    rng = generator(seed, "graph")
    graph = Graph(
        {
            "a": (Linear(3, 4, rng, dtype="float64"), "x"),
            "f": (Tanh(), "a"),
            "g": (Sigmoid(), "a"),
            "gate": (Multiply(), ("f", "g")),
            "sum": (Add(), ("gate", "f")),
            "both": (Concat(), ("sum", "x")),
            "y": (Linear(7, 2, rng, dtype="float64"), "both"),
        }
    )
    surface = Landscape(graph, rng.standard_normal((5, 3)), rng.integers(0, 2, 5), cross_entropy)
    theta = rng.standard_normal(surface.size)
    by_graph = surface.gradient(theta)
    steps = 1e-5 * np.eye(surface.size)
    by_differences = np.array([surface.value(theta + d) - surface.value(theta - d) for d in steps]) / 2e-5
    return {
        "parameters": surface.size,
        "worst_error": float(np.max(np.abs(by_graph - by_differences)) / np.max(np.abs(by_graph))),
    }


def deep_net(blocks: int, skip: bool, rng: np.random.Generator) -> Layer:
    """Return a net of sigmoid blocks x + F(x), or F(x) without the second path, between two linear layers."""
    width = DEPTH["width"]
    first, last = Linear(64, width, rng), Linear(width, 10, rng)
    parts = [Chain([Linear(width, width, rng), Sigmoid()]) for _ in range(blocks)]
    if not skip:
        return Chain([first, Sigmoid(), *parts, last])
    middle = [Graph({"f": (part, "x"), "y": (Add(), ("x", "f"))}) for part in parts]
    return Chain([first, Sigmoid(), *middle, last])


def depth(seed: int, blocks: tuple[int, ...] = DEPTH["blocks"], runs: int = DEPTH["runs"]) -> dict:
    """Train deep sigmoid nets on small digits with and without a path around each block.

    The rate of each net is chosen on a validation part of the first split, and the test parts are used once.
    """
    result: dict[str, dict] = {"plain": {}, "skip": {}}
    chosen: dict[str, dict] = {"plain": {}, "skip": {}}
    for n in blocks:
        for kind in result:
            train = partial(train_deep, n, kind == "skip")
            x, t, _, _ = _rows(seed)
            known, held = stratified_split(t, 0.2, seed)
            valid = {eta: accuracy(train(x[known], t[known], eta, seed)(x[held]), t[held]) for eta in DEPTH["rates"]}
            eta = max(valid, key=lambda rate: valid[rate])
            right = []
            for k in range(runs):
                x, t, x_test, t_test = _rows(seed + k)
                right.append(accuracy(train(x, t, eta, seed + k)(x_test), t_test))
            result[kind][str(n)] = dict(interval(right))
            chosen[kind][str(n)] = {"eta": eta, "validation": {str(rate): a for rate, a in valid.items()}}
    kept = {k: x for k, x in DEPTH.items() if k not in ("blocks", "runs", "rates")}
    return kept | {"rates": list(DEPTH["rates"]), "chosen": chosen, "accuracy": result}


def train_deep(
    blocks: int, skip: bool, x: np.ndarray, t: np.ndarray, eta: float, seed: int
) -> Callable[[np.ndarray], np.ndarray]:
    """Train one net of `deep_net` and return the function that predicts with it."""
    weights, order = (generator(seed, f"{what} {blocks}") for what in ("weights", "order"))
    model = deep_net(blocks, skip, weights)
    fit(
        model,
        x,
        t,
        loss=cross_entropy,
        optimiser=Momentum(eta, DEPTH["momentum"]),
        epochs=DEPTH["epochs"],
        batch_size=DEPTH["batch"],
        rng=order,
    )
    return partial(predict, model)


def _rows(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the small digits as rows with their classes: training part, test part."""
    data = digits(seed=seed)
    return data.x_train.reshape(-1, 64), data.t_train, data.x_test.reshape(-1, 64), data.t_test
