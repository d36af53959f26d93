"""The media types of results and of statements, and the short names that may stand for them in an address.

The first of each is what a client gets that has no wish.
"""

from __future__ import annotations

from collections.abc import Mapping

from dhrgraph.graph.store import Format, ResultFormat

HTML = "text/html"
RESULTS: Mapping[str, ResultFormat] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
STATEMENTS: Mapping[str, Format] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "application/x-turtle": "turtle",
    "application/json": "jsonld",
    "text/n3": "turtle",
    "text/plain": "ntriples",
}
_NAMES_OF_RESULTS = {
    "application/sparql-results+json": ("json", "srj"),
    "application/sparql-results+xml": ("xml", "srx"),
    "text/csv": ("csv",),
    "text/tab-separated-values": ("tsv",),
}
_NAMES_OF_STATEMENTS = {
    "text/turtle": ("turtle", "ttl", "n3"),
    "application/n-triples": ("nt", "ntriples", "n-triples"),
    "application/rdf+xml": ("rdf", "xml", "rdfxml", "rdf+xml"),
    "application/ld+json": ("jsonld", "json", "json-ld"),
    "application/trig": ("trig",),
    "application/n-quads": ("nq", "nquads", "n-quads"),
}


def _by_name(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {name: media_type for media_type, several in names.items() for name in several} | {"html": HTML}


_RESULT_NAMES, _STATEMENT_NAMES = _by_name(_NAMES_OF_RESULTS), _by_name(_NAMES_OF_STATEMENTS)


def wish(form: str, accept: str, *, statements: bool) -> str:
    """What a client wants, as a header Accept: what `format=form` names, else its header.

    Some clients send a name that only they know beside a good header; without one, the name is the wish, and fails.

    Example:
        >>> wish("json", "", statements=False), wish("json", "", statements=True)
        ('application/sparql-results+json', 'application/ld+json')
        >>> wish("", "text/csv", statements=False), wish("x", "text/csv", statements=False)
        ('text/csv', 'text/csv')
        >>> wish("Text/CSV", "*/*", statements=False), wish("x", "*/*", statements=False)
        ('text/csv', 'x')
    """
    name = form.strip().lower()
    known = (_STATEMENT_NAMES if statements else _RESULT_NAMES).get(name, name if "/" in name else "")
    if known or not name:
        return known or accept
    return accept if accept.strip() not in ("", "*/*") else name


def with_charset(media_type: str) -> str:
    """The header Content-Type for `media_type`: text is always UTF-8.

    Example:
        >>> with_charset("text/csv"), with_charset("application/ld+json")
        ('text/csv; charset=utf-8', 'application/ld+json')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
