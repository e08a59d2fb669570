"""The support-vector machine: the plane with the widest margin, in a space that a kernel gives without going there.

Primal, with slack ξ_n for examples on the wrong side of their margin and signs s_n = 2 t_n − 1:

    minimise ½ ‖w‖² + C Σ_n ξ_n   subject to   s_n (w·φ(v_n) + b) ≥ 1 − ξ_n,  ξ_n ≥ 0.

Dual, in which the examples occur in products only, k(u, v) = φ(u)·φ(v):

    maximise Σ_n α_n − ½ Σ_n Σ_m α_n α_m s_n s_m k(v_n, v_m)   subject to   0 ≤ α_n ≤ C,  Σ_n α_n s_n = 0.

The decision is f(v) = Σ_n α_n s_n k(v_n, v) + b. Examples with α_n > 0 are the *support vectors*; they must be kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, examples, number, numbers, positive, rows, vector, whole
from deeparc.units.neighbours import squared_distances

Kernel = Callable[[FloatArray, FloatArray], FloatArray]


def linear() -> Kernel:
    """Return k(u, v) = u·v."""
    return lambda u, v: u @ v.T


def polynomial(degree: int, gamma: float = 1.0, offset: float = 1.0) -> Kernel:
    """Return k(u, v) = (γ u·v + r)^d.

    Args:
        degree: d ≥ 1.
        gamma: γ > 0.
        offset: r.

    Raises:
        ValueError: a number is out of range.
    """
    degree, gamma, offset = whole(degree, "degree"), positive(gamma, "gamma"), number(offset, "offset")
    return lambda u, v: (gamma * (u @ v.T) + offset) ** degree


def gaussian(gamma: float) -> Kernel:
    """Return k(u, v) = e^{−γ ‖u − v‖²}, for all rows of u and v.

    Args:
        gamma: γ > 0; the width of the bell is 1/√(2γ).

    Raises:
        ValueError: γ is not above 0.
    """
    gamma = positive(gamma, "gamma")

    return lambda u, v: np.exp(-gamma * squared_distances(u, v))


@dataclass(frozen=True, eq=False)
class KernelSVM:
    """A trained machine: f(v) = Σ_n α_n s_n k(v_n, v) + b over its S support vectors, y = 1 where f ≥ 0.

    Attributes:
        support: (S, D) the support vectors.
        weights: (S,) α_n s_n, none of them 0.
        b: bias.
        kernel: k.
        index: (S,) the rows of the training examples that they were.
        steps: pairs that training changed.

    Source: Cortes & Vapnik, Support-vector networks, 1995. Decks: intro, nature.
    """

    support: FloatArray
    weights: FloatArray
    b: float
    kernel: Kernel
    index: IntArray
    steps: int

    def decision(self, v: ArrayLike) -> FloatArray:
        """Return f, shape (B,), for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        v = rows(v, "v", self.support.shape[1])
        return self.kernel(v, self.support) @ self.weights + self.b

    def forward(self, v: ArrayLike) -> IntArray:
        """Return y = H(f), shape (B,), int64 in {0, 1}, for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return (self.decision(v) >= 0).astype(np.int64)

    def margin(self) -> float:
        """Return 1/‖w‖, the distance from the plane to f = ±1 in the space of φ; ‖w‖² = Σ Σ α α s s k."""
        square = self.weights @ self.kernel(self.support, self.support) @ self.weights
        return float(1 / np.sqrt(square))


def dual(alpha: ArrayLike, s: ArrayLike, k: ArrayLike) -> float:
    """Return the dual objective Σ_n α_n − ½ Σ_n Σ_m α_n α_m s_n s_m k_nm.

    Args:
        alpha: (N,).
        s: (N,) signs ±1.
        k: (N, N) kernel matrix.

    Raises:
        ValueError: shapes that do not fit.
    """
    alpha = vector(alpha, "alpha")
    weights = alpha * vector(s, "s", len(alpha))
    return float(np.sum(alpha) - 0.5 * weights @ numbers(k, "k", 2) @ weights)


def train(
    v: ArrayLike,
    t: ArrayLike,
    *,
    kernel: Kernel,
    c: float = 1.0,
    tolerance: float = 1e-3,
    max_steps: int = 100_000,
    matrix: FloatArray | None = None,
) -> KernelSVM:
    """Solve the dual by sequential minimal optimisation: two α at a time, by formula, until all conditions hold.

    With the gradient g_n = s_n Σ_m α_m s_m k_nm − 1 of minus the dual, −s_n g_n is the bias that example n asks for.
    The pair with the widest disagreement is moved: i, which may still raise α_i s_i, and j, which may lower α_j s_j, by

        δ = (−s_i g_i + s_j g_j) / (k_ii + k_jj − 2 k_ij),   α_i s_i + δ,   α_j s_j − δ,

    cut so that both stay in [0, C]. It is done when they disagree by less than the tolerance.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}, of each at least one.
        kernel: k.
        c: C > 0, the price of a slack.
        tolerance: see above.
        max_steps: pairs to change at the most.
        matrix: (N, N) the kernel of all examples, where it is there already.

    Raises:
        ValueError: malformed input, or a class is missing.
        RuntimeError: not done after `max_steps`.

    Differs from the paper: Platt searches the pair by two nested loops with heuristics and a cache of errors; here it
    is the pair that violates the conditions most, over the whole kernel matrix in memory.
    Source: Platt, Fast training of support vector machines using sequential minimal optimization, 1999 (report 1998);
    the pair: Keerthi, Shevade, Bhattacharyya & Murthy, Improvements to Platt's SMO algorithm, 2001.
    """
    v, t = examples(v, t)
    if t.min() == t.max():
        raise ValueError(f"all targets are {t[0]}, expected both classes")
    c, tolerance, max_steps = positive(c, "c"), positive(tolerance, "tolerance"), whole(max_steps, "max_steps")
    k = kernel(v, v) if matrix is None else matrix
    if k.shape != (len(v), len(v)):
        raise ValueError(f"matrix has shape {k.shape}, expected ({len(v)}, {len(v)})")
    s = 2.0 * t - 1.0
    weights = np.zeros(len(v))  # α_n s_n, between `floor` and `ceiling`
    floor, ceiling = np.where(s > 0, 0, -c), np.where(s > 0, c, 0)
    asked = s.copy()  # −s_n g_n = s_n − Σ_m α_m s_m k_nm
    diagonal = np.diagonal(k)
    steps = 0
    while True:
        up, down = np.where(weights < ceiling, asked, -np.inf), np.where(weights > floor, asked, np.inf)
        i, j = int(np.argmax(up)), int(np.argmin(down))
        gap = up[i] - down[j]
        if gap < tolerance:
            break
        if steps == max_steps:
            raise RuntimeError(f"not done after {max_steps} steps: the examples disagree by {gap:.3g}")
        steps += 1
        delta = gap / max(diagonal[i] + diagonal[j] - 2 * k[i, j], 1e-12)
        delta = min(delta, ceiling[i] - weights[i], weights[j] - floor[j])
        weights[i] = ceiling[i] if delta == ceiling[i] - weights[i] else weights[i] + delta
        weights[j] = floor[j] if delta == weights[j] - floor[j] else weights[j] - delta
        asked -= delta * (k[i] - k[j])  # k is symmetric: rows are columns
    free = (weights > floor) & (weights < ceiling)
    b = float(np.mean(asked[free])) if free.any() else float(up[i] + down[j]) / 2
    kept = np.flatnonzero(weights)
    return KernelSVM(v[kept], weights[kept], b, kernel, kept, steps)


@dataclass(frozen=True, eq=False)
class OneAgainstRest:
    """K machines, one for each class against all others; the largest decision wins.

    Attributes:
        machines: one `KernelSVM` a class.
        support: (S, D) every example that at least one of them keeps.
        weights: (S, K) α_n s_n of each machine, 0 where it does not keep the example.
        b: (K,) biases.

    Source: Cortes & Vapnik 1995, section 6.2: ten machines for ten digits.
    """

    machines: tuple[KernelSVM, ...]
    support: FloatArray
    weights: FloatArray
    b: FloatArray

    def decision(self, v: ArrayLike) -> FloatArray:
        """Return the K decisions, shape (B, K): the kernel is taken once for all machines.

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        v = rows(v, "v", self.support.shape[1])
        return self.machines[0].kernel(v, self.support) @ self.weights + self.b

    def forward(self, v: ArrayLike) -> IntArray:
        """Return the class numbers, shape (B,)."""
        return np.argmax(self.decision(v), axis=1)


def train_classes(v: ArrayLike, t: ArrayLike, *, kernel: Kernel, c: float = 1.0, **options: float) -> OneAgainstRest:
    """Train one machine for each class against the rest, on one kernel matrix.

    Args:
        v: (N, D) inputs.
        t: (N,) class numbers 0 … K − 1, all of which occur, K ≥ 2.
        kernel: k.
        c: C > 0.
        **options: of `train`.

    Raises:
        ValueError: malformed input, or a class is missing.
    """
    v, t = rows(v, "v"), numbers(t, "t", 1)
    classes = np.unique(t)
    if len(t) != len(v) or len(classes) < 2 or not np.array_equal(classes, np.arange(len(classes))):
        raise ValueError(f"t has shape {t.shape} and values {classes}, expected a class 0 … K − 1 for each row of v")
    matrix = kernel(v, v)
    return _together(
        v, [train(v, (t == j).astype(int), kernel=kernel, c=c, matrix=matrix, **options) for j in range(len(classes))]
    )


def _together(v: FloatArray, machines: Sequence[KernelSVM]) -> OneAgainstRest:
    kept = np.unique(np.concatenate([machine.index for machine in machines]))
    weights = np.zeros((len(kept), len(machines)))
    for j, machine in enumerate(machines):
        weights[np.searchsorted(kept, machine.index), j] = machine.weights
    return OneAgainstRest(tuple(machines), v[kept], weights, np.array([machine.b for machine in machines]))
