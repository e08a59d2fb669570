"""A linear unit with a quadratic penalty, in closed form: what L2, early stopping and dropout do to its weights.

E(w) = 1/N Σ_n ½ (v_nᵀ w − t_n)² has the curvature C = VᵀV/N. Along an eigenvector of C with eigenvalue h, both L2 and
early stopping multiply the weight of the unpenalised minimum by a factor between 0 and 1.
"""

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, numbers, positive, rows, vector, whole


def ridge(v: ArrayLike, t: ArrayLike, lam: ArrayLike) -> FloatArray:
    """Return the w where 1/N Σ ½ (v_nᵀ w − t_n)² + ½ Σ_j λ_j w_j² is smallest: (C + diag λ) w = Vᵀt/N.

    Args:
        v: (N, D) inputs; there is no bias, so centre v and t, or add a column of ones with λ = 0 for it.
        t: (N,) targets, or (N, K) for K outputs.
        lam: λ ≥ 0, one number or (D,). With 0, and fewer examples than features, the shortest of all minima.

    Returns:
        (D,) or (D, K).

    Raises:
        ValueError: shapes that do not fit, numbers that are not finite, or a λ below 0.

    Source: Hoerl & Kennard, Ridge regression: biased estimation for nonorthogonal problems, 1970.
    """
    v = rows(v, "v")
    t = numbers(t, "t", np.ndim(t) if np.ndim(t) in (1, 2) else 1)
    if len(v) != len(t):
        raise ValueError(f"v has shape {v.shape} and t {t.shape}, expected as many rows")
    strength = np.broadcast_to(np.asarray(lam, float), (v.shape[1],))
    if not (np.isfinite(strength).all() and (strength >= 0).all()):
        raise ValueError(f"lam is {lam}, expected finite numbers of at least 0")
    if not strength.any():
        return np.linalg.lstsq(v, t, rcond=None)[0]
    if np.ptp(strength) == 0 and len(v) < v.shape[1]:  # the smaller of two systems with the same solution
        return v.T @ np.linalg.solve(v @ v.T + len(v) * strength[0] * np.eye(len(v)), t)
    return np.linalg.solve(v.T @ v / len(v) + np.diag(strength), v.T @ t / len(v))


def l2_shrinkage(h: ArrayLike, lam: float) -> FloatArray:
    """Return h/(h + λ): what is left of the weight along an eigenvector of C with eigenvalue h.

    Args:
        h: (D,) eigenvalues, at least 0.
        lam: λ > 0.

    Source: Bishop, Pattern recognition and machine learning, 2006, section 3.5.3.
    """
    h = vector(h, "h")
    return h / (h + positive(lam, "lam"))


def stopping_shrinkage(h: ArrayLike, eta: float, steps: int) -> FloatArray:
    """Return 1 − (1 − ηh)^k: what gradient descent from 0 has of the weight along an eigenvector after k steps.

    Args:
        h: (D,) eigenvalues, at least 0.
        eta: η > 0, below 2/h for each of them.
        steps: k ≥ 0.

    Raises:
        ValueError: an argument is out of range.

    Source: Bishop, Neural networks for pattern recognition, 1995, section 9.2.4; Bishop 2006, exercise 5.25.
    """
    h, eta, steps = vector(h, "h"), positive(eta, "eta"), whole(steps, "steps", 0)
    if not (eta * h < 2).all():
        raise ValueError(f"eta is {eta:g} and the largest eigenvalue {h.max():g}, expected eta below 2/h")
    return 1 - (1 - eta * h) ** steps


def dropout_penalty(v: ArrayLike, w: ArrayLike, p: float) -> float:
    """Return p/(1 − p) Σ_j w_j² 1/N Σ_n ½ v_nj²: what inverted dropout on the inputs adds to the expected loss.

    The loss is 1/N Σ ½ (y − t)² of a linear unit, so this is ridge with λ_j = p/(1 − p) · 1/N Σ_n v_nj².

    Args:
        v: (N, D) inputs.
        w: (D,) weights.
        p: probability to drop, from 0 to below 1.

    Raises:
        ValueError: shapes that do not fit, or p out of range.

    Source: Srivastava et al., Dropout, 2014, section 9.1; Wager, Wang & Liang, Dropout training as adaptive
    regularization, 2013.
    """
    v = rows(v, "v")
    return float(np.sum(dropout_strength(v, p) * vector(w, "w", v.shape[1]) ** 2) / 2)


def dropout_strength(v: ArrayLike, p: float) -> FloatArray:
    """Return λ_j = p/(1 − p) · 1/N Σ_n v_nj², shape (D,): the ridge that inverted dropout on the inputs amounts to.

    Args and Raises: as `dropout_penalty`.
    """
    if not 0 <= p < 1:
        raise ValueError(f"p is {p}, expected a number of at least 0 and below 1")
    return p / (1 - p) * np.mean(rows(v, "v") ** 2, axis=0)


class ReluFeatures:
    """Hidden units that are drawn and never learned: φ_k(v) = max(0, a_kᵀ v)/√H, rows a_k uniform on the sphere √D.

    With a linear output layer fitted by `ridge` this is a net of one hidden layer whose width can pass the number of
    examples without any training by steps.

    Args:
        n_in: D inputs.
        width: H features.
        rng: draws them.

    Raises:
        ValueError: a size is below 1.

    Source: Rahimi & Recht, Random features for large-scale kernel machines, 2007; Belkin et al. 2019.
    """

    def __init__(self, n_in: int, width: int, rng: np.random.Generator) -> None:
        directions = rng.standard_normal((whole(width, "width"), whole(n_in, "n_in")))
        self.a = directions / np.linalg.norm(directions, axis=1, keepdims=True) * np.sqrt(n_in)

    def forward(self, v: ArrayLike) -> FloatArray:
        """Return the features (B, H) of inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return np.maximum(rows(v, "v", self.a.shape[1]) @ self.a.T, 0) / np.sqrt(len(self.a))
