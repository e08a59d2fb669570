"""Pages that stand alone, and text from strangers that does no harm in them.

A page carries its style and its figures inside, loads nothing, runs no script, and reads well on a telephone, on
paper and in the dark. Whatever students wrote is escaped by Jinja2.
"""

import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

INK = "#010203"  # stands for the page's own text colour until the figure is in the page
_STYLE = {
    "font.size": 10.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "hatch.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "arcgrade",
}
_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates" / "pages"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
_PAGES.filters["g"] = lambda number: f"{number:.4g}"


def svg(draw: Callable[[Axes], None], text: str, *, width: float = 4.2, height: float = 2.3) -> Markup:
    """Return a figure as inline SVG in the page's own text colour.

    Args:
        draw: draws on the axes that it is given.
        text: is read out in the figure's place.
        width, height: in inches; the default suits a telephone without making letters small.
    """
    buffer = io.StringIO()
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(FigureCanvasSVG(figure).figure.add_subplot())
        figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    drawn = buffer.getvalue()
    drawn = drawn[drawn.index("<svg") :].replace(INK, "currentColor").replace("'DejaVu Sans'", "system-ui")
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    return Markup(drawn.replace("<svg", f'<svg role="img" aria-label="{escape(text)}"', 1))


def render(template: str, **values: Any) -> str:
    """Return the page that a template of `templates/pages/` makes of these values."""
    return _PAGES.get_template(template).render(**values)


def write(target: Path, text: str) -> Path:
    """Write a file so that it is whole or not there; characters that UTF-8 has no place for become `?`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(text.encode("utf-8", errors="replace"))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target
