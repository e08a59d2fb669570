"""The entries of the first part, one module a chapter."""
