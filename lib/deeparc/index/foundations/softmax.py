"""The index's entries for "Many classes"."""

from deeparc.index.figure import Figure, command, ours

CHAPTER = "chapters/foundations/softmax"
LINEAR = Figure(
    "12.0 % of the 10,000 MNIST test digits wrong: linear classifier, one layer, 60,000 digits to learn from",
    0.12,
    "lecun1998",
)


def _softmax_regression() -> dict:
    error, count = ours("softmax-regression", "test_error"), ours("softmax-regression", "parameters")
    return {
        "object": "deeparc.units.softmax.SoftmaxUnits",
        "chapter": f"{CHAPTER}/digits",
        "paper": "J. S. Bridle, Probabilistic interpretation of feedforward classification network outputs, 1989 "
        "(proceedings 1990)",
        "bib_key": "bridle1990",
        "published": LINEAR,
        "ours": Figure(
            f"{100 * error['mean']:.1f} % wrong (95 % interval {100 * error['low']:.1f} to {100 * error['high']:.1f}) "
            f"of 1,000 held-out digits with 4,000 to learn from, {error['n']} splits",
            error["mean"],
            command("softmax-regression"),
        ),
        "parameters": Figure(f"{count:,}: 784 weights and a bias for each of ten classes", count, "bridle1990"),
    }


def _loss_functions() -> dict:
    errors = {name: row["test_error"]["mean"] for name, row in ours("loss-functions", "digits").items()}
    listed = ", ".join(f"{name} {100 * error:.1f} %" for name, error in errors.items())
    return {
        "object": "deeparc.core.loss.cross_entropy",
        "chapter": f"{CHAPTER}/losses",
        "paper": "Square: Widrow and Hoff 1960; hinge: Cortes and Vapnik 1995; logistic: Cox 1958; "
        "cross-entropy: Bridle 1990",
        "bib_key": "bartlett2006",
        "published": LINEAR,
        "ours": Figure(
            f"held-out digits wrong after training on 4,000 by each loss: {listed}",
            errors,
            command("loss-functions"),
        ),
        "parameters": Figure("none: a loss learns nothing", 0, "bartlett2006"),
    }


ENTRIES = {"softmax-regression": _softmax_regression, "loss-functions": _loss_functions}
