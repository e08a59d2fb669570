"""Convolution in one, two and three dimensions, with PyTorch's as the reference."""

from functools import partial

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from deeparc.core.check import check_layer
from deeparc.core.initialise import lecun_normal
from deeparc.layers.conv import Conv1d, Conv2d, Conv3d

TORCH = {Conv1d: torch.nn.functional.conv1d, Conv2d: torch.nn.functional.conv2d, Conv3d: torch.nn.functional.conv3d}
TABLE = [[1, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]]


def random(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def conv(kind, *args, seed=0, **options):
    return kind(*args, np.random.default_rng(seed), **{"dtype": "float64"} | options)


CASES = [
    (Conv2d, (3, 4, 3), (2, 3, 6, 7), {}),
    (Conv2d, (3, 4, 1), (2, 3, 4, 5), {}),
    (Conv2d, (1, 2, 5), (1, 1, 5, 5), {}),  # one place
    (Conv2d, (2, 3, (3, 2)), (3, 2, 7, 6), {"stride": (2, 1), "padding": (1, 2)}),
    (Conv2d, (2, 3, 3), (2, 2, 9, 8), {"stride": 3, "padding": 2}),  # inputs beyond the last window
    (Conv2d, (2, 3, 2), (2, 2, 7, 7), {"stride": 3}),  # inputs between windows
    (Conv2d, (4, 6, 3), (2, 4, 8, 9), {"groups": 2, "dilation": 2, "padding": 1}),
    (Conv2d, (4, 4, (3, 4)), (2, 4, 12, 13), {"groups": 4, "dilation": (3, 2), "stride": 2, "padding": 2}),
    (Conv2d, (2, 2, 4), (1, 2, 11, 14), {"dilation": (2, 3), "stride": (4, 2), "bias": False}),
    (Conv2d, (3, 4, 3), (2, 3, 5, 6), {"table": TABLE}),
    (Conv2d, (3, 4, (2, 3)), (2, 3, 7, 6), {"table": TABLE, "stride": 2, "padding": 1, "bias": False}),
    (Conv1d, (3, 4, 3), (2, 3, 9), {}),
    (Conv1d, (4, 6, 4), (2, 4, 15), {"stride": 2, "padding": 3, "dilation": 2, "groups": 2}),
    (Conv1d, (3, 4, 2), (2, 3, 5), {"table": TABLE}),
    (Conv3d, (2, 3, 3), (2, 2, 4, 5, 6), {}),
    (Conv3d, (4, 2, (2, 3, 2)), (2, 4, 6, 7, 5), {"stride": (2, 1, 2), "padding": (1, 2, 0), "groups": 2}),
    (Conv3d, (2, 2, 2), (1, 2, 6, 5, 7), {"dilation": (3, 1, 2), "stride": (1, 2, 1)}),
]


def dense(layer, options):
    """The filters as PyTorch wants them."""
    w = layer.params["w"]
    if "table" not in options:
        return w
    full = np.zeros((4, 3, *w.shape[1:]))
    full[np.nonzero(options["table"])] = w
    return full


@pytest.mark.parametrize(("kind", "args", "shape", "options"), CASES)
def test_protocol(kind, args, shape, options):
    check_layer(lambda **where: kind(*args, np.random.default_rng(1), **options, **where), random(*shape))


@pytest.mark.parametrize(("kind", "args", "shape", "options"), CASES)
def test_equals_torch(kind, args, shape, options):
    layer, x = conv(kind, *args, **options), random(*shape)
    if "b" in layer.params:
        layer.params["b"][:] = random(*layer.params["b"].shape, seed=2)
    w, b, tx = (torch.tensor(v, requires_grad=True) for v in (dense(layer, options), layer.params.get("b", 0.0), x))
    passed = {k: v for k, v in options.items() if k not in ("table", "bias")}
    expected = TORCH[kind](tx, w, b if "b" in layer.params else None, **passed)
    y = layer.forward(x)
    np.testing.assert_allclose(y, expected.detach(), atol=1e-12)

    dy = random(*y.shape, seed=3)
    expected.backward(torch.tensor(dy))
    np.testing.assert_allclose(layer.backward(dy), tx.grad, atol=1e-12)
    dw = w.grad.numpy()[np.nonzero(options["table"])] if "table" in options else w.grad
    np.testing.assert_allclose(layer.grads["w"], dw, atol=1e-12)
    if "b" in layer.params:
        np.testing.assert_allclose(layer.grads["b"], b.grad, atol=1e-12)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
@pytest.mark.parametrize(("kind", "args", "shape", "options"), CASES)
def test_on_a_gpu(kind, args, shape, options):
    check_layer(
        lambda **where: kind(*args, np.random.default_rng(1), **options, **where),
        random(*shape),
        devices=("numpy", "cuda"),
        tolerance=1e-9,
    )


@st.composite
def problems(draw):
    """A convolution without bias, its input and something shaped like its output."""
    axes = draw(st.integers(1, 3))
    each = partial(st.tuples, *[st.integers(1, 3)] * axes)
    kernel, stride, dilation = (draw(each()) for _ in range(3))
    padding = draw(st.tuples(*[st.integers(0, 2)] * axes))
    groups, c, o = (draw(st.integers(1, 2)) for _ in range(3))
    extra = draw(st.tuples(*[st.integers(0, 4)] * axes))
    size = [max(d * (k - 1) + 1 + e - 2 * p, 1) for k, d, e, p in zip(kernel, dilation, extra, padding, strict=True)]
    layer = conv(
        (Conv1d, Conv2d, Conv3d)[axes - 1],
        c * groups,
        o * groups,
        kernel,
        stride=stride,
        dilation=dilation,
        padding=padding,
        groups=groups,
        bias=False,
    )
    return layer, random(2, c * groups, *size, seed=draw(st.integers(0, 99)))


@settings(deadline=None, max_examples=60)
@given(problems())
def test_backward_is_the_transpose_of_forward(problem):
    layer, x = problem
    y = layer.forward(x)
    dy = random(*y.shape, seed=7)
    dx = layer.backward(dy)
    assert np.sum(y * dy) == pytest.approx(np.sum(x * dx), abs=1e-9)  # ⟨conv x, dy⟩ = ⟨x, convᵀ dy⟩
    w = layer.params["w"]
    assert np.sum(y * dy) == pytest.approx(np.sum(w * layer.grads["w"]), abs=1e-9)  # linear in w as well


@pytest.mark.parametrize("shift", [(1, 0), (2, 3)])
def test_a_shifted_image_gives_shifted_maps(shift):
    layer, x = conv(Conv2d, 2, 3, 3), np.zeros((1, 2, 12, 12))
    x[:, :, 2:7, 2:7] = random(1, 2, 5, 5)
    y = layer.forward(x)
    shifted = layer.forward(np.roll(x, shift, axis=(2, 3)))
    np.testing.assert_allclose(shifted, np.roll(y, shift, axis=(2, 3)), atol=1e-12)


def test_a_pass_of_another_batch_or_size_in_between():
    layer, x = conv(Conv2d, 2, 3, 3), random(2, 2, 6, 6)
    y = layer.forward(x).copy()
    kept = layer.forward(x)
    layer.forward(random(2, 2, 6, 6, seed=1))  # the buffer inside is filled again, the output stays
    np.testing.assert_array_equal(kept, y)
    layer.forward(random(5, 2, 8, 4))
    np.testing.assert_array_equal(layer.forward(x), y)


def test_two_graphs_of_autograd_do_not_share_a_buffer():
    layer = conv(Conv2d, 1, 2, 3, device="cpu")
    w = layer.params["w"].requires_grad_(True)
    a, b = (torch.tensor(random(1, 1, 5, 5, seed=s)) for s in (1, 2))
    total = layer.forward(a).sum() + layer.forward(b).sum()
    total.backward()
    expected = torch.stack([v[..., i : i + 3, j : j + 3].sum() for v in (a, b) for i in range(3) for j in range(3)])
    np.testing.assert_allclose(w.grad[0, 0].reshape(-1), expected.reshape(2, 9).sum(0), atol=1e-12)


def test_a_table_keeps_only_the_filters_it_names():
    layer = conv(Conv2d, 3, 4, 5, table=TABLE)
    assert layer.params["w"].shape == (8, 5, 5)
    x = random(1, 3, 5, 5)
    y = layer.forward(x)
    x[:, 1:] = 0  # row 0 of the table sees map 0 only
    np.testing.assert_allclose(layer.forward(x)[:, 0], y[:, 0])


def test_the_fan_in_is_each_output_maps_own():
    layer = conv(Conv2d, 100, 2, 1, table=[[1] * 100, [1] * 4 + [0] * 96], initialise=lecun_normal)
    w = layer.params["w"]
    assert np.std(w[:100]) == pytest.approx(0.1, rel=0.3)
    assert np.std(w[100:]) > 0.2


X = random(2, 3, 5, 5)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: conv(Conv2d, 3, 4, 3).forward(X[0]), r"x has shape \(3, 5, 5\), expected \(B, 3, any, any\)"),
        (lambda: conv(Conv2d, 2, 4, 3).forward(X), r"x has shape \(2, 3, 5, 5\), expected \(B, 2, any, any\)"),
        (lambda: conv(Conv2d, 3, 4, 3).forward(X[:0]), "the batch is empty"),
        (lambda: conv(Conv2d, 3, 4, 6).forward(X), r"x has maps of size \(5, 5\), too small for kernel \(6, 6\)"),
        (lambda: conv(Conv1d, 5, 4, 3, dilation=3).forward(X[0]), r"too small for kernel \(3,\).* dilation \(3,\)"),
        (lambda: conv(Conv2d, 3, 4, 3, dtype="float32").forward(X), "x has dtype float64, but the layer has float32"),
        (lambda: conv(Conv2d, 3, 4, 3).forward(torch.tensor(X)), "x is on device 'cpu'"),
        (lambda: conv(Conv2d, 3, 4, 3).backward(X), "backward was called before forward"),
        (lambda: conv(Conv2d, 3, 4, 3, groups=2), "groups is 2, which does not divide n_in 3 and n_out 4"),
        (lambda: conv(Conv2d, 3, 4, 0), "kernel is 0"),
        (lambda: conv(Conv2d, 3, 4, (3, 3, 3)), r"kernel is \(3, 3, 3\), expected one number or 2"),
        (lambda: conv(Conv2d, 3, 4, 3, padding=-1), "padding is -1"),
        (lambda: conv(Conv2d, 3, 4, 3, stride=1.5), "stride is 1.5"),
        (lambda: conv(Conv2d, 3, 4, 3, table=[[1, 1, 1]]), r"table has shape \(1, 3\), expected \(4, 3\)"),
        (lambda: conv(Conv2d, 3, 2, 3, table=[[1, 1, 1], [0, 0, 0]]), "table has only zeros in row 1"),
        (lambda: conv(Conv2d, 3, 3, 3, table=np.eye(3), groups=3), "groups is 3, expected 1 with a table"),
        (lambda: conv(Conv2d, 3, 4, 3, dtype="int8"), "dtype is 'int8'"),
        (lambda: conv(Conv2d, 3, 4, 3, device="abacus"), "abacus"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_a_wrong_gradient_is_refused():
    layer = conv(Conv2d, 3, 4, 3)
    layer.forward(X)
    with pytest.raises(ValueError, match=r"dy has shape \(2, 3, 5, 5\), expected \(2, 4, 3, 3\)"):
        layer.backward(X)
