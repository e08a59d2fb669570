"""Foundations that every model shares: checks, tasks, figures, data."""
