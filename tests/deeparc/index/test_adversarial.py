"""The entries of "Adversarial and fooling images" say what their results hold."""

from deeparc.experiments import read
from deeparc.index.convnets.adversarial import ENTRIES, NET

MADE = {system: make() for system, make in ENTRIES.items()}


def test_ours_is_what_the_results_hold():
    nets = read("adversarial")["results"]["nets"][NET]
    ours = MADE["adversarial"]["ours"]
    assert ours.value == {w: nets[k]["one step"]["0.25"]["mean"] for w, k in (("before", "0"), ("after", "0.25"))}
    assert f"{100 * ours.value['after']:.1f} %" in str(ours)
    fooled = read("fooling-images")["results"]["nets"]["as it is"]["pixels"]["median"]["mean"]
    assert MADE["fooling-images"]["ours"].value == fooled
    assert f"{100 * fooled:.3f} %" in str(MADE["fooling-images"]["ours"])


def test_published_figures_are_the_sources():
    assert MADE["adversarial"]["published"].value == {"before": 0.894, "after": 0.179}
    assert MADE["fooling-images"]["published"].value == 0.9999


def test_parameters_are_counted():
    weights = (25 * 6 + 6) + (25 * 6 * 16 + 16) + (400 * 120 + 120) + (120 * 84 + 84) + (84 * 10 + 10)
    for made in MADE.values():
        assert made["parameters"].value == weights
        assert f"{weights:,}" in str(made["parameters"])
