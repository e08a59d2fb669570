"""Parity nets are right on every row and have the units they claim; waves have the pieces they claim."""

import numpy as np
import pytest

from deeparc.layers.activations import ReLU, Tanh
from deeparc.units.mlp import mlp
from deeparc.units.parity import (
    deep_regions,
    most_pieces,
    most_regions,
    parity,
    parity_counting,
    parity_terms,
    parity_tree,
    pieces,
    triangle_wave,
)
from deeparc.units.threshold import truth_table


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 8])
def test_two_layer_forms(n):
    table = truth_table(n)
    for net, hidden in ((parity_terms(n), 2 ** (n - 1)), (parity_counting(n), n)):
        np.testing.assert_array_equal(net.forward(table), parity(table))
        assert (net.depth, net.n_units) == (2, hidden + 1)


@pytest.mark.parametrize(("n", "depth"), [(2, 2), (4, 4), (8, 6)])
def test_tree(n, depth):
    net, table = parity_tree(n), truth_table(n)
    np.testing.assert_array_equal(net.forward(table), parity(table))
    assert (net.depth, net.n_units) == (depth, 3 * (n - 1))


def test_half_the_units_with_connections_that_skip_a_layer():
    for n in (4, 5, 8):
        table = truth_table(n)
        s = table.sum(axis=1)
        hidden = s[:, None] >= 2 * np.arange(1, n // 2 + 1)
        np.testing.assert_array_equal(s - 2 * hidden.sum(axis=1) >= 1, parity(table))


@pytest.mark.parametrize("k", range(1, 9))
def test_triangle_wave(k):
    x, slopes = pieces(triangle_wave(k), 0, 1)
    np.testing.assert_allclose(x, np.arange(2**k + 1) / 2**k, atol=1e-12)
    np.testing.assert_allclose(slopes, 2.0**k * (-1.0) ** np.arange(2**k))
    heights = triangle_wave(k).forward(x[:, None])[:, 0]
    np.testing.assert_allclose(heights, np.arange(2**k + 1) % 2, atol=1e-9)


def test_pieces_of_a_random_net_against_a_fine_grid():
    for seed in range(5):
        rng = np.random.default_rng(seed)
        net = mlp((1, 6, 5, 1), rng, activation=ReLU, dtype="float64")
        for name, p in net.params.items():
            if name.endswith("b"):
                p[...] = rng.uniform(-1, 1, p.shape)
        x, slopes = pieces(net, -2, 2)
        assert len(slopes) == len(x) - 1 <= most_pieces((6, 5))
        fine = np.linspace(-2, 2, 20001)
        joined = np.interp(fine, x, net.forward(x[:, None])[:, 0])
        np.testing.assert_allclose(net.forward(fine[:, None])[:, 0], joined, atol=1e-9)
        assert np.all(np.diff(slopes) != 0)


def test_counts():
    assert most_pieces([8]) == 9
    assert most_pieces([2] * 4) == 81
    assert most_regions(3, 2) == 7  # three lines in the plane
    assert most_regions(5, 1) == 6
    assert deep_regions(4, 2, 1) == most_regions(4, 2)
    assert deep_regions(4, 2, 3) == 2**4 * 11


@pytest.mark.parametrize(
    "bad",
    [
        lambda: parity([[0, 2]]),
        lambda: parity_terms(0),
        lambda: parity_tree(6),
        lambda: parity_counting(0),
        lambda: triangle_wave(0),
        lambda: pieces(mlp((1, 2, 1), np.random.default_rng(0), activation=Tanh, dtype="float64"), 0, 1),
        lambda: pieces(triangle_wave(1), 1, 0),
        lambda: deep_regions(2, 3, 2),
    ],
)
def test_bad_input(bad):
    with pytest.raises(ValueError, match="expected"):
        bad()
