"""Gradients for pixels under three rules, and occlusion."""

import numpy as np
import pytest
import torch
from torch import nn

from deeparc.core.data.imagenet import here
from deeparc.core.module import build
from deeparc.vision.mobilenet import MobileNetV2
from deeparc.vision.saliency import heat, occlusion, pixel_gradient


def net():
    make = lambda: nn.Sequential(  # noqa: E731
        nn.Conv2d(2, 4, 3), nn.ReLU(inplace=True), nn.Conv2d(4, 4, 3), nn.ReLU6(), nn.Flatten(), nn.Linear(64, 3)
    )
    return build(make, np.random.default_rng(0), dtype=torch.float64)


def test_the_gradient_is_by_differences():
    f, x = net(), torch.from_numpy(np.random.default_rng(1).standard_normal((2, 2, 8, 8)))
    classes = torch.tensor([2, 0])
    g = pixel_gradient(f, x, classes)
    d = torch.from_numpy(np.random.default_rng(2).standard_normal(x.shape)) * 1e-6
    rise = (f(x + d) - f(x - d)).gather(1, classes[:, None]).sum() / 2
    torch.testing.assert_close(rise.detach(), (g * d).sum(), rtol=1e-6, atol=0)
    assert not x.requires_grad


def test_rules_on_a_single_relu():
    f = nn.Sequential(nn.Flatten(), nn.Linear(3, 3, bias=False), nn.ReLU(), nn.Linear(3, 1, bias=False)).double()
    with torch.no_grad():
        f[1].weight.copy_(torch.eye(3))
        f[3].weight.copy_(torch.tensor([[1.0, -1.0, 2.0]]))
    x = torch.tensor([[[[1.0, 1.0, -1.0]]]], dtype=torch.float64)
    expected = {"gradient": [1, -1, 0], "deconvnet": [1, 0, 2], "guided": [1, 0, 0]}
    for rule, values in expected.items():
        assert pixel_gradient(f, x, torch.tensor([0]), rule).flatten().tolist() == values
    with pytest.raises(ValueError, match="rule"):
        pixel_gradient(f, x, torch.tensor([0]), "sum")


def test_the_net_is_left_as_it_was():
    f = net().train()
    x = torch.zeros(1, 2, 8, 8, dtype=torch.float64)
    pixel_gradient(f, x, torch.tensor([0]), "guided")
    assert f.training
    assert f[1].inplace
    assert not f[3].inplace
    assert all(p.grad is None for p in f.parameters())
    assert not any(m._backward_hooks for m in f.modules())


def test_heat_is_the_largest_colour():
    assert heat(torch.tensor([[[[1.0]], [[-3.0]]]])).tolist() == [[[3.0]]]


def test_occlusion_finds_the_pixels_that_count():
    class OnePixel(nn.Module):
        def forward(self, x):
            return torch.stack([10 * x[:, 0, 4, 6], torch.zeros(len(x), dtype=x.dtype)], dim=1)

    x = torch.ones(2, 1, 8, 9)
    found = occlusion(OnePixel(), x, torch.tensor([0, 1]), size=2, stride=2, batch_size=5)
    assert found.covered.shape == (2, 4, 4)
    assert found.rows.tolist() == [0, 2, 4, 6]
    assert found.columns.tolist() == [0, 2, 4, 6]
    p = 1 / (1 + np.exp(-10))
    expected = np.full((4, 4), p)
    expected[2, 3] = 0.5
    np.testing.assert_allclose(found.covered[0], expected, rtol=1e-6)
    np.testing.assert_allclose(found.covered[1], 1 - expected, rtol=1e-3)
    np.testing.assert_allclose(found.before, [p, 1 - p], rtol=1e-3)
    filled = occlusion(OnePixel(), x, torch.tensor([0, 1]), size=8, stride=1, fill=1.0)
    assert filled.covered.shape == (2, 1, 2)
    np.testing.assert_allclose(filled.covered[0], p, rtol=1e-6)
    with pytest.raises(ValueError, match="size"):
        occlusion(OnePixel(), x, torch.tensor([0, 1]), size=9, stride=1)


def test_rules_work_in_a_net_that_is_no_chain():
    f = build(MobileNetV2, np.random.default_rng(0))
    x = torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    maps = [pixel_gradient(f, x, torch.tensor([3]), rule) for rule in ("gradient", "deconvnet", "guided")]
    assert all(m.shape == x.shape and m.abs().max() > 0 for m in maps)
    assert not torch.allclose(maps[0], maps[1])
    assert not torch.allclose(maps[0], maps[2])


@pytest.mark.skipif(not here(), reason="needs the packages of requirements-data.txt")
def test_covering_the_cup_hides_the_espresso():
    from deeparc.core.data.imagenet import centred
    from deeparc.core.data.photo_patches import photograph
    from deeparc.vision.mobilenet import guesses, recogniser

    recognise = recogniser()
    x = torch.from_numpy(centred(photograph("coffee")))[None]
    number = guesses(recognise(x))[0].number
    found = occlusion(recognise, x, torch.tensor([number]), size=96, stride=64, fill=0.45)
    drop = found.before[:, None, None] - found.covered
    assert drop.max() > 0.3
    assert drop[0, 0, 0] < 0.2  # the table
