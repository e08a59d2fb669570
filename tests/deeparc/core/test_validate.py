"""Bad arguments are named, with what was expected."""

import numpy as np
import pytest

from deeparc.core import validate


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: validate.rows([1.0, 2.0], "v"), r"v has shape \(2,\), expected \(B, D\)"),
        (lambda: validate.rows([[1.0, 2.0]], "v", 3), r"v has shape \(1, 2\), expected \(B, 3\)"),
        (lambda: validate.rows(np.empty((0, 3)), "v"), r"v is empty: it has shape \(0, 3\)"),
        (lambda: validate.rows([[1.0, np.nan]], "v"), r"v is nan at index \(0, 1\)"),
        (lambda: validate.rows([[1.0], [2.0, 3.0]], "v"), "v is no regular array"),
        (lambda: validate.rows([["a"]], "v"), "v has dtype <U1, expected real numbers"),
        (lambda: validate.rows([[1j]], "v"), "v has dtype complex128"),
        (lambda: validate.vector([[1.0]], "w"), r"w has shape \(1, 1\), expected one axis"),
        (lambda: validate.vector([1.0, np.inf], "w"), r"w is inf at index \(1,\)"),
        (lambda: validate.vector([1.0], "w", 2), r"w has shape \(1,\), expected \(2,\)"),
        (lambda: validate.bits([0, 1, 2], "t"), r"t is 2 at index \(2,\), expected 0 or 1"),
        (lambda: validate.bits([-1, 1], "t"), r"t is -1 at index \(0,\), expected 0 or 1"),
        (lambda: validate.examples([[1.0]], [0, 1]), r"v has shape \(1, 1\) and t has shape \(2,\)"),
        (lambda: validate.number("a", "b"), "b is 'a', expected a number"),
        (lambda: validate.number(np.nan, "b"), "b is nan, expected a finite number"),
        (lambda: validate.positive(0, "eta"), "eta is 0, expected a number above 0"),
        (lambda: validate.whole(0, "n"), "n is 0, expected a whole number of at least 1"),
        (lambda: validate.whole(5, "n", 1, 4), "n is 5, expected a whole number from 1 to 4"),
        (lambda: validate.whole(2.0, "n"), "n is 2.0, expected a whole number"),
        (lambda: validate.whole(True, "n"), "n is True, expected a whole number"),
    ],
)
def test_message(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_kinds_of_numbers_are_accepted_and_copied():
    given = np.array([[1, 0], [0, 1]], np.uint8)
    v = validate.rows(given, "v")
    assert v.dtype == np.float64
    v[0, 0] = 5
    assert given[0, 0] == 1
    assert validate.bits([True, False], "t").dtype == np.int64
    assert validate.whole(np.int32(3), "n") == 3
