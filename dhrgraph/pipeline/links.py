"""The graph of links between recommendations in pieces, each made anew only when one of its links is another.

    Likeness ..., Shelf  ->  link_pieces  ->  Links: where the statements of each piece stand, and what is counted
    Links, Shelf         ->  links_graph  ->  the graph's N-Quads and Turtle

A piece has the links whose first recommendation is of one review: what IRIs of recommendations begin with, to the first
full stop. So its links stand together in the sorted graph; only the shortcuts of all pieces are sorted anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dhrgraph.config import Config
from dhrgraph.graph.likenesses import GRAPH, link_triples
from dhrgraph.graph.quads import without_graph
from dhrgraph.graph.shapes import Violation
from dhrgraph.graph.store.chunks import turtle_chunk
from dhrgraph.graph.terms import node, to_nquads
from dhrgraph.namespaces import BASE, PREFIXES
from dhrgraph.pipeline.checks import of_likenesses
from dhrgraph.pipeline.likenesses import Compared
from dhrgraph.pipeline.making import terms_of
from dhrgraph.pipeline.part import QUADS, TURTLE, Files
from dhrgraph.pipeline.shelf import Shelf
from dhrgraph.publish.dataset.counts import Tally, tally
from dhrgraph.records import Likeness

_SHORTCUTS = "shortcuts"  # the lines of QUADS that are about recommendations
_LINK = f"<{PREFIXES['lk']}"


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of a piece, and where it breaks the shapes."""

    quads: int
    tally: Tally
    broken: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """`pieces` are pairs of a name and where the statements stand, in the order of the graph; `counted` is of each."""

    pieces: tuple[tuple[str, bytes], ...]
    counted: tuple[Counted, ...]


def link_pieces(alike: Iterable[Likeness], texts: Iterable[Compared], shelf: Shelf, config: Config) -> Links:
    """The pieces of all links between `texts`: those that are not on the shelf are made and put there."""
    reviews = {one.slug: one.review for one in texts}
    by_first: dict[str, list[Likeness]] = {}
    for one in alike:
        by_first.setdefault(one.first.partition(".")[0], []).append(one)
    pieces, counted = [], []
    for first, links in sorted(by_first.items(), key=lambda piece: node(f"lk:{piece[0]}.")):
        ends = {end: reviews[end] for one in links for end in (one.first, one.second)}
        at = shelf.of_links(repr((links, sorted(ends.items()))))
        known = shelf.counted(at)
        if not isinstance(known, Counted):
            files, known = _piece(links, ends, config)
            shelf.put_links(at, files, known)
        pieces.append((f"{GRAPH}/{first}", at))
        counted.append(known)
    return Links(tuple(pieces), tuple(counted))


def links_graph(head: Sequence[str], links: Links, shelf: Shelf) -> tuple[bytes, bytes, bytes]:
    """The sorted N-Quads of the whole graph, of which `head` are the first; the Turtle of `head`, and of all else."""
    first = "".join(f"{line}\n" for line in head).encode()
    quads, turtle, shortcuts = [first], [], []
    for _, at in links.pieces:
        files = shelf.links(at)
        quads.append(files[QUADS].removesuffix(files[_SHORTCUTS]))
        turtle.append(files[TURTLE])
        shortcuts += files[_SHORTCUTS].splitlines(keepends=True)
    last = b"".join(sorted(shortcuts))
    return b"".join([*quads, last]), turtle_chunk(first), b"".join([*turtle, turtle_chunk(last)])


def _piece(links: Sequence[Likeness], reviews: Mapping[str, str], config: Config) -> tuple[Files, Counted]:
    lines = to_nquads((triple for link in links for triple in link_triples(link)), GRAPH)
    about = "".join(f"{line}\n" for line in lines if line.startswith(_LINK)).encode()
    shortcuts = "".join(f"{line}\n" for line in lines if not line.startswith(_LINK)).encode()
    statements = [f"{without_graph(line)}\n".encode() for line in lines]
    broken = of_likenesses(b"".join(statements), links, reviews, terms_of(config), config)
    files = {QUADS: about + shortcuts, TURTLE: turtle_chunk(about), _SHORTCUTS: shortcuts}
    return files, Counted(len(lines), tally(statements, BASE), broken)
