"""The entry of "Training in practice" says what its result holds."""

import re

from deeparc.experiments import read
from deeparc.experiments import training_practice as tp
from deeparc.index.foundations.training import ENTRIES

ENTRY = ENTRIES["training-practice"]()
RESULTS = read("training-practice")["results"]


def test_ours_is_what_the_result_holds():
    value = ENTRY["ours"].value
    for name, error in value.items():
        assert error == RESULTS["published"][name]["test"]["mean"]
        assert f"{100 * error:.1f} %" in ENTRY["ours"].text
    assert value["tanh, normalised"] < value["tanh, standard"]
    assert f"cost {100 * RESULTS['worth']['weights 1/100']['worse']['mean']:.0f} points" in ENTRY["ours"].text


def test_published():
    assert ENTRY["published"].source == "glorot2010"
    assert re.findall(r"[\d.]+ %", str(ENTRY["published"])) == ["1.76 %", "1.64 %"]


def test_parameters_are_counted():
    assert ENTRY["parameters"].value == tp.parameters(tp.GOOD) == 59_210
