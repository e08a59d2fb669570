"""Dropout: a net whose units are left out at random while it learns."""

from typing import Literal

import numpy as np

from deeparc.core.layer import Layer, check_dy, check_kind
from deeparc.core.namespace import Array, asarray, device_of, dtype_name
from deeparc.core.validate import number


class Dropout(Layer):
    """Each element is dropped with probability p in training: y = m ⊙ x, m_i = 0 with probability p, else 1.

    A net of N such units is 2^N nets with shared weights. When it is used it must give what they give on average, and
    there are two ways. *Classic*: the outputs are scaled when used, y = (1 − p) x, which does the same as the decks'
    W_test = (1 − p) W_train in the layer above. *Inverted*: they are scaled in training, y = m ⊙ x/(1 − p), and left
    alone when used.

    Args:
        p: probability to drop, from 0 to below 1; the nets of 2012 have ½.
        rng: draws the masks, in NumPy on every backend, so that one seed gives the same.
        form: `"inverted"` or `"classic"`.

    Raises:
        ValueError: p is out of range, or the form is unknown.

    Source: Hinton et al., Improving neural networks by preventing co-adaptation of feature detectors, 2012; Srivastava
    et al., Dropout, 2014 (section 4: classic; section 10: inverted). Deck: intro.
    """

    def __init__(
        self, p: float, rng: np.random.Generator, *, form: Literal["inverted", "classic"] = "inverted"
    ) -> None:
        super().__init__()
        self.p = number(p, "p")
        if not 0 <= self.p < 1:
            raise ValueError(f"p is {self.p:g}, expected a number of at least 0 and below 1")
        if form not in ("inverted", "classic"):
            raise ValueError(f"form is {form!r}, expected 'inverted' or 'classic'")
        self.form = form
        self.rng = rng
        self._mask: Array | float = 1.0
        self._shape: tuple[int, ...] | None = None

    def forward(self, x: Array, *, train: bool = False) -> Array:
        """Return y, shaped like x.

        Args:
            x: the batch first, then any shape.
            train: True draws a new mask; False leaves nothing out.

        Raises:
            ValueError: x has no floats, or is empty.
        """
        shape = tuple(getattr(x, "shape", ()))
        if not shape or 0 in shape:
            raise ValueError(f"x has shape {shape}, expected a batch (B, …) that is not empty")
        check_kind(x, None)
        self._shape = shape
        if train:
            kept = self.rng.random(shape, dtype=np.float32) >= self.p
            scale = 1 / (1 - self.p) if self.form == "inverted" else 1.0
            self._mask = asarray(kept * np.dtype(dtype_name(x)).type(scale), device=device_of(x))
        else:
            self._mask = 1.0 if self.form == "inverted" else 1 - self.p
        return self._mask * x

    def backward(self, dy: Array, *, need_dx: bool = True) -> Array | None:
        """Return dx = m ⊙ dy, with the mask and scale of the last `forward`."""
        check_dy(dy, self._shape)
        return self._mask * dy if need_dx else None
