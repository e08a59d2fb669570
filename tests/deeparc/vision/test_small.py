"""The small nets: about the same cost, the right shapes, and what each is known for."""

import numpy as np
import pytest
import torch
from torch import nn

from deeparc.core.count import count, total
from deeparc.core.module import build, outline
from deeparc.vision import small
from deeparc.vision.googlenet import Inception


@pytest.mark.parametrize("name", small.NETS)
def test_shape_and_batch_of_one(name):
    net = build(small.NETS[name], np.random.default_rng(0)).eval()
    x = torch.from_numpy(np.random.default_rng(1).random((3, 3, 32, 32), dtype=np.float32))
    y = net(x)
    assert y.shape == (3, 10)
    assert torch.allclose(net(x[:1]), y[:1], atol=1e-5)


@pytest.mark.parametrize("name", [n for n in small.NETS if n not in ("LeNet-5", "fully connected")])
def test_about_five_million_multiplications(name):
    assert 4.7e6 < total(count(outline(small.NETS[name]), (3, 32, 32))).macs < 5.3e6


def layers(name, kind):
    return [layer for layer in outline(small.NETS[name]).modules() if isinstance(layer, kind)]


def test_each_keeps_what_it_is_known_for():
    assert len(layers("AlexNet", nn.Conv2d)) == 5
    assert [layer.groups for layer in layers("AlexNet", nn.Conv2d)] == [1, 2, 1, 2, 2]
    assert len(layers("AlexNet", nn.LocalResponseNorm)) == 2
    assert {layer.kernel_size for layer in layers("VGG", nn.Conv2d)} == {(3, 3)}
    assert len(layers("VGG", nn.Linear)) == len(layers("AlexNet", nn.Linear)) == 3
    assert len(layers("VGG, normalised", nn.BatchNorm2d)) == 6
    assert len(layers("GoogLeNet", Inception)) == 4
    assert len(layers("GoogLeNet", nn.Linear)) == 1
    assert not layers("GoogLeNet", nn.BatchNorm2d)
    assert len(layers("ResNet", nn.Conv2d)) + len(layers("ResNet", nn.Linear)) == 8
    assert total(count(outline(small.lenet5), (3, 32, 32))).parameters == 62_006
