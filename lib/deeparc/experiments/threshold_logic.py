"""Threshold logic: how many Boolean functions one unit computes, and that two layers compute them all."""

import numpy as np

from deeparc.units.threshold import count_threshold_functions, from_truth_table, truth_table


def run(seed: int = 0) -> dict:
    """Count the threshold functions of 1 to 4 inputs, and build a net for every function of 4 inputs; no chance."""
    return {
        "threshold_functions": {str(n): count_threshold_functions(n) for n in (1, 2, 3, 4)},
        "boolean_functions": {str(n): 2 ** (2**n) for n in (1, 2, 3, 4)},
        "two_layers": two_layers(4),
    }


def two_layers(n: int, step: int = 1) -> dict:
    """Build the two-layer net of every `step`-th Boolean function of n inputs and compare it with its truth table."""
    table = truth_table(n)
    checked = correct = units = 0
    for function in range(0, 2 ** (2**n), step):
        outputs = function >> np.arange(2**n) & 1
        net = from_truth_table(outputs)
        checked += 1
        correct += bool(np.array_equal(net.forward(table), outputs))
        units = max(units, net.n_units)
    return {"inputs": n, "functions": checked, "correct": correct, "most_units": units}
