"""What deconvnet pictures show of a small net: where their energy lies, and what is left when the weights are random.

A net of three stages learns digits on photographs. Its pictures are compared with the ink of the digit, which is known,
with what covering parts of the digit does, and with the pictures of a net that has learned nothing.
"""

import functools
from typing import NamedTuple

import numpy as np
import torch
from scipy import stats
from torch import nn

from deeparc.core.callbacks import Callback
from deeparc.core.data.dataset import Float32Array
from deeparc.core.data.mnist import mnist
from deeparc.core.data.photo_digits import SIZE, photo_digits
from deeparc.core.interval import intervals
from deeparc.core.loss import cross_entropy
from deeparc.core.module import build
from deeparc.core.optim import Momentum
from deeparc.core.rng import generators
from deeparc.core.schedule import cosine
from deeparc.core.train import fit, predict
from deeparc.vision.deconvnet import Deconvnet, field, strongest
from deeparc.vision.saliency import RULES, heat, occlusion

RUNS = 5
MAPS = (16, 24, 48)
EPOCHS = 4
BATCH = 32
ETA = 0.02  # chosen on split 100
MU = 0.9
FIRST = 0.2  # of the usual size are the first layer's weights at the start, so that little of them stays in the kernels
GREY = 0.45  # about the mean pixel; subtracted, so that a covered square is 0 for the net
TOP = 9  # pictures a map, as in the paper
LAYERS = {"stage 1": 1, "stage 2": 4, "stage 3": 7}  # the ReLU of each
SQUARE, STRIDE = 8, 4
OCCLUDED = 100  # test digits
STEMS = {"7 × 7, stride 2": (7, 2), "11 × 11, stride 4": (11, 4)}
STEM_EPOCHS = 6
STRANGER = 1000  # added to a run's seed: of the net whose random weights take the place of learned ones


class Trained(NamedTuple):
    """A net that has learned, its data, and where the ink of the test digits is, (N, 32, 32) in [0, 1]."""

    net: nn.Sequential
    x_train: torch.Tensor
    t_train: torch.Tensor
    x: torch.Tensor
    t: torch.Tensor
    ink: Float32Array


def digit_net(maps: tuple[int, int, int] = MAPS) -> nn.Sequential:
    """Return a chain of three stages for (B, 3, 32, 32), pixels less `GREY`, and ten logits."""
    a, b, c = maps
    return nn.Sequential(
        nn.Conv2d(3, a, 7, padding=3),
        nn.ReLU(),
        nn.MaxPool2d(2),  # (B, a, 16, 16)
        nn.Conv2d(a, b, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),  # (B, b, 8, 8)
        nn.Conv2d(b, c, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),  # (B, c, 4, 4)
        nn.Flatten(),
        nn.Linear(16 * c, 10),
    )


def stem_net(size: int, stride: int) -> nn.Sequential:
    """Return a net whose first layer has 32 large kernels with a stride; its maps are 8 × 8 before the second layer."""
    pool = [nn.MaxPool2d(2)] if stride == 2 else []
    return nn.Sequential(
        nn.Conv2d(3, 32, size, stride, size // 2),
        nn.ReLU(),
        *pool,
        nn.Conv2d(32, 32, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 32, 10),
    )


def digits(seed: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, Float32Array]:
    """Return training pictures and classes, test pictures and classes, and the ink of the test pictures."""
    data = photo_digits(seed=seed)
    ink = inks(seed)[1]
    pictures = (torch.from_numpy(x - np.float32(GREY)) for x in (data.x_train, data.x_test))
    classes = (torch.from_numpy(t) for t in (data.t_train, data.t_test))
    (x_train, x), (t_train, t) = pictures, classes
    return x_train, t_train, x, t, ink


def inks(seed: int) -> tuple[Float32Array, Float32Array]:
    """Return the ink of the training and of the test pictures of `photo_digits(seed=seed)`, (N, 32, 32) in [0, 1]."""
    plain = mnist(seed=seed)
    rng = np.random.default_rng(seed)  # draws the order in which photo_digits puts its two parts
    margin = (SIZE - plain.x_test.shape[-1]) // 2
    parts = ((x, rng.permutation(len(x))) for x in (plain.x_train, plain.x_test))
    return tuple(np.pad(x[order, 0], ((0, 0), (margin, margin), (margin, margin))) for x, order in parts)


def trained(
    seed: int, make=digit_net, epochs: int = EPOCHS, n: int | None = None, callbacks: tuple[Callback, ...] = ()
) -> Trained:
    """Train a net on digits on photographs.

    Args:
        seed: of the split, the weights and the order.
        make: builds the net.
        epochs: passes over the training digits.
        n: how many of them; all by default.
        callbacks: for `fit`.
    """
    x_train, t_train, x, t, ink = digits(seed)
    x_train, t_train = x_train[:n], t_train[:n]
    weights, order = generators(seed, "weights", "order")
    net = started(make, weights)
    optimiser = Momentum(cosine(ETA, epochs * -(-len(t_train) // BATCH)), MU)
    fit(
        net, x_train, t_train, loss=cross_entropy, optimiser=optimiser, epochs=epochs, batch_size=BATCH, rng=order,
        callbacks=callbacks,
    )  # fmt: skip
    return Trained(net.eval().requires_grad_(False), x_train, t_train, x, t, ink)


def untrained(seed: int, make=digit_net) -> nn.Sequential:
    """Return the net with which `trained(seed)` begins."""
    (weights,) = generators(seed, "weights")
    return started(make, weights).eval().requires_grad_(False)


def started(make, rng: np.random.Generator) -> nn.Sequential:
    """Return a net with weights drawn, those of the first layer made smaller by `FIRST`."""
    net = build(make, rng)
    with torch.no_grad():
        net[0].weight *= FIRST
    return net


def randomised(net: nn.Sequential, blank: nn.Sequential, layers: int) -> nn.Sequential:
    """Return a net that takes its top layers with weights from another one.

    Args:
        net: gives the lower layers.
        blank: gives the upper ones.
        layers: how many layers with weights to take from it, 0 to all.

    Source: Adebayo et al., Sanity checks for saliency maps, 2018, section 3.1.
    """
    learned = [k for k, layer in enumerate(net) if hasattr(layer, "weight")]
    start = learned[len(learned) - layers] if layers else len(net)
    return nn.Sequential(*net[:start], *blank[start:])


def error(net: nn.Module, x: torch.Tensor, t: torch.Tensor) -> float:
    """Return the share of pictures for which another class has the largest logit."""
    return float((predict(net, x).argmax(dim=1) != t).double().mean())


def top_pictures(net: nn.Sequential, x: torch.Tensor, layer: int, k: int = TOP) -> torch.Tensor:
    """Return for each map of a layer the k pictures with the largest activations, (maps, k), the largest first."""
    peaks = torch.cat([net[: layer + 1](part).amax(dim=(2, 3)) for part in x.split(250)])
    return peaks.topk(k, dim=0).indices.T


def projections(
    net: nn.Sequential, x: torch.Tensor, layer: int, number: int, rule: str = "deconvnet", switches: bool = True
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what the strongest activation of one map projects to, (B, 3, H, W), and its receptive field, (B, 4)."""
    chain = Deconvnet(net[: layer + 1])
    a = chain.forward(x)
    signal = strongest(a, number)
    peak = a[:, number].flatten(1).argmax(dim=1)
    places = torch.stack([peak // a.shape[3], peak % a.shape[3]], dim=1)
    return chain.project(signal, rule=rule, switches=switches), field(net, layer, places)


def mask(fields: torch.Tensor, size: int = SIZE) -> torch.Tensor:
    """Return (B, size, size) of True inside receptive fields (B, 4)."""
    place = torch.arange(size)
    top, bottom, left, right = (column[:, None] for column in fields.T)
    return ((place >= top) & (place < bottom))[:, :, None] & ((place >= left) & (place < right))[:, None, :]


def answer(net: nn.Sequential, layer: int, number: int, picture: torch.Tensor, energy: float) -> torch.Tensor:
    """Return the largest activation of a map, when pictures (B, 3, H, W) are brought to an energy ‖x‖² = B numbers."""
    scale = torch.sqrt(energy / picture.square().sum(dim=(1, 2, 3)).clamp(min=1e-12))
    return net[: layer + 1](picture * scale[:, None, None, None])[:, number].amax(dim=(1, 2))


def on_ink(picture: torch.Tensor, ink: torch.Tensor, inside: torch.Tensor) -> tuple[float, float]:
    """Return the share of a projection's energy on the ink, and the share of the ink in the receptive field's area."""
    e = picture.square().sum(dim=1) * inside
    lies = (ink > 0.5) & inside
    share = (e * lies).sum(dim=(1, 2)) / e.sum(dim=(1, 2)).clamp(min=1e-12)
    area = lies.sum(dim=(1, 2)) / inside.sum(dim=(1, 2))
    return float(share.mean()), float(area.mean())


def of_maps(net: nn.Sequential, blank: nn.Sequential, x: torch.Tensor, ink: Float32Array) -> dict:
    """Measure the projections of the strongest pictures of all maps of the second and third stage.

    Returns:
        for each stage and each way: where the energy lies, and the activation that the projection itself draws from
        its unit, divided by what the picture drew at the same energy; and how like a net's with other weights it is.
    """
    ways = {rule: (rule, True) for rule in RULES} | {"deconvnet, no switches": ("deconvnet", False)}
    result: dict = {}
    for stage in ("stage 2", "stage 3"):
        layer = LAYERS[stage]
        tops = top_pictures(net, x, layer)
        rows: dict = {way: [] for way in ways}
        area, escaped = [], 0.0
        for number, chosen in enumerate(tops):
            some, some_ink = x[chosen], torch.from_numpy(ink[chosen.numpy()])
            for way, (rule, switches) in ways.items():
                p, fields = projections(net, some, layer, number, rule, switches)
                inside = mask(fields)
                escaped = max(escaped, float((p.abs().amax(dim=1) * ~inside).max()))
                seen = some * inside[:, None]
                energy = seen.square().sum(dim=(1, 2, 3))
                a = net[: layer + 1](some)[:, number].amax(dim=(1, 2))
                if float(a.max()) <= 0:
                    continue  # a dead map
                q, _ = projections(blank, some, layer, number, rule, switches)
                share, part = on_ink(p, some_ink, inside)
                drawn = answer(net, layer, number, p, energy)
                drawn_random = answer(net, layer, number, q, energy)
                rows[way].append(
                    (share, float((drawn / a).median()), float((drawn_random / a).median()), alike(p, q, inside))
                )
                area.append(part)
        names = ("on_ink", "draws", "random_draws", "like_random")
        result[stage] = {
            "maps": len(rows["deconvnet"]),
            "ink_area": float(np.mean(area)),
            "outside_field": escaped,
            "ways": {
                way: dict(zip(names, np.mean(found, axis=0).tolist(), strict=True)) for way, found in rows.items()
            },
        }
    return result


def alike(p: torch.Tensor, q: torch.Tensor, inside: torch.Tensor | None = None) -> float:
    """Return the mean over pictures of the rank correlation between the magnitudes of two pictures' pixels.

    Args:
        p: (B, C, H, W).
        q: of the same shape.
        inside: (B, H, W) of True where to compare; everywhere by default.
    """
    one, two = heat(p), heat(q)
    inside = torch.ones_like(one, dtype=torch.bool) if inside is None else inside
    pairs = [(a[i].numpy(), b[i].numpy()) for a, b, i in zip(one, two, inside, strict=True)]
    found = [stats.spearmanr(a, b).statistic for a, b in pairs if a.std() > 0 and b.std() > 0]
    return float(np.mean(found)) if found else 0.0


def of_classes(net: nn.Sequential, blank: nn.Sequential, x: torch.Tensor, t: torch.Tensor, ink: Float32Array) -> dict:
    """Measure pictures of a class: how much they depend on which class is asked for, and on what was learned."""
    chain = Deconvnet(net)
    z = chain.forward(x)
    chosen = nn.functional.one_hot(t, 10).to(x.dtype)
    others = [Deconvnet(randomised(net, blank, k)) for k in range(1, 5)]
    for other in others:
        other.forward(x)
    second = z.scatter(1, t[:, None], -torch.inf).argmax(dim=1)
    lies = torch.from_numpy(ink) > 0.5
    covered = occlusion(net, x, t, SQUARE, STRIDE)
    drop = (covered.before[:, None, None] - covered.covered).flatten(1).numpy()
    result: dict = {"ink_area": float(lies.double().mean())}
    for rule in RULES:
        one, two = (chain.project(nn.functional.one_hot(c, 10).to(x.dtype), rule=rule) for c in (t, second))
        e = one.square().sum(dim=1)
        squares = nn.functional.avg_pool2d(e[:, None], SQUARE, STRIDE).flatten(1).numpy()
        result[rule] = {
            "other_class": alike(one, two),
            "random_layers": {
                str(k): alike(one, other.project(chosen, rule=rule)) for k, other in enumerate(others, start=1)
            },
            "on_ink": float(((e * lies).sum(dim=(1, 2)) / e.sum(dim=(1, 2)).clamp(min=1e-12)).mean()),
            "like_occlusion": _ranks(squares, drop),
        }
    share = nn.functional.avg_pool2d(lies[:, None].to(x.dtype), SQUARE, STRIDE).flatten(1).numpy()
    result["occlusion"] = {
        "before": float(covered.before.mean()),
        "on_the_digit": float(drop[share >= 0.3].mean()),
        "off_the_digit": float(drop[share == 0].mean()),
        "like_ink": _ranks(share, drop),
    }
    return result


def _ranks(a: np.ndarray, b: np.ndarray) -> float:
    found = [stats.spearmanr(p, q).statistic for p, q in zip(a, b, strict=True) if p.std() > 0 and q.std() > 0]
    return float(np.mean(found))


def high_share(w: np.ndarray, limit: float = 0.25) -> np.ndarray:
    """Return for each kernel the share of its energy at frequencies above a limit, in cycles a pixel along either axis.

    Args:
        w: (M, C, K, K).
        limit: 0 to 0.5. With a stride s, frequencies above 1/(2s) are confused with others.
    """
    size = 32
    power = np.abs(np.fft.fft2(w, (size, size))) ** 2
    f = np.abs(np.fft.fftfreq(size))
    above = np.maximum(f[:, None], f[None, :]) > limit + 1e-9
    return power[:, :, above].sum(axis=(1, 2)) / power.sum(axis=(1, 2, 3))


def colour_share(w: np.ndarray) -> np.ndarray:
    """Return for each kernel (3, K, K) the share of its energy that is colour: all but the mean of R, G and B."""
    return ((w - w.mean(axis=1, keepdims=True)) ** 2).sum(axis=(1, 2, 3)) / (w**2).sum(axis=(1, 2, 3))


def dead(net: nn.Sequential, x: torch.Tensor) -> int:
    """Return how many maps of the first layer are 0 everywhere in all pictures."""
    peaks = torch.stack([net[:2](part).amax(dim=(0, 2, 3)) for part in x.split(250)]).amax(dim=0)
    return int((peaks <= 0).sum())


def of_kernels(net: nn.Sequential, blank: nn.Sequential, x: torch.Tensor) -> dict:
    """Measure the first layer's kernels before and after learning."""
    w, w0 = net[0].weight.numpy(), blank[0].weight.numpy()
    flat, flat0 = w.reshape(len(w), -1), w0.reshape(len(w), -1)
    moved = np.linalg.norm(flat - flat0, axis=1) / np.linalg.norm(flat0, axis=1)
    limit = 0.5 / net[0].stride[0]
    limit = 0.25 if limit == 0.5 else limit
    return {
        "moved": float(moved.mean()),
        "high": {"before": float(high_share(w0, limit).mean()), "after": float(high_share(w, limit).mean())},
        "colour": {"before": float(colour_share(w0).mean()), "after": float(colour_share(w).mean())},
        "dead": dead(net, x),
    }


def of_colours(made: Trained, seed: int) -> dict:
    """Measure which colour the ink has, and whether the net minds that red and blue change places."""
    swapped = [2, 1, 0]
    result: dict = {
        "train": {
            "error": error(made.net, made.x_train, made.t_train),
            "swapped": error(made.net, made.x_train[:, swapped], made.t_train),
        },
        "test": {"error": error(made.net, made.x, made.t), "swapped": error(made.net, made.x[:, swapped], made.t)},
    }
    for part, x, ink in zip(("train", "test"), (made.x_train, made.x), inks(seed), strict=True):
        lies = ink[: len(x)] > 0.5
        for name, where in (("ink", lies), ("paper", ink[: len(x)] == 0)):
            mean = x.numpy().transpose(0, 2, 3, 1)[where].mean(axis=0) + GREY
            result[part][name] = dict(zip(("red", "green", "blue"), map(float, mean), strict=True))
    return result


def once(seed: int, epochs: int = EPOCHS, n: int | None = None) -> dict:
    """Train one net and measure all of it."""
    made = trained(seed, epochs=epochs, n=n)
    stranger = untrained(STRANGER + seed)
    some = slice(OCCLUDED)
    return {
        "error": error(made.net, made.x, made.t),
        "kernels": of_kernels(made.net, untrained(seed), made.x),
        "colours": of_colours(made, seed),
        "maps": of_maps(made.net, stranger, made.x, made.ink),
        "classes": of_classes(made.net, stranger, made.x[some], made.t[some], made.ink[some]),
    }


def stem(seed: int, size: int, stride: int, epochs: int = STEM_EPOCHS, n: int | None = None) -> dict:
    """Train one net with large first kernels and measure these."""
    make = functools.partial(stem_net, size, stride)
    made = trained(seed, make, epochs, n)
    found = of_kernels(made.net, untrained(seed, make), made.x)
    return {"error": error(made.net, made.x, made.t)} | found


def run(seed: int = 0) -> dict:
    """Measure five runs, each with another split, other weights and another order."""
    seeds = [RUNS * seed + k for k in range(RUNS)]
    return {
        "train_digits": 4000,
        "maps": MAPS,
        "epochs": EPOCHS,
        "optimiser": {"name": "momentum", "eta": ETA, "mu": MU, "schedule": "cosine", "batch": BATCH},
        "measured": intervals([once(k) for k in seeds]),
        "stems": {name: intervals([stem(k, *form) for k in seeds]) for name, form in STEMS.items()},
    }
