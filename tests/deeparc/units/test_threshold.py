"""Threshold logic against truth tables and the published counts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeparc.units.threshold import (
    McCullochPitts,
    ThresholdNet,
    ThresholdUnit,
    count_threshold_functions,
    from_truth_table,
    gate,
    is_threshold_function,
    truth_table,
    xor,
)

outputs_of = st.integers(1, 5).flatmap(lambda n: st.lists(st.integers(0, 1), min_size=2**n, max_size=2**n))


@pytest.mark.parametrize(
    ("name", "outputs"),
    [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("nand", [1, 1, 1, 0]), ("nor", [1, 0, 0, 0]), ("not", [1, 0])],
)
def test_gates(name, outputs):
    unit = gate(name)
    y = unit.forward(truth_table(len(unit.w)))
    assert y.tolist() == outputs
    assert y.dtype == np.int64


def test_xor_needs_two_layers():
    assert xor().forward(truth_table(2)).tolist() == [0, 1, 1, 0]
    assert (xor().depth, xor().n_units) == (2, 3)
    assert not is_threshold_function([0, 1, 1, 0])


def test_one_active_inhibitory_input_vetoes_any_excitation():
    neuron = McCullochPitts(n_excitatory=3, n_inhibitory=2, threshold=2)
    e = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [1, 1, 1], [1, 1, 1]]
    h = [[0, 0], [0, 0], [0, 0], [1, 0], [1, 1]]
    assert neuron.forward(e, h).tolist() == [1, 1, 0, 0, 0]


def test_neuron_of_1943_without_inhibition():
    neuron = McCullochPitts(2, 0, 2)
    assert neuron.forward(truth_table(2)).tolist() == [0, 0, 0, 1]
    assert neuron.forward(truth_table(2), np.empty((4, 0))).tolist() == [0, 0, 0, 1]


@given(st.integers(1, 3), st.integers(0, 3), st.integers(0, 4))
def test_a_veto_is_a_large_negative_weight(n_excitatory, n_inhibitory, threshold):
    table = truth_table(n_excitatory + n_inhibitory)
    neuron = McCullochPitts(n_excitatory, n_inhibitory, threshold)
    w = [1] * n_excitatory + [-(n_excitatory + 1)] * n_inhibitory
    y = neuron.forward(table[:, :n_excitatory], table[:, n_excitatory:] if n_inhibitory else None)
    np.testing.assert_array_equal(y, ThresholdUnit(np.array(w), threshold).forward(table))


@pytest.mark.parametrize("threshold", [1, 2, 3])
def test_the_smallest_veto(threshold):
    table = truth_table(5)
    y = McCullochPitts(3, 2, threshold).forward(table[:, :3], table[:, 3:])
    units = [ThresholdUnit(np.array([1, 1, 1, veto, veto]), threshold) for veto in (threshold - 4, threshold - 3)]
    assert np.array_equal(units[0].forward(table), y)
    assert not np.array_equal(units[1].forward(table), y)


@pytest.mark.parametrize("threshold", [0, 1])
def test_only_with_threshold_zero_a_silent_neuron_fires(threshold):
    assert McCullochPitts(2, 0, threshold).forward([[0, 0]]).tolist() == [1 - threshold]


def test_truth_table_counts_up_in_binary():
    assert truth_table(2).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    np.testing.assert_array_equal(truth_table(5) @ [16, 8, 4, 2, 1], np.arange(32))


@given(outputs_of)
def test_two_layers_compute_any_boolean_function(outputs):
    net = from_truth_table(outputs)
    n = net.n_inputs
    assert net.forward(truth_table(n)).tolist() == outputs
    assert net.depth <= 2
    assert net.n_units <= 2 ** (n - 1) + 1


@settings(deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=1, max_size=4), st.integers(-6, 6))
def test_what_a_unit_computes_is_a_threshold_function(w, threshold):
    outputs = ThresholdUnit(np.array(w), threshold).forward(truth_table(len(w)))
    assert is_threshold_function(outputs)


@pytest.mark.parametrize("n", [2, 3, 4])
def test_parity_is_no_threshold_function(n):
    assert not is_threshold_function(truth_table(n).sum(axis=1) % 2)


def test_published_counts_of_threshold_functions():
    assert [count_threshold_functions(n) for n in (1, 2, 3, 4)] == [4, 14, 104, 1882]  # Muroga 1971


def test_count_by_classes_is_the_count_one_by_one():
    every = truth_table(8)  # each row is a function of three inputs
    assert sum(is_threshold_function(outputs) for outputs in every) == count_threshold_functions(3)


def test_net_with_several_outputs():
    half_adder = ThresholdNet(
        [
            [gate("or"), gate("nand"), gate("and")],
            [ThresholdUnit(np.array([1, 1, 0]), 2), ThresholdUnit(np.array([0, 0, 1]), 1)],
        ]
    )
    assert half_adder.forward(truth_table(2)).tolist() == [[0, 0], [1, 0], [1, 0], [0, 1]]
    assert half_adder.n_units == 5


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: gate("xor"), "name is 'xor', expected one of and, or, nand, nor, not"),
        (lambda: gate(["and"]), r"name is \['and'\], expected one of and"),
        (lambda: McCullochPitts(0, 1, 1), "n_excitatory is 0, expected a whole number of at least 1"),
        (lambda: McCullochPitts(1, 1, 0.5), "threshold is 0.5, expected a whole number"),
        (lambda: McCullochPitts(2, 1, 1).forward([[1, 1]]), r"inhibitory has shape \(1, 0\), expected \(1, 1\)"),
        (lambda: McCullochPitts(2, 0, 1).forward([[1]]), r"excitatory has shape \(1, 1\), expected \(1, 2\)"),
        (lambda: McCullochPitts(2, 0, 1).forward([[1, 1]], [[1]]), r"inhibitory has shape"),
        (lambda: McCullochPitts(2, 0, 1).forward([[1, 2]]), r"excitatory is 2 at index \(0, 1\), expected 0 or 1"),
        (lambda: ThresholdUnit(np.array([np.nan]), 0), "w is nan"),
        (lambda: ThresholdUnit(np.ones(2), np.inf), "threshold is inf"),
        (lambda: gate("and").forward([1, 1]), r"v has shape \(2,\), expected \(B, D\)"),
        (lambda: gate("and").forward([[1, 1, 1]]), r"v has shape \(1, 3\), expected \(B, 2\)"),
        (lambda: ThresholdNet([]), "at least one unit in each"),
        (lambda: ThresholdNet([[gate("and")], [gate("and")]]), "a unit of layer 1 has 2 weights, expected 1"),
        (lambda: ThresholdNet([[gate("and"), gate("not")]]), "a unit of layer 0 has 1 weights, expected 2"),
        (lambda: xor().forward([[1]]), r"v has shape \(1, 1\), expected \(B, 2\)"),
        (lambda: truth_table(0), "n is 0, expected a whole number from 1 to 20"),
        (lambda: from_truth_table([0, 1, 1]), "outputs has 3 values, expected 2, 4, 8"),
        (lambda: from_truth_table([0]), "outputs has 1 values"),
        (lambda: from_truth_table([0, 2]), "outputs is 2 at index"),
        (lambda: from_truth_table([[0, 1], [1, 0]]), r"outputs has shape \(2, 2\)"),
        (lambda: from_truth_table([0, np.nan]), r"outputs is nan at index \(1,\)"),
        (lambda: is_threshold_function([]), "outputs is empty"),
        (lambda: count_threshold_functions(5), "n is 5, expected a whole number from 1 to 4"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
