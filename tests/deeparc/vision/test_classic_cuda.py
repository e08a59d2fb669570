"""AlexNet, VGG, GoogLeNet and ResNet: the same logits and gradients on a CUDA device as on the processor."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import torch
from torch import nn

from deeparc.core.module import build
from deeparc.vision.alexnet import AlexNet
from deeparc.vision.googlenet import GoogLeNet
from deeparc.vision.resnet import resnet
from deeparc.vision.vgg import VGG

NETS = {"AlexNet": (AlexNet, 227), "VGG": (partial(VGG, "A"), 64), "GoogLeNet": (GoogLeNet, 64)}
NETS["ResNet"] = (partial(resnet, 50), 64)


def logits_and_gradient(make: Callable[[], nn.Module], side: int, device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Return a net's logits for two pictures and the gradient of one class for them, both on the processor."""
    net = build(make, np.random.default_rng(0), device=device, dtype=torch.float64).eval()
    x = torch.from_numpy(np.random.default_rng(1).random((2, 3, side, side))).to(device).requires_grad_()
    y = net(x)
    y[:, 3].sum().backward()
    return y.detach().cpu(), x.grad.cpu()


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize("name", NETS)
def test_the_same_on_cuda(name):
    for here, there in zip(*(logits_and_gradient(*NETS[name], device) for device in ("cpu", "cuda")), strict=True):
        scale = float(here.abs().max())
        assert scale > 0
        torch.testing.assert_close(there / scale, here / scale, rtol=1e-6, atol=1e-9)
