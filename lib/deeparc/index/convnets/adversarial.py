"""The index's entries for "Adversarial and fooling images"."""

from deeparc.index.figure import Figure, command, ours

CHAPTER = "chapters/convnets/adversarial"
NET = "LeNet-5, modern"


def _adversarial() -> dict:
    published = {"before": 0.894, "after": 0.179}
    nets = ours("adversarial", "nets")[NET]
    measured = {when: nets[kind]["one step"]["0.25"]["mean"] for when, kind in (("before", "0"), ("after", "0.25"))}
    iterated = nets["0.25"]["iterated"]["0.25"]["mean"]
    steps = ours("adversarial", "iterated_steps")
    parameters = ours("adversarial", "parameters")[NET]

    def phrase(error: dict[str, float]) -> str:
        return (
            f"{100 * error['before']:.1f} % error under the fast gradient sign with ε = 0.25, "
            f"{100 * error['after']:.1f} % after adversarial training"
        )

    return {
        "object": "deeparc.vision.adversarial.AdversarialPair",
        "chapter": f"{CHAPTER}/training",
        "paper": "C. Szegedy et al., Intriguing properties of neural networks, 2014; I. J. Goodfellow, J. Shlens and "
        "C. Szegedy, Explaining and harnessing adversarial examples, 2015",
        "bib_key": "goodfellow2015adversarial",
        "published": Figure(f"{phrase(published)}: a maxout net on MNIST", published, "goodfellow2015adversarial"),
        "ours": Figure(
            f"{phrase(measured)} ({100 * iterated:.1f} % under {steps} iterated steps): the modern LeNet-5, learned "
            "from 4,000 digits",
            measured,
            command("adversarial"),
        ),
        "parameters": Figure(f"{parameters:,} in our net", parameters, "goodfellow2015adversarial"),
    }


def _fooling_images() -> dict:
    nets = ours("fooling-images", "nets")
    measured = nets["as it is"]["pixels"]["median"]["mean"]
    generations = ours("fooling-images", "evolution")["generations"]
    parameters = ours("adversarial", "parameters")[NET]
    return {
        "object": "deeparc.vision.fooling.evolve",
        "chapter": f"{CHAPTER}/fooling",
        "paper": "A. Nguyen, J. Yosinski and J. Clune, Deep neural networks are easily fooled: high confidence "
        "predictions for unrecognizable images, 2015",
        "bib_key": "nguyen2015fooled",
        "published": Figure(
            "median confidence 99.99 % in evolved pixels after 200 generations, LeNet on MNIST",
            0.9999,
            "nguyen2015fooled",
        ),
        "ours": Figure(
            f"median confidence {100 * measured:.3f} % in evolved pixels after {generations} generations, the modern "
            "LeNet-5 learned from 4,000 digits",
            measured,
            command("fooling-images"),
        ),
        "parameters": Figure(f"{parameters:,} in the net that is fooled", parameters, "nguyen2015fooled"),
    }


ENTRIES = {"adversarial": _adversarial, "fooling-images": _fooling_images}
