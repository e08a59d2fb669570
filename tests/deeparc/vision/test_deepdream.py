"""Dreams: sizes of octaves, what is carried from one to the next, and that activations rise."""

import numpy as np
import pytest
import torch
from torch import nn

from deeparc.core.data.imagenet import here
from deeparc.core.module import build
from deeparc.vision.deepdream import dream, energy, layer_of, logit_of, octave_sizes, resize
from deeparc.vision.mobilenet import MobileNetV2, Recogniser


def small():
    make = lambda: nn.Sequential(nn.Conv2d(3, 8, 5, padding=2), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1))  # noqa: E731
    return build(make, np.random.default_rng(0))


def photograph():
    return torch.rand(1, 3, 40, 30, generator=torch.Generator().manual_seed(0))


def test_octave_sizes():
    assert octave_sizes((224, 112), 3, 2.0) == [(56, 28), (112, 56), (224, 112)]
    assert octave_sizes((100, 50), 1) == [(100, 50)]
    assert octave_sizes((3, 3), 4, 2.0) == [(1, 1), (1, 1), (2, 2), (3, 3)]
    with pytest.raises(ValueError, match="scale"):
        octave_sizes((10, 10), 2, 1.0)
    with pytest.raises(ValueError, match="octaves"):
        octave_sizes((10, 10), 0)


def test_a_dream_raises_the_energy_stays_in_range_and_is_seeded():
    net, x = small(), photograph()
    options = {"octaves": 2, "steps": 5, "jitter": 4, "eta": 0.02}
    found = dream(energy(net), x, np.random.default_rng(0), **options)
    assert found.x.shape == x.shape
    assert found.x.min() >= 0
    assert found.x.max() <= 1
    assert [len(v) for v in found.values] == [6, 6]
    assert all(v[-1] > v[0] for v in found.values)
    again = dream(energy(net), x, np.random.default_rng(0), **options)
    torch.testing.assert_close(again.x, found.x, rtol=0, atol=0)
    other = dream(energy(net), x, np.random.default_rng(1), **options)
    assert not torch.allclose(other.x, found.x)


def test_without_steps_the_photograph_comes_back_whole():
    x = photograph()
    found = dream(energy(small()), x, np.random.default_rng(0), octaves=3, steps=0)
    torch.testing.assert_close(found.x, x)  # no detail is lost on the way through the octaves


def test_changes_are_carried_to_the_next_octave():
    x = torch.full((1, 3, 32, 32), 0.5)
    bright = lambda p: p[:, :, : p.shape[2] // 2].sum()  # noqa: E731
    one = dream(bright, x, np.random.default_rng(0), octaves=1, steps=1, jitter=0, eta=0.1)
    three = dream(bright, x, np.random.default_rng(0), octaves=3, steps=1, jitter=0, eta=0.1)
    assert float(three.x[:, :, :8].mean()) > float(one.x[:, :, :8].mean()) + 0.1


def test_energy():
    x = torch.tensor([[[[3.0, 4.0]]]])
    assert float(energy(lambda p: p)(x)) == 12.5


def test_resizing():
    x = photograph()
    assert resize(x, (40, 30)) is x
    y = resize(x, (20, 15))
    assert y.shape == (1, 3, 20, 15)
    assert float(y.std()) < float(x.std())  # averages, not single pixels
    torch.testing.assert_close(resize(torch.full((1, 3, 4, 4), 0.3), (7, 5)), torch.full((1, 3, 7, 5), 0.3))


def test_layers_and_logits_of_the_recogniser():
    net = Recogniser(build(MobileNetV2, np.random.default_rng(0))).eval()
    x = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    assert layer_of(net, 3)(x).shape == (1, 24, 16, 16)
    assert layer_of(net, 18)(x).shape == (1, 1280, 2, 2)
    torch.testing.assert_close(logit_of(net, 7)(x), net(x)[0, 7])
    with pytest.raises(ValueError, match="k"):
        layer_of(net, 19)


@pytest.mark.skipif(not here(), reason="needs the packages of requirements-data.txt")
def test_a_class_is_dreamed_into_a_photograph():
    from deeparc.core.data.imagenet import centred
    from deeparc.core.data.photo_patches import photograph as packaged
    from deeparc.vision.mobilenet import guesses, recogniser

    net = recogniser()
    x = torch.from_numpy(centred(packaged("flower"), 128))[None]
    found = dream(logit_of(net, 88), x, np.random.default_rng(0), octaves=2, steps=8)
    assert guesses(net(found.x))[0].name == "macaw"
    assert guesses(net(x))[0].name != "macaw"
