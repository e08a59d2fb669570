"""Shows pairs that resemble each other: a table for the terminal, and a page with the code side by side."""

from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.markup import escape
from rich.table import Table

from arcgrade import page
from arcgrade.similar import Pair, Shared, Similar
from arcgrade.text import printable

LINES = 150  # of each answer that the page shows; the JSON has all


def one_in(rarity: float) -> str:
    """Say a rarity in words: 0.004 is `1 pair in 250`."""
    return f"1 pair in {round(1 / rarity):,}"


def table(found: Similar) -> Group:
    """Return a table for the terminal: one row a pair."""
    title = f"{found.assignment}: {found.compared} submissions compared"
    rows = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    rows.add_column("pair", overflow="fold")
    rows.add_column("sum", justify="right")
    rows.add_column("tasks: resemblance, how rare", overflow="fold")
    for pair in found.pairs:
        tasks = "; ".join(f"{s.task} {s.resemblance:.2f}, {one_in(s.rarity)}" for s in pair.tasks[:3])
        more = f"; {len(pair.tasks) - 3} more" if len(pair.tasks) > 3 else ""
        rows.add_row(escape(f"{pair.first} – {pair.second}"), f"{pair.score:.1f}", escape(tasks + more))
    lines = [] if found.pairs else ["no pair stands out"]
    lines += [f"{found.more} more pairs stand out less"] if found.more else []
    lines += [f"{escape(student)} left out: {escape(why)}" for student, why in found.skipped.items()]
    return Group(rows, *lines)


def write_page(found: Similar, target: Path) -> Path:
    """Write the page: one file that needs no network."""
    text = page.render(
        "similar.html.j2",
        title=f"{found.assignment}: answers that resemble each other",
        found=found,
        one_in=one_in,
        sides=_sides,
    )
    return page.write(target, text)


def _sides(pair: Pair, shared: Shared) -> list[tuple[str, list[tuple[str, bool]], int]]:
    """Return name, lines with whether each holds something shared, and the number of lines left out, of both sides."""
    sides = []
    for name, source, marked in (
        (pair.first, shared.first, shared.first_lines),
        (pair.second, shared.second, shared.second_lines),
    ):
        lines = source.expandtabs(4).split("\n")
        same = set(marked)
        shown = [(printable(line[:500]), number in same) for number, line in enumerate(lines[:LINES], 1)]
        sides.append((name, shown, max(len(lines) - LINES, 0)))
    return sides
