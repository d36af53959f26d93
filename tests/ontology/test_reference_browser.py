"""The reference page in a browser, offline: accessible, quiet, whole at 320 pixels, and findable by keyboard."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser import page_of, start_chromium  # noqa: F401  (the fixture "chromium")
from exampleton import ONTOLOGY

from dhrgraph.publish.release.reference import Form, policy, reference_page

pytestmark = pytest.mark.slow

OPENED = "for (const each of document.querySelectorAll('details')) each.open = true"


@cache
def page() -> str:
    return reference_page(ONTOLOGY, forms=[Form("Turtle", "text/turtle", "dhr.ttl")], changelog="CHANGELOG.md")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light")])  # half a minute: the page is long
def test_axe_finds_nothing(chromium: Any, tmp_path: Path, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    # bypass_csp: axe's own code is put into the page by the test, which the page's policy forbids
    with page_of(
        chromium, page(), tmp_path, color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True
    ) as seen:
        seen.page.evaluate(OPENED)
        found = axe.Axe().run(seen.page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_the_page_is_quiet(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, page(), tmp_path) as seen:
        seen.page.evaluate(OPENED)
        seen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert len(seen.requests) == 1
        assert seen.errors == []
        assert seen.dialogs == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_sticks_out_sideways(chromium: Any, tmp_path: Path, width: int) -> None:
    with page_of(chromium, page(), tmp_path, viewport={"width": width, "height": 800}) as seen:
        seen.page.evaluate(OPENED)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_terms_address_lands_on_it(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, page(), tmp_path, address="#Recommendation") as seen:
        top = seen.page.evaluate("document.getElementById('Recommendation').getBoundingClientRect().top")
        assert 0 <= top < 100


def test_words_find_terms_and_an_address_brings_the_rest_back(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, page(), tmp_path) as seen:
        shown = "[...document.querySelectorAll('article')].filter((a) => a.offsetParent).map((a) => a.id)"
        every = seen.page.evaluate(shown)
        seen.page.focus("#find-term")
        seen.page.keyboard.type("target latest")
        assert seen.page.evaluate(shown) == [
            "targetLatest",
            "revisedTargetLatest",
        ] or "targetLatest" in seen.page.evaluate(shown)
        assert len(seen.page.evaluate(shown)) < len(every) / 5
        assert "of" in seen.page.inner_text("#find-count")
        seen.page.evaluate("location.hash = '#Region'")
        seen.page.wait_for_function("document.getElementById('find-term').value === ''")
        assert seen.page.evaluate(shown) == every
        assert seen.page.inner_text("#find-count") == ""


def test_without_script_everything_is_there(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, page(), tmp_path, java_script_enabled=False) as seen:
        assert not seen.page.locator(".find").is_visible()
        assert seen.page.locator("#Recommendation").is_visible()
        assert seen.page.locator("svg.model").count() == 3


def test_the_keyboard_goes_from_picture_to_term(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, page(), tmp_path) as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.className") == "skip"
        seen.page.locator("svg.model a[href='#ActionPlanItem']").first.focus()
        seen.page.keyboard.press("Enter")
        assert seen.page.url.endswith("#ActionPlanItem")


def test_on_paper_everything_is_open_and_the_contents_are_gone(chromium: Any, tmp_path: Path) -> None:
    with page_of(chromium, page(), tmp_path) as seen:
        seen.page.emulate_media(media="print")
        seen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert not seen.page.locator("nav.contents").is_visible()
        assert seen.page.evaluate("document.querySelectorAll('main details:not([open])').length") == 0
        seen.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert seen.page.evaluate("document.querySelectorAll('main details:not([open])').length") > 20


def test_a_server_that_sends_the_policy_too_keeps_style_and_script(chromium: Any) -> None:
    context, errors = chromium.new_context(), []
    try:
        view = context.new_page()
        view.on("console", lambda message: errors.append(message.text))
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy()}
        view.route("**/*", lambda route: route.fulfill(body=page(), headers=headers))  # nothing leaves the browser
        view.goto("http://ontology.invalid/ontology")
        assert view.locator(".find").is_visible()
        assert view.evaluate("getComputedStyle(document.querySelector('.columns')).display") == "grid"
        assert errors == []
    finally:
        context.close()
