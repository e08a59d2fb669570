"""ResNet: counts and names as published, blocks that add, plain nets without the shortcut."""

from functools import partial

import numpy as np
import pytest
import torch

from deeparc.core.count import count, total
from deeparc.core.loss import cross_entropy
from deeparc.core.module import build, outline
from deeparc.core.optim import Momentum
from deeparc.core.train import fit
from deeparc.vision.resnet import TABLE, BasicBlock, Bottleneck, SmallResNet, Subsample, resnet


@pytest.fixture
def rng():
    return np.random.default_rng(0)


PARAMETERS = {18: 11_689_512, 34: 21_797_672, 50: 25_557_032, 101: 44_549_160, 152: 60_192_808}
SMALL = {20: 269_722, 32: 464_154, 44: 658_586, 56: 853_018, 110: 1_727_962}


@pytest.mark.parametrize("depth", TABLE)
def test_parameters_and_depth(depth):
    rows = count(outline(partial(resnet, depth)), (3, 224, 224))
    assert total(rows).parameters == PARAMETERS[depth]
    trained = [row for row in rows if row.macs and "downsample" not in row.name]
    assert len(trained) == depth


@pytest.mark.parametrize(("depth", "published"), [(18, 1.8e9), (34, 3.6e9), (50, 3.8e9), (101, 7.6e9), (152, 11.3e9)])
def test_multiplications_of_the_paper(depth, published):
    found = total(count(outline(partial(resnet, depth, stride_at="1x1")), (3, 224, 224)))
    assert found.macs == pytest.approx(published, rel=0.02)
    assert found.parameters == PARAMETERS[depth]
    if depth == 50:
        assert total(count(outline(partial(resnet, 50)), (3, 224, 224))).macs == 4_089_184_256


def expected_names(blocks, bottleneck):
    """Return the names and shapes of torchvision's state, written out by rule."""

    def norm(name, maps):
        vectors = ("weight", "bias", "running_mean", "running_var")
        return {f"{name}.{v}": (maps,) for v in vectors} | {f"{name}.num_batches_tracked": ()}

    names = {"conv1.weight": (64, 3, 7, 7)} | norm("bn1", 64)
    below = 64
    for k, n in enumerate(blocks):
        maps = 64 * 2**k
        above = 4 * maps if bottleneck else maps
        for b in range(n):
            at = f"layer{k + 1}.{b}"
            if bottleneck:
                shapes = [(maps, below, 1, 1), (maps, maps, 3, 3), (above, maps, 1, 1)]
            else:
                shapes = [(maps, below, 3, 3), (maps, maps, 3, 3)]
            for j, shape in enumerate(shapes, 1):
                names |= {f"{at}.conv{j}.weight": shape} | norm(f"{at}.bn{j}", shape[0])
            if b == 0 and (k or bottleneck):
                names |= {f"{at}.downsample.0.weight": (above, below, 1, 1)} | norm(f"{at}.downsample.1", above)
            below = above
    return names | {"fc.weight": (1000, below), "fc.bias": (1000,)}


@pytest.mark.parametrize("depth", [18, 34, 50, 152])
def test_names_are_torchvisions(depth):
    state = outline(partial(resnet, depth)).state_dict()
    assert {k: tuple(v.shape) for k, v in state.items()} == expected_names(TABLE[depth], depth >= 50)


@pytest.mark.parametrize("depth", SMALL)
def test_small_nets(depth):
    for residual in (True, False):
        rows = count(outline(partial(SmallResNet, depth, residual=residual)), (3, 32, 32))
        assert total(rows).parameters == SMALL[depth]
        assert sum(row.macs > 0 for row in rows) == depth
    assert [row.output for row in rows if row.name.endswith("relu")][-1] == (64, 8, 8)


def test_the_block_adds_to_its_input(rng):
    x = torch.from_numpy(rng.standard_normal((2, 4, 6, 6)))
    block = build(partial(BasicBlock, 4, 4), rng, dtype=torch.float64).eval()
    assert torch.equal(block(x), torch.relu(block.branch(x) + x))
    plain = build(partial(BasicBlock, 4, 4, residual=False), rng, dtype=torch.float64).eval()
    assert torch.equal(plain(x), torch.relu(plain.branch(x)))


def test_identity_shortcut(rng):
    x = torch.from_numpy(rng.standard_normal((2, 4, 6, 6)))
    y = Subsample(4, 8, 2)(x)
    assert y.shape == (2, 8, 3, 3)
    assert torch.equal(y[:, :4], x[:, :, ::2, ::2])
    assert not y[:, 4:].any()
    assert BasicBlock(4, 4, kind="identity").downsample is None


@pytest.mark.parametrize("at", ["1x1", "3x3"])
def test_bottleneck(rng, at):
    make = partial(Bottleneck, 8, 4, 2, stride_at=at)
    block = build(make, rng, dtype=torch.float64).eval()
    x = torch.from_numpy(rng.standard_normal((2, 8, 6, 6)))
    y = block(x)
    assert y.shape == (2, 16, 3, 3)
    seen = torch.autograd.functional.jacobian(lambda x: block.branch(x).sum(), x).abs().sum((0, 1)) > 0
    assert bool(seen.all()) == (at == "3x3")


def test_a_few_steps_lower_the_loss(rng):
    net = build(partial(SmallResNet, 8, 4), rng)
    x = torch.from_numpy(rng.random((32, 3, 8, 8), dtype=np.float32))
    t = torch.from_numpy(rng.integers(0, 10, 32))
    history = fit(net, x, t, loss=cross_entropy, optimiser=Momentum(0.1, 0.9), epochs=15, batch_size=16, rng=rng)
    losses = history.figures["loss"]
    assert losses[-1] < 0.8 * losses[0]


def test_wrong_arguments():
    with pytest.raises(ValueError, match="6n"):
        SmallResNet(10)
    with pytest.raises(ValueError, match="depth is 20"):
        resnet(20)
    with pytest.raises(ValueError, match="stride_at"):
        Bottleneck(8, 4, 2, stride_at="5x5")
