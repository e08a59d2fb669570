"""Linear separability: whether a plane parts two classes, and the plane that does so with the widest margin."""

from math import comb

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, examples, whole
from deeparc.units.linear import with_one


def is_separable(v: ArrayLike, t: ArrayLike) -> bool:
    """Tell whether some plane w·v + b = 0 has all examples with t = 1 on one side and all with t = 0 on the other.

    There is one exactly when the linear programme "find w, b with s_n (w·v_n + b) ≥ 1 for all n", s = 2t − 1, has
    a solution. Examples of a single class count as separable. The programme sees each feature moved and scaled to
    [−1, 1], so units do not matter; a gap between the classes below 10⁻⁹ of the features' ranges is not seen.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.

    Raises:
        ValueError: malformed input.
        RuntimeError: the linear programme ended without an answer.

    Source: Mangasarian, "Linear and nonlinear separation of patterns by linear programming", 1965;
    Minsky & Papert, "Perceptrons", 1969. Deck: intro.
    """
    return _some_plane(*examples(v, t)) is not None


def widest_margin(v: ArrayLike, t: ArrayLike) -> tuple[FloatArray, float]:
    """Return (w, b) of the separating plane with the largest margin γ = min_n s_n (w·v_n + b) / ‖(w, b)‖.

    Least-distance programming: with a_n = s_n (v_n, 1), minimise ‖θ‖ subject to a_n·θ ≥ 1. Its dual is a non-negative
    least-squares problem: u ≥ 0 minimises ‖E u − f‖, E = [Aᵀ; 1ᵀ], f = (0, …, 0, 1). The examples with u_n > 0 are the
    closest ones, and θ is the shortest vector with a_n·θ = 1 for these. γ = 1/‖θ‖. The bias counts as one more weight,
    with constant input 1.

    No plane has a margin above ‖Aᵀu‖/Σ_n u_n, whatever u ≥ 0 is. The result is compared with this bound.

    Args:
        v: (N, D) inputs, separable.
        t: (N,) targets in {0, 1}.

    Returns:
        w (D,) float64 and b, scaled so that the closest examples have |w·v + b| = 1.

    Raises:
        ValueError: malformed input, or no plane separates the classes.
        RuntimeError: the linear programme or the least squares ended without an answer, or γ is so small beside the
            length of the examples (10⁻¹¹ of it and less) that float64 cannot tell the widest margin.

    Differs from the book: it takes θ from the residual, θ_j = −r_j / r_(D+2) with r = E u − f, and loses digits when γ
    is small; here A is divided by a margin already found, and θ solved for anew from the closest examples.
    Source: Lawson & Hanson, "Solving least squares problems", 1974, chapter 23.
    """
    from scipy.optimize import nnls

    v, t = examples(v, t)
    theta = _some_plane(v, t)
    if theta is None:
        raise ValueError(f"v with shape {v.shape} and t cannot be separated by a plane, so there is no margin")
    a = _signed(v, t)
    widest, bound = _margin(a, theta), np.inf
    for _ in range(3):  # the first margin only sets the scale, later ones are near the widest
        if widest <= 0 or widest >= (1 - 1e-9) * bound:
            break
        scaled = a / widest
        e = np.vstack([scaled.T, np.ones(len(a))])  # (D + 2, N)
        f = np.zeros(len(e))
        f[-1] = 1
        u, _ = nnls(e, f, maxiter=100 * e.shape[1])
        closest = u > 0
        found = np.linalg.lstsq(scaled[closest], np.ones(np.sum(closest)))[0]
        bound = min(bound, float(np.linalg.norm(u @ a) / u.sum()))
        if _margin(a, found) > widest:
            theta, widest = found, _margin(a, found)
    if widest <= 0 or widest < (1 - 1e-5) * bound:
        raise RuntimeError(
            f"the margin found is {widest:.3g}, and all that is known of the widest is that it is at most {bound:.3g}: "
            "float64 is not fine enough for examples of this size; standardise v"
        )
    theta = theta / np.min(a @ theta)
    return theta[:-1], float(theta[-1])


def robust_plane(v: ArrayLike, t: ArrayLike) -> tuple[FloatArray, float]:
    """Return (w, b) of the plane with the least violation, for classes that need not be separable.

    A linear programme: minimise Σ_n ξ_n / N_(t_n) subject to s_n (w·v_n + b) ≥ 1 − ξ_n, ξ_n ≥ 0. Each class weighs the
    same, whatever its size N_t. If a plane separates the classes, the result does, with the resolution of
    `is_separable`.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}, both present.

    Raises:
        ValueError: malformed input, or a class has no example.
        RuntimeError: the linear programme ended without an answer.

    Source: Bennett & Mangasarian, "Robust linear programming discrimination of two linearly inseparable sets", 1992;
    it made the plane of Street, Wolberg & Mangasarian 1993.
    """
    from scipy.optimize import linprog
    from scipy.sparse import csc_array, eye_array, hstack

    v, t = examples(v, t)
    size = np.bincount(t, minlength=2)  # N_0, N_1
    if not size.all():
        raise ValueError(f"t has {size[0]} zeros and {size[1]} ones, expected examples of both classes")
    x, centre, half = _scaled(v)
    a = _signed(x, t)
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
    theta = _for_measured(result.x[:d], centre, half)
    return theta[:-1], float(theta[-1])


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


def _margin(a: FloatArray, theta: FloatArray) -> float:
    """Return min_n a_n·θ / ‖θ‖, or 0 where float64 cannot hold it."""
    with np.errstate(all="ignore"):
        gamma = float(np.min(a @ theta) / np.linalg.norm(theta))
    return gamma if np.isfinite(gamma) else 0.0


def _some_plane(v: FloatArray, t: IntArray) -> FloatArray | None:
    """Return (w, b) of some plane that separates the classes, shape (D + 1,), or None if there is none."""
    from scipy.optimize import linprog

    x, centre, half = _scaled(v)
    a = _signed(x, t)  # (N, D + 1)
    result = linprog(np.zeros(a.shape[1]), A_ub=-a, b_ub=-np.ones(len(a)), bounds=(None, None), method="highs")
    if result.status not in (0, 2):  # 0: solved, 2: infeasible
        raise RuntimeError(f"the linear programme ended without an answer: {result.message}")
    return _for_measured(result.x, centre, half) if result.status == 0 else None


def _scaled(v: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Move and scale each column to [−1, 1]; return the result, the columns' centres and half their ranges."""
    low, high = v.min(axis=0) / 2, v.max(axis=0) / 2
    centre, half = high + low, high - low
    half[half == 0] = 1  # a constant column becomes 0
    return (v - centre) / half, centre, half


def _for_measured(theta: FloatArray, centre: FloatArray, half: FloatArray) -> FloatArray:
    """Return the plane (w, b) for the columns as they were before `_scaled`."""
    w = theta[:-1] / half
    return np.append(w, theta[-1] - w @ centre)
