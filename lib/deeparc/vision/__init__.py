"""Systems that see, one file a system."""
