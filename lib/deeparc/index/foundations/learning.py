"""The index's entries for "What learning is": none, as the chapter borrows its systems from later ones.

The index lists the historic systems that the course builds. This chapter compares ways to read digits: least squares,
nearest neighbours, hand-made features, and a small ConvNet shown ahead of its time. They are tools here; the chapters
on one neuron and on convolution teach them. What the chapter measured lies in `deeparc.experiments.read("learning")`.
"""

from collections.abc import Callable

ENTRIES: dict[str, Callable[[], dict]] = {}
