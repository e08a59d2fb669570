"""The page that shows how a class did: plots, one card a task with the checks that most failed."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from markupsafe import Markup
from matplotlib.axes import Axes

from arcgrade import page
from arcgrade.stats import BINS, ClassStats, TaskStats, who
from deeparc.core.figures import BLUE, ORANGE, SKY

WORST = 5  # failed checks shown of each task


def write_page(numbers: ClassStats, target: Path) -> Path:
    """Write the page: one file that needs no network."""
    text = page.render(
        "stats.html.j2",
        title=f"{numbers.assignment}: how the class did",
        who=who(numbers),
        numbers=numbers,
        totals=_histogram(numbers.distribution),
        overview=_overview(numbers.tasks) if numbers.tasks else "",
        charts={task.name: _histogram(task.distribution) for task in numbers.tasks},
        worst=WORST,
    )
    return page.write(target, text)


def _histogram(counts: Sequence[int]) -> Markup:
    def draw(axes: Axes) -> None:
        bars = axes.bar(np.arange(BINS) * 10 + 5, counts, width=9, color=BLUE)
        axes.bar_label(bars, labels=[str(c) if c else "" for c in counts], padding=1)
        axes.set(xlim=(0, 100), ylim=(0, max(*counts, 1) * 1.15), xlabel="% of the points", ylabel="students")
        axes.set_xticks(range(0, 101, 20))
        axes.yaxis.get_major_locator().set_params(integer=True)

    steps = "; ".join(f"{10 * i} to {10 * i + 10} %: {count}" for i, count in enumerate(counts) if count)
    return page.svg(draw, f"Students by share of points. {steps or 'Nobody yet'}.")


def _overview(rows: Sequence[TaskStats]) -> Markup:
    def draw(axes: Axes) -> None:
        many = np.array([max(t.marked, 1) for t in rows])
        full, zero = (np.array([getattr(t, kind) for t in rows]) for kind in ("full", "zero"))
        some = np.array([t.marked for t in rows]) - full - zero
        kinds = (("full marks", full, BLUE, ""), ("some points", some, SKY, ".."), ("none", zero, ORANGE, "//"))
        left = np.zeros(len(rows))
        for label, part, colour, hatch in kinds:
            share = 100 * part / many
            axes.barh(range(len(rows)), share, left=left, color=colour, hatch=hatch, label=label)
            left = left + share
        axes.set_yticks(range(len(rows)), [t.name for t in rows])
        axes.invert_yaxis()
        axes.set(xlim=(0, 100), xlabel="% of the students")
        axes.figure.legend(loc="outside upper center", ncols=3)

    text = "Share of students with full marks, some points and none, by task. The table has the same numbers."
    return page.svg(draw, text, height=0.9 + 0.3 * len(rows))
