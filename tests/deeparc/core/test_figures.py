"""Stepped figures work without JavaScript, are the same each time, and say what they show."""

import base64
import json
import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

mpl.use("agg")

from deeparc.core.figures import MARKERS, NEGATIVE, POSITIVE, Steps, use_style


def draw(figure, i):
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, i])


@pytest.fixture(scope="module")
def steps():
    return Steps(draw, ["Start.", 'After "one" </script> step.'], label="epoch <1>", figsize=(1, 1))


def test_without_javascript_the_last_picture_shows_with_its_caption(steps):
    html = steps._repr_html_()
    img = re.search(r'<img src="([^"]+)" alt="([^"]+)"', html)
    assert img.group(1) == steps.pictures[-1]
    assert img.group(2) == "After &quot;one&quot; &lt;/script&gt; step."
    assert 'aria-label="epoch &lt;1&gt;"' in html


def test_frames_hold_each_picture_with_its_caption(steps):
    html = steps._repr_html_()
    assert html.count("</script>") == 1  # a caption cannot end the script
    frames = json.loads(re.search(r"frames = (\[.*\]);", html).group(1))
    assert [caption for _, caption in frames] == steps.captions
    for picture, _ in frames:
        kind, data = picture.split(",")
        assert kind == "data:image/png;base64"
        assert base64.b64decode(data).startswith(b"\x89PNG")
    assert frames[0][0] != frames[1][0]


def test_same_figure_same_html(steps):
    again = Steps(draw, steps.captions, label=steps.label, figsize=(1, 1))
    assert again._repr_html_() == steps._repr_html_()


def test_no_figure_stays_open(steps):
    before = plt.get_fignums()

    def fails(figure, i):
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        Steps(fails, ["One."], figsize=(1, 1))
    assert plt.get_fignums() == before


def test_captions_are_needed():
    with pytest.raises(ValueError, match="captions is empty"):
        Steps(draw, [])


def test_style_is_transparent_and_tells_lines_apart_without_colour():
    with mpl.rc_context():
        use_style()
        assert mpl.rcParams["figure.facecolor"] == "none"
        cycle = mpl.rcParams["axes.prop_cycle"].by_key()
    assert len({str(style) for style in cycle["linestyle"]}) == len(cycle["color"])
    assert NEGATIVE != POSITIVE
    assert MARKERS[0] != MARKERS[1]


def test_photographs_are_marked_so_that_dark_pages_leave_their_colours(steps):
    photo = Steps(draw, steps.captions, label=steps.label, figsize=(1, 1), photo=True)
    assert '<figure class="arc-steps photo"' in photo._repr_html_()
    assert '<figure class="arc-steps"' in steps._repr_html_()
