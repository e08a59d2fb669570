"""Attacks on a classifier: small changes of a picture, made from the gradient of the loss for its pixels.

Pixels run from 0 to 1 throughout, so one step of an 8-bit picture is 1/255, and every attack ends inside [0, 1].
`model` is a `Layer` or a `torch.nn.Module` that gives one row of logits for each picture.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from deeparc.core.layer import Layer
from deeparc.core.loss import cross_entropy
from deeparc.core.namespace import Array, asarray, device_of, dtype_name, namespace, to_numpy
from deeparc.core.train import Loss, predict
from deeparc.core.validate import FloatArray, number, positive, whole
from deeparc.units.softmax import softmax

Attack = Callable[[Any, Array, Array], Array]
"""attack(model, x, t) gives x', shaped and typed like x."""


def input_gradient(model: Any, x: Array, t: Array, loss: Loss = cross_entropy) -> tuple[Array, Array]:
    """Return the mean loss J(x, t), and for each example the gradient of *its own* loss for its pixels.

    The model answers as in use, not as in training. A `torch.nn.Module` keeps its parameters' gradients and goes on
    in the mode it was in; a `Layer` leaves gradients in `grads`, as after any `backward`.

    Args:
        model: from x to predictions, each example by itself.
        x: (B, …), on the model's device.
        t: targets, as the loss takes them.
        loss: from `deeparc.core.loss`; it divides by B, which is taken back here.

    Returns:
        a number, and ∇x, shaped like x.
    """
    if isinstance(model, Layer):
        value, dy = loss(model.forward(x), t)
        return value, model.backward(dy * len(x))
    import torch

    training = model.training
    model.eval()
    try:
        with torch.enable_grad():
            x = x.detach().requires_grad_(True)
            y = model(x)
            value, dy = loss(y.detach(), t)
            (gradient,) = torch.autograd.grad(y, x, dy * len(x))
    finally:
        model.train(training)
    return value, gradient


def probabilities(model: Any, x: Array) -> FloatArray:
    """Return p = softmax(logits), (B, K) float64 in NumPy, for pictures x (B, …)."""
    return softmax(to_numpy(predict(model, x)).astype(np.float64))


def project(x: Array, centre: Array, epsilon: float) -> Array:
    """Return the picture nearest to x among those of pixels in [0, 1] that differ from `centre` by at most ε a pixel.

    The conditions hold pixel by pixel, so cutting off twice gives the nearest, in any norm.

    Args:
        x: any shape.
        centre: same shape, in [0, 1].
        epsilon: ε ≥ 0.
    """
    xp = namespace(x, centre)
    x = xp.minimum(xp.maximum(x, centre - radius(epsilon)), centre + radius(epsilon))
    return xp.clip(x, 0, 1)


def fast_gradient_sign(
    model: Any, x: Array, t: Array, epsilon: float, *, loss: Loss = cross_entropy, towards: bool = False
) -> Array:
    """Return x + ε sign(∇x J(x, t)), cut off at 0 and 1.

    Args:
        model: attacked.
        x: (B, …), pixels in [0, 1].
        t: the true classes; with `towards` the classes wanted, and the sign is −.
        epsilon: ε ≥ 0, 1/255 for each step of an 8-bit picture.
        loss: J.
        towards: whether t is what the attack wants the model to say.

    Source: Goodfellow, Shlens & Szegedy, Explaining and harnessing adversarial examples, 2015, section 4. Deck:
    neverova.
    """
    _, gradient = input_gradient(model, x, t, loss)
    sign = namespace(gradient).sign(gradient)
    return project(x + (-1 if towards else 1) * radius(epsilon) * sign, x, epsilon)


def iterated(
    model: Any,
    x: Array,
    t: Array,
    epsilon: float,
    *,
    steps: int = 10,
    step: float | None = None,
    rng: np.random.Generator | None = None,
    loss: Loss = cross_entropy,
    towards: bool = False,
) -> Array:
    """Return x_n, with x_{k+1} = project(x_k + a sign(∇x J(x_k, t))): many small steps of the fast gradient sign.

    Args:
        model: attacked.
        x: (B, …), pixels in [0, 1], the centre of the ball.
        t: true classes, or with `towards` those wanted.
        epsilon: ε ≥ 0, radius of the ball.
        steps: n.
        step: a, by default 2.5 ε/n, enough to cross the ball.
        rng: draws x_0 from the ball; without it x_0 = x.
        loss: J.
        towards: as in `fast_gradient_sign`.

    Source: Kurakin, Goodfellow & Bengio, Adversarial examples in the physical world, 2017 (from x); Madry, Makelov,
    Schmidt, Tsipras & Vladu, Towards deep learning models resistant to adversarial attacks, 2018 (from a random point).
    """
    steps, epsilon = whole(steps, "steps"), radius(epsilon)
    step = 2.5 * epsilon / steps if step is None else positive(step, "step")
    at = x
    if rng is not None:
        noise = asarray(rng.uniform(-epsilon, epsilon, tuple(x.shape)), dtype=dtype_name(x), device=device_of(x))
        at = project(x + noise, x, epsilon)
    for _ in range(steps):
        _, gradient = input_gradient(model, at, t, loss)
        at = project(at + (-1 if towards else 1) * step * namespace(gradient).sign(gradient), x, epsilon)
    return at


def steepest(g: FloatArray, p: float) -> FloatArray:
    """Return the r of norm ‖r‖_p = 1 with the largest gᵀr, which is the dual norm of g, for p = 1, 2 or ∞.

    p = ∞: sign g, and gᵀr = ‖g‖₁. p = 2: g/‖g‖₂, and gᵀr = ‖g‖₂. p = 1: the sign of the largest element at its place,
    0 elsewhere, and gᵀr = ‖g‖_∞.

    Args:
        g: any shape, not all 0.
        p: 1, 2 or `np.inf`.

    Raises:
        ValueError: another p, or g is 0.
    """
    g = np.asarray(g, np.float64)
    if not np.any(g):
        raise ValueError("g is 0 everywhere, expected a gradient")
    if p == np.inf:
        return np.sign(g)
    if p == 2:
        return g / np.linalg.norm(g)
    if p != 1:
        raise ValueError(f"p is {p!r}, expected 1, 2 or np.inf")
    r = np.zeros_like(g)
    place = np.unravel_index(np.argmax(np.abs(g)), g.shape)
    r[place] = np.sign(g[place])
    return r


def radius(epsilon: float) -> float:
    """Return ε as a float, and say so if it is negative."""
    epsilon = number(epsilon, "epsilon")
    if epsilon < 0:
        raise ValueError(f"epsilon is {epsilon:g}, expected a number of at least 0")
    return epsilon
