"""The graph of links between recommendations in pieces, each made anew only when one of its links is another.

    Likeness ..., Shelf  ->  link_pieces  ->  Links: where the statements of each piece stand, and what is counted

Two pieces for each review, which is what IRIs of recommendations begin with, to the first full stop: what is said of
the links whose first recommendation is of that review, and the shortcuts from its recommendations to others. So the
statements of each piece stand together in the sorted graph, all of the first kind before those of the second.

A document more gives links to many reviews: of a piece that changed only the links that are others are made and held
against the shapes, those of many pieces at once. Its bytes are the same whatever stood there before, and no piece is
kept with a link that breaks the shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

from dhrgraph.config import Config
from dhrgraph.graph.likenesses import GRAPH, link_triples, shortcuts
from dhrgraph.graph.quads import without_graph
from dhrgraph.graph.shapes import Violation
from dhrgraph.graph.store.chunks import turtle_chunk
from dhrgraph.graph.terms import node, to_nquads
from dhrgraph.namespaces import BASE, PREFIXES
from dhrgraph.pipeline.cache import expand
from dhrgraph.pipeline.checks import of_likenesses
from dhrgraph.pipeline.likenesses import Compared
from dhrgraph.pipeline.making import terms_of
from dhrgraph.pipeline.shelf import Shelf
from dhrgraph.publish.dataset.counts import Tally, tally
from dhrgraph.records import Likeness, LikenessStrength

_LINK = f"<{PREFIXES['lk']}"
_NAME = f" {node(GRAPH)} .\n".encode()
_QUADS = re.compile(rb"(<[^>]*>) .*\n(?:\1 .*\n)*")  # all lines about one thing
_TURTLE = re.compile(rb"[^\t\n].*\n(?:\t.*\n)*")
_KEY = 16  # bytes of what tells a link from all others
_LINKS = 2_000  # that are made at once

Some = TypeVar("Some")
Pair = tuple[str, str, LikenessStrength]  # the slugs of two recommendations, from the one to the other
Said = tuple[bytes, bytes, bytes]  # of one link: its quads, its Turtle, its key


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of a piece."""

    quads: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Turtle:
    """A piece as Turtle, and the keys of its links in the same order; no keys for shortcuts."""

    text: bytes
    keys: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is said of the links whose first recommendation is of one review; `links` are by their keys."""

    name: str
    at: bytes
    links: Mapping[bytes, Likeness]


@dataclass(frozen=True, slots=True)
class Links:
    """`pieces` are pairs of a name and where the statements stand, in the order of the graph; `counted` is of each.
    Where links break the shapes (`broken`) there are none."""

    pieces: tuple[tuple[str, bytes], ...] = ()
    counted: tuple[Counted, ...] = ()
    broken: tuple[Violation, ...] = ()


def link_pieces(alike: Iterable[Likeness], texts: Iterable[Compared], shelf: Shelf, config: Config) -> Links:
    """The pieces of all links between `texts`: those that are not on the shelf are made and put there."""
    reviews = {one.slug: one.review for one in texts}
    by_first: dict[str, dict[bytes, Likeness]] = {}
    by_end: dict[str, list[Pair]] = {}
    for link in alike:
        by_first.setdefault(_review(link.first), {})[_key(link, reviews)] = link
        for one, other in ((link.first, link.second), (link.second, link.first)):
            by_end.setdefault(_review(one), []).append((one, other, link.strength))
    pieces = [
        _Piece(f"{GRAPH}/{review}", shelf.of_links(b"".join(links).hex()), links)
        for review, links in _in_order(by_first)
    ]
    new = [piece for piece in pieces if shelf.counted(piece.at) is None]
    broken = [violation for some in _some(new) for violation in _make(some, reviews, shelf, config)]
    if broken:
        return Links(broken=tuple(broken))
    places = [(piece.name, piece.at) for piece in pieces]
    places += [_between(review, sorted(pairs), shelf) for review, pairs in _in_order(by_end)]
    return Links(tuple(places), tuple(shelf.counted(at) for _, at in places))


def links_graph(links: Links, shelf: Shelf) -> Iterator[tuple[bytes, bytes]]:
    """The packed sorted N-Quads and the Turtle of each piece, in the order of the graph."""
    for _, at in links.pieces:
        quads, turtle = shelf.links(at)
        yield quads, turtle.text


def _some(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """The same, some at a time: shapes ask less of many links together, and memory holds these only."""
    some: list[_Piece] = []
    for piece in pieces:
        some.append(piece)
        if sum(len(one.links) for one in some) >= _LINKS:
            yield some
            some = []
    yield some


def _make(pieces: Sequence[_Piece], reviews: Mapping[str, str], shelf: Shelf, config: Config) -> tuple[Violation, ...]:
    """Make these pieces and put them on the shelf, unless links that are new break the shapes: where they do."""
    known = {key: said for piece in pieces for key, said in _known(shelf.last_links(piece.name), shelf).items()}
    fresh = {key: link for piece in pieces for key, link in piece.links.items() if key not in known}
    lines = to_nquads((triple for link in fresh.values() for triple in link_triples(link)), GRAPH)
    if broken := _broken(lines, list(fresh.values()), reviews, config):
        return broken
    known |= _said(lines, {_subject(link): key for key, link in fresh.items()})
    for piece in pieces:
        said = sorted(known[key] for key in piece.links)
        quads = b"".join(one for one, _, _ in said)
        turtle = Turtle(b"".join(one for _, one, _ in said), tuple(key for _, _, key in said))
        shelf.put_links(piece.at, quads, turtle, _count(quads))
        shelf.put_last_links(piece.name, piece.at)
    return ()


def _between(review: str, pairs: Sequence[Pair], shelf: Shelf) -> tuple[str, bytes]:
    """The piece of shortcuts, which were held against the shapes with what is said of their links: name, and place."""
    at = shelf.of_links("\n".join(map("\t".join, pairs)))
    if shelf.counted(at) is None:
        quads = _joined(to_nquads((triple for pair in pairs for triple in shortcuts(*pair)), GRAPH))
        shelf.put_links(at, quads, Turtle(turtle_chunk(quads)), _count(quads))
    return f"{GRAPH}/{review}/shortcuts", at


def _known(at: bytes, shelf: Shelf) -> dict[bytes, Said]:
    """What is said of each link of an earlier piece, by its key."""
    if not at or shelf.counted(at) is None:
        return {}
    quads, turtle = shelf.links(at)
    texts = zip(_blocks(_QUADS, expand(quads)), _blocks(_TURTLE, turtle.text), turtle.keys, strict=True)
    return {key: (one, other, key) for one, other, key in texts}


def _said(lines: Sequence[str], keys: Mapping[bytes, bytes]) -> dict[bytes, Said]:
    """What these statements say of each link, but for shortcuts; `keys` are by the links' IRIs."""
    quads = _joined(line for line in lines if line.startswith(_LINK))
    texts = zip(_blocks(_QUADS, quads), _blocks(_TURTLE, turtle_chunk(quads)), strict=True)
    of_links = ((keys[one.partition(b" ")[0]], one, turtle) for one, turtle in texts)
    return {key: (one, turtle, key) for key, one, turtle in of_links}


def _broken(
    lines: Sequence[str], links: Sequence[Likeness], reviews: Mapping[str, str], config: Config
) -> tuple[Violation, ...]:
    """Where links break the shapes, of which `lines` are all statements."""
    statements = _joined(map(without_graph, lines))
    return of_likenesses(statements, links, reviews, terms_of(config), config) if links else ()


def _count(quads: bytes) -> Counted:
    statements = quads.replace(_NAME, b" .\n").splitlines(keepends=True)
    return Counted(len(statements), tally(statements, BASE))


def _key(link: Likeness, reviews: Mapping[str, str]) -> bytes:
    """What tells a link from all others, and from itself where anything of it is another."""
    said = (link.first, link.second, link.strength, link.score, link.terms, link.documents)
    told = repr((*said, reviews[link.first], reviews[link.second]))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=_KEY).digest()


def _subject(link: Likeness) -> bytes:
    return node(f"lk:{link.first}.{link.second}").encode()


def _review(slug: str) -> str:
    return slug.partition(".")[0]


def _in_order(pieces: Mapping[str, Some]) -> list[tuple[str, Some]]:
    """In the order of the graph."""
    return sorted(pieces.items(), key=lambda piece: node(f"lk:{piece[0]}."))


def _blocks(pattern: re.Pattern[bytes], text: bytes) -> list[bytes]:
    return [found.group() for found in pattern.finditer(text)]


def _joined(lines: Iterable[str]) -> bytes:
    return "".join([f"{line}\n" for line in lines]).encode()
