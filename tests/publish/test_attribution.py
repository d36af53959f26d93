"""A page says what the sources of its bodies ask to be said: of those it has, and of no others."""

from __future__ import annotations

import pytest

from dhrgraph.config import Config, register_tables
from dhrgraph.graph.store import Store
from dhrgraph.graph.terms import to_nquads
from dhrgraph.graph.vocabulary import register_triples
from dhrgraph.publish.attribution import OGL, attribution
from dhrgraph.records import Match


def said(config: Config, *slugs: str) -> str:
    """What is said of a graph of these bodies and what they lead to."""
    register = config.authorities.register
    matches = [Match(s, s, s, register.records[s].type, False, "label", "made up") for s in slugs]
    lines = to_nquads(register_triples(matches, register), "gr:register")
    return attribution(Store.memory("".join(f"{line}\n" for line in lines).encode()))[0]


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("adur-district-council", "Contains data by mySociety, CC BY 4.0."),
        ("merseyside-police", "police.uk"),
        ("mcrc", "Ministry of Justice"),
        ("csp-adur", "Contains OS data"),
        ("opcc-kent", "Contains public sector information"),  # its source is named in its note
    ],
)
def test_what_a_source_asks_for_is_said_where_a_body_is_from_it(config: Config, slug: str, words: str) -> None:
    assert words in said(config, slug)


def test_no_source_is_named_that_gave_nothing(config: Config) -> None:
    assert said(config) == OGL
    assert "mySociety" not in said(config, "merseyside-police")


def test_the_words_are_those_of_the_table(config: Config) -> None:
    sources = register_tables(config.ontology).sources
    assert sources is not None
    asked = {row[5] for row in sources.rows if row[5]}
    shown = said(config, "adur-district-council", "merseyside-police", "mcrc", "opcc-kent")
    assert shown.removeprefix(f"{OGL} Bodies and areas: ") == " ".join(sorted(a for a in asked if a in shown))
