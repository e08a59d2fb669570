"""The experiments of "AlexNet to ResNet", in small, and their kept results."""

from functools import partial

import numpy as np
import pytest
import torch

from deeparc.core.count import count, total
from deeparc.core.module import outline
from deeparc.experiments import _small, read, resnet
from deeparc.vision.resnet import SmallResNet
from deeparc.vision.small import NETS


def test_pictures_are_standardised_and_reduced():
    data = _small.split(0, shrink=4)
    assert data.x_train.shape == (4000, 3, 8, 8)
    assert data.x_test.shape == (1000, 3, 8, 8)
    assert data.x_train.dtype == np.float32
    np.testing.assert_allclose(data.x_train.mean(axis=(0, 2, 3)), 0, atol=1e-4)
    x = np.arange(16, dtype=np.float32).reshape(1, 1, 4, 4)
    assert _small.shrunk(x, 2).tolist() == [[[[2.5, 4.5], [10.5, 12.5]]]]


def test_the_held_out_digits_are_no_test_digits():
    data, held = _small.split(0, shrink=8), _small.split(0, held_out=True, shrink=8)
    assert len(held.t_train) == 3200
    assert held.t_test.tolist() == data.t_train[3200:].tolist()


def few(data, n):
    return type(data)(**{**vars(data), "x_train": data.x_train[:n], "t_train": data.t_train[:n]})


def test_a_net_learns_and_repeats_itself():
    data = few(_small.split(0, shrink=2), 500)
    make = partial(SmallResNet, 8, 8)
    net, history = _small.learn(make, data, 3, 0.1, epochs=3)
    again, _ = _small.learn(make, data, 3, 0.1, epochs=3)
    losses = history.figures["loss"]
    assert losses[-1] < 0.9 * losses[0]
    first, second = (_small.error(n, data.x_test[:200], data.t_test[:200]) for n in (net, again))
    assert first == second


def test_gradients_explode_in_the_plain_net_and_leave_no_trace():
    data = few(_small.split(0, shrink=4), 64)
    norms = {}
    for kind, residual in resnet.KINDS.items():
        net = resnet.start(partial(SmallResNet, 32, 8, residual=residual), 0)
        before = {name: value.clone() for name, value in net.state_dict().items()}
        norms[kind] = resnet.gradient_norms(net, data, 64)
        assert len(norms[kind]) == 32
        assert all(torch.equal(before[name], value) for name, value in net.state_dict().items())
    assert norms["plain"][1] / norms["plain"][-2] > 5 * norms["residual"][1] / norms["residual"][-2]


def test_a_lesion_leaves_the_net_whole():
    data = few(_small.split(0, shrink=4), 64)
    data = type(data)(**{**vars(data), "x_test": data.x_test[:50], "t_test": data.t_test[:50]})
    net = resnet.start(partial(SmallResNet, 14, 4), 0)
    errors = resnet.lesion(net, data)
    assert len(errors) == 1 + 2 + 1 + 1
    assert all(0 <= e <= 1 for e in errors)
    assert resnet.lesion(net, data) == errors


def test_the_comparison_in_small():
    found = resnet.compare(0, depths=(8,), runs=2, epochs=1, lesions=8, digits=128)
    assert set(found["errors"]) == {"plain", "residual"}
    assert found["errors"]["plain"]["8"]["test"]["n"] == 2
    assert len(found["lesions"]["residual"]) == 2
    assert len(found["gradients"]["plain"]["start"]) == 8


KEPT = {"AlexNet": ("alexnet",), "VGG": ("vgg",), "GoogLeNet": ("googlenet",), "ResNet": ("resnet",)}
KEPT |= {"VGG, normalised": ("vgg", "normalised"), "LeNet-5": ("alexnet", "older", "LeNet-5")}
KEPT |= {"ResNet, full layer": ("resnet", "full_layer")}
KEPT |= {"fully connected": ("alexnet", "older", "fully connected")}


@pytest.mark.parametrize("name", NETS)
def test_the_kept_results_of_the_small_nets(name):
    system, *path = KEPT[name]
    kept = read(system)["results"]
    for key in path:
        kept = kept[key]
    size = total(count(outline(NETS[name]), (3, 32, 32)))
    assert (kept["parameters"], kept["macs"]) == (size.parameters, size.macs)
    assert kept["epochs"] == _small.EPOCHS == len(kept["curve"]["loss"])
    assert kept["test_error"]["n"] == _small.RUNS
    assert kept["eta"] == _small.RATES[name]
    assert kept["test_error"]["mean"] < 0.35
    assert kept["curve"]["loss"][-1] < kept["curve"]["loss"][0]


def test_the_kept_comparison_shows_degradation():
    kept = read("resnet")["results"]
    errors, deepest = kept["errors"], str(kept["comparison"]["deepest"])
    assert list(errors["plain"]) == [str(d) for d in resnet.DEPTHS]
    plain, residual = (errors[kind][deepest]["training"]["mean"] for kind in ("plain", "residual"))
    assert residual < 0.1 < plain
    assert errors["plain"]["8"]["training"]["mean"] < 0.1
    starts = {kind: kept["gradients"][kind]["start"] for kind in errors}
    assert starts["plain"][1] / starts["plain"][-2] > 30 * starts["residual"][1] / starts["residual"][-2]
    rise = {kind: np.mean(cut) - whole for kind, (whole, *cut) in kept["lesions"].items()}
    assert rise["residual"] < rise["plain"]
