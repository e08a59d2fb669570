"""Optimisers: each takes the parameters θ and the gradients ∂ of the loss, by name, and changes θ in place.

`optimiser.step(params, grads)` with the dictionaries of a `Layer`; it keeps its own state by the parameters' names.
The rate η is a number or a function of the step from `deeparc.core.schedule`.

All of them take two penalties in the decks' form, beside the step for the loss:

    L2:  θ ← (1 − ηλ) θ − η ∂          L1:  θ ← θ − ηλ sgn θ − η ∂

For `SGD` the first is the gradient of ½ λ‖θ‖² and the second one of λ‖θ‖₁. For the others the penalty stays outside
the running averages, which is called decoupled weight decay (Loshchilov & Hutter 2019).
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import numpy as np

from deeparc.core.namespace import Array, asarray, device_of, dtype_name, namespace, pieces, to_numpy, zeros_like
from deeparc.core.schedule import Schedule, constant
from deeparc.core.validate import number, positive


class Optimiser:
    """What all of them share: the rate, the penalties, the state.

    A subclass names its `slots`, the arrays it keeps for each parameter (zeros at first), and gives `update`.

    Args:
        eta: learning rate η > 0, or a function of the step, which counts from 0.
        l2: λ ≥ 0 of the L2 penalty.
        l1: λ ≥ 0 of the L1 penalty.
        penalise: tells by a parameter's name whether the penalties apply to it; by default to all, as in the decks.
            `lambda name: name.endswith("w")` leaves the biases out.

    Attributes:
        steps: how many were made.

    Raises:
        ValueError: a number is out of range.
    """

    slots: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        eta: float | Schedule,
        *,
        l2: float = 0.0,
        l1: float = 0.0,
        penalise: Callable[[str], bool] = lambda name: True,
    ) -> None:
        self.eta = eta if callable(eta) else constant(eta)
        self.l2, self.l1 = _fraction(l2, "l2", np.inf), _fraction(l1, "l1", np.inf)
        self.penalise = penalise
        self.steps = 0
        self._state: dict[str, Array] = {}

    def step(self, params: Mapping[str, Array], grads: Mapping[str, Array]) -> None:
        """Change every parameter in place by one step.

        Args:
            params: arrays by name; contiguous ones are updated fastest.
            grads: the gradients, same names, shapes and types.

        Raises:
            ValueError: a gradient is missing or does not fit its parameter.
        """
        eta = self.eta(self.steps)
        self.steps += 1
        for name, theta in params.items():
            g = grads.get(name)
            if g is None or tuple(g.shape) != tuple(theta.shape) or g.dtype != theta.dtype:
                found = "missing" if g is None else f"{dtype_name(g)} of shape {tuple(g.shape)}"
                raise ValueError(
                    f"grads[{name!r}] is {found}, expected {dtype_name(theta)} of shape {tuple(theta.shape)}"
                )
            penalised = (self.l1 or self.l2) and self.penalise(name)
            kept = [self._slot(f"{slot}/{name}", theta) for slot in self.slots]
            for part, g_part, *kept_parts in pieces(theta, g, *kept):
                if penalised:
                    part -= (eta * self.l2) * part + (eta * self.l1) * namespace(part).sign(part)
                self.update(part, g_part, eta, *kept_parts)

    def update(self, theta: Array, g: Array, eta: float, *slots: Array) -> None:
        """Change θ and the slots in place, element by element.

        Args:
            theta: a parameter, or a piece of one.
            g: its gradient.
            eta: this step's rate.
            slots: what is kept for it, in the order of `self.slots`.
        """
        raise NotImplementedError

    def state_dict(self) -> dict[str, Any]:
        """Return `"steps"` and the kept arrays as NumPy copies, by slot and parameter, such as `"m/0.w"`."""
        return {"steps": self.steps} | {name: to_numpy(array).copy() for name, array in self._state.items()}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Go on from a state that `state_dict` gave.

        Raises:
            ValueError: the state is of another kind of optimiser.
        """
        state = dict(state)
        steps = state.pop("steps", None)
        found = {name.split("/")[0] for name in state}
        if steps is None or not found <= set(self.slots) or (state and found != set(self.slots)):
            raise ValueError(f"state keeps {sorted(found)}, expected steps and {sorted(self.slots)}")
        self.steps, self._state = int(steps), {name: np.array(array) for name, array in state.items()}

    def _slot(self, name: str, theta: Array) -> Array:
        kept = self._state.get(name)
        if kept is None:
            kept = zeros_like(theta, theta.shape)
        elif tuple(kept.shape) != tuple(theta.shape):
            raise ValueError(f"state {name!r} has shape {tuple(kept.shape)}, expected {tuple(theta.shape)}")
        elif device_of(kept) != device_of(theta):  # just loaded
            kept = asarray(kept, dtype=dtype_name(theta), device=device_of(theta))
        self._state[name] = kept
        return kept


class SGD(Optimiser):
    """Stochastic gradient descent: θ ← θ − η ∂.

    Source: Robbins & Monro, A stochastic approximation method, 1951. Decks: acero, lecun, intro, nature.
    """

    def update(self, theta: Array, g: Array, eta: float) -> None:
        """Step down the gradient."""
        theta -= eta * g


class Momentum(Optimiser):
    """Steps that gather speed: v ← μ v − η ∂, θ ← θ + v.

    Args:
        eta: η, as all the others of `Optimiser`.
        mu: μ from 0 (plain SGD) to below 1.
        **options: of `Optimiser`.

    Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964; Rumelhart, Hinton &
    Williams 1986, equation 9. Deck: intro.
    """

    slots = ("v",)

    def __init__(self, eta: float | Schedule, mu: float = 0.9, **options: Any) -> None:
        super().__init__(eta, **options)
        self.mu = _fraction(mu, "mu")

    def update(self, theta: Array, g: Array, eta: float, v: Array) -> None:
        """Move by the velocity."""
        v *= self.mu
        v -= eta * g
        theta += v


class Nesterov(Momentum):
    """Momentum that looks ahead: v ← μ v − η ∂, θ ← θ + μ v − η ∂.

    Here θ stands for the paper's look-ahead point θ + μ v, where it takes the gradient.

    Source: Nesterov 1983; Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep
    learning, 2013, equations 3 and 4.
    """

    def update(self, theta: Array, g: Array, eta: float, v: Array) -> None:
        """Move by the velocity to come."""
        step = eta * g
        v *= self.mu
        v -= step
        theta += self.mu * v
        theta -= step


class AdaGrad(Optimiser):
    """A rate for each parameter, smaller the more it has moved: s ← s + ∂², θ ← θ − η ∂/(√s + ε).

    Args:
        eta: η, as all the others of `Optimiser`.
        epsilon: ε > 0.
        **options: of `Optimiser`.

    Source: Duchi, Hazan & Singer, Adaptive subgradient methods, 2011.
    """

    slots = ("s",)

    def __init__(self, eta: float | Schedule, epsilon: float = 1e-10, **options: Any) -> None:
        super().__init__(eta, **options)
        self.epsilon = positive(epsilon, "epsilon")

    def update(self, theta: Array, g: Array, eta: float, s: Array) -> None:
        """Step with the sum of squares."""
        s += g * g
        theta -= eta * g / (namespace(s).sqrt(s) + self.epsilon)


class RMSProp(AdaGrad):
    """AdaGrad that forgets: s ← ρ s + (1 − ρ) ∂², θ ← θ − η ∂/(√s + ε).

    Args:
        eta: η, as all the others of `Optimiser`.
        rho: ρ from 0 to below 1.
        epsilon: ε > 0.
        **options: of `Optimiser`.

    Source: Tieleman & Hinton, Neural networks for machine learning, lecture 6.5, 2012.
    """

    def __init__(self, eta: float | Schedule, rho: float = 0.9, epsilon: float = 1e-8, **options: Any) -> None:
        super().__init__(eta, epsilon, **options)
        self.rho = _fraction(rho, "rho")

    def update(self, theta: Array, g: Array, eta: float, s: Array) -> None:
        """Step with the running mean of squares."""
        s *= self.rho
        s += (1 - self.rho) * g * g
        theta -= eta * g / (namespace(s).sqrt(s) + self.epsilon)


class Adam(Optimiser):
    """Momentum and a rate for each parameter, both corrected for their start at 0.

    m ← β₁ m + (1 − β₁) ∂, v ← β₂ v + (1 − β₂) ∂², θ ← θ − η m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).

    Args:
        eta: η, as all the others of `Optimiser`.
        beta1: β₁ from 0 to below 1.
        beta2: β₂ from 0 to below 1.
        epsilon: ε > 0.
        **options: of `Optimiser`.

    Source: Kingma & Ba, Adam: a method for stochastic optimization, 2015, algorithm 1.
    """

    slots = ("m", "v")

    def __init__(
        self,
        eta: float | Schedule = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        **options: Any,
    ) -> None:
        super().__init__(eta, **options)
        self.beta1, self.beta2 = _fraction(beta1, "beta1"), _fraction(beta2, "beta2")
        self.epsilon = positive(epsilon, "epsilon")

    def update(self, theta: Array, g: Array, eta: float, m: Array, v: Array) -> None:
        """Step with both running means; their corrections are put into the two scalars."""
        m *= self.beta1
        m += (1 - self.beta1) * g
        scaled = (1 - self.beta2) * g
        scaled *= g
        v *= self.beta2
        v += scaled
        root = namespace(v).sqrt(v)
        root *= (1 - self.beta2**self.steps) ** -0.5
        root += self.epsilon
        step = m / root
        step *= eta / (1 - self.beta1**self.steps)
        theta -= step


def _fraction(value: float, what: str, end: float = 1.0) -> float:
    value = number(value, what)
    if not 0 <= value < end:
        raise ValueError(f"{what} is {value:g}, expected a number of at least 0" + (" and below 1" if end == 1 else ""))
    return value
