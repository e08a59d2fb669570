"""Learning rates that change with the step: each function returns a callable `rate(step)`, with steps counted from 0.

An optimiser takes one in place of a number: `SGD(cosine(0.1, steps=1000))`. They depend on nothing but the step, so a
run that is resumed goes on as it would have.
"""

from collections.abc import Callable
from math import cos, pi
from typing import TypeAlias

from deeparc.core.validate import number, positive, whole

Schedule: TypeAlias = Callable[[int], float]


def constant(eta: float) -> Schedule:
    """Return η_k = η.

    Args:
        eta: η > 0.

    Raises:
        ValueError: η is not above 0.
    """
    eta = positive(eta, "eta")
    return lambda step: eta


def step(eta: float, every: int, factor: float = 0.1) -> Schedule:
    """Return η_k = η · factor^⌊k/every⌋: a drop by a factor after every so many steps.

    Args:
        eta: η > 0, the first rate.
        every: steps between drops, at least 1.
        factor: of each drop, above 0.

    Raises:
        ValueError: an argument is out of range.

    Source: Krizhevsky, Sutskever & Hinton, ImageNet classification with deep convolutional neural networks, 2012,
    section 5 (drops by 10).
    """
    eta, every, factor = positive(eta, "eta"), whole(every, "every"), positive(factor, "factor")
    return lambda k: eta * factor ** (k // every)


def exponential(eta: float, half_life: float) -> Schedule:
    """Return η_k = η · 2^{−k/half_life}.

    Args:
        eta: η > 0, the first rate.
        half_life: steps in which the rate halves, above 0.

    Raises:
        ValueError: an argument is not above 0.
    """
    eta, half_life = positive(eta, "eta"), positive(half_life, "half_life")
    return lambda k: eta * 2 ** (-k / half_life)


def cosine(eta: float, steps: int, last: float = 0.0) -> Schedule:
    """Return η_k = last + ½ (η − last)(1 + cos(π k/steps)), and `last` after that.

    Args:
        eta: η > 0, the first rate.
        steps: until the last rate, at least 1.
        last: from 0 to η.

    Raises:
        ValueError: an argument is out of range.

    Source: Loshchilov & Hutter, SGDR: stochastic gradient descent with warm restarts, 2017, equation 5 (one period).
    """
    eta, steps, last = positive(eta, "eta"), whole(steps, "steps"), number(last, "last")
    if not 0 <= last <= eta:
        raise ValueError(f"last is {last:g}, expected a number from 0 to eta = {eta:g}")
    return lambda k: last + (eta - last) * (1 + cos(pi * min(k, steps) / steps)) / 2


def warm_up(schedule: Schedule, steps: int) -> Schedule:
    """Return a rate that rises in a straight line for `steps` steps and then follows the schedule.

    η_k = η(0) · (k + 1)/(steps + 1) for k < steps, and η(k − steps) from there.

    Args:
        schedule: what follows.
        steps: of the rise, at least 1.

    Raises:
        ValueError: `steps` is no whole number of at least 1.

    Source: Goyal et al., Accurate, large minibatch SGD: training ImageNet in 1 hour, 2017, section 2.2.
    """
    steps = whole(steps, "steps")
    return lambda k: schedule(0) * (k + 1) / (steps + 1) if k < steps else schedule(k - steps)
