"""Layers with explicit forward and hand-derived backward, the same on NumPy, on PyTorch and on a GPU."""
