"""The book in a real browser with no network: equations, search, dark mode, phone width, download."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import nbformat
import pytest
from playwright.sync_api import Browser, Page

LESSON = "chapters/foundations/perceptron/convergence.html"
EXERCISES = "chapters/foundations/perceptron/perceptron-exercises.html"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(book: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(book)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that reaches nothing but the test's own server."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    context.route(lambda url: not url.startswith(site), lambda route: route.abort())
    yield context.new_page()
    context.close()


def _wait_for_equations(page: Page) -> None:
    page.wait_for_function("window.MathJax && MathJax.startup && MathJax.startup.promise")
    page.evaluate("MathJax.startup.promise")


def test_equations_render_offline(page: Page, site: str) -> None:
    page.goto(f"{site}/{LESSON}")
    _wait_for_equations(page)
    assert page.locator("mjx-container").count() > 20
    assert page.locator("mjx-merror").count() == 0
    raw = page.locator("article").inner_text()
    assert "\\frac" not in raw
    assert "$$" not in raw


def test_equations_render_from_a_file(page: Page, book: Path) -> None:
    page.context.unroute_all()
    page.context.route("http*://**", lambda route: route.abort())
    page.goto(f"file://{book}/{LESSON}")
    _wait_for_equations(page)
    assert page.locator("mjx-container").count() > 20


def test_no_equation_is_broken_anywhere(page: Page, site: str, book: Path) -> None:
    for path in sorted((book / "chapters").rglob("*.html")):
        page.goto(f"{site}/{path.relative_to(book)}")
        if page.locator(".math").count():
            _wait_for_equations(page)
        assert page.locator("mjx-merror").count() == 0, path


def test_search_finds_a_page(page: Page, site: str) -> None:
    page.goto(f"{site}/search.html?q=perceptron")
    page.wait_for_selector("#search-results li a[href*='perceptron/learning-rule.html']")


def test_dark_mode_darkens_page_and_figures(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/{LESSON}")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    channels = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number)")
    assert max(channels[:3]) < 80
    filters = page.evaluate("[...document.querySelectorAll('.cell_output img')].map(i => getComputedStyle(i).filter)")
    assert filters
    assert all("invert" in f for f in filters)


def test_nothing_overflows_on_a_phone(page: Page, site: str, book: Path) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    for path in sorted((book / "chapters").rglob("*.html")):
        page.goto(f"{site}/{path.relative_to(book)}")
        if page.locator(".math").count():
            _wait_for_equations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 375, f"{path.relative_to(book)} is {wide} px wide"


def test_figure_moves_through_time(page: Page, site: str) -> None:
    page.goto(f"{site}/chapters/foundations/perceptron/learning-rule.html")
    figure = page.locator("figure.arc-steps").first
    before = figure.locator("img").get_attribute("src"), figure.locator("figcaption").inner_text()
    figure.locator("input").evaluate("s => { s.value = 0; s.dispatchEvent(new Event('input')); }")
    after = figure.locator("img").get_attribute("src"), figure.locator("figcaption").inner_text()
    assert before[0] != after[0]
    assert before[1] != after[1]
    assert figure.locator("img").get_attribute("alt") == after[1]


def test_notebook_downloads(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/{EXERCISES}")
    link = page.locator("a[href$='.ipynb'][class*='btn']").first
    answer = page.request.get(link.evaluate("a => a.href"))
    assert answer.ok
    notebook = nbformat.reads(answer.text(), as_version=4)
    assert any("raise NotImplementedError()" in cell.source for cell in notebook.cells)
