"""The model index: what works, where it is taught, and how its figures compare with the published ones.

`python -m deeparc.index` prints it as a table, `python -m deeparc.index --json` as a JSON list for other programs.
"""

import argparse
import csv
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources

from deeparc.experiments import read

PERCEPTRON_CHAPTER = "chapters/foundations/perceptron"


@dataclass(frozen=True)
class System:
    """One of the course's systems, as its list has it.

    Attributes:
        id: short name.
        system: full name.
        year: of its first publication; None for subjects that have no single one.
        by: authors.
        part: of the course.
        decks: the decks that treat it.
        must_work: what its implementation has to show.
        works: whether the index has an entry for it.
    """

    id: str
    system: str
    year: int | None
    by: str
    part: str
    decks: tuple[str, ...]
    must_work: str
    works: bool


@dataclass(frozen=True)
class Chapter:
    """One of the course's chapters.

    Attributes:
        order: position in the course, from 1.
        slug: short name, the last part of `path`.
        part: of the course.
        title: full title.
        systems: those it teaches.
        path: directory of its pages, relative to the book's root.
        exists: whether it teaches a system that works.
    """

    order: int
    slug: str
    part: str
    title: str
    systems: tuple[System, ...]
    path: str
    exists: bool


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


@dataclass(frozen=True)
class Entry:
    """A system that works.

    Attributes:
        id: as in `System`.
        system: as in `System`.
        year: as in `System`.
        by: as in `System`.
        part: as in `System`.
        object: import path of its class or function.
        chapter: the page that teaches it, relative to the book's root, without extension.
        paper: the original, as text.
        bib_key: the same in the bibliography.
        published: a figure from the literature.
        ours: the same figure measured by this library, read from its results file.
        parameters: how many numbers it learns.
    """

    id: str
    system: str
    year: int | None
    by: str
    part: str
    object: str
    chapter: str
    paper: str
    bib_key: str
    published: Figure
    ours: Figure
    parameters: Figure


def systems() -> list[System]:
    """Return every system of the course in the order of its list, with `works` for those that the index has."""
    return [
        System(
            id=row["id"],
            system=row["system"],
            year=int(row["year"]) if row["year"] else None,
            by=row["by"],
            part=row["part"],
            decks=tuple(row["decks"].split(";")),
            must_work=row["what must work"],
            works=row["id"] in _ENTRIES,
        )
        for row in _table("systems")
    ]


def chapters() -> list[Chapter]:
    """Return every chapter of the course in order, with its systems."""
    by_id = {system.id: system for system in systems()}
    result = []
    for row in _table("chapters"):
        taught = tuple(by_id[i] for i in row["systems"].split(";") if i)
        path = f"chapters/{row['part']}/{row['slug']}"
        exists = any(s.works for s in taught)
        result.append(Chapter(int(row["order"]), row["slug"], row["part"], row["title"], taught, path, exists))
    return result


def entries() -> list[Entry]:
    """Return an entry for each system that works, in the order of the course's list."""
    return [Entry(s.id, s.system, s.year, s.by, s.part, **_ENTRIES[s.id]()) for s in systems() if s.id in _ENTRIES]


def _threshold_logic() -> dict:
    published = {"2": 14, "3": 104, "4": 1882}
    counts = _ours("threshold-logic", "threshold_functions")
    ours = {n: counts[n] for n in published}
    functions = _ours("threshold-logic", "boolean_functions")
    nets = _ours("threshold-logic", "two_layers")

    def phrase(count: dict[str, int]) -> str:
        return "one unit computes " + ", ".join(
            f"{count[n]:,} of the {functions[n]:,} functions of {n} inputs" for n in count
        )

    return {
        "object": "deeparc.units.threshold.ThresholdNet",
        "chapter": f"{PERCEPTRON_CHAPTER}/threshold-logic",
        "paper": "W. S. McCulloch and W. Pitts, A logical calculus of the ideas immanent in nervous activity, 1943",
        "bib_key": "mcculloch1943",
        "published": Figure(phrase(published), published, "muroga1971"),
        "ours": Figure(
            f"{phrase(ours)}; two layers compute {nets['correct']:,} of the {nets['functions']:,} functions "
            f"of {nets['inputs']} inputs",
            ours,
            _command("threshold-logic"),
        ),
        "parameters": Figure("none are learned", 0, "mcculloch1943"),
    }


STREET = Figure(
    "97.5 % estimated accuracy of one separating plane in worst area, worst smoothness and mean texture, "
    "by repeated 10-fold cross-validation",
    0.975,
    "wolberg1995",  # the data set's description; the paper, street1993, has 97 %
)


def _linear_parameters(source: str) -> Figure:
    return Figure(
        "4 with the three features, 31 with all 30: a weight for each feature, and a bias",
        {"street": 4, "all": 31},
        source,
    )


def _perceptron() -> dict:
    accuracy = {name: _ours("perceptron", "street")[name]["mean"] for name in ("averaged", "pocket", "robust_plane")}
    convergence = _ours("perceptron", "convergence")
    bound = _ours("perceptron", "all_569")["mistake_bound"]
    return {
        "object": "deeparc.units.perceptron.Perceptron",
        "chapter": f"{PERCEPTRON_CHAPTER}/learning-rule",
        "paper": "F. Rosenblatt, The perceptron: a probabilistic model for information storage and organization in the "
        "brain, 1958",
        "bib_key": "rosenblatt1958",
        "published": STREET,
        "ours": Figure(
            f"{accuracy['averaged']:.1%} averaged and {accuracy['pocket']:.1%} pocket, with the same features and "
            f"estimate ({accuracy['robust_plane']:.1%} by their linear programme); with all 30 features the plain rule "
            f"separates the 569 examples after {convergence['mistakes']:,} mistakes, "
            f"where the bound allows {bound:,.0f}".replace("%", " %"),
            accuracy,
            _command("perceptron"),
        ),
        "parameters": _linear_parameters("rosenblatt1958"),
    }


def _adaline() -> dict:
    accuracy = {name: row["mean"] for name, row in _ours("adaline", "street").items()}
    return {
        "object": "deeparc.units.adaline.Adaline",
        "chapter": f"{PERCEPTRON_CHAPTER}/adaline",
        "paper": "B. Widrow and M. E. Hoff, Adaptive switching circuits, 1960",
        "bib_key": "widrow1960",
        "published": STREET,
        "ours": Figure(
            f"{accuracy['alpha']:.1%} by α-LMS, {accuracy['mu']:.1%} by μ-LMS and {accuracy['least_squares']:.1%} "
            "by least squares in closed form, with the same features and estimate".replace("%", " %"),
            accuracy,
            _command("adaline"),
        ),
        "parameters": _linear_parameters("widrow1960"),
    }


_ENTRIES = {"threshold-logic": _threshold_logic, "perceptron": _perceptron, "adaline": _adaline}


def _ours(system: str, what: str) -> dict:
    return read(system)["results"][what]


def _command(system: str) -> str:
    return read(system)["command"]


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    text = (resources.files("deeparc.index_data") / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def main(arguments: list[str] | None = None) -> None:
    """Print the index."""
    parser = argparse.ArgumentParser(prog="python -m deeparc.index", description="The systems that work.")
    parser.add_argument("--json", action="store_true", help="print a JSON list")
    if parser.parse_args(arguments).json:
        print(json.dumps([asdict(entry) for entry in entries()], indent=2, ensure_ascii=False))
    else:
        _print_table()


def _print_table() -> None:
    rows = [
        (f"{e.system}, {e.year}\n{e.object}", f"{e.published} [{e.published.source}]", str(e.ours)) for e in entries()
    ]
    count = f"{len(rows)} of {len(systems())} systems work"
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        for system, published, ours in rows:
            print(f"{system}\npublished: {published}\nours: {ours}\n")
        print(count)
        return
    table = Table(title=count)
    for name in ("system", "published", "ours"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row), end_section=True)
    Console().print(table)


if __name__ == "__main__":
    main()
