"""War and Peace in English, by download: the text that Karpathy trained a character model on."""

import re
from pathlib import Path

from deeparc.core.data.dataset import Credit, Text
from deeparc.core.data.download import fetch
from deeparc.core.data.files import DataError, data_folder
from deeparc.core.data.novel import novel

CREDIT = Credit(
    title="War and Peace",
    source="Project Gutenberg, https://www.gutenberg.org/ebooks/2600",
    licence="public domain in the USA (translation of 1922–23); elsewhere, the reader must check",
    citation="L. Tolstoy (1869). War and Peace. Translated by L. and A. Maude.",
)
PAGE = "https://www.gutenberg.org/ebooks/2600"
ADDRESS = "https://www.gutenberg.org/ebooks/2600.txt.utf-8"
FILE = "war-and-peace.txt"
SMALLEST, LARGEST = 3_000_000, 3_700_000  # bytes
OPENING = "Well, Prince, so Genoa and Lucca are now just family estates of the Buonapartes"
CLOSING = "to recognize a dependence of which we are not conscious."


def war_and_peace(
    path: str | Path | None = None, *, test_fraction: float = 0.1, download: bool = True, progress: bool = True
) -> Text:
    """Load the novel from its first words, "Well, Prince", to its last, about 3.2 million characters.

    The publisher corrects this file now and then, so there is no checksum to hold it against. Checked instead are
    its length, 3.0 to 3.7 million bytes, and its opening and closing words. Curly quotation marks and dashes are
    made plain, so that old and new editions have much the same alphabet; everything before the first words (title,
    contents) and after the last (the publisher's terms) is cut off.

    Args:
        path: a file you have, UTF-8; by default the one in the course's data folder, downloaded there if missing.
        test_fraction: share of the characters at the end to hold out, 0 ≤ fraction < 1; a little more in practice.
        download: fetch the text where it is missing; never to a `path` given.
        progress: show a progress bar.

    Raises:
        ValueError: `test_fraction` is out of range.
        DataError: the file is not there or is another text; the message says what to do.

    Source: Karpathy, "The unreasonable effectiveness of recurrent neural networks", 2015. Deck: neverova.
    """
    target = data_folder() / FILE if path is None else Path(path)
    if path is None and download:
        fetch(ADDRESS, target, check=check, limit=LARGEST, by_hand=f"{PAGE} (plain text UTF-8)", progress=progress)
    elif not target.is_file():
        raise DataError(f"there is no {target}: download the plain text (UTF-8) from {PAGE} and put it there")
    try:
        text = read(target)
    except ValueError as error:
        raise DataError(f"{target} is another text: {error}; the right one is at {PAGE}") from error
    return novel(text, test_fraction, CREDIT)


def here() -> bool:
    """Tell whether the text is in the course's data folder."""
    return (data_folder() / FILE).is_file()


def check(path: Path) -> None:
    """Raise `ValueError` where the file at `path` is not the novel."""
    read(path)


def read(path: Path) -> str:
    """Return the novel alone.

    Raises:
        ValueError: another length, not UTF-8, or without the opening or the closing words.
    """
    size = path.stat().st_size
    if not SMALLEST <= size <= LARGEST:
        raise ValueError(f"it has {size:,} bytes, expected {SMALLEST:,} to {LARGEST:,}")
    text = path.read_text(encoding="utf-8-sig")  # universal line ends; drops the byte-order mark
    text = text.translate(str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--", "–": "-"}))
    first, last = _find(text, OPENING), _find(text, CLOSING)
    if first is None or last is None or last[1] < first[0]:
        missing = OPENING if first is None else CLOSING
        raise ValueError(f"it does not have the words {missing!r}")
    start = first[0] - (text[first[0] - 1 : first[0]] == '"')
    return text[start : last[1]] + "\n"


def _find(text: str, words: str) -> tuple[int, int] | None:
    """Return where `words` begin and end in `text`, whatever white space lies between them."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return None if found is None else found.span()
