"""The parts of the chapter's experiments, in small, and their kept results."""

from dataclasses import replace

import numpy as np
import pytest

from deeparc.core.data import imagenet, mnist
from deeparc.experiments import adversarial, fooling_images, read
from deeparc.vision.fooling import Evolution


@pytest.fixture(scope="module")
def data():
    whole = mnist(seed=0)
    some = np.random.default_rng(0).permutation(len(whole.t_train))[:1000]
    few = np.random.default_rng(1).permutation(len(whole.t_test))[:200]
    return replace(
        whole,
        x_train=whole.x_train[some],
        t_train=whole.t_train[some],
        x_test=whole.x_test[few],
        t_test=whole.t_test[few],
    )


def test_learning_from_attacked_digits_lowers_the_error_under_attack(data):
    before, after = (
        adversarial.under_attack(adversarial.trained("784-100-10", e, data, 0), data.x_test, data.t_test)
        for e in (0.0, 0.1)
    )
    assert before["clean"] < 0.2
    assert after["one step"]["0.1"] < before["one step"]["0.1"] - 0.2
    assert before["one step"]["0.1"] > before["signs at random"]


def test_an_attack_is_strongest_for_its_own_net(data):
    nets = {name: adversarial.trained(name, 0.0, data, 0) for name in ("softmax", "784-100-10")}
    table = adversarial.transfer(nets, data.x_test, data.t_test)
    for name in nets:
        assert table[name][name] == max(row[name] for row in table.values())


def test_distortion_and_threes_and_sevens(data):
    net = adversarial.trained("softmax", 0.0, data, 0)
    found = adversarial.mean_distortion(net, data.x_test[:2], data.t_test[:2], np.random.default_rng(0))
    assert 0.01 < found < 0.3
    unit = adversarial.three_or_seven(data, 0)
    assert unit["clean"] < 0.1 < 0.7 < unit["attacked"]


@pytest.mark.skipif(not imagenet.here(), reason="the package with the weights is not installed")
def test_photographs_are_of_whole_255ths():
    x = adversarial.eight_bit("coffee")
    assert x.shape == (1, 3, 224, 224)
    np.testing.assert_allclose(255 * x, np.round(255 * x), atol=1e-4)


def test_needed_and_from_another():
    confidence = np.array([[0.1, 0.995], [0.2, 0.996], [0.3, 0.997]])
    assert fooling_images.needed(confidence) == {"steps until sure": 1.5, "never sure": 1.0}
    confidence = np.tile(np.linspace(0.1, 0.3, 3)[:, None], 10)
    parents = np.tile(np.arange(10), (3, 1))
    parents[1, :5] = 9
    assert fooling_images.from_another(Evolution(np.zeros(0), confidence, parents)) == 0.25


def test_a_net_is_fooled(data):
    net = adversarial.trained("softmax", 0.0, data, 0)
    found = fooling_images.fooled(net, data, 0, generations=20)
    assert found["ascent"]["median"] > 0.99
    assert found["cosines"]["median after"]["20"] >= found["cosines"]["median after"]["0"]


def test_kept_results_of_adversarial_lie_in_their_bands():
    kept = read("adversarial")["results"]
    lenet = kept["nets"]["LeNet-5, modern"]
    assert lenet["0"]["clean"]["mean"] < 0.06
    assert lenet["0"]["one step"]["0.25"]["mean"] > 0.9
    assert lenet["0.25"]["one step"]["0.25"]["mean"] < 0.3
    assert lenet["0.25"]["iterated"]["0.25"]["mean"] > lenet["0.25"]["one step"]["0.25"]["mean"]
    masked = kept["nets"]["784-100-10"]["0.25"]  # the page's negative result
    assert masked["one step"]["0.25"]["mean"] < 0.6 < 0.9 < masked["iterated"]["0.25"]["mean"]
    assert masked["one step"]["0.1"]["mean"] > masked["one step"]["0.25"]["mean"]
    for target in kept["transfer"]:
        assert kept["transfer"][target][target]["mean"] == max(row[target]["mean"] for row in kept["transfer"].values())
    for row in kept["photographs"].values():
        assert row["one step"]["steps"] == 1
        assert row["towards gibbon"]["steps"] <= 2
        assert row["signs at random"] is None or row["signs at random"]["steps"] > 1


def test_kept_results_of_fooling_images_lie_in_their_bands():
    nets = read("fooling-images")["results"]["nets"]
    for net in nets.values():
        assert net["ascent"]["median"]["mean"] > 0.999
        assert net["pixels"]["median"]["mean"] > 0.999
        assert net["cosines"]["median"]["mean"] > 0.999
    plain, hardened = nets.values()
    assert hardened["ascent"]["steps until sure"]["mean"] < plain["ascent"]["steps until sure"]["mean"]
    assert hardened["noise"]["mean"] < plain["noise"]["mean"]
