"""LeNet-1: the convolutional network of 1990, the first of the family that read digits straight from their pixels.

    input 28×28 → H1 4@24×24 → H2 4@12×12 → H3 12@8×8 → H4 12@4×4 → output 10

H1 and H3 are convolutions with 5×5 filters, H2 and H4 averages over 2×2 with a learned gain and bias for each map.
"""

from typing import NamedTuple

import numpy as np

from deeparc.core.initialise import Initialiser, lecun_uniform
from deeparc.core.layer import Chain, Layer
from deeparc.layers.activations import ScaledTanh
from deeparc.layers.conv import Conv2d
from deeparc.layers.flatten import Flatten
from deeparc.layers.linear import Linear
from deeparc.layers.pool import AveragePool, TrainableAverage

_SEEN_BY_H3 = "0 01 01 1 01 01 2 23 23 3 23 23"
H3_TABLE = np.array([[int(str(h2) in maps) for h2 in range(4)] for maps in _SEEN_BY_H3.split()])
"""(12, 4): which maps of H2 each map of H3 sees: one or two of them, 20 pairs in all, in two separate halves."""


class Count(NamedTuple):
    """What a layer has: units, parameters that it learns, and connections (a bias counts as one)."""

    units: int
    trainable: int
    connections: int


class LeNet1(Chain):
    """Filters and tanh, averages, filters and tanh, averages, and ten outputs between −1.7 and 1.7.

    Args:
        rng: draws the weights.
        initialise: how they are drawn.
        pick: take every second value of a map instead of the averages of H2 and H4; then nothing is pooled, and
            nothing else changes but that those layers have no parameters.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Attributes:
        named: the layers that the paper names, in their order.

    Differs from the paper: which two maps of H2 a map of H3 sees is arranged anew, under the rules that the paper
    states and with its counts.
    Source: LeCun, Boser, Denker, Henderson, Howard, Hubbard & Jackel, Handwritten digit recognition with a
    back-propagation network, 1990, section 4. Decks: lecun, nature.
    """

    def __init__(
        self,
        rng: np.random.Generator,
        *,
        initialise: Initialiser = lecun_uniform,
        pick: bool = False,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        where = {"device": device, "dtype": dtype}
        drawn = {"initialise": initialise, **where}
        self.named: dict[str, Layer] = {
            "H1": Conv2d(1, 4, 5, rng, **drawn),
            "H2": AveragePool(1, 2) if pick else TrainableAverage(4, 2, **where),
            "H3": Conv2d(4, 12, 5, rng, table=H3_TABLE, **drawn),
            "H4": AveragePool(1, 2) if pick else TrainableAverage(12, 2, **where),
            "output": Linear(192, 10, rng, **drawn),
        }
        h1, h2, h3, h4, output = self.named.values()
        super().__init__([h1, ScaledTanh(), h2, h3, ScaledTanh(), h4, Flatten(), output, ScaledTanh()])


def counts() -> dict[str, Count]:
    """Return the counts of `LeNet1` layer by layer, with the input and `"total"`, worked out from the layers.

    The paper counts one unit more than the layers have, and we do as it does: it is the unit with the constant
    output 1 that the biases are connected to.

    Source: LeCun et al. 1990, section 4: 4,635 units, 98,442 connections, 2,578 parameters.
    """
    net = LeNet1(np.random.default_rng(0))
    names = {id(layer): name for name, layer in net.named.items()}
    x = np.zeros((1, 1, 28, 28), dtype=np.float32)
    result = {"input": Count(x.size, 0, 0)}
    for layer in net.layers:
        x = layer.forward(x)
        if id(layer) not in names:
            continue
        trainable = sum(parameter.size for parameter in layer.params.values())
        if isinstance(layer, TrainableAverage):
            connections = x.size * (int(np.prod(layer.window)) + 1)
        else:
            connections = trainable * int(np.prod(x.shape[2:]))
        result[names[id(layer)]] = Count(x.size, trainable, connections)
    units, trainable, connections = (sum(column) for column in zip(*result.values(), strict=True))
    result["total"] = Count(units + 1, trainable, connections)
    return result
