"""The files of an output folder that grow document by document, each piece written as it comes.

parts, in the order of the files' names    ->  write_findings  ->  findings, issues, tables
parts, in the order of their named graphs  ->  write_graphs    ->  Turtle, TriG, and what was counted of them
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence

from dhrgraph.graph.likenesses import GRAPH as LIKENESS
from dhrgraph.graph.quads import Graph, without_graph
from dhrgraph.graph.store.chunks import NAMED_END, named_head, turtle_chunk, turtle_head
from dhrgraph.namespaces import BASE, iri
from dhrgraph.pipeline.cache import compress, expand
from dhrgraph.pipeline.derived import Counted
from dhrgraph.pipeline.gathered import Gathered
from dhrgraph.pipeline.links import Links, links_graph
from dhrgraph.pipeline.making import columns_of_tables
from dhrgraph.pipeline.part import FINDINGS, ISSUES, TRIG, TURTLE, Files, Statements
from dhrgraph.pipeline.shelf import Place, Shelf
from dhrgraph.publish.attribution import HEADER
from dhrgraph.publish.background import Background
from dhrgraph.publish.dataset.counts import tally, together
from dhrgraph.publish.findings import Fields, to_jsonl
from dhrgraph.publish.staged import Growing
from dhrgraph.publish.tables import table_headings


def write_findings(
    growing: Growing, parts: Iterable[Files], further: Sequence[Fields], issues: Iterable[Fields]
) -> None:
    """Every finding of every document, the `further` rows that no document gives, and of both the issues; then the
    `issues` that are no findings."""
    growing.add(FINDINGS, "")
    growing.add(ISSUES, "")
    for name, heading in table_headings(columns_of_tables()).items():
        growing.add(f"tables/{name}", heading)
    for part in parts:
        for name, rows in part.items():
            growing.add(name, rows)
    growing.add(FINDINGS, to_jsonl(further))
    growing.add(ISSUES, to_jsonl([*(row for row in further if row["kind"] == "issue"), *issues]))


def write_graphs(
    growing: Growing,
    places: Iterable[Place],
    shelf: Shelf,
    others: Sequence[Graph],
    links: Links,
    gathered: Gathered,
) -> Counted:
    """The graph for reuse: one merged Turtle, and TriG with a named graph a document, both in the order of the graphs'
    names, both beginning with their licence. `others` are the graphs that are of no document; `links` is the rest of
    the graph of links.

    In Turtle each statement stands once: those that several graphs may make stand after all documents.
    """
    head = "".join(f"# {line}\n" for line in HEADER).encode() + turtle_head()
    growing.add(TURTLE, head)
    growing.add(TRIG, head)
    by_name = {f"gr:{place.key}": place for place in places} | dict(others)
    digest = hashlib.sha256()
    with Background() as background:
        for name, found in sorted(by_name.items()):
            growing.add(TRIG, named_head(iri(name)))
            for quads, statements in _pieces(name, found, links, shelf):
                background.do(lambda packed: digest.update(expand(packed)), quads)
                growing.add(TRIG, _indented(statements.whole))
                growing.add(TURTLE, statements.own)
            growing.add(TRIG, NAMED_END)
        background.done()
    several = {*gathered.shared, *(without_graph(line) for _, lines in others for line in lines)}
    last = "".join(f"{line}\n" for line in sorted(several)).encode()
    growing.add(TURTLE, turtle_chunk(last))
    counted = together([*gathered.tallies, *(one.tally for one in links.counted), tally(io.BytesIO(last), BASE)])
    return Counted(digest.hexdigest(), counted, _sizes(gathered, others, links))


def _pieces(name: str, found: Place | Sequence[str], links: Links, shelf: Shelf) -> Iterator[tuple[bytes, Statements]]:
    """Of one graph, in its order: packed N-Quads, and the same as Turtle."""
    if isinstance(found, Place):
        yield shelf.packed_quads(found), shelf.graph(found)
        return
    quads = "".join(f"{line}\n" for line in found).encode()
    yield compress(quads), Statements((b"", turtle_chunk(quads)))
    if name == LIKENESS:
        for packed, turtle in links_graph(links, shelf):
            yield packed, Statements((turtle,))


def _sizes(gathered: Gathered, others: Sequence[Graph], links: Links) -> dict[str, int]:
    """How many statements each named graph has, by IRI, in the order of the names."""
    sizes = {f"gr:{key}": quads for key, quads in gathered.quads.items()} | {
        name: len(lines) + (sum(one.quads for one in links.counted) if name == LIKENESS else 0)
        for name, lines in others
    }
    return {iri(name): size for name, size in sorted(sizes.items())}


def _indented(turtle: bytes) -> bytes:
    """Every line a step to the right; no line end stands inside a literal, where it is written as an escape."""
    return b"\t" + turtle.replace(b"\n", b"\n\t")[:-1] if turtle else turtle
