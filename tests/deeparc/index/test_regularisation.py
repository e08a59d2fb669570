"""The index's entry for regularisation: ours is what the results hold, and the parameters are counted."""

import numpy as np

from deeparc.experiments import read
from deeparc.experiments.regularisation import SIZES, net_with_dropout
from deeparc.index.foundations.regularisation import ENTRIES, METHODS

ENTRY = ENTRIES["regularisation"]()


def test_ours_is_what_the_results_hold():
    methods = read("regularisation")["results"]["methods"]
    assert ENTRY["ours"].value == {name: methods[name]["error"]["mean"] for name in METHODS}
    for name in METHODS:
        assert f"{100 * methods[name]['error']['mean']:.1f} %" in str(ENTRY["ours"])


def test_parameters_are_counted():
    rng = np.random.default_rng(0)
    net = net_with_dropout(SIZES, rng, rng, 0.5, 0.2)
    assert ENTRY["parameters"].value == sum(p.size for p in net.params.values())


def test_the_order_is_that_of_the_literature():
    published, ours = ENTRY["published"].value, ENTRY["ours"].value
    assert published["dropout"] < published["L2"]
    assert ours["elastic"] < ours["affine"] + 0.01 < ours["dropout"] < ours["L2"]
