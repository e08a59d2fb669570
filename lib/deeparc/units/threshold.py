"""Threshold logic: the neuron of McCulloch and Pitts, and nets of such neurons that compute any Boolean function."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, bits, number, rows, vector, whole
from deeparc.units.separability import is_separable


@dataclass(frozen=True)
class McCullochPitts:
    """The neuron of 1943: it fires when enough excitatory inputs fire and no inhibitory input does.

    y = 1 if Σ_j e_j ≥ θ and Σ_k h_k = 0, else 0. Excitatory inputs all count the same; a single active
    inhibitory input is a veto ("absolute inhibition"). There are no weights and nothing is learned.

    Args:
        n_excitatory: E ≥ 1, number of excitatory inputs.
        n_inhibitory: I ≥ 0, number of inhibitory inputs.
        threshold: θ ≥ 0, how many excitatory inputs must fire; with θ = 0 the neuron fires unless vetoed.

    Raises:
        ValueError: a count is not a whole number in its range.

    Differs from the paper: the paper's neurons act one time step after their inputs; here a call is one step. θ = 0,
    a neuron that fires while every input is silent, is not in the paper: its theorem III leaves such functions out.
    Source: McCulloch & Pitts, "A logical calculus of the ideas immanent in nervous activity", 1943,
    assumptions 1-5. Decks: acero, intro.
    """

    n_excitatory: int
    n_inhibitory: int
    threshold: int

    def __post_init__(self) -> None:
        whole(self.n_excitatory, "n_excitatory", 1)
        whole(self.n_inhibitory, "n_inhibitory", 0)
        whole(self.threshold, "threshold", 0)

    def forward(self, excitatory: ArrayLike, inhibitory: ArrayLike | None = None) -> IntArray:
        """Return the outputs (B,) in {0, 1} for excitatory (B, E) and inhibitory (B, I) inputs in {0, 1}.

        Args:
            excitatory: (B, E) zeros and ones.
            inhibitory: (B, I) zeros and ones; may be left out when I = 0.

        Raises:
            ValueError: wrong shape, or an input that is neither 0 nor 1.
        """
        e = bits(excitatory, "excitatory", 2)
        if inhibitory is None or self.n_inhibitory == 0:
            h = np.zeros((len(e), np.size(inhibitory) if inhibitory is not None else 0), np.int64)
        else:
            h = bits(inhibitory, "inhibitory", 2)
        for what, x, n in (("excitatory", e, self.n_excitatory), ("inhibitory", h, self.n_inhibitory)):
            if x.shape != (len(e), n):
                raise ValueError(f"{what} has shape {x.shape}, expected ({len(e)}, {n})")
        return ((e.sum(axis=1) >= self.threshold) & ~h.any(axis=1)).astype(np.int64)


@dataclass(frozen=True, eq=False)
class ThresholdUnit:
    """The weighted form: y = 1 if w·v ≥ θ, else 0, that is y = H(w·v − θ) with H(0) = 1.

    Args:
        w: (D,) weights, any real numbers; a negative one inhibits without a veto.
        threshold: θ; the bias of later chapters is b = −θ.

    Raises:
        ValueError: `w` is not a finite vector or `threshold` not a finite number.

    Differs from the paper: weights replace absolute inhibition. A veto is a weight of −(E − θ + 1) when E ≥ θ
    excitatory inputs have weight 1: with it the sum cannot reach θ.
    Source: McCulloch & Pitts 1943; weighted form as in Muroga, "Threshold logic and its applications", 1971.
    Deck: intro.
    """

    w: FloatArray
    threshold: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "w", vector(self.w, "w"))
        object.__setattr__(self, "threshold", number(self.threshold, "threshold"))

    def forward(self, v: ArrayLike) -> IntArray:
        """Return the outputs (B,) int64 in {0, 1} for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return (rows(v, "v", len(self.w)) @ self.w >= self.threshold).astype(np.int64)


class ThresholdNet:
    """Layers of threshold units: the outputs of one layer are the inputs of the next.

    Args:
        layers: each a sequence of units; a unit has as many weights as the layer before it has units.

    Raises:
        ValueError: there is no layer or an empty one, or a unit has the wrong number of weights.

    Source: McCulloch & Pitts 1943, theorem I (nets without circles). Decks: acero, intro.
    """

    def __init__(self, layers: Sequence[Sequence[ThresholdUnit]]) -> None:
        self.layers = tuple(tuple(layer) for layer in layers)
        if not self.layers or not all(self.layers):
            raise ValueError(f"layers has sizes {[len(x) for x in self.layers]}, expected at least one unit in each")
        self.n_inputs = width = len(self.layers[0][0].w)
        for depth, layer in enumerate(self.layers):
            for unit in layer:
                if len(unit.w) != width:
                    raise ValueError(f"a unit of layer {depth} has {len(unit.w)} weights, expected {width}")
            width = len(layer)

    @property
    def depth(self) -> int:
        """Number of layers of units; the inputs are not counted."""
        return len(self.layers)

    @property
    def n_units(self) -> int:
        """Number of units in all layers."""
        return sum(len(layer) for layer in self.layers)

    def forward(self, v: ArrayLike) -> IntArray:
        """Return the last layer's outputs for inputs v (B, D): (B,) for a single unit, else (B, K); int64 in {0, 1}.

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        y = rows(v, "v", self.n_inputs)
        for layer in self.layers:
            w = np.stack([unit.w for unit in layer])  # (K, D)
            y = (y @ w.T >= [unit.threshold for unit in layer]).astype(np.int64)  # (B, K)
        return y[:, 0] if y.shape[1] == 1 else y


GATES = {
    "and": ((1, 1), 2),
    "or": ((1, 1), 1),
    "nand": ((-1, -1), -1),
    "nor": ((-1, -1), 0),
    "not": ((-1,), 0),
}  # name: (w, θ)


def gate(name: str) -> ThresholdUnit:
    """Return one unit that computes "and", "or", "nand" or "nor" of two inputs, or "not" of one.

    Raises:
        ValueError: another name.

    Differs from the paper: its figure 1 has delay, OR, AND and AND-NOT. "nand", "nor" and "not" fire while every input
    is silent, which its neurons cannot; here a threshold of 0 or below does it.
    Source: McCulloch & Pitts 1943, figure 1 ("and", "or"); the others are weighted units (Muroga 1971).
    Decks: acero, intro.
    """
    if not isinstance(name, str) or name not in GATES:
        raise ValueError(f"name is {name!r}, expected one of {', '.join(GATES)}")
    return ThresholdUnit(*GATES[name])


def xor() -> ThresholdNet:
    """Return the two-layer net x₁ XOR x₂ = (x₁ OR x₂) AND (x₁ NAND x₂); no single unit computes it.

    Source: Minsky & Papert, "Perceptrons", 1969. Decks: acero, intro.
    """
    return ThresholdNet([[gate("or"), gate("nand")], [gate("and")]])


def truth_table(n: int) -> IntArray:
    """Return all 2ⁿ rows of n bits, counting up in binary: row r holds the digits of r, the first the highest.

    Args:
        n: number of inputs, 1 to 20.

    Returns:
        (2ⁿ, n) int64 in {0, 1}.

    Raises:
        ValueError: n is out of range.
    """
    n = whole(n, "n", 1, 20)
    return np.arange(2**n)[:, None] >> np.arange(n - 1, -1, -1) & 1


def from_truth_table(outputs: ArrayLike) -> ThresholdNet:
    """Return a net of two layers that computes the Boolean function with these outputs, whatever it is.

    One hidden unit for each row r with output 1: w = 2r − 1, θ = Σ_j r_j, which fires for v = r alone, since
    w·v = Σ r − (bits where v and r differ). The output unit is their OR. If fewer rows have output 0, the hidden
    units detect those and the output unit is their NOR: at most 2ⁿ⁻¹ + 1 units. A constant function
    needs no hidden unit and is one unit with w = 0.

    Args:
        outputs: (2ⁿ,) zeros and ones, in the order of `truth_table(n)`.

    Raises:
        ValueError: not zeros and ones, or their number is no power of two from 2 on.

    Differs from the paper: theorem III leaves out the functions that are 1 while every input is silent. Here units may
    have thresholds of 0 and below, so all functions are in.
    Source: McCulloch & Pitts 1943, theorems II and III (disjunctive normal form). Decks: acero, intro.
    """
    outputs, n = _boolean_function(outputs)
    detect = 1 if 2 * outputs.sum() <= len(outputs) else 0  # the rarer output
    found = truth_table(n)[outputs == detect]
    if len(found) == 0:
        return ThresholdNet([[ThresholdUnit(np.zeros(n), detect)]])  # never reaches θ = 1, always reaches θ = 0
    hidden = [ThresholdUnit(2 * r - 1, r.sum()) for r in found]
    ones = np.ones(len(found))
    return ThresholdNet([hidden, [ThresholdUnit(ones, 1) if detect else ThresholdUnit(-ones, 0)]])


def is_threshold_function(outputs: ArrayLike) -> bool:
    """Tell whether one threshold unit can compute the Boolean function with these outputs.

    It can when a plane separates the rows with output 1 from those with output 0, which a linear programme decides.

    Args:
        outputs: (2ⁿ,) zeros and ones, in the order of `truth_table(n)`.

    Raises:
        ValueError: as `from_truth_table`.
        RuntimeError: the linear programme ended without an answer.

    Source: Muroga 1971; Minsky & Papert 1969. Deck: intro (XOR).
    """
    outputs, n = _boolean_function(outputs)
    return is_separable(truth_table(n), outputs)


def count_threshold_functions(n: int) -> int:
    """Count the Boolean functions of n inputs that a single unit computes.

    Exchanging inputs, negating inputs or negating the output turns a threshold function into a threshold function.
    So the 2^(2ⁿ) functions fall into classes (222 for n = 4) and one linear programme settles a whole class.

    Args:
        n: number of inputs, 1 to 4 (there are 2³² functions of 5 inputs).

    Returns:
        4, 14, 104 and 1882 for n = 1 to 4.

    Raises:
        ValueError: n is out of range.
        RuntimeError: a linear programme ended without an answer.

    Source: Muroga 1971, table of the number of threshold functions; Cover, "Geometrical and statistical properties
    of systems of linear inequalities", 1965.
    """
    n = whole(n, "n", 1, 4)
    table = truth_table(n)
    place = 2 ** np.arange(n - 1, -1, -1)
    # Row r of a function with its inputs exchanged and negated is row moves[k, r] of the function itself.
    moves = np.array([(table[:, list(p)] ^ flip) @ place for p in permutations(range(n)) for flip in table])
    weight = 2 ** np.arange(2**n)
    everything = weight.sum()  # the code of the constant 1

    seen = np.zeros(everything + 1, bool)
    count = 0
    for code in range(everything + 1):  # a function's code has its outputs as binary digits
        if seen[code]:
            continue
        outputs = code >> np.arange(2**n) & 1
        members = outputs[moves] @ weight
        members = np.unique(np.concatenate([members, everything - members]))
        seen[members] = True
        count += len(members) * is_threshold_function(outputs)
    return count


def _boolean_function(outputs: ArrayLike) -> tuple[IntArray, int]:
    outputs = bits(outputs, "outputs")
    n = len(outputs).bit_length() - 1
    if n < 1 or len(outputs) != 2**n:
        raise ValueError(f"outputs has {len(outputs)} values, expected 2, 4, 8 or another power of two")
    return outputs, n
