"""Every record of ontology/registers/: it matches what it says, and stands on what it names."""

from __future__ import annotations

from collections import defaultdict

import pytest
from registers import ONTOLOGY, body, change, made_up, partnerships, register, rows, table

from dhrgraph.config import load_config, register_tables
from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.reconcile.register.phrases import KINDS
from dhrgraph.reconcile.register.records import CLASSES, AuthorityRecord
from dhrgraph.reconcile.register.register import build_register
from dhrgraph.reconcile.register.succession import current
from dhrgraph.reconcile.register.words import fold

RECORDS = list(register().records.values())
NAMES = {record.slug: register().names_of(record.slug) for record in RECORDS}


def disowned(record: AuthorityRecord) -> list[str]:
    areas = frozenset(record.areas)
    return [phrase for phrase in record.does_not_match if reconcile(phrase, areas, register()).id == record.slug]


def missed(record: AuthorityRecord) -> dict[str, str | None]:
    """The record's own label and examples that lead elsewhere, in a document about its area."""
    areas = frozenset(record.areas)
    found = {phrase: reconcile(phrase, areas, register()).id for phrase in (record.label, *record.matches)}
    return {phrase: slug for phrase, slug in found.items() if slug != record.slug}


def test_a_record_matches_its_label_and_examples() -> None:
    assert {record.slug: wrong for record in RECORDS if (wrong := missed(record))} == {}


def test_a_record_does_not_match_what_it_disowns() -> None:
    assert {record.slug: wrong for record in RECORDS if (wrong := disowned(record))} == {}


def test_a_name_good_anywhere_means_one_body_only() -> None:
    """Written out or made by a form: what two bodies would share is neither's."""
    owners = defaultdict(set)
    for names in register().names.spaced.values():
        for name in names:
            if not name.in_context:
                owners[fold(name.words).replace("'", "")].add(name.slug)
    assert {words: slugs for words, slugs in owners.items() if len(slugs) > 1} == {}


def test_every_name_good_anywhere_leads_to_its_body() -> None:
    wrong = {}
    for slug, names in NAMES.items():
        for name in names:
            if not name.in_context and reconcile(name.words, frozenset(), register()).id != slug:
                wrong[name.words] = slug
    assert wrong == {}


def test_types_levels_and_kinds_of_change_are_codes() -> None:
    """Loading checks it: a made-up type in the same tables is told, with its row."""
    assert load_config().authorities.register.records.keys() == register().records.keys()


def test_areas_are_councils_and_covered_partnerships_are_in_the_list() -> None:
    councils = {council for partnership in partnerships().by_code.values() for council in partnership.councils}
    assert {record.slug: record.areas for record in RECORDS if not councils.issuperset(record.areas)} == {}
    assert {code for record in RECORDS for code in record.covers} == partnerships().by_code.keys()


def test_a_partnership_covers_the_area_of_its_codes() -> None:
    for record in RECORDS:
        assert bool(record.covers) == (record.is_partnership and bool(record.covers))
        if record.covers:
            assert sorted(partnerships().areas(record.covers)) == list(record.areas), record.slug


def test_each_partnership_of_the_list_has_a_record_of_its_own() -> None:
    own = defaultdict(list)
    for record in RECORDS:
        for identifier in record.identifiers:
            if record.is_partnership and identifier.scheme == "ons-gss":
                own[identifier.code].append(record.slug)
                assert record.covers == (identifier.code,)
    assert own.keys() == partnerships().by_code.keys()
    assert all(len(slugs) == 1 for slugs in own.values())


def test_groups_are_no_agencies() -> None:
    for record in RECORDS:
        assert record.classes == CLASSES[record.kind]
        assert ("dhr:CollectiveAddressee" in record.classes) == record.collective
        assert ("dhr:Agency" in record.classes) != record.collective


def test_a_unit_has_a_body() -> None:
    assert [record.slug for record in RECORDS if record.is_unit and not record.parent] == []


def test_files_are_sorted_and_every_source_is_used() -> None:
    tables = register_tables(ONTOLOGY)
    for one in tables.bodies:
        slugs = [row[0] for row in one.rows]
        assert slugs == sorted(slugs), one.name
    assert tables.sources
    assert tables.successions
    cells = [row[16] for one in tables.bodies for row in one.rows] + [row[6] for row in tables.successions.rows]
    notes = " ".join(row[19] for one in tables.bodies for row in one.rows)
    used = {name for cell in cells for part in cell.split(";") for name in part.partition(":")[0].split("+")}
    assert {row[0] for row in tables.sources.rows if row[0] not in used and row[0] not in notes} == set()


def test_every_body_has_one_place_today_and_it_stays_there() -> None:
    for record in RECORDS:
        today = current(record.slug, register())
        assert current(today, register()) == today


def test_events_are_sorted_and_say_what_happened_and_who_says_so() -> None:
    successions = register_tables(ONTOLOGY).successions
    assert successions
    keys = [(row[2], row[0]) for row in successions.rows]
    assert keys == sorted(keys)
    assert all(event.label and event.source for event in register().events)


def test_tables_hold_each_row_once() -> None:
    phrases = [(row["phrase"], row["kind"]) for row in rows("addressee_phrases.csv")]
    assert len(phrases) == len(set(phrases))
    assert {kind for _, kind in phrases} == KINDS


def test_an_unknown_kind_of_phrase_stops_everything() -> None:
    with pytest.raises(VocabularyError, match="no such kind: title"):
        build_register([], [{"phrase": "Sir", "kind": "title"}])


def test_labels_for_mending_headings_are_those_good_in_the_area() -> None:
    labels = made_up().labels(frozenset({"A1"}))
    assert "Council" in labels
    assert "Council" not in made_up().labels(frozenset({"B1"}))
    assert list(labels) == sorted(labels)


def test_events_name_bodies_of_the_registers() -> None:
    with pytest.raises(VocabularyError, match=r"successions.csv row 2, column to: no body 'z'"):
        build_register(table([*body("ag:x", "X"), *change("e", "merger", "2020", ["x"], ["z"])]))
