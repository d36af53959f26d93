"""Every record of ontology/: it matches what it says, and stands on what it names."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox
import pytest
from registers import AGENCY_FILES, SUCCESSION_FILES, body, change, made_up, partnerships, register, rows

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.store import read_triples
from dhrgraph.namespaces import PREFIXES, Iri, iri
from dhrgraph.reconcile.authority import AuthorityRecord
from dhrgraph.reconcile.match import reconcile
from dhrgraph.reconcile.phrases import KINDS
from dhrgraph.reconcile.register import build_register, names_of
from dhrgraph.reconcile.succession import current
from dhrgraph.reconcile.words import fold

RECORDS = list(register().records.values())
CODES = {concept for path in [AGENCY_FILES[0].parent / "codes.ttl"] for concept, _, _ in read_triples(path)}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.slug)
def test_a_record_matches_its_examples_and_nothing_it_disowns(record: AuthorityRecord) -> None:
    areas = frozenset(record.areas)
    assert record.matches, "a record brings its own test: give it dhr:matches"
    assert {phrase: reconcile(phrase, areas, register()).id for phrase in record.matches} == dict.fromkeys(
        record.matches, record.slug
    )
    assert record.slug not in {reconcile(phrase, areas, register()).id for phrase in record.does_not_match}
    assert reconcile(record.label, areas, register()).agency == record.label


def test_a_name_good_anywhere_means_one_body_only() -> None:
    owners = defaultdict(set)
    for record in RECORDS:
        for name in names_of(record):
            if not name.in_context:
                owners[fold(name.words)].add(record.slug)
    assert {words: slugs for words, slugs in owners.items() if len(slugs) > 1} == {}


def test_types_levels_and_kinds_of_change_are_codes() -> None:
    used = {f"cv:type-{record.type}" for record in RECORDS} | {f"cv:level-{record.level}" for record in RECORDS}
    used |= {f"cv:change-{event.kind}" for event in register().events}
    assert {code for code in used if iri(code) not in CODES} == set()


def test_areas_are_councils_of_the_partnership_list() -> None:
    councils = {council for partnership in partnerships().by_code.values() for council in partnership.councils}
    assert {record.slug: record.areas for record in RECORDS if not councils.issuperset(record.areas)} == {}


def test_a_partnership_covers_the_area_of_its_code() -> None:
    for record in RECORDS:
        if record.is_partnership:
            codes = [identifier.code for identifier in record.identifiers]
            assert sorted(partnerships().areas(codes)) == list(record.areas)


def test_groups_are_no_agencies() -> None:
    for record in RECORDS:
        assert ("dhr:CollectiveAddressee" in record.classes) == record.collective
        assert ("dhr:Agency" in record.classes) != record.collective
        assert record.parent is None or not register().records[record.parent].collective
    assert not any(register().records[s].collective for e in register().events for s in (*e.originals, *e.results))


def test_a_code_is_in_the_list_its_evidence_names() -> None:
    """The datatype of a code, which the triples drop, against the first word of its evidence."""
    written = {}
    for path in AGENCY_FILES:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if quad.predicate.value == iri("org:identifier"):
                scheme = quad.object.datatype.value.removeprefix(PREFIXES["cv"])
                written[quad.subject.value.rpartition("/")[2], quad.object.value] = scheme
    read = {(record.slug, i.code): i.scheme for record in RECORDS for i in record.identifiers}
    assert read == written
    assert all(i.evidence for record in RECORDS for i in record.identifiers)


def test_files_are_sorted_and_claim_no_sameness() -> None:
    for path in AGENCY_FILES:
        slugs = [subject.rpartition("/")[2] for subject, _, _ in read_triples(path)]
        assert list(dict.fromkeys(slugs)) == sorted(set(slugs)), path.name
        assert "sameAs" not in path.read_text(encoding="utf-8")


def test_every_body_has_one_place_today_and_it_stays_there() -> None:
    for record in RECORDS:
        today = current(record.slug, register())
        assert current(today, register()) == today


def test_events_are_sorted_and_say_what_happened_and_who_says_so() -> None:
    for path in SUCCESSION_FILES:
        triples = read_triples(path)
        dates = [str(value) for _, predicate, value in triples if predicate == iri("dcterms:date")]
        assert dates == sorted(dates), path.name
    assert all(event.label and event.source for event in register().events)


def test_tables_hold_each_row_once() -> None:
    phrases = [(row["phrase"], row["kind"]) for row in rows("addressee_phrases.csv")]
    assert len(phrases) == len(set(phrases))
    assert {kind for _, kind in phrases} == KINDS
    assert rows("judgements.csv") == [] or register().judgements.spaced


@pytest.mark.parametrize(
    ("triples", "complaint"),
    [
        ([(iri("ag:x"), iri("skos:prefLabel"), "X")], "has 0 of org:classification"),
        (body("ag:x", "X", unit_of=["y"]), "which is not in the register"),
        (body("ag:x", "X", part_of=["x"]), "part of itself"),
        ([*body("ag:x", "The X"), *body("ag:y", "x")], "share the label"),
        ([*body("ag:x", "X"), *body("cg:x", "Y")], "share a slug"),
        ([*body("ag:x", "X"), (iri("ag:x"), iri("org:identifier"), "RX0")], "evidence"),
        ([*body("ag:x", "X"), *change("e", "merger", "2020", ["x"], ["z"])], "not in the register"),
        (change("e", "merger", "2020", [], ["z"]), "has no org:originalOrganization"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_meant_stops_everything(triples: list[tuple[str, str, object]], complaint: str) -> None:
    with pytest.raises(VocabularyError, match=complaint):
        build_register(triples)


def test_an_unknown_kind_of_phrase_stops_everything() -> None:
    with pytest.raises(VocabularyError, match="no such kind: title"):
        build_register([], [{"phrase": "Sir", "kind": "title"}])


def test_labels_for_mending_headings_are_those_good_in_the_area() -> None:
    labels = made_up().labels(frozenset({"A1"}))
    assert "Council" in labels
    assert "Council" not in made_up().labels(frozenset({"B1"}))
    assert list(labels) == sorted(labels)


def test_an_iri_and_a_text_that_reads_like_one_differ() -> None:
    text = PREFIXES["ag"] + "y"
    record = build_register(body("ag:x", "X", alt=[text])).records["x"]
    assert record.alt_labels == (text,)
    assert isinstance(Iri(text), str)
