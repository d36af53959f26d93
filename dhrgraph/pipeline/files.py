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
from dhrgraph.graph.store.chunks import named_chunk, turtle_chunk, turtle_head
from dhrgraph.namespaces import BASE, iri
from dhrgraph.pipeline.derived import Counted
from dhrgraph.pipeline.gathered import Gathered
from dhrgraph.pipeline.links import Links, links_graph
from dhrgraph.pipeline.making import columns_of_tables, without_bodies
from dhrgraph.pipeline.part import FINDINGS, ISSUES, QUADS, TRIG, TURTLE, Files
from dhrgraph.pipeline.shelf import Place, Shelf
from dhrgraph.publish.attribution import HEADER
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
    digest, counts = hashlib.sha256(), {}
    for name, quads, whole, own in _chunks(places, shelf, others, links):
        digest.update(quads)
        counts[iri(name)] = quads.count(b"\n")
        growing.add(TRIG, named_chunk(iri(name), _indented(whole)))
        growing.add(TURTLE, own)
    several = {*gathered.shared, *(without_graph(line) for _, lines in others for line in lines)}
    statements = "".join(f"{line}\n" for line in sorted(several)).encode()
    growing.add(TURTLE, turtle_chunk(statements))
    counted = together([*gathered.tallies, *(one.tally for one in links.counted), tally(io.BytesIO(statements), BASE)])
    return Counted(digest.hexdigest(), counted, counts)


def _chunks(
    places: Iterable[Place], shelf: Shelf, others: Sequence[Graph], links: Links
) -> Iterator[tuple[str, bytes, bytes, bytes]]:
    """By name of each graph: the name, its N-Quads, its Turtle, and what of that stands among the documents."""
    by_name = {f"gr:{place.key}": place for place in places} | dict(others)
    for name, found in sorted(by_name.items()):
        if isinstance(found, Place):
            graph = shelf.graph(found)
            yield name, graph[QUADS], graph[TRIG], graph.get(TURTLE) or without_bodies(graph[TRIG])
        elif name == LIKENESS:
            quads, head, turtle = links_graph(found, links, shelf)
            yield name, quads, head + turtle, turtle
        else:
            quads = "".join(f"{line}\n" for line in found).encode()
            yield name, quads, turtle_chunk(quads), b""


def _indented(turtle: bytes) -> bytes:
    """Every line a step to the right; no line end stands inside a literal, where it is written as an escape."""
    return b"\t" + turtle.replace(b"\n", b"\n\t")[:-1] if turtle else turtle
