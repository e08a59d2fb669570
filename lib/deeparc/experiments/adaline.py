"""ADALINE and least squares on breast cancer, measured exactly as the perceptron is."""

import numpy as np

from deeparc.core.data import breast_cancer
from deeparc.core.validate import FloatArray, IntArray
from deeparc.experiments import protocol
from deeparc.units.adaline import Adaline, least_squares, loss, train

EPOCHS = 20
ETA = 0.001  # of μ-LMS: below 2/‖(v, 1)‖² even for the longest of the 569 examples
ALPHA = 0.01  # of α-LMS: the fraction of each error that a step removes


def run(seed: int = 0) -> dict:
    """Measure everything."""
    return {
        "epochs": EPOCHS,
        "eta_mu": ETA,
        "eta_alpha": ALPHA,
        "accuracy": {name: protocol.accuracy_by_features(learn, seed) for name, learn in LEARNERS.items()},
        "street": {name: protocol.accuracy_on_street_features(learn, seed) for name, learn in LEARNERS.items()},
        "loss": losses(seed),
    }


def mu_lms(v: FloatArray, t: IntArray, rng: np.random.Generator) -> Adaline:
    """Train by μ-LMS."""
    return train(v, t, eta=ETA, epochs=EPOCHS, rng=rng).model


def alpha_lms(v: FloatArray, t: IntArray, rng: np.random.Generator) -> Adaline:
    """Train by α-LMS, the rule of 1960."""
    return train(v, t, eta=ALPHA, epochs=EPOCHS, rng=rng, rule="alpha").model


def closed_form(v: FloatArray, t: IntArray, rng: np.random.Generator) -> Adaline:
    """Take the least-squares solution; no chance in it."""
    return least_squares(v, t)


LEARNERS = {"mu": mu_lms, "alpha": alpha_lms, "least_squares": closed_form}


def losses(seed: int) -> dict:
    """Compare the training loss that each way of learning reaches on all 569 examples of 30 features."""
    data = breast_cancer(test_fraction=0)
    v, t = data.v_train, data.t_train
    return {name: loss(learn(v, t, np.random.default_rng(seed)), v, t) for name, learn in LEARNERS.items()}
