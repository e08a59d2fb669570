"""Optimisers against torch.optim, by hand, on both backends; penalties; stored state."""

import numpy as np
import pytest
import torch

from deeparc.core.namespace import asarray, to_numpy
from deeparc.core.optim import SGD, AdaGrad, Adam, Momentum, Nesterov, RMSProp
from deeparc.core.schedule import step

ALL = {
    "sgd": (lambda **o: SGD(0.1, **o), lambda p: torch.optim.SGD(p, lr=0.1)),
    "momentum": (lambda **o: Momentum(0.1, 0.8, **o), lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8)),
    "nesterov": (
        lambda **o: Nesterov(0.1, 0.8, **o),
        lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8, nesterov=True),
    ),
    "adagrad": (lambda **o: AdaGrad(0.1, **o), lambda p: torch.optim.Adagrad(p, lr=0.1)),
    "rmsprop": (lambda **o: RMSProp(0.01, 0.95, **o), lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.95)),
    "adam": (lambda **o: Adam(0.01, **o), lambda p: torch.optim.Adam(p, lr=0.01)),
}


def problem(n=5):
    rng = np.random.default_rng(0)
    return {"w": rng.standard_normal((n, 3)), "b": rng.standard_normal(3)}, rng.standard_normal((8, n, 3))


def run(make, device="numpy", dtype="float64", n=5, steps=8, **options):
    start, noise = problem(n)
    params = {name: asarray(a.copy(), dtype=dtype, device=device) for name, a in start.items()}
    optimiser = make(**options)
    for k in range(steps):
        g = asarray(noise[k], dtype=dtype, device=device)
        optimiser.step(params, {"w": params["w"] + g, "b": params["b"] + g[0]})
    return {name: to_numpy(a) for name, a in params.items()}, optimiser


@pytest.mark.parametrize("name", ALL)
def test_as_torch(name):
    ours, theirs = ALL[name]
    start, noise = problem()
    w, b = (torch.tensor(start[k], requires_grad=True) for k in "wb")
    optimiser = theirs([w, b])
    for g in torch.tensor(noise):
        optimiser.zero_grad()
        (0.5 * (w**2).sum() + 0.5 * (b**2).sum() + (w * g).sum() + (b * g[0]).sum()).backward()
        optimiser.step()
    for device in ("numpy", "cpu"):
        found, _ = run(ours, device)
        np.testing.assert_allclose(found["w"], w.detach(), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(found["b"], b.detach(), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", ALL)
def test_pieces_and_rows_of_memory_make_no_difference(name):
    make, _ = ALL[name]
    n = 30_000  # several pieces
    start, noise = problem(n)
    a, b = start["w"].copy(), np.asfortranarray(start["w"])
    one, other = make(), make()
    for k in range(3):
        one.step({"w": a}, {"w": noise[k]})
        other.step({"w": b}, {"w": noise[k]})
    np.testing.assert_allclose(a, b, rtol=1e-12)
    small, _ = run(make, n=5, steps=3)
    assert (small["w"] != problem()[0]["w"]).all()


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("device", ["numpy", "cpu"])
def test_dtype_is_kept_and_arrays_stay_the_same(name, device):
    make, _ = ALL[name]
    w = asarray(np.ones(4), dtype="float32", device=device)
    g = asarray(np.full(4, 2.0), dtype="float32", device=device)
    params = {"w": w}
    make(l2=0.1, l1=0.1).step(params, {"w": g})
    assert params["w"] is w
    assert str(w.dtype).endswith("float32")
    assert (to_numpy(w) < 1).all()
    assert (to_numpy(g) == 2).all()


@pytest.mark.parametrize("name", ALL)
def test_goes_on_from_a_stored_state(name):
    make, _ = ALL[name]
    start, noise = problem()
    for device in ("numpy", "cpu"):
        params = {"w": asarray(start["w"].copy(), device=device)}
        grads = [{"w": asarray(g, device=device)} for g in noise]
        optimiser = make()
        for g in grads[:4]:
            optimiser.step(params, g)
        copy, resumed = {"w": asarray(to_numpy(params["w"]).copy(), device=device)}, make()
        resumed.load_state(optimiser.state_dict())
        for g in grads[4:]:
            optimiser.step(params, g)
            resumed.step(copy, g)
        np.testing.assert_array_equal(to_numpy(params["w"]), to_numpy(copy["w"]))
        assert resumed.steps == 8


def test_penalties_have_the_decks_form():
    theta, g, eta, lam = np.array([2.0, -3.0, 0.0]), np.array([0.5, 0.5, 0.5]), 0.1, 0.3
    l2, l1 = theta.copy(), theta.copy()
    SGD(eta, l2=lam).step({"w": l2}, {"w": g})
    SGD(eta, l1=lam).step({"w": l1}, {"w": g})
    np.testing.assert_allclose(l2, (1 - eta * lam) * theta - eta * g)
    np.testing.assert_allclose(l1, theta - eta * lam * np.sign(theta) - eta * g)


def test_penalties_are_decoupled_as_in_adamw():
    w, theirs = np.array([1.0, -2.0]), torch.tensor([1.0, -2.0], dtype=torch.float64, requires_grad=True)
    ours, adamw = Adam(0.01, l2=0.1), torch.optim.AdamW([theirs], lr=0.01, weight_decay=0.1)
    for k in range(5):
        theirs.grad = torch.tensor([1.0, k - 2.0], dtype=torch.float64)
        ours.step({"w": w}, {"w": theirs.grad.numpy()})
        adamw.step()
    np.testing.assert_allclose(w, theirs.detach(), rtol=1e-12)


def test_penalties_may_leave_the_biases_out():
    params = {"0.w": np.ones(2), "0.b": np.ones(2)}
    zero = {name: np.zeros(2) for name in params}
    SGD(0.1, l2=1.0, penalise=lambda name: name.endswith("w")).step(params, zero)
    assert params["0.w"].tolist() == [0.9, 0.9]
    assert params["0.b"].tolist() == [1, 1]


@pytest.mark.parametrize(("lam", "minimum"), [(0, 2.0), (3, 0.5), (10, 0.0)])
def test_the_decks_example_of_l1(lam, minimum):
    x = np.array([5.0])  # (x − 2)² + λ|x|
    optimiser = SGD(0.001, l1=lam)
    for _ in range(5000):
        optimiser.step({"x": x}, {"x": 2 * (x - 2)})
    assert x[0] == pytest.approx(minimum, abs=0.01)


def test_schedule():
    w, optimiser = np.zeros(1), SGD(step(1.0, every=2))
    moves = []
    for _ in range(4):
        before = w.copy()
        optimiser.step({"w": w}, {"w": np.ones(1)})
        moves.append(float(before[0] - w[0]))
    assert moves == pytest.approx([1, 1, 0.1, 0.1])


W = {"w": np.ones(3)}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: SGD(0), "eta is 0"),
        (lambda: SGD(0.1, l2=-1), "l2 is -1"),
        (lambda: SGD(0.1, l1=-1), "l1 is -1"),
        (lambda: Momentum(0.1, 1.0), "mu is 1, expected a number of at least 0 and below 1"),
        (lambda: Adam(beta2=1.0), "beta2 is 1"),
        (lambda: RMSProp(0.1, epsilon=0), "epsilon is 0"),
        (lambda: SGD(0.1).step(W, {}), r"grads\['w'\] is missing, expected float64 of shape \(3,\)"),
        (lambda: SGD(0.1).step(W, {"w": np.ones(2)}), r"float64 of shape \(2,\), expected float64 of shape \(3,\)"),
        (lambda: SGD(0.1).step(W, {"w": np.ones(3, np.float32)}), "is float32 of shape"),
        (lambda: SGD(0.1).load_state({}), "expected steps and"),
        (lambda: SGD(0.1).load_state({"steps": 1, "v/w": np.ones(3)}), r"state keeps \['v'\], expected steps and \[\]"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_state_of_another_shape():
    optimiser = Momentum(0.1)
    optimiser.load_state({"steps": 1, "v/w": np.ones(2)})
    with pytest.raises(ValueError, match=r"state 'v/w' has shape \(2,\), expected \(3,\)"):
        optimiser.step({"w": np.ones(3)}, {"w": np.ones(3)})
