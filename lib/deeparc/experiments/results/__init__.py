"""Results that `python -m deeparc.experiments` wrote, one JSON file a system."""
