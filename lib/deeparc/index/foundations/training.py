"""The index's entry for "Training in practice"."""

from deeparc.index.figure import Figure, command, ours

CHAPTER = "chapters/foundations/training"
PUBLISHED = {"tanh, standard": 0.0176, "tanh, normalised": 0.0164}  # Glorot & Bengio 2010, table 1, MNIST


def _training_practice() -> dict:
    found = ours("training-practice", "published")
    worth = ours("training-practice", "worth")
    measured = {name: found[name]["test"]["mean"] for name in PUBLISHED}
    parameters = ours("training-practice", "parameters")

    def phrase(error: dict[str, float], digits: int) -> str:
        return (
            f"{error['tanh, standard']:.{digits}%} with the old first weights, {error['tanh, normalised']:.{digits}%} "
        )

    return {
        "object": "deeparc.experiments.training_practice.worth",
        "chapter": f"{CHAPTER}/worth",
        "paper": "X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, "
        "2010; S. Ioffe and C. Szegedy, Batch normalization, 2015; D. P. Kingma and J. Ba, Adam, 2015",
        "bib_key": "glorot2010",
        "published": Figure(
            (phrase(PUBLISHED, 2) + "with theirs: test error on MNIST, five hidden layers of tanh").replace("%", " %"),
            PUBLISHED,
            "glorot2010",
        ),
        "ours": Figure(
            (
                phrase(measured, 1) + "with theirs, learned from 3,200 digits; in a good recipe "
                f"({worth['good']['test']['mean']:.1%}) weights 100 times smaller cost "
                f"{100 * worth['weights 1/100']['worse']['mean']:.0f} points, no momentum "
                f"{100 * worth['no momentum']['worse']['mean']:.1f}, a constant rate "
                f"{100 * worth['rate constant']['worse']['mean']:.1f}, and batch normalisation gains "
                f"{-100 * worth['batch norm']['worse']['mean']:.1f}"
            ).replace("%", " %"),
            measured,
            command("training-practice"),
        ),
        "parameters": Figure(f"{parameters:,} in the net of the table, 784-64-64-64-10", parameters, "glorot2010"),
    }


ENTRIES = {"training-practice": _training_practice}
