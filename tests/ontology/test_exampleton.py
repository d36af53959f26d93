"""The invented review quotes the invented documents: digests, offsets and words agree."""

from __future__ import annotations

import hashlib

from exampleton import HERE, passing
from rdflib import RDF, Graph, Namespace, URIRef

from dhrgraph.namespaces import DHR, PREFIXES, iri

OA = Namespace(PREFIXES["oa"])


def test_every_quotation_stands_where_it_says() -> None:
    graph, quoted = passing(), 0
    for place in graph.subjects(RDF.type, OA.SpecificResource):
        text = text_of(graph, graph.value(place, OA.hasSource))
        start, end = (graph.value(URIRef(f"{place}.position"), side).toPython() for side in (OA.start, OA.end))
        assert 0 <= start < end <= len(text)
        words = graph.value(URIRef(f"{place}.quote"), OA.exact)
        if words is not None:
            quoted += 1
            assert text[start:end] == str(words)
    assert quoted


def test_documents_are_named_by_their_digests() -> None:
    graph = passing()
    for document in graph.subjects(RDF.type, URIRef(DHR + "SourceDocument")):
        digest = hashlib.sha256(text_of(graph, document).encode()).hexdigest()
        assert str(graph.value(document, URIRef(iri("spdx:checksumValue")))) == digest
        assert str(document) == iri(f"sd:{digest[:12]}")


def text_of(graph: Graph, document: URIRef | None) -> str:
    return (HERE / str(graph.value(document, URIRef(DHR + "fileName")))).read_text(encoding="utf-8")
