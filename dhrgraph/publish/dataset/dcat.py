"""The data set's description as linked data: DCAT 3 for those who look for data, VoID for those who query it.

    dataset.ttl of ontology/, Description  ->  dataset_turtle  ->  bytes

Every IRI is stable: no blank nodes, counters or clocks. What is true of any build stands in ontology/dataset.ttl.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from dhrgraph.graph.store import convert
from dhrgraph.graph.terms import literal, typed
from dhrgraph.namespaces import BASE, PREFIXES, curie
from dhrgraph.publish.attribution import OGL
from dhrgraph.publish.dataset.description import DATASET, Description, File, Part, row_for
from dhrgraph.publish.turtle import to_turtle

SPACES: Mapping[str, str] = PREFIXES | {
    "dcat": "http://www.w3.org/ns/dcat#",
    "schema": "https://schema.org/",
    "void": "http://rdfs.org/ns/void#",
    "checksum": DATASET + "/checksum/",
    "class": DATASET + "/class/",
    "distribution": DATASET + "/distribution/",
    "property": DATASET + "/property/",
    "rights": DATASET + "/rights/",
}
Rows = Sequence[Mapping[str, str]]
_FIRST = (f"<{BASE}catalog>", f"<{DATASET}>")
_TYPE = f"<{PREFIXES['rdf']}type>"
Fact = tuple[str, str, str]  # subject, predicate, value, as N-Triples has them
_DUMPS = tuple(f"dhrgraph.{end}" for end in ("ttl", "trig", "nq", "nt", "jsonld", "rdf"))


def dataset_turtle(stated: bytes, known: Rows, described: Description) -> bytes:
    """The description of one build, the same bytes for the same build.

    Args:
        stated: ontology/dataset.ttl: what is true of any build.
        known: The rows of ontology/published_files.csv: what each file is.
        described: What was measured. A file that `known` does not have is left out: nothing is said of it.
    """
    lines = convert(stated, "turtle", "ntriples").decode().splitlines()
    whole = f'<{DATASET}> <{SPACES["dcterms"]}description> "'
    kept = [line for line in lines if not line.startswith(whole)]
    words = [
        line.removesuffix('"@en .') + " " + literal(described.coverage)[1:-1] + '"@en .'
        for line in lines
        if line.startswith(whole)
    ]
    made = [f"{subject} {predicate} {value} ." for subject, predicate, value in _all(known, described)]
    return _written([*kept, *words, *made])


def with_files(turtle: bytes, known: Rows, files: Iterable[File], version: str) -> bytes:
    """The same description for other files of the same statements, such as all exports in one folder."""
    gone = (f"<{DATASET}/distribution/", f"<{DATASET}/checksum/")
    named = (_node(SPACES["dcat"] + "distribution"), _node(SPACES["void"] + "dataDump"))
    lines = convert(turtle, "turtle", "ntriples").decode().splitlines()
    kept = [line for line in lines if not line.startswith(gone) and line.split(" ", 2)[1] not in named]
    return _written([*kept, *(f"{s} {p} {o} ." for s, p, o in _files(known, files, version))])


def with_endpoint(turtle: bytes, endpoint: str) -> bytes:
    """The same description for a server whose SPARQL endpoint is at the IRI `endpoint`.

    Example:
        >>> print(with_endpoint(b"", "http://127.0.0.1:8000/sparql").decode(), end="")
        <https://w3id.org/dhrgraph/dataset> <http://rdfs.org/ns/void#sparqlEndpoint> <http://127.0.0.1:8000/sparql> .
    """
    place = quote(endpoint, safe=":/?#[]@!$&()*+,;=%~-._")
    return turtle + f"{_node(DATASET)} {_node(SPACES['void'] + 'sparqlEndpoint')} {_node(place)} .\n".encode()


def _written(lines: Iterable[str]) -> bytes:
    comments = ("What this data set is: DCAT and VoID. Made by dhrgraph; the same documents give the same bytes.", OGL)
    return to_turtle((f"{line}\n" for line in sorted(set(lines), key=_place_of)), SPACES, comments).encode()


def _place_of(line: str) -> tuple[int, str, bool, str]:
    """The catalogue first and the data set, then by IRI; what a thing is before what is said of it."""
    subject, predicate, _ = line.split(" ", 2)
    rank = _FIRST.index(subject) if subject in _FIRST else len(_FIRST)
    return rank, subject, predicate != _TYPE, line


def _files(known: Rows, files: Iterable[File], version: str) -> Iterator[Fact]:
    for file in files:
        if row := row_for(file.name, known):
            yield from _distribution(file, row, version)
            if file.name in _DUMPS:
                yield from _about(DATASET, ("void:dataDump", _node(_place(file.name))))


def _all(known: Rows, described: Description) -> Iterator[Fact]:
    yield from _measured(described)
    yield from _this_version(described)
    yield from _period(described.facts.years)
    yield from _partitions(described)
    for part in described.facts.parts:
        yield from _named_graph(part, described.part_triples.get(part.graph, 0))
    yield from _files(known, described.files, described.version)


def _measured(described: Description) -> Iterator[Fact]:
    facts, counts = described.facts, described.counts
    spaces = sorted({_space(name) for name in [*counts.properties, *counts.classes]})
    yield from _about(
        DATASET,
        ("dcat:version", literal(described.version)),
        ("dcat:hasCurrentVersion", _node(_version_iri(described))),
        ("dcterms:modified", _day(described)),
        ("dcterms:conformsTo", _node(f"{BASE}ontology/{described.version}")),
        ("void:triples", typed(counts.triples, "integer")),
        ("void:entities", typed(counts.entities, "integer")),
        ("void:distinctSubjects", typed(counts.subjects, "integer")),
        ("void:distinctObjects", typed(counts.objects, "integer")),
        ("void:properties", typed(len(counts.properties), "integer")),
        ("void:classes", typed(len(counts.classes), "integer")),
        *(("void:exampleResource", _node(example)) for example in facts.examples),
        *(("void:vocabulary", _node(space)) for space in spaces),
        *(("dcterms:spatial", _node(area)) for area, _ in facts.areas),
        *(("dcterms:source", _node(part.source)) for part in facts.parts if part.source),
    )
    for area, label in facts.areas:
        yield from _about(
            area, ("rdf:type", _node(SPACES["dcterms"] + "Location")), ("rdfs:label", literal(label, "en"))
        )
    yield from _about(f"{DATASET}/rights", *(("rdfs:label", literal(words, "en")) for words in facts.statements))


def _this_version(described: Description) -> Iterator[Fact]:
    """What is cited: the version that names its own statements (docs/decisions/0019-dataset.md)."""
    title = f"Version {described.version} of the data, as built from {_documents(described.facts.parts)}"
    yield from _about(
        _version_iri(described),
        ("rdf:type", _node(SPACES["dcat"] + "Dataset")),
        ("dcterms:title", literal(title, "en")),
        (
            "dcterms:description",
            literal(f"The statements whose sorted N-Quads have the SHA-256 {described.digest}.", "en"),
        ),
        ("dcat:version", literal(described.version)),
        ("dcat:isVersionOf", _node(DATASET)),
        ("dcterms:identifier", literal(f"sha256:{described.digest}")),
        ("dcterms:issued", _day(described)),
    )


def _period(years: tuple[int, int] | None) -> Iterator[Fact]:
    if not years:
        return
    first, last = years
    period = f"{DATASET}/period/{first}-{last}"
    yield from _about(DATASET, ("dcterms:temporal", _node(period)))
    yield from _about(
        period,
        ("rdf:type", _node(SPACES["dcterms"] + "PeriodOfTime")),
        ("dcat:startDate", typed(first, "gYear")),
        ("dcat:endDate", typed(last, "gYear")),
    )


def _version_iri(described: Description) -> str:
    return f"{DATASET}/{described.version}/{described.digest[:12]}"


def _day(described: Description) -> str | None:
    return typed(described.modified.isoformat(), "date") if described.modified else None


def _partitions(described: Description) -> Iterator[Fact]:
    for kind, number in described.counts.classes.items():
        part = f"{DATASET}/class/{_name(kind)}"
        yield from _about(DATASET, ("void:classPartition", _node(part)))
        yield from _about(part, ("void:class", _node(kind)), ("void:entities", typed(number, "integer")))
    for used, number in described.counts.properties.items():
        part = f"{DATASET}/property/{_name(used)}"
        yield from _about(DATASET, ("void:propertyPartition", _node(part)))
        yield from _about(part, ("void:property", _node(used)), ("void:triples", typed(number, "integer")))


def _named_graph(part: Part, triples: int) -> Iterator[Fact]:
    rights = f"{DATASET}/rights/{part.graph.rpartition('/')[2]}"
    yield from _about(DATASET, ("void:subset", _node(part.graph)))
    yield from _about(
        part.graph,
        ("rdf:type", _node(SPACES["void"] + "Dataset")),
        ("dcterms:title", literal(part.title, "en")),
        ("dcterms:source", _node(part.source) if part.source else None),
        ("dcterms:license", _node(part.licence) if part.licence else None),
        ("dcterms:rights", _node(rights) if part.rights else None),
        ("void:triples", typed(triples, "integer")),
    )
    if part.rights:
        yield from _about(
            rights,
            ("rdf:type", _node(SPACES["dcterms"] + "RightsStatement")),
            *(("rdfs:label", literal(words, "en")) for words in part.rights),
        )


def _distribution(file: File, row: Mapping[str, str], version: str) -> Iterator[Fact]:
    this, checksum = f"{DATASET}/distribution/{quote(file.name)}", f"{DATASET}/checksum/{quote(file.name)}"
    conforms = row["conforms_to"].replace("{version}", version)
    yield from _about(DATASET, ("dcat:distribution", _node(this)))
    yield from _about(
        this,
        ("rdf:type", _node(SPACES["dcat"] + "Distribution")),
        ("dcterms:title", literal(row["title"], "en")),
        ("dcterms:description", literal(row["description"], "en")),
        ("dcterms:license", _node("https://creativecommons.org/licenses/by/4.0/")),
        ("dcterms:rights", _node(f"{DATASET}/rights")),
        ("dcterms:conformsTo", _node(conforms) if conforms else None),
        ("dcat:accessURL", _node(DATASET)),
        ("dcat:downloadURL", _node(_place(file.name))),
        ("dcat:mediaType", _node(f"https://www.iana.org/assignments/media-types/{row['media_type']}")),
        ("dcat:byteSize", typed(file.size, "nonNegativeInteger")),
        ("spdx:checksum", _node(checksum)),
    )
    yield from _about(
        checksum,
        ("rdf:type", _node(SPACES["spdx"] + "Checksum")),
        ("spdx:algorithm", _node(SPACES["spdx"] + "checksumAlgorithm_sha256")),
        ("spdx:checksumValue", typed(file.sha256, "hexBinary")),
    )


def _about(subject: str, *facts: tuple[str, str | None]) -> Iterator[Fact]:
    for predicate, value in facts:
        if value:
            prefix, _, local = predicate.partition(":")
            yield _node(subject), _node(SPACES[prefix] + local), value


def _node(iri: str) -> str:
    return f"<{iri}>"


def _place(name: str) -> str:
    """Where a file of the published data is to be had."""
    return f"{DATASET}/{quote(name)}"


def _space(iri: str) -> str:
    """The vocabulary of a term: its IRI up to "#", or to the last "/"."""
    return iri[: iri.rindex("#") + 1] if "#" in iri else iri[: iri.rindex("/") + 1]


def _name(term: str) -> str:
    """A class's or property's name in an IRI of its partition."""
    return quote(curie(term), safe=":")


def _documents(parts: Iterable[Part]) -> str:
    number = sum(bool(part.source) for part in parts)
    return "1 document" if number == 1 else f"{number} documents"
