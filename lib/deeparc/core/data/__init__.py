"""Data sets, one loader a file; each returns a `Dataset`."""

from deeparc.core.data.breast_cancer import breast_cancer
from deeparc.core.data.dataset import Dataset

__all__ = ["Dataset", "breast_cancer"]
