"""The index's entries for "What networks can represent"."""

from itertools import pairwise

from deeparc.index.figure import Figure, command, ours

CHAPTER = "chapters/foundations/representation"


def _universal_approximation() -> dict:
    order = ours("universal-approximation", "order")
    widths = ours("universal-approximation", "widths")
    trained = ours("universal-approximation", "trained")["tanh"]
    few, many = (trained[str(h)]["rms"]["mean"] for h in (widths[0], widths[-1]))
    return {
        "object": "deeparc.units.bumps.HiddenLayerNet",
        "chapter": f"{CHAPTER}/approximation",
        "paper": "G. Cybenko, Approximation by superpositions of a sigmoidal function, 1989; K. Hornik, M. Stinchcombe "
        "and H. White, Multilayer feedforward networks are universal approximators, 1989",
        "bib_key": "cybenko1989",
        "published": Figure(
            "any continuous function, any error, with no word on how many units; Barron 1993: the mean square error "
            "need not be larger than of order 1/units, in any dimension",
            -1.0,
            "barron1993",
        ),
        "ours": Figure(
            f"mean square error as a power of the units, on one function of one input: {order['steps']:.1f} for steps "
            f"and {order['polygon']:.1f} for ReLU units built by hand, {order['tanh']:.1f} for tanh and "
            f"{order['relu']:.1f} for ReLU units trained; trained tanh nets go from {few:.2f} to {many:.3f} root mean "
            f"square from {widths[0]} to {widths[-1]} units",
            order,
            command("universal-approximation"),
        ),
        "parameters": Figure("3 H + 1 for one input, H hidden units and one output", {"H=64": 193}, "cybenko1989"),
    }


def _manifold_warping() -> dict:
    nets, runs = ours("manifold-warping", "nets"), ours("manifold-warping", "runs")
    names = {"curves 2-1": "curves, 2-1", "curves 2-2-1": "curves, 2-2-1"}
    names |= {"ring 2-2-1": "disc in a ring, 2-2-1", "ring 2-3-1": "disc in a ring, 2-3-1"}
    counts = {name: nets[name]["all_right"] for name in names}
    return {
        "object": "deeparc.units.warping.hidden",
        "chapter": f"{CHAPTER}/warping",
        "paper": "C. Olah, Neural networks, manifolds, and topology, 2014",
        "bib_key": "olah2014",
        "published": Figure(
            "2 hidden units make two interleaved curves linearly separable (drawn, without a rate); a disc in a ring "
            "needs 3",
            {"curves": 2, "ring": 3},
            "olah2014",
        ),
        "ours": Figure(
            "starts of "
            + str(runs)
            + " after which all training points are right: "
            + "; ".join(f"{text} {counts[name]}" for name, text in names.items()),
            counts,
            command("manifold-warping"),
        ),
        "parameters": Figure("9 in the 2-2-1 net, 13 in 2-3-1", {"2-2-1": 9, "2-3-1": 13}, "olah2014"),
    }


def _depth_vs_width() -> dict:
    units, wave = ours("depth-vs-width", "units"), ours("depth-vs-width", "wave")
    sixteen, folds = units["16"], wave["8"]
    return {
        "object": "deeparc.units.parity.parity_tree",
        "chapter": f"{CHAPTER}/depth",
        "paper": "J. Håstad, Almost optimal lower bounds for small depth circuits, 1986; M. Telgarsky, Benefits of "
        "depth in neural networks, 2016",
        "bib_key": "telgarsky2016",
        "published": Figure(
            "a tree of n − 1 exclusive ors with log n layers computes the parity of n bits, two layers of AND and OR "
            "gates need exponentially many: 2^(n−1) terms",
            {"terms 16": 2**15, "exclusive ors 16": 15},
            "bengio2007",
        ),
        "ours": Figure(
            f"parity of 16 bits: {sixteen['terms']['units']:,} units in {sixteen['terms']['layers']} layers of AND and "
            f"OR, {sixteen['tree']['units']} threshold units in {sixteen['tree']['layers']}, but "
            f"{sixteen['counting']['units']} in {sixteen['counting']['layers']} where units may count; "
            f"{folds['units']} ReLU units in 8 layers make {folds['pieces']} straight pieces, one layer needs "
            f"{folds['units_shallow']} or more",
            {
                "terms 16": sixteen["terms"]["hidden"],
                "exclusive ors 16": sixteen["tree"]["units"] / 3,
                "counting 16": sixteen["counting"]["hidden"],
                "pieces 8": folds["pieces"],
            },
            command("depth-vs-width"),
        ),
        "parameters": Figure("none are learned in the nets that are built", 0, "telgarsky2016"),
    }


def _kernel_svm() -> dict:
    rows = ours("kernel-svm", "digits")["rows"]
    most = rows["4000"]
    return {
        "object": "deeparc.units.kernel_svm.KernelSVM",
        "chapter": f"{CHAPTER}/kernels",
        "paper": "C. Cortes and V. Vapnik, Support-vector networks, 1995",
        "bib_key": "cortes1995",
        "published": Figure(
            "1.4 % of the 10,000 MNIST test digits wrong, Gaussian kernel, 60,000 digits to learn from",
            0.014,
            "lecun2010",
        ),
        "ours": Figure(
            f"{100 * most['svm']['mean']:.1f} % wrong with 4,000 digits to learn from, keeping "
            f"{most['support_vectors']['mean']:,.0f} of them; a 784-100-10 net beside it "
            f"{100 * most['mlp']['mean']:.1f} %",
            {"svm": most["svm"]["mean"], "mlp": most["mlp"]["mean"]},
            command("kernel-svm"),
        ),
        "parameters": Figure(
            "a weight for each support vector and a bias, and the support vectors themselves: about "
            f"{most['svm_numbers']:,} numbers for ten machines on 4,000 digits",
            most["svm_numbers"],
            "cortes1995",
        ),
    }


def _playground() -> dict:
    errors = ours("playground", "test_error")
    best = {name: errors[name]["3 × 8"]["test"]["mean"] for name in ("xor", "circle", "spiral")}
    first = ours("playground", "first_run")
    return {
        "object": "deeparc.playground.Playground",
        "chapter": f"{CHAPTER}/playground",
        "paper": "D. Smilkov, S. Carter and others, Direct-manipulation visualization of deep networks, 2016",
        "bib_key": "smilkov2017",
        "published": Figure(
            "points of two classes and the decision surface, for 500 epochs; no error is stated", {}, "smilkov2017"
        ),
        "ours": Figure(
            f"with three hidden layers of eight tanh units {100 * best['xor']:.1f} % of the test points wrong on "
            f"exclusive or, {100 * best['circle']:.1f} % on the ring and {100 * best['spiral']:.1f} % on the spirals "
            f"after {ours('playground', 'epochs')} epochs, in the browser as in the library",
            best,
            command("playground"),
        ),
        "parameters": Figure(
            f"{_playground_parameters(first['layers'], first['units'])} at first; up to "
            f"{_playground_parameters(4, 8)}, as the reader chooses",
            {"first": _playground_parameters(first["layers"], first["units"]), "most": _playground_parameters(4, 8)},
            "smilkov2017",
        ),
    }


def _playground_parameters(layers: int, units: int) -> int:
    sizes = [2, *[units] * layers, 1]
    return sum((below + 1) * above for below, above in pairwise(sizes))


ENTRIES = {
    "universal-approximation": _universal_approximation,
    "manifold-warping": _manifold_warping,
    "depth-vs-width": _depth_vs_width,
    "kernel-svm": _kernel_svm,
    "playground": _playground,
}
