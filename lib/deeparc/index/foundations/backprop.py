"""The index's entries for "Back-propagation three ways"."""

from deeparc.index.figure import Figure, command, ours

CHAPTER = "chapters/foundations/backprop"


def _mlp_backprop() -> dict:
    symmetry = ours("mlp-backprop", "symmetry")
    forms = ours("mlp-backprop", "digits")["forms"]
    sweeps = symmetry["square"]
    accuracy = {form: forms[form]["test"]["mean"] for form in ("square", "modern")}
    return {
        "object": "deeparc.units.mlp.mlp",
        "chapter": f"{CHAPTER}/two-layers",
        "paper": "D. E. Rumelhart, G. E. Hinton and R. J. Williams, Learning representations by back-propagating "
        "errors, 1986",
        "bib_key": "rumelhart1986",
        "published": Figure(
            "1,425 sweeps through the 64 patterns for a 6-2-1 net to learn mirror symmetry", 1425.0, "rumelhart1986"
        ),
        "ours": Figure(
            f"{sweeps['median']:,.0f} sweeps, the median of the {sweeps['solved']} of {symmetry['starts']} starts that "
            f"were through after {symmetry['sweeps']:,} ({sweeps['range'][0]:,} to {sweeps['range'][1]:,}); on 5,000 "
            f"digits of MNIST {accuracy['square']:.1%} right with sigmoids and square loss, {accuracy['modern']:.1%} "
            "with ReLU and cross-entropy".replace("%", " %"),
            {"sweeps": sweeps["median"]} | accuracy,
            command("mlp-backprop"),
        ),
        "parameters": Figure(
            "17 in the 6-2-1 net, 79,510 in the 784-100-10 net",
            {"6-2-1": 17, "784-100-10": 79_510},
            "rumelhart1986",
        ),
    }


def _module_graph() -> dict:
    costs = ours("module-graph", "cost")
    counted = [net["counted_ratio"] for net in costs]
    timed = [net["timed_ratio"]["mean"] for net in costs]
    graph = ours("module-graph", "graph")
    return {
        "object": "deeparc.core.graph.Graph",
        "chapter": f"{CHAPTER}/modules",
        "paper": "Y. LeCun, A theoretical framework for back-propagation, 1988",
        "bib_key": "lecun1988",
        "published": Figure("a value and its whole gradient cost at most 5 times the value alone", 5.0, "griewank1989"),
        "ours": Figure(
            f"{min(counted):.2f} to {max(counted):.2f} times in multiply-accumulates and {min(timed):.1f} to "
            f"{max(timed):.1f} times in seconds, over {len(costs)} nets; a graph of 7 nodes agrees with central "
            f"differences to {graph['worst_error']:.0e}",
            {"counted": max(counted), "timed": max(timed)},
            command("module-graph"),
        ),
        "parameters": Figure(
            f"{graph['parameters']} in the graph of 7 nodes, {costs[1]['parameters']:,} in the largest net timed",
            {"graph": graph["parameters"], "largest": costs[1]["parameters"]},
            "lecun1988",
        ),
    }


ENTRIES = {"mlp-backprop": _mlp_backprop, "module-graph": _module_graph}
