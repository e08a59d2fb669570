"""Text that strangers wrote."""


def printable(text: str) -> str:
    """Put a space for each character that could steer a terminal, break a file or turn the reading direction."""
    return "".join(character if character.isprintable() else " " for character in text)
