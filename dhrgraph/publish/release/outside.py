"""Terms of other vocabularies that these do not have, and literals that their datatypes do not allow.

    ontology/*.ttl in a store, ontology/checks/vocabularies.csv  ->  misspelt, ill_typed  ->  (term, what was found)

What SPARQL cannot ask: rdflib holds the terms of some thirty vocabularies and the lexical space of each datatype.
What it lacks, vocabularies.csv lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE, Iri
from dhrgraph.read.own_tables import read_rows

Rows = tuple[tuple[str, str], ...]

# every IRI that is used as a term (true), or stands anywhere else (false)
_USED = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?term ?as_term WHERE {
  { SELECT DISTINCT ?term (true AS ?as_term) WHERE { ?s ?term ?o } }
  UNION { ?s a|rdfs:subClassOf|rdfs:subPropertyOf|rdfs:domain|rdfs:range ?term . BIND (true AS ?as_term) }
  UNION { ?s sh:class|sh:targetClass|sh:targetSubjectsOf|sh:datatype|sh:path ?term . BIND (true AS ?as_term) }
  UNION { ?s ?p ?term . BIND (false AS ?as_term) }
  FILTER (isIRI(?term))
}
"""
_TYPED = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?subject (STR(?value) AS ?text) (DATATYPE(?value) AS ?datatype) WHERE {
  ?subject ?property ?value .
  FILTER (isLiteral(?value) && DATATYPE(?value) NOT IN (xsd:string, rdf:langString))
}
"""


def misspelt(store: Store, listed: Mapping[str, frozenset[str]]) -> Rows:
    """Terms that their vocabulary does not have, or whose vocabulary nobody knows; sorted, each once.

    `listed` gives, by namespace, the local names that may be used beside those that rdflib holds.

    Example:
        >>> wrong = b"<urn:a> <http://www.w3.org/ns/org#hasParnter> <urn:b> ."
        >>> misspelt(Store.memory(wrong, "turtle"), {})
        (('http://www.w3.org/ns/org#hasParnter', 'not in http://www.w3.org/ns/org#'),)
    """
    closed = _closed()
    known = {space: {*closed.get(space, ()), *listed.get(space, ())} for space in {*closed, *listed}}
    wrong = set()
    for term, as_term in store.select(_USED).rows:
        space = max((space for space in known if str(term).startswith(space)), key=len, default=None)
        if str(term).startswith(BASE) or term == space:
            continue
        if space is None and as_term:
            wrong.add((str(term), "of a vocabulary that nobody knows"))
        elif space is not None and str(term).removeprefix(space) not in known[space]:
            wrong.add((str(term), f"not in {space}"))
    return tuple(sorted(wrong))


def ill_typed(store: Store) -> Rows:
    """Subjects with a literal that its datatype does not allow (RDF 1.1 Concepts, 3.3), and the literal; sorted.

    Example:
        >>> day = b'<urn:a> <urn:b> "2023-02-30"^^<http://www.w3.org/2001/XMLSchema#date> .'
        >>> ill_typed(Store.memory(day, "turtle"))
        (('urn:a', '2023-02-30'),)
    """
    from rdflib import Literal, URIRef

    return tuple(
        sorted(
            (str(subject), str(text))
            for subject, text, datatype in store.select(_TYPED).rows
            if isinstance(datatype, Iri) and Literal(str(text), datatype=URIRef(datatype)).ill_typed
        )
    )


def listed_terms(file: Path) -> dict[str, frozenset[str]]:
    """vocabularies.csv: the local names that may be used, by namespace."""
    return {row["namespace"]: frozenset(row["terms"].split()) for row in read_rows(file)}


@cache
def _closed() -> dict[str, frozenset[str]]:
    """The local names of the vocabularies that rdflib holds whole, by namespace."""
    from rdflib import namespace
    from rdflib.namespace import DefinedNamespace, DefinedNamespaceMeta

    spaces = [each for each in vars(namespace).values() if isinstance(each, DefinedNamespaceMeta)]
    return {
        str(space): frozenset(space.__annotations__).union(space._extras)
        for space in spaces
        if space is not DefinedNamespace
    }
