"""The questions as linked data: `queries/catalog.ttl`, which an endpoint can hold beside the graph it answers for.

    (CannedQuery, …)  ->  as_turtle  ->  Turtle

Each question is a `sh:SPARQLSelectExecutable`, as the SIB Swiss Institute of Bioinformatics publishes its example
queries (`sh:select`, `sh:prefixes`, `schema:keywords`, `schema:target`), with its parameters as `sh:Parameter` (SHACL
Advanced Features, 5.2): the local name of `sh:path` is the name of the VALUES block that takes the value. Pure: the
same questions give the same bytes, in the order given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dhrgraph.namespaces import BASE, PREFIXES
from dhrgraph.query.blocks import contents
from dhrgraph.query.catalogue import CannedQuery, Parameter
from dhrgraph.query.names import class_of
from dhrgraph.query.terms import UNDEF, as_string

_OTHERS = {"sh": "http://www.w3.org/ns/shacl#", "schema": "https://schema.org/"}
_PREFIX = re.compile(r"^PREFIX (\w+): <([^>]+)>$", re.MULTILINE)
_QUERIES = f"{BASE}query/"


def as_turtle(queries: Iterable[CannedQuery]) -> str:
    """The catalogue of `queries`. Nothing in it is blank; each IRI is made of the question's name."""
    listed = tuple(queries)
    used = {prefix: full for query in listed for prefix, full in _PREFIX.findall(query.sparql)}
    shown = used | _OTHERS | {name: PREFIXES[name] for name in ("dcterms", "dhr", "owl", "rdfs", "skos", "xsd")}
    lines = ["# Made from the headers of queries/*.rq by `python tests/query/write_golden.py`: change those."]
    lines += [f"@prefix {prefix}: <{shown[prefix]}> ." for prefix in sorted(shown)]
    lines += ["", *_declarations(used), ""]
    return "\n".join([*lines, *(line for query in listed for line in _question(query))])


def _declarations(used: dict[str, str]) -> Iterator[str]:
    """The prefixes of all questions, declared once for editors that ask for them."""
    names = sorted(used)
    yield f"<{_QUERIES}prefixes> a owl:Ontology ."
    for name in names:
        yield f"<{_QUERIES}prefixes> sh:declare <{_QUERIES}prefixes#{name}> ."
        yield f'<{_QUERIES}prefixes#{name}> sh:prefix "{name}" ; sh:namespace "{used[name]}"^^xsd:anyURI .'


def _question(query: CannedQuery) -> Iterator[str]:
    here = f"{_QUERIES}{query.name}"
    yield f"<{here}> a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ;"
    yield f"  rdfs:label {as_string(query.title)}@en ;"
    yield f"  rdfs:comment {as_string(query.summary)}@en ;"
    yield f"  dcterms:description {as_string(query.description)}@en ;"
    yield "  schema:keywords " + ", ".join(as_string(tag) for tag in query.tags) + " ;"
    yield f"  schema:target <{BASE}dataset> ;"
    if query.parameters:
        yield "  sh:parameter " + ", ".join(f"<{here}#{one.name}>" for one in query.parameters) + " ;"
    yield f"  sh:prefixes <{_QUERIES}prefixes> ;"
    yield f'  sh:select """{_escaped(_without_header(query.sparql))}""" .'
    for order, parameter in enumerate(query.parameters, 1):
        yield from _parameter(here, order, parameter, contents(query.sparql)[parameter.name])
    yield ""


def _parameter(here: str, order: int, parameter: Parameter, blocks: set[str]) -> Iterator[str]:
    """What the block of the query holds is the default, or an example where there is none."""
    (held,) = blocks
    yield f"<{here}#{parameter.name}> a sh:Parameter ; sh:path <{_QUERIES}parameter#{parameter.name}> ;"
    yield f"  sh:name {as_string(parameter.name)} ; sh:order {order} ;"
    yield f"  sh:description {as_string(parameter.summary)}@en ;"
    if parameter.kind is not None:
        yield f"  sh:nodeKind sh:IRI ; sh:class <{class_of(parameter.kind)}> ;"
    else:
        yield f"  sh:datatype xsd:{parameter.type} ;"
    if held != UNDEF:
        yield f"  {'skos:example' if parameter.required else 'sh:defaultValue'} {held} ;"
    yield f"  sh:optional {str(not parameter.required).lower()} ."


def _without_header(sparql: str) -> str:
    return "".join(line for line in sparql.splitlines(keepends=True) if not line.startswith("#+"))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
