"""A body's first and last day stand in the graph, where the register has them."""

from __future__ import annotations

import pytest

from dhrgraph.config import Config
from dhrgraph.graph.vocabulary import register_triples
from dhrgraph.namespaces import iri
from dhrgraph.records import Match

DAY = "http://www.w3.org/2001/XMLSchema#date"


def dates(config: Config, slug: str) -> dict[str, str]:
    """ "opened" and "closed" of one body, as terms."""
    register = config.authorities.register
    match = Match(slug, slug, slug, register.records[slug].type, False, "label", "made up")
    found = register_triples([match], register)
    terms = {f"<{iri(f'dhr:{name}')}>": name for name in ("opened", "closed")}
    return {
        terms[name]: value for subject, name, value in found if name in terms and subject == f"<{iri(f'ag:{slug}')}>"
    }


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("nhs-bradford-districts-clinical-commissioning-group", {"opened": "2013-04-01", "closed": "2020-03-31"}),
        ("allerdale-borough-council", {"closed": "2023-03-31"}),
        ("merseyside-police", {}),
    ],
)
def test_dates_are_those_of_the_register(config: Config, slug: str, expected: dict[str, str]) -> None:
    assert dates(config, slug) == {name: f'"{day}"^^<{DAY}>' for name, day in expected.items()}
