"""The kernel machine against scikit-learn's, and the conditions that its solution must meet."""

import numpy as np
import pytest
from sklearn.svm import SVC

from deeparc.core.data import digits
from deeparc.core.data.plane import plane
from deeparc.units.kernel_svm import dual, gaussian, linear, polynomial, train, train_classes
from deeparc.units.separability import is_separable

TASKS = [
    ("gaussians", linear(), {"kernel": "linear"}, 0.3),
    ("circle", polynomial(2, 0.5, 1.0), {"kernel": "poly", "degree": 2, "gamma": 0.5, "coef0": 1.0}, 1.0),
    ("spiral", gaussian(0.5), {"kernel": "rbf", "gamma": 0.5}, 10.0),
    ("xor", gaussian(0.2), {"kernel": "rbf", "gamma": 0.2}, 1.0),
]


@pytest.mark.parametrize(("name", "kernel", "theirs", "c"), TASKS, ids=[task[0] for task in TASKS])
def test_decisions_are_scikit_learns(name, kernel, theirs, c):
    v, t = plane(name, 120, 0.3)
    new, _ = plane(name, 60, 0.3, seed=1)
    machine = train(v, t, kernel=kernel, c=c, tolerance=1e-6)
    other = SVC(C=c, tol=1e-6, **theirs).fit(v, t)
    np.testing.assert_allclose(machine.decision(new), other.decision_function(new), atol=2e-4, rtol=1e-4)
    np.testing.assert_array_equal(machine.forward(new), other.predict(new))
    assert abs(len(machine.weights) - other.n_support_.sum()) <= 2


@pytest.mark.parametrize(("name", "kernel", "theirs", "c"), TASKS, ids=[task[0] for task in TASKS])
def test_optimality(name, kernel, theirs, c):
    v, t = plane(name, 120, 0.3)
    machine = train(v, t, kernel=kernel, c=c, tolerance=1e-6)
    s = 2 * t - 1
    alpha = np.zeros(len(v))
    alpha[machine.index] = machine.weights * s[machine.index]
    assert alpha.min() >= 0
    assert alpha.max() <= c
    assert abs(alpha @ s) < 1e-9 * c * len(v)
    f = s * machine.decision(v)
    assert np.all(f[alpha == 0] >= 1 - 1e-5)
    assert np.all(f[alpha == c] <= 1 + 1e-5)
    free = (alpha > 0) & (alpha < c)
    np.testing.assert_allclose(f[free], 1, atol=1e-5)
    k = kernel(v, v)
    slack = np.maximum(0, 1 - f)
    primal = 0.5 / machine.margin() ** 2 + c * slack.sum()
    assert dual(alpha, s, k) == pytest.approx(primal, rel=1e-4)  # no gap


def test_widest_margin_of_two_points():
    machine = train([[0.0, 0.0], [2.0, 0.0]], [0, 1], kernel=linear(), c=100.0, tolerance=1e-9)
    assert machine.margin() == pytest.approx(1)
    np.testing.assert_allclose(machine.decision([[0, 5], [1, 0], [2, 0]]), [-1, 0, 1], atol=1e-6)
    np.testing.assert_allclose(np.abs(machine.weights), 0.5)


def test_kernels_are_inner_products():
    rng = np.random.default_rng(0)
    v = rng.standard_normal((30, 3))
    for kernel in (linear(), polynomial(3), gaussian(0.7)):
        k = kernel(v, v)
        np.testing.assert_allclose(k, k.T, atol=1e-12)
        assert np.linalg.eigvalsh(k).min() > -1e-9
    assert gaussian(0.7)(v, v).diagonal() == pytest.approx(1)
    u = v[:, :2]
    features = np.column_stack([np.ones(30), np.sqrt(2) * u, u**2, np.sqrt(2) * u[:, 0] * u[:, 1]])
    np.testing.assert_allclose(polynomial(2)(u, u), features @ features.T)
    xor = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    assert not is_separable(xor, [0, 1, 1, 0])
    assert train(xor, [0, 1, 1, 0], kernel=polynomial(2), c=100.0).forward(xor).tolist() == [0, 1, 1, 0]


def test_classes():
    data = digits()
    v, t = data.x_train.reshape(len(data.x_train), -1)[:300].astype(float), data.t_train[:300]
    machine = train_classes(v, t, kernel=gaussian(0.05), c=10.0)
    assert np.mean(machine.forward(v) == t) > 0.99
    each = np.column_stack([m.decision(v) for m in machine.machines])
    np.testing.assert_allclose(machine.decision(v), each, atol=1e-9)
    assert len(machine.support) == len(np.unique(np.concatenate([m.index for m in machine.machines])))


@pytest.mark.parametrize(
    "bad",
    [
        lambda: train([[0.0], [1.0]], [1, 1], kernel=linear()),
        lambda: train([[0.0], [1.0]], [0, 1], kernel=linear(), c=0),
        lambda: train([[0.0], [1.0]], [0, 1], kernel=linear(), matrix=np.eye(3)),
        lambda: train_classes([[0.0], [1.0]], [0, 2], kernel=linear()),
        lambda: gaussian(0),
        lambda: polynomial(0),
        lambda: train([[0.0], [1.0]], [0, 1], kernel=linear()).decision([[1.0, 2.0]]),
    ],
)
def test_bad_input(bad):
    with pytest.raises(ValueError, match="expected"):
        bad()


def test_it_says_when_it_is_not_done():
    v, t = plane("spiral", 60, 0.3)
    with pytest.raises(RuntimeError, match="not done after 3 steps"):
        train(v, t, kernel=gaussian(0.5), c=10.0, max_steps=3)
