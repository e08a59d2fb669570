"""The perceptron on breast cancer: accuracy, separability, the mistakes it needs and the bound; XOR."""

import numpy as np

from deeparc.core.data import breast_cancer
from deeparc.core.validate import FloatArray, IntArray
from deeparc.experiments import protocol
from deeparc.units.linear import with_one
from deeparc.units.perceptron import (
    AssociationLayer,
    Perceptron,
    margin,
    mistake_bound,
    radius,
    train,
    train_averaged,
    train_pocket,
)
from deeparc.units.separability import is_separable, robust_plane, widest_margin
from deeparc.units.threshold import truth_table

EPOCHS = 20


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {
        "epochs": EPOCHS,
        "second_features": protocol.second_features(seed),
        "accuracy": {name: protocol.accuracy_by_features(learn, seed) for name, learn in LEARNERS.items()},
        "street": {
            name: protocol.accuracy_on_street_features(learn, seed)
            for name, learn in (LEARNERS | {"robust_plane": robust}).items()
        },
        "all_569": separability(),
        "convergence": convergence(seed),
        "xor": xor(seed),
    }


def averaged(v: FloatArray, t: IntArray, rng: np.random.Generator) -> Perceptron:
    """Train the averaged perceptron."""
    return train_averaged(v, t, epochs=EPOCHS, rng=rng).model


def pocket(v: FloatArray, t: IntArray, rng: np.random.Generator) -> Perceptron:
    """Train the pocket perceptron."""
    return train_pocket(v, t, epochs=EPOCHS, rng=rng).model


def last(v: FloatArray, t: IntArray, rng: np.random.Generator) -> Perceptron:
    """Train by the plain rule and take the weights as they are at the end."""
    return train(v, t, epochs=EPOCHS, rng=rng).model


def robust(v: FloatArray, t: IntArray, rng: np.random.Generator) -> Perceptron:
    """Take the plane of the linear programme behind the published figure; no chance in it."""
    return Perceptron(*robust_plane(v, t))


LEARNERS = {"averaged": averaged, "pocket": pocket, "last": last}


def separability() -> dict:
    """Tell which feature sets separate all 569 examples, and the margin and mistake bound with all 30."""
    data = breast_cancer(test_fraction=0)
    v, t = data.v_train, data.t_train
    street = [data.names.index(name) for name in protocol.STREET]
    w, b = widest_margin(v, t)
    return {
        "separable_1": is_separable(v[:, [data.names.index(protocol.FIRST)]], t),
        "separable_street": is_separable(v[:, street], t),
        "separable_30": is_separable(v, t),
        "radius": radius(v),
        "margin": margin(v, t, w, b),
        "mistake_bound": mistake_bound(v, t, w, b),
    }


def convergence(seed: int, epochs: int = 1_000_000) -> dict:
    """Count the mistakes until the perceptron separates all 569 examples of 30 features, shuffled in each epoch."""
    data = breast_cancer(test_fraction=0)
    mistakes = count_mistakes(data.v_train, data.t_train, epochs, np.random.default_rng(seed))
    return {
        "converged": mistakes[-1] == 0,
        "epochs": len(mistakes),
        "mistakes": sum(mistakes),
        "mistakes_in_first_1000_epochs": sum(mistakes[:1000]),
    }


def count_mistakes(v: FloatArray, t: IntArray, epochs: int, rng: np.random.Generator) -> list[int]:
    """Return the mistakes in each epoch of `train(v, t, epochs=epochs, rng=rng)`, without the path and much faster.

    Weights stay as they are between mistakes, so one product over the examples to come finds the next mistake.
    """
    x = with_one(v)
    theta = np.zeros(x.shape[1])
    mistakes = []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        x_now, t_now = x[order], t[order]
        mistakes.append(0)
        n = 0
        while n < len(x):
            wrong = (x_now[n:].dot(theta) >= 0) != t_now[n:]
            first = int(wrong.argmax())
            if not wrong[first]:
                break
            n += first
            theta = theta + (2 * t_now[n] - 1) * x_now[n]
            mistakes[-1] += 1
            n += 1
        if mistakes[-1] == 0:
            break
    return mistakes


def xor(seed: int, epochs: int = 1000) -> dict:
    """Train on XOR from the inputs themselves and through 20 A-units of fan-in 2."""
    v, t = truth_table(2), np.array([0, 1, 1, 0])
    plain = train(v, t, epochs=epochs)
    units = AssociationLayer(2, 20, 2, np.random.default_rng(seed))
    associated = train(units.forward(v), t, epochs=epochs)
    return {
        "epochs": epochs,
        "separable": is_separable(v, t),
        "converged": plain.converged,
        "mistakes_in_last_epoch": int(plain.mistakes[-1]),
        "a_units": 20,
        "converged_with_a_units": associated.converged,
        "epochs_with_a_units": len(associated.mistakes),
    }
