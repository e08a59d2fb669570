"""The built book, as files: complete, offline, every picture described."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from deeparc import index


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def _pages(book: Path) -> dict[Path, _Tags]:
    pages = {}
    for path in sorted(book.rglob("*.html")):
        if "_static" not in path.parts:
            pages[path] = _Tags()
            pages[path].feed(path.read_text(encoding="utf-8"))
    assert len(pages) > 10
    return pages


@pytest.fixture(scope="module")
def pages(book: Path) -> dict[Path, _Tags]:
    return _pages(book)


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, _Tags]) -> None:
    for path, page in pages.items():
        for tag, attrs in page.tags:
            loads = attrs.get("src") if tag in {"script", "img", "iframe", "source"} else None
            if tag == "link" and attrs.get("rel") in {"stylesheet", "preload", "icon", "modulepreload"}:
                loads = attrs.get("href")
            assert not (loads or "").startswith(("http:", "https:", "//")), f"{path} loads {loads}"


def test_every_picture_says_what_it_shows(pages: dict[Path, _Tags]) -> None:
    pictures = 0
    for path, page in pages.items():
        for tag, attrs in page.tags:
            if tag == "img" and "logo__image" not in (attrs.get("class") or ""):  # its name stands beside it
                pictures += 1
                assert (attrs.get("alt") or "").strip(), f"{path}: {str(attrs.get('src'))[:80]} has no alternative text"
    assert pictures > 10


def test_map_marks_what_exists(book: Path) -> None:
    page = (book / "chapters/index.html").read_text(encoding="utf-8")
    chapters = index.chapters()
    assert len(chapters) == 36
    for chapter in chapters:
        assert chapter.title in re.sub(r"&#x27;|&#39;", "'", page), chapter.title
    assert page.count("arc-planned") == sum(not c.exists for c in chapters)


def test_model_index_lists_every_entry(book: Path) -> None:
    page = (book / "chapters/guide/models.html").read_text(encoding="utf-8")
    for entry in index.entries():
        assert entry.object in page
        assert (book / f"{entry.chapter}.html").exists()
