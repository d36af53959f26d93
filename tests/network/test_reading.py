"""Pairs read as a table are those that a SELECT gives, whatever stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhrgraph.graph.store import Answer, Store
from dhrgraph.namespaces import PROLOGUE
from dhrgraph.network.reading import read_pairs


class Elsewhere:
    """A graph that can be asked and is no store here, as an endpoint is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def select(self, sparql: str) -> Answer:
        return self._store.select(sparql)


PATTERNS = (
    "?a dhr:addressedTo ?b",
    "?a dhr:numberLabel ?b",
    '?a skos:prefLabel ?b FILTER(LANG(?b) IN ("en", "en-GB", ""))',
    "?a dhr:noSuchThing ?b",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pairs_are_the_rows_of_a_select(store: Store, pattern: str) -> None:
    rows = [(str(a), str(b)) for a, b in store.select(f"{PROLOGUE}SELECT ?a ?b {{ {pattern} }}").rows]
    assert sorted(read_pairs(store, pattern)) == sorted(rows)
    assert sorted(read_pairs(Elsewhere(store), pattern)) == sorted(rows)
    assert bool(rows) is ("noSuchThing" not in pattern)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=4, unique=True))
def test_words_come_as_they_are(words: list[str]) -> None:
    """Commas, quotes, line ends of every kind, nothing at all: as in a SELECT."""
    written = (
        word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") for word in words
    )
    store = Store.memory("".join(f'<urn:a> <urn:b> "{word}" .\n' for word in written).encode(), "ntriples")
    assert sorted(read_pairs(store, "?a <urn:b> ?b")) == sorted(("urn:a", word) for word in words)
