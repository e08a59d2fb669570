"""Fooling images: encodings, ascent and evolution on nets small enough to know the answer."""

import numpy as np
import pytest

from deeparc.core.check import assert_close
from deeparc.core.layer import Chain
from deeparc.layers.flatten import Flatten
from deeparc.layers.linear import Linear
from deeparc.vision.attacks import probabilities
from deeparc.vision.fooling import Cosines, Pixels, ascend, evolve, scores, surest_corner


def linear(seed=0, shape=(1, 6, 6), scale=1.0):
    layer = Linear(int(np.prod(shape)), 4, np.random.default_rng(seed))
    layer.params["w"] *= scale
    return Chain([Flatten(), layer])


def test_ascent_climbs_and_stays_in_the_box():
    model, rng = linear(scale=3), np.random.default_rng(1)
    found = ascend(model, rng.random((4, 1, 6, 6), np.float32), np.arange(4), steps=40, step=0.2)
    assert found.confidence.shape == (41, 4)
    assert (found.confidence[-1] > found.confidence[0]).all()
    assert found.x.min() >= 0
    assert found.x.max() <= 1
    assert found.x.dtype == np.float32
    p = probabilities(model, found.x)[np.arange(4), np.arange(4)]
    assert_close(found.confidence[-1], p, "the last confidence")


def test_the_first_step_has_its_length():
    model = linear()
    x = np.full((1, 1, 6, 6), 0.5, np.float32)
    found = ascend(model, x, np.array([2]), steps=1, step=0.3)
    assert_close(np.linalg.norm(found.x - x), 0.3, "‖x₁ − x₀‖", rtol=1e-5)


def test_pixels_mutate_some_by_a_little():
    encoding, rng = Pixels((1, 20, 20)), np.random.default_rng(0)
    genomes = encoding.draw(rng, 50)
    assert genomes.shape == (50, 1, 20, 20)
    moved = encoding.mutate(genomes, rng)
    assert moved.min() >= 0
    assert moved.max() <= 1
    changed = moved != genomes
    assert 0.08 < changed.mean() < 0.12
    # |move| has the mean 1/(n + 2): the integral of 1 − v^(1/(n+1)) over v from 0 to 1
    assert np.abs(moved - genomes)[changed].mean() == pytest.approx(1 / 17, rel=0.1)


def test_cosines_are_smooth():
    encoding, rng = Cosines(28, 28), np.random.default_rng(0)
    genomes = encoding.draw(rng, 10)
    x = encoding.decode(genomes)
    assert x.shape == (10, 1, 28, 28)
    assert x.dtype == np.float32
    assert 0 < x.min() < x.max() < 1
    noise = Pixels((1, 28, 28)).draw(rng, 10)
    assert np.abs(np.diff(x, axis=-1)).mean() < 0.4 * np.abs(np.diff(noise, axis=-1)).mean()
    constant = np.zeros((1, 6, 6))
    constant[0, 0, 0] = 2
    assert_close(encoding.decode(constant), np.full((1, 1, 28, 28), 1 / (1 + np.exp(-2))), "a constant", rtol=1e-6)


@pytest.mark.parametrize("encoding", [Pixels((1, 6, 6)), Cosines(6, 6, waves=3)])
def test_evolution_never_falls(encoding):
    model = linear(scale=4)
    found = evolve(scores(model), encoding, np.random.default_rng(0), generations=60, offspring=20)
    assert found.confidence.shape == found.parents.shape == (61, 4)
    assert (np.diff(found.confidence, axis=0) >= 0).all()
    assert (found.confidence[-1] > found.confidence[0]).all()
    p = probabilities(model, found.x)[np.arange(4), np.arange(4)]
    assert_close(found.confidence[-1], p, "the champions' confidence", rtol=1e-5)
    again = evolve(scores(model), encoding, np.random.default_rng(0), generations=60, offspring=20)
    np.testing.assert_array_equal(again.x, found.x)


def test_the_surest_corner_of_two_classes_is_the_surest():
    rng = np.random.default_rng(0)
    w, b = rng.standard_normal((8, 2)), rng.standard_normal(2)
    x, p = surest_corner(w, b, 1)
    every = (np.arange(256)[:, None] >> np.arange(8)) & 1
    z = every @ w + b
    best = 1 / (1 + np.exp(z[:, 0] - z[:, 1]))
    assert_close(p, best.max(), "p")
    assert set(x.tolist()) <= {0.0, 1.0}
