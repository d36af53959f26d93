"""JSON-LD says the same statements as TriG to any processor; the context is what ontology and shapes make of it."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from pyoxigraph import Quad as OxQuad
from rdflib import Dataset

from dhrgraph.graph.store import convert, read_quads
from dhrgraph.namespaces import DHR, GRAPH, PREFIXES, iri
from dhrgraph.publish.dataset.context import context, context_text
from dhrgraph.publish.dataset.jsonld import Quad, to_jsonld
from dhrgraph.resources import folder

ONTOLOGY = folder("ontology")
CONTEXT: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
SAID = (
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    'He said "no" </script>.',
)


def written(quads: Iterator[Quad] | list[Quad]) -> str:
    return "".join(to_jsonld(quads, CONTEXT, SAID))


@pytest.fixture(scope="module")
def document(built: Path) -> str:
    return written(read_quads(built / "dhrgraph.trig"))


def lines(data: bytes, form: str) -> list[str]:
    return sorted(convert(data, form, "nquads").decode().rstrip("\n").split("\n"))


def test_the_context_is_not_stale() -> None:
    assert (ONTOLOGY / "context.jsonld").read_text(encoding="utf-8") == context_text(ONTOLOGY), (
        "to mend: python tests/publish/dataset/write_context.py"
    )


def test_every_own_term_has_its_own_name() -> None:
    known = {
        name: value if isinstance(value, str) else value["@id"]
        for name, value in context(ONTOLOGY).items()
        if isinstance(value, str | dict)
    }
    own = {name for name, value in known.items() if value.startswith("dhr:")}
    assert own == {known[name].removeprefix("dhr:") for name in own}
    assert {"Recommendation", "addressedTo", "hasTheme", "text"} <= own
    terms = [value for name, value in known.items() if name not in PREFIXES]
    assert len(terms) == len(set(terms))


def test_names_do_not_hide_prefixes_or_each_other() -> None:
    names = [name for name in CONTEXT if name not in PREFIXES and not name.startswith("@")]
    assert not set(names) & set(PREFIXES)
    assert {CONTEXT[name] for name in PREFIXES} == set(PREFIXES.values())


def test_oxigraph_reads_the_same_quads(document: str, built: Path) -> None:
    assert lines(document.encode(), "jsonld") == lines((built / "dhrgraph.trig").read_bytes(), "trig")


def test_rdflib_reads_the_same_quads(document: str, built: Path) -> None:
    ours, theirs = Dataset(), Dataset()
    ours.parse(data=document, format="json-ld")
    theirs.parse(built / "dhrgraph.trig")
    assert set(ours.quads()) == set(theirs.quads())
    assert len(ours) > 20_000


def test_there_is_one_object_a_thing_in_each_graph_and_it_is_short(document: str, built: Path) -> None:
    whole = json.loads(document)
    assert whole["attribution"] == list(SAID)
    ids = Counter((graph["id"], thing["id"]) for graph in whole["@graph"] for thing in graph["@graph"])
    assert set(ids.values()) == {1}
    assert len(document) < 1.2 * (built / "dhrgraph.trig").stat().st_size
    things = {thing["id"]: thing for graph in whole["@graph"] for thing in graph["@graph"]}
    found = next(thing for name, thing in things.items() if name.startswith("rc:"))
    assert isinstance(found["text"], str)
    assert "Recommendation" in found["type"]
    assert all(value.startswith(("ag:", "cg:")) for value in [found["addressedTo"]] if isinstance(value, str))


def test_a_context_by_reference_leaves_the_rest_as_it_is(built: Path, document: str) -> None:
    link = "https://example.org/context.jsonld"
    by_link = "".join(to_jsonld(read_quads(built / "dhrgraph.trig"), CONTEXT, SAID, link))
    assert json.loads(by_link) == json.loads(document) | {"@context": link}


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
PROPERTY = st.sampled_from([DHR + n for n in ("text", "confidence", "figure", "hasTheme", "targetLatest", "unheardOf")] + [iri("rdf:type"), iri("dcterms:source"), "urn:p"])  # fmt: skip
LITERALS = st.one_of(
    st.tuples(WORDS, st.just(iri("xsd:string")), st.just("")),
    st.tuples(WORDS, st.just(iri("rdf:langString")), st.sampled_from(["en", "cy"])),
    st.tuples(
        st.sampled_from(["1", "-7", "007", "+1", "12345678901234567890"]), st.just(iri("xsd:integer")), st.just("")
    ),
    st.tuples(st.sampled_from(["true", "1", "false"]), st.just(iri("xsd:boolean")), st.just("")),
    st.tuples(st.sampled_from(["0.50", "1.0"]), st.just(iri("xsd:decimal")), st.just("")),
    st.tuples(st.just("2021-07"), st.just(iri("xsd:gYearMonth")), st.just("")),
    st.tuples(st.just("2021-07-01"), st.just(iri("xsd:date")), st.just("")),
)
NODES = st.tuples(st.sampled_from(["urn:o", iri("th:marac"), DHR + "Review"]), st.just(""), st.just(""))
QUADS = st.tuples(st.sampled_from(["", GRAPH + "a", "urn:g"]), st.sampled_from([iri("rc:a.b"), "urn:s"]), PROPERTY, st.one_of(LITERALS, NODES))  # fmt: skip


@given(st.frozensets(QUADS, min_size=1, max_size=12))
def test_any_statements_come_back(quads: frozenset[tuple[str, str, str, tuple[str, str, str]]]) -> None:
    flat: list[Quad] = sorted((g, s, p, *value) for g, s, p, value in quads)
    data = written(flat)
    assert lines(data.encode(), "jsonld") == sorted(nquad(*quad) for quad in flat)


def nquad(graph: str, subject: str, predicate: str, value: str, datatype: str, language: str) -> str:
    kind = None if language or datatype == iri("xsd:string") else NamedNode(datatype) if datatype else None
    term = (
        (Literal(value, language=language) if language else Literal(value, datatype=kind))
        if datatype
        else NamedNode(value)
    )
    place = NamedNode(graph) if graph else None
    return f"{OxQuad(NamedNode(subject), NamedNode(predicate), term, place)} ."


def test_memory_does_not_grow_with_the_graph() -> None:
    def quads(number: int) -> Iterator[Quad]:
        for n in range(number):
            yield GRAPH + "a", iri(f"rc:r{n:09}"), DHR + "text", "x" * 200, iri("rdf:langString"), "en"

    def peak(number: int) -> int:
        tracemalloc.start()
        sink = io.StringIO()
        for piece in to_jsonld(quads(number), CONTEXT, SAID):
            sink.seek(0)
            sink.write(piece)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(20_000) < 1.5 * peak(1_000)
