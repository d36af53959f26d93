"""The static tables say what the page's records, and the network behind them, say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_samples import HOSTILE, empty, hostile, plain, single, sized

from dhrgraph.config import table as config_table
from dhrgraph.graph.store import Store
from dhrgraph.graph_page.compose import page_of
from dhrgraph.graph_page.material.gather import Asked
from dhrgraph.graph_page.material.labels import labels_unlike
from dhrgraph.graph_page.records import Line, Node, Page, Review, Statement, View
from dhrgraph.graph_page.render.static_tables import MOST, Table, shown, static_tables
from dhrgraph.network.networks.named import build_network
from dhrgraph.network.occurrences import read_occurrences

COUNTS = ("partnerships", "reviews", "recommendations")


def texts(table: Table) -> list[list[str]]:
    """The cells as a reader meets them, folded parts too."""
    return [[cell.text.removesuffix("…") + cell.rest if cell.rest else cell.text for cell in row] for row in table.rows]


def numbers(table: Table) -> list[list[str]]:
    """Of each row what stands in the columns of counts."""
    places = [n for n, head in enumerate(table.heads) if head.text in {count.capitalize() for count in COUNTS}]
    return [[row[n].text for n in places] for row in table.rows]


def test_tables_of_the_seeds_equal_the_network(store: Store) -> None:
    """Another way to the same numbers: the network that `dhrgraph network` gives, which never saw a page."""
    network = build_network("agency-theme", read_occurrences(store))
    page = page_of(store, Asked(networks=("agency-theme",)), support=config_table("support.csv"))
    names, lines, said = static_tables(page)
    labels = {iri: page.names.get(iri, label) for iri, label in network.nodes(data="label")}
    counts = lambda row: [str(row[count]) for count in COUNTS]  # noqa: E731
    assert sorted([name, *of] for (name, *_), of in zip(texts(names), numbers(names), strict=True)) == sorted(
        [labels[iri], *counts(row)] for iri, row in network.nodes(data=True)
    )
    assert sorted(sorted([a, b]) + of for (a, b, *_), of in zip(texts(lines), numbers(lines), strict=True)) == sorted(
        sorted([labels[a], labels[b]]) + counts(row) for a, b, row in network.edges(data=True)
    )
    assert len(said.rows) == network.graph["recommendations"] > 0


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Small pages with reviews of no, one or two partnerships, and statements repeated on lines."""
    partnerships = st.lists(st.sampled_from(["urn:p1", "urn:p2", "urn:p3"]), unique=True, max_size=2).map(tuple)
    reviews = tuple(
        Review(f"urn:r{n}", f"R{n}", p) for n, p in enumerate(draw(st.lists(partnerships, min_size=1, max_size=4)))
    )
    of_review = st.integers(0, len(reviews) - 1)
    statements = tuple(
        Statement(f"urn:s{n}", f"Do {n}.", r) for n, r in enumerate(draw(st.lists(of_review, min_size=1, max_size=6)))
    )
    some = st.lists(st.integers(0, len(statements) - 1), unique=True, max_size=4).map(tuple)
    extra = st.lists(of_review, max_size=2).map(tuple)
    nodes = tuple(Node(f"urn:n{n}", f"N{n}", "agency", statements=draw(some), reviews=draw(extra)) for n in range(3))
    lines = tuple(
        Line(f"urn:n{a}", f"urn:n{b}", statements=draw(some), reviews=draw(extra)) for a, b in ((0, 1), (1, 2), (0, 2))
    )
    return Page("P", (View("v", "V", "", "", "free", nodes, lines),), statements, reviews)


def counted(page: Page, thing: Node | Line) -> list[str]:
    """By the definition: what can be told apart."""
    reviews = [*thing.reviews, *(page.statements[n].review for n in thing.statements)]
    partnerships = [iri for n in reviews for iri in page.reviews[n].partnerships]
    return [str(len(set(found))) for found in (partnerships, reviews, thing.statements)]


@given(pages())
def test_counts_are_of_distinct_ones_and_lines_run_from_the_widest(page: Page) -> None:
    names, lines, _ = static_tables(page)
    (view,) = page.views
    assert numbers(names) == [counted(page, node) for node in view.nodes], "names keep their places"
    assert sorted(numbers(lines)) == sorted(counted(page, line) for line in view.lines)
    widths = [list(map(int, row)) for row in numbers(lines)]
    assert widths == sorted(widths, reverse=True)


def test_every_recommendation_of_the_view_is_listed_once_with_all_that_is_known_of_it() -> None:
    page = plain()
    *_, said = static_tables(page)
    assert [row[1] for row in texts(said)] == [statement.text for statement in page.statements]
    assert texts(said)[4] == [
        "5",
        "Anytown Surgery should act on routine enquiry and information sharing (sentence 5).",
        "Anytown, 2023",
        "Anytown Partnership",
        "Anytown Surgery",
        "Routine enquiry, Information sharing",
        "review-2.txt from character 400",
    ]


@pytest.mark.parametrize(
    ("view", "ends"),
    [
        ("agency-theme", ["Agencies", "Themes"]),
        ("review-recommendation", ["From", "To"]),
        ("agency-agency", ["Between", "And"]),
        ("succession", ["Before", "Now"]),
        ("model", ["From", "To"]),
    ],
)
def test_the_ends_of_lines_are_called_what_they_are(view: str, ends: Sequence[str]) -> None:
    _, lines, _ = static_tables(plain(views=[view]))
    assert [head.text for head in lines.heads[:2]] == ends


def test_a_view_that_counts_nothing_has_no_counts_and_no_recommendations() -> None:
    names, lines, said = static_tables(plain(views=["model"]))
    assert [head.text for head in (*names.heads, *lines.heads)] == ["Name", "Kind", "From", "To", "What it is"]
    assert texts(lines)[0] == ["Review", "Recommendation", "makes"]
    assert said.hidden
    assert not said.rows


def test_long_texts_are_folded_and_long_names_cut() -> None:
    long = "a" * 10_000
    page = plain()
    node = replace(page.views[0].nodes[0], label=long)
    view = replace(page.views[0], nodes=(node, *page.views[0].nodes[1:]))
    names, _, said = static_tables(
        replace(page, views=(view,), statements=(replace(page.statements[0], text=long), *page.statements[1:]))
    )
    assert names.rows[0][0].text == "a" * 200 + "…"
    words = said.rows[0][1]
    assert len(words.text) == 601
    assert words.text[:-1] + words.rest == long


def test_letters_that_run_from_the_right_are_kept_apart_and_no_others() -> None:
    page = plain()
    labels = ["Café", "שירות", "شرطة", "\u202eabc", "警察"]
    nodes = tuple(Node(f"urn:{n}", label, "agency") for n, label in enumerate(labels))
    names, *_ = static_tables(replace(page, views=(replace(page.views[0], nodes=nodes, lines=()),)))
    assert [row[0].isolated for row in names.rows] == [False, True, True, True, True]


@pytest.mark.parametrize("page", [empty(), single(), hostile()], ids=["empty", "single", "hostile"])
def test_odd_pages_have_tables_too(page: Page) -> None:
    tables = static_tables(page)
    assert [len(table.rows) for table in tables[:1]] == [len(page.views[0].nodes)]
    assert all(len(row) == len(table.heads) for table in tables for row in table.rows)
    lengths = [len(cell.text) for table in tables for row in table.rows for cell in row]
    assert max(lengths, default=0) <= 601 < max(map(len, HOSTILE))


def test_a_large_page_lists_the_first_and_says_how_many_there_are() -> None:
    page = sized(1000)
    names, lines, _ = static_tables(page)
    assert (len(names.rows), names.of) == (MOST, 1000)
    assert (len(lines.rows), lines.of) == (MOST, len(page.views[0].lines))


@given(st.floats(allow_nan=True) | st.integers())
def test_numbers_are_near_what_they_stand_for(value: float) -> None:
    told = shown(value)
    if told and abs(value) < 1e9:
        assert abs(float(told) - value) <= 0.0005 + 1e-9 * abs(value)


def test_labels_that_the_graph_has_otherwise_are_told(store: Store) -> None:
    """Names made longer on the page, or made up, are not what the graph says; the others are left out."""
    review, police = "https://w3id.org/dhrgraph/id/review/none", "https://w3id.org/dhrgraph/id/agency/merseyside-police"
    assert labels_unlike(store, {police: "Merseyside Police"}) == {}
    assert labels_unlike(store, {police: "Merseyside Police (area)", review: "none"}) == {
        police: ("Merseyside Police", "en"),
        review: ("", ""),
    }
