"""Errors under attack, before and after learning from attacked digits; least distortions; transfer; photographs.

Three nets learn from 4,000 digits: as they are, and with every digit beside its attacked copy, for two sizes ε of the
fast gradient sign. MobileNet-v2 is attacked as it was trained on ImageNet, on the sample photographs.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from deeparc.core.data.dataset import Float32Array, Images
from deeparc.core.data.imagenet import centred
from deeparc.core.data.mnist import mnist
from deeparc.core.data.photo_patches import PHOTOGRAPHS, photograph
from deeparc.core.initialise import he_normal
from deeparc.core.interval import intervals
from deeparc.core.layer import Chain
from deeparc.core.loss import cross_entropy
from deeparc.core.optim import Momentum
from deeparc.core.rng import generators
from deeparc.core.train import fit, predict
from deeparc.core.validate import IntArray
from deeparc.layers.activations import ReLU, Tanh
from deeparc.layers.conv import Conv2d
from deeparc.layers.flatten import Flatten
from deeparc.layers.linear import Linear
from deeparc.layers.pool import AveragePool
from deeparc.units.mlp import mlp
from deeparc.vision.adversarial import AdversarialPair, mixed
from deeparc.vision.attacks import fast_gradient_sign, input_gradient, iterated, probabilities, project
from deeparc.vision.least_distortion import least_distortion

RUNS = 5
FIRST_SPLIT = 1  # rates and epochs were chosen on split 0, which is not used here
BATCH, MU = 50, 0.9
EPSILONS = (0.05, 0.1, 0.15, 0.2, 0.25)
TRAINED_AT = (0.0, 0.1, 0.25)  # 0: on digits as they are
ITERATED_AT, STEPS, ITERATED_DIGITS = (0.1, 0.25), 20, 200
TRANSFER_AT = 0.15
DISTORTED_DIGITS = 6
MOST_STEPS = 32  # of an 8-bit picture
NEAR = "gibbon"


def softmax_units(rng: np.random.Generator) -> Chain:
    """Return the linear model: 784 pixels, 10 logits."""
    return Chain([Flatten(), Linear(784, 10, rng)])


def two_layers(rng: np.random.Generator) -> Chain:
    """Return 784-100-10 with rectified hidden units."""
    return Chain([Flatten(), *mlp((784, 100, 10), rng, activation=ReLU, initialise=he_normal).layers])


def lenet(rng: np.random.Generator) -> Chain:
    """Return LeNet-5 in its modern form, with padding in the first layer instead of digits of 32 × 32."""
    return Chain(
        [
            Conv2d(1, 6, 5, rng, padding=2),  # (B, 6, 28, 28)
            Tanh(),
            AveragePool(2),  # (B, 6, 14, 14)
            Conv2d(6, 16, 5, rng),  # (B, 16, 10, 10)
            Tanh(),
            AveragePool(2),  # (B, 16, 5, 5)
            Flatten(),
            Linear(400, 120, rng),
            Tanh(),
            Linear(120, 84, rng),
            Tanh(),
            Linear(84, 10, rng),
        ]
    )


NETS: dict[str, tuple[Callable[[np.random.Generator], Chain], float, int]] = {
    "softmax": (softmax_units, 0.02, 10),
    "784-100-10": (two_layers, 0.05, 10),
    "LeNet-5, modern": (lenet, 0.05, 8),
}
"""How each net is made, its learning rate and its epochs."""


def run(seed: int = 0) -> dict:
    """Measure everything."""
    found = intervals([measure(RUNS * seed + k + FIRST_SPLIT) for k in range(RUNS)])

    return {
        "train_digits": 4000,
        "test_digits": 1000,
        "iterated_digits": ITERATED_DIGITS,
        "iterated_steps": STEPS,
        "epochs": {name: epochs for name, (_, _, epochs) in NETS.items()},
        "parameters": {
            name: sum(p.size for p in make(np.random.default_rng(0)).params.values())
            for name, (make, _, _) in NETS.items()
        },
        "nets": found["nets"],
        "transfer_epsilon": TRANSFER_AT,
        "transfer": found["transfer"],
        "distorted_digits": DISTORTED_DIGITS,
        "distortion": found["distortion"],
        "three_or_seven": found["three_or_seven"],
        "photographs": photographs(),
    }


def trained(name: str, epsilon: float, data: Images, seed: int, epochs: int | None = None) -> Chain:
    """Return a net that has learned, from attacked digits too unless ε is 0 (α = ½).

    Args:
        name: a key of `NETS`.
        epsilon: of the fast gradient sign in training.
        data: digits.
        seed: of the weights and the order.
        epochs: by default those of `NETS`.
    """
    make, eta, usual = NETS[name]
    weights, order = generators(seed, "weights", "order")
    net = make(weights)
    how: dict[str, Any] = {"optimiser": Momentum(eta, MU), "epochs": epochs or usual, "batch_size": BATCH, "rng": order}
    if epsilon:
        fit(AdversarialPair(net, epsilon), (data.x_train, data.t_train), data.t_train, loss=mixed(), **how)
    else:
        fit(net, data.x_train, data.t_train, loss=cross_entropy, **how)
    return net


def measure(split: int) -> dict:
    """Train all nets on one split and attack them."""
    data = mnist(seed=split)
    nets = {name: {f"{e:g}": trained(name, e, data, split) for e in TRAINED_AT} for name in NETS}
    few = np.random.default_rng([split, 1]).permutation(len(data.t_test))
    x, t = data.x_test[few], data.t_test[few]
    among = {name: kinds["0"] for name, kinds in nets.items()}
    among["LeNet-5, trained at 0.25"] = nets["LeNet-5, modern"]["0.25"]
    return {
        "nets": {name: {e: under_attack(net, x, t) for e, net in kinds.items()} for name, kinds in nets.items()},
        "transfer": transfer(among, x, t),
        "distortion": {
            name: mean_distortion(net, x[:DISTORTED_DIGITS], t[:DISTORTED_DIGITS], np.random.default_rng([split, 2]))
            for name, net in among.items()
        },
        "three_or_seven": three_or_seven(data, split),
    }


def error(net: Any, x: Float32Array, t: IntArray) -> float:
    """Return the fraction read wrongly."""
    return float(np.mean(np.argmax(predict(net, x), axis=1) != t))


def under_attack(net: Chain, x: Float32Array, t: IntArray) -> dict:
    """Measure the error as it is, under one step for each ε, and under many steps, and how sure the net is then."""
    sign = np.sign(input_gradient(net, x, t)[1])
    attacked = {f"{e:g}": project(x + np.float32(e) * sign, x, e) for e in EPSILONS}
    strongest = probabilities(net, attacked[f"{EPSILONS[-1]:g}"])
    wrong = np.argmax(strongest, axis=1) != t
    some, rng = slice(ITERATED_DIGITS), np.random.default_rng(0)
    return {
        "clean": error(net, x, t),
        "one step": {e: error(net, a, t) for e, a in attacked.items()},
        "confidence when wrong": float(np.mean(np.max(strongest, axis=1)[wrong])) if wrong.any() else 0.0,
        "iterated": {
            f"{e:g}": error(net, iterated(net, x[some], t[some], e, steps=STEPS, rng=rng), t[some]) for e in ITERATED_AT
        },
        "signs at random": error(
            net, project(x + np.float32(EPSILONS[-1]) * rng.choice(np.float32([-1, 1]), x.shape), x, EPSILONS[-1]), t
        ),
    }


def transfer(nets: dict[str, Chain], x: Float32Array, t: IntArray) -> dict[str, dict[str, float]]:
    """Return the error of each net on digits attacked by the fast gradient sign of each: [made for][shown to]."""
    made = {name: fast_gradient_sign(net, x, t, TRANSFER_AT) for name, net in nets.items()}
    return {source: {name: error(net, attacked, t) for name, net in nets.items()} for source, attacked in made.items()}


def mean_distortion(net: Chain, x: Float32Array, t: IntArray, rng: np.random.Generator) -> float:
    """Return the mean least distortion towards a class drawn at random among the nine others.

    Raises:
        ValueError: a search found no change that misleads the net; a mean over the rest would be too small.
    """
    found = [
        least_distortion(net, image, int((label + rng.integers(1, 10)) % 10), halvings=5, iterations=30).distortion
        for image, label in zip(x, t, strict=True)
    ]
    if not np.all(np.isfinite(found)):
        raise ValueError(f"distortions are {found}, expected finite ones: allow the searches more iterations")
    return float(np.mean(found))


def three_or_seven(data: Images, seed: int) -> dict[str, float]:
    """Tell threes from sevens by one logistic unit, and attack it; ε = 0.25.

    The unit is a linear layer with two logits, which is the same: its w is the difference of the two rows.
    """
    pick = [np.isin(labels, (3, 7)) for labels in (data.t_train, data.t_test)]
    x, x_test = (part[keep] for part, keep in zip((data.x_train, data.x_test), pick, strict=True))
    t, t_test = (
        (part[keep] == 7).astype(np.int64) for part, keep in zip((data.t_train, data.t_test), pick, strict=True)
    )
    weights, order = generators(seed, "three", "seven")
    net = Chain([Flatten(), Linear(784, 2, weights)])
    fit(net, x, t, loss=cross_entropy, optimiser=Momentum(0.02, MU), epochs=20, batch_size=BATCH, rng=order)
    w = net.params["1.w"][1] - net.params["1.w"][0]
    return {
        "clean": error(net, x_test, t_test),
        "attacked": error(net, fast_gradient_sign(net, x_test, t_test, 0.25), t_test),
        "one norm": float(np.sum(np.abs(w))),
        "net input": float(np.median(np.abs(np.diff(predict(net, x_test), axis=1)))),
    }


def eight_bit(name: str) -> Float32Array:
    """Return the middle of a sample photograph, (1, 3, 224, 224), every pixel a whole number of 255ths."""
    return (np.round(centred(photograph(name)) * 255) / 255).astype(np.float32)[None]


def photographs() -> dict:
    """Attack MobileNet-v2 on every colour photograph: the least ε, in steps of an 8-bit picture.

    The class attacked is the one that the net sees in the picture as it is, right or wrong.
    """
    import torch

    from deeparc.vision.mobilenet import guesses, recogniser

    net, found = recogniser(), {}

    def look(x: torch.Tensor) -> dict:
        with torch.no_grad():
            (guess,) = guesses(net(x), 1)
        return {"name": guess.name, "probability": guess.probability, "number": guess.number}

    near = _number(NEAR)
    for name in (name for name, place in PHOTOGRAPHS.items() if place[3]):
        x = torch.from_numpy(eight_bit(name))
        before = look(x)
        t = torch.tensor([before["number"]])
        wanted = torch.tensor([near])
        _, gradient = input_gradient(net, x, t)
        sign = torch.sign(gradient)
        noise = torch.from_numpy(np.random.default_rng(0).choice(np.float32([-1, 1]), tuple(x.shape)))
        one = partial(_moved, x, sign)
        many = partial(_many, net, x, t, False)
        to_near = partial(_many, net, x, wanted, True)
        found[name] = {
            "before": before,
            "one step": _least(look, one, lambda seen, b=before: seen["number"] != b["number"]),
            "iterated": _least(look, many, lambda seen, b=before: seen["number"] != b["number"]),
            f"towards {NEAR}": _least(look, to_near, lambda seen: seen["number"] == near),
            "signs at random": _least(
                look, partial(_moved, x, noise), lambda seen, b=before: seen["number"] != b["number"]
            ),
            "perturbation alone": look(0.5 + 0.5 * sign),
        }
    return found


def _number(name: str) -> int:
    from deeparc.core.data.imagenet import class_names

    return class_names().index(name)


def _moved(x: Any, sign: Any, k: int) -> Any:
    return project(x + k / 255 * sign, x, k / 255)


def _many(net: Any, x: Any, t: Any, towards: bool, k: int) -> Any:
    return iterated(net, x, t, k / 255, steps=10 + 2 * k, step=1 / 255, towards=towards)


def _least(look: Callable[[Any], dict], attack: Callable[[int], Any], done: Callable[[dict], bool]) -> dict | None:
    """Return the least number of 8-bit steps with which an attack gets there, and what the net says then."""
    for k in range(1, MOST_STEPS + 1):
        seen = look(attack(k))
        if done(seen):
            return {"steps": k} | seen
    return None
