"""The deconvnet is the chain's gradient but for its ReLUs, and its unpooling the adjoint of max pooling."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from deeparc.core.module import build
from deeparc.vision.deconvnet import Deconvnet, field, strongest, unpool
from deeparc.vision.saliency import pixel_gradient


def chain(seed=0):
    """Return a chain with everything that a VGG has, in float64."""

    def make():
        return nn.Sequential(
            nn.Sequential(nn.Conv2d(3, 6, 5, stride=2, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2)),
            nn.Sequential(nn.Conv2d(6, 8, 3, padding=1, groups=2), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1), nn.ReLU()),
            nn.MaxPool2d(2, ceil_mode=True),
            nn.Flatten(),
            nn.Linear(8 * 3 * 3, 10),
            nn.ReLU(),
            nn.Dropout(),
            nn.Linear(10, 4),
        )

    net = build(make, np.random.default_rng(seed), dtype=torch.float64).eval()
    for name, p in net.named_parameters():
        if name.endswith("bias"):
            p.data += 0.1 * torch.arange(len(p)) - 0.2
    return net


def pictures(*shape, seed=1):
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape))


@pytest.mark.parametrize(("window", "stride", "padding"), [(2, 2, 0), (3, 2, 0), (3, 1, 1), (2, 3, 0)])
def test_unpooling_is_the_adjoint_of_max_pooling_at_its_input(window, stride, padding):
    x = pictures(2, 3, 8, 9)
    y, switches = F.max_pool2d(x, window, stride, padding, return_indices=True)
    # P_x is the linear map that takes the values at the switches
    other, top = pictures(*x.shape, seed=2), pictures(*y.shape, seed=3)
    taken = other.flatten(2).gather(2, switches.flatten(2)).reshape(y.shape)
    torch.testing.assert_close((taken * top).sum(), (other * unpool(top, switches, x.shape[2:])).sum())
    torch.testing.assert_close(x.flatten(2).gather(2, switches.flatten(2)).reshape(y.shape), y)


def test_with_relu_masks_it_is_the_gradient_exactly():
    net, x = chain(), pictures(3, 3, 27, 25)
    deconvnet = Deconvnet(net)
    z = deconvnet.forward(x)
    torch.testing.assert_close(z, net(x))
    pixels = x.clone().requires_grad_()
    top = pictures(*z.shape, seed=4)
    (expected,) = torch.autograd.grad((net(pixels) * top).sum(), pixels)
    torch.testing.assert_close(deconvnet.project(top, rule="gradient"), expected, rtol=1e-12, atol=1e-14)
    for rule in ("deconvnet", "guided", "linear"):
        other = deconvnet.project(top, rule=rule)
        assert torch.linalg.norm(other - expected) > 0.1 * torch.linalg.norm(expected)


@pytest.mark.parametrize("rule", ["gradient", "deconvnet", "guided"])
def test_the_reverse_pass_and_the_rule_at_the_gradients_relus_agree(rule):
    net, x, classes = chain(), pictures(3, 3, 27, 25), torch.tensor([0, 3, 1])
    deconvnet = Deconvnet(net)
    z = deconvnet.forward(x)
    found = deconvnet.project(F.one_hot(classes, z.shape[1]).to(x.dtype), rule=rule)
    torch.testing.assert_close(pixel_gradient(net, x, classes, rule), found, rtol=1e-12, atol=1e-14)


def test_the_gradient_of_half_the_energy_is_the_activations_sent_back():
    net, x = chain()[:3], pictures(2, 3, 27, 25)
    deconvnet = Deconvnet(net)
    a = deconvnet.forward(x)
    pixels = x.clone().requires_grad_()
    (expected,) = torch.autograd.grad(0.5 * net(pixels).square().sum(), pixels)
    torch.testing.assert_close(deconvnet.project(a, rule="gradient"), expected)


def test_without_biases_a_unit_is_its_gradient_times_its_picture():
    net, x = chain(), pictures(2, 3, 27, 25)
    for name, p in net.named_parameters():
        if name.endswith("bias"):
            p.data.zero_()
    deconvnet = Deconvnet(net)
    z = deconvnet.forward(x)
    back = deconvnet.project(F.one_hot(torch.tensor([2, 2]), 4).to(x.dtype), rule="gradient")
    torch.testing.assert_close((back * x).sum(dim=(1, 2, 3)), z[:, 2])


def test_a_projection_stays_inside_the_receptive_field():
    net, x = chain()[:2], pictures(4, 3, 27, 25)
    deconvnet = Deconvnet(net)
    a = deconvnet.forward(x)
    signal = strongest(a, 5)
    assert (signal != 0).flatten(1).sum(dim=1).max() <= 1
    torch.testing.assert_close(signal.flatten(1).amax(dim=1), a[:, 5].flatten(1).amax(dim=1))
    p = deconvnet.project(signal)
    peak = a[:, 5].flatten(1).argmax(dim=1)
    places = torch.stack([peak // a.shape[3], peak % a.shape[3]], dim=1)
    for picture, (top, bottom, left, right) in zip(p, field(net, 6, places).tolist(), strict=True):
        outside = torch.ones(27, 25, dtype=torch.bool)
        outside[max(top, 0) : bottom, max(left, 0) : right] = False
        assert picture.abs().amax(dim=0)[outside].max() == 0
        assert picture.abs().max() > 0


def test_receptive_fields():
    net = nn.Sequential(nn.Conv2d(1, 1, 7, padding=3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(1, 1, 5, padding=2))
    # 5 rows of pooled maps are 10 rows of maps and 16 of pixels
    assert field(net, 3, torch.tensor([[3, 4]])).tolist() == [[-1, 15, 1, 17]]
    assert field(net, 0, torch.tensor([[0, 5]])).tolist() == [[-3, 4, 2, 9]]


def test_without_switches_the_signal_is_spread_over_the_window():
    net, x = nn.Sequential(nn.MaxPool2d(2)), pictures(1, 1, 4, 4)
    deconvnet = Deconvnet(net)
    y = deconvnet.forward(x)
    spread = deconvnet.project(y, switches=False)
    torch.testing.assert_close(spread, y.repeat_interleave(2, 2).repeat_interleave(2, 3) / 4)
    assert (deconvnet.project(y) != 0).sum() == 4


def test_strongest_of_units_without_places():
    a = torch.tensor([[1.0, 2.0], [3.0, 0.5]])
    assert strongest(a, 1).tolist() == [[0.0, 2.0], [0.0, 0.5]]


def test_it_works_on_a_chain_like_vgg_and_leaves_the_picture_alone():
    layers, maps = [], 3
    for wider in (8, 16):
        layers += [nn.Conv2d(maps, wider, 3, padding=1), nn.ReLU(inplace=True)]
        layers += [nn.Conv2d(wider, wider, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(2)]
        maps = wider
    layers += [nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(64, 5)]
    net = build(lambda: nn.Sequential(*layers), np.random.default_rng(0)).eval()
    x = pictures(2, 3, 16, 16).float()
    kept = x.clone()
    deconvnet = Deconvnet(net)
    z = deconvnet.forward(x)
    torch.testing.assert_close(x, kept)
    torch.testing.assert_close(deconvnet.outputs[0], net[:1](x))  # not overwritten by the ReLU in place
    p = deconvnet.project(strongest(z, 0).abs())
    assert p.shape == x.shape
    assert p.abs().max() > 0


def test_what_it_refuses():
    with pytest.raises(ValueError, match="Sigmoid"):
        Deconvnet([nn.Conv2d(1, 1, 3), nn.Sigmoid()])
    with pytest.raises(ValueError, match="padding_mode"):
        Deconvnet([nn.Conv2d(1, 1, 3, padding=1, padding_mode="circular")])
    deconvnet = Deconvnet([nn.Conv2d(1, 1, 3), nn.MaxPool2d(2, dilation=2)])
    with pytest.raises(ValueError, match="call forward"):
        deconvnet.project(torch.zeros(1, 1, 2, 2))
    with pytest.raises(ValueError, match="dilation"):
        deconvnet.forward(torch.zeros(1, 1, 8, 8))
    deconvnet = Deconvnet([nn.ReLU()])
    deconvnet.forward(torch.zeros(1, 2))
    with pytest.raises(ValueError, match="shape"):
        deconvnet.project(torch.zeros(1, 3))
    with pytest.raises(ValueError, match="rule"):
        deconvnet.project(torch.zeros(1, 2), rule="sum")
