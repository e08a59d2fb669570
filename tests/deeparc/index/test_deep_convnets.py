"""The entries of "AlexNet to ResNet" say what their results hold."""

import pytest

from deeparc.experiments import read
from deeparc.index.convnets.deep_convnets import ENTRIES

MADE = {system: make() for system, make in ENTRIES.items()}


def results(system):
    return read(system)["results"]


@pytest.mark.parametrize("system", ["alexnet", "vgg", "googlenet"])
def test_ours_is_the_small_nets_error(system):
    kept = results(system)
    assert MADE[system]["ours"].value == kept["test_error"]["mean"]
    assert f"{100 * kept['test_error']['mean']:.1f} %" in str(MADE[system]["ours"])
    assert f"{kept['parameters']:,}" in str(MADE[system]["ours"])


def test_ours_of_overfeat_and_resnet():
    found = results("overfeat")["found"]["three scales, fine"]["9"]
    assert MADE["overfeat"]["ours"].value == {
        "found": found["rate"]["mean"],
        "off": found["off"]["mean"],
        "wrong": found["wrong"]["mean"],
    }
    kept = results("resnet")
    deepest = str(kept["comparison"]["deepest"])
    assert MADE["resnet"]["ours"].value == {
        "small": kept["test_error"]["mean"],
        "plain": kept["errors"]["plain"][deepest]["test"]["mean"],
        "residual": kept["errors"]["residual"][deepest]["test"]["mean"],
    }
    assert MADE["resnet"]["ours"].value["residual"] < MADE["resnet"]["ours"].value["plain"]


def test_published_figures_are_the_sources():
    assert MADE["alexnet"]["published"].value == {"one net": 0.182, "contest": 0.153}
    assert MADE["overfeat"]["published"].value == {"localisation": 0.299, "detection": 0.243}
    assert MADE["vgg"]["published"].value["contest"] == 0.073
    assert MADE["googlenet"]["published"].value == 0.0667
    assert MADE["resnet"]["published"].value == {"contest": 0.0357, "one net": 0.0449}


def test_parameters_are_counted():
    assert MADE["alexnet"]["parameters"].value == 60_965_224
    assert MADE["overfeat"]["parameters"].value == {"fast": 145_920_872, "accurate": 144_656_488}
    assert MADE["vgg"]["parameters"].value == {"VGG-16": 138_357_544, "VGG-19": 143_667_240}
    assert MADE["googlenet"]["parameters"].value == 6_998_552
    assert MADE["resnet"]["parameters"].value == 60_192_808
    assert "22 layers" in str(MADE["googlenet"]["parameters"])
    assert "152 layers" in str(MADE["resnet"]["parameters"])
