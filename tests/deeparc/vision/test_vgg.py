"""VGG: published counts, torchvision's names."""

from functools import partial

import numpy as np
import pytest
import torch
from torch import nn

from deeparc.core.count import count, total
from deeparc.core.depth import depth
from deeparc.core.module import build, outline
from deeparc.vision.vgg import BLOCKS, MAPS, VGG, stack

COUNTS = {  # parameters without and with batch normalisation, as torchvision states them
    "A": (132_863_336, 132_868_840),
    "B": (133_047_848, 133_053_736),
    "D": (138_357_544, 138_365_992),
    "E": (143_667_240, 143_678_248),
}


@pytest.mark.parametrize("column", COUNTS)
@pytest.mark.parametrize("batch_norm", [False, True])
def test_parameters(column, batch_norm):
    net = outline(partial(VGG, column, batch_norm=batch_norm))
    assert sum(p.numel() for p in net.parameters()) == COUNTS[column][batch_norm]
    millions = {"A": 133, "B": 133, "D": 138, "E": 144}  # the paper's table 2
    assert round(COUNTS[column][batch_norm] / 1e6) == millions[column]


@pytest.mark.parametrize(("column", "layers"), [("A", 11), ("B", 13), ("D", 16), ("E", 19)])
def test_layers_with_weights(column, layers):
    assert depth(outline(partial(VGG, column))) == layers


def test_multiplications_of_vgg16():
    rows = count(outline(VGG), (3, 224, 224))
    assert total(rows).macs == 15_470_264_320
    assert [r.output for r in rows if r.kind == "MaxPool2d"] == [
        (m, s, s) for m, s in zip(MAPS, (112, 56, 28, 14, 7), strict=True)
    ]


@pytest.mark.parametrize("batch_norm", [False, True])
def test_torchvisions_names(batch_norm):
    expected, k, below = {}, 0, 3
    for maps, convolutions in zip(MAPS, BLOCKS["D"], strict=True):
        for _ in range(convolutions):
            expected |= {f"features.{k}.weight": (maps, below, 3, 3), f"features.{k}.bias": (maps,)}
            if batch_norm:
                bn = f"features.{k + 1}"
                expected |= {f"{bn}.{what}": (maps,) for what in ("weight", "bias", "running_mean", "running_var")}
                expected[f"{bn}.num_batches_tracked"] = ()
            k, below = k + 2 + batch_norm, maps
        k += 1
    for k, shape in ((0, (4096, 25088)), (3, (4096, 4096)), (6, (1000, 4096))):
        expected |= {f"classifier.{k}.weight": shape, f"classifier.{k}.bias": shape[:1]}
    found = outline(partial(VGG, batch_norm=batch_norm)).state_dict()
    assert {name: tuple(p.shape) for name, p in found.items()} == expected


def test_a_stack_halves_and_works():
    block = build(lambda: nn.Sequential(*stack(2, 5, 3, batch_norm=True)), np.random.default_rng(0)).eval()
    assert [type(m).__name__ for m in block] == ["Conv2d", "BatchNorm2d", "ReLU"] * 3 + ["MaxPool2d"]
    assert block(torch.ones(1, 2, 9, 8)).shape == (1, 5, 4, 4)


def test_bad_arguments_are_named():
    with pytest.raises(ValueError, match="'C'"):
        VGG("C")
    with pytest.raises(ValueError, match="convolutions"):
        stack(3, 8, 0)
