"""Hold a file of any size against the shapes: piece by piece, with what each needs of the others.

    Spool  ->  survey  ->  Survey  ->  broken_of_pieces  ->  violations

A file that has what is said of a node in one place, and near the nodes that it speaks of, as ours have, needs little
memory. What is said of a node in several places is gathered first; one whose lines stand in no order at all is gathered
whole.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise

from dhrgraph.graph.shapes.checking import broken
from dhrgraph.graph.shapes.components import TYPE
from dhrgraph.graph.shapes.graphs import Statements, triples_of_lines
from dhrgraph.graph.shapes.shape import Shapes
from dhrgraph.graph.shapes.violation import Violation
from dhrgraph.graph.store.spool import Spool

Triple = tuple[str, str, str]
Look = Callable[[tuple[int, int] | None], set[Violation]]


@dataclass(frozen=True, slots=True)
class Survey:
    """What must be known before a piece can be looked at by itself.

    `scattered` are the lines about nodes that several pieces speak of: a piece of their own, left out of the others.
    `known` are statements that the shapes may follow from one piece to another.
    """

    pieces: tuple[tuple[int, int], ...]
    scattered: dict[str, list[str]]
    known: Statements


def broken_of_pieces(spool: Spool, shapes: Shapes, size: int, jobs: int = 1) -> set[Violation]:
    """Every way in which the graph of a file breaks `shapes`, in pieces of some `size` bytes, `jobs` at a time."""
    found = survey(spool, shapes, size)
    look = partial(_broken_of, spool, shapes, found)
    everything: set[Violation] = set(look(None))
    if jobs < 2 or len(found.pieces) < 2 or not sys.platform.startswith("linux"):
        return everything.union(*map(look, found.pieces))
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _remember, (look,)) as pool:
        return everything.union(*pool.map(_looked, found.pieces))


_looks: list[Look] = []  # what a forked process finds as it was here: nothing of it need be sent


def _remember(look: Look) -> None:
    _looks.append(look)


def _looked(piece: tuple[int, int]) -> set[Violation]:
    return _looks[-1](piece)


def _broken_of(spool: Spool, shapes: Shapes, found: Survey, piece: tuple[int, int] | None) -> set[Violation]:
    graph = Statements(_triples(spool, found.scattered, piece), found.known)
    return set(broken(graph, ((node, facts, facts) for node, facts in graph.own()), shapes))


def survey(spool: Spool, shapes: Shapes, size: int) -> Survey:
    """Where the pieces of a file start and end, and what they need of one another."""
    pieces = tuple(spool.pieces(size))
    scattered = _scattered(spool, pieces)
    wanted: set[str] = set()
    known: dict[Triple, None] = {}
    for piece in (*pieces, None):
        triples = list(_triples(spool, scattered, piece))
        here = {subject for subject, _, _ in triples}
        for triple in triples:
            outside = triple[2] not in here
            if outside and triple[2][0] != '"':
                wanted.add(triple[2])
            if triple[1] in shapes.against and (outside or not shapes.against[triple[1]]):
                known[triple] = None  # it is followed from its value, of which another piece may speak
                wanted.add(triple[0])
    asked = set(wanted)
    while asked:  # what is said of what was asked for may lead on
        more = {
            t: None
            for piece in (*pieces, None)
            for t in _triples(spool, scattered, piece, asked)
            if t[1] in shapes.followed
        }
        known |= more
        asked = {value for _, predicate, value in more if value[0] != '"' and predicate != TYPE} - wanted
        wanted |= asked
    return Survey(pieces, scattered, Statements(known))


def _scattered(spool: Spool, pieces: Iterable[tuple[int, int]]) -> dict[str, list[str]]:
    """The lines about nodes that more than one piece speaks of, by node."""
    marks: list[int] = []
    for piece in pieces:
        marks += {hash(line.partition(" ")[0]) for line in spool.lines(*piece)}
    marks.sort()
    several = {mark for mark, after in pairwise(marks) if mark == after}  # a node too many does no harm
    lines: dict[str, list[str]] = {}
    for piece in pieces if several else ():
        for line in spool.lines(*piece):
            node = line.partition(" ")[0]
            if hash(node) in several:
                lines.setdefault(node, []).append(line)
    return lines


def _triples(
    spool: Spool, scattered: dict[str, list[str]], piece: tuple[int, int] | None, only: set[str] | None = None
) -> Iterator[Triple]:
    """The statements of a piece, or of the scattered lines where it is None; `only` those about some nodes."""
    lines = chain.from_iterable(scattered.values()) if piece is None else iter(spool.lines(*piece))
    if only is not None:
        lines = (line for line in lines if line.partition(" ")[0] in only)
    for triple in triples_of_lines(lines):
        if piece is None or triple[0] not in scattered:
            yield triple
