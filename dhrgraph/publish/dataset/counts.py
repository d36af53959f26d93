"""What VoID counts, in one pass over sorted statements: no RDF library, no store.

    sorted lines of N-Triples  ->  count  ->  Counts
    sorted lines of one part of a graph  ->  tally  ->  Tally, ...  ->  together  ->  Counts

A graph that is made in parts is counted in parts, and a part that has not changed need not be counted again. What
several parts may have in common, subjects and objects, a tally keeps as digests of 64 bits: of ten million distinct
ones two fall on one number with a chance of three in a million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from dhrgraph.namespaces import PREFIXES

_TYPE = f"<{PREFIXES['rdf']}type>".encode()
_WIDTH = 8  # bytes of a digest


@dataclass(frozen=True, slots=True)
class Counts:
    """Each number is of distinct things. `properties` has how many statements use each, `classes` how many things are
    of each, by IRI. `entities` are the subjects whose IRI begins with the data set's own (void:uriSpace); `objects`
    are IRIs and literals together, as VoID 1.1 counts them.
    """

    triples: int
    entities: int
    subjects: int
    objects: int
    properties: Mapping[str, int]
    classes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """The same of one part of a graph, to be put together with others: small, and pickles.

    `entities`, `others` (the subjects that are no entities) and `objects` are the digests of distinct ones, one after
    the other in no order; `properties` and `classes` are by IRI, sorted.
    """

    triples: int
    entities: bytes
    others: bytes
    objects: bytes
    properties: Mapping[str, int]
    classes: Mapping[str, int]


def count(lines: Iterable[bytes], space: str) -> Counts:
    r"""Count statements that come sorted by subject and each once; `space` is how IRIs of entities begin.

    Takes time in proportion to the lines, and memory to the distinct objects.

    Example:
        >>> found = count([b'<urn:a> <urn:p> "x y" .\n', b"<urn:b> <urn:p> <urn:c> .\n"], "urn:a")
        >>> found.triples, found.entities, found.subjects, found.objects, found.properties
        (2, 1, 2, 2, {'urn:p': 2})
    """
    return together([tally(lines, space)])


def tally(lines: Iterable[bytes], space: str) -> Tally:
    """Count the statements of one part of a graph, which come sorted by subject and each once.

    No statement may stand in two parts that are put together; subjects and objects may.
    """
    own = f"<{space}".encode()
    entities, others = bytearray(), bytearray()
    triples, last = 0, b""
    properties: Counter[bytes] = Counter()
    classes: Counter[bytes] = Counter()
    objects: set[bytes] = set()
    for line in lines:
        subject, predicate, value = line.split(b" ", 2)
        triples += 1
        if subject != last:
            last = subject
            (entities if subject.startswith(own) else others).extend(_digest(subject))
        properties[predicate] += 1
        objects.add(value)
        if predicate == _TYPE:
            classes[value] += 1
    digests = b"".join(map(_digest, objects))
    return Tally(triples, bytes(entities), bytes(others), digests, _by_iri(properties), _by_iri(classes))


def together(tallies: Iterable[Tally]) -> Counts:
    r"""What the parts count together.

    Example:
        >>> parts = [[b'<urn:a> <urn:p> "x" .\n'], [b'<urn:a> <urn:q> "x" .\n', b'<urn:b> <urn:p> "x" .\n']]
        >>> found = together(tally(part, "urn:") for part in parts)
        >>> found.triples, found.subjects, found.objects, found.properties
        (3, 2, 1, {'urn:p': 2, 'urn:q': 1})
    """
    triples, kept = 0, (bytearray(), bytearray(), bytearray())
    properties: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    for part in tallies:
        triples += part.triples
        for all_of, some in zip(kept, (part.entities, part.others, part.objects), strict=True):
            all_of.extend(some)
        properties.update(part.properties)
        classes.update(part.classes)
    entities, others, objects = map(_distinct, kept)
    by_iri = (dict(sorted(counted.items())) for counted in (properties, classes))
    return Counts(triples, entities, entities + others, objects, *by_iri)


def _digest(term: bytes) -> bytes:
    return blake2b(term, digest_size=_WIDTH).digest()


def _distinct(digests: bytearray) -> int:
    import numpy as np

    sorted_here = np.frombuffer(digests, dtype="<u8")  # of a bytearray: sorted where they stand
    sorted_here.sort()  # numpy.unique, which hashes, takes ten times as long
    return int((sorted_here[1:] != sorted_here[:-1]).sum()) + (len(sorted_here) > 0)


def _by_iri(counted: Mapping[bytes, int]) -> dict[str, int]:
    """The counts by IRI, sorted: b"<urn:a> .\n" is the IRI urn:a."""
    return dict(sorted((term[1 : term.index(b">")].decode(), n) for term, n in counted.items()))
