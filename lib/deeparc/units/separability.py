"""Linear separability: whether a plane parts two classes, and the plane that does so with the widest margin."""

from math import comb

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, examples, whole
from deeparc.units.linear import with_one


def is_separable(v: ArrayLike, t: ArrayLike) -> bool:
    """Tell whether some plane w·v + b = 0 has all examples with t = 1 on one side and all with t = 0 on the other.

    There is one exactly when the linear programme "find w, b with s_n (w·v_n + b) ≥ 1 for all n", s = 2t − 1, has
    a solution. Examples of a single class count as separable.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.

    Raises:
        ValueError: malformed input.

    Source: Mangasarian, "Linear and nonlinear separation of patterns by linear programming", 1965;
    Minsky & Papert, "Perceptrons", 1969. Deck: intro.
    """
    from scipy.optimize import linprog

    a = _signed(*examples(v, t))  # (N, D + 1)
    result = linprog(np.zeros(a.shape[1]), A_ub=-a, b_ub=-np.ones(len(a)), bounds=(None, None), method="highs")
    if result.status not in (0, 2):  # 0: solved, 2: infeasible
        raise RuntimeError(f"the linear programme ended without an answer: {result.message}")
    return result.status == 0


def widest_margin(v: ArrayLike, t: ArrayLike) -> tuple[FloatArray, float]:
    """Return (w, b) of the separating plane with the largest margin γ = min_n s_n (w·v_n + b) / ‖(w, b)‖.

    Least-distance programming: with a_n = s_n (v_n, 1), minimise ‖θ‖ subject to a_n·θ ≥ 1. Its dual is a non-negative
    least-squares problem: u ≥ 0 minimises ‖E u − f‖, E = [Aᵀ; 1ᵀ], f = (0, …, 0, 1). Then the residual
    r = E u − f gives θ_j = −r_j / r_(D+2), and γ = 1/‖θ‖. The bias counts as one more weight, with constant input 1.

    Args:
        v: (N, D) inputs, separable.
        t: (N,) targets in {0, 1}.

    Returns:
        w (D,) float64 and b, scaled so that the closest examples have |w·v + b| = 1.

    Raises:
        ValueError: malformed input, or no plane separates the classes.

    Source: Lawson & Hanson, "Solving least squares problems", 1974, chapter 23.
    """
    from scipy.optimize import nnls

    v, t = examples(v, t)
    if not is_separable(v, t):
        raise ValueError(f"v with shape {v.shape} and t cannot be separated by a plane, so there is no margin")
    a = _signed(v, t)
    e = np.vstack([a.T, np.ones(len(a))])  # (D + 2, N)
    f = np.zeros(len(e))
    f[-1] = 1
    u, _ = nnls(e, f, maxiter=100 * e.shape[1])
    r = e @ u - f
    theta = -r[:-1] / r[-1]
    return theta[:-1], float(theta[-1])


def robust_plane(v: ArrayLike, t: ArrayLike) -> tuple[FloatArray, float]:
    """Return (w, b) of the plane with the least violation, for classes that need not be separable.

    A linear programme: minimise Σ_n ξ_n / N_(t_n) subject to s_n (w·v_n + b) ≥ 1 − ξ_n, ξ_n ≥ 0. Each class weighs the
    same, whatever its size N_t. If a plane separates the classes, the result does.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}, both present.

    Raises:
        ValueError: malformed input, or a class has no example.

    Source: Bennett & Mangasarian, "Robust linear programming discrimination of two linearly inseparable sets", 1992;
    it made the plane of Street, Wolberg & Mangasarian 1993.
    """
    from scipy.optimize import linprog
    from scipy.sparse import csc_array, eye_array, hstack

    v, t = examples(v, t)
    size = np.bincount(t, minlength=2)  # N_0, N_1
    if not size.all():
        raise ValueError(f"t has {size[0]} zeros and {size[1]} ones, expected examples of both classes")
    a = _signed(v, t)
    n, d = a.shape
    result = linprog(
        np.concatenate([np.zeros(d), 1 / size[t]]),
        A_ub=-hstack([csc_array(a), eye_array(n)], format="csc"),
        b_ub=-np.ones(n),
        bounds=[(None, None)] * d + [(0, None)] * n,
        method="highs",
    )
    if result.status != 0:
        raise RuntimeError(f"the linear programme ended without an answer: {result.message}")
    return result.x[: d - 1], float(result.x[d - 1])


def separable_dichotomies(n_points: int, n_features: int) -> int:
    """Count the ways to split N points in general position in D dimensions into two classes by a plane.

    C(N, D) = 2 Σ_{k=0}^{D} (N−1 choose k). It is 2^N (every split) up to N = D + 1, half of 2^N at N = 2(D + 1).

    Args:
        n_points: N ≥ 1.
        n_features: D ≥ 1.

    Raises:
        ValueError: a count is out of range.

    Source: Cover, "Geometrical and statistical properties of systems of linear inequalities", 1965, theorem 1.
    """
    n, d = whole(n_points, "n_points", 1), whole(n_features, "n_features", 1)
    return 2 * sum(comb(n - 1, k) for k in range(d + 1))


def _signed(v: FloatArray, t: IntArray) -> FloatArray:
    """Return the rows s_n (v_n, 1)."""
    s = 2 * t - 1
    return s[:, None] * with_one(v)
