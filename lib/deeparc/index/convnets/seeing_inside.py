"""The index's entries for "What ConvNets see"."""

from deeparc.core.count import count, total
from deeparc.core.data.photo_digits import SIZE
from deeparc.core.module import outline
from deeparc.experiments.deconvnet import digit_net
from deeparc.index.figure import Figure, command, ours
from deeparc.vision.mobilenet import MobileNetV2

CHAPTER = "chapters/convnets/seeing-inside"


def _deconvnet() -> dict:
    stems = {name: found["error"]["mean"] for name, found in ours("deconvnet", "stems").items()}
    small, large = stems["7 × 7, stride 2"], stems["11 × 11, stride 4"]
    maps = ours("deconvnet", "measured")["maps"]["stage 3"]
    projected = maps["ways"]["deconvnet"]
    sanity = ours("deconvnet", "measured")["classes"]["deconvnet"]["random_layers"]["3"]["mean"]
    parameters = total(count(outline(digit_net), (3, SIZE, SIZE))).parameters
    return {
        "object": "deeparc.vision.deconvnet.Deconvnet",
        "chapter": f"{CHAPTER}/deconvnet",
        "paper": "M. D. Zeiler and R. Fergus, Visualizing and understanding convolutional networks, 2014 (report 2013)",
        "bib_key": "zeiler2014",
        "published": Figure(
            "the pictures led from 11 × 11 filters with stride 4 to 7 × 7 with stride 2, and from 18.1 % to 16.5 % "
            "top-5 error of one net on ImageNet's validation images",
            {"before": 0.181, "after": 0.165},
            "zeiler2014",
        ),
        "ours": Figure(
            f"the same change on digits on photographs: from {large:.1%} to {small:.1%} error; projections have "
            f"{projected['on_ink']['mean']:.0%} of their energy on the ink, which has {maps['ink_area']['mean']:.0%} "
            f"of the area; rank correlation {sanity:.2f} with those of a net with three random layers of four".replace(
                "%", " %"
            ),
            {
                "before": large,
                "after": small,
                "on_ink": projected["on_ink"]["mean"],
                "ink_area": maps["ink_area"]["mean"],
                "random_layers": sanity,
            },
            command("deconvnet"),
        ),
        "parameters": Figure(f"none of its own; {parameters:,} in the net of our figures", parameters, "zeiler2014"),
    }


def _deepdream() -> dict:
    found = ours("deepdream", "variants")
    gain = {name: found[name]["gain"]["mean"] for name in ("all options", "no jitter")}
    moved = {name: found[name]["gain_shifted"]["mean"] for name in gain}
    parameters = total(count(outline(MobileNetV2), (3, 224, 224))).parameters
    return {
        "object": "deeparc.vision.deepdream.dream",
        "chapter": f"{CHAPTER}/deepdream",
        "paper": "A. Mordvintsev, C. Olah and M. Tyka, Inceptionism: going deeper into neural networks, 2015",
        "bib_key": "mordvintsev2015",
        "published": Figure(
            "pictures and a program, no measurement: 10 steps in each of 4 octaves with a ratio of 1.4",
            {"steps": 10, "octaves": 4, "scale": 1.4},
            "mordvintsev2015",
        ),
        "ours": Figure(
            f"with these settings half the squared norm of the layer grows {gain['all options']:.1f} times, and "
            f"{moved['all options']:.1f} times after moving by 7 pixels; without jitter {gain['no jitter']:.1f} and "
            f"{moved['no jitter']:.1f} times",
            {**gain, **{f"{name}, moved": value for name, value in moved.items()}},
            command("deepdream"),
        ),
        "parameters": Figure(
            f"none of its own; {parameters:,} in the MobileNet-v2 that dreams", parameters, "sandler2018"
        ),
    }


ENTRIES = {"deconvnet": _deconvnet, "deepdream": _deepdream}
