"""The forms that a thing's description comes in: names, media types, suffixes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dhrgraph.graph.store import Format


@dataclass(frozen=True, slots=True)
class Rdf:
    """A serialisation: what it is called, its media type, its name in the store."""

    name: str
    media_type: str
    form: Format


RDF: Mapping[str, Rdf] = {
    ".ttl": Rdf("Turtle", "text/turtle", "turtle"),
    ".jsonld": Rdf("JSON-LD", "application/ld+json", "jsonld"),
    ".nt": Rdf("N-Triples", "application/n-triples", "ntriples"),
    ".rdf": Rdf("RDF/XML", "application/rdf+xml", "rdfxml"),
}
HTML = "text/html; charset=utf-8"
OFFERED = ("text/html", "application/xhtml+xml", *(each.media_type for each in RDF.values()))
SUFFIX = {each.media_type: suffix for suffix, each in RDF.items()}


def parted(path: str) -> tuple[str, str]:
    """A path without its suffix, and the suffix; "" where it has none that we know.

    Example:
        >>> parted("/doc/review/a.b.ttl"), parted("/doc/review/a.b")
        (('/doc/review/a.b', '.ttl'), ('/doc/review/a.b', ''))
    """
    for suffix in (".html", *RDF):
        if path.endswith(suffix):
            return path.removesuffix(suffix), suffix
    return path, ""
