"""How much a dream raises its layer's activations, what each of its options does, and what the net then says.

Six photographs, one run each, with its own seed for the jitter. One option is taken away or changed at a time.
"""

import numpy as np
import torch
from torch import nn

from deeparc.core.data.imagenet import centred
from deeparc.core.data.photo_patches import PHOTOGRAPHS, photograph
from deeparc.core.interval import intervals
from deeparc.core.module import build
from deeparc.core.rng import generators
from deeparc.vision.activation import Objective, total_variation
from deeparc.vision.deepdream import dream, energy, layer_of, logit_of
from deeparc.vision.mobilenet import MobileNetV2, Recogniser, recogniser

NAMES = tuple(name for name, place in PHOTOGRAPHS.items() if place[3])  # those in colour
LAYER = 12
STEPS = 10
OCTAVES = 4
ETA = 0.012
FULL = {"octaves": OCTAVES, "steps": STEPS, "jitter": 32, "eta": ETA}
VARIANTS = {
    "all options": FULL,
    "no jitter": FULL | {"jitter": 0},
    "one octave": FULL | {"octaves": 1, "steps": OCTAVES * STEPS},
    "neither": FULL | {"octaves": 1, "steps": OCTAVES * STEPS, "jitter": 0},
    "smoothed gradient": FULL | {"blur": 1.0},
}  # all make as many steps
SHIFT = 7  # pixels, no multiple of the net's strides
CLASS = 88  # macaw
BANDS = ((0.0, 0.0625), (0.0625, 0.125), (0.125, 0.25), (0.25, 0.5))  # cycles a pixel


def run(seed: int = 0) -> dict:
    """Measure one run on each photograph."""
    net, blank = recogniser(), random_net(seed)
    seeds = [len(NAMES) * seed + k for k in range(len(NAMES))]
    rows = {
        name: [of_photograph(net, n, v, k) for n, k in zip(NAMES, seeds, strict=True)] for name, v in VARIANTS.items()
    }
    before = {n: top_class(net, pixels(n)) for n in NAMES}
    classes = [of_class(net, n, k) for n, k in zip(NAMES, seeds, strict=True)]
    random = [of_photograph(net, n, FULL, k, blank) for n, k in zip(NAMES, seeds, strict=True)]
    return {
        "photographs": NAMES,
        "layer": LAYER,
        "settings": FULL,
        "bands": BANDS,
        "variants": {
            name: intervals([row["measured"] for row in found])
            | {"after": {n: row["says"] for n, row in zip(NAMES, found, strict=True)}}
            for name, found in rows.items()
        },
        "random_net": intervals([row["measured"] for row in random]),
        "before": before,
        "class": {"number": CLASS} | intervals(classes),
    }


def pixels(name: str, size: int = 224) -> torch.Tensor:
    """Return a photograph as the net is shown it, (1, 3, size, size) in [0, 1]."""
    return torch.from_numpy(centred(photograph(name), size))[None]


def random_net(seed: int = 0) -> Recogniser:
    """Return the recogniser's net with weights drawn, not learned."""
    (weights,) = generators(seed, "random net")
    return Recogniser(build(MobileNetV2, weights)).eval().requires_grad_(False)


def of_photograph(net: Recogniser, name: str, options: dict, seed: int, dreamer: Recogniser | None = None) -> dict:
    """Let one photograph be dreamed on, and measure what has changed.

    Args:
        net: judges.
        name: of the photograph.
        options: for `dream`.
        seed: of the jitter.
        dreamer: whose layer is raised; the judge's by default.
    """
    x = pixels(name)
    (rng,) = generators(seed, "jitter")
    y = dream(energy(layer_of(net if dreamer is None else dreamer, LAYER)), x, rng, **options).x
    raised = energy(layer_of(net, LAYER))
    change = (y - x)[0].numpy()
    return {
        "measured": {
            "gain": value(raised, y) / value(raised, x),
            "gain_shifted": value(raised, shifted(y)) / value(raised, shifted(x)),
            "gain_half_size": value(raised, halved(y)) / value(raised, halved(x)),
            "change": float(np.abs(change).mean()),
            "variation": float(total_variation(y) / total_variation(x)),
            "spectrum": dict(zip(map(str, range(len(BANDS))), spectrum(change), strict=True)),
        },
        "says": top_class(net, y),
    }


def of_class(net: Recogniser, name: str, seed: int) -> dict:
    """Raise the logit of `CLASS` in one photograph, and return its probability before and after."""
    x = pixels(name)
    (rng,) = generators(seed, "jitter")
    y = dream(logit_of(net, CLASS), x, rng, **FULL).x
    before, after, moved = (float(torch.softmax(net(z), dim=1)[0, CLASS]) for z in (x, y, shifted(y)))
    return {"before": before, "after": after, "after_shift": moved}


def value(objective: Objective, x: torch.Tensor) -> float:
    """Return an objective as a plain number."""
    with torch.no_grad():
        return objective(x).item()


def shifted(x: torch.Tensor) -> torch.Tensor:
    """Return the picture without `SHIFT` rows and columns at its top and left; the last ones are repeated."""
    return nn.functional.pad(x[:, :, SHIFT:, SHIFT:], (0, SHIFT, 0, SHIFT), mode="replicate")


def halved(x: torch.Tensor) -> torch.Tensor:
    """Return the picture at half its size: what is left of a change for somebody who stands twice as far away."""
    return nn.functional.avg_pool2d(x, 2)


def top_class(net: Recogniser, x: torch.Tensor) -> dict:
    """Return the most probable class's number and probability."""
    with torch.no_grad():
        p, number = torch.softmax(net(x), dim=1)[0].max(dim=0)
    return {"number": int(number), "probability": float(p)}


def spectrum(change: np.ndarray) -> list[float]:
    """Return the shares of a picture's energy (C, H, W) in each of `BANDS`, by the larger of both frequencies.

    The mean of each plane is left out.
    """
    power = np.abs(np.fft.fft2(change - change.mean(axis=(1, 2), keepdims=True))) ** 2
    f = np.maximum(
        *(np.abs(np.fft.fftfreq(n)).reshape(s) for n, s in zip(change.shape[1:], ((-1, 1), (1, -1)), strict=True))
    )
    shares = [power[:, (f > low) & (f <= high)].sum() / power.sum() for low, high in BANDS]
    return [float(share) for share in shares]
