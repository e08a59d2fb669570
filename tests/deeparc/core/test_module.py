"""Modules with drawn parameters, and counts without any."""

import functools

import numpy as np
import pytest
import torch
from torch import nn

from deeparc.core.count import count, total
from deeparc.core.initialise import lecun_normal
from deeparc.core.module import build, outline


def small():
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(8 * 16, 10),
    )


def test_one_seed_gives_the_same_weights_and_leaves_the_global_generator_alone():
    before = torch.random.get_rng_state()
    one, two = (build(small, np.random.default_rng(3)) for _ in range(2))
    assert torch.equal(before, torch.random.get_rng_state())
    assert all(torch.equal(a, b) for a, b in zip(one.state_dict().values(), two.state_dict().values(), strict=True))
    other = build(small, np.random.default_rng(4))
    assert not torch.equal(one[0].weight, other[0].weight)


def test_float64_holds_the_same_draws():
    one, two = (build(small, np.random.default_rng(3), dtype=d) for d in (torch.float32, torch.float64))
    assert two[0].weight.dtype == torch.float64
    torch.testing.assert_close(one[5].weight.double(), two[5].weight, rtol=1e-6, atol=1e-7)


def test_scale_of_weights_gains_and_biases():
    make = functools.partial(nn.Linear, 400, 500)
    assert build(make, np.random.default_rng(0)).weight.std().item() == pytest.approx((2 / 400) ** 0.5, rel=0.02)
    lecun = build(make, np.random.default_rng(0), initialise=lecun_normal)
    assert lecun.weight.std().item() == pytest.approx(400**-0.5, rel=0.02)
    net = build(small, np.random.default_rng(0))
    assert torch.all(net[1].weight == 1)
    assert torch.all(net[1].bias == 0)
    assert torch.all(net[1].running_var == 1)
    assert torch.all(net[0].bias == 0)


def test_bad_type_device_and_buffers_are_named():
    with pytest.raises(ValueError, match="float16"):
        build(small, np.random.default_rng(0), dtype=torch.float16)
    if not torch.cuda.is_available():
        with pytest.raises(ValueError, match="cuda"):
            build(small, np.random.default_rng(0), device="cuda")

    class Odd(nn.Module):
        def __init__(self):
            super().__init__()
            self.register_buffer("table", torch.ones(3))

    with pytest.raises(ValueError, match="table"):
        build(Odd, np.random.default_rng(0))


def test_counts_by_hand():
    net = outline(small)
    rows = {row.name: row for row in count(net, (3, 8, 8))}
    assert all(p.is_meta for p in net.parameters())
    assert rows["0"].parameters == 8 * (27 + 1)
    assert rows["0"].macs == 8 * 27 * 64
    assert rows["0"].output == (8, 8, 8)
    assert rows["1"] == ("1", "BatchNorm2d", (8, 8, 8), 16, 0)
    assert rows["5"].macs == 1280
    assert total(rows.values()).parameters == sum(p.numel() for p in net.parameters())
    assert net.training  # as it was


def test_groups_and_reused_layers():
    grouped = outline(functools.partial(nn.Conv2d, 8, 6, 3, groups=2, bias=False))
    assert total(count(grouped, (8, 5, 5))) == (6 * 4 * 9, 6 * 4 * 9 * 9)

    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(4, 4, bias=False)

        def forward(self, x):
            return self.layer(self.layer(x))

    assert total(count(outline(Twice), (4,))) == (16, 32)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_the_same_weights_on_cuda():
    one, two = (build(small, np.random.default_rng(3), device=d) for d in ("cpu", "cuda"))
    assert torch.equal(one[0].weight, two[0].weight.cpu())
