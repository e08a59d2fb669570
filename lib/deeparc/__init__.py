"""Every historic system of The Deep Learning Arc, one concept a file."""

__version__ = "0.1.0"
