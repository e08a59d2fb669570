"""Checkpoints: a training that was cut off goes on as if it had not been."""

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from deeparc.core import rng as generators
from deeparc.core.callbacks import Callback, Run
from deeparc.core.layer import Layer
from deeparc.core.namespace import to_numpy
from deeparc.core.state import load_model_state, model_state
from deeparc.core.validate import whole


class Checkpoint(Callback):
    """Writes everything that the training needs to go on, and goes on from it when the file is there.

    A run that was cut off anywhere and is started again with the same arguments ends with the same bits as one that
    was not: weights, optimiser, order of the examples, other generators, and the states of the other callbacks are
    kept. The file is a NumPy archive without pickled objects. It is written beside the old one, which it then
    replaces in one step, so that there is always a whole one.

    Args:
        path: of the file, ending in `.npz`; its folder must exist.
        every: epochs between writes; the last epoch is always written.
        rngs: further generators that the training draws from, by name, such as those of dropout. For a PyTorch module
            PyTorch's own generators are kept as well.

    Raises:
        ValueError: the name does not end in `.npz`, `every` is below 1; when training begins: the file is of another
            model, optimiser or set of callbacks.
    """

    def __init__(
        self, path: str | Path, *, every: int = 1, rngs: Mapping[str, np.random.Generator] | None = None
    ) -> None:
        self.path, self.every, self.rngs = Path(path), whole(every, "every"), dict(rngs or {})
        if self.path.suffix != ".npz":
            raise ValueError(f"path is {str(path)!r}, expected a name that ends in .npz")
        self.others: Sequence[Callback] = ()

    def begin(self, run: Run) -> None:
        """Go on from the file, where there is one."""
        if not self.path.exists():
            return
        with np.load(self.path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        about = json.loads(str(arrays.pop("about")))
        kinds = [type(other).__name__ for other in self.others]
        expected = {"optimiser": type(run.optimiser).__name__, "callbacks": kinds, "rngs": sorted(self.rngs)}
        found = {name: about[name] for name in expected}
        if found != expected:
            raise ValueError(f"{self.path} is of a run with {found}, expected {expected}")
        parts: dict[str, dict[str, Any]] = {}
        for name, array in arrays.items():
            part, _, key = name.partition("|")
            parts.setdefault(part, {})[key] = array
        load_model_state(run.model, parts.get("model", {}))
        run.optimiser.load_state({"steps": about["steps"]} | parts.get("optimiser", {}))
        for name, rng in {"": run.rng, **self.rngs}.items():
            generators.load_state(rng, about["states"][name])
        if "torch" in parts:
            _load_torch_generators(parts["torch"])
        for k, other in enumerate(self.others):
            other.load_state(about["others"][k] | parts.get(f"callback {k}", {}))
        run.epoch, run.stop, run.figures = about["epoch"], about["stop"], about["figures"]

    def after_epoch(self, run: Run) -> None:
        """Write the file."""
        if run.epoch % self.every and run.epoch < run.epochs and not run.stop:
            return
        states = [other.state_dict() for other in self.others]
        optimiser = run.optimiser.state_dict()
        about = {
            "optimiser": type(run.optimiser).__name__,
            "callbacks": [type(other).__name__ for other in self.others],
            "rngs": sorted(self.rngs),
            "steps": optimiser.pop("steps"),
            "states": {name: generators.save_state(rng) for name, rng in {"": run.rng, **self.rngs}.items()},
            "others": [{k: v for k, v in state.items() if not isinstance(v, np.ndarray)} for state in states],
            "epoch": run.epoch,
            "stop": run.stop,
            "figures": run.figures,
        }
        parts = {"model": model_state(run.model), "optimiser": optimiser}
        if not isinstance(run.model, Layer):
            parts["torch"] = _torch_generators()
        for k, state in enumerate(states):
            parts[f"callback {k}"] = {name: v for name, v in state.items() if isinstance(v, np.ndarray)}
        arrays = {f"{part}|{name}": array for part, named in parts.items() for name, array in named.items()}
        _write(self.path, {"about": np.array(json.dumps(about)), **arrays})


def _torch_generators() -> dict[str, np.ndarray]:
    import torch

    states = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        states |= {f"cuda:{k}": state for k, state in enumerate(torch.cuda.get_rng_state_all())}
    return {name: to_numpy(state) for name, state in states.items()}


def _load_torch_generators(states: Mapping[str, np.ndarray]) -> None:
    import torch

    for name, state in states.items():
        if name == "cpu":
            torch.set_rng_state(torch.from_numpy(state))
        elif torch.cuda.is_available():
            torch.cuda.set_rng_state(torch.from_numpy(state), name)


def _write(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
