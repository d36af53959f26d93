"""What the graph says of a mention: its outcome, its candidates, and the record for a body that no register has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from named_graphs import to_named_graphs

from dhrgraph import pipeline
from dhrgraph.config import Config
from dhrgraph.graph.shapes import violations
from dhrgraph.graph.vocabulary import register_triples
from dhrgraph.publish.lists import unmatched, unreconciled_rows
from dhrgraph.records import Document, Match
from dhrgraph.resources import folder

PAGE = """Extracted recommendations

CSP: Kent
Published: May 2023
Year of death: 2019

| # | Recommendation | Addressee |
| --- | --- | --- |
| 1 | Staff should be trained. | Lantern Housing Association |
| 2 | Staff should be trained again. | Council |
| 3 | Calls should be recorded. | Police |
| 4 | Calls should be kept. | Zz9 |
"""
MADE = Match(
    "A b Trust", "A b Trust", "x-a-b-trust", "voluntary-sector", False, "provisional", "form", provisional=True
)


@pytest.fixture
def lines(read: Callable[..., Document], config: Config) -> tuple[list[str], list[dict[str, str]]]:
    reading = pipeline.understand(read(PAGE, "page.txt"), config).reading
    nquads = to_named_graphs([reading], config.vocabulary).ntriples()
    assert violations(nquads, folder("ontology") / "shapes.ttl") == ()
    return nquads.decode().splitlines(), unreconciled_rows(unmatched(reading))


def about(lines: list[str], subject: str, predicate: str) -> list[str]:
    return [line.split(" ", 2)[2] for line in lines if f"/{subject}> " in line and f"#{predicate}> " in line]


def test_outcomes_and_candidates_are_in_the_graph(lines: tuple[list[str], list[dict[str, str]]]) -> None:
    triples, rows = lines
    outcomes = [line.split("/code/outcome-")[1].split(">")[0] for line in triples if "#matchOutcome> " in line]
    assert sorted(outcomes) == ["ambiguous", "matched", "matched", "unmatched", "unmatched"]  # with the partnership
    candidates = {line.split(" ")[2] for line in triples if "#candidateAgency> " in line}
    assert len(candidates) > 2
    labelled = {line.split(" ")[0] for line in triples if "core#prefLabel> " in line}
    assert candidates <= labelled, "candidates are in the graph too"
    assert {row["mention"] for row in rows} == {"Lantern Housing Association", "Council", "Zz9"}
    assert all(row["reason"] for row in rows)


def test_a_provisional_body_is_marked_as_such(lines: tuple[list[str], list[dict[str, str]]]) -> None:
    triples, _ = lines
    (provisional,) = about(triples, "x-lantern-housing-association", "provisional")
    assert provisional.startswith('"true"')
    assert any("type-housing>" in line for line in about(triples, "x-lantern-housing-association", "classification"))
    assert not about(triples, "kent-police", "provisional")


def test_one_record_for_all_spellings_whatever_their_order(config: Config) -> None:
    other = replace(MADE, agency="A B Trust", mention="A B TRUST")
    register = config.authorities.register
    one, two = (set(register_triples(found, register)) for found in ([MADE, other], [other, MADE]))
    assert one == two
    assert sum("prefLabel" in predicate for _, predicate, _ in one) == 1


def test_a_record_is_provisional_until_every_mention_is_confirmed(config: Config) -> None:
    confirmed = replace(MADE, provisional=False)
    register = config.authorities.register
    marks = [
        any("provisional" in predicate for _, predicate, _ in register_triples(found, register))
        for found in ([MADE, confirmed], [confirmed, MADE], [confirmed])
    ]
    assert marks == [True, True, False]
