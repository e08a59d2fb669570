"""The experiments of "From LeNet to the ConvNet stage", in small, and their kept results."""

import numpy as np
import pytest

from deeparc.experiments import convnet_1990, read, rnp_study, stage
from deeparc.experiments.rnp_study import COLUMNS, PUBLISHED, ROWS


def test_digits_are_scaled_and_reduced():
    x = np.zeros((2, 1, 28, 28), np.float32)
    x[:, :, 0, 0] = 1
    assert convnet_1990.scaled(x).max() == pytest.approx(1.175)
    y = convnet_1990.reduced(x)
    assert y.shape == (2, 1, 17, 17)
    assert y.dtype == np.float32
    assert y[0, 0, 1, 1] == pytest.approx(1.275 / 4 - 0.1)
    assert np.count_nonzero(y > -0.05) == 2


def test_targets():
    assert convnet_1990.targets(np.array([2])).tolist() == [[-1, -1, 1] + [-1] * 7]


@pytest.mark.parametrize("name", convnet_1990.NETS)
def test_each_net_learns(name):
    data = convnet_1990.split(0)
    net = convnet_1990.learn(name, 0, epochs=4, digits=500, eta=convnet_1990.NETS[name][1] / 2)
    still, moved = convnet_1990.shifted_errors(net, data.x_test[:300], data.t_test[:300], (0, 4))
    assert still < 0.4
    assert moved > still


@pytest.mark.parametrize("name", convnet_1990.FIVE)
def test_the_five_nets_run(name):
    assert 0.05 < convnet_1990.five_nets(name, 0, epochs=2) < 1


def test_the_kept_convnet_lies_within_the_bands():
    kept = read("convnet-1990")["results"]
    nets = kept["nets"]
    assert {name: net["parameters"] for name, net in nets.items()} == {
        "LeNet-1": 2_578,
        "without pooling": 2_546,
        "fully connected": 79_510,
    }
    assert nets["LeNet-1"]["test_error"]["mean"] < 0.05
    for s in ("2", "3"):
        errors = [nets[name]["shifted"][s]["mean"] for name in ("LeNet-1", "without pooling", "fully connected")]
        assert errors == sorted(errors)
    assert [net["parameters"] for net in kept["five_nets"].values()] == [2_570, 3_214, 1_226, 1_006, 874]
    assert kept["epochs"] == convnet_1990.EPOCHS


def test_inverted_digits_give_inverted_pictures():
    plain, both = rnp_study.split(0, False), rnp_study.split(0, True)
    assert plain.x.shape == (300, 1, 28, 28)
    assert np.bincount(plain.t).tolist() == [30] * 10
    signs = np.sign(np.sum(plain.x * both.x, axis=(1, 2, 3)))
    np.testing.assert_allclose(both.x, signs[:, None, None, None] * plain.x, atol=1e-4)
    assert 100 < np.sum(signs < 0) < 200


@pytest.mark.parametrize("name", ["U", "GT", "RR"])
def test_every_kind_of_filter_is_scaled(name):
    data = rnp_study.split(0, True)
    net = rnp_study.system(name, "Rabs-N-PA", 0, data)
    assert np.std(net.layers[0].filters.forward(data.x)) == pytest.approx(1, rel=1e-3)
    features = {1: 400, 2: 432}[len(name)]
    assert net.forward(data.x[:2]).reshape(2, -1).shape == (2, features)


def test_rectification_makes_the_difference():
    assert rnp_study.accuracy("R", "Rabs-PA", 0, test=200) > 0.8
    assert rnp_study.accuracy("R", "PA", 0, test=200) < 0.35


def test_training_changes_the_filters(monkeypatch):
    monkeypatch.setattr(rnp_study, "EPOCHS", 1)
    data = rnp_study.split(0, True)
    net = rnp_study.system("R", "PA", 0, data)
    before = net.layers[0].filters.params["w"].copy()
    rnp_study.supervise(net, data, 0)
    assert np.any(net.layers[0].filters.params["w"] != before)


def test_order():
    perfect = rnp_study.order(PUBLISHED)
    assert perfect["1 stages"] == pytest.approx({"spearman": 1, "kendall": 1})
    assert min(perfect["rows"].values()) == pytest.approx(1)


def test_the_kept_study_has_the_published_order():
    kept = read("rnp-study")["results"]
    table = {name: {c: i["mean"] for c, i in row.items()} for name, row in kept["either_contrast"].items()}
    assert list(table) == [name for row in ROWS.values() for name in row]
    assert all(list(row) == list(COLUMNS)[: len(PUBLISHED[name])] for name, row in table.items())
    again = rnp_study.order({name: list(row.values()) for name, row in table.items()})
    for n, least in (("1 stages", 0.9), ("2 stages", 0.75)):
        assert again[n]["spearman"] == pytest.approx(kept["order"][n]["spearman"], abs=1e-4)
        assert again[n]["spearman"] > least
    for name in ("U", "R", "UU", "RR"):
        assert table[name]["Rabs-PA"] > table[name]["N-PM"] > table[name]["PA"] + 0.3
    assert table["R"]["Rabs-N-PA"] > 0.9 > 0.3 > kept["pixels"]["either_contrast"]["mean"]


def test_the_kept_stage():
    kept = read("stage")["results"]
    assert kept["base"] == stage.BASE
    for part in ("after", "pool"):  # rectified features do not know the contrast
        for name, i in kept["as_they_are"][part].items():
            assert kept["either_contrast"][part][name]["mean"] == pytest.approx(i["mean"], abs=0.005)
    assert stage.accuracy(stage.BASE, 0, both=True) == pytest.approx(0.92, abs=0.05)
