"""The pages in a browser: axe finds nothing, a keyboard is enough, 320 pixels are enough, nothing is asked of other servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import start_chromium  # noqa: F401 - a fixture
from site_pages import files, hosted

from dhrgraph.graph.store import Store
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.publish.site.respond import respond
from dhrgraph.publish.site.sparql_form import sparql_page
from dhrgraph.publish.site.write import write_site

pytestmark = pytest.mark.slow
LIVE = hosted(live=True, exit_url="https://www.example.org/", contact="data@example.org")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def site(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site on a disk."""
    folder = tmp_path_factory.mktemp("site")
    write_site(store, folder, hosted(contact="data@example.org", exit_url="https://www.example.org/", formats=(".nt",)))
    return folder


def one_of_each(site: Path) -> list[str]:
    """One page of every kind, the longest of its kind, and every page that is none of a thing."""
    longest: dict[str, str] = {}
    for name in files(site):
        if name.endswith(".html") and not name.startswith("ontology"):  # that is of publish/release, and tested there
            kind = "/".join(name.split("/")[:2]) if name.startswith("doc/") else name
            kind = "passages" if name.endswith("/passages.html") else kind
            if kind not in longest or (site / name).stat().st_size > (site / longest[kind]).stat().st_size:
                longest[kind] = name
    return sorted(longest.values())


@pytest.fixture(scope="module")
def audit(chromium: Any) -> Iterator[Callable[..., list[str]]]:
    """What axe-core finds on a page, opened past its own policy, which would not let axe in; one tab for all pages."""
    module = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs the package axe-playwright-python"
    )
    axe, tab = module.Axe(), chromium.new_page(bypass_csp=True, viewport={"width": 1280, "height": 900})
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

    def violations(file: Path, **media: Any) -> list[str]:
        tab.emulate_media(**({"color_scheme": "light"} | media))
        tab.goto(file.as_uri())
        found = axe.run(tab, options=options).response["violations"]
        return [f"{each['id']}: {each['help']} {each['nodes'][0]['html'][:160]}" for each in found]

    tab.context.set_offline(True)
    yield violations
    tab.context.close()


@pytest.fixture(scope="module")
def tab(chromium: Any) -> Iterator[Any]:
    """A page without a network that notes what it should not do."""
    tab = chromium.new_page(offline=True)
    tab.faults = []
    tab.on(
        "request",
        lambda request: tab.faults.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    tab.on("pageerror", lambda error: tab.faults.append(str(error)))
    tab.on("console", lambda message: tab.faults.append(message.text) if message.type in ("error", "warning") else None)
    yield tab
    tab.context.close()


@pytest.fixture
def page(tab: Any) -> Iterator[Any]:
    """The tab, at the usual width; afterwards it has done nothing that it should not."""
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.faults.clear()
    yield tab
    assert tab.faults == []


def test_axe_finds_nothing_on_a_page_of_each_kind(site: Path, audit: Any) -> None:
    pages = [name for name in one_of_each(site) if not name.startswith("query/") or "themes" in name]
    assert len(pages) > 30
    found = {name: audit(site / name) for name in pages}
    assert {name: each for name, each in found.items() if each} == {}


def live_pages(store: Store) -> dict[str, Reply]:
    """Pages that only a server gives: forms, answers, what is wrong."""
    answer = store.select("SELECT ?r ?label { ?r a <https://w3id.org/dhrgraph/ontology#Review> } ORDER BY ?r")
    return {
        "question": respond(store, "/query/recommendations-to-type", {"type": "police"}, "", LIVE),
        "wrong": respond(store, "/query/recommendations-to-agency", {"agency": "nobody"}, "", LIVE),
        "search": respond(store, "/search", {"q": "police"}, "", LIVE),
        "nothing": respond(store, "/search", {"q": "zzzz"}, "", LIVE),
        "sparql": sparql_page(store, LIVE, query="SELECT …", answer=answer, note="note"),
        "sparql-wrong": sparql_page(store, LIVE, query="x", problem="not SPARQL"),
        "missing": respond(store, "/doc/agency/mersyside-police", {}, "", LIVE),
    }


def test_axe_finds_nothing_on_pages_with_forms(store: Store, site: Path, audit: Any, tmp_path: Path) -> None:
    (tmp_path / "assets").symlink_to(site / "assets")
    (tmp_path / "query").mkdir()
    (tmp_path / "doc" / "agency").mkdir(parents=True)
    places = {"question": "query/question", "wrong": "query/wrong", "missing": "doc/agency/missing"}
    found = {}
    for name, reply in live_pages(store).items():
        file = tmp_path / f"{places.get(name, name)}.html"
        file.write_bytes(reply.body)
        found[name] = audit(file)
    assert {name: each for name, each in found.items() if each} == {}


def test_dark_colours_have_contrast_too(site: Path, audit: Any) -> None:
    for name in ("index.html", "themes.html", "doc/review/sefton-2024-01-e2662fcb.html"):
        assert audit(site / name, color_scheme="dark") == [], name


def test_every_kind_of_page_is_quiet_and_fits_320_pixels(site: Path, page: Any) -> None:
    """No request but for the site's own files, no message on the console (`page` asserts that), the style loaded,
    nothing wider than a small telephone."""
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for name in one_of_each(site):
        page.goto((site / name).as_uri())
        width, style = page.evaluate(
            "[document.documentElement.scrollWidth, getComputedStyle(document.body).maxWidth "
            "+ document.styleSheets.length]"
        )
        assert style == "none1", name
        if width > 320:
            wide.append(name)
    assert wide == []


def test_small_things_can_be_hit(site: Path, page: Any) -> None:
    """WCAG 2.2, 2.5.8: what is no link within a sentence is at least 24 pixels high or has room around it."""
    for name in ("index.html", "agencies.html", "doc/theme/marac.html", "search.html"):
        page.goto((site / name).as_uri())
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, input, select, summary, nav a, .items .item-head a, .tree a')]
            .filter(each => each.getBoundingClientRect().height < 24).map(each => each.outerHTML.slice(0, 120))"""
        )
        assert small == [], name


def test_a_keyboard_reaches_and_searches(site: Path, page: Any) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto((site / "search.html").as_uri())
    page.focus("#q")
    page.keyboard.type("merseyside police")
    page.keyboard.press("Enter")
    page.wait_for_selector("#hits a")
    assert "found" in page.inner_text("#found")
    assert page.get_attribute("#found", "role") == "status"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/**")


def test_the_first_page_leads_to_an_answer(site: Path, page: Any) -> None:
    page.goto((site / "index.html").as_uri())
    page.fill("#q", "information sharing")
    page.keyboard.press("Enter")
    page.wait_for_selector("#hits a")
    assert page.input_value("#q") == "information sharing"


def test_a_search_that_finds_nothing_says_so(site: Path, page: Any) -> None:
    page.goto((site / "search.html").as_uri() + "?q=zzzz%3Cimg%20src=x%20onerror=alert(1)%3E")
    assert "Nothing was found" in page.inner_text("#found")
