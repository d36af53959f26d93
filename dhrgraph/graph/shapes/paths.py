"""Property paths (SHACL 2.3.1): from a node along properties to values.

Path, Graph, nodes  ->  follow  ->  values, each once
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dhrgraph.graph.shapes.graphs import Graph


@dataclass(frozen=True, slots=True)
class Along:
    """One property, in its own direction."""

    predicate: str


@dataclass(frozen=True, slots=True)
class Against:
    """One property from its value to its subject (sh:inversePath)."""

    predicate: str


@dataclass(frozen=True, slots=True)
class InTurn:
    """One path after another."""

    steps: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of several paths (sh:alternativePath)."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class AnyTimes:
    """A path as often as it leads on, or not at all (sh:zeroOrMorePath)."""

    path: Path


Path = Along | Against | InTurn | Either | AnyTimes


def follow(graph: Graph, nodes: Iterable[str], path: Path) -> list[str]:
    """Where a path leads to from `nodes`, each value once.

    Example:
        >>> from dhrgraph.graph.shapes.graphs import Statements
        >>> graph = Statements([("a", "up", "b"), ("b", "up", "c")])
        >>> follow(graph, ["a"], AnyTimes(Along("up"))), follow(graph, ["c"], Against("up"))
        (['a', 'b', 'c'], ['b'])
    """
    match path:
        case Along(predicate):
            values = [value for node in nodes for value in graph.objects(node, predicate)]
            return list(dict.fromkeys(values)) if len(values) > 1 else values
        case Against(predicate):
            return list(dict.fromkeys(subject for node in nodes for subject in graph.subjects(predicate, node)))
        case InTurn(steps):
            reached = list(nodes)
            for step in steps:
                reached = follow(graph, reached, step) if reached else reached
            return reached
        case Either(paths):
            start = list(nodes)
            return list(dict.fromkeys(value for way in paths for value in follow(graph, start, way)))
        case AnyTimes(way):
            found = dict.fromkeys(nodes)
            new = list(found)
            while new:
                new = [value for value in follow(graph, new, way) if value not in found]
                found |= dict.fromkeys(new)
            return list(found)


def first_steps(path: Path) -> Iterator[str]:
    """The properties of the focus node itself that a path starts with."""
    match path:
        case Along(predicate):
            yield predicate
        case Against():
            return
        case InTurn(steps):
            yield from first_steps(steps[0])
        case Either(paths):
            for way in paths:
                yield from first_steps(way)
        case AnyTimes(way):
            yield from first_steps(way)


def against(path: Path, first: bool = True) -> Iterator[tuple[str, bool]]:
    """The properties of a path that are followed from value to subject, and whether from the focus node itself."""
    match path:
        case Against(predicate):
            yield predicate, first
        case Along():
            return
        case InTurn(steps):
            for number, step in enumerate(steps):
                yield from against(step, first and number == 0)
        case Either(paths):
            for way in paths:
                yield from against(way, first)
        case AnyTimes(way):
            yield from against(way, first=False)


def predicates(path: Path) -> Iterator[str]:
    """All properties of a path."""
    match path:
        case Along(predicate) | Against(predicate):
            yield predicate
        case InTurn(paths) | Either(paths):
            for way in paths:
                yield from predicates(way)
        case AnyTimes(way):
            yield from predicates(way)
