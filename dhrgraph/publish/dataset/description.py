"""What is known of a data set beyond its statements: the records that all its descriptions are written from.

Store  ->  read_facts  ->  Facts          Facts, Counts, files, ...  ->  Description
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from dhrgraph.errors import DhrGraphError
from dhrgraph.graph.store import Store
from dhrgraph.namespaces import BASE, PREFIXES, iri
from dhrgraph.publish.attribution import attribution
from dhrgraph.publish.dataset.counts import Counts

DATASET = BASE + "dataset"
_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("dhr", "dcterms", "prov", "rdfs"))
_PARTS = (
    _PREFIXES
    + """SELECT DISTINCT ?graph ?document ?title ?licence ?rights {
  ?document a dhr:SourceDocument . ?run prov:used ?document . ?graph prov:wasGeneratedBy ?run .
  OPTIONAL { ?document dcterms:title ?title } OPTIONAL { ?document dcterms:license ?licence }
  OPTIONAL { ?document dcterms:rights ?rights }
} ORDER BY ?graph ?document"""
)
_REGISTER = f"SELECT DISTINCT ?words {{ <{iri('gr:register')}> <{iri('dcterms:rights')}> ?words }} ORDER BY ?words"
_AREAS = (
    _PREFIXES
    + """SELECT DISTINCT ?area ?label {
  ?review a dhr:Review ; dhr:commissionedBy ?csp . ?csp dhr:coversPartnershipArea ?area .
  ?area rdfs:label ?label FILTER(LANG(?label) = "en")
} ORDER BY ?area ?label"""
)
_YEARS = _PREFIXES + "SELECT DISTINCT ?year { ?review a dhr:Review ; dhr:publishedYear|dhr:deathYear ?year }"
_EXAMPLES = _PREFIXES + "SELECT (STR(MIN(?x)) AS ?first) { ?x a dhr:%s }"


@dataclass(frozen=True, slots=True)
class Part:
    """One named graph: its IRI, a title in words, the document it was read from, and what that one's licence is.

    `source` is empty for the register, which is made of many sources and has a statement of rights for each.
    `licence` is an IRI, empty where none is stated; `rights` then says so.
    """

    graph: str
    title: str
    source: str = ""
    licence: str = ""
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a graph tells of itself. `areas` are IRIs and names of the places (ONS) whose reviews are held, by IRI;
    `years` the first and last in which a review was published or the death it is about occurred, None when no year
    is known; `statements` what must be said of the sources when the data are used; `examples` IRIs of the data.
    """

    parts: tuple[Part, ...]
    areas: tuple[tuple[str, str], ...]
    years: tuple[int, int] | None
    statements: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """One file of an output folder: name below the folder, size in bytes, SHA-256 in hex digits."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Description:
    """All that a description says. `coverage` is a sentence on how much of the whole is held; `part_triples` how many
    statements each named graph has, by IRI; `digest` the SHA-256 of the sorted N-Quads; `modified` None when no day
    is known.
    """

    version: str
    digest: str
    counts: Counts
    part_triples: Mapping[str, int]
    facts: Facts
    coverage: str
    files: tuple[File, ...]
    modified: date | None = None


def read_facts(store: Store) -> Facts:
    """What the graph tells of itself, in the order of its IRIs."""
    parts = [
        Part(str(graph), f"Statements read from: {title or 'a document without a title'}", str(document),
             str(licence or ""), (str(rights),) if rights else ())
        for graph, document, title, licence, rights in store.select(_PARTS).rows
    ]  # fmt: skip
    said = tuple(str(words) for (words,) in store.select(_REGISTER).rows)
    parts.append(Part(iri("gr:register"), "Bodies, areas, themes and codes that the documents use", rights=said))
    if iri("gr:likeness") in store.graphs():
        parts.append(Part(iri("gr:likeness"), "Which recommendations of different reviews ask for the same"))
    years = sorted(int(str(year)) for (year,) in store.select(_YEARS).rows)
    firsts = [store.select(_EXAMPLES % kind).rows for kind in ("Review", "Recommendation")]
    return Facts(
        parts=tuple(parts),
        areas=tuple((str(area), str(label)) for area, label in store.select(_AREAS).rows),
        years=(years[0], years[-1]) if years else None,
        statements=attribution(store),
        examples=tuple(str(first) for rows in firsts for (first,) in rows if first),
    )


def files_of(contents: Mapping[str, str | bytes]) -> tuple[File, ...]:
    """Size and checksum of each file, by name, as `write_output` will write it.

    Example:
        >>> files_of({"a.txt": "é"})[0].size
        2
    """
    data = {name: text if isinstance(text, bytes) else text.encode() for name, text in sorted(contents.items())}
    return tuple(File(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in data.items())


def file_at(path: Path, name: str) -> File:
    """Size and checksum of a file that is written, by the name it has in the description."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(name, path.stat().st_size, digest)


def day_of(environment: Mapping[str, str]) -> date | None:
    """The day that SOURCE_DATE_EPOCH states (reproducible-builds.org), None without it: no clock is read.

    Raises:
        DhrGraphError: it is no number of seconds.

    Example:
        >>> day_of({"SOURCE_DATE_EPOCH": "0"}), day_of({})
        (datetime.date(1970, 1, 1), None)
    """
    stated = environment.get("SOURCE_DATE_EPOCH", "")
    if not stated:
        return None
    try:
        return datetime.fromtimestamp(int(stated), UTC).date()
    except (ValueError, OverflowError, OSError) as problem:
        raise DhrGraphError(
            "SOURCE_DATE_EPOCH is no number of seconds since 1970.\n  To mend: unset it, or give a whole number."
        ) from problem


def row_for(name: str, known: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """The first row of published_files.csv whose pattern fits a file's name, `{name}` in it filled in; empty if none.

    Example:
        >>> row_for("tables/by-x.csv", [{"file": "tables/by-*.csv", "title": "By {name}"}])["title"]
        'By x'
    """
    from fnmatch import fnmatchcase

    for row in known:
        if fnmatchcase(name, row["file"]):
            before = row["file"].partition("*")[0]
            part = name.removeprefix(before).rpartition(".")[0].replace("-", " ") if "*" in row["file"] else ""
            return {key: value.replace("{name}", part) for key, value in row.items()}
    return {}
