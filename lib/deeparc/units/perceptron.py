"""Rosenblatt's perceptron: a threshold unit that learns its weights from its mistakes."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from deeparc.core.validate import FloatArray, IntArray, bits, examples, number, positive, rows, vector, whole
from deeparc.units.linear import LinearUnit, checked_generator, epochs_with_bar, first_weights, with_one


@dataclass(frozen=True, eq=False)
class Perceptron(LinearUnit):
    """One threshold unit: activation z = w·v + b, output y = H(z), with H(z) = 1 for z ≥ 0 and 0 below.

    Args:
        w: (D,) weights (the decks' α, β).
        b: bias (the decks' λ), minus the threshold.

    Raises:
        ValueError: `w` is not a finite vector or `b` not a finite number.

    Differs from the paper: this is the last unit alone; `AssociationLayer` is what Rosenblatt puts before it.
    Source: Rosenblatt, "The perceptron", 1958. Decks: acero, neverova, lecun, intro.
    """


@dataclass(frozen=True, eq=False)
class Training:
    """A trained perceptron and how it came about. `deeparc.units.adaline.Training` is ADALINE's, with other records.

    Attributes:
        model: the result: the last weights, the pocket or the mean.
        mistakes: (E,) int64, wrong outputs in each epoch, counted while learning; E ≤ the number asked for.
        path: (U + 1, D + 1) float64, the weights (w, b), b last: at the start and after each of U updates.
        survived: (U + 1,) int64, how many examples each row of `path` was shown: those that it got right, and the one
            that made it. They add up to all examples shown.
        converged: whether the last epoch was free of mistakes. It speaks of the last weights: their mean, which
            `train_averaged` returns, may still get an example wrong.
    """

    model: Perceptron
    mistakes: IntArray
    path: FloatArray
    survived: IntArray
    converged: bool

    @property
    def n_updates(self) -> int:
        """Number of updates U, which is the number of mistakes made in all."""
        return len(self.path) - 1


def update(model: Perceptron, v: ArrayLike, t: int, eta: float = 1.0) -> Perceptron:
    """Return the model after one example: w ← w + η (t − y) v, b ← b + η (t − y), y = H(w·v + b).

    A right output changes nothing; a missed positive adds the example, a false alarm subtracts it.

    Args:
        model: before.
        v: (D,) input.
        t: target, 0 or 1.
        eta: learning rate η > 0.

    Raises:
        ValueError: v is not a finite (D,) vector, t not 0 or 1, or η not above 0.

    Source: Rosenblatt, "Principles of neurodynamics", 1962 (error-correction procedure).
    Decks: neverova, intro (with age, size and λ).
    """
    v, eta = vector(v, "v", len(model.w)), positive(eta, "eta")
    t = bits([t], "t")[0]
    y = model.forward(v[None])[0]
    return Perceptron(model.w + eta * (t - y) * v, model.b + eta * (t - y))


def train(
    v: ArrayLike,
    t: ArrayLike,
    *,
    eta: float = 1.0,
    epochs: int = 100,
    rng: np.random.Generator | None = None,
    start: Perceptron | None = None,
    progress: bool = False,
) -> Training:
    """Learn by Rosenblatt's rule, one example at a time, until an epoch passes without a mistake.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.
        eta: learning rate η > 0; from a zero start it scales (w, b) and changes no output, in exact arithmetic. In
            floating point that holds for powers of two; others round, which turns activations that should be 0.
        epochs: the most passes over the examples.
        rng: shuffles the examples in each epoch; without it they come in the order given.
        start: first model; all zeros by default.
        progress: show a progress bar.

    Raises:
        ValueError: malformed input, `rng` is no generator, or `start` has another number of weights than v has columns.

    Source: Rosenblatt 1958, 1962; it stops on separable data by Novikoff, "On convergence proofs on perceptrons", 1962,
    and Block, "The perceptron: a model for brain functioning", 1962. Decks: acero, neverova, lecun, intro.
    """
    v, t = examples(v, t)
    eta, epochs, rng = positive(eta, "eta"), whole(epochs, "epochs"), checked_generator(rng)
    x, t = list(with_one(v)), t.tolist()  # indexing a list and `dot` take half the time of indexing an array and `@`
    theta = first_weights(start, v.shape[1])  # (w, b)

    path, survived, mistakes = [theta], [0], []
    for _ in epochs_with_bar(epochs, progress):
        mistakes.append(0)
        for n in range(len(x)) if rng is None else rng.permutation(len(x)):
            y = 1 if x[n].dot(theta) >= 0 else 0
            if y == t[n]:
                survived[-1] += 1
            else:
                theta = theta + eta * (t[n] - y) * x[n]
                path.append(theta)
                survived.append(1)
                mistakes[-1] += 1
        if mistakes[-1] == 0:
            break
    return Training(
        Perceptron(theta[:-1], theta[-1]),
        np.array(mistakes, np.int64),
        np.array(path),
        np.array(survived, np.int64),
        mistakes[-1] == 0,
    )


def train_pocket(
    v: ArrayLike,
    t: ArrayLike,
    *,
    eta: float = 1.0,
    epochs: int = 100,
    rng: np.random.Generator | None = None,
    start: Perceptron | None = None,
    progress: bool = False,
) -> Training:
    """Learn by Rosenblatt's rule and keep in the pocket the best weights met on the way.

    Weights that got a longer run of examples right than the pocketed ones replace them if they also get more of all
    N training examples right (the ratchet). The pocket's training accuracy never falls, while that of the weights that
    learn jumps about. Weights that end an epoch without a mistake are the result at once.

    Args and raises: as `train`.

    Returns:
        Training whose `model` is the pocket; the rest is as `train` gives it.

    Differs from the paper: examples come in shuffled epochs (or in order), not drawn with replacement.
    Source: Gallant, "Perceptron-based learning algorithms", 1990, pocket algorithm with ratchet.
    """
    run = train(v, t, eta=eta, epochs=epochs, rng=rng, start=start, progress=progress)
    if run.converged:
        return run  # the last weights get everything right
    v, t = examples(v, t)
    x = with_one(v)
    longest, most, pocket = -1, -1, run.path[0]
    for theta, survived in zip(run.path, run.survived, strict=True):
        if survived > longest:
            right = int(np.sum((x @ theta >= 0) == t))
            if right > most:
                longest, most, pocket = survived, right, theta
    return replace(run, model=Perceptron(pocket[:-1], pocket[-1]))


def train_averaged(
    v: ArrayLike,
    t: ArrayLike,
    *,
    eta: float = 1.0,
    epochs: int = 100,
    rng: np.random.Generator | None = None,
    start: Perceptron | None = None,
    progress: bool = False,
) -> Training:
    """Learn by Rosenblatt's rule and return the mean of the weights over all examples shown.

    (w, b) = Σ_k c_k (w, b)_k / Σ_k c_k, where c_k counts the examples that the k-th weights survived: long-lived
    weights weigh more.

    Args and raises: as `train`.

    Returns:
        Training whose `model` is the mean; the rest is as `train` gives it.

    Differs from the paper: the paper lets the weights vote with c_k and tries the average as a cheaper variant; this
    is the average. Source: Freund & Schapire, "Large margin classification using the perceptron algorithm", 1999.
    """
    run = train(v, t, eta=eta, epochs=epochs, rng=rng, start=start, progress=progress)
    mean = run.survived @ run.path / run.survived.sum()
    return replace(run, model=Perceptron(mean[:-1], mean[-1]))


def margin(v: ArrayLike, t: ArrayLike, w: ArrayLike, b: float) -> float:
    """Return γ = min_n s_n (w·v_n + b) / ‖(w, b)‖, s = 2t − 1: above zero when (w, b) gets every example right.

    It is the smallest signed distance from an example (v, 1) to the plane through the origin with normal (w, b). An
    example on the wrong side has a negative distance, so γ < 0 tells how far off the worst example is.

    Args:
        v: (N, D) inputs.
        t: (N,) targets in {0, 1}.
        w: (D,) weights, with b not all zero.
        b: bias.

    Raises:
        ValueError: malformed input, or (w, b) = 0.

    Source: Novikoff 1962; Block 1962.
    """
    v, t = examples(v, t)
    theta = np.append(vector(w, "w", v.shape[1]), number(b, "b"))
    if not theta.any():
        raise ValueError("w and b are all zero, expected weights that define a plane")
    return float(np.min((2 * t - 1) * (with_one(v) @ theta)) / np.linalg.norm(theta))


def radius(v: ArrayLike) -> float:
    """Return R = max_n ‖(v_n, 1)‖, the length of the longest example with its constant input 1.

    Args:
        v: (N, D) inputs.

    Raises:
        ValueError: v is not a finite (N, D) matrix.

    Source: Novikoff 1962; Block 1962.
    """
    return float(np.linalg.norm(with_one(rows(v, "v")), axis=1).max())


def mistake_bound(v: ArrayLike, t: ArrayLike, w: ArrayLike, b: float) -> float:
    """Return (R/γ)², the most mistakes that the perceptron can make from a zero start, in any order of examples.

    Any (w, b) that separates the examples gives a bound; the one with the widest margin gives the smallest.

    Args: as `margin`.

    Raises:
        ValueError: malformed input, or (w, b) does not separate the examples.

    Source: Novikoff 1962, theorem; Block 1962.
    """
    gamma = margin(v, t, w, b)
    if gamma <= 0:
        raise ValueError(f"the margin is {gamma:.6g}, expected above 0: (w, b) must get every example right")
    return (radius(v) / gamma) ** 2


class AssociationLayer:
    """Rosenblatt's A-units: fixed random features of the inputs, which turn XOR into a task that a perceptron learns.

    a_k = 1 if Σ_j c_kj v_j ≥ θ_k, else 0. Each unit has `fan_in` connections c = ±1 to inputs drawn at random,
    at least one of them +1, and a threshold drawn from 1 up to its number of +1 connections, so that each unit
    is silent on the empty retina and fires for some input. Nothing here is learned.

    Args:
        n_inputs: D, points of the retina.
        n_units: K, number of A-units.
        fan_in: connections of each unit, 1 to D.
        rng: draws connections and thresholds.

    Raises:
        ValueError: a count is out of range, or `rng` is no generator.

    Differs from the paper: thresholds differ from unit to unit (the 1958 paper has one θ for all), and the inputs
    are not arranged on a plane. Source: Rosenblatt 1958, section "The organization of a perceptron"; Rosenblatt 1962.
    Deck: lecun (fixed features, then a trainable classifier).
    """

    def __init__(self, n_inputs: int, n_units: int, fan_in: int, rng: np.random.Generator) -> None:
        d, k = whole(n_inputs, "n_inputs"), whole(n_units, "n_units")
        fan_in, rng = whole(fan_in, "fan_in", 1, d), checked_generator(rng, optional=False)
        self.c = np.zeros((k, d), np.int64)  # connections
        self.theta = np.zeros(k, np.int64)  # thresholds
        for unit in range(k):
            signs = rng.choice([-1, 1], size=fan_in)
            signs[0] = 1
            self.c[unit, rng.choice(d, size=fan_in, replace=False)] = signs
            self.theta[unit] = rng.integers(1, np.sum(signs > 0), endpoint=True)

    def forward(self, v: ArrayLike) -> IntArray:
        """Return the A-units' outputs (B, K) int64 in {0, 1} for inputs v (B, D).

        Raises:
            ValueError: v is not a finite (B, D) matrix.
        """
        return (rows(v, "v", self.c.shape[1]) @ self.c.T >= self.theta).astype(np.int64)
