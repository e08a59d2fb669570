"""LeNet-5: the convolutional network of 1998 that read handwritten digits, and its modern form.

    input 32×32 → C1 6@28×28 → S2 6@14×14 → C3 16@10×10 → S4 16@5×5 → C5 120 → F6 84 → output 10

C: convolution with 5×5 filters; S: subsampling by 2×2; F: full connection.
"""

from typing import NamedTuple

import numpy as np

from deeparc.core.initialise import Initialiser
from deeparc.core.layer import Chain, Layer
from deeparc.core.namespace import Array, asarray, device_of, dtype_name, logsumexp, namespace, one_hot
from deeparc.core.validate import FloatArray, number
from deeparc.layers.activations import ScaledTanh, Tanh
from deeparc.layers.conv import Conv2d
from deeparc.layers.flatten import Flatten
from deeparc.layers.linear import Linear
from deeparc.layers.pool import AveragePool, TrainableAverage
from deeparc.layers.rbf import RBF

_SEEN_BY_C3 = "012 123 234 345 045 015 0123 1234 2345 0345 0145 0125 0134 1245 0235 012345"
C3_TABLE = np.array([[int(str(s2) in maps) for s2 in range(6)] for maps in _SEEN_BY_C3.split()])
"""(16, 6): which maps of S2 each map of C3 sees; Table I of the paper, one row here for each column there."""

_CODES = """
..###.. ...#... .#####. ####### #.....# ####### ..####. ####### ..###.. ..###..
.#...#. ..##... #.....# .....#. #.....# #...... .#..... ......# .#...#. .#...#.
#.....# .#.#... ......# ....#.. #.....# #...... #...... ......# #.....# #.....#
#.....# ...#... ......# ...#... #.....# #...... #...... .....#. #.....# #.....#
#.....# ...#... .....#. ..####. #.....# ######. #.####. .....#. .#...#. #.....#
#.....# ...#... ....#.. ......# .###### ......# ##....# ....#.. ..###.. .#...##
#.....# ...#... ...#... ......# ......# ......# #.....# ....#.. .#...#. ..###.#
#.....# ...#... ..#.... ......# ......# ......# #.....# ...#... #.....# ......#
#.....# ...#... .#..... ......# ......# ......# #.....# ...#... #.....# ......#
#.....# ...#... #...... ......# ......# ......# #.....# ..#.... #.....# ......#
.#...#. ...#... #...... #.....# ......# #.....# .#...#. ..#.... .#...#. .....#.
..###.. .#####. ####### .#####. ......# .#####. ..###.. ..#.... ..###.. .####..
"""


def codes() -> FloatArray:
    """Return (10, 84): for each digit its picture, 12 rows of 7 pixels, +1 where it is dark and −1 elsewhere."""
    rows = [row.split() for row in _CODES.split("\n")[1:-1]]
    return np.array([[1.0 if pixel == "#" else -1.0 for row in rows for pixel in row[d]] for d in range(10)])


def lenet_uniform(rng: np.random.Generator, shape: tuple[int, ...], *, fan_in: int, fan_out: int = 1) -> FloatArray:
    """Draw w ~ U(−2.4/F, 2.4/F), with F the fan-in, as the paper's appendix A does."""
    return rng.uniform(-2.4 / fan_in, 2.4 / fan_in, shape)


class LeNet5(Chain):
    """The form of 1998: trainable subsampling, C3 with its partial table, and distances to drawn codes as outputs.

    Every layer up to F6 ends in f(a) = 1.7159 tanh(2a/3). Output m is the squared distance of the 84 units of F6 to
    a picture of digit m, 7 × 12 pixels of ±1: the class is the one with the *smallest* output.

    Args:
        rng: draws the weights.
        initialise: how they are drawn.
        device: `"numpy"`, `"cpu"`, `"cuda"`, …
        dtype: `"float32"` or `"float64"`.

    Differs from the paper: the codes are drawn anew, after its figure 3.
    Source: LeCun, Bottou, Bengio & Haffner, Gradient-based learning applied to document recognition, 1998, section
    II.B and figure 2. Deck: lecun.
    """

    def __init__(
        self,
        rng: np.random.Generator,
        *,
        initialise: Initialiser = lenet_uniform,
        device: str = "numpy",
        dtype: str = "float32",
    ) -> None:
        where = {"device": device, "dtype": dtype}
        drawn = {"initialise": initialise, **where}
        self.named: dict[str, Layer] = {
            "C1": Conv2d(1, 6, 5, rng, **drawn),
            "S2": TrainableAverage(6, 2, **where),
            "C3": Conv2d(6, 16, 5, rng, table=C3_TABLE, **drawn),
            "S4": TrainableAverage(16, 2, **where),
            "C5": Conv2d(16, 120, 5, rng, **drawn),
            "F6": Linear(120, 84, rng, **drawn),
            "output": RBF(codes(), **where),
        }
        c1, s2, c3, s4, c5, f6, output = self.named.values()
        convolutions = [layer for part in (c1, s2, c3, s4, c5) for layer in (part, ScaledTanh())]
        super().__init__([*convolutions, Flatten(), f6, ScaledTanh(), output])


class ModernLeNet5(Chain):
    """The form that most libraries show: full connection from S2 to C3, plain averages, tanh, and 10 logits.

    Args: as `LeNet5`, but for the initialisation, which is each layer's own.

    Source: after LeCun et al. 1998.
    """

    def __init__(self, rng: np.random.Generator, *, device: str = "numpy", dtype: str = "float32") -> None:
        where = {"device": device, "dtype": dtype}
        super().__init__(
            [
                Conv2d(1, 6, 5, rng, **where),  # (B, 6, 28, 28)
                Tanh(),
                AveragePool(2),  # (B, 6, 14, 14)
                Conv2d(6, 16, 5, rng, **where),  # (B, 16, 10, 10)
                Tanh(),
                AveragePool(2),  # (B, 16, 5, 5)
                Conv2d(16, 120, 5, rng, **where),  # (B, 120, 1, 1)
                Tanh(),
                Flatten(),
                Linear(120, 84, rng, **where),
                Tanh(),
                Linear(84, 10, rng, **where),
            ]
        )


class Count(NamedTuple):
    """How many parameters a layer learns, and how many connections there are (a bias counts as one)."""

    trainable: int
    connections: int


def counts() -> dict[str, Count]:
    """Return the counts of `LeNet5` layer by layer, with `"total"`, worked out from the layers themselves.

    A convolution uses each parameter once at each place; each subsampling unit has its window and a bias.

    Source: LeCun et al. 1998, section II.B: 60,000 trainable parameters in all.
    """
    net, result = LeNet5(np.random.default_rng(0)), {}
    names = {id(layer): name for name, layer in net.named.items()}
    x = np.zeros((1, 1, 32, 32), dtype=np.float32)
    for layer in net.layers:
        x = layer.forward(x)
        if id(layer) not in names:
            continue
        trainable = sum(parameter.size for parameter in layer.params.values())
        if isinstance(layer, TrainableAverage):
            connections = x.size * (int(np.prod(layer.window)) + 1)
        elif isinstance(layer, RBF):
            connections = layer.centres.size
        else:
            connections = trainable * int(np.prod(x.shape[2:]))
        result[names[id(layer)]] = Count(trainable, connections)
    result["total"] = Count(*(sum(column) for column in zip(*result.values(), strict=True)))
    return result


def loss(y: Array, labels: Array, j: float = 1.0) -> tuple[Array, Array]:
    """Return E = 1/B Σ_b (y_bt + log(e^−j + Σ_m e^−y_bm)), with t the label of b, and its gradient for y.

    It pulls the right code nearer and pushes the others away, the less the farther they are beyond j.

    Args:
        y: (B, 10) squared distances.
        labels: (B,) integers.
        j: distance of a rubbish class; wrong classes farther away than it are left alone.

    Returns:
        the mean loss, a number, and (B, 10) its gradient (one-hot(t) − p)/B, with p_m = e^−y_m/(e^−j + Σ e^−y).

    Raises:
        ValueError: y is no matrix, j no number, or there is not one label from 0 to M − 1 for each row.

    Source: LeCun et al. 1998, equation 9 (maximum a posteriori).
    """
    xp, j = namespace(y), number(j, "j")
    if y.ndim != 2 or tuple(labels.shape) != (y.shape[0],):
        raise ValueError(f"y has shape {tuple(y.shape)} and labels {tuple(labels.shape)}, expected (B, M) and (B,)")
    if int(xp.min(labels)) < 0 or int(xp.max(labels)) >= y.shape[1]:
        raise ValueError(
            f"labels go from {int(xp.min(labels))} to {int(xp.max(labels))}, expected 0 to {y.shape[1] - 1}"
        )
    rubbish = asarray(np.full((y.shape[0], 1), -j), dtype=dtype_name(y), device=device_of(y))
    log_total = logsumexp(xp.concat([-y, rubbish], axis=1))  # (B, 1)
    right = one_hot(labels, y.shape[1], y)
    value = xp.mean(xp.sum(right * y, axis=1) + log_total[:, 0])
    return value, (right - xp.exp(-y - log_total)) / y.shape[0]
