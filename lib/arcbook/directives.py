"""The book's own directives, and what makes it work offline.

`{course-map}` draws every chapter of the course and marks those that exist; `{model-index}` lists every system
that works, from the library's registry. MathJax is copied from its package into the book.
"""

import importlib.resources
import shutil
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from deeparc import index

# What TeX input and HTML output with fonts need; the package holds ten times as much.
MATHJAX = ("tex-chtml.js", "output/chtml/fonts", "a11y", "input/tex/extensions", "sre")


class _Generated(SphinxDirective):
    """A directive whose content is MyST Markdown made by code."""

    def markdown(self) -> list[str]:
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Parse the made text in place of the directive."""
        holder = nodes.container()
        holder.document = self.state.document
        self.state.nested_parse(StringList(self.markdown(), source=type(self).__name__), 0, holder)
        return holder.children


class CourseMap(_Generated):
    """Every chapter of the course, one card a part; chapters that exist are links and name their systems."""

    def markdown(self) -> list[str]:
        """Return one grid with a card for each part."""
        chapters = index.chapters()
        lines = ["::::::{grid} 1 1 2 2", ":gutter: 2", ""]
        for part in dict.fromkeys(c.part for c in chapters):
            lines += [f":::::{{grid-item-card}} {part.capitalize()}", ""]
            for chapter in (c for c in chapters if c.part == part):
                if chapter.exists:
                    names = ", ".join(s.system for s in chapter.systems)
                    link = f"{{doc}}`{chapter.title} </{chapter.path}/index>`"
                    lines += [f"{chapter.order}. {link}: {names}" if names else f"{chapter.order}. {link}"]
                else:
                    lines += [f"{chapter.order}. [{chapter.title} (planned)]{{.arc-planned}}"]
            lines += ["", ":::::", ""]
        return [*lines, "::::::", ""]


class ModelIndex(_Generated):
    """Every system that works, with its sources and figures."""

    def markdown(self) -> list[str]:
        """Return one section of facts for each system, and the count of those to come."""
        systems = index.systems()
        entries = index.entries()
        lines = [f"{len(entries)} of the course's {len(systems)} systems work.", ""]
        for entry in entries:
            origin = ", ".join(str(x) for x in (entry.by, entry.year) if x)
            lines += [
                f"**{entry.system}**" + (f" ({origin})" if origin else ""),
                "",
                f"- code: `{entry.object}`",
                f"- taught in: {{doc}}`/{entry.chapter}`",
                f"- paper: {entry.paper} {{cite:p}}`{entry.bib_key}`",
                f"- published: {entry.published} {{cite:p}}`{entry.published.source}`",
                f"- ours: {entry.ours} (`{entry.ours.source}`)",
                f"- parameters: {entry.parameters}",
                "",
            ]
        return lines


def _copy_mathjax(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    source = Path(str(importlib.resources.files("mathjax"))) / "static" / "mathjax" / "es5"
    target = Path(app.outdir) / "_static" / "mathjax"
    for name in MATHJAX:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source / name, target / name)


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.add_directive("course-map", CourseMap)
    app.add_directive("model-index", ModelIndex)
    app.add_css_file("arc.css")
    app.connect("build-finished", _copy_mathjax)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
