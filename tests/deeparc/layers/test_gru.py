"""The gated recurrent unit: its gradient through time, both places of the reset, its state."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from deeparc.core.check import assert_close, check_layer
from deeparc.core.layer import Layer
from deeparc.core.namespace import asarray
from deeparc.layers.gru import GRU

places = pytest.mark.parametrize("reset", ["before", "after"])


def sequences(*shape, seed=0):
    return np.random.default_rng(seed).standard_normal(shape)


def net(n_in=3, n_hidden=4, seed=0, device="numpy", **options):
    layer = GRU(n_in, n_hidden, np.random.default_rng(seed), **{"dtype": "float64", "device": device} | options)
    for name in set("bc") & set(layer.params):  # they start at 0
        values = sequences(*layer.params[name].shape, seed=7)
        layer.params[name][...] = asarray(values, device=device)
    return layer


class WithStates(Layer):
    """Takes (x, h(0)) and gives the output with h(T) appended, so that `start` and `dstate` are checked too."""

    def __init__(self, gru):
        self.gru, self.params, self.grads = gru, gru.params, gru.grads

    def forward(self, x, *, train=False):
        x, start = x
        y = self.gru.forward(x, train=train, start=start)
        xp = np if isinstance(y, np.ndarray) else torch
        return xp.concatenate((y, self.gru.state[:, None]), axis=1)

    def backward(self, dy, *, need_dx=True):
        dx = self.gru.backward(dy[:, :-1], need_dx=need_dx, dstate=dy[:, -1])
        return (dx, self.gru.dstart) if need_dx else None


@places
@pytest.mark.parametrize("shape", [(2, 5, 3), (1, 6, 3), (4, 1, 3)])
def test_layer(reset, shape):
    check_layer(lambda **where: net(reset=reset, **where), sequences(*shape))


@places
def test_layer_with_states(reset):
    x = sequences(2, 5, 3), sequences(2, 4, seed=1)
    check_layer(lambda **where: WithStates(net(reset=reset, **where)), x)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@places
def test_layer_on_the_gpu(reset):
    devices = ("numpy", "cuda")
    check_layer(lambda **where: net(reset=reset, **where), sequences(2, 5, 3), devices=devices, tolerance=1e-10)


def test_parity_with_torch():
    layer, x, start = net(reset="after"), sequences(3, 7, 3), sequences(3, 4, seed=1)
    theirs = torch.nn.GRU(3, 4, batch_first=True, dtype=torch.float64)
    c = np.concatenate((np.zeros(8), layer.params["c"]))
    with torch.no_grad():
        for p, value in zip(theirs.parameters(), [layer.params[name] for name in "wub"] + [c], strict=True):
            p.copy_(torch.as_tensor(value))
    x_t, start_t = torch.tensor(x, requires_grad=True), torch.tensor(start[None], requires_grad=True)
    y_t, last = theirs(x_t, start_t)
    assert_close(layer.forward(x, start=start), y_t.detach().numpy(), rtol=1e-11)
    assert_close(layer.state, last[0].detach().numpy(), rtol=1e-11)
    dy, dstate = sequences(3, 7, 4, seed=2), sequences(3, 4, seed=3)
    torch.autograd.backward((y_t, last), (torch.tensor(dy), torch.tensor(dstate[None])))
    assert_close(layer.backward(dy, dstate=dstate), x_t.grad.numpy(), rtol=1e-10)
    assert_close(layer.dstart, start_t.grad[0].numpy(), rtol=1e-10)
    for name, p in zip("wub", theirs.parameters(), strict=False):
        assert_close(layer.grads[name], p.grad.numpy(), name, rtol=1e-10)
    assert_close(layer.grads["c"], theirs.bias_hh_l0.grad.numpy()[8:], "c", rtol=1e-10)


@places
def test_equals_a_loop_over_examples_and_steps(reset):
    def sigma(a):
        return 1 / (1 + np.exp(-a))

    layer, x = net(reset=reset), sequences(3, 5, 3)
    w, u, b = (np.split(layer.params[name], 3) for name in "wub")
    y = layer.forward(x)
    for i in range(3):
        h = np.zeros(4)
        for t in range(5):
            r, z = (sigma(w[k] @ x[i, t] + u[k] @ h + b[k]) for k in range(2))
            seen = u[2] @ (r * h) if reset == "before" else r * (u[2] @ h + layer.params["c"])
            h = z * h + (1 - z) * np.tanh(w[2] @ x[i, t] + seen + b[2])
            assert_close(y[i, t], h, f"h({t + 1}) of example {i}", rtol=1e-11)


@given(st.integers(1, 3), st.integers(1, 6), st.integers(1, 6), st.sampled_from(["before", "after"]), st.integers(0, 9))
def test_state_continues_a_sequence(n, first, second, reset, seed):
    layer, x = net(reset=reset), sequences(n, first + second, 3, seed=seed)
    whole = layer.forward(x).copy()
    state = layer.state.copy()
    one = layer.forward(x[:, :first])
    two = layer.forward(x[:, first:], start=layer.state)
    np.testing.assert_allclose(np.concatenate((one, two), axis=1), whole, atol=1e-13)
    np.testing.assert_allclose(layer.state, state, atol=1e-13)


@places
def test_a_closed_update_gate_keeps_the_state(reset):
    layer = net(reset=reset)
    layer.params["b"][4:8] = 100.0  # z = 1
    start = sequences(2, 4)
    layer.forward(sequences(2, 100, 3), start=start)
    np.testing.assert_allclose(layer.state, start, rtol=1e-12)


def test_the_two_resets_agree_where_the_gate_is_open():
    layers = [net(reset=reset) for reset in ("before", "after")]
    layers[1].params["c"][...] = 0
    for layer in layers:
        layer.params["b"][:4] = 100.0  # r = 1
    x = sequences(2, 5, 3)
    assert_close(layers[0].forward(x), layers[1].forward(x), rtol=1e-12)


def test_learns_to_remember_the_first_input():
    rng = np.random.default_rng(0)
    layer = GRU(2, 8, rng, dtype="float64")
    x = rng.integers(0, 2, (64, 6, 2)) * 2.0 - 1
    losses = []
    for _ in range(200):
        error = layer.forward(x)[:, -1, 0] - 0.8 * x[:, 0, 0]
        losses.append(np.mean(error**2) / 2)
        dy = np.zeros((64, 6, 8))
        dy[:, -1, 0] = error / 64
        layer.backward(dy, need_dx=False)
        for name, g in layer.grads.items():
            layer.params[name] -= 1.0 * g
    assert losses[-1] < 0.02 < losses[0]


X = np.zeros((2, 5, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: net(n_hidden=0), "n_hidden is 0"),
        (lambda: net(reset="never"), "reset is 'never', expected 'before' or 'after'"),
        (lambda: net(device="tpu"), "device is 'tpu'"),
        (lambda: net().forward(X[0]), r"x has shape \(5, 3\), expected \(B, any, 3\)"),
        (lambda: net().forward(X[:0]), "the batch is empty"),
        (lambda: net().forward(X.astype("float32")), "x has dtype float32, but the layer has float64"),
        (lambda: net().forward(X, start=np.zeros((1, 4))), r"start has shape \(1, 4\), expected \(2, 4\)"),
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
