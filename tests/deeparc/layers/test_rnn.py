"""The recurrent net: its gradient through time, its state, and what its Jacobian does to an error."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from deeparc.core.check import assert_close, check_layer
from deeparc.core.initialise import orthogonal, zeros
from deeparc.core.layer import Layer
from deeparc.layers.rnn import PSI, RNN


def sequences(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def net(n_in=3, n_hidden=4, seed=0, **options):
    layer = RNN(n_in, n_hidden, np.random.default_rng(seed), **{"dtype": "float64"} | options)
    layer.params["b"][...] += 0.1  # so that it takes part
    return layer


class WithStates(Layer):
    """Takes (x, h(0)) and gives the output with h(T) appended, so that `start` and `dstate` are checked too."""

    def __init__(self, rnn):
        self.rnn, self.params, self.grads = rnn, rnn.params, rnn.grads

    def forward(self, x, *, train=False):
        x, start = x
        y = self.rnn.forward(x, train=train, start=start)
        xp = np if isinstance(y, np.ndarray) else torch
        return xp.concatenate((y, self.rnn.state[:, None]), axis=1)

    def backward(self, dy, *, need_dx=True):
        dx = self.rnn.backward(dy[:, :-1], need_dx=need_dx, dstate=dy[:, -1])
        return (dx, self.rnn.dstart) if need_dx else None


@pytest.mark.parametrize("psi", PSI)
def test_layer(psi):
    check_layer(lambda **where: net(psi=psi, **where), sequences(2, 5, 3))


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 6, 3), (4, 1, 3)])
def test_layer_of_short_sequences_and_single_examples(shape):
    check_layer(lambda **where: net(**where), sequences(*shape))


def test_layer_with_states():
    x = sequences(2, 5, 3), sequences(2, 4, seed=1)
    check_layer(lambda **where: WithStates(net(**where)), x)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_layer_on_the_gpu():
    check_layer(lambda **where: net(**where), sequences(2, 5, 3), devices=("numpy", "cuda"), tolerance=1e-10)


def as_torch(layer, kind=torch.nn.RNN, **options):
    n_in, n_hidden = layer.n_in, layer.n_hidden
    theirs = kind(n_in, n_hidden, batch_first=True, dtype=torch.float64, **options)
    values = (layer.params["w"], layer.params["u"], layer.params["b"], np.zeros_like(layer.params["b"]))
    with torch.no_grad():
        for p, value in zip(theirs.parameters(), values, strict=True):
            p.copy_(torch.as_tensor(value))
    return theirs


@pytest.mark.parametrize("psi", ["tanh", "relu"])
def test_parity_with_torch(psi):
    layer, x, start = net(psi=psi), sequences(3, 7, 3), sequences(3, 4, seed=1)
    theirs = as_torch(layer, nonlinearity=psi)
    x_t = torch.tensor(x, requires_grad=True)
    start_t = torch.tensor(start[None], requires_grad=True)
    y_t, last = theirs(x_t, start_t)
    assert_close(layer.forward(x, start=start), y_t.detach().numpy(), rtol=1e-12)
    assert_close(layer.state, last[0].detach().numpy(), rtol=1e-12)
    dy, dstate = sequences(3, 7, 4, seed=2), sequences(3, 4, seed=3)
    torch.autograd.backward((y_t, last), (torch.tensor(dy), torch.tensor(dstate[None])))
    assert_close(layer.backward(dy, dstate=dstate), x_t.grad.numpy(), rtol=1e-11)
    assert_close(layer.dstart, start_t.grad[0].numpy(), rtol=1e-11)
    for name, p in zip("wub", theirs.parameters(), strict=False):
        assert_close(layer.grads[name], p.grad.numpy(), name, rtol=1e-11)


def test_equals_a_loop_over_examples_and_steps():
    layer, x = net(), sequences(3, 5, 3)
    w, u, b = (layer.params[name] for name in "wub")
    y = layer.forward(x)
    for n in range(3):
        h = np.zeros(4)
        for t in range(5):
            h = np.tanh(w @ x[n, t] + u @ h + b)
            assert_close(y[n, t], h, f"h({t + 1}) of example {n}", rtol=1e-12)


@given(st.integers(1, 3), st.integers(1, 6), st.integers(1, 6), st.integers(0, 9))
def test_state_continues_a_sequence(n, first, second, seed):
    layer, x = net(), sequences(n, first + second, 3, seed=seed)
    whole = layer.forward(x).copy()
    state = layer.state.copy()
    one = layer.forward(x[:, :first])
    two = layer.forward(x[:, first:], start=layer.state)
    np.testing.assert_allclose(np.concatenate((one, two), axis=1), whole, atol=1e-13)
    np.testing.assert_allclose(layer.state, state, atol=1e-13)


def test_gradient_of_two_parts_is_that_of_the_whole():
    layer, x, dy = net(), sequences(2, 6, 3), sequences(2, 6, 4, seed=1)
    layer.forward(x)
    dx = layer.backward(dy)
    whole = dict(layer.grads)
    layer.forward(x[:, :4])
    state = layer.state
    layer.forward(x[:, 4:], start=state)
    dx_second = layer.backward(dy[:, 4:])
    second, dstate = dict(layer.grads), layer.dstart
    layer.forward(x[:, :4])
    dx_first = layer.backward(dy[:, :4], dstate=dstate)
    assert_close(np.concatenate((dx_first, dx_second), axis=1), dx, rtol=1e-12)
    for name, g in whole.items():
        assert_close(layer.grads[name] + second[name], g, name, rtol=1e-12)


def test_without_recurrence_the_steps_are_independent():
    layer, x = net(initialise_u=zeros), sequences(2, 5, 3)
    shuffled = [3, 0, 4, 1, 2]
    np.testing.assert_allclose(layer.forward(x)[:, shuffled], layer.forward(x[:, shuffled]))


@pytest.mark.parametrize(("scale", "norm"), [(0.8, 0.8**50), (1.0, 1.0), (1.2, 1.2**50)])
def test_the_error_vanishes_or_explodes_with_the_norm_of_u(scale, norm):
    def scaled(rng, shape, **fans):
        return scale * orthogonal(rng, shape, **fans)

    layer = net(psi="identity", initialise_u=scaled)
    layer.forward(sequences(1, 50, 3))
    dstate = np.eye(4)[:1]
    layer.backward(np.zeros((1, 50, 4)), dstate=dstate)
    assert np.linalg.norm(layer.dstart) == pytest.approx(norm, rel=1e-9)


def test_learns_to_remember_the_first_input():
    rng = np.random.default_rng(0)
    layer = RNN(2, 8, rng, dtype="float64")
    x = rng.integers(0, 2, (64, 6, 2)) * 2.0 - 1
    losses = []
    for _ in range(200):
        error = layer.forward(x)[:, -1, 0] - 0.8 * x[:, 0, 0]
        losses.append(np.mean(error**2) / 2)
        dy = np.zeros((64, 6, 8))
        dy[:, -1, 0] = error / 64
        layer.backward(dy, need_dx=False)
        for name, g in layer.grads.items():
            layer.params[name] -= 0.3 * g
    assert losses[-1] < 0.02 < losses[0]


def test_one_seed_one_net():
    for device in ("numpy", "cpu"):
        assert_close(np.asarray(net(seed=3, device=device).params["u"]), net(seed=3).params["u"])


X = np.zeros((2, 5, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: net(n_hidden=0), "n_hidden is 0"),
        (lambda: net(psi="step"), "psi is 'step', expected one of tanh, sigmoid, relu, identity"),
        (lambda: net(device="tpu"), "device is 'tpu'"),
        (lambda: net(dtype="int8"), "dtype is 'int8'"),
        (lambda: net().forward(X[0]), r"x has shape \(5, 3\), expected \(B, any, 3\)"),
        (lambda: net().forward(X[:, :, :2]), r"x has shape \(2, 5, 2\), expected \(B, any, 3\)"),
        (lambda: net().forward(X[:0]), "the batch is empty"),
        (lambda: net().forward(X[:, :0]), "the batch is empty"),
        (lambda: net().forward(X.astype("float32")), "x has dtype float32, but the layer has float64"),
        (lambda: net().forward(X, start=np.zeros((1, 4))), r"start has shape \(1, 4\), expected \(2, 4\)"),
        (lambda: net().forward(X, start=np.zeros((2, 4), "float32")), "start has dtype float32"),
        (lambda: net().backward(X), "before forward"),
        (lambda: after().backward(X), r"dy has shape \(2, 5, 3\), expected \(2, 5, 4\)"),
        (lambda: after().backward(np.zeros((2, 5, 4)), dstate=np.zeros(4)), r"dstate has shape \(4,\)"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def after():
    layer = net()
    layer.forward(X)
    return layer
