"""Random generators from one seed, one for each purpose, whose state can be stored and brought back.

A purpose has its own stream, so that one more draw for the weights does not change the order of the examples.
"""

import json
from hashlib import sha256

import numpy as np

from deeparc.core.validate import whole


def generator(seed: int, name: str) -> np.random.Generator:
    """Return the generator of one purpose: the same for the same seed and name, independent of all others.

    Args:
        seed: a whole number of at least 0.
        name: such as "weights", "order" or "dropout".

    Raises:
        ValueError: the seed is no whole number of at least 0, or the name is empty.
    """
    if not name:
        raise ValueError("name is empty, expected the purpose of the generator")
    words = np.frombuffer(sha256(name.encode()).digest()[:16], dtype="<u4")
    return np.random.default_rng(np.random.SeedSequence(whole(seed, "seed", 0), spawn_key=tuple(words.tolist())))


def generators(seed: int, *names: str) -> tuple[np.random.Generator, ...]:
    """Return one generator for each name: `weights, order = generators(0, "weights", "order")`.

    Raises:
        ValueError: as `generator`, or a name comes twice.
    """
    if len(set(names)) < len(names):
        raise ValueError(f"names are {names}, expected no name twice")
    return tuple(generator(seed, name) for name in names)


def save_state(rng: np.random.Generator) -> str:
    """Return the generator's state as JSON text."""
    return json.dumps(rng.bit_generator.state, default=lambda array: array.tolist())


def load_state(rng: np.random.Generator, state: str) -> None:
    """Set the generator to a stored state, so that it goes on as the stored one would have.

    Args:
        rng: of the same kind as the one stored.
        state: text from `save_state`.

    Raises:
        ValueError: the text is no state, or one of another kind of generator.
    """
    kind = type(rng.bit_generator).__name__
    try:
        values = json.loads(state)
        if values["bit_generator"] != kind:
            raise ValueError(f"state is of a {values['bit_generator']} generator, expected {kind}")
        rng.bit_generator.state = values
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"state is no state of a {kind} generator: {error!r}") from error
