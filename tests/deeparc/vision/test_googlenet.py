"""GoogLeNet: published counts, 22 and 27 layers, torchvision's names."""

from functools import partial

import numpy as np
import pytest
import torch

from deeparc.core.count import count
from deeparc.core.depth import depth
from deeparc.core.module import build, outline
from deeparc.vision.googlenet import TABLE, GoogLeNet, Inception


@pytest.mark.parametrize(
    ("auxiliary", "batch_norm", "parameters"),
    [(False, False, 6_998_552), (True, False, 13_378_280), (False, True, 6_624_904), (True, True, 13_004_888)],
)
def test_parameters(auxiliary, batch_norm, parameters):
    net = outline(partial(GoogLeNet, auxiliary=auxiliary, batch_norm=batch_norm))
    assert sum(p.numel() for p in net.parameters()) == parameters


def test_layers_on_the_longest_path():
    net = outline(GoogLeNet)
    assert net.training
    assert depth(net) == 22
    assert depth(net, pooling=True) == 27
    assert net.training


def test_outputs_of_the_blocks_are_the_papers():
    rows = count(outline(GoogLeNet), (3, 224, 224))
    sizes = {row.name: row.output for row in rows}
    assert sizes["conv1.conv"] == (64, 112, 112)
    assert sizes["maxpool1"] == (64, 56, 56)
    assert sizes["maxpool2"] == (192, 28, 28)
    assert sizes["maxpool3"] == (480, 14, 14)
    assert sizes["maxpool4"] == (832, 7, 7)
    assert sizes["avgpool"] == (1024, 1, 1)
    for block, following in zip(TABLE, [*TABLE][1:], strict=False):
        _, one, _, three, _, five, pool = TABLE[block]
        assert one + three + five + pool == TABLE[following][0]
    # the paper's table, which has 34 M for the first convolution, where 118 M come out
    macs = {block: sum(r.macs for r in rows if r.name.startswith(f"inception{block}.")) for block in TABLE}
    assert round(macs["3a"], -6) == 128_000_000
    assert round(macs["3b"], -6) == 304_000_000
    assert round(macs["5b"], -6) == 71_000_000


@pytest.mark.parametrize("batch_norm", [False, True])
def test_torchvisions_names(batch_norm):
    def convolution(name, maps, below, k):
        shapes = {f"{name}.conv.weight": (maps, below, k, k)}
        if not batch_norm:
            return shapes | {f"{name}.conv.bias": (maps,)}
        shapes |= {f"{name}.bn.{what}": (maps,) for what in ("weight", "bias", "running_mean", "running_var")}
        return shapes | {f"{name}.bn.num_batches_tracked": ()}

    expected = convolution("conv1", 64, 3, 7) | convolution("conv2", 64, 64, 1) | convolution("conv3", 192, 64, 3)
    for block, (below, one, reduce3, three, reduce5, five, pool) in TABLE.items():
        name = f"inception{block}"
        expected |= convolution(f"{name}.branch1", one, below, 1)
        expected |= convolution(f"{name}.branch2.0", reduce3, below, 1)
        expected |= convolution(f"{name}.branch2.1", three, reduce3, 3)
        expected |= convolution(f"{name}.branch3.0", reduce5, below, 1)
        expected |= convolution(f"{name}.branch3.1", five, reduce5, 3 if batch_norm else 5)
        expected |= convolution(f"{name}.branch4.1", pool, below, 1)
    for head, below in (("aux1", 512), ("aux2", 528)):
        expected |= convolution(f"{head}.conv", 128, below, 1)
        expected |= {f"{head}.fc1.weight": (1024, 2048), f"{head}.fc1.bias": (1024,)}
        expected |= {f"{head}.fc2.weight": (1000, 1024), f"{head}.fc2.bias": (1000,)}
    expected |= {"fc.weight": (1000, 1024), "fc.bias": (1000,)}
    found = outline(partial(GoogLeNet, batch_norm=batch_norm)).state_dict()
    assert {name: tuple(p.shape) for name, p in found.items()} == expected


def test_a_block_puts_its_branches_side_by_side():
    block = build(lambda: Inception(4, 2, 3, 5, 1, 3, 2, batch_norm=True), np.random.default_rng(0)).eval()
    x = torch.from_numpy(np.random.default_rng(1).random((2, 4, 6, 7), np.float32))
    y = block(x)
    assert y.shape == (2, block.outputs, 6, 7)
    torch.testing.assert_close(y[:, :2], block.branch1(x))
    torch.testing.assert_close(y[:, 10:], block.branch4(x))


def test_training_gives_three_answers():
    net = build(partial(GoogLeNet, 5), np.random.default_rng(0))
    x = torch.from_numpy(np.random.default_rng(1).random((1, 3, 64, 64), np.float32))
    with torch.no_grad(), torch.random.fork_rng():
        torch.manual_seed(0)
        answers = net(x)
        assert [a.shape for a in answers] == [(1, 5)] * 3
        assert net.eval()(x).shape == (1, 5)
