"""Which pages there are: those of no one thing, the lists, and a page for each thing.

store  ->  things  ->  the paths of the pages that tell of one thing
"""

from __future__ import annotations

from collections.abc import Iterator

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import Iri
from dhrgraph.publish.site import indexes
from dhrgraph.publish.site.addresses import is_part, page_of
from dhrgraph.publish.site.asking import ask, known, thing
from dhrgraph.publish.site.described import is_known
from dhrgraph.publish.site.labels import identifier_lists

PAGES = ("/", "/queries", "/search", "/sparql", "/about", "/privacy", "/accessibility", "/ontology")


def index_paths(store: Store) -> Iterator[str]:
    """The paths of all lists and their further pages."""
    for path, index in indexes.INDEXES.items():
        if path == "/deaths" and not index.rows(store):
            continue
        yield path
        yield from (f"{path}/{number}" for number in range(2, index.pages(store) + 1))


def things(store: Store) -> Iterator[str]:
    """The paths of all pages that tell of one thing, by name."""
    found: set[str] = set()
    for (subject,) in ask(store, "SELECT DISTINCT ?s { ?s a ?c } ORDER BY ?s"):
        if isinstance(subject, Iri) and not is_part(subject):
            path = page_of(subject)
            if path and path.startswith("/doc/"):
                found.add(path)
    for (graph,) in ask(store, "SELECT DISTINCT ?g { GRAPH ?g { ?g ?p ?o } }"):
        path = page_of(thing(graph))
        if path:
            found.add(path)
    for (software,) in ask(store, "SELECT DISTINCT ?o { ?s prov:wasAssociatedWith ?o }"):
        path = page_of(str(software))
        if path and path.startswith("/doc/"):
            found.add(path)
    found |= {known(page_of(each)) for each in identifier_lists() if is_known(store, Iri(each))}
    return iter(sorted(found))
