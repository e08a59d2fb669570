"""The entries of "What networks can represent": ours is what the results hold, counts are counted."""

import numpy as np

from deeparc import index
from deeparc.experiments import read
from deeparc.index.foundations.representation import ENTRIES as MADE
from deeparc.layers.activations import Tanh
from deeparc.units.mlp import mlp
from deeparc.units.parity import parity_counting, parity_terms, parity_tree, pieces, triangle_wave

ENTRIES = {entry.id: entry for entry in index.entries()}


def size(*sizes: int) -> int:
    return sum(p.size for p in mlp(sizes, np.random.default_rng(0), activation=Tanh).params.values())


def test_the_entries_are_in_the_index():
    assert set(MADE) <= set(ENTRIES)


def test_universal_approximation():
    entry, results = ENTRIES["universal-approximation"], read("universal-approximation")["results"]
    assert entry.ours.value == results["order"]
    assert f"{results['order']['polygon']:.1f} for ReLU units built" in str(entry.ours)
    assert entry.parameters.value == {"H=64": size(1, 64, 1)}


def test_manifold_warping():
    entry, nets = ENTRIES["manifold-warping"], read("manifold-warping")["results"]["nets"]
    assert entry.ours.value == {name: nets[name]["all_right"] for name in entry.ours.value}
    assert entry.ours.value["curves 2-2-1"] > 0 == entry.ours.value["ring 2-2-1"]
    assert entry.parameters.value == {"2-2-1": size(2, 2, 1), "2-3-1": size(2, 3, 1)}


def test_depth_vs_width():
    entry = ENTRIES["depth-vs-width"]
    assert entry.ours.value == {
        "terms 16": parity_terms(16).n_units - 1,
        "exclusive ors 16": parity_tree(16).n_units / 3,
        "counting 16": parity_counting(16).n_units - 1,
        "pieces 8": len(pieces(triangle_wave(8), 0, 1)[1]),
    }
    assert entry.published.value.items() <= entry.ours.value.items()


def test_kernel_svm():
    entry, rows = ENTRIES["kernel-svm"], read("kernel-svm")["results"]["digits"]["rows"]
    assert entry.ours.value == {"svm": rows["4000"]["svm"]["mean"], "mlp": rows["4000"]["mlp"]["mean"]}
    assert f"{100 * rows['4000']['svm']['mean']:.1f} % wrong" in str(entry.ours)
    assert rows["4000"]["mlp_numbers"] == size(784, 100, 10)
    assert entry.parameters.value == rows["4000"]["svm_numbers"]


def test_playground_counts_its_parameters():
    from deeparc.playground.reference import Mulberry, Settings, _net

    counted = {
        "first": sum(a.size for a in _net(Settings(), Mulberry(0)).params.values()),
        "most": sum(a.size for a in _net(Settings(layers=4, units=8), Mulberry(0)).params.values()),
    }
    entry = next(e for e in index.entries() if e.id == "playground")
    assert entry.parameters.value == counted
    assert entry.ours.value["spiral"] == read("playground")["results"]["test_error"]["spiral"]["3 × 8"]["test"]["mean"]
