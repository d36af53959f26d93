"""Statements about a document: what it is, its named graph, the run that read it, and places in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dhrgraph.graph.terms import Triple, about, date, literal, node, typed, types
from dhrgraph.namespaces import BASE
from dhrgraph.records import Document, Passage, Source, Span
from dhrgraph.text.places import pages_of

# How a fragment of a PDF names a page and a box on it: left, top, width, height (RFC 3778, section 3, "viewrect")
_PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
_LICENCES = {
    "OGL-UK-3.0": "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}


def source_triples(source: Source, version: str) -> Iterator[Triple]:
    """The source document and the extraction that read it. No clock: a build is named by its software's version."""
    subject, run, graph = f"sd:{source.key}", f"ex:{source.key}", f"gr:{source.key}"
    licence = _LICENCES.get(source.licence)
    yield from types(subject, "dhr:SourceDocument", "foaf:Document", "prov:Entity")
    yield from about(
        subject,
        ("dcterms:title", literal(source.title, "en") if source.title else None),
        ("dcterms:publisher", literal(source.publisher) if source.publisher else None),
        ("dcterms:identifier", literal(source.id)),
        ("dcterms:issued", date(source.published) if source.published else None),
        ("dcterms:type", node(f"cv:document-{source.kind}")),
        ("dcterms:license", node(licence) if licence else None),
        ("dcterms:rights", None if licence else literal(source.licence)),
        ("dcterms:bibliographicCitation", literal(source.citation) if source.citation else None),
        ("dhr:fileName", literal(source.file)),
        ("spdx:checksumValue", typed(source.sha256, "hexBinary")),
    )
    yield from types(graph, "prov:Bundle", "prov:Entity")
    yield from about(graph, ("prov:wasGeneratedBy", node(run)))
    yield from types(run, "dhr:Extraction", "prov:Activity")
    yield from about(
        run,
        ("prov:used", node(subject)),
        ("prov:wasAssociatedWith", node(software(version))),
    )


def software(version: str) -> str:
    """The IRI of one version of this program."""
    return f"{BASE}software/{version}"


def evidence(document: Document, subject: str, *passages: Passage) -> Iterator[Triple]:
    """Where `subject` stands in the document: one selector of position for each unbroken run of words, and a quote.

    A document with pages gives a fragment too for each page the words stand on. Where a person's name stood there is
    no quote (Web Annotation Data Model 4.2.4 and 4.2.5 let either stand alone).
    """
    key = document.source.key
    yield from about(subject, ("dcterms:source", node(f"sd:{key}")))
    for passage in _once(passages):
        for span in passage.spans:
            place = f"ev:{key}.{span.start}-{span.end}"
            yield from about(subject, ("dhr:evidencedBy", node(place)))
            yield from types(place, "oa:SpecificResource")
            yield from about(place, ("oa:hasSource", node(f"sd:{key}")), ("oa:hasSelector", node(f"{place}.position")))
            yield from types(f"{place}.position", "oa:TextPositionSelector")
            yield from about(
                f"{place}.position", ("oa:start", typed(span.start, "integer")), ("oa:end", typed(span.end, "integer"))
            )
            if not passage.redacted:
                quote = f"{place}.quote"
                yield from about(place, ("oa:hasSelector", node(quote)))
                yield from types(quote, "oa:TextQuoteSelector")
                yield from about(quote, ("oa:exact", literal(document.text[span.start : span.end])))
            yield from _on_pages(document, span, place)


def _on_pages(document: Document, span: Span, place: str) -> Iterator[Triple]:
    for page, (left, top, right, bottom) in pages_of(document, [span]):
        fragment = f"{place}.page-{page}"
        yield from about(place, ("oa:hasSelector", node(fragment)))
        yield from types(fragment, "oa:FragmentSelector")
        yield from about(
            fragment,
            ("dcterms:conformsTo", node(_PDF_FRAGMENT)),
            ("rdf:value", literal(f"page={page}&viewrect={left},{top},{right - left},{bottom - top}")),
        )


def _once(passages: Iterable[Passage]) -> list[Passage]:
    return list(dict.fromkeys(passage for passage in passages if passage))
