"""The figures' shared style, and figures that step through time.

Colours are Okabe and Ito's palette, which people with any common colour blindness can tell apart; meaning
never rests on colour alone (markers and line styles differ too). Backgrounds are transparent, so the book
can show a figure on a light or a dark page.
"""

import base64
import hashlib
import html
import io
import json
from collections.abc import Callable, Sequence
from string import Template

import matplotlib as mpl
import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, VERMILLION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PURPLE, YELLOW, GREY = "#56B4E9", "#CC79A7", "#F0E442", "#777777"
NEGATIVE, POSITIVE = BLUE, VERMILLION  # the two classes, t = 0 and t = 1, everywhere in the course
MARKERS = {0: "o", 1: "^"}  # and their markers
DIVERGING = LinearSegmentedColormap.from_list("negative_positive", [NEGATIVE, "white", POSITIVE])
"""From the one through white to the other, for signed numbers about 0."""


def use_style() -> None:
    """Set matplotlib's defaults to the course's style; call it once at the top of a notebook."""
    mpl.rcParams.update(
        {
            "figure.figsize": (7.0, 3.6),
            "figure.dpi": 100,
            "figure.facecolor": "none",
            "figure.constrained_layout.use": True,
            "axes.facecolor": "none",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlesize": "medium",
            "axes.grid": False,
            "axes.prop_cycle": cycler(color=[BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY])
            + cycler(linestyle=["-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1))]),
            "font.size": 10.5,
            "legend.frameon": False,
            "lines.linewidth": 1.8,
            "savefig.facecolor": "none",
        }
    )
    try:
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:  # outside Jupyter
        return
    set_matplotlib_formats("retina", bbox_inches=None)


class Steps:
    """A figure with a slider: one picture and one sentence for each moment. Shows itself in Jupyter and in the book.

    Args:
        draw: called as `draw(figure, i)` for each i; draws moment i on an empty matplotlib figure.
        captions: one sentence for each moment, read out as that picture's alternative text.
        label: what the slider moves through, such as "epoch".
        figsize: width and height in inches.
        photo: whether the pictures hold photographs, whose colours a dark page must not turn round.
    """

    def __init__(
        self,
        draw: Callable[[Figure, int], None],
        captions: Sequence[str],
        *,
        label: str = "step",
        figsize: tuple[float, float] = (7.0, 3.6),
        photo: bool = False,
    ) -> None:
        if not captions:
            raise ValueError("captions is empty: give one sentence for each picture")
        self.captions = list(captions)
        self.label = label
        self.classes = "arc-steps photo" if photo else "arc-steps"
        self.pictures = [_picture(draw, i, figsize) for i in range(len(self.captions))]

    def _repr_html_(self) -> str:
        frames = json.dumps(list(zip(self.pictures, self.captions, strict=True))).replace("</", "<\\/")
        return _STEPS.substitute(
            classes=self.classes,
            name="steps-" + hashlib.sha256("".join(self.pictures).encode()).hexdigest()[:12],
            last=len(self.pictures) - 1,
            picture=self.pictures[-1],
            caption=html.escape(self.captions[-1]),
            label=html.escape(self.label),
            frames=frames,
        )


# Without JavaScript the last picture and its sentence are shown.
_STEPS = Template("""<figure class="$classes" id="$name" style="margin:0">
<img src="$picture" alt="$caption" style="max-width:100%">
<div style="display:flex;gap:.75em;align-items:center">
<button type="button" style="min-width:5em">Play</button>
<input type="range" min="0" max="$last" value="$last" aria-label="$label" style="flex:1;min-width:0">
</div>
<figcaption aria-live="polite">$caption</figcaption>
<script>(() => {
  const root = document.currentScript?.closest("figure") ?? document.getElementById("$name");
  const last = $last, frames = $frames;
  const [img, button, slider, text] =
    ["img", "button", "input", "figcaption"].map(part => root.querySelector(part));
  let timer = null;
  const show = i => { slider.value = i; [img.src, img.alt] = frames[i]; text.textContent = frames[i][1]; };
  const stop = () => { clearInterval(timer); timer = null; button.textContent = "Play"; };
  slider.addEventListener("input", () => { stop(); show(+slider.value); });
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (+slider.value === last) show(0);
    button.textContent = "Pause";
    timer = setInterval(() => +slider.value < last ? show(+slider.value + 1) : stop(), 500);
  });
})();</script></figure>""")


def _picture(draw: Callable[[Figure, int], None], i: int, figsize: tuple[float, float]) -> str:
    figure = plt.figure(figsize=figsize)
    try:
        draw(figure, i)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=150, metadata={"Software": None})
    finally:
        plt.close(figure)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
