"""Occurrences: what is joined, what stays although it is silent, and how a question wants it counted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from made_up import TURTLE, occurrence_tables, store

from dhrgraph.namespaces import iri
from dhrgraph.network.focus import concerning
from dhrgraph.network.occurrences import Occurrence, as_counted, read_occurrences
from dhrgraph.network.tally import Counts, coverage, read_coverage


def rows() -> tuple[Occurrence, ...]:
    return read_occurrences(store())


def test_one_row_for_each_addressee_and_theme() -> None:
    first = [row for row in rows() if row.recommendation == iri("rc:r1")]
    pairs = {(row.addressee.label, row.theme.label) for row in first if row.addressee and row.theme}
    assert len(first) == 4
    assert pairs == {(a, t) for a in ("Anytown Police", "Old Trust") for t in ("Sharing information", "Training")}


def test_a_recommendation_without_addressee_or_theme_stays() -> None:
    by_name = {row.recommendation: row for row in rows()}
    assert by_name[iri("rc:r4")].addressee is None
    assert by_name[iri("rc:r5")].theme is None


def test_labels_are_english_and_never_missing() -> None:
    labels = {
        thing.label
        for row in rows()
        for thing in (row.review, row.partnership, row.addressee, row.theme)
        if thing is not None
    }
    assert "Partneriaeth Alpha" not in labels
    assert "" not in labels
    ambulance = next(row.addressee for row in rows() if row.addressee and row.addressee.type == "ambulance")
    assert ambulance.type_label == "type-ambulance"  # the code has no label: the end of its IRI


@pytest.mark.parametrize(
    ("as_of", "label"),
    [(None, "Old Trust"), ("2021-03-31", "Old Trust"), ("2021-04-01", "New Trust"), ("today", "New Trust")],
)
def test_the_addressee_is_the_body_of_the_date_asked_for(as_of: str | None, label: str) -> None:
    (old,) = {
        row.addressee
        for row in read_occurrences(store(), as_of)
        if row.recommendation == iri("rc:r1") and row.addressee and row.addressee.id != iri("ag:police")
    }
    assert old.label == label
    assert old.type == ("ambulance" if label == "Old Trust" else "acute-hospital")  # the type goes with the body


def test_a_body_is_not_put_back_in_time() -> None:
    named = {row.addressee.label for row in read_occurrences(store(), "1999") if row.addressee}
    assert {"New Trust", "Old Trust"} <= named


@pytest.mark.parametrize("as_of", [None, "2020", "today"])
def test_a_body_is_looked_up_by_its_name_and_that_of_its_successor(as_of: str | None) -> None:
    rows = read_occurrences(store(), as_of)
    found = {
        name: {row.recommendation for row in concerning(rows, {"agency": iri(name)})} for name in ("ag:old", "ag:new")
    }
    assert found == {"ag:old": {iri("rc:r1")}, "ag:new": {iri("rc:r1"), iri("rc:r3")}}


def test_collective_addressees_are_left_out_unless_asked() -> None:
    assert {row.addressee.kind for row in as_counted(rows()) if row.addressee} == {"agency"}
    assert any(row.collective for row in as_counted(rows(), collective=True))
    assert coverage(as_counted(rows())) == coverage(rows())  # the recommendation itself is still counted


def test_coverage_of_the_store_knows_silent_reviews() -> None:
    assert coverage(rows()) == Counts(2, 3, 6)
    assert read_coverage(store()) == Counts(3, 4, 6)


def test_an_empty_store_gives_no_occurrence() -> None:
    assert read_occurrences(store("")) == ()


def test_order_of_statements_does_not_matter() -> None:
    statements = [part + " ." for part in TURTLE.split(" .\n") if part.strip()]
    assert read_occurrences(store("\n".join(reversed(statements)))) == rows()


def test_rows_come_in_one_order_whatever_the_hash_seed() -> None:
    script = "from made_up import *; from dhrgraph.network.occurrences import *; print(read_occurrences(store()))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@given(occurrence_tables())
def test_counting_switches_never_lose_or_gain_a_recommendation(table: tuple[Occurrence, ...]) -> None:
    for switches in ({"collective": True}, {"broader": True}):
        assert coverage(as_counted(table, **switches)) == coverage(table)
