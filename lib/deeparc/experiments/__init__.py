"""Experiments behind the course's own figures: one module a system, each with `run()`, results as JSON beside them."""

from deeparc.experiments.record import EXPERIMENTS, read, write

__all__ = ["EXPERIMENTS", "read", "write"]
