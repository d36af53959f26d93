"""Rows of registers/: what is wrong is named with file, row and column; names come out of rows as they should."""

from __future__ import annotations

import string
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import ONTOLOGY, register

from dhrgraph.config import register_tables
from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.register.bodies import EVENT_COLUMNS, SOURCE_COLUMNS
from dhrgraph.reconcile.register.faults import Codes
from dhrgraph.reconcile.register.forms import COLUMNS as FORM_COLUMNS
from dhrgraph.reconcile.register.records import COLUMNS, AuthorityRecord, Identifier, Source
from dhrgraph.reconcile.register.register import Register, RegisterTables, build_register
from dhrgraph.reconcile.register.tables import Table
from dhrgraph.reconcile.register.words import fold, without_article, words_of

CODES = Codes(frozenset({"police", "local-authority", "acute-hospital"}), frozenset({"local"}), frozenset({"merger"}))
GIVEN = {"kind": "body", "type": "police"}


def row(columns: Sequence[str], **cells: str) -> list[str]:
    assert cells.keys() <= set(columns)
    return [cells.get(column, "") for column in columns]


def body(slug: str, label: str, **cells: str) -> list[str]:
    return row(COLUMNS, **{"slug": slug, "label": label, **GIVEN, **cells})


def event(**cells: str) -> list[str]:
    told = {"slug": "event-1", "label": "x becomes y", "date": "2020-04-01", "kind": "merger", "source": "list: p. 2"}
    return row(EVENT_COLUMNS, **{**told, "from": "x", "to": "y", **cells})


def form(**cells: str) -> list[str]:
    return row(FORM_COLUMNS, **{"types": "local-authority", "kinds": "body", **cells})


def source(**cells: str) -> list[str]:
    told = {"id": "list", "title": "The list", "publisher": "The publisher", "vintage": "2020", "licence": "any"}
    return row(SOURCE_COLUMNS, **{**told, **cells})


X, Y = body("x", "X Police"), body("y", "Y Police")


def built(
    *rows: list[str],
    events: Sequence[list[str]] = (),
    forms: Sequence[list[str]] = (),
    sources: Sequence[list[str]] = (),
) -> Register:
    tables = RegisterTables(
        (Table("registers/one.csv", COLUMNS, rows[:1]), Table("registers/two.csv", COLUMNS, rows[1:])),
        Table("registers/successions.csv", EVENT_COLUMNS, events),
        Table("registers/sources.csv", SOURCE_COLUMNS, sources or [source()]),
        Table("registers/name_forms.csv", FORM_COLUMNS, forms),
    )
    return build_register(tables, codes=CODES)


BODIES = {
    "slug there twice": (body("x", "Z"), "two.csv row 2, column slug: 'x' is also in registers/one.csv row 2"),
    "slug of two words": (body("a b", "Z"), "two.csv row 2, column slug: 'a b'"),
    "label there twice": (body("z", "The X  police"), "two.csv row 2, column label: 'The X  police' is also"),
    "no label": (body("z", ""), "two.csv row 2, column label: empty"),
    "kind": (body("z", "Z", kind="club"), "two.csv row 2, column kind: no kind 'club'"),
    "type": (body("z", "Z", type="navy"), "two.csv row 2, column type: no type 'navy'"),
    "level": (body("z", "Z", level="high"), "two.csv row 2, column level: no level 'high'"),
    "unknown parent": (body("z", "Z", kind="unit", parent="xx"), "two.csv row 2, column parent: no body 'xx'"),
    "unit of itself": (body("z", "Z", kind="unit", parent="z"), "two.csv row 2, column parent: z would be part"),
    "date": (body("z", "Z", opened="1 May 2020"), "two.csv row 2, column opened: '1 May 2020' is no date"),
    "closed first": (body("z", "Z", opened="2020", closed="2019"), "two.csv row 2, column closed: before"),
    "code without its list": (body("z", "Z", identifiers="RX0", evidence="list"), "row 2, column identifiers: 'RX0'"),
    "code without evidence": (body("z", "Z", identifiers="ODS RX0"), "two.csv row 2, column evidence: 1 identifiers"),
    "unknown source": (body("z", "Z", identifiers="ODS RX0", evidence="book: p. 2"), "column evidence: no source 'book'"),
}  # fmt: skip
EVENTS = {
    "no side": (event(to=""), "successions.csv row 2, column to: empty"),
    "unknown successor": (event(to="z"), "successions.csv row 2, column to: no body 'z'"),
    "no date": (event(date=""), "successions.csv row 2, column date: ''"),
    "no source": (event(source=""), "successions.csv row 2, column source: empty"),
    "unknown source": (event(source="list+book: p. 2"), "successions.csv row 2, column source: no source 'book'"),
    "kind of change": (event(kind="quarrel"), "successions.csv row 2, column kind: no kind of change 'quarrel'"),
    "slug of a body": (event(slug="x"), "successions.csv row 2, column slug: 'x'"),
}  # fmt: skip
FORMS = {
    "two slots": (form(form="{place} of {name}", label="{name} Council"), "name_forms.csv row 2, column form"),
    "unknown slot": (form(form="{town} Council"), "name_forms.csv row 2, column form"),
    "type": (form(form="{place} Council", types="navy"), "name_forms.csv row 2, column types: no type 'navy'"),
    "kind": (form(form="{place} Council", kinds="club"), "name_forms.csv row 2, column kinds: no kind 'club'"),
    "name of no label": (form(form="{name} Council"), "name_forms.csv row 2, column label"),
    "the same for all": (form(form="Council"), "name_forms.csv row 2, column limit"),
}  # fmt: skip


def told(name: str, **given: Sequence[list[str]]) -> str:
    rows = given.pop("bodies", [Y])
    with pytest.raises(VocabularyError) as caught:
        built(X, *rows, **given)
    assert str(caught.value).startswith("ontology/registers/"), name
    assert "\n  To mend: " in str(caught.value), name
    return str(caught.value)


@pytest.mark.parametrize("name", BODIES)
def test_a_body_that_cannot_be_meant_stops_everything(name: str) -> None:
    wrong, complaint = BODIES[name]
    assert complaint in told(name, bodies=[wrong])


@pytest.mark.parametrize("name", EVENTS)
def test_a_change_that_cannot_be_meant_stops_everything(name: str) -> None:
    wrong, complaint = EVENTS[name]
    assert complaint in told(name, events=[wrong])
    assert built(X, Y, events=[event()]).events[0].source == "The list, 2020: p. 2."


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_cannot_be_meant_stops_everything(name: str) -> None:
    wrong, complaint = FORMS[name]
    assert complaint in told(name, forms=[wrong])


def test_a_source_without_its_rights_stops_everything() -> None:
    assert "sources.csv row 2, column licence: empty" in told("licence", sources=[source(licence="")])
    assert "sources.csv row 3, column id: 'list'" in told("twice", sources=[source(), source()])


@pytest.mark.parametrize(
    ("heading", "cells", "complaint"),
    [
        ((*COLUMNS, "colour"), [*X, "blue"], "row 1: unknown column: colour"),
        (COLUMNS[:-1], X[:-1], "row 1: no or two columns: note"),
        (COLUMNS, X[:-1], f"row 2: {len(COLUMNS) - 1} cells under {len(COLUMNS)} columns"),
    ],
)
def test_a_table_of_other_columns_stops_everything(heading: tuple[str, ...], cells: list[str], complaint: str) -> None:
    with pytest.raises(VocabularyError, match=complaint):
        build_register([Table("registers/one.csv", heading, [cells])])


def test_columns_may_stand_in_any_order() -> None:
    backwards = Table("registers/one.csv", COLUMNS[::-1], [X[::-1]])
    assert build_register([backwards]).records["x"].label == "X Police"


def test_the_rows_around_the_wrong_ones_are_right() -> None:
    assert built(X, Y, events=[event()], forms=[form(form="{place} Council")]).records.keys() == {"x", "y"}


def test_a_record_holds_what_its_row_says() -> None:
    cells = body("z", "Z", parent="x", alt_labels="Zed; Zet", areas="B;A", opened="2020-05", identifiers="ODS RX0",
                 evidence="list: p. 3", covers="E1", place="Zedham", note="So be it.", kind="unit")  # fmt: skip
    assert built(X, cells).records["z"] == AuthorityRecord(
        slug="z", label="Z", type="police", collective=False, classes=("dhr:Agency", "org:OrganizationalUnit"),
        level=None, parent="x", alt_labels=("Zed", "Zet"), misprints=(), context_labels=(), whole_labels=(),
        areas=("A", "B"), identifiers=(Identifier("ODS", "RX0", "The list, 2020: p. 3"),), matches=(),
        does_not_match=(), kind="unit", places=("Zedham",), covers=("E1",), opened="2020-05", note="So be it.",
        sources=(Source("list", "The list, 2020", ""),),
    )  # fmt: skip


def test_records_are_made_when_they_are_asked_for() -> None:
    found = build_register(register_tables(ONTOLOGY))
    name = found.names.find(["merseyside", "police"])[0]
    assert found.good(found.names.find(["council"])[0], frozenset()) is False
    assert list(found.lineage(name.slug)) == [name.slug]
    assert len(found.spellings()) > len(found.records) > 2000
    assert found.records._made == {}
    assert found.records[name.slug] is found.records[name.slug]
    assert list(found.records._made) == [name.slug]


PLACE = [form(form="{place} Council"), form(form="Council", limit="context")]
COUNCIL = {"type": "local-authority", "place": "Aton;Atonbury"}


def test_forms_make_names_for_each_place_and_for_the_area() -> None:
    found = built(body("x", "Aton Borough Council", areas="A1", **COUNCIL), forms=PLACE)
    assert [(name.words, name.source, name.in_context) for name in found.names_of("x")] == [
        ("Aton Borough Council", "skos:prefLabel", False),
        ("Aton Council", "form '{place} Council'", False),
        ("Atonbury Council", "form '{place} Council'", False),
        ("Council", "form 'Council'", True),
    ]
    assert found.spellings() == {"aton borough council", "aton council", "atonbury council", "council"}


def test_a_form_for_an_area_asks_for_one() -> None:
    assert built(body("x", "Aton Borough Council", **COUNCIL), forms=PLACE).names.find(["council"]) == ()


def test_a_form_yields_to_a_name_written_out() -> None:
    written = body("y", "Council of Aton", type="local-authority", alt_labels="Aton council")
    found = built(body("x", "Aton Borough Council", **COUNCIL), written, forms=PLACE)
    assert [name.slug for name in found.names.find(["aton", "council"])] == ["y"]


def test_a_name_that_forms_give_to_two_bodies_is_nobodys() -> None:
    two = [body(slug, label, **COUNCIL) for slug, label in (("x", "Aton Borough Council"), ("y", "Aton City Council"))]
    found = built(*two, forms=PLACE)
    assert found.names.find(["aton", "council"]) == ()
    assert found.names.find(["atoncouncil"]) == ()
    assert found.names.longest_at(["aton", "council"], 0) is None


def test_the_limits_of_a_row_outweigh_a_form() -> None:
    limited = body("x", "Aton Borough Council", areas="A1", context_labels="Aton Council", **COUNCIL)
    assert [name.in_context for name in built(limited, forms=PLACE).names.find(["aton", "council"])] == [True]


def test_names_of_labels_parents_and_initials() -> None:
    forms = [
        form(form="{name} FT", types="acute-hospital", label="{name} NHS Foundation Trust", limit="hidden"),
        form(form="{parent} Wardens", types="police", kinds="unit"),
        form(form="{initials}", limit="context"),
    ]
    trust = body("t", "The Aton NHS Foundation Trust", type="acute-hospital")
    council = body("c", "Council of the City of Aton", type="local-authority", areas="A1")
    found = built(trust, council, body("u", "Wardens (Aton)", kind="unit", parent="c"), forms=forms)
    assert {name.slug: name.hidden for name in found.names.find(["aton", "ft"])} == {"t": True}
    assert [name.slug for name in found.names.find(["council", "of", "the", "city", "of", "aton", "wardens"])] == ["u"]
    assert [(name.slug, name.in_context) for name in found.names.find(["cca"])] == [("c", True)]


def test_the_partnership_is_that_of_just_the_area() -> None:
    """A county's partnership and a district's are both "the CSP", each in documents about its own area."""
    kind = {"kind": "partnership", "context_labels": "CSP"}
    found = built(body("d", "Aton CSP", areas="A1", **kind), body("c", "Abshire CSP", areas="A1;B1", **kind))
    named = found.names.find(["csp"])
    for areas, slugs in (({"A1"}, ["d"]), ({"A1", "B1"}, ["c"]), ({"B1"}, [])):
        assert [name.slug for name in named if found.good(name, frozenset(areas))] == slugs


@given(st.text(alphabet=string.printable + "’é", max_size=30))
def test_plain_letters_fold_as_any_others(text: str) -> None:
    assert fold(text) == " ".join(without_article(tuple(word.key for word in words_of(text))))


def test_every_name_is_found_by_its_own_words_and_asking_either_way_says_the_same() -> None:
    found = register()
    areas = frozenset({"E08000014"})
    for key, names in found.names.spaced.items():
        for name in names:
            assert fold(name.words).replace("'", "") == key
        good = tuple(name for name in names if found.good(name, areas))
        assert found.named(key.split(), areas) == good


def test_names_of_a_body_are_those_the_index_holds() -> None:
    found = register()
    held: dict[str, set[str]] = {}
    for names in found.names.spaced.values():
        for name in names:
            held.setdefault(name.slug, set()).add(name.words)
    assert {slug: {name.words for name in found.names_of(slug)} for slug in found.records} == held
