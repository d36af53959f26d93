"""What is saved from the page: CSV that spreadsheets read, Turtle of which every statement is the graph's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import start_chromium  # noqa: F401 - a fixture
from graph_tabs import Tab, make_seeds, open_tab  # noqa: F401 - fixtures
from page_samples import HOSTILE, hostile, iri, plain
from pyoxigraph import RdfFormat, parse
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, URIRef

from dhrgraph.graph_page.records import Page, Review, Statement
from dhrgraph.graph_page.render.html import page_html
from dhrgraph.namespaces import PREFIXES

pytestmark = pytest.mark.slow

DHR = PREFIXES["dhr"]
RECOMMENDATION, TEXT, THEME = (URIRef(DHR + name) for name in ("Recommendation", "text", "hasTheme"))


@pytest.fixture(autouse=True)
def fail_soon(tab: Tab) -> None:
    """What is not there after 5 s will never be."""
    tab.page.set_default_timeout(5_000)


@pytest.fixture(scope="module")
def whole(built: Path) -> Graph:
    """The graph that the page of the five documents was made from."""
    return Graph().parse(built / "dhrgraph.ttl")


def saved(page: Any, what: str) -> tuple[str, str]:
    """The name and the text of the file that a button saves."""
    with page.expect_download() as download:
        page.locator(f"[data-save={what}]").first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode("utf-8")


def statements(text: str) -> set[str]:
    """By another reader of Turtle than rdflib."""
    return {str(triple) for triple in parse(text.encode(), RdfFormat.TURTLE)}


def test_turtle_of_the_seeds_holds_only_what_the_graph_says(tab: Tab, seeds: str, whole: Graph) -> None:
    name, text = saved(tab.load(seeds), "turtle")
    told = Graph().parse(data=text, format="turtle")
    assert set(told) <= set(whole), sorted(set(told) - set(whole))[:5]
    assert len(statements(text)) == len(told)
    assert set(told.subjects(RDF.type, RECOMMENDATION)) == set(whole.subjects(RDF.type, RECOMMENDATION))
    for properties in (TEXT, THEME, URIRef(DHR + "addressedTo"), URIRef(DHR + "ofReview"), URIRef(DHR + "numberLabel")):
        said = set(told.subject_objects(properties))
        recommendations = set(told.subjects(RDF.type, RECOMMENDATION))
        assert said == {(s, o) for s, o in whole.subject_objects(properties) if s in recommendations}, properties
    things = {
        o for p in (THEME, URIRef(DHR + "addressedTo"), URIRef(DHR + "commissionedBy")) for o in told.objects(None, p)
    }
    assert {s for s in things if not told.value(s, SKOS.prefLabel)} == set(), "each thing has its name"
    assert set(told.subjects(RDFS.label)) == set(told.objects(None, URIRef(DHR + "ofReview")))
    assert not list(told.objects(None, DCTERMS.source)), "no more than was promised"
    assert name.endswith("agency-theme.ttl")
    assert tab.faults == []


def test_the_head_of_the_turtle_says_what_it_is_and_whose(tab: Tab, seeds: str) -> None:
    _, text = saved(tab.load(seeds), "turtle")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert "domestic homicide reviews" in head[0]
    assert "75 recommendations" in head[1]
    assert head[2].startswith("# dhrgraph graph")
    assert any("Open Government Licence v3.0" in line for line in head)


def test_turtle_of_a_choice_has_only_its_recommendations(tab: Tab, seeds: str, whole: Graph) -> None:
    theme = PREFIXES["th"] + "information-sharing"
    _, text = saved(tab.load(seeds, f"#view=type-theme&node={theme}"), "turtle")
    told = Graph().parse(data=text, format="turtle")
    assert set(told) <= set(whole)
    recommendations = set(told.subjects(RDF.type, RECOMMENDATION))
    assert recommendations == {
        s for s in whole.subjects(THEME, URIRef(theme)) if (s, RDF.type, RECOMMENDATION) in whole
    }


def test_turtle_of_hostile_texts_parses_and_gives_them_back(tab: Tab) -> None:
    """Their addresses are none or odd ones; the words are what must survive."""
    ids = [f"https://example.org/{n}" for n in range(len(HOSTILE))]
    made = hostile()
    odd = ['https://example.org/a b<c>"{}|^`\\', "https://example.org/ü#a#b%zz%41[1]", "no iri", "urn:x:\u2028"]
    page = replace(
        made,
        statements=tuple(
            replace(one, id=ids[n], number=one.number, addressees=(odd[n % 4],), themes=(f"{ids[n]}#theme",), review=0)
            for n, one in enumerate(made.statements)
        ),
        reviews=(Review("https://example.org/review", HOSTILE[0], ("urn:x:partnership",)), *made.reviews[1:]),
        names={f"{ids[n]}#theme": text for n, text in enumerate(HOSTILE)},
        labels={f"{ids[3]}#theme": ('"""\\', "cy"), f"{ids[4]}#theme": ("", "")},
    )
    name, text = saved(tab.load(page_html(page)), "turtle")
    told = Graph().parse(data=text, format="turtle")
    assert len(statements(text)) == len(told)
    for n, words in enumerate(HOSTILE):
        subject, expected = URIRef(ids[n]), {Literal(words, lang="en")} if words.strip() else set()
        assert set(told.objects(subject, TEXT)) == expected
        label = {3: {Literal('"""\\', lang="cy")}, 4: set()}.get(n, expected)
        assert set(told.objects(URIRef(f"{ids[n]}#theme"), SKOS.prefLabel)) == label
    assert "no iri" not in {str(term) for triple in told for term in triple}
    assert URIRef("https://example.org/%C3%BC#a%23b%25zz%41%5B1%5D") in set(told.objects())
    assert name.isascii()
    assert tab.faults == []


def test_a_view_that_counts_nothing_offers_its_lines_and_no_turtle(tab: Tab) -> None:
    page = tab.load(page_html(plain()), "#view=model")
    assert not page.locator("[data-save=turtle]:visible, [data-save=recommendations]:visible").count()
    _, text = saved(page, "lines")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0][:3] == ["From", "To", "What it is"]
    assert rows[1] == ["Review", "Recommendation", "makes", iri("class Review"), iri("class Recommendation")]


@pytest.mark.parametrize(
    ("what", "head", "row"),
    [
        (
            "names",
            ["Name", "Kind", "Group", "Partnerships", "Reviews", "Recommendations", "Betweenness", "Identifier"],
            ["Anytown Hospital", "Agency", "Health", "2", "2", "2", "0.200", iri("Anytown Hospital")],
        ),
        (
            "lines",
            ["Agencies", "Themes", "Partnerships", "Reviews", "Recommendations"],
            ["Anytown Hospital", "Routine enquiry", "2", "2", "2", iri("Anytown Hospital"), iri("Routine enquiry")],
        ),
        (
            "recommendations",
            ["Number", "Words", "Review", "Partnership", "Put to", "Themes", "Place", "Identifier"],
            [
                *("1", "Anytown Police should act on information sharing and training (sentence 1)."),
                *("Anytown, 2021", "Anytown Partnership", "Anytown Police", "Information sharing, Training"),
                *("review-1.txt from character 0", iri("recommendation 1")),
            ],
        ),
    ],
)
def test_csv_has_what_the_table_has_and_the_identifiers(tab: Tab, what: str, head: list[str], row: list[str]) -> None:
    name, text = saved(tab.load(page_html(plain())), what)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert name == f"made-up-bodies-agency-theme-{what}.csv"
    assert rows[0][: len(head)] == head
    assert rows[1] == row
    assert {len(one) for one in rows} == {len(row)}
    assert text.count("\r\n") == text.count("\n") == len(rows), "RFC 4180: each row ends with CRLF"


def test_csv_has_all_rows_in_the_order_and_under_the_filters_of_the_table(tab: Tab) -> None:
    page = tab.load(page_html(plain()), "#min=2")
    _, text = saved(page, "recommendations")
    assert [row[0] for row in csv.reader(io.StringIO(text, newline=""))] == ["Number", "3", "7"]
    page = tab.load(page_html(plain()))
    page.locator("#table-names thead button", has_text="Name").click()
    names = [row[0] for row in csv.reader(io.StringIO(saved(page, "names")[1], newline=""))][1:]
    assert names == sorted(names)
    assert len(names) == 9


def formulas(page: Page) -> Iterator[Statement]:
    for n, (one, text) in enumerate(
        zip(page.statements, ("=1+1", "+44", "-x", "@a", "\tx", "\rx", '"a",\r\n"b"', "-5"), strict=True)
    ):
        yield replace(one, text=text, number=str(n))


def test_no_cell_is_a_formula_and_quotation_marks_survive(tab: Tab) -> None:
    made = plain()
    _, text = saved(tab.load(page_html(replace(made, statements=tuple(formulas(made))))), "recommendations")
    words = [row[1] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    assert words == ["'=1+1", "+44", "'-x", "'@a", "'\tx", "'\rx", '"a",\r\n"b"', "-5"]


def test_names_are_saved_whole(tab: Tab) -> None:
    made = plain()
    long = "A" * 10_000
    view = replace(made.views[0], nodes=(replace(made.views[0].nodes[0], label=long), *made.views[0].nodes[1:]))
    page = tab.load(page_html(replace(made, views=(view,))))
    assert len(page.locator("#table-names tbody th").first.inner_text()) == 201
    assert list(csv.reader(io.StringIO(saved(page, "names")[1], newline="")))[1][0] == long


@pytest.mark.parametrize(("what", "start"), [("png", b"\x89PNG\r\n\x1a\n"), ("svg", b"<svg")])
def test_pictures_are_saved_under_the_name_of_the_view(tab: Tab, what: str, start: bytes) -> None:
    page = tab.load(page_html(plain()), "#view=agency-agency")
    with page.expect_download() as download:
        page.locator(f"[data-save={what}]").click()
    assert download.value.suggested_filename == f"made-up-bodies-agency-agency.{what}"
    assert start in Path(download.value.path()).read_bytes()[:200]
    assert tab.faults == []
