"""Every control does what it says, and an address brings all of it back."""

from __future__ import annotations

from typing import Any

import pytest
from browser import start_chromium  # noqa: F401  (the fixture "chromium")
from graph_tabs import Tab, make_seeds, open_tab  # noqa: F401  (fixtures)
from page_samples import REVIEWS, STATEMENTS, iri, plain

from dhrgraph.graph_page.records import View
from dhrgraph.graph_page.render.html import page_html

pytestmark = pytest.mark.slow

VIEW = plain().views[0]
SHOWN = """() => ({ nodes: look.shownNodes().map((node) => node.label).sort(),
    lines: look.shownEdges().map((edge) => `${edge.from.label} – ${edge.to.label}`).sort() })"""
SEEN = """() => ({ title: document.querySelector('#view-title').textContent, status: document.querySelector('#status').textContent,
    details: document.querySelector('#details').textContent, controls: [...document.querySelectorAll('#tools input, #tools select, #steps')]
        .map((each) => `${each.id || each.value} ${each.type === 'checkbox' ? each.checked : each.value}`).join(),
    tables: [...document.querySelectorAll('table')].map((each) => each.textContent).join(),
    picture: document.querySelector('#picture-box canvas').toDataURL() })"""
UNMOVED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def made() -> str:
    return page_html(plain())


def more(page: Any) -> None:
    page.evaluate("document.querySelector('#more').open = true")


def partnerships(numbers: Any) -> set[str]:
    return {place for n in numbers for place in REVIEWS[STATEMENTS[n].review].partnerships}


def expected(view: View, *, line: Any, alone: bool = False) -> dict[str, list[str]]:
    """What is shown of a view when only lines that `line` is true of pass; nodes without one vanish, unless `alone`."""
    label = {node.id: node.label for node in view.nodes}
    kept = [each for each in view.lines if line(each)]
    joined = {end for each in kept for end in (each.source, each.target)}
    return {
        "nodes": sorted(node.label for node in view.nodes if alone or node.id in joined),
        "lines": sorted(f"{label[each.source]} – {label[each.target]}" for each in kept),
    }


def test_the_key_takes_a_kind_away_and_brings_it_back(tab: Tab, made: str) -> None:
    page = tab.load(made)
    assert page.locator("[data-kind=agency]").inner_text() == "Agencies (5)"
    page.uncheck("[name=kind][value=theme]")
    assert page.evaluate(SHOWN) == {"nodes": sorted(n.label for n in VIEW.nodes if n.kind == "agency"), "lines": []}
    assert page.locator("#table-names tbody tr").count() == 5
    page.check("[name=kind][value=theme]")
    assert page.evaluate(SHOWN) == expected(VIEW, line=lambda _: True, alone=True)


def test_the_slider_of_partnerships(tab: Tab, made: str) -> None:
    page = tab.load(made)
    page.fill("#minimum", "2")
    assert page.inner_text("#minimum-is") == "2 partnerships"
    assert page.evaluate(SHOWN) == expected(VIEW, line=lambda each: len(partnerships(each.statements)) >= 2)


def test_the_slider_of_strength_counts_what_is_chosen_for_it(tab: Tab, made: str) -> None:
    page = tab.load(made)
    more(page)
    page.select_option("#strength", "recommendations")
    page.fill("#least", "2")
    assert page.inner_text("#least-is") == "2 recommendations"
    assert page.evaluate(SHOWN) == expected(VIEW, line=lambda each: len(each.statements) >= 2)


@pytest.mark.parametrize(
    ("facet", "value", "keeps"),
    [
        (
            "partnership",
            iri("Othertown Partnership"),
            lambda review: iri("Othertown Partnership") in review.partnerships,
        ),
        ("year", "2023", lambda review: "2023" in review.years),
        ("region", "North", lambda review: "North" in review.regions),
    ],
)
def test_a_facet_counts_only_its_own_reviews(tab: Tab, made: str, facet: str, value: str, keeps: Any) -> None:
    page = tab.load(made)
    more(page)
    page.select_option(f"#{facet}", value)

    def heard(numbers: Any) -> list[int]:
        return [n for n in numbers if keeps(REVIEWS[STATEMENTS[n].review])]

    assert page.evaluate(SHOWN) == expected(VIEW, line=lambda each: heard(each.statements))
    counts = page.evaluate(
        "Object.fromEntries(look.shownNodes().map((node) => [node.label, look.counts(node).recommendations]))"
    )
    assert counts == {node.label: len(heard(node.statements)) for node in VIEW.nodes if node.label in counts}
    said = page.locator("#table-recommendations tbody tr").count()
    assert said == len({n for each in VIEW.lines for n in heard(each.statements)})


def test_size_and_width_say_what_they_stand_for_and_show_it(tab: Tab, made: str) -> None:
    page = tab.load(made)
    more(page)
    for key in ("recommendations", "links", "betweenness"):
        before = page.evaluate("document.querySelector('#picture-box canvas').toDataURL()")
        page.select_option("#size", key)
        page.evaluate(UNMOVED)
        title = page.locator(f"#size option[value={key}]").inner_text()
        assert page.inner_text("#meaning").startswith(f"{title}: ")
        assert page.evaluate("document.querySelector('#picture-box canvas').toDataURL()") != before, key
    radii = page.evaluate(
        "gaugesOf(look).radius.size && [...gaugesOf(look).radius].map(([node, r]) => [node.betweenness, r])"
    )
    assert [r for _, r in sorted(radii)] == sorted(r for _, r in radii)


def test_steps_light_what_is_so_many_steps_away(tab: Tab, made: str) -> None:
    page = tab.load(made, f"#node={iri('MARAC')}")
    near: dict[str, set[str]] = {}
    for line in VIEW.lines:
        near.setdefault(line.source, set()).add(line.target)
        near.setdefault(line.target, set()).add(line.source)
    reached = {iri("MARAC")}
    for steps in ("1", "2", "3"):
        page.select_option("#steps", steps)
        reached = reached.union(*(near[node] for node in reached))
        lit = page.evaluate("look.shownNodes().filter((node) => look.lit(node)).map((node) => node.iri)")
        assert set(lit) == reached
        others = len(reached) - 1
        said = f"joined to {others} other" if steps == "1" else f"with {others} others within {steps} steps"
        assert said in page.inner_text("#status")


def test_nodes_move_only_when_asked_to_and_never_under_reduced_motion(tab: Tab, made: str) -> None:
    moved = """async () => {
        const where = () => picture.svg();
        const before = where();
        await new Promise((done) => setTimeout(done, 400));
        return where() !== before;
    }"""
    page = tab.load(made, "#view=agency-agency")
    more(page)
    assert not page.is_checked("#moving")
    assert not page.evaluate(moved)
    page.check("#moving")
    assert page.evaluate(moved)
    page.uncheck("#moving")
    assert not page.evaluate(moved)
    page = tab.load(made, "#view=agency-agency", reduced_motion="reduce")
    more(page)
    if page.is_visible("#moving"):
        page.check("#moving")
    assert not page.evaluate(moved)
    assert tab.faults == []


def test_the_buttons_around_the_picture_move_it_and_bring_it_back(tab: Tab, made: str) -> None:
    page = tab.load(made, "#view=agency-agency")
    drawn = "document.querySelector('#picture-box canvas').toDataURL()"
    page.click("[data-do=fit]")
    page.evaluate(UNMOVED)
    whole = page.evaluate(drawn)
    for there, back in (("in", "out"), ("left", "right"), ("up", "down")):
        page.click(f"[data-do={there}]")
        page.evaluate(UNMOVED)
        assert page.evaluate(drawn) != whole, there
        page.click(f"[data-do={back}]")
    page.click("[data-do=fit]")
    page.evaluate(UNMOVED)
    assert page.evaluate(drawn) == whole


def test_a_press_in_the_picture_chooses_a_name_a_line_or_nothing(tab: Tab, made: str) -> None:
    page = tab.load(made)
    page.evaluate(
        "() => { const was = sceneOf; sceneOf = (sight) => (window.lastScene = was(sight)); picture.draw(); return "
        + UNMOVED
        + "; }"
    )
    box = page.locator("#picture-box").bounding_box()
    spots = page.evaluate("""() => ({ shape: lastScene.shapes.map(({ node, x, y }) => [node.label, x, y]),
        text: lastScene.texts.filter((each) => each.role === 'label').map((each) => [each.of.label, (each.left + each.right) / 2, (each.top + each.bottom) / 2]),
        line: lastScene.lines.slice(-1).map(({ edge, path }) => [`${edge.from.label} — ${edge.to.label}`, alongPath(path, 0.5).x, alongPath(path, 0.5).y]) })""")

    def press(x: float, y: float) -> str:
        page.mouse.click(box["x"] + x, box["y"] + y)
        page.wait_for_timeout(30)
        return str(page.evaluate("document.querySelector('#details-title').textContent"))

    for label, x, y in (spots["shape"][0], spots["text"][-1], spots["line"][0]):
        assert press(x, y) == label
    assert press(3, box["height"] - 3) == "Where to start"


def test_clear_all_brings_back_what_there_was(tab: Tab, made: str) -> None:
    page = tab.load(made)
    page.evaluate(UNMOVED)
    first = page.evaluate(SEEN)
    more(page)
    page.uncheck("[name=kind][value=agency]")
    page.fill("#minimum", "2")
    page.select_option("#year", "2023")
    page.select_option("#size", "links")
    page.select_option("#strength", "recommendations")
    page.click("[data-do=clear]")
    page.evaluate(UNMOVED)
    assert page.evaluate(SEEN) == first


@pytest.mark.parametrize("view", [view.name for view in plain().views])
def test_an_address_brings_back_the_whole_state(tab: Tab, made: str, view: str) -> None:
    """What is chosen, filtered, faceted, sized in a view is all there again in a new tab; so is a chosen line."""
    page = tab.load(made)
    page.click(f"[data-view={view}]")
    more(page)
    act = """() => {
        const change = (id, value) => {
            const each = document.getElementById(id);
            if (!each || each.closest('[hidden]')) return;
            each.value = value;
            each.dispatchEvent(new Event(each.type === 'range' ? 'input' : 'change', { bubbles: true }));
        };
        change('year', '2023');
        change('strength', 'recommendations');
        change('size', 'links');
        change('steps', '2');
        choose(look.shownNodes()[1]);
    }"""
    page.evaluate(act)
    for choice in ("", "choose(look.shownEdges()[0])"):
        page.evaluate(choice or "0")
        page.evaluate(UNMOVED)
        seen, hash_ = page.evaluate(SEEN), page.evaluate("location.hash")
        assert view in hash_ or view == VIEW.name
        other = tab.load(made, hash_)
        other.evaluate(UNMOVED)
        again = other.evaluate(SEEN)
        assert {key for key in seen if again[key] != seen[key]} == set()
        page = other


def test_a_name_that_filters_hide_comes_back_when_it_is_sought(tab: Tab, made: str) -> None:
    page = tab.load(made)
    page.uncheck("[name=kind][value=agency]")
    page.fill("#search", "anytown police")
    page.press("#search", "Enter")
    assert page.is_checked("[name=kind][value=agency]")
    assert page.inner_text("#details-title") == "Anytown Police"
    assert "loosened" in page.inner_text("#status")


def test_search_leads_to_names_of_other_views_and_to_words(tab: Tab, made: str) -> None:
    page = tab.load(made)
    page.fill("#search", "old police")
    page.press("#search", "Enter")
    assert page.inner_text("#view-title") == "Changes of agencies"
    assert page.inner_text("#details-title") == "Old Police"
    page.click("[data-view=agency-theme]")
    page.fill("#search", "sentence 6")
    page.press("#search", "Enter")
    assert "(sentence 6)" in page.inner_text("#details-body")
    page.fill("#search", "zzzz")
    assert page.inner_text("#found").startswith("Nothing found")
    assert tab.faults == []
