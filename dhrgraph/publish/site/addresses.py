"""Which page tells of a thing, and how one page links to another.

    IRI  ->  page_of  ->  "/doc/recommendation/…"        a path of ours, or None
    "/doc/theme/marac"  ->  thing_of  ->  IRI
    here, there  ->  relative  ->  "../theme/marac.html"

Pure text. Names of things that could not be a file's name have no page: nothing is written outside the site's folder.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from posixpath import relpath

from dhrgraph.namespaces import BASE, CODE, DHR, GRAPH, KINDS, PREFIXES, THEME, Iri

PARTS = frozenset({"ev", "ta", "am", "ex", "di", "lk"})  # described in the page of what they are part of
SCHEME = THEME.rstrip("/")
SOFTWARE = BASE + "software/"
_READING = f"{BASE}id/{KINDS['ex']}/"
_GSS = PREFIXES["gss"]
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-]))*")
_PARTS_OF = {KINDS[prefix] for prefix in PARTS}
_SPACES = {  # folder of /doc/ -> the namespace of the things in it
    **{kind: f"{BASE}id/{kind}/" for prefix, kind in KINDS.items() if prefix not in PARTS},
    "theme": THEME,
    "code": CODE,
    "graph": GRAPH,
    "software": SOFTWARE,
    "area": _GSS,
}


def page_of(thing: str) -> str | None:
    """The path of the page that tells of `thing`, with a fragment for a term of the ontology; None for a part (its
    page is
    that of the whole) and for what we have no page of.

    Example:
        >>> page_of("https://w3id.org/dhrgraph/theme/marac"), page_of("https://w3id.org/dhrgraph/ontology#Review")
        ('/doc/theme/marac', '/ontology#Review')
        >>> page_of("https://w3id.org/dhrgraph/id/agency/../x"), page_of("https://example.org/") is None
        (None, True)
    """
    if thing == SCHEME:
        return "/themes"
    if thing.startswith(DHR) and _NAME.fullmatch(thing[len(DHR) :]):
        return f"/ontology#{thing[len(DHR) :]}"
    if thing == DHR.rstrip("#"):
        return "/ontology"
    if thing.startswith(_READING):  # one a document, of its name
        return _of_document(thing[len(_READING) :])
    for folder, space in _SPACES.items():
        if thing.startswith(space):
            name = thing[len(space) :]
            return f"/doc/{folder}/{name}" if _NAME.fullmatch(name) else None
    return None


def _of_document(key: str) -> str | None:
    return f"/doc/document/{key}#extraction-{key}" if _NAME.fullmatch(key) else None


def thing_of(path: str) -> Iri | None:
    """The thing that the page at `path` (without a suffix) tells of.

    Example:
        >>> thing_of("/doc/area/E22000001"), thing_of("/doc/evidence/x")
        ('http://statistics.data.gov.uk/id/statistical-geography/E22000001', None)
    """
    if path == "/themes":
        return Iri(SCHEME)
    found = re.fullmatch(r"/doc/([a-z-]+)/([^/]+)", path)
    if not found or found[1] not in _SPACES or not _NAME.fullmatch(found[2]):
        return None
    return Iri(_SPACES[found[1]] + found[2])


def named_by(path: str) -> Iri | None:
    """The thing whose IRI ends in `path`: what w3id.org sends here to be looked up. None for other paths.

    Example:
        >>> named_by("/id/agency/home-office"), named_by("/agencies")
        ('https://w3id.org/dhrgraph/id/agency/home-office', None)
    """
    if path.rstrip("/") == "/theme":
        return Iri(SCHEME)
    parts = path.strip("/").split("/")
    known = {"id": 3, "theme": 2, "code": 2, "graph": 2, "software": 2}
    if len(parts) != known.get(parts[0]) or not _NAME.fullmatch(parts[-1]):
        return None
    if parts[0] == "id" and parts[1] not in KINDS.values():
        return None
    return Iri(BASE + "/".join(parts))


def is_part(thing: str) -> bool:
    """Whether `thing` has no page of its own but stands in the page of what it is part of.

    Example:
        >>> is_part("https://w3id.org/dhrgraph/id/evidence/3334053dd9cd.1-2")
        True
    """
    return thing.startswith(BASE + "id/") and thing[len(BASE) + 3 :].partition("/")[0] in _PARTS_OF


def anchor_of(thing: str) -> str:
    """The id, within a page, of a part's description.

    Example:
        >>> anchor_of("https://w3id.org/dhrgraph/id/evidence/3334053dd9cd.1-2.quote")
        'evidence-3334053dd9cd.1-2.quote'
    """
    return thing.rstrip("/").removeprefix(BASE + "id/").replace("/", "-", 1)


def file_of(path: str) -> str:
    """The file that holds the page at `path` on a static site.

    Example:
        >>> file_of("/"), file_of("/doc/theme/marac"), file_of("/assets/site.css")
        ('index.html', 'doc/theme/marac.html', 'assets/site.css')
    """
    name = path.lstrip("/")
    if not name:
        return "index.html"
    return name if name.startswith(("assets/", "dataset/")) or PurePosixPath(name).suffix in _FILES else f"{name}.html"


_FILES = {".ttl", ".jsonld", ".nt", ".rdf", ".html", ".rq", ".csv"}


def relative(here: str, there: str, *, live: bool) -> str:
    """How the page at the path `here` links to `there`, a path with perhaps a query and a fragment.

    Relative, so that the site works under any prefix and from a disk.

    Example:
        >>> relative("/doc/agency/home-office", "/doc/theme/marac#evidence", live=False)
        '../theme/marac.html#evidence'
        >>> relative("/doc/agency/home-office", "/search?q=a", live=True), relative("/agencies", "/", live=True)
        ('../../search?q=a', './')
        >>> relative("/agencies/2", "/agencies", live=False)
        '../agencies.html'
    """
    end = _REST.search(there)
    path = there[: end.start()] if end else there
    return _relative(here.rpartition("/")[0] or "/", path, live) + (end[0] if end else "")


_REST = re.compile(r"[?#].*", re.DOTALL)


@lru_cache(maxsize=10_000)
def _relative(folder: str, path: str, live: bool) -> str:
    if not live:
        return relpath("/" + file_of(path), folder)
    return relpath(path, folder) if path != "/" else relpath("/", folder).rstrip("/") + "/"
