"""The first attack: the smallest change that makes a classifier say a chosen class, by L-BFGS with bounds."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize

from deeparc.core.loss import cross_entropy
from deeparc.core.namespace import Array, asarray, device_of, dtype_name, to_numpy
from deeparc.core.train import Loss, predict
from deeparc.core.validate import positive, whole
from deeparc.vision.attacks import input_gradient


class Found(NamedTuple):
    """What the search left.

    Attributes:
        x: the changed picture, shaped and typed like the one given; None where nothing was found.
        distortion: √(Σ (x' − x)²/D), ∞ where nothing was found.
        c: the weight of the distortion at which it was found.
    """

    x: Array | None
    distortion: float
    c: float


def box_lbfgs(
    model: Any, x: Array, target: int, c: float, *, loss: Loss = cross_entropy, iterations: int = 50
) -> Array:
    """Return the x' in [0, 1]^D that L-BFGS finds for min c ‖x' − x‖² + J(x', target), starting at x.

    Args:
        model: attacked.
        x: one picture (…), in [0, 1], on the model's device.
        target: the class that the model is to say.
        c: weight of the distortion, above 0.
        loss: J.
        iterations: at most.

    Differs from the paper: the norm is squared, for it has no gradient at its start, x' = x.
    Source: Szegedy, Zaremba, Sutskever, Bruna, Erhan, Goodfellow & Fergus, Intriguing properties of neural networks,
    2014, section 4.1; Byrd, Lu, Nocedal & Zhu, A limited memory algorithm for bound constrained optimization, 1995.
    """
    c, kind = positive(c, "c"), {"dtype": dtype_name(x), "device": device_of(x)}
    centre = to_numpy(x).astype(np.float64).reshape(-1)
    t = asarray([whole(target, "target", 0)], device=kind["device"])

    def picture(flat: ArrayLike) -> Array:
        return asarray(np.reshape(flat, tuple(x.shape)), **kind)

    def objective(flat: np.ndarray) -> tuple[float, np.ndarray]:
        value, gradient = input_gradient(model, picture(flat)[None], t, loss)
        r = flat - centre
        return float(value) + c * float(r @ r), to_numpy(gradient).reshape(-1).astype(np.float64) + 2 * c * r

    found = minimize(
        objective, centre, jac=True, method="L-BFGS-B", bounds=[(0, 1)] * len(centre), options={"maxiter": iterations}
    )
    return picture(np.clip(found.x, 0, 1))


def least_distortion(
    model: Any,
    x: Array,
    target: int,
    *,
    c: float = 0.01,
    halvings: int = 6,
    loss: Loss = cross_entropy,
    iterations: int = 50,
) -> Found:
    """Return the nearest x' that the model takes for `target`, by a line search over c around `box_lbfgs`.

    The distortion shrinks as c grows, until the model does not follow any more. So c is multiplied or divided by 10
    until there is a c that succeeds and one that fails, and then the place between them is halved on a log scale.

    Args:
        model: attacked.
        x: one picture (…), in [0, 1].
        target: the class wanted.
        c: to begin with.
        halvings: of the interval of log c.
        loss: J.
        iterations: of L-BFGS, for each c.
    """
    before, nearest = to_numpy(x).astype(np.float64), Found(None, float("inf"), float("nan"))
    works, fails = None, None

    def attempt(c: float) -> bool:
        nonlocal nearest
        candidate = box_lbfgs(model, x, target, c, loss=loss, iterations=iterations)
        if int(np.argmax(to_numpy(predict(model, candidate[None]))[0])) != target:
            return False
        distortion = float(np.sqrt(np.mean((to_numpy(candidate) - before) ** 2)))
        if distortion < nearest.distortion:
            nearest = Found(candidate, distortion, c)
        return True

    c = positive(c, "c")
    while (works is None or fails is None) and 1e-7 < c < 1e5:
        if attempt(c):
            works, c = c, c * 10
        else:
            fails, c = c, c / 10
    if works is None or fails is None:
        return nearest
    for _ in range(whole(halvings, "halvings", 0)):
        middle = float(np.sqrt(works * fails))
        if attempt(middle):
            works = middle
        else:
            fails = middle
    return nearest
