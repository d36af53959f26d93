"""The words behind a node."""

from __future__ import annotations

from made_up import store

from dhrgraph.namespaces import iri
from dhrgraph.network.statements import read_statements


def test_a_recommendation_is_quoted_once_and_placed_by_its_first_passage() -> None:
    quotes = read_statements(store())
    first = quotes[iri("rc:r1")]
    assert (first.text, first.review) == ("Share what is known.", "Alpha review, 2020")
    assert first.place == "recommendation 1, alpha.txt from character 9"
    assert quotes[iri("rc:r2")].place == ""
