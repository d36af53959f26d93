"""Heading rows of tables: known, wrapped, fused, repeated, or none at all."""

from __future__ import annotations

import pytest

from dhrgraph.config import Config
from dhrgraph.records import Cell, Span
from dhrgraph.text.headings import Headings, fold, is_heading_again, known_headings, read_heading

KNOWN = known_headings(
    [
        {"table": "plan", "field": f, "heading": h, "required": r, "also": also}
        for f, h, r, also in (
            ("number", "No", "", "list"),
            ("recommendation", "Recommendation", "yes", "list:yes"),
            ("action", "Action to take", "any", ""),
            ("target", "Target Date & Expected Outcome", "any", ""),
            ("target", "Target date", "any", ""),
            ("lead", "Lead Officer", "", ""),
        )
    ]
)


def row(*words: str) -> list[Cell]:
    return [Cell(word, Span(0, len(word))) for word in words]


@pytest.mark.parametrize(
    ("cells", "after", "fields", "taken"),
    [
        (("No", "Recommendation", "Action to take"), None, "number recommendation action", 1),
        (("**No.**", "RECOMMENDATION:", "Action  to take"), None, "number recommendation action", 1),
        (("No", "r panel Recommendation", "Action to take"), None, "number recommendation action", 1),
        (
            ("No", "Recommendation", "Lead", "Target date"),
            ("", "", "Officer", ""),
            "number recommendation lead target",
            2,
        ),
        (("No", "Recommendation"), None, "number recommendation", 1),
    ],
)
def test_a_heading_row_is_read(cells: tuple[str, ...], after: tuple[str, ...] | None, fields: str, taken: int) -> None:
    found = read_heading(row(*cells), row(*after) if after else None, KNOWN)
    assert found is not None
    assert ([field for _, field in found[0].fields], found[1]) == (fields.split(), taken)


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "The recommendation is to act", "Write to them"),
        ("No", "Lead Officer", "Target date"),
        ("Recommendation",),
        ("Recommendation", "Colour", "Size", "No"),
        ("", "", ""),
        ("x" * 500, "Recommendation", "y" * 500),
    ],
)
def test_other_rows_are_none(cells: tuple[str, ...]) -> None:
    assert read_heading(row(*cells), None, KNOWN) is None


def test_what_a_heading_means_depends_on_its_table() -> None:
    plan, _ = read_heading(row("No", "Recommendation", "Target date & expected outcome"), None, KNOWN) or (None, 0)
    listed, _ = read_heading(row("No", "Recommendation"), None, KNOWN) or (None, 0)
    assert plan is not None
    assert listed is not None
    assert (plan.table, plan.merged, listed.table) == ("plan", {"target"}, "list")


def test_an_unknown_heading_is_named() -> None:
    found = read_heading(row("No", "Recommendation", "Action to take", "Budget code"), None, KNOWN)
    assert found is not None
    assert found[0].unknown == ((3, "Budget code"),)


@pytest.mark.parametrize(
    ("cells", "again"),
    [
        (("No", "Recommendation", "Action to take"), True),
        (("No Recommendation Action to", "", "Target Date"), True),
        (("1", "Recommendation one", "No"), False),
        (("Recommendation", "", ""), False),
    ],
)
def test_a_repeated_heading_is_told_from_a_row(cells: tuple[str, ...], again: bool) -> None:
    columns, _ = read_heading(row("No", "Recommendation", "Action to take"), None, KNOWN) or (None, 0)
    assert columns is not None
    assert is_heading_again(row(*cells), columns, KNOWN) is again


def test_every_recorded_heading_is_folded_and_stands_once(config: Config) -> None:
    headings = config.lexicons.headings
    assert isinstance(headings, Headings)
    assert all(heading.words == fold(heading.words) for heading in headings)
    places = [(heading.table, heading.words) for heading in headings]
    assert len(set(places)) == len(places)


def test_what_is_remembered_of_headings_is_of_these_alone() -> None:
    """Two lists as long as each other, of the same words, tell other columns."""
    here, there = (
        known_headings({"table": "plan", "field": f, "heading": h, "required": "", "also": ""} for f, h in rows)
        for rows in ((("lead", "Who"), ("action", "What")), (("action", "Who"), ("lead", "What")))
    )
    told = [read_heading(row("Who", "What"), None, known) for known in (here, there, here)]
    assert [found[0].fields for found in told if found] == [
        ((0, "lead"), (1, "action")),
        ((0, "action"), (1, "lead")),
        ((0, "lead"), (1, "action")),
    ]
