"""Look-up table and nearest neighbours, against scikit-learn and by hand."""

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from deeparc.units.neighbours import LookUpTable, NearestNeighbours, squared_distances


def test_the_table_knows_what_it_was_shown():
    v, t = np.array([[0, 0], [1, 0], [0, 1]]), [2, 1, 1]
    table = LookUpTable(v, t)
    assert table.decide(v).tolist() == [2, 1, 1]
    assert table.decide([[0.0, 0.1]]).tolist() == [1]


@pytest.mark.parametrize("k", [1, 3, 7])
def test_against_another_library(k):
    rng = np.random.default_rng(k)
    v, t = rng.standard_normal((300, 5)), rng.integers(0, 2, 300)
    new = rng.standard_normal((700, 5))
    other = KNeighborsClassifier(k).fit(v, t).predict(new)
    assert NearestNeighbours(v, t).decide(new, k).tolist() == other.tolist()


def test_of_equally_frequent_classes_the_nearest_counts():
    machine = NearestNeighbours([[0.0], [1.0], [3.0], [3.5]], [1, 0, 0, 1])
    assert machine.decide([[0.1], [2.9]], 2).tolist() == [1, 0]
    assert machine.decide([[0.1], [0.9]], 4).tolist() == [1, 0]


def test_several_numbers_at_once_and_both_ways_of_sorting():
    rng = np.random.default_rng(0)
    v, t, new = rng.standard_normal((40, 2)), rng.integers(0, 3, 40), rng.standard_normal((11, 2))
    machine = NearestNeighbours(v, t)
    many = machine.decide_for(new, [1, 5, 40])  # sorts all
    for row, k in zip(many, (1, 5, 40), strict=True):
        assert row.tolist() == machine.decide(new, k).tolist()
    assert len(set(many[2])) == 1


def test_distances():
    a, b = np.array([[0.0, 0], [1, 1]]), np.array([[3.0, 4]])
    np.testing.assert_allclose(squared_distances(a, b), [[25], [13]])
    assert squared_distances(a, a).min() >= 0


def test_wrong_arguments():
    with pytest.raises(ValueError, match="k is 3"):
        NearestNeighbours([[0.0], [1.0]], [0, 1]).decide([[0.0]], 3)
    with pytest.raises(ValueError, match="rows"):
        NearestNeighbours([[0.0]], [0, 1])
    with pytest.raises(ValueError, match="from 0"):
        LookUpTable([[0.0]], [-1])
