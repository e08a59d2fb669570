"""Time of the layers here ÷ PyTorch's with autograd, on the same shapes and in float32: `make bench`.

    python tests/benchmarks/layers.py             every row, with one thread and with two
    python tests/benchmarks/layers.py --quick     one thread, less exact
    python tests/benchmarks/layers.py --accept    store the ratios as those to hold
    python tests/benchmarks/layers.py --only lstm the rows whose name has this

A row that is more than 25 % worse than its accepted ratio fails, after a second measurement; `accepted.json` names the
machine that its ratios were taken on. Goals are for one thread.
"""

import argparse
import json
import platform
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.table import Table
from timing import Work, interleaved_minima, threads
from torch import nn

ACCEPTED = Path(__file__).with_name("accepted.json")
WORSE = 1.25


def random(*shape: int, seed: int = 0) -> np.ndarray:
    """Return float32 numbers of mean 0 and variance 1."""
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def classes(*shape: int, n: int) -> np.ndarray:
    """Return class numbers below n."""
    return np.random.default_rng(1).integers(0, n, shape)


def classifier(model: object, net: nn.Module, x: np.ndarray, t: np.ndarray, device: str) -> tuple[Work, Work]:
    """Forward, cross-entropy and backward to the weights, for a layer and for a module."""
    from deeparc.core.loss import cross_entropy
    from deeparc.core.namespace import asarray

    x_here, t_here = asarray(x, device=device), asarray(t, device=device)
    x_torch, t_torch = torch.from_numpy(x), torch.from_numpy(t)

    def ours() -> None:
        _, dy = cross_entropy(model.forward(x_here, train=True), t_here)
        model.backward(dy, need_dx=False)

    def theirs() -> None:
        net.zero_grad()
        y = net(x_torch)
        nn.functional.cross_entropy(y.reshape(-1, y.shape[-1]), t_torch.reshape(-1)).backward()

    return ours, theirs


def single(layer: object, module: nn.Module, x: np.ndarray, dy: np.ndarray, device: str) -> tuple[Work, Work]:
    """Forward, and backward to weights and input from a given dy, for a layer and for a module."""
    from deeparc.core.namespace import asarray

    x_here, dy_here = asarray(x, device=device), asarray(dy, device=device)
    x_torch, dy_torch = torch.tensor(x, requires_grad=True), torch.from_numpy(dy)

    def ours() -> None:
        layer.forward(x_here, train=True)
        layer.backward(dy_here)

    def theirs() -> None:
        module.zero_grad()
        x_torch.grad = None
        y = module(x_torch)
        (y[0] if isinstance(y, tuple) else y).backward(dy_torch)

    return ours, theirs


def perceptron(device: str) -> object:
    """784-1000-1000-10 with ReLU."""
    from deeparc.core.layer import Chain
    from deeparc.layers.activations import ReLU
    from deeparc.layers.linear import Linear

    rng, where = np.random.default_rng(0), {"device": device}
    hidden = [Linear(784, 1000, rng, **where), ReLU(), Linear(1000, 1000, rng, **where), ReLU()]
    return Chain([*hidden, Linear(1000, 10, rng, **where)])


def mlp(device: str) -> tuple[Work, Work]:
    """Both sides of the multilayer perceptron."""
    hidden = [nn.Linear(784, 1000), nn.ReLU(), nn.Linear(1000, 1000), nn.ReLU()]
    net = nn.Sequential(*hidden, nn.Linear(1000, 10))
    return classifier(perceptron(device), net, random(128, 784), classes(128, n=10), device)


def lenet5(device: str) -> tuple[Work, Work]:
    """Both sides of LeNet-5 in its modern form."""
    from deeparc.vision.lenet5 import ModernLeNet5

    net = nn.Sequential(
        *(nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2)),
        *(nn.Conv2d(16, 120, 5), nn.Tanh(), nn.Flatten(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)),
    )
    model = ModernLeNet5(np.random.default_rng(0), device=device)
    return classifier(model, net, random(64, 1, 32, 32), classes(64, n=10), device)


def conv(device: str) -> tuple[Work, Work]:
    """Both sides of one convolution."""
    from deeparc.layers.conv import Conv2d

    layer = Conv2d(64, 64, 3, np.random.default_rng(0), device=device)
    return single(layer, nn.Conv2d(64, 64, 3), random(16, 64, 30, 30), random(16, 64, 28, 28, seed=1), device)


def lstm(device: str) -> tuple[Work, Work]:
    """Both sides of one LSTM layer."""
    from deeparc.layers.lstm import LSTM

    layer = LSTM(128, 128, np.random.default_rng(0), device=device)
    x, dy = random(32, 50, 128), random(32, 50, 128, seed=1)
    return single(layer, nn.LSTM(128, 128, batch_first=True), x, dy, device)


class TorchCharRNN(nn.Module):
    """nn.RNN, then a linear layer at every step."""

    def __init__(self) -> None:
        super().__init__()
        self.rnn, self.out = nn.RNN(65, 100, batch_first=True), nn.Linear(100, 65)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the logits, (B, T, V)."""
        return self.out(self.rnn(x)[0])


def char_rnn(batch: int) -> Callable[[str], tuple[Work, Work]]:
    """Both sides of a recurrent net on one-hot characters that predicts the next one."""

    def make(device: str) -> tuple[Work, Work]:
        from deeparc.core.layer import Chain
        from deeparc.layers.linear import Linear
        from deeparc.layers.rnn import RNN

        rng, where = np.random.default_rng(0), {"device": device}
        model = Chain([RNN(65, 100, rng, **where), Linear(100, 65, rng, **where)])
        x = np.eye(65, dtype=np.float32)[classes(batch, 25, n=65)]
        return classifier(model, TorchCharRNN(), x, classes(batch, 25, n=65), device)

    return make


def training(device: str) -> tuple[Work, Work]:
    """Both sides of an epoch of eight steps with Adam: `fit` here, scikit-learn's MLPClassifier there."""
    from sklearn.neural_network import MLPClassifier

    from deeparc.core.loss import cross_entropy
    from deeparc.core.optim import Adam
    from deeparc.core.train import fit

    x, t = random(8 * 128, 784), classes(8 * 128, n=10)
    model, optimiser = perceptron(device), Adam()
    theirs = MLPClassifier((1000, 1000), batch_size=128, alpha=0, random_state=0)
    order = np.random.default_rng(0)
    options = {"loss": cross_entropy, "optimiser": optimiser, "epochs": 1, "batch_size": 128, "rng": order}
    return lambda: fit(model, x, t, **options), lambda: theirs.partial_fit(x, t, classes=np.arange(10))


@dataclass(frozen=True)
class Row:
    """One line of the table: what is done, on which backend, and how fast it should be."""

    work: str
    shapes: str
    backend: str
    goal: float
    stretch: float | None
    make: Callable[[str], tuple[Work, Work]]


MLP = "784-1000-1000-10, B 128"
CHARS = "V 65, H 100, T 25, B "
ROWS = (
    Row("MLP", MLP, "numpy", 1.25, 1.1, mlp),
    Row("MLP", MLP, "cpu", 1.05, None, mlp),
    Row("LeNet-5", "1×32×32, B 64", "numpy", 1.5, 1.3, lenet5),
    Row("conv", "64→64 3×3, 30×30, B 16", "numpy", 1.6, 1.4, conv),
    Row("conv", "64→64 3×3, 30×30, B 16", "cpu", 1.2, None, conv),
    Row("LSTM", "T 50, D = H = 128, B 32", "numpy", 1.9, 1.5, lstm),
    Row("char-RNN", CHARS + "1", "numpy", 0.3, 0.2, char_rnn(1)),
    Row("char-RNN", CHARS + "50", "numpy", 1.0, 0.85, char_rnn(50)),
    Row("MLP, Adam ÷ scikit-learn", MLP, "numpy", 0.8, 0.7, training),
)


def main() -> int:
    """Measure, print the table, and return 1 if a row is worse than accepted."""
    parser = argparse.ArgumentParser(description="Time of the layers ÷ PyTorch's, or scikit-learn's.")
    parser.add_argument("--quick", action="store_true", help="one thread, less exact")
    parser.add_argument("--accept", action="store_true", help="store the ratios as those to hold")
    parser.add_argument("--only", default="", help="the rows whose name has this")
    options = parser.parse_args()

    warnings.simplefilter("ignore")  # scikit-learn's about convergence
    rows = [row for row in ROWS if options.only.lower() in row.work.lower()]
    if not rows:
        parser.error(f"no row has {options.only!r} in its name")
    stored = json.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {"ratios": {}}
    accepted, measured, failures, unknown = stored["ratios"], {}, [], []
    seconds = 0.5 if options.quick else 3.0

    table = Table(title="our time ÷ theirs, forward + backward, float32, smallest of interleaved calls")
    for name in ("work", "shapes", "backend", "threads"):
        table.add_column(name)
    for name in ("ours, ms", "theirs, ms", "ratio", "goal", "stretch", "accepted"):
        table.add_column(name, justify="right", no_wrap=True)

    for n in (1,) if options.quick else (1, 2):
        with threads(n):
            for row in rows:
                key = f"{row.work}, {row.shapes}, {row.backend}, {n} threads"
                limit = accepted.get(key)
                goals = (_number(row.goal), _number(row.stretch)) if n == 1 else ("", "")
                try:
                    ours, theirs = row.make(row.backend)
                except ModuleNotFoundError as error:
                    if not (error.name or "").startswith("deeparc"):
                        raise
                    cells = ("", "", "[yellow]missing", *goals, _number(limit))
                    failures += [f"{key}: {error.name} is missing, accepted {limit:.2f}"] if limit else []
                else:
                    a, b = interleaved_minima(ours, theirs, seconds=seconds)
                    if limit and a / b > WORSE * limit:  # once more, before it counts
                        again = interleaved_minima(ours, theirs, seconds=2 * seconds)
                        a, b = min(a, again[0]), min(b, again[1])
                    measured[key] = ratio = a / b
                    if limit is None:
                        unknown.append(key)
                    elif ratio > WORSE * limit:
                        failures.append(f"{key}: ratio {ratio:.2f}, accepted {limit:.2f}")
                    cells = (f"{1e3 * a:.2f}", f"{1e3 * b:.2f}", _coloured(ratio, row, n), *goals, _number(limit))
                table.add_row(row.work, row.shapes, row.backend, str(n), *cells)

    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(table)
    console.print("Goals are for one thread. Green: stretch reached; plain: goal reached; red: not.")
    if options.accept:
        machine = f"{platform.machine()}, {_processor()}, torch {torch.__version__}, numpy {np.__version__}"
        ratios = accepted | {key: round(ratio, 3) for key, ratio in measured.items()}
        text = json.dumps({"machine": machine, "ratios": ratios}, ensure_ascii=False, indent=2)
        ACCEPTED.write_text(text + "\n", encoding="utf-8")
        console.print(f"accepted: {len(measured)} ratios in {ACCEPTED}")
        return 0
    if unknown:
        console.print(f"[yellow]{len(unknown)} rows have no accepted ratio yet (--accept stores them)")
    for failure in failures:
        console.print(f"[red]worse by more than {WORSE - 1:.0%}[/]: {failure}")
    return 1 if failures else 0


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _coloured(ratio: float, row: Row, n_threads: int) -> str:
    if n_threads > 1:
        return f"{ratio:.2f}"
    best = row.goal if row.stretch is None else row.stretch
    return f"[green]{ratio:.2f}" if ratio <= best else f"{ratio:.2f}" if ratio <= row.goal else f"[red]{ratio:.2f}"


def _processor() -> str:
    """Return the processor's name where Linux tells it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown processor")


if __name__ == "__main__":
    sys.exit(main())
