"""The details panel: what is known of a name or line, in words, with a way to every neighbour and source line."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from browser import start_chromium  # noqa: F401 - a fixture
from graph_tabs import Tab, make_seeds, open_tab  # noqa: F401 - fixtures
from page_samples import HOSTILE, hostile, iri, plain, sized

from dhrgraph.graph.store import Store
from dhrgraph.graph_page.records import Page
from dhrgraph.graph_page.render.html import page_html
from dhrgraph.namespaces import PREFIXES, PROLOGUE

pytestmark = pytest.mark.slow

PANEL = "#details-body"


@pytest.fixture(autouse=True)
def fail_soon(tab: Tab) -> None:
    """What is not there after 5 s will never be."""
    tab.page.set_default_timeout(5_000)


def opened(tab: Tab, label: str, made: Page | None = None, view: str = "agency-theme") -> Any:
    return tab.load(page_html(made or plain()), f"#view={view}&node={iri(label)}")


def texts(page: Any, selector: str) -> list[str]:
    found: list[str] = page.locator(f"{PANEL} {selector}").all_inner_texts()
    return found


def test_when_nothing_is_chosen_it_says_where_to_start(tab: Tab) -> None:
    page = tab.load(page_html(plain()))
    assert page.inner_text("#details-title") == "Where to start"
    assert len(texts(page, ".near button")) == 8
    counted = [tuple(map(int, re.findall(r"\d+", text)[-3:])) for text in texts(page, ".near button small")]
    assert len(counted) == 8
    assert counted == sorted(counted, reverse=True)  # partnerships, of how many, recommendations
    page.locator(f"{PANEL} .near button").first.click()
    assert page.inner_text("#details-title") == "Information sharing"
    assert page.evaluate("document.activeElement.id") == "details-title"


def test_a_name_is_told_in_words_and_counts(tab: Tab) -> None:
    page = opened(tab, "Information sharing")
    assert texts(page, ".meaning") == ["Theme"]
    assert "Information sharing is made up." in page.inner_text(PANEL)
    assert texts(page, ".counts") == ["In 2 of 2 partnerships, 3 reviews, 4 recommendations."]
    assert texts(page, "dt") == ["Also called"]
    page.evaluate("look.size = 'betweenness'; refresh()")  # a measure is told where it is asked for
    assert texts(page, "dt") == ["Also called", "Betweenness"]
    assert texts(page, "dd") == ["The Information sharing", "0.400"]
    assert texts(page, "code") == [iri("Information sharing")]


def test_neighbours_stand_widest_first_each_with_the_words_between(tab: Tab) -> None:
    page = opened(tab, "Anytown Hospital")
    assert texts(page, "h3")[0] == "Joined to 2 themes"
    assert texts(page, ".near li button:first-child") == [
        "Routine enquiry 2 of 2 partnerships, 2 reviews",
        "MARAC 1 of 2 partnerships, 1 review",
    ]
    page.get_by_role("button", name="Show the 2 recommendations between Anytown Hospital and Routine enquiry").click()
    assert page.inner_text("#details-title") == "Anytown Hospital — Routine enquiry"
    assert page.evaluate("document.activeElement.id") == "details-title"
    assert texts(page, "h4") == ["Anytown Partnership", "Othertown Partnership"]
    assert texts(page, "h5") == ["Anytown, 2021", "Othertown, 2023"]
    assert texts(page, "blockquote p") == [
        "Anytown Hospital should act on routine enquiry (sentence 3).",
        "Anytown Hospital should act on marac and routine enquiry (sentence 7).",
    ]
    assert texts(page, "footer")[0] == "recommendation 3, review-1.txt from character 200"
    page.locator(f"{PANEL} .near button", has_text="Routine enquiry").click()
    assert page.inner_text("#details-title") == "Routine enquiry"
    assert "Put to Anytown Hospital" in texts(page, "footer")[0], "a theme's words say to whom they are put"


def test_neighbours_of_several_kinds_stand_in_groups(tab: Tab) -> None:
    page = opened(tab, "Anytown Police", view="review-recommendation")
    assert texts(page, "h3")[:2] == ["Joined to 1 partnership", "Joined to 2 themes"]


def test_an_arrow_leads_one_way(tab: Tab) -> None:
    page = opened(tab, "Old Police", view="succession")
    assert texts(page, "h3") == ["Leads to 1 agency"]
    assert texts(page, ".near small") == ["merged into, 2019-10-01"]
    assert not texts(page, ".counts")
    page.locator(f"{PANEL} .near button").first.click()
    assert texts(page, "h3")[0] == "Comes from 1 agency"


def test_headings_are_in_order(tab: Tab) -> None:
    page = opened(tab, "Information sharing")
    levels = page.evaluate(
        "[...document.querySelectorAll('#details :is(h2, h3, h4, h5)')].map((h) => Number(h.tagName[1]))"
    )
    assert levels[0] == 2
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_facets_narrow_what_is_told(tab: Tab) -> None:
    page = tab.load(page_html(plain()), f"#node={iri('Information sharing')}&year=2023")
    assert texts(page, ".counts") == ["In 2 of 2 partnerships, 2 reviews, 2 recommendations."]
    assert {text.split(",")[1].strip() for text in texts(page, "h5")} == {"2023"}


def crowded() -> Page:
    """The same words asked of one body in two partnerships, of which one says them twenty times."""
    made = plain(views=["agency-theme"])
    one, other = made.statements[0], made.statements[5]
    many = tuple(
        replace(other if n == 20 else one, id=iri(f"copy {n}"), text=f"Copy {n}.", number=str(n)) for n in range(21)
    )
    view = made.views[0]
    nodes = tuple(replace(node, statements=tuple(range(21))) for node in view.nodes[:1]) + view.nodes[5:6]
    return replace(made, statements=many, views=(replace(view, nodes=nodes, lines=()),))


def test_of_many_the_first_ten_are_shown_from_every_partnership_and_then_all(tab: Tab) -> None:
    page = opened(tab, "Anytown Hospital", crowded())
    assert "10 of 21 recommendations" in texts(page, "h3")
    assert texts(page, "blockquote p") == [*(f"Copy {n}." for n in range(9)), "Copy 20."]
    assert texts(page, "h4") == ["Anytown Partnership", "Othertown Partnership"]
    page.get_by_role("button", name="Show all 21 recommendations").click()
    assert texts(page, "blockquote p") == [f"Copy {n}." for n in range(21)]
    assert page.evaluate("document.activeElement.className") == "words", "the focus is not lost with the button"


def test_words_left_out_say_how_to_see_them(tab: Tab) -> None:
    made = plain()
    recommendation = PREFIXES["rc"] + "anytown-2021.main.0001"
    first = replace(made.statements[0], text="", id=recommendation)
    page = opened(tab, "Anytown Police", replace(made, statements=(first, *made.statements[1:])))
    assert texts(page, "blockquote code") == ["dhrgraph show rc:anytown-2021.main.0001"]
    assert "left out of this page for size" in texts(page, "blockquote p")[0]


def test_long_words_are_folded_and_long_names_cut_but_nothing_is_lost(tab: Tab) -> None:
    long = "Lorem " * 2_000
    made = plain()
    node = replace(made.views[0].nodes[0], label=long, about=long, facts=((long[:50], long),))
    view = replace(made.views[0], nodes=(node, *made.views[0].nodes[1:]))
    page = opened(tab, "Anytown Hospital", replace(made, views=(view,)))
    assert len(page.inner_text("#details-title")) <= 201
    folds = page.locator(f"{PANEL} details.fold")
    assert folds.count() == 3
    for n in range(3):
        assert not folds.nth(n).evaluate("(fold) => fold.open")
        told = folds.nth(n).evaluate("(fold) => [...fold.querySelectorAll('bdi')].map((one) => one.textContent)")
        assert told[0].removesuffix("…") + told[1] in (long, long.strip())


def test_the_address_is_copied_or_shown_and_the_choice_cleared(tab: Tab) -> None:
    page = opened(tab, "Training")
    page.get_by_role("button", name="Copy a link to this").click()
    assert page.get_by_label("Address of this").input_value() == page.url
    assert "node=" in page.url
    page.locator(f"{PANEL} [role=status]", has_text="opi").wait_for()
    page.get_by_role("button", name="Clear the choice").click()
    assert page.inner_text("#details-title") == "Where to start"
    assert page.evaluate("document.activeElement.id") == "details-title"
    assert "node=" not in page.url


def test_every_choice_on_a_hostile_page_is_text(tab: Tab) -> None:
    """Nothing runs, nothing fails, and what is written from the right or in symbols stands as it is."""
    page = tab.load(page_html(hostile()))
    for n in range(len(page.evaluate("views"))):
        shown = page.evaluate(
            """(n) => { showView(views[n]); return [...look.view.nodes, ...look.view.edges].map((item) => {
                choose(item); return document.getElementById('details').textContent.length; }) }""",
            n,
        )
        assert min(shown) > 30
    assert page.locator("#details script, #details img, #details svg, #tables img").count() == 0
    page.evaluate("(label) => choose(look.view.nodes.find((node) => node.label === label))", HOSTILE[7])
    assert page.locator("#details-title bdi").evaluate("(one) => one.textContent") == HOSTILE[7]
    assert tab.faults == []


def test_choosing_at_two_thousand_names_leaves_the_large_tables_alone(tab: Tab) -> None:
    """What does not change is not made again: the same row elements stand in the tables of names and lines."""
    page = tab.load(page_html(sized(600)))
    kept = page.evaluate(
        """() => { const rows = () => ['names', 'lines'].map((name) => document.getElementById(`table-${name}`).tBodies[0].rows[5]);
            const before = rows(); choose(look.view.nodes[7]); return rows().map((row, n) => row === before[n]); }"""
    )
    assert kept == [True, True]


def test_the_question_of_use_is_answered_from_the_page_alone(tab: Tab, seeds: str, store: Store) -> None:
    """Which types of agency are asked about information sharing, in how many partnerships, and in which words? The
    page says what the store says."""
    theme = PREFIXES["th"] + "information-sharing"
    rows = store.select(
        PROLOGUE
        + f"""SELECT DISTINCT ?type ?csp ?text WHERE {{
            ?r dhr:hasTheme <{theme}> ; dhr:addressedTo ?body ; dhr:text ?text ; dhr:ofReview/dhr:commissionedBy ?csp .
            ?body org:classification/skos:prefLabel ?type FILTER NOT EXISTS {{ ?body a dhr:CollectiveAddressee }} }}"""
    ).rows
    expected: dict[str, tuple[set[str], set[str]]] = {}
    for kind, csp, text in rows:
        partnerships, said = expected.setdefault(str(kind), (set(), set()))
        partnerships.add(str(csp))
        said.add(str(text))
    page = tab.load(seeds)
    page.get_by_role("button", name="Types of agency and themes").click()
    page.get_by_label("Find a name").fill("information sharing between")
    page.keyboard.press("Enter")
    assert page.inner_text("#details-title") == "Information sharing between agencies"
    near = page.locator(f"{PANEL} ul.near li")
    widths = []
    for n in range(near.count()):
        label, note = (near.nth(n).locator(part).inner_text() for part in ("bdi", "small"))
        assert note.startswith(f"{len(expected[label][0])} of 3 partnerships")
        widths.append(len(expected[label][0]))
        near.nth(n).locator("button").last.click()
        assert set(texts(page, "blockquote p")) == expected[label][1]
        page.locator(f"{PANEL} .near button").last.click()
    assert near.count() == len(expected)
    assert widths == sorted(widths, reverse=True)
