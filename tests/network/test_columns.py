"""Occurrences in columns say what the rows say, one by one."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_library import made_library
from made_triples import made_triples
from made_up import occurrence_tables, store

from dhrgraph.graph.store import Store
from dhrgraph.network.columns import NONE, Occurrences, as_counted, each, numbered, once
from dhrgraph.network.focus import concerning
from dhrgraph.network.occurrences import read_occurrences, read_recorded
from dhrgraph.network.recurrence.pairs import pair
from dhrgraph.network.tally import FACETS
from dhrgraph.network.things import Occurrence


def one_by_one(rows: tuple[Occurrence, ...], *, collective: bool, broader: bool) -> tuple[Occurrence, ...]:
    """What `as_counted` gives, worked out on records."""
    if not collective:
        rows = tuple(replace(row, addressee=None, known_as=()) if row.collective else row for row in rows)
    if broader:
        rows = tuple(replace(row, theme=row.broader, broader=None) if row.broader else row for row in rows)
    return rows


@given(rows=occurrence_tables(), collective=st.booleans(), broader=st.booleans())
def test_rows_come_back_as_they_went_in_and_are_counted_as_one_by_one(
    rows: tuple[Occurrence, ...], collective: bool, broader: bool
) -> None:
    assert Occurrences.of(rows) == rows
    counted = as_counted(rows, collective=collective, broader=broader)
    assert counted == one_by_one(rows, collective=collective, broader=broader)
    assert pickle.loads(pickle.dumps(counted)) == counted


@pytest.mark.parametrize("facet", [*FACETS.values(), pair], ids=[*FACETS, "pair"])
@given(rows=occurrence_tables())
def test_a_facet_shows_of_columns_what_it_shows_of_each_row(facet: object, rows: tuple[Occurrence, ...]) -> None:
    assert callable(facet)
    shown = Occurrences.of(rows).shown(facet)  # type: ignore[arg-type]
    assert [None if n == NONE else shown.things[n] for n in shown.numbers.tolist()] == [facet(row) for row in rows]
    assert [thing.id for thing in shown.things] == sorted(thing.id for thing in shown.things)


@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 3)), max_size=30))
def test_each_group_has_as_many_as_a_set_would_hold(pairs: list[tuple[int, int]]) -> None:
    groups, what = (np.array([one[side] for one in pairs], dtype=np.int64) for side in (0, 1))
    expected = [len({b for a, b in pairs if a == group and b != NONE}) for group in range(5)]
    assert each(groups, what, 5).tolist() == expected


@given(st.lists(st.integers(0, 40), max_size=30), st.sampled_from([41, 100_000]))
def test_each_number_once_where_there_is_room_and_where_not(said: list[int], below: int) -> None:
    numbers = np.array(said, dtype=np.int64)
    expected, place = np.unique(numbers, return_inverse=True)
    assert once(numbers, below).tolist() == expected.tolist()
    assert [found.tolist() for found in numbered(numbers, below)] == [expected.tolist(), place.tolist()]


@given(rows=occurrence_tables(), kind=st.sampled_from(["partnership", "review", "theme"]), number=st.integers(0, 4))
def test_what_concerns_a_thing_stays_with_all_of_its_recommendation(
    rows: tuple[Occurrence, ...], kind: str, number: int
) -> None:
    iri = f"{kind[0] if kind != 'review' else 'v'}{number}"

    def is_it(row: Occurrence) -> bool:
        things = {"partnership": (row.partnership,), "review": (row.review,), "theme": (row.theme, row.broader)}[kind]
        return any(thing is not None and thing.id == iri for thing in things)

    wanted = {row.recommendation for row in rows if is_it(row)}
    assert concerning(rows, {kind: iri}) == tuple(row for row in rows if row.recommendation in wanted)


@pytest.mark.parametrize("as_of", [None, "2020", "2021-04-01", "today"])
def test_reading_once_gives_what_reading_for_each_date_gives(as_of: str | None) -> None:
    once = read_recorded(store())
    assert [once.at(None), once.at(as_of)] == [read_occurrences(store()), read_occurrences(store(), as_of)]


def test_a_library_comes_back_from_its_triples_in_order() -> None:
    rows = made_library(30, 4)
    assert read_recorded(Store.memory(made_triples(rows), "ntriples")).at() == rows
