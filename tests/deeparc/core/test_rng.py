"""Generators by name and seed, and their state."""

import numpy as np
import pytest

from deeparc.core.rng import generator, generators, load_state, save_state


def test_same_seed_and_name_same_numbers():
    assert generator(0, "weights").random() == generator(0, "weights").random()
    draws = [generator(seed, name).random() for seed in (0, 1) for name in ("weights", "order")]
    assert len(set(draws)) == 4


def test_published_streams_stay():
    assert generator(0, "weights").integers(1000, size=4).tolist() == [366, 383, 8, 565]


def test_generators():
    weights, order = generators(3, "weights", "order")
    assert weights.random() == generator(3, "weights").random()
    assert order.random() == generator(3, "order").random()


@pytest.mark.parametrize("kind", [np.random.PCG64, np.random.Philox, np.random.MT19937])
def test_state(kind):
    rng, other = np.random.Generator(kind(0)), np.random.Generator(kind(1))
    rng.standard_normal(3)
    rng.integers(5, dtype=np.int32)  # leaves half a word behind
    load_state(other, save_state(rng))
    np.testing.assert_array_equal(
        rng.integers(100, size=5, dtype=np.int32), other.integers(100, size=5, dtype=np.int32)
    )
    assert rng.random() == other.random()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: generator(-1, "x"), "seed is -1"),
        (lambda: generator(0, ""), "name is empty"),
        (lambda: generators(0, "a", "a"), "no name twice"),
        (lambda: load_state(generator(0, "x"), "{}"), "no state of a PCG64"),
        (lambda: load_state(generator(0, "x"), "nonsense"), "no state of a PCG64"),
        (
            lambda: load_state(generator(0, "x"), save_state(np.random.Generator(np.random.Philox(0)))),
            "state is of a Philox generator, expected PCG64",
        ),
    ],
)
def test_bad_arguments(call, message):
    with pytest.raises(ValueError, match=message):
        call()
