"""The small VGG on the digits on photographs, as the paper has it and with batch normalisation."""

from deeparc.experiments._small import measure


def run(seed: int = 0) -> dict:
    """Measure both on five splits."""
    return measure("VGG", seed) | {"normalised": measure("VGG, normalised", seed)}
