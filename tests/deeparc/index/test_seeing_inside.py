"""The entries of "What ConvNets see" say what their results hold."""

import pytest

from deeparc.experiments import read
from deeparc.index.convnets.seeing_inside import ENTRIES

MADE = {system: make() for system, make in ENTRIES.items()}


def test_ours_is_what_the_results_hold():
    kept = read("deconvnet")["results"]
    value = MADE["deconvnet"]["ours"].value
    assert value["before"] == kept["stems"]["11 × 11, stride 4"]["error"]["mean"]
    assert value["after"] == kept["stems"]["7 × 7, stride 2"]["error"]["mean"]
    assert value["on_ink"] == kept["measured"]["maps"]["stage 3"]["ways"]["deconvnet"]["on_ink"]["mean"]
    assert f"{100 * value['after']:.1f} %" in str(MADE["deconvnet"]["ours"])
    dreamed = read("deepdream")["results"]["variants"]
    value = MADE["deepdream"]["ours"].value
    assert value["all options"] == dreamed["all options"]["gain"]["mean"]
    assert value["no jitter, moved"] == dreamed["no jitter"]["gain_shifted"]["mean"]


def test_published_figures_are_the_sources():
    assert MADE["deconvnet"]["published"].value == {"before": 0.181, "after": 0.165}
    assert MADE["deepdream"]["published"].value == {"steps": 10, "octaves": 4, "scale": 1.4}


@pytest.mark.parametrize(("system", "n"), [("deconvnet", 30_098), ("deepdream", 3_504_872)])
def test_parameters_are_counted(system, n):
    assert MADE[system]["parameters"].value == n
    assert f"{n:,}" in str(MADE[system]["parameters"])
