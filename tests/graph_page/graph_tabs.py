"""One tab for all tests of a file, without a network, that notes whatever a graph page should not do.

    tab.load(html, "#view=model", width=320)     tab.page (Playwright's page)     tab.faults, empty if all is well

A test file imports `start_chromium`, `open_tab` and, for the pages of the five seeds, `seeds` and `every`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dhrgraph.config import table
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.compose import page_of
from dhrgraph.graph_page.material.gather import Asked
from dhrgraph.graph_page.records import Page
from dhrgraph.graph_page.render.html import page_html
from dhrgraph.graph_page.views import VIEWS
from dhrgraph.namespaces import PREFIXES

USUAL_MEDIA = {"media": "screen", "color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
SOUGHT = {"agency": f"{PREFIXES['ag']}merseyside-police", "theme": f"{PREFIXES['th']}information-sharing"}


class Tab:
    """A tab that one page after another is opened in."""

    def __init__(self, context: Any, folder: Path) -> None:
        self.page, self.faults = context.new_page(), list[str]()
        self._folder = folder
        self.page.on("request", lambda request: self._note_request(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        self.page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def load(self, html: str, address: str = "", *, width: int = 1280, height: int = 900, **media: str) -> Any:
        """The page, opened anew; `media` are those of Playwright's emulate_media. What was noted before is forgotten."""
        file = self._folder / "page.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(**{**USUAL_MEDIA, **media})
        self.page.goto("about:blank")  # else another address of the same file would not open it anew
        self.faults.clear()
        self.page.goto(file.as_uri() + address)
        return self.page

    def _note_request(self, url: str) -> None:
        if not url.startswith((self._folder.as_uri(), "blob:", "data:", "about:")):
            self.faults.append(f"request: {url}")


@pytest.fixture(scope="module", name="tab")
def open_tab(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab under the page's own policy."""
    context = chromium.new_context(offline=True, accept_downloads=True)
    yield Tab(context, tmp_path_factory.mktemp("pages"))
    context.close()


@pytest.fixture(scope="module", name="bare_tab")
def open_bare_tab(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab in which pages have no policy, so that axe-core can be put in."""
    context = chromium.new_context(offline=True, bypass_csp=True)
    yield Tab(context, tmp_path_factory.mktemp("pages"))
    context.close()


def seeds_page(store: Store, **asked: Any) -> Page:
    return page_of(store, Asked(**asked), support=table("support.csv"))


@pytest.fixture(scope="module", name="seeds")
def make_seeds(store: Store) -> str:
    """The page of the five documents as it comes when nothing is asked for."""
    return _usual(store)


@pytest.fixture(scope="module", name="every")
def make_every(store: Store) -> dict[str, str]:
    """The name of every view there is -> a page that has it. Most share one; those of one body or theme have their own."""
    return _every(store)


@cache  # one for all files
def _usual(store: Store) -> str:
    return page_html(seeds_page(store))


@cache
def _every(store: Store) -> dict[str, str]:
    alone = {"agency": {"agency": SOUGHT["agency"]}, "theme": {"theme": SOUGHT["theme"]}}
    shared = page_html(seeds_page(store, networks=tuple(name for name in VIEWS if name not in alone)))
    own = {
        name: page_html(seeds_page(store, networks=(name,), keep=keep)) for name, keep in alone.items() if name in VIEWS
    }
    return {**dict.fromkeys(VIEWS, shared), **own}


def opened(tab: Tab, every: dict[str, str], **options: Any) -> Iterator[tuple[Any, str]]:
    """The page at each of the views, those that share a file opened once; nothing chosen, nothing unfolded."""
    for html in dict.fromkeys(every.values()):
        page = tab.load(html, **options)
        for view in (name for name, own in every.items() if own is html):
            page.evaluate("(name) => { pick(null); setView(name); scrollTo(0, 0); }", view)
            page.evaluate("document.querySelectorAll('details[open]').forEach((each) => { each.open = false; })")
            yield page, view
