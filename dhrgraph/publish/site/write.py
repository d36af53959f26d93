"""The pages as files, for hosting without a server or for reading from a disk.

store, folder  ->  write_site  ->  how many files

One page after the other, each written as soon as it is made, so memory does not grow with the graph: only the names of
the things are held. Things have a page each, their parts stand in it; the number of files grows with the things.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from dhrgraph.graph.store import Store
from dhrgraph.namespaces import VERSION
from dhrgraph.publish.site import search
from dhrgraph.publish.site.addresses import file_of, relative
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.publish.site.ontology import release
from dhrgraph.publish.site.passages import passages_pages
from dhrgraph.publish.site.paths import PAGES, index_paths, things
from dhrgraph.publish.site.render import asset
from dhrgraph.publish.site.respond import respond
from dhrgraph.publish.site.servers import htaccess, redirects, robots, sitemap
from dhrgraph.publish.site.written import Written

Tell: TypeAlias = Callable[[int, int], None]


def write_site(store: Store, folder: Path, hosted: Hosted, tell: Tell = lambda *_: None) -> int:
    """Write every page of `store` into `folder`, each with its RDF in the forms of `hosted`; what an earlier write left
    there is replaced or taken away. `tell` hears how many things are done, of how many. Returns the number of files.
    """
    written = Written(folder)
    lists = list(index_paths(store))
    for path in (*PAGES, *(f"/query/{each.name}" for each in hosted.questions), *lists):
        written.put(file_of(path), _body(store, path, "text/html", hosted))
    for suffix in hosted.formats:
        for path in ("/ontology", "/themes"):
            written.put(f"{path[1:]}{suffix}", _body(store, path + suffix, "", hosted))
    paths = list(things(store))
    for done, path in enumerate(paths, 1):
        written.put(file_of(path), _body(store, path, "text/html", hosted))
        for suffix in hosted.formats:
            written.put(path[1:] + suffix, _body(store, path + suffix, "", hosted))
        tell(done, len(paths))
    for path, body in passages_pages(store, hosted):
        written.put(file_of(path), body)
    _data(written, hosted)
    _rest(written, store, hosted, [*PAGES, *lists, *paths])
    return written.finish()


def _data(written: Written, hosted: Hosted) -> None:
    """The files of the build and of the ontology's release, and the questions as they are."""
    for name, file in hosted.published.items():
        shutil.copyfile(file.path, written.place(f"dataset/{name}"))
    for place in ("current", VERSION):
        for name, body in release().items():
            written.put(f"ontology/{place}/{name}", body)
    for question in hosted.questions:
        written.put(f"query/{question.name}.rq", question.sparql)


def _rest(written: Written, store: Store, hosted: Hosted, paths: Sequence[str]) -> None:
    """Style, search, and what hosts and search engines read."""
    _write_pieces(written.place("assets/search-index.js"), search.index_script(store))
    for name in ("site.css", "site.js"):
        written.put(f"assets/{name}", asset(name))
    written.put("404.html", respond(store, "/404", {}, "text/html", hosted).body)
    written.put(".htaccess", htaccess())
    written.put("_redirects", redirects())
    written.put("robots.txt", robots(hosted.public))
    written.put("sitemap.xml", sitemap(hosted.public, (relative("/", path, live=False) for path in paths)))


def _write_pieces(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


def _body(store: Store, path: str, accept: str, hosted: Hosted) -> bytes:
    reply = respond(store, path, {}, accept, hosted)
    if reply.status not in (200, 400):  # 400: a question whose example this graph does not know
        raise ValueError(f"no page at {path}: {reply.status}")
    return reply.body
