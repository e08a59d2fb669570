"""The index's entries for "One neuron by gradient descent"."""

from deeparc.index.figure import Figure, command, ours
from deeparc.index.foundations.perceptron import STREET, linear_parameters

CHAPTER = "chapters/foundations/sgd"


def _logistic_regression() -> dict:
    street = {name: row["mean"] for name, row in ours("logistic-regression", "street").items()}
    stability = ours("logistic-regression", "stability")
    return {
        "object": "deeparc.units.logistic.Logistic",
        "chapter": f"{CHAPTER}/likelihood",
        "paper": "D. R. Cox, The regression analysis of binary sequences, 1958",
        "bib_key": "cox1958",
        "published": STREET,
        "ours": Figure(
            f"{street['online']:.1%} online and {street['batch of 16']:.1%} in batches of 16 after 20 epochs, with the "
            f"same features and estimate; descent becomes unstable at η = {stability['measured']:.1f}, "
            f"where 2/λ_max is {stability['limit']:.1f}".replace("%", " %"),
            street,
            command("logistic-regression"),
        ),
        "parameters": linear_parameters("cox1958"),
    }


ENTRIES = {"logistic-regression": _logistic_regression}
