"""Of which graphs a question is asked: ours, all of them, and nobody else's, whatever a server's default graph is."""

from __future__ import annotations

import pytest
from mock_store import answers_of, serving

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import DHR, GRAPH
from dhrgraph.remote.endpoint import Endpoint
from dhrgraph.remote.problems import RemoteError
from dhrgraph.remote.scope import PUBLISHED
from dhrgraph.remote.state import State

IS_REVIEW = f"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{DHR}Review>"
OURS = "".join(f"<urn:{name}> {IS_REVIEW} <{GRAPH}{name}> .\n" for name in "ab")
THEIRS = f"<urn:theirs> {IS_REVIEW} <https://example.org/g> .\n"
NAMELESS = THEIRS.replace("<https://example.org/g> ", "")
NOTES = "".join(
    line.decode().replace(" .\n", f" <{PUBLISHED}> .\n")
    for line in State("", {GRAPH + "a": "1", GRAPH + "b": "2"}).lines()
)
REVIEWS = f"SELECT ?r WHERE {{ ?r a <{DHR}Review> }} ORDER BY ?r"


@pytest.mark.parametrize("union", [True, False])
@pytest.mark.parametrize("notes", ["", NOTES])
@pytest.mark.parametrize("others", ["", THEIRS])
def test_ours_and_no_others(others: str, notes: str, union: bool) -> None:
    with (
        serving(answers_of(Store.memory((OURS + others + notes).encode()), union=union)) as mock,
        Endpoint(mock.url) as far,
    ):
        assert far.select(REVIEWS).rows == (("urn:a",), ("urn:b",))
        asked = len(mock.asked)
        far.select(REVIEWS)
        assert len(mock.asked) == asked + 1, "the graphs are found once"
        named = mock.asked[-1].form.get("default-graph-uri", [])
        assert named == ([GRAPH + "a", GRAPH + "b"] if others else [])


def test_every_statement_when_told() -> None:
    with serving(answers_of(Store.memory((OURS + THEIRS).encode()), union=True)) as mock:
        assert len(Endpoint(mock.url, everything=True).select(REVIEWS).rows) == 3
        assert len(mock.asked) == 1


def test_a_merged_file_loaded_without_a_name_is_asked_as_it_stands() -> None:
    """It has no named graph, and its default graph holds reviews."""
    with serving(answers_of(Store.memory(NAMELESS.encode()), union=True, nameless=True)) as mock:
        assert Endpoint(mock.url).select(REVIEWS).rows == (("urn:theirs",),)


def test_a_store_without_our_graph_says_so() -> None:
    with serving(answers_of(Store.memory(b"<urn:a> <urn:b> <urn:c> <https://example.org/g> ."), union=True)) as mock:
        with pytest.raises(RemoteError, match="holds no graph of dhrgraph's") as caught:
            Endpoint(mock.url).select(REVIEWS)
        assert "dhrgraph publish" in str(caught.value)


def test_where_graphs_cannot_be_listed_the_notes_tell_them() -> None:
    """Virtuoso answers `GRAPH ?g { }` with no row."""
    whole = answers_of(Store.memory((OURS + NOTES).encode()), union=True)
    nothing = answers_of(Store.memory(b""), union=True)
    with serving(lambda asked: (nothing if "{ GRAPH ?g { } }" in asked.form["query"][0] else whole)(asked)) as mock:
        assert Endpoint(mock.url).select(REVIEWS).rows == (("urn:a",), ("urn:b",))
        assert len(mock.asked) == 3, "the list, the notes, the question: the store is not read through"
