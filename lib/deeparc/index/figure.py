"""A number, published or measured, with where it is from."""

from dataclasses import dataclass

from deeparc.experiments import read


@dataclass(frozen=True)
class Figure:
    """A number, published or ours; `str()` of it is a phrase.

    Attributes:
        text: the phrase.
        value: the bare number, or the numbers by name.
        source: key in the bibliography, or the command that measures it.
    """

    text: str
    value: float | dict[str, float]
    source: str

    def __str__(self) -> str:
        return self.text


def ours(system: str, what: str) -> dict:
    """Return one of the results that the experiment of a system has kept."""
    return read(system)["results"][what]


def command(system: str) -> str:
    """Return the command that measures them."""
    return read(system)["command"]
