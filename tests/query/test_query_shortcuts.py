"""The derived shortcuts that questions take for one another hold: where a question reads a recommendation's partnership
off its review, or off itself, the answer is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhrgraph.graph.store import Store

PREFIXES = """PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
DIFFERS = {
    "the partnership of a recommendation is its review's": """
        { ?it dhr:inPartnership ?p ; dhr:ofReview ?review FILTER NOT EXISTS { ?review dhr:commissionedBy ?p } }
        UNION
        { ?it a dhr:Recommendation ; dhr:ofReview ?review . ?review dhr:commissionedBy ?p
          FILTER NOT EXISTS { ?it dhr:inPartnership ?p } }""",
    "a text of a review is a recommendation": """
        ?it dhr:text ?text ; dhr:ofReview ?review FILTER NOT EXISTS { ?it a dhr:Recommendation }""",
    "broader themes stand beside the theme": """
        ?it dhr:hasTheme ?theme . ?theme skos:broader* ?above FILTER NOT EXISTS { ?it dhr:hasThemeOrNarrower ?above }""",
}


@pytest.fixture(params=["sample", "five"])
def either(request: pytest.FixtureRequest, store: Store) -> Store:
    """The sample graph, and that of the five documents."""
    if request.param == "sample":
        return store
    built: Path = request.getfixturevalue("built")
    return Store.memory((built / "dhrgraph.trig").read_bytes(), "trig")


@pytest.mark.parametrize("why", DIFFERS)
def test_what_stands_for_another_is_the_same(either: Store, why: str) -> None:
    assert either.select(f"{PREFIXES} SELECT DISTINCT ?it {{ {DIFFERS[why]} }} LIMIT 3").rows == ()


@pytest.mark.parametrize("why", DIFFERS)
def test_a_shortcut_that_does_not_hold_is_seen(why: str) -> None:
    broken = """@prefix dhr: <https://w3id.org/dhrgraph/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:r> dhr:inPartnership <urn:p> ; dhr:ofReview <urn:v> ; dhr:text "x" ; dhr:hasTheme <urn:t> .
        <urn:t> skos:broader <urn:above> ."""
    graph = Store.memory(broken.encode(), "turtle")
    assert graph.select(f"{PREFIXES} SELECT DISTINCT ?it {{ {DIFFERS[why]} }}").rows
