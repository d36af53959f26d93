"""Send a build's named graphs to a store, so that it can be broken off at any moment and begun again.

    Source, Target  ->  plan  ->  Plan  ->  publish  ->  Done

1. Note in the store (`state.py`) that a publish is under way, and take away the digests of all that will be touched.
2. Graph by graph: replace it, add to it in batches, count what the store holds, and only then note its digest.
3. Remove graphs that the build no longer holds, where the user said so; count everything once more; take the mark away.

Nothing is written but graphs with names that only dhrgraph gives. The same build leaves the same store, however often
and wherever it was broken off: the graphs hold no blank nodes, so sending statements twice leaves them once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from dhrgraph.graph.terms import node
from dhrgraph.remote.problems import RemoteError
from dhrgraph.remote.scope import PUBLISHED, Asker, held_graphs, rows_of
from dhrgraph.remote.source import Named, Source, batches
from dhrgraph.remote.state import GONE, State, note, read_state
from dhrgraph.remote.writers import Lines, Writer

_AT_ONCE = 100  # graphs that one question counts: Virtuoso reads its whole index for each question

Step = Callable[[int, int], None]  # statements done, of how many


@dataclass(frozen=True, slots=True)
class Batch:
    """How much goes into one request. Virtuoso's updates run out of memory between 3,000 and 5,000 statements."""

    statements: int = 2_000
    most_bytes: int = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Target:
    """A store: where it is asked and how it is written to."""

    ask: Asker
    writer: Writer
    batch: Batch = field(default_factory=Batch)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a publish would do; all by graph's name."""

    send: tuple[Named, ...]
    same: tuple[Named, ...]  # whole in the store as they are here
    replaces: tuple[str, ...]  # those of `send` that the store holds in another state
    gone: tuple[str, ...]  # in the store, no longer in the build
    state: State

    def to_do(self, prune: bool) -> bool:
        """Whether anything in the store would change."""
        return bool(self.send or self.state.mark or (prune and self.gone))

    @property
    def statements(self) -> int:
        """How many are to be sent."""
        return sum(named.count for named in self.send)


def plan(source: Source, target: Target) -> Plan:
    """What there is to do. Only reads, here and there.

    Raises:
        RemoteError: the store cannot be asked.
        InvalidGraphError: a graph here cannot be sent.
    """
    ask = target.ask
    held = set(held_graphs(ask))
    state = read_state(ask)
    here = list(source.graphs())
    noted = [named for named in here if state.digests.get(named.graph) == named.digest]
    there = counts(target, [named.graph for named in noted])
    same = tuple(named for named in noted if there[named.graph] == named.count)
    whole = {named.graph for named in same}
    send = tuple(named for named in here if named.graph not in whole)
    return Plan(
        send,
        same,
        tuple(named.graph for named in send if named.graph in held),
        tuple(sorted(held - {named.graph for named in here})),
        state,
    )


def publish(source: Source, target: Target, todo: Plan, mark: str, *, prune: bool, step: Step) -> None:
    """Do what `todo` says. `mark`: a word that no other publish has.

    Raises:
        RemoteError: something went wrong, or another publish began meanwhile; to go on: the same again.
    """
    kept = {} if prune else dict.fromkeys(todo.gone, GONE)
    noted = kept | {named.graph: named.digest for named in todo.same}
    _note_all(target, State(mark, noted))
    if not read_state(target.ask).mark:
        raise RemoteError(_ELSEWHERE)
    done = 0
    for named in todo.send:
        for sent in _sent(source, target, named):
            step(done + sent, todo.statements)
        done += named.count
        _still_ours(target, mark)
        target.writer.add(PUBLISHED, [note(named.graph, named.digest)])
    for graph in todo.gone if prune else ():
        target.writer.remove(graph)
    _all_whole(target, (*todo.send, *todo.same))
    _still_ours(target, mark)
    everything = kept | {named.graph: named.digest for named in (*todo.same, *todo.send)}
    _note_all(target, State("", everything))
    if read_state(target.ask) != State("", dict(sorted(everything.items()))):
        raise RemoteError(_MEANWHILE)


def counts(target: Target, graphs: Sequence[str]) -> Counter[str]:
    """How many statements the store holds in each of `graphs`; 0 where it has no such graph."""
    found: Counter[str] = Counter()
    for begin in range(0, len(graphs), _AT_ONCE):
        names = " ".join(map(node, graphs[begin : begin + _AT_ONCE]))
        asked = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        for graph, number in rows_of(target.ask, asked, "g", "n"):
            if graph is not None:  # some engines give a row for the groups of nothing
                found[str(graph)] = _whole_number(number)
    return found


def _whole_number(value: object) -> int:
    if not str(value).isdecimal():
        raise RemoteError("the store cannot say how many statements a graph of it holds: its COUNT is no number.")
    return int(str(value))


def _sent(source: Source, target: Target, named: Named) -> Iterator[int]:
    """Send one graph, telling after each batch how many statements of it are there.

    Raises:
        RemoteError: twice it was sent, and twice the store did not hold as many statements afterwards.
    """
    lines = source.lines(named.graph)
    held = -1
    for _attempt in range(2):
        yield from _replaced(target, named.graph, lines)
        held = counts(target, [named.graph])[named.graph]
        if held == named.count:
            return
    raise RemoteError(
        f"{named.graph}: {named.count:,} statements were sent, twice, and the store holds {held:,}.\n"
        "  It keeps them in another way, or someone else writes to this graph. The graph is not noted as whole."
    )


def _replaced(target: Target, graph: str, lines: Lines) -> Iterator[int]:
    sent = 0
    for part in batches(lines, target.batch.statements, target.batch.most_bytes):
        (target.writer.add if sent else target.writer.replace)(graph, part)
        sent += len(part)
        yield sent


def _note_all(target: Target, state: State) -> None:
    """Make `state` what the store says; broken off halfway, it says too little, and the next publish sends more."""
    for _sent_so_far in _replaced(target, PUBLISHED, state.lines()):
        pass


def _still_ours(target: Target, mark: str) -> None:
    """Return when the mark in the store is this publish's own.

    Raises:
        RemoteError: it is another's, or another publish took it away at its end.
    """
    if read_state(target.ask).mark != mark:
        raise RemoteError(_MEANWHILE)


def _all_whole(target: Target, graphs: Sequence[Named]) -> None:
    there = counts(target, [named.graph for named in graphs])
    changed = [named.graph for named in graphs if there[named.graph] != named.count]
    if changed:
        raise RemoteError(f"{len(changed)} of the graphs changed while others were sent ({changed[0]}). {_MEANWHILE}")


_ELSEWHERE = (
    "the address that is written to and the one that is asked do not show the same store: what was written is not "
    "found.\n  To mend: name both, with --to and --update or --graph-store; or wait, where one is a copy."
)
_MEANWHILE = (
    "another publish to this store began meanwhile: this one stops, and the store may hold parts of both.\n"
    "  To mend: let one end, then run it again; it sends what is missing."
)
