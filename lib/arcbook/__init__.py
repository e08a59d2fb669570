"""Builds the book's notebooks from their text sources, and the book's own directives."""
