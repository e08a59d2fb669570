"""Attacks: gradients against differences, exactness on linear units, on both kinds of models."""

import itertools

import numpy as np
import pytest
import torch

from deeparc.core.check import assert_close, assert_gradient
from deeparc.core.layer import Chain
from deeparc.core.loss import cross_entropy
from deeparc.core.optim import Momentum
from deeparc.core.train import fit, predict
from deeparc.layers.activations import Tanh
from deeparc.layers.linear import Linear
from deeparc.vision.adversarial import AdversarialPair, mixed, robust_logistic
from deeparc.vision.attacks import fast_gradient_sign, input_gradient, iterated, probabilities, project, steepest
from deeparc.vision.least_distortion import box_lbfgs, least_distortion

WHERE = {"dtype": "float64"}


def net(seed=0, sizes=(6, 8, 3), dtype="float64"):
    rng = np.random.default_rng(seed)
    first, second = (Linear(n, m, rng, dtype=dtype) for n, m in itertools.pairwise(sizes))
    return Chain([first, Tanh(), second])


def module(model):
    first, second = model.layers[0], model.layers[2]
    twin = torch.nn.Sequential(
        torch.nn.Linear(*first.params["w"].shape[::-1]),
        torch.nn.Tanh(),
        torch.nn.Linear(*second.params["w"].shape[::-1]),
    ).double()
    with torch.no_grad():
        for k, layer in ((0, first), (2, second)):
            twin[k].weight.copy_(torch.from_numpy(layer.params["w"]))
            twin[k].bias.copy_(torch.from_numpy(layer.params["b"]))
    return twin


def batch(n=5, seed=1):
    rng = np.random.default_rng(seed)
    return rng.random((n, 6)), rng.integers(0, 3, n)


def linear(w, b):
    """Two logits, 0 and wᵀx + b."""
    layer = Linear(len(w), 2, np.random.default_rng(0), **WHERE)
    layer.params["w"][...] = np.stack([np.zeros(len(w)), w])
    layer.params["b"][...] = [0, b]
    return layer


def test_input_gradient_is_that_of_each_example():
    model, (x, t) = net(), batch()
    value, g = input_gradient(model, x, t)
    assert_close(value, cross_entropy(predict(model, x), t)[0], "J")
    for k in range(len(x)):
        assert_gradient(
            lambda v, k=k: float(cross_entropy(model.forward(v[None]), t[k : k + 1])[0]), x[k], g[k], "∇x of one"
        )


def test_layers_and_modules_agree_and_a_module_is_left_as_it_was():
    model, (x, t) = net(), batch()
    twin = module(model).train()
    value, g = input_gradient(model, x, t)
    other, h = input_gradient(twin, torch.from_numpy(x), torch.from_numpy(t))
    assert_close(float(other), float(value), "J")
    assert_close(h.numpy(), g, "∇x")
    assert twin.training
    assert all(p.grad is None for p in twin.parameters())
    attacked = fast_gradient_sign(twin, torch.from_numpy(x), torch.from_numpy(t), 0.1)
    assert_close(attacked.numpy(), fast_gradient_sign(model, x, t, 0.1), "x'")
    many = iterated(twin, torch.from_numpy(x), torch.from_numpy(t), 0.1, rng=np.random.default_rng(3))
    assert_close(many.numpy(), iterated(model, x, t, 0.1, rng=np.random.default_rng(3)), "x' of many steps")


def test_gradient_works_where_gradients_are_switched_off():
    twin, (x, t) = module(net()), batch()
    twin.requires_grad_(False)
    with torch.no_grad():
        _, g = input_gradient(twin, torch.from_numpy(x), torch.from_numpy(t))
    assert g.abs().max() > 0


def test_project_gives_the_nearest():
    rng = np.random.default_rng(0)
    centre, x = rng.random(2), rng.uniform(-1, 2, 2)
    nearest = project(x, centre, 0.2)
    grid = np.stack(np.meshgrid(*[np.linspace(max(c - 0.2, 0), min(c + 0.2, 1), 201) for c in centre]), -1)
    assert np.linalg.norm(x - nearest) <= np.linalg.norm(grid - x, axis=-1).min() + 1e-12
    assert_close(project(nearest, centre, 0.2), nearest, "projected twice")
    assert_close(project(x, centre, 0.0), centre, "ε = 0")


@pytest.mark.parametrize("seed", range(4))
def test_one_step_is_the_worst_corner_of_a_linear_unit(seed):
    rng = np.random.default_rng(seed)
    w, b, epsilon = rng.standard_normal(6), rng.standard_normal(), 0.1
    x, t = rng.uniform(0.2, 0.8, (1, 6)), np.array([seed % 2])
    model, s = linear(w, b), 2 * t[0] - 1
    corners = np.array(list(itertools.product((-epsilon, epsilon), repeat=6)))
    worst = max(float(np.logaddexp(0, -s * ((x[0] + c) @ w + b))) for c in corners)
    attacked = fast_gradient_sign(model, x, t, epsilon)
    assert_close(cross_entropy(model.forward(attacked), t)[0], worst, "the loss of x'")
    assert_close(robust_logistic(w, b, x, [s], epsilon)[0], worst, "the formula")
    assert_close(np.logaddexp(0, -s * (x[0] @ w + b) + epsilon * np.abs(w).sum()), worst, "‖w‖₁")


def test_signs_and_bounds():
    model, (x, t) = net(), batch(20)
    before = float(cross_entropy(predict(model, x), t)[0])
    away, near = fast_gradient_sign(model, x, t, 0.05), fast_gradient_sign(model, x, t, 0.05, towards=True)
    assert cross_entropy(predict(model, away), t)[0] > before > cross_entropy(predict(model, near), t)[0]
    for y in (away, near, iterated(model, x, t, 0.05, rng=np.random.default_rng(0))):
        assert y.min() >= 0
        assert y.max() <= 1
        assert np.abs(y - x).max() <= 0.05 + 1e-12


def test_many_steps_are_at_least_as_strong_here():
    model, (x, t) = net(4), batch(50)
    one, many = fast_gradient_sign(model, x, t, 0.3), iterated(model, x, t, 0.3, steps=30)
    losses = [float(cross_entropy(predict(model, y), t)[0]) for y in (one, many)]
    assert losses[1] >= losses[0] - 1e-9


def test_types_are_kept():
    model, (x, t) = net(dtype="float32"), batch()
    x = x.astype(np.float32)
    assert fast_gradient_sign(model, x, t, 0.1).dtype == np.float32
    assert iterated(model, x, t, 0.1, rng=np.random.default_rng(0)).dtype == np.float32
    p = probabilities(model, x)
    assert p.dtype == np.float64
    assert_close(p.sum(axis=1), np.ones(5), "sums")


@pytest.mark.parametrize(("p", "dual"), [(np.inf, 1), (2, 2), (1, np.inf)])
def test_steepest_reaches_the_dual_norm(p, dual):
    rng = np.random.default_rng(0)
    g = rng.standard_normal(7)
    r = steepest(g, p)
    assert_close(np.linalg.norm(r, p), 1.0, "‖r‖")
    assert_close(g @ r, np.linalg.norm(g, dual), "gᵀr")
    others = rng.standard_normal((1000, 7))
    others /= np.linalg.norm(others, p, axis=1, keepdims=True)
    assert (others @ g).max() <= g @ r


def test_steepest_refuses():
    with pytest.raises(ValueError, match="everywhere"):
        steepest(np.zeros(3), 2)
    with pytest.raises(ValueError, match="expected 1, 2"):
        steepest(np.ones(3), 3)
    with pytest.raises(ValueError, match="at least 0"):
        project(np.zeros(2), np.zeros(2), -0.1)


def test_lbfgs_reaches_the_border_of_a_linear_unit():
    rng = np.random.default_rng(2)
    w, x = rng.standard_normal(20), rng.uniform(0.3, 0.7, 20)
    b = -float(w @ x) - 0.3  # z(x) = −0.3: the model says class 0
    found = least_distortion(linear(w, b), x, 1, halvings=14)
    right = 0.3 / np.linalg.norm(w) / np.sqrt(20)
    assert right <= found.distortion < 1.01 * right
    assert int(np.argmax(linear(w, b).forward(found.x[None]))) == 1


def test_lbfgs_stays_in_the_box_and_shrinks_with_c():
    model, (x, t) = net(3), batch()
    target = int((t[0] + 1) % 3)
    moved = [box_lbfgs(model, x[0], target, c) for c in (0.001, 0.1, 10)]
    sizes = [np.linalg.norm(y - x[0]) for y in moved]
    assert sizes[0] > sizes[1] > sizes[2] > 0
    assert all(y.min() >= 0 and y.max() <= 1 for y in moved)


def test_lbfgs_says_when_there_is_nothing():
    found = least_distortion(linear(np.full(4, 0.1), -5.0), np.full(4, 0.5), 1)
    assert found.x is None
    assert found.distortion == np.inf


def test_a_pair_is_two_passes():
    model, (x, t) = net(), batch()
    pair = AdversarialPair(model, 0.1)
    y = pair.forward((x, t), train=True)
    attacked = fast_gradient_sign(net(), x, t, 0.1)
    assert_close(y[:, 0], net().forward(x), "clean half")
    assert_close(y[:, 1], net().forward(attacked), "attacked half")
    value, dy = mixed(alpha=0.3)(pair.forward((x, t), train=True), t)
    pair.backward(dy, need_dx=False)
    twin = net()

    def energy(w):
        twin.params["0.w"][...] = w
        losses = [cross_entropy(twin.forward(part), t)[0] for part in (x, attacked)]
        return float(0.3 * losses[0] + 0.7 * losses[1])

    assert_close(value, energy(model.params["0.w"]), "E")
    assert_gradient(energy, model.params["0.w"].copy(), pair.grads["0.w"], "∂E/∂w")
    with pytest.raises(ValueError, match="need_dx"):
        pair.backward(dy)


def test_training_on_pairs_lowers_the_error_under_attack():
    rng = np.random.default_rng(0)
    t = rng.integers(0, 2, 400)
    x = np.clip(0.5 + 0.1 * (2 * t - 1)[:, None] * (np.arange(6) > 0) + 0.15 * rng.standard_normal((400, 6)), 0, 1)
    x[:, 0] = 0.5 + 0.02 * (2 * t - 1)  # a feature that is always right, and that a small change turns round

    def attacked_error(pairs):
        model = net(1, (6, 16, 2))
        how = {"optimiser": Momentum(0.5, 0.9), "epochs": 60, "batch_size": 50, "rng": np.random.default_rng(2)}
        if pairs:
            fit(AdversarialPair(model, 0.05), (x, t), t, loss=mixed(), **how)
        else:
            fit(model, x, t, loss=cross_entropy, **how)
        return np.mean(np.argmax(predict(model, fast_gradient_sign(model, x, t, 0.05)), axis=1) != t)

    assert attacked_error(True) < attacked_error(False)


def test_a_pair_takes_layers_and_no_negative_epsilon():
    with pytest.raises(TypeError, match="expected a Layer"):
        AdversarialPair(module(net()), 0.1)
    with pytest.raises(ValueError, match="at least 0"):
        AdversarialPair(net(), -0.1)


def test_mixed_checks_alpha():
    with pytest.raises(ValueError, match="0 to 1"):
        mixed(alpha=1.5)


def test_robust_logistic_gradient():
    rng = np.random.default_rng(0)
    w, b, x, s = rng.standard_normal(5), 0.3, rng.standard_normal((8, 5)), rng.choice([-1.0, 1.0], 8)
    value, dw, db = robust_logistic(w, b, x, s, 0.2)
    assert_gradient(lambda v: robust_logistic(v, b, x, s, 0.2)[0], w, dw, "∂E/∂w")
    assert_gradient(lambda v: robust_logistic(w, float(v[0]), x, s, 0.2)[0], np.array([b]), [db], "∂E/∂b")
    assert value > robust_logistic(w, b, x, s, 0.0)[0]
    with pytest.raises(ValueError, match="−1 and"):
        robust_logistic(w, b, x, np.zeros(8), 0.2)
    with pytest.raises(ValueError, match="at least 0"):
        robust_logistic(w, b, x, s, -0.2)
