"""The JSON-LD context: short names for the terms of the graph, made of the ontology and the shapes.

    dhr.ttl, shapes.ttl  ->  context  ->  ontology/context.jsonld

An own term has its name; a term of another vocabulary its last part where no other has it, else it is written with its
prefix. What a property's values are (IRIs, dates, English) is said where shapes and ontology leave one answer only.
`python tests/publish/dataset/write_context.py` writes the file again; a test fails when it is stale.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import DHR, PREFIXES, curie, iri

_NAMES = {"id": "@id", "type": "@type"}
_IGNORED = (
    "attribution"  # a remark in the file that is no statement of the graph: JSON-LD 1.1, 4.1.2, a term that is null
)
_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("owl", "rdf", "rdfs", "xsd"))
_PREFIXES += "PREFIX sh: <http://www.w3.org/ns/shacl#>\n"
_CLASSES = _PREFIXES + "SELECT DISTINCT ?c { ?c a owl:Class FILTER(ISIRI(?c)) }"
_RANGES = (
    _PREFIXES
    + """SELECT DISTINCT ?p ?kind ?range { ?p a ?kind FILTER(?kind IN (owl:ObjectProperty, owl:DatatypeProperty))
  OPTIONAL { ?p rdfs:range ?range } }"""
)
_ASKED = """SELECT DISTINCT ?p ?of { ?shape sh:path ?p FILTER(ISIRI(?p))
  OPTIONAL { ?shape sh:node?/(sh:or/rdf:rest*/rdf:first)?/%s ?of } }"""
_DATATYPES = _PREFIXES + _ASKED % "sh:datatype"
_LANGUAGES = _PREFIXES + _ASKED % "sh:languageIn/rdf:rest*/rdf:first"
_LINKS = _PREFIXES + _ASKED % "(sh:class|sh:nodeKind|sh:hasValue|(sh:in/rdf:first))"
# written as they are in JSON, which says their type already
_NATIVE = frozenset({iri("xsd:integer"), iri("xsd:boolean"), iri("xsd:string")})


def context(ontology: Path) -> dict[str, Any]:
    """What stands below "@context", sorted; `ontology` is the folder with dhr.ttl and shapes.ttl."""
    files = ("dhr.ttl", "shapes.ttl")
    store = Store.memory(b"\n".join((ontology / name).read_bytes() for name in files), "turtle")
    classes = {str(c) for (c,) in store.select(_CLASSES).rows if str(c).startswith(DHR)}
    coerced = _coerced(store)
    names = _short([*classes, *coerced])
    terms: dict[str, Any] = {names[term]: curie(term) for term in sorted(classes)}
    for term in sorted(coerced):
        terms[names[term]] = {"@id": curie(term), **coerced[term]} if coerced[term] else curie(term)
    return {"@version": 1.1, **dict(sorted(PREFIXES.items())), **_NAMES, _IGNORED: None, **dict(sorted(terms.items()))}


def context_text(ontology: Path) -> str:
    """ontology/context.jsonld, as a document that can be referred to."""
    return json.dumps({"@context": context(ontology)}, ensure_ascii=False, indent=2) + "\n"


def _coerced(store: Store) -> dict[str, dict[str, str]]:
    """Every property of the graph with what its values are, in the words of JSON-LD; empty where there are several."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for prop, kind, of in store.select(_RANGES).rows:
        if kind == iri("owl:ObjectProperty"):
            kinds[str(prop)].add("@id")
        elif of and str(of).startswith(PREFIXES["xsd"]):
            kinds[str(prop)].add(str(of))
        else:
            kinds[str(prop)] |= set()
    for question, kind_of in ((_DATATYPES, str), (_LANGUAGES, "@{}".format), (_LINKS, _link)):
        for prop, of in store.select(question).rows:
            kinds[str(prop)] |= {kind_of(str(of))} - {""} if of is not None else set()
    kinds.pop(iri("rdf:type"), None)
    return {prop: _in_words(found) for prop, found in kinds.items()}


def _link(of: str) -> str:
    """That values are IRIs; that they are literals says nothing of which."""
    return "" if of == "http://www.w3.org/ns/shacl#Literal" else "@id"


def _in_words(kinds: Iterable[str]) -> dict[str, str]:
    found = list(kinds)
    if len(found) != 1 or found[0] in _NATIVE:
        return {}
    (only,) = found
    if only == "@id":
        return {"@type": "@id"}
    return {"@language": only[1:]} if only.startswith("@") else {"@type": curie(only)}


def _short(terms: Iterable[str]) -> Mapping[str, str]:
    """A short name for each IRI: its last part where that is own, or nobody else's; else with its prefix."""
    known = sorted(set(terms))
    last = {term: term[max(term.rfind("#"), term.rfind("/")) + 1 :] for term in known}
    times = Counter(last.values())
    own = {last[term] for term in known if term.startswith(DHR)}
    taken = {*PREFIXES, *_NAMES, _IGNORED}

    def free(term: str) -> bool:
        name = last[term]
        return name not in taken and (term.startswith(DHR) or (times[name] == 1 and name not in own))

    return {term: last[term] if free(term) else curie(term) for term in known}
