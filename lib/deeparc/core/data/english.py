"""A short novel in English, for character models: Jane Austen's Lady Susan."""

from deeparc.core.data.dataset import Credit, Text
from deeparc.core.data.files import package_file
from deeparc.core.data.novel import novel

CREDIT = Credit(
    title="Lady Susan",
    source="Project Gutenberg, https://www.gutenberg.org/ebooks/946, as shipped with music21",
    licence="public domain",
    citation="J. Austen (written about 1794, published 1871). Lady Susan.",
)


def english(*, test_fraction: float = 0.1) -> Text:
    """Load Jane Austen's Lady Susan: 127,000 characters, 67 of them different, in lines of up to 76.

    The publisher's first and last lines are cut off; line ends are kept as they are, a blank line ends a paragraph.
    It stands in for War and Peace, which no package carries and which has 25 times as many characters.

    Args:
        test_fraction: share of the characters at the end to hold out, 0 ≤ fraction < 1; a little more in practice.

    Returns:
        Text with ASCII characters only.

    Raises:
        ValueError: `test_fraction` is out of range.
        DataError: the package that carries the text is not installed.
    """
    path = package_file("music21", "languageExcerpts/trainingData/en.txt")
    text = path.read_text(encoding="ascii")
    first, last = text.find("LADY SUSAN VERNON TO"), text.find("End of The Project Gutenberg")
    if not 0 <= first < last:
        raise ValueError(f"{path} is not Lady Susan: it starts with {text[:40]!r}")
    return novel(text[first:last].strip() + "\n", test_fraction, CREDIT)
