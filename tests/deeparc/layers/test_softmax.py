"""Softmax layers: gradients, parity with torch.nn, invariance."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from deeparc.core.check import check_layer
from deeparc.layers.softmax import LogSoftmax, Softmax


@pytest.mark.parametrize("layer", [Softmax, LogSoftmax])
@pytest.mark.parametrize("shape", [(4, 5), (2, 3, 4), (3, 1)])
def test_gradient(layer, shape):
    check_layer(lambda **_: layer(), np.random.default_rng(0).standard_normal(shape))


@pytest.mark.parametrize(
    ("ours", "theirs"), [(Softmax, torch.nn.Softmax(dim=-1)), (LogSoftmax, torch.nn.LogSoftmax(dim=-1))]
)
def test_as_torch(ours, theirs):
    x = torch.randn(4, 5, dtype=torch.float64)
    torch.testing.assert_close(ours().forward(x), theirs(x), rtol=0, atol=1e-14)


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=6), st.floats(-1000, 1000))
def test_shift_changes_nothing(x, shift):
    x = np.array([x])
    y = Softmax().forward(x)
    assert y.sum() == pytest.approx(1)
    np.testing.assert_allclose(Softmax().forward(x + shift), y, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(np.exp(LogSoftmax().forward(x)), y, rtol=1e-9)


@pytest.mark.parametrize("layer", [Softmax, LogSoftmax])
def test_large_inputs(layer):
    assert np.isfinite(layer().forward(np.array([[1e30, -1e30, 0]], np.float32))).all()


@pytest.mark.parametrize("layer", [Softmax, LogSoftmax])
def test_bad_arguments(layer):
    with pytest.raises(ValueError, match=r"x has shape \(3,\), expected \(B, …, M\)"):
        layer().forward(np.ones(3))
    with pytest.raises(ValueError, match="backward was called before forward"):
        layer().backward(np.ones((2, 3)))
