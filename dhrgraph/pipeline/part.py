"""What one document gives to a build: the unit of work, made in a process of its own and kept from build to build.

    document  ->  Part        summary: to tell which documents are about one review
                              facts:   what is counted over all documents
                              files:   what it adds to each file, as bytes

A part holds what is published, and names of persons only sealed: to be opened by who has the document. Facts and files
are packed: the parent puts them away as they come and takes them out one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dhrgraph.graph.quads import Body
from dhrgraph.graph.shapes import Violation
from dhrgraph.pipeline.likenesses import Compared
from dhrgraph.publish.dataset.counts import Tally
from dhrgraph.publish.judgements import Heard
from dhrgraph.publish.lists import Unmatched
from dhrgraph.reconcile.reviews.kin import Kin
from dhrgraph.records import Review, Source
from dhrgraph.redact.known import Shown

Files = Mapping[str, bytes]  # file name -> what a document adds to it

FINDINGS, ISSUES = "findings.jsonl", "issues.jsonl"
TURTLE, TRIG = "dhrgraph.ttl", "dhrgraph.trig"


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a document beside thousands of others: small. `kin` is None for a paper about many reviews.

    Sealed: `names` are the whole names of its persons, `in_file_names` the words that are taken out of files' names,
    each with the role in brackets.
    """

    source: Source
    kin: Kin | None
    names: bytes
    in_file_names: bytes


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted over all documents, of one.

    `review` is None for a paper about many; `findings` are by kind, restatements left out; `warnings` are issues above
    a note. `shared` are statements that documents of other reviews may make too, as lines of N-Triples; all
    others are in `tally`. `broken` is where the document, or all of its review, breaks the shapes: told with the first.
    """

    review: Review | None
    findings: Mapping[str, int]
    warnings: int
    quads: int
    bodies: tuple[Body, ...]
    unmatched: tuple[Unmatched, ...]
    compared: tuple[Compared, ...]
    heard: Heard
    tally: Tally
    shared: frozenset[str]
    shown: Shown
    broken: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """A graph as Turtle. `pieces` are by turns what it alone says, which may be nothing, and what other graphs may say
    too; `alone` is there where graphs of the same review, whose names come before, say some of it.

    Example:
        >>> both = Statements((b"<urn:a> a <urn:b> .\\n", b"<urn:body> a <urn:c> .\\n"))
        >>> both.whole, both.own
        (b'<urn:a> a <urn:b> .\\n<urn:body> a <urn:c> .\\n', b'<urn:a> a <urn:b> .\\n')
    """

    pieces: tuple[bytes, ...]
    alone: bytes | None = None

    @property
    def whole(self) -> bytes:
        """All of it: to stand below the graph's name in TriG."""
        return b"".join(self.pieces)

    @property
    def own(self) -> bytes:
        """What of it stands among the graphs in the merged Turtle."""
        return b"".join(self.pieces[::2]) if self.alone is None else self.alone


@dataclass(frozen=True, slots=True)
class Part:
    """One document. `facts`, `rows` and `graph` are packed Facts, Files of findings and Statements; `quads` are the
    sorted N-Quads of its graph, compressed."""

    summary: Summary
    facts: bytes
    rows: bytes
    graph: bytes
    quads: bytes

    @property
    def key(self) -> str:
        """The document's key: its named graph is gr:{key}."""
        return self.summary.source.key
