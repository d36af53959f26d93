"""Keys alone do all: Tab, Enter, Space, arrows and Escape; the focus is seen and never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browser import start_chromium  # noqa: F401  (the fixture "chromium")
from graph_tabs import Tab, make_seeds, open_tab, seeds_page  # noqa: F401  (fixtures)

from dhrgraph.graph.store import Store
from dhrgraph.graph_page.render.html import page_html
from dhrgraph.namespaces import PROLOGUE

pytestmark = pytest.mark.slow

SOUGHT = "information sharing"  # what is typed
THEME = "information sharing between agencies"
STOPS = "a[href], button, input, select, summary, [tabindex='0']"  # what Tab should come to
FOCUS = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const own = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 || style.boxShadow !== 'none';
    return { name: (at.getAttribute('aria-label') || at.textContent || at.id).trim().slice(0, 300), id: at.id,
        tag: at.tagName, shown: own, wide: box.width, high: box.height,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth };
}"""


def focus(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def tab_to(page: Any, name: str, *, most: int = 80) -> dict[str, Any]:
    """Press Tab until something of that name or id has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        at = focus(page)
        if name in (at["id"], at["name"]) or at["name"].startswith(name):
            return at
    raise AssertionError(f"{name!r} was not reached in {most} steps")


def asked_of_types(store: Store) -> dict[str, set[str]]:
    """Type of agency -> the partnerships in whose reviews one is asked about information sharing. Another way to it."""
    rows = store.select(
        PROLOGUE
        + f"""SELECT DISTINCT ?type ?place WHERE {{
            ?said dhr:hasTheme/skos:prefLabel ?theme ; dhr:addressedTo ?body ; dhr:ofReview/dhr:commissionedBy ?place .
            FILTER(LCASE(STR(?theme)) = "{THEME}")
            FILTER NOT EXISTS {{ ?body a dhr:CollectiveAddressee }}
            ?body org:classification/skos:prefLabel ?type FILTER(LANG(?type) IN ("en", "en-GB", ""))
        }}"""
    ).rows
    found: dict[str, set[str]] = {}
    for kind, place in rows:
        found.setdefault(str(kind), set()).add(str(place))
    return found


def words_of(store: Store, kind: str) -> set[str]:
    """The words of those recommendations that ask a body of this type about information sharing."""
    rows = store.select(
        PROLOGUE
        + f"""SELECT DISTINCT ?words WHERE {{
            ?said dhr:hasTheme/skos:prefLabel ?theme ; dhr:addressedTo/org:classification/skos:prefLabel ?type ;
                dhr:text ?words .
            FILTER(LCASE(STR(?theme)) = "{THEME}" && STR(?type) = "{kind}")
        }}"""
    ).rows
    return {" ".join(str(words).split()) for (words,) in rows}


def test_the_question_is_answered_by_keys_alone(tab: Tab, seeds: str, store: Store) -> None:
    """Which types of agency are asked about information sharing in how many partnerships, and in which words?"""
    page = tab.load(seeds)
    page.keyboard.press("Tab")
    assert focus(page)["name"].startswith("Skip to")
    assert focus(page)["inside"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    tab_to(page, "Types of agency and themes")
    page.keyboard.press("Enter")
    assert "Types of agency and themes" in page.inner_text("#view-title")
    tab_to(page, "search")
    page.keyboard.type(SOUGHT)
    page.keyboard.press("ArrowDown")
    assert focus(page)["name"].lower().startswith(SOUGHT)
    page.keyboard.press("Enter")
    assert focus(page)["id"] == "details-title"
    assert page.inner_text("#details-title").lower() == THEME

    types = page.evaluate("""() => [...document.querySelectorAll('#details-body .near li')].map((each) => ({
        name: each.querySelector('bdi').textContent, counts: each.querySelector('small').textContent }))""")
    answer = asked_of_types(store)
    assert answer
    assert {each["name"] for each in types} == set(answer)
    widths = [len(answer[each["name"]]) for each in types]
    assert widths == sorted(widths, reverse=True)
    for each in types:
        width = len(answer[each["name"]])
        assert re.match(rf"{width} (of \d+ )?partnerships?\b", each["counts"]), each

    kind = types[0]["name"]
    at = tab_to(page, "Show the")
    assert at["name"].endswith(kind) or kind in at["name"]
    page.keyboard.press("Enter")
    assert focus(page)["id"] == "details-title"
    assert page.inner_text("#details-title").split(" — ")[0] == kind
    quotes = page.locator("#details-body blockquote")
    said = {
        " ".join(text.split()) for text in quotes.evaluate_all("all => all.map((each) => each.firstChild.textContent)")
    }
    assert said == words_of(store, kind)
    assert page.locator("#details-body h4").count() == len(answer[kind])
    quotes.first.scroll_into_view_if_needed()
    assert "character" in quotes.first.locator("footer").inner_text()
    assert tab.faults == []


def test_every_control_is_reached_in_the_order_of_the_page_and_shows_its_focus(tab: Tab, seeds: str) -> None:
    page = tab.load(seeds)
    page.evaluate("document.querySelector('#more').open = true")
    wanted = page.evaluate(
        """(stops) => [...document.querySelectorAll(stops)].filter((each) => each.checkVisibility({ visibilityProperty: true }))
            .map((each, n) => { each.dataset.stop = n; return each.outerHTML.slice(0, 90); })""",
        STOPS,
    )
    reached, unseen = [], []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement.dataset.stop ?? null")
        if stop is None:
            break
        at = focus(page)
        if not (at["shown"] and at["inside"] and at["wide"] and at["high"]):
            unseen.append(at)
        reached.append(int(stop))
    assert unseen == []
    missed = [wanted[n] for n in sorted(set(range(len(wanted))) - set(reached))]
    assert missed == []
    assert reached == sorted(reached)


def test_each_kind_of_control_is_worked_by_keys(tab: Tab, seeds: str) -> None:
    page = tab.load(seeds)
    before = page.inner_text("#status")
    page.locator("[name=kind]:visible").first.focus()
    page.keyboard.press("Space")
    assert page.inner_text("#status") != before
    page.keyboard.press("Space")
    assert page.inner_text("#status") == before
    page.focus("#minimum")
    page.keyboard.press("ArrowRight")
    assert "2 partnerships" in page.inner_text("#minimum-is")
    assert page.inner_text("#status") != before
    page.focus("#more > summary")
    page.keyboard.press("Enter")
    page.focus("#size")
    size = page.input_value("#size")
    page.keyboard.press("ArrowDown")
    assert page.input_value("#size") != size
    page.focus("[data-do=clear]")
    page.keyboard.press("Enter")
    assert page.inner_text("#status") == before
    page.focus("#search")
    page.keyboard.type("police")
    assert page.locator("#hits button").count() > 1
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement === document.querySelector('#hits button')")
    page.keyboard.press("Escape")
    assert focus(page)["id"] == "search"
    assert not page.is_visible("#hits")
    assert tab.faults == []


def test_tables_are_sorted_and_lengthened_by_keys_and_keep_the_focus(tab: Tab, seeds: str) -> None:
    page = tab.load(seeds)
    for name in ("names", "lines", "recommendations"):
        for head in page.locator(f"#table-{name} thead button").all():
            words = head.inner_text()
            head.focus()
            for _ in range(2):
                page.keyboard.press("Enter")
                assert focus(page)["name"].startswith(words), f"{name}: the focus went from {words}"
            column = page.locator(
                f"#table-{name} thead th[aria-sort=ascending], #table-{name} thead th[aria-sort=descending]"
            )
            assert column.count() == 1
            assert column.inner_text().startswith(words)
        for more in page.locator(f"#{name}-more button").all()[:1]:
            rows = page.locator(f"#table-{name} tbody tr").count()
            more.focus()
            page.keyboard.press("Enter")
            assert page.locator(f"#table-{name} tbody tr").count() > rows
            assert focus(page)["tag"] != "BODY"
    assert tab.faults == []


def test_what_vanishes_hands_its_focus_on(tab: Tab, seeds: str) -> None:
    """No press of a button in the details or below leaves a keyboard at the top of the page."""
    page = tab.load(seeds)
    page.focus("#search")
    page.keyboard.type(SOUGHT)
    page.keyboard.press("Enter")
    presses = (
        "#details-body .near button",
        "#details-body button.between",
        "#details-body .near button",
        ".endings button >> nth=1",
    )
    for press in presses:
        page.locator(press).first.focus()
        page.keyboard.press("Enter")
        assert focus(page)["tag"] != "BODY", press
    for row in ("#table-names tbody a", "#table-lines tbody button"):
        page.locator(row).first.focus()
        page.keyboard.press("Enter")
        assert focus(page)["id"] == "details-title", row


def test_on_a_narrow_screen_nothing_with_the_focus_is_covered(tab: Tab, store: Store) -> None:
    """Neither by the strip that says what is chosen (WCAG 2.4.11), nor is the ring of the picture's frame cut off."""
    page = tab.load(page_html(seeds_page(store, networks=("review-recommendation",))), width=320, height=400)
    page.evaluate("document.querySelector('#table-names tbody a').click()")
    page.focus("#more > summary")
    page.evaluate("scrollTo(0, document.querySelector('.bar').getBoundingClientRect().top + scrollY - innerHeight)")
    seen = """() => { const { left, top, width, height } = document.activeElement.getBoundingClientRect();
        return document.activeElement.contains(document.elementFromPoint(left + width / 2, top + height / 2)); }"""
    for stop in ("Zoom in", "Whole picture", "steps"):
        tab_to(page, stop, most=12)
        assert page.evaluate(seen), stop
    page.keyboard.press("Tab")
    assert focus(page)["name"].startswith("The picture is wider")
    assert page.evaluate("getComputedStyle(document.querySelector('.drawing')).outlineStyle") == "solid"


def test_who_cannot_drag_moves_a_name_by_the_arrows(tab: Tab, store: Store) -> None:
    """WCAG 2.5.7; and Escape takes away what the pointer shows over the picture (1.4.13)."""
    html = page_html(seeds_page(store, networks=("agency-agency",)))
    page = tab.load(html, reduced_motion="reduce")
    page.evaluate("document.querySelector('#table-names tbody a').click(); document.querySelector('#moving').click()")
    ahead = """() => { const { shapes } = picture.whole(1000), chosen = shapes.find(({ node }) => node === look.chosen);
        return chosen.x - shapes.reduce((sum, { x }) => sum + x, 0) / shapes.length; }"""
    before = page.evaluate(ahead)
    page.focus("[data-do=right]")
    for _ in range(3):
        page.keyboard.press("Enter")
    page.wait_for_function(f"(before) => ({ahead})() > before + 20", arg=before)
    box = page.locator("#picture-box")
    box.scroll_into_view_if_needed()
    cursor = "document.querySelector('#picture-box').style.cursor"
    area = box.bounding_box()
    for n in range(1, 40):  # down the middle, until there is something under the pointer
        page.mouse.move(area["x"] + area["width"] / 2, area["y"] + n * area["height"] / 40)
        if page.evaluate(cursor) == "pointer":
            break
    assert page.evaluate(cursor) == "pointer"
    page.keyboard.press("Escape")
    assert page.evaluate(cursor) == "default"
