"""The stage that ConvNets repeat: normalisation → filter bank → non-linearity → pooling, with every variant by name.

A ConvNet is a few stages on top of each other and a classifier on top of those. In the study of 2009 the normalisation
stands between the non-linearity and the pooling; `after` puts it there, `before` where the deck draws it.
"""

from collections.abc import Callable, Sequence

import numpy as np

from deeparc.core.initialise import Initialiser, glorot_uniform
from deeparc.core.layer import Chain, Layer
from deeparc.layers.activations import Absolute, Identity, ReLU, Shrinkage, Tanh
from deeparc.layers.conv import Conv2d
from deeparc.layers.normalise import DivisiveNormalisation, SubtractiveNormalisation
from deeparc.layers.pool import AveragePool, LogProbPool, LpPool, MaxPool, Pool

NORMALISATIONS: dict[str, tuple[Callable[[int], Layer], ...]] = {
    "none": (),
    "subtractive": (SubtractiveNormalisation,),
    "divisive": (DivisiveNormalisation,),
    "both": (SubtractiveNormalisation, DivisiveNormalisation),
}
"""Layers by name, each made from its window; "both" is the N of the study."""

NONLINEARITIES: dict[str, Callable[[], tuple[Layer, ...]]] = {
    "none": lambda: (Identity(),),
    "tanh": lambda: (Tanh(),),
    "abs": lambda: (Tanh(), Absolute()),
    "relu": lambda: (ReLU(),),
    "shrinkage": lambda: (Shrinkage(0.5),),
}
"""Layers by name; "abs" is tanh and then the absolute value, the study's R_abs."""

POOLS: dict[str, Callable[[int, int], Pool]] = {
    "average": lambda window, stride: AveragePool(window, stride),
    "max": lambda window, stride: MaxPool(window, stride),
    "l2": lambda window, stride: LpPool(2.0, window, stride),
    "log-prob": lambda window, stride: LogProbPool(4.0, window, stride),
}
"""Layers by name, each made from its window and stride."""


class Stage(Chain):
    """One stage.

    Args:
        n_in: input maps.
        n_out: output maps; more than n_in makes it a dimension expansion.
        kernel: size of the filters.
        rng: draws the filters.
        before: normalisation of the input, a key of `NORMALISATIONS`.
        nonlinearity: a key of `NONLINEARITIES`.
        after: normalisation of the maps before they are pooled.
        pool: a key of `POOLS`.
        window: K of the pooling.
        stride: of the pooling; K by default.
        around: window of the normalisations, an odd number.
        table: which input maps each output map sees, see `Conv2d`.
        initialise: how the filters are drawn.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        filters: the convolution, whose `params["w"]` are the filters.

    Raises:
        ValueError: an unknown name, or sizes out of range.

    Differs from the study: no gain for each map after the tanh.
    Source: Jarrett, Kavukcuoglu, Ranzato & LeCun, What is the best multi-stage architecture for object recognition?,
    2009, section 2. Deck: lecun.
    """

    def __init__(
        self,
        n_in: int,
        n_out: int,
        kernel: int,
        rng: np.random.Generator,
        *,
        before: str = "none",
        nonlinearity: str = "tanh",
        after: str = "none",
        pool: str = "average",
        window: int = 2,
        stride: int | None = None,
        around: int = 9,
        table: Sequence[Sequence[int]] | None = None,
        initialise: Initialiser = glorot_uniform,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        self.filters = Conv2d(n_in, n_out, kernel, rng, table=table, initialise=initialise, device=device, dtype=dtype)
        super().__init__(
            [
                *(make(around) for make in _named(NORMALISATIONS, before, "before")),
                self.filters,
                *_named(NONLINEARITIES, nonlinearity, "nonlinearity")(),
                *(make(around) for make in _named(NORMALISATIONS, after, "after")),
                _named(POOLS, pool, "pool")(window, window if stride is None else stride),
            ]
        )


def _named(choices: dict, name: str, what: str):
    if name not in choices:
        raise ValueError(f"{what} is {name!r}, expected one of {', '.join(choices)}")
    return choices[name]
