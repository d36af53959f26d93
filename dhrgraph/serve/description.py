"""The job of describing the endpoint: SPARQL 1.1 Service Description, 3 and 4, for `GET /sparql` without a query.

A browser gets the query form instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from dhrgraph.graph.store import serialise
from dhrgraph.namespaces import PREFIXES
from dhrgraph.publish.site.hosted import Reply
from dhrgraph.serve.formats import HTML, STATEMENTS, wish, with_charset
from dhrgraph.serve.pages import form as page
from dhrgraph.serve.replies import not_acceptable
from dhrgraph.serve.shop import Shop
from dhrgraph.text.accept import choose

_SD, _VOID, _FORMATS = (
    "http://www.w3.org/ns/sparql-service-description#",
    "http://rdfs.org/ns/void#",
    "http://www.w3.org/ns/formats/",
)
_TYPE, _LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
# https://www.w3.org/ns/formats/ names them
_GIVEN = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
)
_TRUNCATED = "An answer that links to this holds only the first rows; there are more. Ask with LIMIT and OFFSET."


def answer(shop: Shop, *, accept: str, form: str, start: str) -> Reply:
    """The description of the endpoint in a format that suits, or the form to ask with: empty, or with a question."""
    offered = [*STATEMENTS, HTML]
    chosen = choose(wish(form, accept, statements=True), offered)
    if chosen is None:
        return not_acceptable(offered)
    if chosen == HTML:
        begun = (question.sparql for question in shop.hosted.questions if question.name == start)
        return page(shop, query=next(begun, ""))
    described = describe(shop.settings.base, shop.graphs, len(shop.store))
    return Reply(200, with_charset(chosen), serialise(described, STATEMENTS[chosen]))


def describe(base: str, graphs: Iterable[str], triples: int) -> bytes:
    """The service at `base` in sorted N-Triples: what it understands and gives, and the `graphs` it can be asked of.

    Example:
        >>> b"sparql-service-description#UnionDefaultGraph" in describe("http://127.0.0.1:8000/", ["urn:g"], 1)
        True
    """
    return "".join(sorted({f"{s} {p} {o} .\n" for s, p, o in _triples(base, graphs, triples)})).encode()


def _triples(base: str, graphs: Iterable[str], triples: int) -> Iterator[tuple[str, str, str]]:
    service = f"{base}sparql"
    dataset, union = f"{service}#dataset", f"{service}#default-graph"

    def linked(subject: str, name: str, thing: str) -> tuple[str, str, str]:
        return f"<{subject}>", f"<{name}>", f"<{thing}>"

    yield linked(service, _TYPE, _SD + "Service")
    yield linked(service, _SD + "endpoint", service)
    yield linked(service, _SD + "supportedLanguage", _SD + "SPARQL11Query")
    yield linked(service, _SD + "feature", _SD + "UnionDefaultGraph")
    for form in _GIVEN:
        yield linked(service, _SD + "resultFormat", _FORMATS + form)
    yield linked(service, _SD + "defaultDataset", dataset)
    yield linked(service, _SD + "availableGraphs", dataset)
    yield f"<{service}#truncated>", f"<{PREFIXES['rdfs']}comment>", f'"{_TRUNCATED}"@en'
    yield linked(dataset, _TYPE, _SD + "Dataset")
    yield linked(dataset, _TYPE, _SD + "GraphCollection")
    yield linked(dataset, _SD + "defaultGraph", union)
    yield linked(union, _TYPE, _SD + "Graph")
    yield f"<{union}>", f"<{_LABEL}>", '"All graphs together"@en'
    yield linked(service, PREFIXES["rdfs"] + "seeAlso", f"{base}.well-known/void")
    yield f"<{union}>", f"<{_VOID}triples>", f'"{triples}"^^<{PREFIXES["xsd"]}integer>'
    for graph in graphs:
        node = f"{base}graphs?{urlencode({'graph': graph})}"  # where the Graph Store gives it
        yield linked(dataset, _SD + "namedGraph", node)
        yield linked(node, _TYPE, _SD + "NamedGraph")
        yield linked(node, _SD + "name", graph)
