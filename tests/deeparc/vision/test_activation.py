"""Activation maximisation climbs, and each of its restraints does what it says."""

import numpy as np
import pytest
import torch

from deeparc.vision.activation import gaussian, maximise, total_variation, total_variation_gradient


def picture(*shape, seed=0):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape))


def test_a_linear_unit_with_an_l2_penalty_ends_at_its_weights():
    w, start = picture(1, 3, 5, 5), picture(1, 3, 5, 5, seed=1)
    found = maximise(lambda x: (w * x).sum(), start, steps=200, eta=0.1, l2=2.0, normalise=False)
    torch.testing.assert_close(found.x, w / 2, rtol=1e-6, atol=1e-8)
    assert len(found.values) == 201
    about = maximise(lambda x: (w * x).sum(), start, steps=200, eta=0.1, l2=2.0, centre=0.5, normalise=False)
    torch.testing.assert_close(about.x, w / 2 + 0.5, rtol=1e-6, atol=1e-8)
    assert found.values[0] == pytest.approx(float((w * start).sum()))


def test_normalised_steps_change_a_pixel_by_eta_on_average():
    w, start = picture(1, 3, 5, 5), torch.zeros(1, 3, 5, 5, dtype=torch.float64)
    found = maximise(lambda x: (w * x).sum(), start, steps=1, eta=0.25)
    assert float(found.x.abs().mean()) == pytest.approx(0.25)
    assert found.values[1] > found.values[0]
    assert float(start.abs().max()) == 0
    nothing = maximise(lambda x: (0 * x).sum(), start, steps=3, eta=0.25)
    assert torch.isfinite(nothing.x).all()


def test_limits_hold():
    w = picture(1, 1, 6, 6)
    found = maximise(lambda x: (w * x).sum(), torch.full_like(w, 0.5), steps=20, eta=0.3, limits=(0.0, 1.0))
    assert found.x.min() == 0
    assert found.x.max() == 1
    assert ((found.x > 0.5) == (w > 0)).all()


def test_jitter_is_an_ascent_of_the_average_over_moves():
    w = picture(1, 1, 8, 8)
    start = torch.zeros(1, 1, 8, 8, dtype=torch.float64)
    args = {"steps": 4000, "eta": 1 / 4000, "normalise": False}
    found = maximise(lambda x: (w * x).sum(), start, jitter=1, rng=np.random.default_rng(0), **args)
    # the gradient of the average of f(T_s x) is the average of w moved back
    average = sum(torch.roll(w, (-a, -b), (2, 3)) for a in (-1, 0, 1) for b in (-1, 0, 1)) / 9
    torch.testing.assert_close(found.x, average, rtol=0, atol=0.1)
    again = maximise(lambda x: (w * x).sum(), start, jitter=1, rng=np.random.default_rng(0), **args)
    torch.testing.assert_close(again.x, found.x)
    with pytest.raises(ValueError, match="generator"):
        maximise(lambda x: x.sum(), start, steps=1, eta=1, jitter=1)


def test_total_variation_and_its_gradient():
    x = torch.tensor([[0.0, 3.0], [4.0, 3.0]], dtype=torch.float64).reshape(1, 1, 2, 2)
    assert float(total_variation(x)) == pytest.approx(5 + 0.01 + 1 + 0.01, abs=1e-3)
    y = picture(2, 3, 5, 6).requires_grad_()
    (expected,) = torch.autograd.grad(total_variation(y), y)
    torch.testing.assert_close(total_variation_gradient(y.detach()), expected)
    flat = maximise(lambda x: 0 * x.sum(), picture(1, 1, 6, 6), steps=300, eta=0.01, tv=1.0, normalise=False)
    assert float(flat.x.std()) < 0.3


def test_smoothing_keeps_the_sum_and_takes_fine_detail():
    x = torch.zeros(1, 2, 21, 21, dtype=torch.float64)
    x[0, 1, 10, 10] = 1
    y = gaussian(x, 1.5)
    assert float(y.sum()) == pytest.approx(1)
    assert float(y[0, 0].abs().max()) == 0
    torch.testing.assert_close(y, y.transpose(2, 3))
    checks = torch.from_numpy(np.indices((20, 20)).sum(axis=0) % 2 * 2.0 - 1).reshape(1, 1, 20, 20)
    assert float(gaussian(checks, 1.0)[..., 5:15, 5:15].abs().max()) < 0.01
    w = picture(1, 3, 9, 9)
    found = maximise(lambda x: (w * x).sum(), torch.zeros_like(w), steps=1, eta=1.0, blur=1.0, normalise=False)
    torch.testing.assert_close(found.x, gaussian(w, 1.0))
    with pytest.raises(ValueError, match="deviation"):
        gaussian(x, 0)
