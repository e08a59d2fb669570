"""The loss as a surface over all parameters of a model: gradient, Hessian, and points where the gradient is 0."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import root

from deeparc.core.layer import Layer
from deeparc.core.namespace import Array
from deeparc.core.validate import FloatArray, positive, vector

Loss = Callable[[Array, Array], tuple[Array, Array]]


class Landscape:
    """E(θ) = loss + ½ λ ‖θ‖² of a model on fixed data, with all its parameters in one vector θ.

    Args:
        model: a `Layer` of float64 parameters in NumPy; its parameters are overwritten at every call.
        x: the inputs.
        t: the targets.
        loss: such as those of `deeparc.core.loss`.
        decay: λ of the weight decay, at least 0; above 0 no critical point lies at infinity.

    Attributes:
        size: P, the number of parameters.

    Raises:
        ValueError: a parameter is not float64.
    """

    def __init__(self, model: Layer, x: Array, t: Array, loss: Loss, decay: float = 0.0) -> None:
        if any(str(p.dtype) != "float64" for p in model.params.values()):
            raise ValueError(f"parameters are {[str(p.dtype) for p in model.params.values()]}, expected float64")
        self.model, self.x, self.t, self.loss, self.decay = model, x, t, loss, decay
        self.size = sum(p.size for p in model.params.values())

    @property
    def theta(self) -> FloatArray:
        """The model's parameters as they are now, (P,), a copy."""
        return np.concatenate([p.ravel() for p in self.model.params.values()])

    def put(self, theta: FloatArray) -> None:
        """Write θ into the model's parameters.

        Raises:
            ValueError: θ is not (P,).
        """
        theta, start = vector(theta, "theta", self.size), 0
        for p in self.model.params.values():
            p[...] = theta[start : start + p.size].reshape(p.shape)
            start += p.size

    def value(self, theta: FloatArray) -> float:
        """Return E(θ)."""
        self.put(theta)
        penalty = 0.5 * self.decay * float(np.sum(np.square(theta)))
        return float(self.loss(self.model.forward(self.x), self.t)[0]) + penalty

    def gradient(self, theta: FloatArray) -> FloatArray:
        """Return ∇E(θ), (P,), by back-propagation."""
        self.put(theta)
        self.model.backward(self.loss(self.model.forward(self.x), self.t)[1], need_dx=False)
        slopes = np.concatenate([self.model.grads[name].ravel() for name in self.model.params])
        return slopes + self.decay * np.asarray(theta)

    def hessian(self, theta: FloatArray, epsilon: float = 1e-5) -> FloatArray:
        """Return ∂²E/∂θ², (P, P), symmetric, by central differences of the gradient: 2P backward passes.

        Args:
            theta: the point.
            epsilon: half the width of the differences, above 0.
        """
        steps = positive(epsilon, "epsilon") * np.eye(self.size)
        rows = [self.gradient(theta + step) - self.gradient(theta - step) for step in steps]
        h = np.array(rows) / (2 * epsilon)
        return (h + h.T) / 2

    def critical_point(self, start: FloatArray, tolerance: float = 1e-9, most: int = 200) -> "CriticalPoint | None":
        """Return a point with ∇E = 0 near the start: a minimum, a maximum or a saddle, whichever is nearest.

        Levenberg and Marquardt's method makes ‖∇E‖² small, with the Hessian as its Jacobian matrix. That is Newton's
        method near the solution, which is drawn to every kind of critical point alike.

        Args:
            start: (P,).
            tolerance: of ‖∇E‖.
            most: gradients to compute on the way, besides those for the Hessians.

        Returns:
            None where ‖∇E‖ stays above the tolerance.
        """
        found = root(self.gradient, start, jac=self.hessian, method="lm", options={"maxiter": most, "xtol": 1e-14}).x
        slope = float(np.linalg.norm(self.gradient(found)))
        if not slope <= tolerance:
            return None
        return CriticalPoint(found, self.value(found), slope, np.linalg.eigvalsh(self.hessian(found)))


@dataclass(frozen=True, eq=False)
class CriticalPoint:
    """Where the gradient vanishes.

    Attributes:
        theta: (P,).
        loss: E there.
        slope: ‖∇E‖ there.
        eigenvalues: of the Hessian, (P,), rising.
    """

    theta: FloatArray
    loss: float
    slope: float
    eigenvalues: FloatArray

    def index(self, zero: float = 1e-6) -> float:
        """Return the share of directions that curve down: eigenvalues below −`zero` times the largest absolute one."""
        return float(np.mean(self.eigenvalues < -zero * np.max(np.abs(self.eigenvalues))))
