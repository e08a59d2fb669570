"""The index's entry for "Generalisation and regularisation"."""

from itertools import pairwise
from math import prod

from deeparc.index.figure import Figure, command, ours

CHAPTER = "chapters/foundations/regularisation"
METHODS = ("none", "early stopping", "L2", "L1", "dropout", "affine", "elastic")


def _regularisation() -> dict:
    methods = ours("regularisation", "methods")
    error = {name: methods[name]["error"]["mean"] for name in METHODS}
    sizes = ours("regularisation", "net")["sizes"]
    weights = sum(prod(pair) for pair in pairwise(sizes)) + sum(sizes[1:])
    published = {"L2": 0.0162, "dropout": 0.0125, "dropout and max-norm": 0.0105}

    def percent(share: float, digits: int) -> str:
        return f"{100 * share:.{digits}f} %"

    named = ", ".join(f"{percent(error[name], 1)} with {name}" for name in METHODS[1:])
    digits = ours("regularisation", "digits")
    return {
        "object": "deeparc.layers.dropout.Dropout",
        "chapter": f"{CHAPTER}/augmentation",
        "paper": "N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, Dropout: a simple way to "
        "prevent neural networks from overfitting, 2014",
        "bib_key": "srivastava2014",
        "published": Figure(
            "test error on MNIST, pixels without their places: "
            + ", ".join(f"{percent(share, 2)} with {name}" for name, share in published.items()),
            published,
            "srivastava2014",
        ),
        "ours": Figure(
            f"test error after learning from {digits['learn']} digits, mean of {digits['runs']} runs: "
            f"{percent(error['none'], 1)} with nothing, {named}",
            error,
            command("regularisation"),
        ),
        "parameters": Figure(
            f"{weights:,} in the net of {' – '.join(map(str, sizes))} units; no regulariser adds any",
            weights,
            "srivastava2014",
        ),
    }


ENTRIES = {"regularisation": _regularisation}
