"""The breast-cancer loader: coding, split, standardisation."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer

from deeparc.core.data import breast_cancer


def test_published_class_counts():
    data = breast_cancer(test_fraction=0)
    assert data.v_train.shape == (569, 30)
    assert np.bincount(data.t_train).tolist() == [357, 212]  # benign, malignant
    assert data.v_test.shape == (0, 30)


def test_malignant_is_one_though_scikit_learn_says_zero():
    data = breast_cancer(standardise=False, test_fraction=0)
    raw = load_breast_cancer()
    np.testing.assert_array_equal(data.t_train, 1 - raw.target)
    np.testing.assert_array_equal(data.v_train, raw.data)
    assert data.v_train[data.t_train == 1, 0].mean() > data.v_train[data.t_train == 0, 0].mean()


def test_split_is_stratified_seeded_and_complete():
    data, again, other = breast_cancer(seed=3), breast_cancer(seed=3), breast_cancer(seed=4)
    assert (len(data.t_train), len(data.t_test)) == (427, 142)
    assert abs(data.t_train.mean() - data.t_test.mean()) < 0.01
    np.testing.assert_array_equal(data.v_test, again.v_test)
    assert not np.array_equal(data.v_test, other.v_test)
    raw = np.concatenate([x * data.scale + data.mean for x in (data.v_train, data.v_test)])
    whole = load_breast_cancer().data
    np.testing.assert_allclose(np.sort(raw, axis=0), np.sort(whole, axis=0), rtol=1e-9, atol=1e-12)


def test_standardised_by_the_training_part_alone():
    data = breast_cancer()
    np.testing.assert_allclose(data.v_train.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(data.v_train.std(axis=0), 1)
    assert np.abs(data.v_test.mean(axis=0)).max() > 1e-3
    assert breast_cancer(standardise=False).scale.tolist() == [1.0] * 30


def test_columns_come_in_the_order_asked_for():
    data = breast_cancer(["mean texture", "mean radius"])
    whole = breast_cancer()
    assert data.names == ("mean texture", "mean radius")
    np.testing.assert_array_equal(data.v_train, whole.v_train[:, [1, 0]])


def test_global_random_state_is_left_alone():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    breast_cancer()
    np.testing.assert_array_equal(before, np.random.get_state()[1])  # noqa: NPY002


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"features": ["age"]}, "features has 'age', expected names among: mean radius"),
        ({"features": []}, "expected at least one name"),
        ({"features": ["mean radius", "mean radius"]}, "none twice"),
        ({"features": "mean radius"}, "single string 'mean radius'"),
        ({"test_fraction": 1.0}, "test_fraction is 1, expected 0 ≤ test_fraction < 1"),
        ({"test_fraction": -0.1}, "test_fraction is -0.1"),
    ],
)
def test_bad_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        breast_cancer(**arguments)


def test_a_training_part_without_examples_is_refused():
    with pytest.raises(ValueError, match="training part would be empty"):
        breast_cancer(test_fraction=0.999)
