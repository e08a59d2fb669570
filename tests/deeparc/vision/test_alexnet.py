"""AlexNet: the published counts and shapes, torchvision's names, and the normalisation as the paper writes it."""

from math import prod

import numpy as np
import pytest
import torch

from deeparc.core.count import count, total
from deeparc.core.depth import depth
from deeparc.core.module import build, outline
from deeparc.vision.alexnet import AlexNet, OneTower, principal_colours, recoloured

UNITS = [290_400, 186_624, 64_896, 64_896, 43_264, 4_096, 4_096, 1_000]  # the paper prints 253,440 for the first


def weighted(rows):
    return [row for row in rows if row.kind in ("Conv2d", "Linear")]


def test_published_counts():
    rows = count(outline(AlexNet), (3, 227, 227))
    assert total(rows).parameters == 60_965_224
    assert [prod(row.output) for row in weighted(rows)] == UNITS
    assert UNITS[0] == 55 * 55 * 96
    assert 55 * 48 * 96 == 253_440
    assert round(sum(UNITS), -4) == 660_000  # the paper: 650,000
    assert total(rows).macs == 724_406_816


def test_torchvisions_counts_and_names():
    net = outline(OneTower)
    assert sum(p.numel() for p in net.parameters()) == 61_100_840
    assert total(count(net, (3, 224, 224))).macs == 714_188_480
    places = {"features": (0, 3, 6, 8, 10), "classifier": (1, 4, 6)}
    expected = [f"{part}.{k}.{what}" for part, ks in places.items() for k in ks for what in ("weight", "bias")]
    assert list(net.state_dict()) == expected
    shapes = [tuple(net.state_dict()[f"features.{k}.weight"].shape) for k in places["features"]]
    assert shapes == [(64, 3, 11, 11), (192, 64, 5, 5), (384, 192, 3, 3), (256, 384, 3, 3), (256, 256, 3, 3)]


@pytest.mark.parametrize("make", [AlexNet, OneTower])
def test_eight_layers(make):
    assert depth(outline(make)) == 8


def test_groups_share_no_maps():
    net = outline(AlexNet)
    groups = [layer.groups for layer in net.features if isinstance(layer, torch.nn.Conv2d)]
    assert groups == [1, 2, 1, 2, 2]


def test_the_normalisation_is_the_papers():
    norm = next(m for m in outline(AlexNet).features if isinstance(m, torch.nn.LocalResponseNorm))
    a = np.random.default_rng(0).standard_normal((2, 9, 3, 4)) * 30
    expected = np.empty_like(a)
    for i in range(9):
        near = a[:, max(0, i - 2) : min(8, i + 2) + 1]
        expected[:, i] = a[:, i] / (2 + 1e-4 * np.sum(near**2, axis=1)) ** 0.75
    torch.testing.assert_close(norm(torch.from_numpy(a)), torch.from_numpy(expected))


def test_one_picture_gives_logits():
    net = build(lambda: OneTower(7), np.random.default_rng(0)).eval()
    with torch.no_grad():
        assert net(torch.zeros(1, 3, 64, 70)).shape == (1, 7)


@pytest.mark.parametrize("power", [1, 0.5])
def test_light_varies_as_the_colours_do(power):
    rng = np.random.default_rng(0)
    mix = rng.standard_normal((3, 3)) * 0.1
    x = np.einsum("ij,njhw->nihw", mix, rng.standard_normal((50, 3, 8, 8))).astype(np.float32)
    colours = principal_colours(x)
    covariance = np.cov(x.transpose(1, 0, 2, 3).reshape(3, -1))
    np.testing.assert_allclose(colours.vectors @ np.diag(colours.values) @ colours.vectors.T, covariance, atol=1e-8)
    assert (np.diff(colours.values) <= 0).all()
    black = np.zeros((20_000, 3, 1, 1), np.float32)
    light = recoloured(black, colours, np.random.default_rng(1), 0.3, power)
    assert light.dtype == np.float32
    expected = 0.3**2 * np.linalg.matrix_power(covariance, round(2 * power))
    np.testing.assert_allclose(np.cov(light[:, :, 0, 0].T), expected, atol=0.05 * np.abs(expected).max())
    spread = recoloured(x, colours, np.random.default_rng(1)) - x
    assert spread.std(axis=(2, 3)).max() < 1e-6  # one light a picture
