"""The small GoogLeNet on the digits on photographs."""

from deeparc.experiments._small import measure


def run(seed: int = 0) -> dict:
    """Measure it on five splits."""
    return measure("GoogLeNet", seed)
