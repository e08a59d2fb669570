"""The entries of "From LeNet to the ConvNet stage" say what their results hold."""

import pytest

from deeparc.experiments import read
from deeparc.experiments.rnp_study import PUBLISHED
from deeparc.index.convnets.convolution import ENTRIES

MADE = {system: make() for system, make in ENTRIES.items()}


def results(system):
    return read(system)["results"]


def test_ours_is_what_the_results_hold():
    nets = results("convnet-1990")["nets"]
    assert MADE["convnet-1990"]["ours"].value == nets["LeNet-1"]["test_error"]["mean"]
    assert f"{100 * nets['LeNet-1']['test_error']['mean']:.1f} %" in str(MADE["convnet-1990"]["ours"])
    assert MADE["lenet5"]["ours"].value == {w: e["mean"] for w, e in results("lenet5")["test_error"].items()}
    stage = results("stage")["either_contrast"]["nonlinearity"]
    assert MADE["stage"]["ours"].value == {name: 100 * stage[name]["mean"] for name in ("abs", "tanh")}
    study = results("rnp-study")["either_contrast"]
    assert MADE["rnp-study"]["ours"].value["RR"] == 100 * study["RR"]["Rabs-N-PA"]["mean"]


def test_published_figures_are_the_sources():
    assert MADE["convnet-1990"]["published"].value == 0.017
    assert MADE["lenet5"]["published"].value == {"plain": 0.0095, "distorted": 0.008}
    assert MADE["stage"]["published"].value == {"abs": PUBLISHED["R"][0], "tanh": PUBLISHED["R"][3]}
    assert MADE["rnp-study"]["published"].value["U+U+"] == 65.5


@pytest.mark.parametrize(
    ("system", "n"), [("convnet-1990", 2_578), ("lenet5", 60_000), ("stage", 800), ("rnp-study", 12_752)]
)
def test_parameters_are_counted(system, n):
    assert MADE[system]["parameters"].value == n
    assert f"{n:,}" in str(MADE[system]["parameters"])
