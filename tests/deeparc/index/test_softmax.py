"""The entries of "Many classes" say what the results hold."""

import numpy as np

from deeparc.experiments import read
from deeparc.index import entries
from deeparc.units.softmax import SoftmaxUnits

ENTRIES = {entry.id: entry for entry in entries()}


def test_ours_is_what_the_results_hold():
    error = read("softmax-regression")["results"]["test_error"]
    assert ENTRIES["softmax-regression"].ours.value == error["mean"]
    assert f"{100 * error['mean']:.1f} % wrong" in str(ENTRIES["softmax-regression"].ours)
    digits = read("loss-functions")["results"]["digits"]
    assert ENTRIES["loss-functions"].ours.value == {name: row["test_error"]["mean"] for name, row in digits.items()}


def test_parameters_are_counted():
    model = SoftmaxUnits(np.zeros((784, 10)), np.zeros(10))
    assert ENTRIES["softmax-regression"].parameters.value == model.w.size + model.b.size
