"""A net that learns live in the reader's browser: two-class points, a decision surface, 500 epochs."""

import json
from dataclasses import asdict
from importlib import resources
from string import Template

from deeparc.core import figures
from deeparc.core.data.plane import EDGE, SHAPES
from deeparc.playground.reference import EPOCHS, Settings, points

__all__ = ["Playground"]


class Playground:
    """The playground as a cell's output, in Jupyter and in the book: one piece of HTML that needs nothing else.

    Args:
        start: the choices that it shows first.

    Source: after D. Smilkov and S. Carter, "A neural network playground", 2016. Deck: intro.
    """

    def __init__(self, start: Settings | None = None) -> None:
        self.start = start or Settings()

    def __repr__(self) -> str:
        return f"Playground({self.start})"  # without an address, which would differ from run to run

    def _repr_html_(self) -> str:
        options = {
            "data": {name: points(name) for name in SHAPES},
            "colours": [figures.NEGATIVE, figures.POSITIVE],
            "epochs": EPOCHS,
            "edge": EDGE,
            "start": asdict(self.start),
        }
        return _PAGE.substitute(
            style=_file("playground.css"), program=_file("playground.js"), options=json.dumps(options)
        )


def _file(name: str) -> str:
    return (resources.files(__name__) / name).read_text(encoding="utf-8")


_PAGE = Template("""<div class="arc-playground" id="arc-playground">
<p>The playground needs JavaScript, which is switched off here. The table below the playground has its results.</p>
</div>
<style>
$style</style>
<script>(() => {
$program
const root = document.getElementById("arc-playground");
root.playground = ArcPlayground.mount(root, $options);
root.playground.engine = ArcPlayground;
})();</script>""")
