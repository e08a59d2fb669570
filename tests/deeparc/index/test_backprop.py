"""The index's entries of the chapter on back-propagation."""

import numpy as np

from deeparc.core.graph import Graph
from deeparc.experiments import read
from deeparc.experiments.mlp_backprop import sigmoid_net
from deeparc.index.foundations.backprop import ENTRIES
from deeparc.units.mlp import mlp


def size(model):
    return sum(p.size for p in model.params.values())


def test_symmetry():
    entry, kept = ENTRIES["mlp-backprop"](), read("mlp-backprop")["results"]
    assert entry["ours"].value["sweeps"] == kept["symmetry"]["square"]["median"]
    assert entry["ours"].value["modern"] == kept["digits"]["forms"]["modern"]["test"]["mean"]
    low, high = kept["symmetry"]["square"]["quartiles"]
    assert low < entry["published"].value < high  # 1,425, as the paper has it
    rng = np.random.default_rng(0)
    assert entry["parameters"].value == {
        "6-2-1": size(sigmoid_net((6, 2, 1), rng, 0.3)),
        "784-100-10": size(mlp((784, 100, 10), rng)),
    }


def test_cost():
    entry, kept = ENTRIES["module-graph"](), read("module-graph")["results"]
    assert entry["object"] == f"{Graph.__module__}.{Graph.__qualname__}"
    assert entry["ours"].value["counted"] == max(net["counted_ratio"] for net in kept["cost"])
    assert entry["ours"].value["timed"] < entry["published"].value == 5
    assert entry["parameters"].value["largest"] == size(mlp((784, 500, 300, 10), np.random.default_rng(0)))
