"""The first chapter has no system of its own, and counts as written."""

from deeparc import index
from deeparc.index.foundations.learning import ENTRIES


def test_no_entries():
    assert ENTRIES == {}
    chapter = index.chapters()[0]
    assert (chapter.slug, chapter.exists, chapter.systems) == ("learning", True, ())
