"""The model index: what works, where it is taught, and how its figures compare with the published ones.

`python -m deeparc.index` prints it as a table, `python -m deeparc.index --json` as a JSON list for other programs.
The module `deeparc.index.<part>.<chapter>` holds the entries of one chapter; where it is, the chapter is written.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources

from deeparc.index.figure import Figure


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
        exists: whether it is written.
    """

    order: int
    slug: str
    part: str
    title: str
    systems: tuple[System, ...]
    path: str
    exists: bool


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
            works=row["id"] in _entries(),
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
        exists = _chapter_entries(row["part"], row["slug"]) is not None
        result.append(Chapter(int(row["order"]), row["slug"], row["part"], row["title"], taught, path, exists))
    return result


def entries() -> list[Entry]:
    """Return an entry for each system that works, in the order of the course's list."""
    return [Entry(s.id, s.system, s.year, s.by, s.part, **_entries()[s.id]()) for s in systems() if s.id in _entries()]


@cache
def _chapter_entries(part: str, slug: str) -> dict[str, Callable[[], dict]] | None:
    """Return what makes the entries of a chapter, by system; None when the chapter is not written yet."""
    name = f"{__name__}.{part}.{slug}".replace("-", "_")
    try:
        return import_module(name).ENTRIES
    except ModuleNotFoundError as error:
        if not name.startswith(error.name or "?"):  # an entry's own import failed
            raise
        return None


@cache
def _entries() -> dict[str, Callable[[], dict]]:
    made = (_chapter_entries(row["part"], row["slug"]) for row in _table("chapters"))
    return {system: make for chapter in made if chapter for system, make in chapter.items()}


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    text = (resources.files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
