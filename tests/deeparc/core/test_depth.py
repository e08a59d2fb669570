"""The longest path through a module."""

import torch
from torch import nn

from deeparc.core.depth import depth


class Two(nn.Module):
    """A path of three layers beside one of one."""

    def __init__(self):
        super().__init__()
        self.long = nn.Sequential(nn.Conv2d(3, 4, 1), nn.MaxPool2d(3, 1, 1), nn.Conv2d(4, 4, 3, padding=1))
        self.short = nn.Conv2d(3, 4, 1)
        self.last = nn.Linear(4, 2)

    def forward(self, x):
        return self.last((self.long(x) + self.short(x)).mean((2, 3)))


def test_longest_path():
    net = Two()
    assert depth(net) == 3
    assert depth(net, pooling=True) == 4
    assert depth(nn.ReLU()) == 0
    assert net.training
    assert net(torch.zeros(1, 3, 5, 5)).shape == (1, 2)
