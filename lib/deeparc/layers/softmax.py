"""Softmax and its logarithm as layers. To train a classifier take `deeparc.core.loss.cross_entropy` of the logits."""

from deeparc.core.layer import Layer, check_dy, check_kind
from deeparc.core.namespace import Array, logsumexp, namespace


class Softmax(Layer):
    """Probabilities over the last axis: y_i = e^{x_i} / Σ_l e^{x_l}, for inputs (B, …, M).

    The Jacobian is ∂y_i/∂x_j = y_i (1 − y_i) for i = j and −y_i y_j else. Adding one number to all x changes nothing.

    Source: Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990. Decks: acero,
    intro.
    """

    def __init__(self) -> None:
        super().__init__()
        self._y: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return y, shaped like x; no x is too large for it.

        Raises:
            ValueError: x has fewer than two axes, is empty, or has no floats.
        """
        _check(x)
        xp = namespace(x)
        e = xp.exp(x - xp.max(x, axis=-1, keepdims=True))
        self._y = e / xp.sum(e, axis=-1, keepdims=True)
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = y ⊙ (dy − Σ_i y_i dy_i): the product with the Jacobian, without making it."""
        y = self._y
        check_dy(dy, None if y is None else y.shape, y)
        return y * (dy - namespace(dy).sum(y * dy, axis=-1, keepdims=True)) if need_dx else None


class LogSoftmax(Layer):
    """Log-probabilities over the last axis: y_i = x_i − ln Σ_l e^{x_l}, for inputs (B, …, M).

    Source: as `Softmax`. Decks: acero, intro.
    """

    def __init__(self) -> None:
        super().__init__()
        self._y: Array | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return y, shaped like x, at most 0.

        Raises:
            ValueError: x has fewer than two axes, is empty, or has no floats.
        """
        _check(x)
        self._y = x - logsumexp(x)
        return self._y

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = dy − e^y Σ_i dy_i."""
        check_dy(dy, None if self._y is None else self._y.shape, self._y)
        xp = namespace(dy)
        return dy - xp.exp(self._y) * xp.sum(dy, axis=-1, keepdims=True) if need_dx else None


def _check(x: Array) -> None:
    shape = tuple(getattr(x, "shape", ()))
    if len(shape) < 2 or 0 in shape:
        raise ValueError(f"x has shape {shape}, expected (B, …, M), not empty")
    check_kind(x, None)
