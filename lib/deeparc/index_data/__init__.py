"""The course's lists of systems and chapters."""
