"""A graph looked at part by part, or piece by piece from a file, breaks its shapes where the whole does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from exampleton import SHAPES, breaking, ntriples, passing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_data import odd
from rdflib import Graph
from shaped import broken_ones, told

from dhrgraph.config import Config
from dhrgraph.errors import InvalidGraphError, VocabularyError
from dhrgraph.graph.shapes import Context, Violation, violations, violations_of_file, violations_of_part
from dhrgraph.graph.shapes.pieces import broken_of_pieces
from dhrgraph.graph.shapes.reading import read_shapes
from dhrgraph.graph.store import convert
from dhrgraph.graph.store.spool import Spool
from dhrgraph.pipeline.checks import of_documents, of_likenesses, of_register, refuse, terms_context
from dhrgraph.records import Likeness, Match
from dhrgraph.resources import folder

LINES = ntriples(passing()).decode().splitlines()
WRONG = ntriples(passing()) + b"".join(breaking("broken-data.trig").values()) + ntriples(odd(Graph().parse(SHAPES)))
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DHR = "https://w3id.org/dhrgraph/ontology#"


@pytest.fixture(scope="module")
def graphs(built: Path) -> dict[str, list[str]]:
    """The statements of the build of the seeds by named graph, as lines of N-Triples."""
    found: dict[str, list[str]] = {}
    for line in convert((built / "dhrgraph.trig").read_bytes(), "trig", "nquads").decode().splitlines():
        statement, _, name = line[:-2].rpartition(" ")
        found.setdefault(name, []).append(f"{statement} .")
    return found


def together(graphs: dict[str, list[str]], names: Iterator[str]) -> bytes:
    return "".join(f"{line}\n" for name in names for line in graphs[name]).encode()


def by_parts(graphs: dict[str, list[str]]) -> set[Violation]:
    """What each graph shows by itself, with what the shapes follow to the others."""
    found: set[Violation] = set()
    for name in graphs:
        context = Context.of(together(graphs, (other for other in graphs if other != name)), SHAPES)
        found.update(violations_of_part(together(graphs, iter([name])), context, SHAPES))
    return found


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_graphs_of_a_build_break_where_the_whole_does(graphs: dict[str, list[str]], data: st.DataObject) -> None:
    """Any one graph is broken at random, but no node gets another class in a graph that is not its own."""
    name = data.draw(st.sampled_from(sorted(graphs)))
    broken = graphs | {name: data.draw(broken_ones(graphs[name]))}
    whole = violations(together(broken, iter(broken)), SHAPES)
    assert told(tuple(by_parts(broken))) == told(whole)


def test_each_graph_of_a_build_is_right_by_itself(graphs: dict[str, list[str]]) -> None:
    assert by_parts(graphs) == set()


def test_a_part_is_not_blamed_for_what_stands_elsewhere() -> None:
    """Two recommendations that ask for the same: their texts stand in the documents' graphs."""
    ends = [
        "<https://w3id.org/dhrgraph/id/recommendation/a.b.0001>",
        "<https://w3id.org/dhrgraph/id/recommendation/c.d.0002>",
    ]
    links = [f"{one} <{DHR}sameAskAs> {other} ." for one, other in (ends, ends[::-1])]
    known = "\n".join(f"{end} {TYPE} <{DHR}Recommendation> ." for end in ends).encode()
    assert violations_of_part("\n".join(links).encode(), Context.of(known, SHAPES), SHAPES) == ()
    found = violations_of_part("\n".join(links).encode(), Context.of(known.split(b"\n")[0], SHAPES), SHAPES)
    assert {v.message for v in found} == {"What asks for the same as a recommendation is a recommendation."}
    strange = [*links, f'{ends[0]} <urn:unforeseen> "x" .']
    (closed,) = violations_of_part("\n".join(strange).encode(), Context.of(known, SHAPES), SHAPES)
    assert closed.path == "urn:unforeseen"


def test_shapes_that_point_elsewhere_are_not_checked_in_parts() -> None:
    with pytest.raises(VocabularyError, match="check the whole graph"):
        violations_of_part(b"", Context(), folder("ontology") / "dataset-shapes.ttl")


# --- what the build asks ---------------------------------------------------------------------------------------------


def test_a_document_needs_the_bodies_that_it_names(config: Config) -> None:
    subject = "<https://w3id.org/dhrgraph/id/match/a.b.1>"
    found = f"{subject} <{DHR}candidateAgency> <https://w3id.org/dhrgraph/id/agency/nhs-england> ."
    terms = terms_context(config)
    named = Match("NHS England", "nhs-england", "NHS England", "central-government", False, "label", "")
    missing = "Only an ambiguous agency match has candidates."
    assert {v.message for v in of_documents(found.encode(), [(named, ())], terms, config)} == {missing}
    assert [v.message for v in of_documents(found.encode(), [], terms, config)] == [missing]


def test_links_are_between_recommendations_that_were_compared(config: Config) -> None:
    like = Likeness("a.main.0001", "b.main.0002", "same-ask", 0.5, ("MARAC",), ("0123456789ab", "ba9876543210"))
    from dhrgraph.graph.likenesses import likeness_triples

    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in likeness_triples([like], "0.1.0")).encode()
    terms = terms_context(config)
    assert of_likenesses(lines, [like], {"a.main.0001": "a", "b.main.0002": "b"}, terms, config) == ()
    same_review = of_likenesses(lines, [like], {"a.main.0001": "a", "b.main.0002": "a"}, terms, config)
    assert [v.message for v in same_review] == ["A likeness is about recommendations of two reviews."]
    assert len(of_likenesses(lines, [like], {"a.main.0001": "a"}, terms, config)) > 1


def test_a_review_concerns_deaths_that_are_recorded(config: Config) -> None:
    link = f"<https://w3id.org/dhrgraph/id/review/a-00000000> <{DHR}concernsDeath> <https://w3id.org/dhrgraph/id/death/D1> ."
    (found,) = of_register(link.encode(), [("a-00000000", "D1")], config)
    assert found.message == "A review concerns deaths that a table of cases records."
    with pytest.raises(InvalidGraphError, match=r"in 1 place; nothing was published"):
        refuse([found])


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [700, 20_000, 10**9])
@pytest.mark.parametrize("order", ["by node", "any"])
def test_pieces_of_a_file_break_where_the_whole_does(size: int, order: str, tmp_path: Path) -> None:
    lines = sorted(set(WRONG.decode().splitlines()))
    if order == "any":
        random.Random(size).shuffle(lines)
    path = tmp_path / "wrong.nt"
    path.write_text("\n".join([*lines, ""]))
    spool = Spool(path, "ntriples", tmp_path / "spool")
    spans = list(spool.pieces(size))
    assert [start for start, _ in spans[1:]] == [end for _, end in spans[:-1]]
    assert spans[-1][1] == (tmp_path / "spool").stat().st_size
    found = broken_of_pieces(spool, read_shapes(SHAPES), size)
    assert told(tuple(found)) == told(violations(WRONG, SHAPES))


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(lines=broken_ones(LINES), size=st.sampled_from([500, 3000, 30_000]), seed=st.none() | st.integers(0, 99))
def test_pieces_of_a_graph_broken_at_random(lines: list[str], size: int, seed: int | None, tmp_path: Path) -> None:
    if seed is not None:
        random.Random(seed).shuffle(lines)
    path = tmp_path / "wrong.nt"
    path.write_text("\n".join([*lines, ""]))
    found = broken_of_pieces(Spool(path, "ntriples", tmp_path / "spool"), read_shapes(SHAPES), size)
    assert found == set(violations(path.read_bytes(), SHAPES))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_large_file_is_looked_at_in_pieces(
    built: Path, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dhrgraph.graph.shapes.whole.IN_MEMORY", 0)
    monkeypatch.setattr("dhrgraph.graph.shapes.whole.PIECE", 1 << 20)
    assert violations_of_file(built / "dhrgraph.trig", "trig", SHAPES, jobs) == ()
    wrong = tmp_path / "wrong.ttl"
    wrong.write_bytes(
        (built / "dhrgraph.ttl").read_bytes().replace(b"dhr:scope-local", b"dhr:x").replace(b"@en", b"@fr")
    )
    ours = violations_of_file(wrong, "turtle", SHAPES, jobs)
    assert ours == violations(convert(wrong.read_bytes(), "turtle", "ntriples"), SHAPES)
    assert len(ours) > 1000


def test_validate_says_where_a_file_is_no_turtle(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    bad = tmp_path / "bad.ttl"
    bad.write_text("<urn:a> <urn:b> .")
    done = run("validate", bad)
    assert done.returncode == 1
    assert "bad.ttl: not Turtle" in done.stderr
