"""What hooks into the training loop of `deeparc.core.train`: histories, early stopping, a progress bar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from deeparc.core.namespace import Array
from deeparc.core.optim import Optimiser
from deeparc.core.state import load_model_state, model_state
from deeparc.core.validate import number, whole


@dataclass
class Run:
    """A training under way, as the callbacks see it.

    Attributes:
        model: a `Layer`, or a `torch.nn.Module`.
        optimiser: with its state.
        rng: orders the examples.
        epochs: how many there are to be.
        epoch: how many are done.
        loss: of the last step, an array without axes.
        figures: of the last epoch by name: `"loss"`, and what `validate` returned.
        stop: set it to True, and the training ends after this epoch.
    """

    model: Any
    optimiser: Optimiser
    rng: np.random.Generator
    epochs: int
    epoch: int = 0
    loss: Array | None = None
    figures: dict[str, float] = field(default_factory=dict)
    stop: bool = False


class Callback:
    """Something to be done during training; a subclass overrides what it needs."""

    def begin(self, run: Run) -> None:
        """Act before the first epoch."""

    def after_step(self, run: Run) -> None:
        """Act after each step of the optimiser."""

    def after_epoch(self, run: Run) -> None:
        """Act after each epoch, when `run.figures` is there."""

    def end(self, run: Run) -> None:
        """Act at the end, also when training stops early."""

    def state_dict(self) -> dict[str, Any]:
        """Return what a checkpoint must keep: arrays, and what JSON can hold."""
        return {}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Go on from a state that `state_dict` gave."""


class History(Callback):
    """The figures of every epoch.

    Attributes:
        figures: by name, one number for each epoch: `history.figures["loss"]`.
        steps: the loss of every step, where asked for.

    Args:
        every_step: whether to keep the loss of every step too (on a GPU this waits for each).
    """

    def __init__(self, *, every_step: bool = False) -> None:
        self.figures: dict[str, list[float]] = {}
        self.steps: list[float] = []
        self.every_step = every_step

    def after_step(self, run: Run) -> None:
        """Keep the loss of the step."""
        if self.every_step:
            self.steps.append(float(run.loss))

    def after_epoch(self, run: Run) -> None:
        """Keep the figures of the epoch."""
        for name, value in run.figures.items():
            self.figures.setdefault(name, []).append(value)

    def state_dict(self) -> dict[str, Any]:
        """Return both."""
        return {"figures": self.figures, "steps": self.steps}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Take both."""
        self.figures, self.steps = {k: list(v) for k, v in state["figures"].items()}, list(state["steps"])


class EarlyStopping(Callback):
    """Ends the training when a figure has not fallen for some epochs, and brings the best weights back.

    Args:
        figure: its name in `Run.figures`, such as one that `validate` returns; smaller is better.
        patience: epochs to wait for a new best, at least 1.
        least: by how much a new best must be better, at least 0.

    Attributes:
        best: the smallest value.
        best_epoch: how many epochs were done then.

    Raises:
        ValueError: an argument is out of range; the figure is not there (at the first epoch).

    Source: Prechelt, Early stopping: but when?, 1998. Deck: intro.
    """

    def __init__(self, figure: str, patience: int = 5, least: float = 0.0) -> None:
        self.figure, self.patience, self.least = figure, whole(patience, "patience"), number(least, "least")
        if self.least < 0:
            raise ValueError(f"least is {self.least:g}, expected a number of at least 0")
        self.best, self.best_epoch = float("inf"), 0
        self._weights: dict[str, np.ndarray] = {}

    def after_epoch(self, run: Run) -> None:
        """Compare with the best."""
        if self.figure not in run.figures:
            raise ValueError(f"figure is {self.figure!r}, expected one of {sorted(run.figures)}")
        value = run.figures[self.figure]
        if value < self.best - self.least:
            self.best, self.best_epoch, self._weights = value, run.epoch, model_state(run.model)
        elif run.epoch - self.best_epoch >= self.patience:
            run.stop = True

    def end(self, run: Run) -> None:
        """Bring the best weights back."""
        if self._weights:
            load_model_state(run.model, self._weights)

    def state_dict(self) -> dict[str, Any]:
        """Return the best value, its epoch and its weights."""
        return {"best": self.best, "best_epoch": self.best_epoch, **{f"w/{k}": v for k, v in self._weights.items()}}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Take them."""
        self.best, self.best_epoch = state["best"], state["best_epoch"]
        self._weights = {k.removeprefix("w/"): v for k, v in state.items() if k.startswith("w/")}


class Progress(Callback):
    """A progress bar over the epochs, with the figures beside it."""

    def __init__(self) -> None:
        self._bar: Any = None

    def begin(self, run: Run) -> None:
        """Show the bar."""
        from tqdm.auto import tqdm

        self._bar = tqdm(total=run.epochs, initial=run.epoch, unit="epoch")

    def after_epoch(self, run: Run) -> None:
        """Move it."""
        self._bar.set_postfix({k: f"{v:.4g}" for k, v in run.figures.items()}, refresh=False)
        self._bar.update()

    def end(self, run: Run) -> None:
        """Close it."""
        self._bar.close()
