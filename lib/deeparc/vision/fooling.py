"""Fooling images: pictures of nothing that a classifier is sure about, by gradient ascent and by evolution."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

import numpy as np

from deeparc.core.data.dataset import Float32Array
from deeparc.core.layer import Layer
from deeparc.core.namespace import Array, asarray, device_of, namespace, to_numpy
from deeparc.core.validate import FloatArray, IntArray, number, positive, whole
from deeparc.layers.activations import sigmoid
from deeparc.units.softmax import softmax
from deeparc.vision.attacks import input_gradient, probabilities


class Ascent(NamedTuple):
    """What gradient ascent left.

    Attributes:
        x: (B, …) the pictures.
        confidence: (steps + 1, B) p_t before each step and after the last.
    """

    x: Array
    confidence: FloatArray


def ascend(model: Any, x: Array, t: Array, *, steps: int = 100, step: float = 0.5, decay: float = 0.0) -> Ascent:
    """Climb ln p_t by x ← clip((1 − decay) x + step · g/‖g‖₂), with g its gradient for each picture.

    Args:
        model: a `Layer` or a `torch.nn.Module` that gives logits.
        x: (B, …) to begin with, such as noise, in [0, 1].
        t: (B,) the class wanted of each.
        steps: how many.
        step: length of a step, over all pixels together.
        decay: pulls towards black; above 0 for smoother pictures.

    Source: Nguyen, Yosinski & Clune, Deep neural networks are easily fooled, 2015; the regularised form
    is Simonyan, Vedaldi & Zisserman, Deep inside convolutional networks, 2014.
    """
    step, keep = positive(step, "step"), 1 - number(decay, "decay")
    xp, each = namespace(x), (-1,) + (1,) * (len(x.shape) - 1)
    wanted = (np.arange(len(x)), to_numpy(t))
    confidence = [probabilities(model, x)[wanted]]
    for _ in range(whole(steps, "steps")):
        _, g = input_gradient(model, x, t)
        length = xp.sqrt(xp.sum(xp.reshape(g * g, (len(x), -1)), axis=1))
        x = xp.clip(keep * x - (step / xp.reshape(length + 1e-30, each)) * g, 0, 1)  # g is that of −ln p
        confidence.append(probabilities(model, x)[wanted])
    return Ascent(x, np.array(confidence))


class Encoding(Protocol):
    """How a genome becomes a picture."""

    def draw(self, rng: np.random.Generator, n: int) -> FloatArray:
        """Return n genomes to begin with."""

    def mutate(self, genomes: FloatArray, rng: np.random.Generator) -> FloatArray:
        """Return changed copies."""

    def decode(self, genomes: FloatArray) -> Float32Array:
        """Return their pictures, in [0, 1]."""


class Pixels:
    """The direct encoding: every number is a pixel.

    At first they are uniform noise. In a mutation each has the chance `rate` of being changed, by Deb's polynomial
    mutation: with u uniform it moves by (2u)^{1/(n+1)} − 1 for u < ½, else by 1 − (2 − 2u)^{1/(n+1)}.

    Args:
        shape: of a picture.
        rate: chance that a pixel is changed.
        strength: n; the larger, the smaller the changes.

    Source: Nguyen, Yosinski & Clune 2015, section 2.2.
    """

    def __init__(self, shape: tuple[int, ...], rate: float = 0.1, strength: float = 15.0) -> None:
        self.shape, self.rate, self.strength = tuple(shape), positive(rate, "rate"), positive(strength, "strength")

    def draw(self, rng: np.random.Generator, n: int) -> FloatArray:
        """Return uniform noise."""
        return rng.random((n, *self.shape))

    def mutate(self, genomes: FloatArray, rng: np.random.Generator) -> FloatArray:
        """Return the pixels with some of them moved, cut off at 0 and 1."""
        u, power = rng.random(genomes.shape), 1 / (self.strength + 1)
        move = np.where(u < 0.5, (2 * u) ** power - 1, 1 - (2 - 2 * u) ** power)
        return np.clip(genomes + move * (rng.random(genomes.shape) < self.rate), 0, 1)

    def decode(self, genomes: FloatArray) -> Float32Array:
        """Return the pixels."""
        return genomes.astype(np.float32)


class Cosines:
    """An indirect encoding: x = σ(Σ_uv a_uv cos(π u (h + ½)/H) cos(π v (w + ½)/W)), low frequencies only.

    It is a simple stand-in for the paper's compositional pattern-producing networks. Like them it can only make
    smooth and regular pictures; unlike them it has a fixed number of genes and no hidden nodes to add.

    Args:
        height: H.
        width: W.
        waves: frequencies u, v = 0 … waves − 1.
        rate: chance that a coefficient is changed.
        width_of_change: deviation of the change.
    """

    def __init__(
        self, height: int, width: int, waves: int = 6, rate: float = 0.1, width_of_change: float = 1.0
    ) -> None:
        waves = whole(waves, "waves")
        self.down = np.cos(np.pi * np.outer(np.arange(height) + 0.5, np.arange(waves)) / whole(height, "height"))
        self.across = np.cos(np.pi * np.outer(np.arange(width) + 0.5, np.arange(waves)) / whole(width, "width"))
        self.waves, self.rate = waves, positive(rate, "rate")
        self.width_of_change = positive(width_of_change, "width_of_change")

    def draw(self, rng: np.random.Generator, n: int) -> FloatArray:
        """Return normal coefficients, (n, waves, waves)."""
        return rng.standard_normal((n, self.waves, self.waves))

    def mutate(self, genomes: FloatArray, rng: np.random.Generator) -> FloatArray:
        """Return the coefficients with normal numbers added to some."""
        chosen = rng.random(genomes.shape) < self.rate
        return genomes + self.width_of_change * rng.standard_normal(genomes.shape) * chosen

    def decode(self, genomes: FloatArray) -> Float32Array:
        """Return pictures (n, 1, H, W)."""
        x = np.einsum("hu,nuv,wv->nhw", self.down, genomes, self.across, optimize=True)
        return sigmoid(x)[:, None].astype(np.float32)


class Evolution(NamedTuple):
    """What evolution left.

    Attributes:
        x: (K, …) the champion of each class.
        confidence: (generations + 1, K) of the champions, never falling.
        parents: (generations + 1, K) the class whose champion was the parent of the one that is now the champion.
    """

    x: Float32Array
    confidence: FloatArray
    parents: IntArray


def evolve(
    score: Callable[[Float32Array], FloatArray],
    encoding: Encoding,
    rng: np.random.Generator,
    *,
    generations: int = 200,
    offspring: int = 100,
) -> Evolution:
    """Keep one champion for each class; mutate champions drawn at random; a better child takes the class's place.

    The child of the champion of one class may become that of another. Only outputs are asked for, no gradients.

    Args:
        score: from pictures (n, …) to probabilities (n, K), such as `scores(model)`.
        encoding: of the genomes.
        rng: draws everything.
        generations: how many.
        offspring: children in each.

    Source: Nguyen, Yosinski & Clune 2015, section 2.2, after Mouret & Clune, Illuminating search spaces by mapping
    elites, 2015.
    """
    generations, offspring = whole(generations, "generations"), whole(offspring, "offspring")
    genomes = encoding.draw(rng, offspring)
    p = np.asarray(score(encoding.decode(genomes)), np.float64)
    classes = np.arange(p.shape[1])
    best = np.argmax(p, axis=0)
    champions, confidence, parents = genomes[best].copy(), p[best, classes], classes.copy()
    history, lines = [confidence.copy()], [parents.copy()]
    for _ in range(generations):
        chosen = rng.integers(len(classes), size=offspring)
        genomes = encoding.mutate(champions[chosen], rng)
        p = np.asarray(score(encoding.decode(genomes)), np.float64)
        best = np.argmax(p, axis=0)
        better = p[best, classes] > confidence
        champions[better], confidence[better] = genomes[best[better]], p[best, classes][better]
        parents[better] = chosen[best[better]]
        history.append(confidence.copy())
        lines.append(parents.copy())
    return Evolution(encoding.decode(champions), np.array(history), np.array(lines))


def scores(model: Any, like: Array | None = None) -> Callable[[Float32Array], FloatArray]:
    """Return what `evolve` asks of a model: from pictures in NumPy to probabilities.

    Args:
        model: a `Layer`, or a `torch.nn.Module`.
        like: an array on the model's device, where that is not NumPy (for a module: the CPU).
    """
    device = device_of(like) if like is not None else "numpy" if isinstance(model, Layer) else "cpu"

    def score(x: Float32Array) -> FloatArray:
        return probabilities(model, asarray(x, device=device))

    return score


def surest_corner(w: FloatArray, b: FloatArray, k: int) -> tuple[FloatArray, float]:
    """Return for linear logits z = xᵀw + b the x in [0, 1]^D with the largest margin to the mean of the other logits.

    x_n = [w_nk > mean of the other weights of pixel n]: a corner of the cube. Also the probability p_k there.

    Args:
        w: (D, K) weights.
        b: (K,) biases.
        k: the class.
    """
    others = np.delete(np.arange(w.shape[1]), k)
    x = (w[:, k] > np.mean(w[:, others], axis=1)).astype(np.float64)
    return x, float(softmax((x @ w + b)[None])[0, k])
