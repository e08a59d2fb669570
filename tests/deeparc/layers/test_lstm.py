"""The long short-term memory: its gradient through time, its two states, its peepholes, its carousel."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from deeparc.core.check import assert_close, check_layer
from deeparc.core.initialise import zeros
from deeparc.core.layer import Layer
from deeparc.layers.lstm import LSTM


def sequences(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def net(n_in=3, n_hidden=4, seed=0, **options):
    layer = LSTM(n_in, n_hidden, np.random.default_rng(seed), **{"dtype": "float64"} | options)
    if "p" in layer.params:  # they start at 0
        values = np.random.default_rng(seed + 1).standard_normal((3, n_hidden))
        layer.params["p"][...] = (
            torch.as_tensor(values) if "device" in options and options["device"] != "numpy" else values
        )
    return layer


class WithStates(Layer):
    """Takes (x, h(0), c(0)) and gives the output with h(T) and c(T) appended, to check `start` and `dstate` too."""

    def __init__(self, lstm):
        self.lstm, self.params, self.grads = lstm, lstm.params, lstm.grads

    def forward(self, x, *, train=False):
        x, *start = x
        y = self.lstm.forward(x, train=train, start=start)
        xp = np if isinstance(y, np.ndarray) else torch
        return xp.concatenate((y, *(part[:, None] for part in self.lstm.state)), axis=1)

    def backward(self, dy, *, need_dx=True):
        dx = self.lstm.backward(dy[:, :-2], need_dx=need_dx, dstate=(dy[:, -2], dy[:, -1]))
        return (dx, *self.lstm.dstart) if need_dx else None


@pytest.mark.parametrize("peepholes", [False, True])
@pytest.mark.parametrize("shape", [(2, 5, 3), (1, 6, 3), (4, 1, 3)])
def test_layer(peepholes, shape):
    check_layer(lambda **where: net(peepholes=peepholes, **where), sequences(*shape))


@pytest.mark.parametrize("peepholes", [False, True])
def test_layer_with_states(peepholes):
    x = sequences(2, 5, 3), sequences(2, 4, seed=1), sequences(2, 4, seed=2)
    check_layer(lambda **where: WithStates(net(peepholes=peepholes, **where)), x)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_layer_on_the_gpu():
    check_layer(lambda **where: net(**where), sequences(2, 5, 3), devices=("numpy", "cuda"), tolerance=1e-10)


def torch_order(values):
    """From o, i, f, g to PyTorch's i, f, g, o."""
    o, i, f, g = np.split(np.asarray(values), 4)
    return np.concatenate((i, f, g, o))


def test_parity_with_torch():
    layer, x = net(), sequences(3, 7, 3)
    start, dstate = sequences(2, 3, 4, seed=1), sequences(2, 3, 4, seed=3)
    theirs = torch.nn.LSTM(3, 4, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        for p, value in zip(theirs.parameters(), [layer.params[name] for name in "wub"] + [np.zeros(16)], strict=True):
            p.copy_(torch.as_tensor(torch_order(value)))
    x_t, h_t, c_t = (torch.tensor(v, requires_grad=True) for v in (x, start[:1], start[1:]))
    y_t, last = theirs(x_t, (h_t, c_t))
    assert_close(layer.forward(x, start=tuple(start)), y_t.detach().numpy(), rtol=1e-11)
    for ours, part in zip(layer.state, last, strict=True):
        assert_close(ours, part[0].detach().numpy(), rtol=1e-11)
    dy = sequences(3, 7, 4, seed=2)
    torch.autograd.backward((y_t, *last), (torch.tensor(dy), torch.tensor(dstate[:1]), torch.tensor(dstate[1:])))
    assert_close(layer.backward(dy, dstate=tuple(dstate)), x_t.grad.numpy(), rtol=1e-10)
    for ours, part in zip(layer.dstart, (h_t, c_t), strict=True):
        assert_close(ours, part.grad[0].numpy(), rtol=1e-10)
    for name, p in zip("wub", theirs.parameters(), strict=False):
        assert_close(torch_order(layer.grads[name]), p.grad.numpy(), name, rtol=1e-10)


@pytest.mark.parametrize("peepholes", [False, True])
def test_equals_a_loop_over_examples_and_steps(peepholes):
    def sigma(a):
        return 1 / (1 + np.exp(-a))

    layer, x = net(peepholes=peepholes), sequences(3, 5, 3)
    w, u, b = (np.split(layer.params[name], 4) for name in "wub")
    p_o, p_i, p_f = layer.params["p"] if peepholes else np.zeros((3, 4))
    y = layer.forward(x)
    for n in range(3):
        h = c = np.zeros(4)
        for t in range(5):
            a_o, a_i, a_f, a_g = (w[k] @ x[n, t] + u[k] @ h + b[k] for k in range(4))
            c_next = sigma(a_f + p_f * c) * c + sigma(a_i + p_i * c) * np.tanh(a_g)
            h = sigma(a_o + p_o * c_next) * np.tanh(c_next)
            c = c_next
            assert_close(y[n, t], h, f"h({t + 1}) of example {n}", rtol=1e-11)
        assert_close(layer.state[1][n], c, rtol=1e-11)


@given(st.integers(1, 3), st.integers(1, 6), st.integers(1, 6), st.booleans(), st.integers(0, 9))
def test_state_continues_a_sequence(n, first, second, peepholes, seed):
    layer, x = net(peepholes=peepholes), sequences(n, first + second, 3, seed=seed)
    whole = layer.forward(x).copy()
    state = [part.copy() for part in layer.state]
    one = layer.forward(x[:, :first])
    two = layer.forward(x[:, first:], start=layer.state)
    np.testing.assert_allclose(np.concatenate((one, two), axis=1), whole, atol=1e-13)
    np.testing.assert_allclose(layer.state, state, atol=1e-13)


def test_gradient_of_two_parts_is_that_of_the_whole():
    layer, x, dy = net(peepholes=True), sequences(2, 6, 3), sequences(2, 6, 4, seed=1)
    layer.forward(x)
    dx = layer.backward(dy)
    whole = dict(layer.grads)
    layer.forward(x[:, :4])
    layer.forward(x[:, 4:], start=layer.state)
    dx_second = layer.backward(dy[:, 4:])
    second, dstate = dict(layer.grads), layer.dstart
    layer.forward(x[:, :4])
    dx_first = layer.backward(dy[:, :4], dstate=dstate)
    assert_close(np.concatenate((dx_first, dx_second), axis=1), dx, rtol=1e-12)
    for name, g in whole.items():
        assert_close(layer.grads[name] + second[name], g, name, rtol=1e-12)


def test_an_open_forget_gate_carries_cell_and_error_unchanged():
    layer = net(forget_bias=50.0, initialise=zeros, initialise_u=zeros)  # f = 1 to the last digit
    layer.params["b"][4:8] = -50.0  # i = 0
    c = sequences(1, 4)
    layer.forward(sequences(1, 200, 3), start=(np.zeros((1, 4)), c))
    np.testing.assert_allclose(layer.state[1], c, rtol=1e-12)
    dc = sequences(1, 4, seed=1)
    layer.backward(np.zeros((1, 200, 4)), dstate=(np.zeros((1, 4)), dc))
    np.testing.assert_allclose(layer.dstart[1], dc, rtol=1e-12)


def test_forget_bias():
    assert np.split(net().params["b"], 4)[2].tolist() == [1.0] * 4
    assert not np.any(net(forget_bias=0.0).params["b"])


def test_learns_to_remember_the_first_input():
    rng = np.random.default_rng(0)
    layer = LSTM(2, 8, rng, dtype="float64")
    x = rng.integers(0, 2, (64, 10, 2)) * 2.0 - 1
    losses = []
    for _ in range(200):
        error = layer.forward(x)[:, -1, 0] - 0.6 * x[:, 0, 0]
        losses.append(np.mean(error**2) / 2)
        dy = np.zeros((64, 10, 8))
        dy[:, -1, 0] = error / 64
        layer.backward(dy, need_dx=False)
        for name, g in layer.grads.items():
            layer.params[name] -= 1.0 * g
    assert losses[-1] < 0.02 < losses[0]


X, S = np.zeros((2, 5, 3)), np.zeros((2, 4))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: net(n_in=0), "n_in is 0"),
        (lambda: net(device="tpu"), "device is 'tpu'"),
        (lambda: net(dtype="int8"), "dtype is 'int8'"),
        (lambda: net().forward(X[0]), r"x has shape \(5, 3\), expected \(B, any, 3\)"),
        (lambda: net().forward(X[:, :, :2]), r"x has shape \(2, 5, 2\), expected \(B, any, 3\)"),
        (lambda: net().forward(X[:0]), "the batch is empty"),
        (lambda: net().forward(X.astype("float32")), "x has dtype float32, but the layer has float64"),
        (lambda: net().forward(X, start=S), "start is a ndarray, expected two arrays"),
        (lambda: net().forward(X, start=(S, S, S)), "start is a tuple of 3"),
        (lambda: net().forward(X, start=(S, S[:1])), r"start c has shape \(1, 4\), expected \(2, 4\)"),
        (lambda: net().forward(X, start=(S.astype("float32"), S)), "start h has dtype float32"),
        (lambda: net().backward(X), "before forward"),
        (lambda: after().backward(X), r"dy has shape \(2, 5, 3\), expected \(2, 5, 4\)"),
        (lambda: after().backward(np.zeros((2, 5, 4)), dstate=(S, S[0])), r"dstate c has shape \(4,\)"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def after():
    layer = net()
    layer.forward(X)
    return layer
