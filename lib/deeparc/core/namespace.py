"""Arrays on NumPy, on PyTorch and on a GPU through one set of names: the only file that tells backends apart.

Model code asks an array for its namespace (`xp = namespace(x)`) and then uses the array-API standard's functions.
What the standard lacks is here. A *device* is `"numpy"`, or a PyTorch device such as `"cpu"` or `"cuda:0"`.
"""

from collections.abc import Iterator
from types import ModuleType
from typing import Any, TypeAlias

import array_api_compat
import numpy as np

Array: TypeAlias = Any  # np.ndarray or torch.Tensor


def namespace(*arrays: Array) -> ModuleType:
    """Return the array-API namespace that all of these arrays share.

    Raises:
        TypeError: they come from different backends, or are no arrays.
    """
    return array_api_compat.array_namespace(*arrays)


def asarray(values: Array, *, dtype: str | None = None, device: str = "numpy") -> Array:
    """Make an array on a device; a copy only where one is needed.

    Args:
        values: an array of any backend, or nested sequences of numbers.
        dtype: name of the type, such as `"float32"`; by default as `values` has it.
        device: `"numpy"`, `"cpu"`, `"cuda"`, `"cuda:1"`, …

    Raises:
        ValueError: the device is unknown or not there.
    """
    values = to_numpy(values) if device == "numpy" or not is_torch(values) else values
    if device == "numpy":
        return np.asarray(values, dtype=dtype)
    torch = _torch(device)
    if not is_torch(values):
        values = np.ascontiguousarray(values)
    try:
        return torch.as_tensor(values, dtype=getattr(torch, dtype) if dtype else None, device=device)
    except (RuntimeError, AssertionError) as error:
        raise ValueError(f"device is {device!r}, which is not there: {error}") from error


def to_numpy(x: Array) -> np.ndarray:
    """Return the values as a NumPy array, fetched from the GPU where needed."""
    return x.detach().cpu().numpy() if is_torch(x) else np.asarray(x)


def is_torch(x: Array) -> bool:
    """Tell whether `x` is a PyTorch tensor (without importing PyTorch)."""
    return array_api_compat.is_torch_array(x)


def device_of(x: Array) -> str:
    """Return the device of an array, as `asarray` takes it."""
    return str(x.device) if is_torch(x) else "numpy"


def dtype_name(x: Array) -> str:
    """Return the name of an array's type, such as `"float32"`."""
    return str(x.dtype).removeprefix("torch.")


def empty_like(x: Array, shape: tuple[int, ...]) -> Array:
    """Return an array of this shape with the backend, type and device of `x`; its content is arbitrary."""
    return x.new_empty(shape) if is_torch(x) else np.empty(shape, dtype=x.dtype)


def zeros_like(x: Array, shape: tuple[int, ...]) -> Array:
    """Return zeros of this shape with the backend, type and device of `x`."""
    return x.new_zeros(shape) if is_torch(x) else np.zeros(shape, dtype=x.dtype)


def one_hot(labels: Array, n: int, like: Array) -> Array:
    """Return rows with a single 1.

    Args:
        labels: integers in 0 … n − 1, shape (B,).
        n: number of classes.
        like: array whose type and device the result takes.

    Returns:
        shape (B, n).
    """
    xp = namespace(labels)
    classes = xp.arange(n, device=array_api_compat.device(labels))
    hot = labels[:, None] == classes[None, :]
    return hot.to(like.dtype) if is_torch(hot) else hot.astype(like.dtype)


def add_at(target: Array, index: Array, values: Array) -> None:
    """Add `values[k]` (K, …) to `target[index[k]]` (N, …) in place, also where an integer in `index` (K,) repeats."""
    if is_torch(target):
        target.index_add_(0, index, values)
    elif target.ndim == 1:
        np.add.at(target, index, values)
    else:  # 1-D add.at is the fast one, so the rows are laid out flat
        width = target[0].size
        flat = (np.asarray(index)[:, None] * width + np.arange(width)).reshape(-1)
        np.add.at(target.reshape(-1), flat, values.reshape(-1))


def where_positive(x: Array, y: Array) -> Array:
    """Return y where x > 0, else 0: the gradient of max(0, x), in one pass where PyTorch has one."""
    return _torch("cpu").ops.aten.threshold_backward(y, x, 0) if is_torch(x) else y * (x > 0)


def pad(x: Array, widths: tuple[tuple[int, int], ...], value: float = 0.0) -> Array:
    """Surround `x` with a constant.

    Args: x of any shape; widths (before, after) for each axis, each at least 0; value, the constant.
    """
    if all(before == after == 0 for before, after in widths):
        return x
    shape = tuple(n + before + after for n, (before, after) in zip(x.shape, widths, strict=True))
    out = empty_like(x, shape)
    out[...] = value
    out[tuple(slice(before, before + n) for n, (before, _) in zip(x.shape, widths, strict=True))] = x
    return out


def pieces(*arrays: Array, size: int = 1 << 15) -> Iterator[tuple[Array, ...]]:
    """Yield views of arrays of one shape, in step: flat pieces that fit into a CPU's cache, or all."""
    if is_torch(arrays[0]) or not all(x.flags.c_contiguous for x in arrays):
        yield arrays
    else:
        flat = [x.reshape(-1) for x in arrays]
        yield from (tuple(x[k : k + size] for x in flat) for k in range(0, len(flat[0]), size))


def logsumexp(x: Array, axis: int = -1) -> Array:
    """Return log Σ exp(x) along an axis, which it keeps with length 1, without overflow."""
    xp = namespace(x)
    peak = xp.max(x, axis=axis, keepdims=True)
    return peak + xp.log(xp.sum(xp.exp(x - peak), axis=axis, keepdims=True))


def _torch(device: str) -> ModuleType:
    try:
        import torch
    except ImportError as error:
        raise ValueError(f"device is {device!r}, but PyTorch is not installed: use 'numpy' or install torch") from error
    return torch
