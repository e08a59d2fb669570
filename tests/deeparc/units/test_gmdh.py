"""GMDH: least squares in the units, selection by held-out examples, growth that stops, real data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes

from deeparc.core.data import breast_cancer
from deeparc.units.gmdh import GMDH, PolynomialLayer, train


def problem(f, seed=0, n=200, d=4, noise=0.0):
    rng = np.random.default_rng(seed)
    v = rng.uniform(-1, 1, (2 * n, d))
    t = f(*v.T) + noise * rng.standard_normal(2 * n)
    return v[:n], t[:n], v[n:], t[n:]


def test_a_unit_by_hand():
    layer = PolynomialLayer(np.array([[0, 2]]), np.array([[1.0, 2, 3, 4, 5, 6]]))
    x = np.array([[2.0, 99.0, -1.0]])  # 1 + 2·2 + 3·(−1) + 4·4 + 5·1 + 6·(−2)
    assert layer.forward(x).tolist() == [[11.0]]


def test_finds_a_quadratic_of_two_inputs_in_one_layer():
    model = train(*problem(lambda a, b, c, d: 1 - 2 * b + 3 * d - b * b + 0.5 * d * d + 4 * b * d), max_layers=1)
    (layer,) = model.layers
    assert layer.inputs.tolist() == [[1, 3]]
    np.testing.assert_allclose(layer.a, [[1, -2, 3, -1, 0.5, 4]], atol=1e-10)
    assert model.n_parameters == 6
    assert model.criteria[0] < 1e-20


def test_depth_finds_what_no_pair_of_inputs_shows():
    data = problem(lambda a, b, c, d: a * b + c * d, n=400)
    flat, deep = train(*data, max_layers=1), train(*data)
    assert len(deep.layers) > 1
    assert flat.criteria[-1] > 0.3
    assert deep.criteria.min() < 0.02


def test_output_is_the_layers_in_turn_and_the_criterion_is_its_error():
    v, t, v_check, t_check = problem(lambda a, b, c, d: np.sin(2 * a) + b * c * d, noise=0.1)
    model = train(v, t, v_check, t_check, width=6, gain=0.0)
    assert len(model.layers) > 1
    x = v_check
    for layer in model.layers:
        columns = []
        for (p, q), a in zip(layer.inputs, layer.a, strict=True):
            columns.append([a @ [1, r[p], r[q], r[p] ** 2, r[q] ** 2, r[p] * r[q]] for r in x])
        x = np.transpose(columns)
    np.testing.assert_allclose(model.forward(v_check), x[:, 0], rtol=1e-12)
    delta = np.sum((t_check - x[:, 0]) ** 2) / np.sum((t_check - t.mean()) ** 2)
    assert model.criteria[len(model.layers) - 1] == pytest.approx(delta)


@pytest.mark.parametrize("seed", range(5))
def test_it_grows_while_the_criterion_falls(seed):
    model = train(*problem(lambda a, b, c, d: np.sin(2 * a) + b * c * d, seed=seed, noise=0.3))
    n, ratios = len(model.layers), model.criteria[1:] / model.criteria[:-1]
    assert np.all(ratios[: n - 1] < 0.98)
    assert len(model.criteria) == n == 8 or (len(model.criteria) == n + 1 and ratios[n - 1] >= 0.98)


@pytest.mark.parametrize("seed", range(3))
def test_the_output_unit_is_the_least_squares_fit(seed):
    v, t, *check = problem(lambda a, b, c, d: a * b + c, seed=seed, noise=0.2)
    model = train(v, t, *check)
    x = v
    for layer in model.layers[:-1]:
        x = layer.forward(x)
    p, q = x[:, model.layers[-1].inputs[0]].T
    residual = t - model.forward(v)
    for term in (np.ones_like(p), p, q, p * p, q * q, p * q):
        np.testing.assert_allclose(term @ residual, 0, atol=1e-9)


@settings(max_examples=15)
@given(st.floats(0.1, 10), st.floats(-3, 3), st.integers(0, 9))
def test_scale_and_offset_of_the_inputs_do_not_matter(scale, offset, seed):
    v, t, v_check, t_check = problem(lambda a, b, c, d: a * b + c, seed=seed, n=40, noise=0.2)
    one = train(v, t, v_check, t_check, max_layers=2)
    two = train(scale * v + offset, t, scale * v_check + offset, t_check, max_layers=2)
    np.testing.assert_allclose(two.criteria, one.criteria, rtol=1e-5)
    np.testing.assert_allclose(two.forward(scale * v + offset), one.forward(v), atol=1e-5)


def test_columns_that_say_the_same_do_no_harm():
    v, t, v_check, t_check = problem(lambda a, b: a * b, d=2)
    v, v_check = (np.column_stack((part, part[:, 0], np.ones(len(part)))) for part in (v, v_check))
    assert train(v, t, v_check, t_check).criteria[0] < 1e-20


def diabetes(seed, **options):
    """Return a model for the progress of the disease and the share of the variance that it explains on a test part."""
    data = load_diabetes()
    learn, check, test = np.split(np.random.default_rng(seed).permutation(len(data.target)), [200, 320])
    v, t = data.data / data.data[learn].std(axis=0), data.target
    model = train(v[learn], t[learn], v[check], t[check], **options)
    error = np.mean((t[test] - model.forward(v[test])) ** 2)
    return model, 1 - error / np.mean((t[test] - t[learn].mean()) ** 2)


@pytest.mark.parametrize("seed", range(5))
def test_diabetes_band(seed):
    model, explained = diabetes(seed)
    assert 0.25 < explained < 0.6  # a linear model fitted on both parts: 0.32 to 0.55 over seeds 0 to 19
    assert 1 <= len(model.layers) <= 4


def test_growing_for_any_gain_learns_the_check_part_by_heart():
    careful, explained = diabetes(4)
    greedy, explained_greedy = diabetes(4, gain=0.0)
    assert len(greedy.layers) > len(careful.layers)
    assert greedy.criteria.min() < careful.criteria.min()
    assert explained_greedy < 0 < explained


@pytest.mark.parametrize("seed", range(5))
def test_breast_cancer_band(seed):
    data = breast_cancer(seed=seed)
    n = len(data.t_train) * 2 // 3
    model = train(data.v_train[:n], data.t_train[:n], data.v_train[n:], data.t_train[n:])
    assert np.mean((model.forward(data.v_test) > 0.5) == data.t_test) > 0.9


V, T = np.arange(14.0).reshape(7, 2) ** 2, np.arange(7.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: train(V[:, 0], T, V, T), r"v has shape \(7,\)"),
        (lambda: train(V, T[:3], V, T), r"v has shape \(7, 2\) and t \(3,\)"),
        (lambda: train(V, T, V[:, :1], T), r"v_check has shape \(7, 1\), expected \(B, 2\)"),
        (lambda: train(V, T, V, T[:1]), r"v_check has shape \(7, 2\) and t_check \(1,\)"),
        (lambda: train(V[:, :1], T, V[:, :1], T), "at least 2 columns"),
        (lambda: train(V[:5], T[:5], V, T), "at least 6 rows"),
        (lambda: train(V, T, V[:1], T[3:4]), "t_check is 3 throughout"),
        (lambda: train(V * np.nan, T, V, T), "v is nan"),
        (lambda: train(V, T, V, T, width=0), "width is 0"),
        (lambda: train(V, T, V, T, max_layers=0), "max_layers is 0"),
        (lambda: train(V, T, V, T, gain=1.0), "gain is 1, expected"),
        (lambda: GMDH((), 2, np.array([])).forward([[1.0]]), r"v has shape \(1, 1\), expected \(B, 2\)"),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
