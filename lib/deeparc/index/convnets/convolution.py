"""The index's entries for "From LeNet to the ConvNet stage"."""

from deeparc.experiments.rnp_study import PUBLISHED
from deeparc.index.figure import Figure, command, ours
from deeparc.vision import lenet1, lenet5

CHAPTER = "chapters/convnets/convolution"


def _convnet_1990() -> dict:
    found = ours("convnet-1990", "nets")["LeNet-1"]
    error, moved = found["test_error"]["mean"], found["shifted"]["2"]["mean"]
    total = lenet1.counts()["total"]
    return {
        "object": "deeparc.vision.lenet1.LeNet1",
        "chapter": f"{CHAPTER}/lenet",
        "paper": "Y. LeCun et al., Handwritten digit recognition with a back-propagation network, 1990",
        "bib_key": "lecun1990",
        "published": Figure(
            "1.7 % test error on MNIST, learned from 60,000 digits reduced to 16 × 16 pixels", 0.017, "lecun1998"
        ),
        "ours": Figure(
            f"{error:.1%} test error, learned from 4,000 digits as they are; {moved:.0%} when they are moved by two "
            "pixels".replace("%", " %"),
            error,
            command("convnet-1990"),
        ),
        "parameters": Figure(
            f"{total.trainable:,}, used in {total.connections:,} connections", total.trainable, "lecun1990"
        ),
    }


def _lenet5() -> dict:
    error = {way: kept["mean"] for way, kept in ours("lenet5", "test_error").items()}
    total = lenet5.counts()["total"]
    return {
        "object": "deeparc.vision.lenet5.LeNet5",
        "chapter": f"{CHAPTER}/lenet",
        "paper": "Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, Gradient-based learning applied to document "
        "recognition, 1998",
        "bib_key": "lecun1998",
        "published": Figure(
            "0.95 % test error on MNIST, 0.8 % with distorted digits, learned from 60,000",
            {"plain": 0.0095, "distorted": 0.008},
            "lecun1998",
        ),
        "ours": Figure(
            f"{error['plain']:.1%} test error, {error['distorted']:.1%} with distorted digits, learned from "
            "4,000".replace("%", " %"),
            error,
            command("lenet5"),
        ),
        "parameters": Figure(
            f"{total.trainable:,}, used in {total.connections:,} connections", total.trainable, "lecun1998"
        ),
    }


def _stage() -> dict:
    published = {"abs": 53.3, "tanh": 15.3}  # row R of the study's table: R_abs-N-P_A and N-P_A
    found = ours("stage", "either_contrast")["nonlinearity"]
    measured = {name: 100 * found[name]["mean"] for name in published}
    kernel, maps = ours("stage", "kernel"), ours("stage", "maps")

    def phrase(accuracy: dict[str, float]) -> str:
        return (
            f"{accuracy['abs']:.1f} % right with the absolute value after the tanh, {accuracy['tanh']:.1f} % without it"
        )

    return {
        "object": "deeparc.vision.stage.Stage",
        "chapter": f"{CHAPTER}/stage",
        "paper": "K. Jarrett, K. Kavukcuoglu, M. Ranzato and Y. LeCun, What is the best multi-stage architecture for "
        "object recognition?, 2009",
        "bib_key": "jarrett2009",
        "published": Figure(
            f"{phrase(published)}: one stage of random filters on Caltech-101, 30 images a class",
            published,
            "jarrett2009",
        ),
        "ours": Figure(
            f"{phrase(measured)}: one stage of random filters on digits of either contrast, 30 a class",
            measured,
            command("stage"),
        ),
        "parameters": Figure(
            f"{maps * (kernel**2 + 1)} in the stage of our table: {maps} filters of {kernel} × {kernel}, and biases",
            maps * (kernel**2 + 1),
            "jarrett2009",
        ),
    }


def _rnp_study() -> dict:
    published = {name: PUBLISHED[name][0] for name in ("RR", "R+R+", "UU", "U+U+")}
    table = ours("rnp-study", "either_contrast")
    measured = {name: 100 * table[name]["Rabs-N-PA"]["mean"] for name in published}
    order = ours("rnp-study", "order")
    first, second = ours("rnp-study", "maps")["2"]

    def phrase(accuracy: dict[str, float]) -> str:
        return (
            f"{accuracy['RR']:.1f} % right with random filters, {accuracy['R+R+']:.1f} % trained, "
            f"{accuracy['UU']:.1f} % unsupervised, {accuracy['U+U+']:.1f} % unsupervised and then trained"
        )

    weights = 25 * first + first + 16 * first * second + second
    return {
        "object": "deeparc.experiments.rnp_study.accuracy",
        "chapter": f"{CHAPTER}/study",
        "paper": "K. Jarrett, K. Kavukcuoglu, M. Ranzato and Y. LeCun, What is the best multi-stage architecture for "
        "object recognition?, 2009",
        "bib_key": "jarrett2009",
        "published": Figure(
            f"two stages R_abs-N-P_A on Caltech-101, 30 images a class: {phrase(published)}", published, "jarrett2009"
        ),
        "ours": Figure(
            f"the same on digits of either contrast, 30 a class: {phrase(measured)}; rank correlation of our whole "
            f"table with theirs {order['1 stages']['spearman']:.2f} with one stage, "
            f"{order['2 stages']['spearman']:.2f} with two",
            measured,
            command("rnp-study"),
        ),
        "parameters": Figure(f"{weights:,} in the filters of our two stages", weights, "jarrett2009"),
    }


ENTRIES = {"convnet-1990": _convnet_1990, "lenet5": _lenet5, "stage": _stage, "rnp-study": _rnp_study}
