"""The parts of the experiments on deconvnets and dreams, in small, and the bands of what is kept."""

import numpy as np
import pytest
import torch

from deeparc.core.data.imagenet import here
from deeparc.experiments import deconvnet, deepdream, read
from deeparc.vision.deconvnet import Deconvnet


def test_the_ink_belongs_to_the_pictures():
    x_train, t_train, x, t, ink = deconvnet.digits(3)
    assert x_train.shape == (4000, 3, 32, 32)
    assert ink.shape == (1000, 32, 32)
    train_ink, test_ink = deconvnet.inks(3)
    np.testing.assert_array_equal(test_ink, ink)
    # where ink inverts a photograph, its border is an edge: neighbours differ more there than elsewhere
    for pictures, under in ((x_train, train_ink), (x, test_ink)):
        steps = np.abs(np.diff(pictures.numpy(), axis=3)).mean(axis=1)
        border = np.abs(np.diff(under, axis=2)) > 0.5
        assert steps[border].mean() > 2 * steps[~border].mean()
    assert len(t_train) == 4000
    assert len(t) == 1000


def test_random_kernels_have_the_expected_shares():
    w = np.random.default_rng(0).standard_normal((2000, 3, 7, 7))
    assert deconvnet.colour_share(w).mean() == pytest.approx(2 / 3, abs=0.01)
    assert deconvnet.high_share(w).mean() == pytest.approx(1 - 17**2 / 32**2, abs=0.01)
    flat = np.ones((1, 3, 7, 7))
    assert deconvnet.high_share(flat)[0] < 0.1
    assert deconvnet.colour_share(flat)[0] == 0


def test_receptive_fields_hold_the_projections():
    net = deconvnet.untrained(0)
    x = torch.from_numpy(np.random.default_rng(0).standard_normal((6, 3, 32, 32))).float()
    for layer in deconvnet.LAYERS.values():
        p, fields = deconvnet.projections(net, x, layer, 1)
        inside = deconvnet.mask(fields)
        assert float((p.abs().amax(dim=1) * ~inside).max()) == 0
        assert int(inside.sum(dim=(1, 2)).max()) <= 26**2


def test_layers_are_replaced_from_the_top():
    net, blank = deconvnet.untrained(0), deconvnet.untrained(1)
    for k in range(5):
        mixed = deconvnet.randomised(net, blank, k)
        taken = [bool(torch.equal(mixed[i].weight, blank[i].weight)) for i in (0, 3, 6, 10)]
        assert taken == [False] * (4 - k) + [True] * k
        assert len(mixed) == len(net)
    assert not torch.equal(net[0].weight, blank[0].weight)


def test_likeness():
    a = torch.from_numpy(np.random.default_rng(0).standard_normal((3, 3, 8, 8)))
    assert deconvnet.alike(a, 2 * a) == pytest.approx(1)
    other = torch.from_numpy(np.random.default_rng(1).standard_normal((3, 3, 8, 8)))
    assert abs(deconvnet.alike(a, other)) < 0.3


def test_it_learns_and_everything_is_measured():
    made = deconvnet.trained(0, epochs=2, n=400)
    assert deconvnet.error(made.net, made.x_train, made.t_train) < 0.9
    some = slice(10)
    stranger = deconvnet.untrained(1000)
    found = deconvnet.of_classes(made.net, stranger, made.x[some], made.t[some], made.ink[some])
    assert set(found) == {"ink_area", "gradient", "deconvnet", "guided", "occlusion"}
    kernels = deconvnet.of_kernels(made.net, deconvnet.untrained(0), made.x[:100])
    assert kernels["moved"] > 0
    tops = deconvnet.top_pictures(made.net, made.x[:100], 4, k=3)
    peaks = Deconvnet(made.net[:5]).forward(made.x[:100]).amax(dim=(2, 3))
    assert int(tops[5, 0]) == int(peaks[:, 5].argmax())


def test_the_kept_result_on_deconvnets_lies_within_the_bands():
    results = read("deconvnet")["results"]
    assert results["epochs"] == deconvnet.EPOCHS
    measured = results["measured"]
    assert measured["error"]["n"] == deconvnet.RUNS
    assert measured["error"]["mean"] < 0.15
    third = measured["maps"]["stage 3"]
    assert third["outside_field"]["high"] == 0
    assert third["ways"]["deconvnet"]["on_ink"]["low"] > third["ink_area"]["high"]
    assert third["ways"]["deconvnet"]["draws"]["low"] > 2
    assert third["ways"]["deconvnet"]["random_draws"]["high"] < 1
    classes = measured["classes"]
    after = {rule: classes[rule]["random_layers"]["3"]["mean"] for rule in ("gradient", "deconvnet", "guided")}
    assert after["gradient"] < after["deconvnet"] < after["guided"]
    assert measured["colours"]["train"]["swapped"]["low"] > 0.1 > measured["colours"]["train"]["error"]["high"]
    errors = {name: found["error"] for name, found in results["stems"].items()}
    assert errors["7 × 7, stride 2"]["high"] < errors["11 × 11, stride 4"]["low"]


def test_bands_of_a_spectrum_add_up():
    change = np.random.default_rng(0).standard_normal((3, 32, 32)) + 5
    shares = deepdream.spectrum(change)
    assert sum(shares) == pytest.approx(1)
    rows = np.arange(32)
    wave = np.broadcast_to(np.cos(2 * np.pi * 12 / 32 * rows)[:, None], (3, 32, 32))
    assert deepdream.spectrum(wave)[3] == pytest.approx(1)


def test_moved_and_halved():
    x = torch.arange(400.0).reshape(1, 1, 20, 20)
    y = deepdream.shifted(x)
    assert y.shape == x.shape
    assert float(y[0, 0, 0, 0]) == float(x[0, 0, deepdream.SHIFT, deepdream.SHIFT])
    assert deepdream.halved(x).shape == (1, 1, 10, 10)


@pytest.mark.skipif(not here(), reason="needs the packages of requirements-data.txt")
def test_one_dream_is_measured():
    net = deepdream.recogniser()
    options = deepdream.FULL | {"octaves": 2, "steps": 3}
    found = deepdream.of_photograph(net, "flower", options, 0)
    assert found["measured"]["gain"] > 1.1
    assert set(found["says"]) == {"number", "probability"}


def test_the_kept_result_on_dreams_lies_within_the_bands():
    results = read("deepdream")["results"]
    variants = results["variants"]
    assert set(variants) == set(deepdream.VARIANTS)
    assert results["settings"] == deepdream.FULL
    full, still = variants["all options"], variants["no jitter"]
    assert full["gain"]["n"] == len(deepdream.NAMES)
    assert full["gain"]["low"] > 2
    assert still["gain"]["low"] > full["gain"]["high"]
    assert still["gain_shifted"]["high"] < full["gain_shifted"]["low"]
    assert variants["one octave"]["gain_half_size"]["low"] < 1.1
    assert results["random_net"]["gain"]["high"] < 1
    assert results["class"]["after"]["low"] > 0.99
