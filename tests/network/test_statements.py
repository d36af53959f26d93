"""The words behind a node."""

from __future__ import annotations

from made_up import store

from dhrgraph.namespaces import iri
from dhrgraph.network.networks.named import build_network
from dhrgraph.network.occurrences import read_occurrences
from dhrgraph.network.statements import read_statements, with_statements


def test_a_recommendation_is_quoted_once_and_placed_by_its_first_passage() -> None:
    quotes = read_statements(store())
    first = quotes[iri("rc:r1")]
    assert (first.text, first.review) == ("Share what is known.", "Alpha review, 2020")
    assert first.place == "recommendation 1, alpha.txt from character 9"
    assert quotes[iri("rc:r2")].place == ""


def test_nodes_carry_quotes_from_as_many_reviews_as_there_are() -> None:
    rows = read_occurrences(store())
    graph = build_network("agency-theme", rows)
    quoted = with_statements(graph, rows, read_statements(store()), at_most=2)
    reviews = [quote["review"] for quote in quoted.nodes[iri("th:train")]["quotes"]]
    assert reviews == ["Alpha review, 2020", "Alpha review, 2022"]
    assert len(with_statements(graph, rows, read_statements(store()), at_most=1).nodes[iri("ag:police")]["quotes"]) == 1
    assert "quotes" not in graph.nodes[iri("th:train")]
