"""Maps laid out as one row of features."""

from math import prod

from deeparc.core.layer import Layer, check_dy, check_kind
from deeparc.core.namespace import Array


class Flatten(Layer):
    """One row for each example: (B, C, H, W) → (B, C·H·W), the last axis running fastest."""

    def __init__(self) -> None:
        super().__init__()
        self._x: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return x as (B, D).

        Args:
            x: the batch first, then at least one axis; float32 or float64.
            train: makes no difference.

        Raises:
            ValueError: fewer axes, an empty batch, or no floats.
        """
        shape = tuple(getattr(x, "shape", ()))
        if len(shape) < 2 or 0 in shape:
            raise ValueError(f"x has shape {shape}, expected (B, …) with at least one example and one feature")
        check_kind(x, None)
        self._x = x
        return x.reshape(shape[0], -1)

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dy shaped like x.

        Raises:
            ValueError: dy is not shaped like the output, or there was no `forward`.
        """
        x = self._x
        check_dy(dy, None if x is None else (x.shape[0], prod(x.shape[1:])), x)
        return dy.reshape(x.shape) if need_dx else None
