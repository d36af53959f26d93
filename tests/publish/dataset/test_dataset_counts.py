"""What dataset.ttl counts, counted again by other ways: rdflib, SPARQL on the store, the files themselves."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from described import DESCRIBED, turtle
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, RDF, RDFS, VOID, XSD, Dataset, Graph, Literal, Namespace, URIRef

from dhrgraph.errors import DhrGraphError
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE, VERSION, iri
from dhrgraph.publish.dataset.counts import count
from dhrgraph.publish.dataset.dcat import with_endpoint
from dhrgraph.publish.dataset.description import DATASET, day_of
from dhrgraph.publish.turtle import to_turtle

SPDX = Namespace("http://spdx.org/rdf/terms#")
HERE = URIRef(DATASET)


@pytest.fixture(scope="module")
def said(built: Path) -> Graph:
    return Graph().parse(built / "dataset.ttl")


@pytest.fixture(scope="module")
def exported(built: Path) -> Graph:
    return Graph().parse(built / "dhrgraph.ttl")


def number(graph: Graph, subject: URIRef, predicate: URIRef) -> int:
    (value,) = graph.objects(subject, predicate)
    return int(str(value))


def partitions(said: Graph, kind: URIRef, of: URIRef, counts: URIRef) -> dict[str, int]:
    return {
        str(said.value(part, of)): number(said, part, counts)  # type: ignore[arg-type]
        for part in said.objects(HERE, kind)
    }


def test_every_count_is_what_rdflib_counts_in_the_export(said: Graph, exported: Graph) -> None:
    subjects, objects = set(exported.subjects()), set(exported.objects())
    assert number(said, HERE, VOID.triples) == len(exported)
    assert number(said, HERE, VOID.distinctSubjects) == len(subjects)
    assert number(said, HERE, VOID.distinctObjects) == len(objects)
    assert number(said, HERE, VOID.entities) == sum(str(subject).startswith(BASE) for subject in subjects)
    used, types = Counter(map(str, exported.predicates())), Counter(map(str, exported.objects(None, RDF.type)))
    assert partitions(said, VOID.propertyPartition, VOID.property, VOID.triples) == used
    assert partitions(said, VOID.classPartition, VOID["class"], VOID.entities) == types
    assert number(said, HERE, VOID.properties) == len(used)
    assert number(said, HERE, VOID.classes) == len(types)


def test_every_count_is_what_the_store_counts(said: Graph, store: Store) -> None:
    def asked(what: str, where: str = "?s ?p ?o") -> int:
        return int(str(store.select(f"SELECT ({what} AS ?n) {{ {where} }}").rows[0][0]))

    assert number(said, HERE, VOID.triples) == asked("COUNT(*)", "SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }")
    assert number(said, HERE, VOID.distinctObjects) == asked("COUNT(DISTINCT ?o)")
    assert number(said, HERE, VOID.distinctSubjects) == asked("COUNT(DISTINCT ?s)")
    for part in said.objects(HERE, VOID.subset):
        assert number(said, URIRef(part), VOID.triples) == asked("COUNT(*)", f"GRAPH <{part}> {{ ?s ?p ?o }}")
    graphs = {str(graph) for (graph,) in store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows}
    assert {str(part) for part in said.objects(HERE, VOID.subset)} == graphs


def test_every_source_has_its_licence_or_says_that_none_is_stated(said: Graph, exported: Graph) -> None:
    for part in said.objects(HERE, VOID.subset):
        source = said.value(part, DCTERMS.source)
        rights = {str(words) for node in said.objects(part, DCTERMS.rights) for words in said.objects(node, RDFS.label)}
        if source is None:  # the register: a statement for each of its sources; likenesses are made here, of no other
            assert rights == {str(words) for words in exported.objects(part, DCTERMS.rights)}
            assert rights or str(part) == iri("gr:likeness")
            continue
        assert set(said.objects(part, DCTERMS.license)) == set(exported.objects(source, DCTERMS.license))
        assert rights == {str(words) for words in exported.objects(source, DCTERMS.rights)}
        assert rights or said.value(part, DCTERMS.license)


def test_sizes_and_checksums_are_those_of_the_files_and_every_file_is_there(said: Graph, built: Path) -> None:
    found = set()
    for file in said.objects(HERE, DCAT.distribution):
        name = str(said.value(file, DCAT.downloadURL)).removeprefix(f"{DATASET}/")
        data = (built / name).read_bytes()
        assert number(said, URIRef(file), DCAT.byteSize) == len(data)
        checksum = said.value(file, SPDX.checksum)
        assert said.value(checksum, SPDX.checksumValue) == Literal(
            hashlib.sha256(data).hexdigest(), datatype=XSD.hexBinary, normalize=False
        )
        found.add(name)
    written = {str(p.relative_to(built)) for p in built.rglob("*") if p.is_file() and "store" not in p.parts}
    assert found == written - {"dataset.ttl"}


def test_it_says_its_version_its_model_and_the_digest_of_its_statements(said: Graph, built: Path) -> None:
    assert said.value(HERE, DCAT.version) == Literal(VERSION)
    assert said.value(HERE, DCTERMS.conformsTo) == URIRef(f"{BASE}ontology/{VERSION}")
    quads = {
        " ".join(term.n3() for term in (*triple, graph.identifier)) for graph in Dataset().parse(built / "dhrgraph.trig").graphs() for triple in graph
    }  # fmt: skip
    assert len(quads) == sum(number(said, URIRef(part), VOID.triples) for part in said.objects(HERE, VOID.subset))
    (now,) = said.objects(HERE, DCAT.hasCurrentVersion)
    digest = str(said.value(now, DCTERMS.identifier)).removeprefix("sha256:")
    assert str(now) == f"{DATASET}/{VERSION}/{digest[:12]}"
    lines = nquads(built)
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == digest


def nquads(built: Path) -> list[str]:
    """The lines as a build hashes them: sorted by graph, then as text."""
    from dhrgraph.graph.store import convert

    lines = convert((built / "dhrgraph.trig").read_bytes(), "trig", "nquads").decode().splitlines(keepends=True)
    return sorted(lines, key=lambda line: (line.rpartition(" <")[2], line))


def test_places_years_and_coverage_are_those_of_the_reviews(said: Graph, exported: Graph) -> None:
    places = {str(said.value(place, RDFS.label)) for place in said.objects(HERE, DCTERMS.spatial)}
    assert places == {"Liverpool", "Sefton", "Nottingham"}
    period = said.value(HERE, DCTERMS.temporal)
    dhr = Namespace(f"{BASE}ontology#")
    years = {int(str(y)) for p in (dhr.publishedYear, dhr.deathYear) for y in exported.objects(None, p)}
    stated = [str(said.value(period, DCAT[end])) for end in ("startDate", "endDate")]
    assert stated == [str(min(years)), str(max(years))]
    assert "The graph holds 3 reviews of 3 partnerships: 0.5 % of the 647 reviews" in str(
        said.value(HERE, DCTERMS.description)
    )


def test_no_blank_node_and_no_clock(said: Graph) -> None:
    assert all(isinstance(node, URIRef | Literal) for triple in said for node in triple)
    assert not [value for value in said.objects() if getattr(value, "datatype", None) in (XSD.date, XSD.dateTime)]


TERMS = st.tuples(
    st.sampled_from("abc"), st.sampled_from("pq"), st.sampled_from(["<urn:x>", '"x y"', '"x"@en', '"<urn:a> ."'])
)


@given(st.frozensets(TERMS, max_size=12))
def test_one_pass_counts_what_sets_count(triples: frozenset[tuple[str, str, str]]) -> None:
    lines = sorted(f"<urn:{s}> <urn:{p}> {o} .\n" for s, p, o in triples)
    found = count(io.BytesIO("".join(lines).encode()), "urn:a")
    assert found.triples == len(triples)
    assert found.subjects == len({s for s, _, _ in triples})
    assert found.entities == len({s for s, _, _ in triples if s == "a"})
    assert found.objects == len({o for _, _, o in triples})
    assert found.properties == Counter(f"urn:{p}" for _, p, _ in triples)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='\\"\n\r'), max_size=8)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["urn:x/a", "urn:x/b.", "urn:y#1:2"]),
            WORDS,
            st.sampled_from(["", "@en", f"^^<{XSD.gYear}>"]),
        )
    )
)
def test_turtle_says_what_the_lines_say(facts: list[tuple[str, str, str]]) -> None:
    lines = sorted(f'<{s}> <urn:x/p> "{words}"{more} .\n' for s, words, more in facts)
    text = to_turtle(lines, {"x": "urn:x/", "y": "urn:y#", "xsd": str(XSD)}, ["a remark"])
    wanted = (
        Store.memory("".join(lines).encode(), "ntriples")
        .select("SELECT ?s (STR(?o) AS ?w) ?d { ?s ?p ?o BIND(DATATYPE(?o) AS ?d) }")
        .rows
    )
    got = (
        Store.memory(text.encode(), "turtle")
        .select("SELECT ?s (STR(?o) AS ?w) ?d { ?s ?p ?o BIND(DATATYPE(?o) AS ?d) }")
        .rows
    )
    assert set(got) == set(wanted)


@cache
def in_a_process(seed: str, epoch: str) -> bytes:
    code = "import sys; from described import turtle; sys.stdout.buffer.write(turtle())"
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch},
    ).stdout  # fmt: skip


def test_two_hash_seeds_give_the_same_bytes() -> None:
    assert in_a_process("1", "") == in_a_process("4711", "") == turtle(DESCRIBED)


def test_the_day_comes_from_source_date_epoch_or_not_at_all() -> None:
    from dataclasses import replace

    dated = Graph().parse(
        data=turtle(replace(DESCRIBED, modified=day_of({"SOURCE_DATE_EPOCH": "1700000000"}))), format="turtle"
    )
    assert dated.value(HERE, DCTERMS.modified) == Literal("2023-11-14", datatype=XSD.date)
    with pytest.raises(DhrGraphError, match="SOURCE_DATE_EPOCH"):
        day_of({"SOURCE_DATE_EPOCH": "yesterday"})


def test_a_server_adds_its_endpoint_and_nothing_else() -> None:
    before = Graph().parse(data=turtle(), format="turtle")
    after = Graph().parse(data=with_endpoint(turtle(), 'http://127.0.0.1:8000/sparql?a="b> <c'), format="turtle")
    ((subject, predicate, endpoint),) = after - before
    assert (subject, predicate) == (HERE, VOID.sparqlEndpoint)
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/sparql\?a=[^\s<>\"]*", str(endpoint))
