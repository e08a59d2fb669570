"""All arrays of a model, out and in: the same for layers and for PyTorch modules."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from deeparc.core.layer import Layer
from deeparc.core.namespace import Array, asarray, device_of, dtype_name, to_numpy


def model_state(model: Any) -> dict[str, np.ndarray]:
    """Return copies of all parameters and buffers of a `Layer` or a `torch.nn.Module`, by name, in NumPy."""
    return {name: to_numpy(array).copy() for name, array in _arrays(model).items()}


def load_model_state(model: Any, state: Mapping[str, Array]) -> None:
    """Write stored parameters and buffers into a model of the same form.

    Raises:
        ValueError: names or shapes differ.
    """
    arrays = _arrays(model)
    shapes = {name: tuple(array.shape) for name, array in arrays.items()}
    found = {name: tuple(array.shape) for name, array in state.items()}
    if shapes != found:
        wrong = sorted(set(shapes.items()) ^ set(found.items()))
        raise ValueError(f"state is of another model; these are on one side only: {wrong}")
    for name, array in arrays.items():
        array[...] = asarray(state[name], dtype=dtype_name(array), device=device_of(array))


def _arrays(model: Any) -> dict[str, Array]:
    return {**model.params, **model.buffers} if isinstance(model, Layer) else model.state_dict()
