"""The pages as files, for hosting without a server or for reading from a disk.

store, folder  ->  write_site  ->  how many files

One page after the other, each written as soon as it is made, so memory does not grow with the graph: only the names of
the things are held. Things have a page each, their parts stand in it; the number of files grows with the things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import VERSION, Iri
from dhrgraph.publish.output import write_file
from dhrgraph.publish.site import indexes, search
from dhrgraph.publish.site.addresses import file_of, is_part, page_of, relative
from dhrgraph.publish.site.asking import ask, known, thing
from dhrgraph.publish.site.described import is_known
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.publish.site.labels import identifier_lists
from dhrgraph.publish.site.ontology import release
from dhrgraph.publish.site.passages import passages_pages
from dhrgraph.publish.site.render import asset
from dhrgraph.publish.site.respond import respond
from dhrgraph.publish.site.servers import htaccess, redirects, robots, sitemap

_PAGES = ("/", "/queries", "/search", "/sparql", "/about", "/privacy", "/accessibility", "/ontology")
Tell: TypeAlias = Callable[[int, int], None]


def write_site(store: Store, folder: Path, hosted: Hosted, tell: Tell = lambda *_: None) -> int:
    """Write every page of `store` into `folder`, each with its RDF in the forms of `hosted`; what stood there under the
    same names is replaced. `tell` hears how many things are done, of how many. Returns the number of files.
    """
    written = 0
    for path in (*_PAGES, *(f"/query/{each.name}" for each in hosted.questions), *_index_paths(store)):
        write_file(_body(store, path, "text/html", hosted), folder / file_of(path))
        written += 1
    for suffix in hosted.formats:
        for path in ("/ontology", "/themes"):
            write_file(_body(store, path + suffix, "", hosted), folder / f"{path[1:]}{suffix}")
            written += 1
    paths = list(things(store))
    for done, path in enumerate(paths, 1):
        write_file(_body(store, path, "text/html", hosted), folder / file_of(path))
        for suffix in hosted.formats:
            write_file(_body(store, path + suffix, "", hosted), folder / (path[1:] + suffix))
        written += 1 + len(hosted.formats)
        tell(done, len(paths))
    for path, body in passages_pages(store, hosted):
        write_file(body, folder / file_of(path))
        written += 1
    return written + _rest(store, folder, hosted, paths)


def _rest(store: Store, folder: Path, hosted: Hosted, paths: Sequence[str]) -> int:
    """Style, search, and what hosts and search engines read."""
    _write_pieces(folder / "assets" / "search-index.js", search.index_script(store))
    places = (folder / "ontology" / "current", folder / "ontology" / VERSION)
    for place in places:
        for name, body in release().items():
            write_file(body, place / name)
    for name in ("site.css", "site.js"):
        write_file(asset(name), folder / "assets" / name)
    for question in hosted.questions:
        write_file(question.sparql, folder / "query" / f"{question.name}.rq")
    write_file(respond(store, "/404", {}, "text/html", hosted).body, folder / "404.html")
    write_file(htaccess(), folder / ".htaccess")
    write_file(redirects(), folder / "_redirects")
    write_file(robots(hosted.public), folder / "robots.txt")
    pages = [relative("/", path, live=False) for path in (*_PAGES, *paths)]
    write_file(sitemap(hosted.public, pages), folder / "sitemap.xml")
    return 8 + len(hosted.questions) + len(places) * len(release())


def _write_pieces(path: Path, pieces: Iterator[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


def _body(store: Store, path: str, accept: str, hosted: Hosted) -> bytes:
    reply = respond(store, path, {}, accept, hosted)
    if reply.status not in (200, 400):  # 400: a question whose example this graph does not know
        raise ValueError(f"no page at {path}: {reply.status}")
    return reply.body


def _index_paths(store: Store) -> Iterator[str]:
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
