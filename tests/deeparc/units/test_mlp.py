"""The multi-layer perceptron: the three forms of back-propagation agree with each other and with differences."""

import numpy as np
import pytest
import torch

from deeparc.core.check import assert_gradient, check_layer
from deeparc.core.loss import logistic
from deeparc.core.optim import SGD
from deeparc.layers.activations import ReLU, Sigmoid
from deeparc.units.mlp import forward, gradients, mlp, two_layer_forward, two_layer_update

RNG = np.random.default_rng(0)


def energy(y, t):
    return -np.sum(t * np.log(y) + (1 - t) * np.log(1 - y))


def net(sizes, seed=0):
    chain = mlp(sizes, np.random.default_rng(seed), dtype="float64")
    for name, p in chain.params.items():
        if name.endswith("b"):
            p[...] = np.random.default_rng(1).standard_normal(p.shape)
    return chain, list(chain.params.values())[::2], list(chain.params.values())[1::2]


@pytest.mark.parametrize("sizes", [(3, 2), (2, 4, 3), (3, 5, 4, 2)])  # up to two hidden layers
def test_recursion_against_differences(sizes):
    _, w, b = net(sizes)
    x, t = RNG.standard_normal(sizes[0]), RNG.random(sizes[-1])
    d_w, d_b = gradients(x, t, w, b)
    for k in range(len(w)):
        assert_gradient(lambda p, k=k: energy(forward(x, [*w[:k], p, *w[k + 1 :]], b)[-1], t), w[k], d_w[k])
        assert_gradient(lambda p, k=k: energy(forward(x, w, [*b[:k], p, *b[k + 1 :]])[-1], t), b[k], d_b[k])


@pytest.mark.parametrize("sizes", [(3, 2), (2, 4, 3), (3, 5, 4, 2)])
def test_recursion_and_modules_agree(sizes):
    chain, w, b = net(sizes)
    x, t = RNG.standard_normal((6, sizes[0])), RNG.integers(0, 2, (6, sizes[-1]))
    logits = chain.forward(x)
    value, dy = logistic(logits, 2.0 * t - 1)
    chain.backward(dy, need_dx=False)
    of_each = [gradients(x_m, t_m, w, b) for x_m, t_m in zip(x, t, strict=True)]
    for level in range(len(w)):
        np.testing.assert_allclose(
            chain.grads[f"{2 * level}.w"], np.mean([d_w[level] for d_w, _ in of_each], axis=0), atol=1e-14
        )
        np.testing.assert_allclose(
            chain.grads[f"{2 * level}.b"], np.mean([d_b[level] for _, d_b in of_each], axis=0), atol=1e-14
        )
    outputs = [forward(x_m, w, b)[-1] for x_m in x]
    np.testing.assert_allclose(Sigmoid().forward(logits), outputs)
    assert value == pytest.approx(np.mean([energy(y, t_m) for y, t_m in zip(outputs, t, strict=True)]))


def test_the_decks_2_inputs_and_3_outputs_in_all_three_forms():
    eta, m = 0.3, 7
    chain, w, _ = net((2, 4, 3))
    b = [np.zeros(4), np.zeros(3)]
    chain.params["0.b"][...], chain.params["2.b"][...] = b
    v, t = RNG.standard_normal((m, 2)), RNG.integers(0, 2, (m, 3))

    w1, w2 = two_layer_update(v, t, w[0].T, w[1].T, eta)
    of_each = [gradients(v_m, t_m, w, b)[0] for v_m, t_m in zip(v, t, strict=True)]
    by_recursion = [w[k] - eta / m * sum(d_w[k] for d_w in of_each) for k in (0, 1)]
    chain.backward(logistic(chain.forward(v), 2.0 * t - 1)[1], need_dx=False)
    only_w = {name: p for name, p in chain.params.items() if name.endswith("w")}
    SGD(eta).step(only_w, chain.grads)

    for ours, recursion, module in zip((w1, w2), by_recursion, only_w.values(), strict=True):
        np.testing.assert_allclose(ours.T, recursion, atol=1e-14)
        np.testing.assert_allclose(ours.T, module, atol=1e-14)


def test_two_layer_rules_by_explicit_loops():
    v, t = RNG.standard_normal((5, 2)), RNG.random((5, 3))
    w1, w2, eta = RNG.standard_normal((2, 4)), RNG.standard_normal((4, 3)), 0.2
    y1, y2 = two_layer_forward(v, w1, w2)
    new1, new2 = w1.copy(), w2.copy()
    for m in range(5):
        for n in range(3):
            for j in range(4):
                new2[j, n] -= eta / 5 * y1[m, j] * (y2[m, n] - t[m, n])
        for n in range(4):
            delta = y1[m, n] * (1 - y1[m, n]) * sum(w2[n, k] * (y2[m, k] - t[m, k]) for k in range(3))
            for j in range(2):
                new1[j, n] -= eta / 5 * v[m, j] * delta
    found = two_layer_update(v, t, w1, w2, eta)
    np.testing.assert_allclose(found[0], new1)
    np.testing.assert_allclose(found[1], new2)


def test_it_learns_xor():
    v = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]])  # the last column is a bias
    t = np.array([[0], [1], [1], [0]])
    rng = np.random.default_rng(0)
    w1, w2 = rng.standard_normal((3, 6)), rng.standard_normal((6, 1))
    for _ in range(3000):
        w1, w2 = two_layer_update(v, t, w1, w2, eta=2.0)
    assert (np.round(two_layer_forward(v, w1, w2)[1]) == t).all()


def test_mlp_is_a_chain():
    chain = mlp((784, 100, 10), np.random.default_rng(0), activation=ReLU)
    assert sum(p.size for p in chain.params.values()) == 79_510
    assert [type(layer).__name__ for layer in chain.layers] == ["Linear", "ReLU", "Linear"]
    assert chain.params["0.w"].dtype == np.float32
    check_layer(lambda **where: mlp((3, 5, 4, 2), np.random.default_rng(0), **where), RNG.standard_normal((6, 3)))


def test_same_seed_same_weights_on_every_backend():
    a, b = (mlp((5, 4, 3), np.random.default_rng(2), device=device) for device in ("numpy", "cpu"))
    for name in a.params:
        np.testing.assert_array_equal(a.params[name], b.params[name].numpy())
    assert isinstance(b.params["0.w"], torch.Tensor)


W1, W2 = np.ones((2, 4)), np.ones((4, 3))
V, T = np.ones((5, 2)), np.ones((5, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: two_layer_forward(V, W1, W1),
            r"w1 has shape \(2, 4\) and w2 \(2, 4\), expected \(D, H\) and \(H, K\)",
        ),
        (lambda: two_layer_forward(V[:, :1], W1, W2), r"v has shape \(5, 1\), expected \(B, 2\)"),
        (lambda: two_layer_update(V, T[:2], W1, W2, 0.1), r"t has shape \(2, 3\), expected \(5, 3\)"),
        (lambda: two_layer_update(V, T, W1, W2, 0), "eta is 0"),
        (lambda: forward(np.ones(2), [], []), "there are 0 weights and 0 biases"),
        (lambda: forward(np.ones(3), [W1.T], [np.ones(4)]), r"weights have shape \(4, 2\) above 3 units"),
        (lambda: gradients(np.ones(2), np.ones(3), [W1.T], [np.ones(4)]), r"t has shape \(3,\), expected \(4,\)"),
        (lambda: mlp((3,), np.random.default_rng(0)), r"sizes are \(3,\), expected at least inputs and outputs"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
