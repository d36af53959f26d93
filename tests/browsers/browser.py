"""A headless Chromium with the network off, that notes whatever a page should not do.

    with page_of(chromium, html, folder) as seen:
        seen.page (Playwright's page), seen.requests, seen.errors, seen.dialogs

Playwright drives the Chromium that is installed and downloads none; without either the tests are skipped.
A test file imports `start_chromium` to have the fixture `chromium`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions"),
]


@dataclass
class Seen:
    """A page and what it did besides showing itself."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", name="chromium")
def start_chromium() -> Iterator[Any]:
    """The browser, one for all tests of a file."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")
    if CHROMIUM is None:
        pytest.skip("needs Chromium or Chrome on the PATH")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def page_of(browser: Any, html: str, folder: Path, *, address: str = "", **options: Any) -> Iterator[Seen]:
    """Open `html` from a file, offline; `address` is what follows the file's name, `options` a context's."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 900}, **options})
    seen = Seen(context.new_page())
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.page.on(
        "console",
        lambda message: seen.errors.append(message.text) if message.type in ("error", "warning") else None,
    )
    seen.page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    seen.page.goto(file.as_uri() + address)
    try:
        yield seen
    finally:
        context.close()
