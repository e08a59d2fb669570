"""First weights, drawn from a generator: always float64 in NumPy, so that one seed gives the same on every backend.

Each function is called as `draw(rng, shape, fan_in=…, fan_out=…)`. *Fan-in* is the number of inputs that one output
sums over, *fan-out* the number of outputs that one input reaches: D and M for a matrix (D, M), C·K² and C'·K² for a
convolution. With y = Σ w·x over n = fan-in inputs of variance 1, Var y = n·Var w, so Var w = 1/n keeps the scale.
"""

from collections.abc import Callable
from math import prod, sqrt
from typing import TypeAlias

import numpy as np

from deeparc.core.validate import FloatArray, whole

Initialiser: TypeAlias = Callable[..., FloatArray]
Shape: TypeAlias = tuple[int, ...]


def zeros(rng: np.random.Generator | None, shape: Shape, *, fan_in: int = 1, fan_out: int = 1) -> FloatArray:
    """Return zeros, for biases; nothing is drawn."""
    return np.zeros(shape)


def lecun_normal(rng: np.random.Generator, shape: Shape, *, fan_in: int, fan_out: int = 1) -> FloatArray:
    """Draw w ~ N(0, 1/fan_in), which keeps the variance of the activations of linear and scaled-tanh units.

    Args:
        rng: the generator.
        shape: of the result.
        fan_in: inputs of one output, at least 1.
        fan_out: not used.

    Raises:
        ValueError: the fan is no whole number of at least 1.

    Source: LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998, section 4.6. Deck: lecun.
    """
    return _normal(rng, shape, 1 / whole(fan_in, "fan_in"))


def lecun_uniform(rng: np.random.Generator, shape: Shape, *, fan_in: int, fan_out: int = 1) -> FloatArray:
    """Draw w ~ U(−√(3/fan_in), √(3/fan_in)), of variance 1/fan_in; else as `lecun_normal`."""
    return _uniform(rng, shape, 1 / whole(fan_in, "fan_in"))


def glorot_normal(rng: np.random.Generator, shape: Shape, *, fan_in: int, fan_out: int) -> FloatArray:
    """Draw w ~ N(0, 2/(fan_in + fan_out)), between what the forward and what the backward pass would keep.

    Args:
        rng: the generator.
        shape: of the result.
        fan_in: inputs of one output, at least 1.
        fan_out: outputs that one input reaches, at least 1.

    Raises:
        ValueError: a fan is no whole number of at least 1.

    Source: Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010,
    equation 12 (the uniform form is equation 16).
    """
    return _normal(rng, shape, 2 / (whole(fan_in, "fan_in") + whole(fan_out, "fan_out")))


def glorot_uniform(rng: np.random.Generator, shape: Shape, *, fan_in: int, fan_out: int) -> FloatArray:
    """Draw w ~ U(−a, a) with a = √(6/(fan_in + fan_out)); else as `glorot_normal`."""
    return _uniform(rng, shape, 2 / (whole(fan_in, "fan_in") + whole(fan_out, "fan_out")))


def he_normal(rng: np.random.Generator, shape: Shape, *, fan_in: int, fan_out: int = 1) -> FloatArray:
    """Draw w ~ N(0, 2/fan_in), for ReLU units, which pass half the variance.

    Args:
        rng: the generator.
        shape: of the result.
        fan_in: inputs of one output, at least 1.
        fan_out: not used.

    Raises:
        ValueError: the fan is no whole number of at least 1.

    Source: He, Zhang, Ren & Sun, Delving deep into rectifiers, 2015, equation 10.
    """
    return _normal(rng, shape, 2 / whole(fan_in, "fan_in"))


def he_uniform(rng: np.random.Generator, shape: Shape, *, fan_in: int, fan_out: int = 1) -> FloatArray:
    """Draw w ~ U(−√(6/fan_in), √(6/fan_in)), of variance 2/fan_in; else as `he_normal`."""
    return _uniform(rng, shape, 2 / whole(fan_in, "fan_in"))


def orthogonal(rng: np.random.Generator, shape: Shape, *, fan_in: int = 1, fan_out: int = 1) -> FloatArray:
    """Draw a random matrix with orthonormal rows or columns (whichever are fewer), uniformly over all of them.

    A matrix W of this kind keeps lengths, ‖Wx‖ = ‖x‖, however often it is applied: for recurrent weights.

    Args:
        rng: the generator.
        shape: at least two axes; all but the first are taken as one.
        fan_in: not used.
        fan_out: not used.

    Raises:
        ValueError: `shape` has fewer than two axes.

    Source: Saxe, McClelland & Ganguli, Exact solutions to the nonlinear dynamics of learning, 2014; the signs that
    make QR uniform: Mezzadri, How to generate random matrices from the classical compact groups, 2007.
    """
    if len(shape) < 2:
        raise ValueError(f"shape is {shape}, expected at least two axes")
    rows, columns = shape[0], prod(shape[1:])
    q, r = np.linalg.qr(rng.standard_normal((max(rows, columns), min(rows, columns))))
    q = q * np.sign(np.diag(r))
    return np.ascontiguousarray(q if rows >= columns else q.T).reshape(shape)


def _normal(rng: np.random.Generator, shape: Shape, variance: float) -> FloatArray:
    return rng.standard_normal(shape) * sqrt(variance)


def _uniform(rng: np.random.Generator, shape: Shape, variance: float) -> FloatArray:
    bound = sqrt(3 * variance)
    return rng.uniform(-bound, bound, shape)
