"""From a book to a `Text`: cut it at the end of a paragraph."""

from dataclasses import asdict

from deeparc.core.data.dataset import Credit, Text, fraction


def novel(text: str, test_fraction: float, credit: Credit) -> Text:
    """Split `text` at the last blank line before the share asked for is left.

    Args:
        text: the whole text.
        test_fraction: share of the characters at the end to hold out, 0 ≤ fraction < 1; a little more in practice.
        credit: whose text it is.

    Raises:
        ValueError: the fraction is out of range, or so large that nothing is left to learn from.
    """
    test_fraction = fraction(test_fraction)
    cut = len(text)
    if test_fraction:
        cut = text.rfind("\n\n", 0, round((1 - test_fraction) * len(text))) + 2
        if cut < 2:
            raise ValueError(f"test_fraction is {test_fraction:g}: it leaves no whole paragraph to learn from")
    return Text(text[:cut], text[cut:], "".join(sorted(set(text))), **asdict(credit))
