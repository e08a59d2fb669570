"""The entries of the second part, one module a chapter."""
