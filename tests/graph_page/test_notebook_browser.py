"""The page inside a notebook: in a frame it draws, reaches nothing around it, and what it saves can be saved."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browser import Seen, page_of, start_chromium  # noqa: F401 - the fixture `chromium`

import dhrgraph
from dhrgraph.graph_page.page import GraphPage

pytestmark = pytest.mark.slow

HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A notebook</title>
<script>window.secret = "kernel"; document.cookie = "token=secret"; window.told = []
addEventListener("message", (event) => told.push(event.data))</script>
</head><body><h1>A notebook</h1><div class="output">%s</div></body></html>"""
REACHES = """() => {
  const tried = {
    parent: () => window.parent.document.title, secret: () => window.parent.secret, top: () => window.top.location.href,
    frame: () => window.frameElement && window.frameElement.title, cookie: () => document.cookie, storage: () => localStorage.length,
  }
  const reached = []
  for (const [name, way] of Object.entries(tried)) {
    try { if (way()) { reached.push(name) } } catch (problem) { /* out of reach */ }
  }
  return reached
}"""

PAINTED = """() => {
  const canvas = document.querySelector("canvas"), at = canvas.getContext("2d")
  const pixels = at.getImageData(0, 0, canvas.width, canvas.height).data
  return pixels.some((value, place) => place % 4 === 0 && pixels[place + 3] > 0 && value < 128)
}"""


@pytest.fixture(scope="module")
def made(built: Path) -> GraphPage:
    return dhrgraph.open(built).page("agency-theme", "type-theme")


@pytest.fixture
def seen(chromium: Any, made: GraphPage, tmp_path: Path) -> Iterator[Seen]:
    with page_of(chromium, HOST % made._repr_html_(), tmp_path, accept_downloads=True) as page:
        page.page.locator("iframe").scroll_into_view_if_needed()
        yield page


def inside(seen: Seen) -> Any:
    frame = seen.page.locator("iframe").element_handle().content_frame()
    frame.wait_for_load_state()
    return frame


def test_it_draws_without_a_word_in_the_console(seen: Seen) -> None:
    frame = inside(seen)
    frame.wait_for_selector("canvas")
    assert frame.evaluate("document.querySelector('canvas').width") > 300
    assert frame.evaluate(PAINTED), "the canvas is not empty"
    assert seen.errors == []
    assert [url for url in seen.requests if not url.startswith(("file:", "about:", "data:", "blob:"))] == []


def test_nothing_around_it_can_be_reached(seen: Seen) -> None:
    frame = inside(seen)
    assert frame.evaluate(REACHES) == []
    assert frame.evaluate("self.origin") == "null"
    assert (
        seen.page.evaluate("() => { try { return frames[0].document.title } catch (e) { return 'closed' } }")
        == "closed"
    )


def test_choosing_a_name_and_a_view_leaves_the_notebook_where_it_is(seen: Seen) -> None:
    before, frame = seen.page.url, inside(seen)
    frame.get_by_role("button", name="Types of agency and themes", exact=True).click()
    box = frame.get_by_label("Find a name or words")
    box.fill("information sharing")
    box.press("ArrowDown")
    box.press("Enter")
    assert frame.get_by_role("heading", name="Information sharing between agencies").first.is_visible()
    assert (seen.page.url, seen.page.title()) == (before, "A notebook")
    assert seen.page.evaluate("told") == []
    assert seen.errors == []


def test_links_inside_lead_nowhere_in_the_notebook(seen: Seen) -> None:
    """A link within the page is one within the frame, though its address is the notebook's: none loads that anew."""
    frame = inside(seen)
    seen.page.evaluate("window.here = true")
    within = frame.evaluate("[...document.querySelectorAll(\"a[href^='#']\")].map((link) => link.click()).length")
    assert within > 100
    seen.page.wait_for_timeout(300)  # what a click would load comes after it
    assert seen.page.evaluate("window.here") is True
    assert frame.evaluate("document.title") != "A notebook", "the notebook within itself"
    assert frame.evaluate("Boolean(document.querySelector('canvas'))"), "the frame is still the page"


def test_a_table_can_be_saved_from_inside(seen: Seen) -> None:
    frame = inside(seen)
    with seen.page.expect_download() as saved:
        frame.get_by_role("button", name="CSV").first.click()
    assert saved.value.suggested_filename.endswith(".csv")


class Frames(HTMLParser):
    """The iframes of a document with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_the_frame_holds_the_page_as_it_is_and_allows_two_things(made: GraphPage) -> None:
    (frame,) = Frames(made._repr_html_()).found
    assert frame["srcdoc"] == made.html
    assert frame["sandbox"] == "allow-scripts allow-downloads"
    assert frame["title"] == made.page.title


def test_a_notebook_that_is_run_holds_the_page(made: GraphPage, built: Path) -> None:
    """Jupyter's own client runs a cell; what it shows is the frame with the very same page."""
    nbformat = pytest.importorskip("nbformat", reason="needs the package nbformat")
    nbclient = pytest.importorskip("nbclient", reason="needs the package nbclient")
    pytest.importorskip("ipykernel", reason="needs the package ipykernel")
    cell = f"import dhrgraph\ndhrgraph.open({str(built)!r}).page('agency-theme', 'type-theme')"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    nbclient.NotebookClient(notebook, timeout=120).execute()
    (output,) = notebook.cells[0].outputs
    (frame,) = Frames(output.data["text/html"]).found
    assert frame["srcdoc"] == made.html
    assert output.data["text/plain"] == repr(made)
