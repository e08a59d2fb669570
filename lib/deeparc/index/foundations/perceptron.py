"""The index's entries for "Neurons that decide"."""

from deeparc.index.figure import Figure, command, ours

CHAPTER = "chapters/foundations/perceptron"


def _threshold_logic() -> dict:
    published = {"2": 14, "3": 104, "4": 1882}
    counts = ours("threshold-logic", "threshold_functions")
    measured = {n: counts[n] for n in published}
    functions = ours("threshold-logic", "boolean_functions")
    nets = ours("threshold-logic", "two_layers")

    def phrase(count: dict[str, int]) -> str:
        return "one unit computes " + ", ".join(
            f"{count[n]:,} of the {functions[n]:,} functions of {n} inputs" for n in count
        )

    return {
        "object": "deeparc.units.threshold.ThresholdNet",
        "chapter": f"{CHAPTER}/threshold-logic",
        "paper": "W. S. McCulloch and W. Pitts, A logical calculus of the ideas immanent in nervous activity, 1943",
        "bib_key": "mcculloch1943",
        "published": Figure(phrase(published), published, "muroga1971"),
        "ours": Figure(
            f"{phrase(measured)}; two layers compute {nets['correct']:,} of the {nets['functions']:,} functions "
            f"of {nets['inputs']} inputs",
            measured,
            command("threshold-logic"),
        ),
        "parameters": Figure("none are learned", 0, "mcculloch1943"),
    }


STREET = Figure(
    "97.5 % estimated accuracy of one separating plane in worst area, worst smoothness and mean texture, "
    "by repeated 10-fold cross-validation",
    0.975,
    "wolberg1995",  # the data set's description; the paper, street1993, has 97 %
)


def linear_parameters(source: str) -> Figure:
    """Return the parameters of one linear unit on the breast-cancer features."""
    return Figure(
        "4 with the three features, 31 with all 30: a weight for each feature, and a bias",
        {"street": 4, "all": 31},
        source,
    )


def _perceptron() -> dict:
    accuracy = {name: ours("perceptron", "street")[name]["mean"] for name in ("averaged", "pocket", "robust_plane")}
    convergence = ours("perceptron", "convergence")
    bound = ours("perceptron", "all_569")["mistake_bound"]
    return {
        "object": "deeparc.units.perceptron.Perceptron",
        "chapter": f"{CHAPTER}/learning-rule",
        "paper": "F. Rosenblatt, The perceptron: a probabilistic model for information storage and organization in the "
        "brain, 1958",
        "bib_key": "rosenblatt1958",
        "published": STREET,
        "ours": Figure(
            f"{accuracy['averaged']:.1%} averaged and {accuracy['pocket']:.1%} pocket, with the same features and "
            f"estimate ({accuracy['robust_plane']:.1%} by their linear programme); with all 30 features the plain rule "
            f"separates the 569 examples after {convergence['mistakes']:,} mistakes, "
            f"where the bound allows {bound:,.0f}".replace("%", " %"),
            accuracy,
            command("perceptron"),
        ),
        "parameters": linear_parameters("rosenblatt1958"),
    }


def _adaline() -> dict:
    accuracy = {name: row["mean"] for name, row in ours("adaline", "street").items()}
    return {
        "object": "deeparc.units.adaline.Adaline",
        "chapter": f"{CHAPTER}/adaline",
        "paper": "B. Widrow and M. E. Hoff, Adaptive switching circuits, 1960",
        "bib_key": "widrow1960",
        "published": STREET,
        "ours": Figure(
            f"{accuracy['alpha']:.1%} by α-LMS, {accuracy['mu']:.1%} by μ-LMS and {accuracy['least_squares']:.1%} "
            "by least squares in closed form, with the same features and estimate".replace("%", " %"),
            accuracy,
            command("adaline"),
        ),
        "parameters": linear_parameters("widrow1960"),
    }


ENTRIES = {"threshold-logic": _threshold_logic, "perceptron": _perceptron, "adaline": _adaline}
