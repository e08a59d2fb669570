"""The small AlexNet on the digits on photographs, beside a LeNet-5 and a fully connected net."""

from deeparc.experiments._small import measure


def run(seed: int = 0) -> dict:
    """Measure it on five splits, and the two older nets on the same."""
    older = {name: measure(name, seed) for name in ("fully connected", "LeNet-5")}
    return measure("AlexNet", seed) | {"older": older}
