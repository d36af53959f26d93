"""The page in a browser: addresses, frames, paper, no script, and where things stand. Other files see to each control."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pytest
from browser import start_chromium  # noqa: F401  (the fixture "chromium")
from graph_tabs import Tab, make_seeds, open_tab  # noqa: F401  (fixtures)
from page_samples import THEMES, hostile, iri, plain

from dhrgraph.graph_page.render.html import page_html

pytestmark = pytest.mark.slow

TITLE = "document.querySelector('#details-title').textContent"
VIEW = "look.view.name"


@pytest.fixture(scope="module")
def made() -> str:
    return page_html(plain())


# --- the address ------------------------------------------------------------------------------------------


def test_the_address_of_older_pages_still_opens_a_name(tab: Tab, made: str) -> None:
    page = tab.load(made, "#node=https%3A%2F%2Fexample.org%2Fid%2Fmarac")
    assert page.evaluate(TITLE) == "MARAC"
    assert page.evaluate("document.activeElement.id") == "details-title"
    assert page.url.endswith(f"#node={iri('MARAC')}")


def test_a_name_that_only_another_view_has_opens_that_view(tab: Tab, made: str) -> None:
    page = tab.load(made, f"#node={iri('Old Police')}")
    assert page.evaluate(VIEW) == "succession"
    assert page.evaluate(TITLE) == "Old Police"


def test_an_address_of_filters_alone_is_followed(tab: Tab, made: str) -> None:
    page = tab.load(made, "#min=2")
    assert page.evaluate("[look.minimum, look.chosen]") == [2, None]
    page = tab.load(made, "#year=2023&min=2")  # in no line of that year are there two
    assert page.evaluate("[look.facets.year, look.minimum]") == ["2023", 1]


@pytest.mark.parametrize(
    "address",
    [
        "#view=<script>alert(1)</script>",
        "#node=javascript:alert(1)&with=%E0%A4%A",
        "#view=__proto__&node=constructor",
        "#view=agency-theme&csp=urn:gone&year=1066&region=&min=1e9&lines=-4&steps=NaN&hide=__proto__%20x&size=toString&width=length",
        "#" + "%",
        "#" + "x" * 5000,
        "#&&&==",
    ],
)
def test_an_address_that_fits_nothing_is_read_as_far_as_it_goes(tab: Tab, made: str, address: str) -> None:
    page = tab.load(made, address)
    assert page.evaluate(VIEW) == "agency-theme"
    assert page.evaluate("look.chosen ?? look.pair") is None
    assert page.evaluate("[look.facets.partnership, look.facets.year, look.facets.region]") == ["", "", ""]
    assert page.evaluate("look.sizes().some(({ key }) => key === look.size) && COUNTS.includes(look.strength)")
    assert page.evaluate("look.shownNodes().length") > 0
    assert tab.faults == []


def test_a_link_to_a_state_is_followed_while_the_page_is_open(tab: Tab, made: str) -> None:
    page = tab.load(made)
    page.evaluate(f"location.hash = 'view=model'")  # noqa: F541
    page.wait_for_function("look.view.name === 'model'")
    page.evaluate(f"location.hash = 'node={iri('Training')}'")
    page.wait_for_function("look.chosen?.label === 'Training'")
    assert tab.faults == []


def test_filters_hold_from_view_to_view_and_the_choice_goes_along(tab: Tab, made: str) -> None:
    page = tab.load(made, f"#node={iri('Training')}&year=2023")
    views = [view.name for view in plain().views if any(node.id == iri("Training") for node in view.nodes)]
    assert len(views) > 1
    page.click(f"[data-view={views[1]}]")
    assert page.evaluate("look.facets.year") == "2023"
    assert page.evaluate(TITLE) == "Training"
    page.click("[data-view=model]")
    assert page.evaluate("look.chosen") is None


def test_what_changes_with_the_view(tab: Tab, made: str) -> None:
    page = tab.load(made)
    for view in plain().views:
        page.click(f"[data-view={view.name}]")
        assert page.title() == f"{view.title}: {plain().title}"
        assert page.locator("[aria-current=true][data-view]").evaluate_all("all => all.map((b) => b.dataset.view)") == [
            view.name
        ]
        assert page.inner_text("#finding") == view.finding
        assert page.inner_text("#sentence") == view.sentence
        assert page.locator("#notice").is_visible() == bool(view.notice)
        assert page.text_content("#command") == view.command
        assert page.text_content("#query") == view.query
        assert view.title in (page.get_attribute("#picture-box", "aria-label") or "")
        kinds = page.locator("[data-kind]:visible").evaluate_all("all => all.map((l) => l.dataset.kind)")
        assert set(kinds) == {node.kind for node in view.nodes}
        assert page.is_visible("#minimum-tool") <= view.counted
    assert tab.faults == []


def test_a_filter_that_hides_the_choice_says_so(tab: Tab, made: str) -> None:
    page = tab.load(made, f"#node={iri('Training')}")
    page.uncheck("[name=kind][value=theme]")
    assert page.inner_text("#status").startswith("Training is not shown with these filters, so it is no longer chosen.")
    assert "node=" not in page.url
    page.uncheck("[name=kind][value=agency]")
    assert "Show everything again" in page.inner_text("#status")
    assert tab.faults == []


# --- frames, paper, no script -----------------------------------------------------------------------------


@pytest.mark.parametrize("sandbox", ['sandbox="allow-scripts allow-downloads"', ""])
def test_the_page_works_in_a_frame(tab: Tab, made: str, sandbox: str) -> None:
    page = tab.load(
        f'<!doctype html><title>x</title><iframe {sandbox} width="1100" height="900" srcdoc="{escape(made)}"></iframe>'
    )
    frame = page.frames[1]
    frame.wait_for_selector("#status:has-text('Showing')")
    frame.fill("#search", "training")
    frame.press("#search", "Enter")
    assert frame.evaluate(TITLE) == "Training"
    frame.click("[data-view=model]")
    frame.click("#table-names tbody a >> nth=0")
    frame.press("a.skip", "Enter")
    assert frame.evaluate("document.activeElement.id") == "main"
    assert tab.faults == []


def test_without_script_the_words_and_tables_are_there(chromium: Any, made: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(made, encoding="utf-8")
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    first = plain().views[0]
    for words in (first.finding, "Before you read", "The same as tables", "What these numbers are", first.command):
        assert page.get_by_text(words).first.is_visible(), words
    assert page.is_visible("noscript p")
    assert page.locator("#table-names tbody tr").count() == len(first.nodes)
    assert not page.locator("#tools").is_visible()
    assert not page.locator("#stage").is_visible()
    assert page.locator("button:visible").count() == 0
    context.close()


def test_paper_has_finding_key_picture_and_tables_but_no_controls(tab: Tab, made: str) -> None:
    page = tab.load(made, media="print")
    for there in (
        "#finding",
        ".note",
        ".key label:visible svg",
        "#sentence",
        "#picture-box canvas",
        "#table-names",
        "#table-lines",
        "#command",
    ):
        assert page.locator(there).first.is_visible(), there
    for gone in (
        "#views",
        "#search",
        "#minimum",
        "#more",
        ".bar",
        "input",
        ".saves",
        "#status",
        "button[data-copy]",
        "a.skip",
    ):
        assert page.locator(f"{gone} >> visible=true").count() == 0, gone


# --- where things stand -----------------------------------------------------------------------------------


def test_the_picture_takes_at_least_a_third_of_the_first_screen(tab: Tab, seeds: str) -> None:
    page = tab.load(seeds)
    for name in page.evaluate("views.map(({ name }) => name)"):
        page.click(f"[data-view={name}]")
        assert page.locator("#picture-box").bounding_box()["y"] < 600, name


def test_choosing_does_not_move_the_picture(tab: Tab, seeds: str) -> None:
    page = tab.load(seeds)
    before = page.locator("#picture-box").bounding_box()
    for n in (0, 20, 40):
        page.evaluate(f"choose(look.view.nodes[{n}])")
        after = page.locator("#picture-box").bounding_box()
        assert (after["x"], after["y"]) == (before["x"], before["y"])


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_makes_the_page_wider_than_the_screen(tab: Tab, width: int) -> None:
    for html in (page_html(plain()), page_html(hostile())):
        page = tab.load(html, width=width)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        page.evaluate("choose(look.shownNodes()[0])")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_narrow_screen_a_strip_leads_from_the_picture_to_the_details(tab: Tab, made: str) -> None:
    page = tab.load(made, width=400)
    assert not page.is_visible("#peek")
    page.evaluate("choose(look.view.nodes[0])")
    assert page.inner_text("#peek-name") == plain().views[0].nodes[0].label
    page.click("#peek button")
    assert page.evaluate("document.activeElement.id") == "details-title"
    page = tab.load(made, f"#node={iri(next(iter(THEMES)))}")
    assert not page.is_visible("#peek")


# --- what is behind it ------------------------------------------------------------------------------------


def test_distance_is_that_of_a_plain_search_and_lights_no_further(tab: Tab, made: str) -> None:
    """An oracle: steps found by joining neighbours one ring at a time."""
    page = tab.load(made)
    told = page.evaluate("""() => {
        look.steps = 3;
        return look.view.nodes.map((start) => {
            choose(start);
            return Object.fromEntries(look.view.nodes.map((node) => [node.iri, look.distance(node)]));
        });
    }""")
    view = plain().views[0]
    around: dict[str, set[str]] = {node.id: set() for node in view.nodes}
    for line in view.lines:
        around[line.source].add(line.target)
        around[line.target].add(line.source)
    for start, distances in zip(view.nodes, told, strict=True):
        ring, seen = {start.id}, {start.id: 0}
        for step in (1, 2, 3):
            ring = {other for node in ring for other in around[node]} - set(seen)
            seen |= dict.fromkeys(ring, step)
        assert distances == {node.id: seen.get(node.id, 9) for node in view.nodes}
