"""The checks pass what is right and explain what is wrong."""

import numpy as np
import pytest

from deeparc.core.check import assert_close, assert_gradient, assert_shape


def test_shape_returns_the_array():
    array = assert_shape([[1, 2, 3]], (1, 3))
    assert isinstance(array, np.ndarray)
    assert array.tolist() == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "weights is None: is a `return` missing"),
        ([[1, 2], [3]], "weights is no regular array"),
        ([1, 2, 3], r"weights has shape \(3,\), expected \(2,\)"),
        ([object(), object()], "weights holds .*expected numbers"),
    ],
)
def test_shape_explains(value, message):
    with pytest.raises(AssertionError, match=message):
        assert_shape(value, (2,), "weights")


@pytest.mark.parametrize("value", [3.0, 3, np.float32(3), np.array(3), True + 2])
def test_scalars_are_shape_empty(value):
    assert_close(value, 3.0)


def test_close_names_the_worst_element():
    with pytest.raises(AssertionError, match=r"y is 9 at index \(1, 0\), expected 3"):
        assert_close([[1, 2.5], [9, 4]], [[1, 2], [3, 4]], "y")


def test_close_rejects_nan_and_text():
    with pytest.raises(AssertionError, match=r"nan at index \(1,\), expected 2"):
        assert_close([1, np.nan], [1, 2])
    with pytest.raises(AssertionError, match="expected numbers"):
        assert_close(["1", "2"], [1, 2])


def test_close_tolerances():
    assert_close(1 + 1e-8, 1)
    assert_close(0.96, 1, atol=0.05)
    with pytest.raises(AssertionError, match="expected 1"):
        assert_close(1.01, 1)
    with pytest.raises(AssertionError, match=r"shape \(1,\), expected \(\)"):
        assert_close([1.0], 1.0)  # no silent broadcasting


def test_close_is_relative_to_what_is_expected():
    assert_close(1.0, 2.0, rtol=0.6)
    with pytest.raises(AssertionError, match="expected 1"):
        assert_close(2.0, 1.0, rtol=0.6)


def test_gradient_of_a_quadratic():
    a = np.array([[3.0, 1.0], [1.0, 2.0]])
    x = np.array([0.5, -1.5])
    assert_gradient(lambda x: x @ a @ x / 2, x, a @ x)


@pytest.mark.parametrize(("wrong", "message"), [(-1, "opposite sign"), (2, "central differences give"), (0, "0, but")])
def test_gradient_that_is_wrong(wrong, message):
    x = np.array([0.5, -1.5, 2.0])
    with pytest.raises(AssertionError, match=message):
        assert_gradient(lambda x: np.sum(x**3), x, wrong * 3 * x**2)


def test_gradient_hints_at_the_sign_only_where_the_sign_is_wrong():
    x = np.array([0.5, -1.5, 2.0])
    with pytest.raises(AssertionError) as failure:
        assert_gradient(lambda x: np.sum(x**3), x, 2 * 3 * x**2)
    assert "sign" not in str(failure.value)


def test_small_gradient_that_is_wrong():
    x = np.ones(3)
    assert_gradient(lambda x: 0.01 * np.sum(x), x, np.full(3, 0.01))
    with pytest.raises(AssertionError, match="central differences"):
        assert_gradient(lambda x: 0.01 * np.sum(x), x, np.full(3, 0.010001))


def test_gradient_of_wrong_shape():
    with pytest.raises(AssertionError, match=r"shape \(\), expected \(2,\)"):
        assert_gradient(np.sum, np.ones(2), 1.0)


def test_gradient_that_is_nan():
    with pytest.raises(AssertionError, match="nan"):
        assert_gradient(np.sum, np.ones(2), [np.nan, 1.0])
