"""Penalties on the size of the weights, and the proximal step that makes weights exactly 0.

The loss is E(θ) + λ Ω(θ). Two penalties Ω are in use: ½ ‖θ‖² (L2, weight decay) and ‖θ‖₁ (L1). The optimisers of
`deeparc.core.optim` take both as the decks write them. L1 has no derivative at 0; its subgradient step jumps to and
fro there, and the proximal step below does not.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from deeparc.core.namespace import Array, namespace
from deeparc.core.optim import SGD
from deeparc.core.schedule import Schedule
from deeparc.core.validate import number


def l2(theta: Array) -> tuple[Array, Array]:
    """Return Ω = ½ Σ θ², an array without axes, and its gradient θ.

    Args:
        theta: any shape, floats.

    Source: Hoerl & Kennard, Ridge regression, 1970; Krogh & Hertz, A simple weight decay can improve generalization,
    1992. Decks: neverova, intro.
    """
    return 0.5 * namespace(theta).sum(theta * theta), theta


def l1(theta: Array) -> tuple[Array, Array]:
    """Return Ω = Σ |θ|, an array without axes, and the subgradient sgn θ, which is 0 at 0.

    Args:
        theta: any shape, floats.

    Source: Tibshirani, Regression shrinkage and selection via the lasso, 1996. Decks: neverova, intro.
    """
    xp = namespace(theta)
    return xp.sum(xp.abs(theta)), xp.sign(theta)


def soft_threshold(x: Array, threshold: float) -> Array:
    """Return S(x) = sgn(x) max(|x| − τ, 0): the θ where ½ (θ − x)² + τ |θ| is smallest, element by element.

    Args:
        x: any shape, floats.
        threshold: τ ≥ 0.

    Raises:
        ValueError: τ is below 0 or no finite number.

    Source: Donoho & Johnstone, Ideal spatial adaptation by wavelet shrinkage, 1994.
    """
    threshold, xp = _weight(threshold, "threshold"), namespace(x)
    return xp.sign(x) * xp.maximum(xp.abs(x) - threshold, 0)


def lasso(v: Array, t: Array, lam: float, *, steps: int = 1000) -> np.ndarray:
    """Return the w that makes 1/N Σ ½ (vᵀw − t)² + λ ‖w‖₁ smallest, by ISTA from 0.

    Each step goes down the gradient of the first part and takes the proximal step for the second,
    w ← S_{ηλ}(w − η ∇E), with η = 1/h_max, h_max the largest eigenvalue of VᵀV/N. The loss falls in every step.

    Args:
        v: (N, D) inputs, no bias: centre v and t, or give a column of ones (which is then penalised too).
        t: (N,) targets.
        lam: λ ≥ 0.
        steps: how many.

    Returns:
        (D,) float64, with exact zeros.

    Raises:
        ValueError: λ is below 0.

    Source: Daubechies, Defrise & De Mol, An iterative thresholding algorithm for linear inverse problems with a
    sparsity constraint, 2004; Beck & Teboulle 2009, equation 1.4.
    """
    v, t, lam = np.asarray(v, float), np.asarray(t, float), _weight(lam, "lam")
    curvature, pull = v.T @ v / len(v), v.T @ t / len(v)
    eta = 1 / np.linalg.eigvalsh(curvature)[-1]
    w = np.zeros(v.shape[1])
    for _ in range(steps):
        w = soft_threshold(w - eta * (curvature @ w - pull), eta * lam)
    return w


class ProximalSGD(SGD):
    """SGD with the proximal step of L1: θ ← S_{ηλ}(θ − η ∂), which leaves exact zeros.

    Args:
        eta: η, as for `SGD`.
        l1: λ ≥ 0.
        penalise: tells by a parameter's name whether the penalty applies to it.
        **options: of `SGD`.

    Source: Daubechies et al. 2004; Duchi & Singer, Efficient online and batch learning using forward backward
    splitting, 2009.
    """

    def __init__(
        self,
        eta: float | Schedule,
        *,
        l1: float,
        penalise: Callable[[str], bool] = lambda name: True,
        **options: Any,
    ) -> None:
        super().__init__(eta, penalise=penalise, **options)
        self.threshold = _weight(l1, "l1")

    def step(self, params: Mapping[str, Array], grads: Mapping[str, Array]) -> None:
        """Change every parameter in place: a step of SGD, then the soft threshold ηλ."""
        eta = self.eta(self.steps)
        super().step(params, grads)
        for name, theta in params.items():
            if self.threshold and self.penalise(name):
                theta[...] = soft_threshold(theta, eta * self.threshold)


def _weight(value: float, what: str) -> float:
    value = number(value, what)
    if value < 0:
        raise ValueError(f"{what} is {value:g}, expected a number of at least 0")
    return value
