"""Learning from attacked examples: for a net beside the ordinary ones, for a linear unit exactly.

E = mean of α J(x, t) + (1 − α) J(x', t), with x' = x + ε sign(∇x J(x, t)) made anew in every step
"""

from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.layer import Layer
from deeparc.core.loss import cross_entropy
from deeparc.core.namespace import Array, namespace
from deeparc.core.train import Loss
from deeparc.core.validate import FloatArray, number, rows, vector
from deeparc.layers.activations import sigmoid
from deeparc.vision.attacks import Attack, fast_gradient_sign, radius


class AdversarialPair(Layer):
    """A net that sees every example twice, as it is and attacked; it shares the net's parameters.

    With `deeparc.core.train.fit` the inputs are the pair (x, t), for an attack needs the classes, and the loss is one
    made by `mixed`. Afterwards it is the net itself that is used. Layers only: a `torch.nn.Module` has no `grads` here.

    Args:
        net: a `Layer`, from x (B, …) to logits (B, K).
        attack: gives x'; or a number ε, for the fast gradient sign method.

    Raises:
        TypeError: the net is no `Layer`.
        ValueError: ε is negative.

    Source: Goodfellow, Shlens & Szegedy, Explaining and harnessing adversarial examples, 2015, section 6. Deck:
    neverova.
    """

    def __init__(self, net: Layer, attack: Attack | float) -> None:
        if not isinstance(net, Layer):
            raise TypeError(f"net is a {type(net).__name__}, expected a Layer")
        self.net = net
        self.attack = attack if callable(attack) else partial(fast_gradient_sign, epsilon=radius(attack))

    @property
    def params(self) -> dict[str, Array]:
        """The net's parameters."""
        return self.net.params

    @property
    def grads(self) -> dict[str, Array]:
        """Their gradients."""
        return self.net.grads

    @property
    def buffers(self) -> dict[str, Array]:
        """The net's buffers."""
        return self.net.buffers

    def forward(self, x: tuple[Array, Array], *, train: bool = False) -> Array:
        """Return the logits for x and for x', shape (B, 2, K).

        Args:
            x: the examples (B, …) and their classes (B,).
            train: passed on to the net, not to the attack.
        """
        x, t = x
        xp = namespace(x)
        attacked = self.attack(self.net, x, t)
        y = self.net.forward(xp.concat([x, attacked], axis=0), train=train)  # (2B, K)
        return xp.stack([y[: len(x)], y[len(x) :]], axis=1)

    def backward(self, dy: Array, *, need_dx: bool = True) -> None:
        """Leave the gradients of the net's parameters; x' counts as given.

        Raises:
            ValueError: a gradient for the input is asked for.
        """
        if need_dx:
            raise ValueError("need_dx is True, but the attack is not differentiated")
        self.net.backward(namespace(dy).concat([dy[:, 0], dy[:, 1]], axis=0), need_dx=False)


def mixed(loss: Loss = cross_entropy, alpha: float = 0.5) -> Loss:
    """Return the loss α J(y, t) + (1 − α) J(y', t) for predictions (B, 2, K) of an `AdversarialPair`.

    Args:
        loss: J, the mean over a batch.
        alpha: α from 0, attacked examples alone, to 1, ordinary ones alone.

    Raises:
        ValueError: α is out of range.
    """
    alpha = number(alpha, "alpha")
    if not 0 <= alpha <= 1:
        raise ValueError(f"alpha is {alpha:g}, expected a number from 0 to 1")

    def both(prediction: Array, targets: Array) -> tuple[Array, Array]:
        clean, d_clean = loss(prediction[:, 0], targets)
        hard, d_hard = loss(prediction[:, 1], targets)
        xp = namespace(prediction)
        return alpha * clean + (1 - alpha) * hard, xp.stack([alpha * d_clean, (1 - alpha) * d_hard], axis=1)

    return both


def robust_logistic(
    w: ArrayLike, b: float, x: ArrayLike, s: ArrayLike, epsilon: float
) -> tuple[float, FloatArray, float]:
    """Return the mean over examples of the largest loss in the ball ‖r‖_∞ ≤ ε, and its gradients for w and b.

    max_r ζ(−s (wᵀ(x + r) + b)) = ζ(−s (wᵀx + b) + ε ‖w‖₁), with ζ(a) = ln(1 + e^a). No bounds of the pixels here.

    Args:
        w: (D,) weights.
        b: bias.
        x: (N, D).
        s: (N,) signs −1 and +1.
        epsilon: ε ≥ 0.

    Returns:
        E, ∂E/∂w (D,), ∂E/∂b; where a weight is 0 the subgradient with sign 0 = 0.

    Differs from the paper: there the sign s also multiplies ε ‖w‖₁, which would make the loss of s = −1 *smaller*.
    Source: Goodfellow, Shlens & Szegedy 2015, section 5.
    """
    w = vector(w, "w")
    x, s = rows(x, "x", len(w)), vector(s, "s")
    if len(s) != len(x) or not np.all(np.abs(s) == 1):
        raise ValueError(f"s has shape {s.shape}, expected ({len(x)},) of −1 and +1")
    a = -s * (x @ w + number(b, "b")) + radius(epsilon) * np.sum(np.abs(w))  # (N,)
    slope = sigmoid(a) / len(x)
    return (
        float(np.mean(np.logaddexp(0, a))),
        -(slope * s) @ x + epsilon * np.sum(slope) * np.sign(w),
        float(-np.sum(slope * s)),
    )
