"""The playground's run in Python, and its kept results."""

import numpy as np
import pytest

from deeparc.core.data.plane import EDGE, SHAPES
from deeparc.experiments import read
from deeparc.playground import Playground
from deeparc.playground.reference import N_POINTS, Mulberry, Settings, points, train


def test_generator_gives_the_published_numbers():
    rng = Mulberry(0)  # the first numbers of mulberry32 from seed 0
    assert [rng.random() for _ in range(3)] == pytest.approx(
        [0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]
    )


@pytest.mark.parametrize("name", SHAPES)
def test_points(name):
    parts = points(name)
    rows = np.array(parts["train"] + parts["test"])
    assert rows.shape == (2 * N_POINTS, 3)
    assert np.abs(rows[:, :2]).max() < EDGE
    for part in parts.values():
        assert np.mean([row[2] for row in part]) == 0.5
    assert not {tuple(row) for row in parts["train"]} & {tuple(row) for row in parts["test"]}


def test_a_hidden_layer_parts_what_a_line_cannot():
    line, net = train(Settings(layers=0), 60), train(Settings(units=6, eta=0.1), 60)
    assert line.test_error > 0.35
    assert net.test_error < 0.1
    assert net.train_loss[-1] < 0.3 * net.train_loss[0]
    assert len(net.test_loss) == 61


def test_a_penalty_makes_the_weights_smaller():
    def size(penalty):
        params = train(Settings(penalty=penalty, strength=0.03), 30).model.params
        return sum(np.abs(array).sum() for name, array in params.items() if name.endswith("w"))

    assert size("L2") < size("none")
    assert size("L1") < size("none")


def test_kept_results():
    results = read("playground")["results"]
    errors = results["test_error"]
    assert set(errors) == set(SHAPES)
    assert all(net["test"]["mean"] < 0.02 for net in errors["gaussians"].values())
    for name in ("xor", "circle"):
        assert errors[name]["no hidden layer"]["test"]["mean"] > 0.4
        assert errors[name]["1 × 8"]["test"]["mean"] < 0.05
    assert errors["spiral"]["1 × 8"]["test"]["mean"] > 0.3
    assert errors["spiral"]["3 × 8"]["test"]["high"] < errors["spiral"]["1 × 8"]["test"]["low"]


def test_html_needs_nothing_from_elsewhere():
    html = Playground()._repr_html_()
    assert "http" not in html
    assert "src=" not in html
    assert len(html) < 100_000
    assert html == Playground()._repr_html_()
    assert repr(Playground(Settings(units=3))) == f"Playground({Settings(units=3)})"  # no address in the notebook
