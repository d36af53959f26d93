"""A graph as the shapes look at it: what is said of a node, and which nodes say something of a value.

    lines of N-Triples  ->  Statements

Terms are compared as text, so each must be written in one way only: as graph/terms.py or Oxigraph writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from dhrgraph.errors import VocabularyError

Facts = Mapping[str, Sequence[str]]  # of one node: the values of each property, each once; all are terms
_NONE: Facts = {}


class Graph(Protocol):
    """What a check may ask of a graph. Nodes, properties and values are terms."""

    def facts(self, node: str) -> Facts:
        """All that is said of a node; empty for a literal."""
        ...

    def objects(self, node: str, predicate: str) -> Sequence[str]:
        """The values of a property of a node, each once."""
        ...

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """The nodes that have a value under a property, each once."""
        ...


class Statements:
    """A graph in memory, by node, with another around it that is looked at too."""

    def __init__(self, triples: Iterable[tuple[str, str, str]], around: Statements | None = None) -> None:
        """`triples` may not repeat one another."""
        own: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, value in triples:
            facts = own.get(subject)
            if facts is None:
                own[subject] = {predicate: [value]}
            elif predicate in facts:
                facts[predicate].append(value)
            else:
                facts[predicate] = [value]
        self._own = own
        self._layers: tuple[Mapping[str, Mapping[str, list[str]]], ...] = (own,) if own else ()
        if around is not None:
            self._layers += around._layers
        self._around = around or None
        self._inverse: dict[str, dict[str, list[str]]] = {}

    def __bool__(self) -> bool:
        return bool(self._layers)

    def own(self) -> Iterator[tuple[str, Facts]]:
        """The nodes that this graph speaks of, with what it says of each, without the one around it."""
        return iter(self._own.items())

    def facts(self, node: str) -> Facts:
        """All that is said of a node, here and around."""
        here = self._own.get(node, _NONE)
        there = self._around.facts(node) if self._around is not None else _NONE
        if not there:
            return here
        return {name: _both(here.get(name, ()), there.get(name, ())) for name in dict.fromkeys((*here, *there))}

    def objects(self, node: str, predicate: str) -> Sequence[str]:
        """The values of a property of a node, here and around."""
        found: Sequence[str] = ()
        for layer in self._layers:
            if node in layer and predicate in layer[node]:
                found = _both(found, layer[node][predicate])
        return found

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """The nodes that have a value under a property, here and around."""
        if predicate not in self._inverse:
            self._inverse[predicate] = self._turned(predicate)
        here = self._inverse[predicate].get(value, ())
        return _both(here, self._around.subjects(predicate, value)) if self._around is not None else here

    def _turned(self, predicate: str) -> dict[str, list[str]]:
        turned: dict[str, list[str]] = {}
        for subject, facts in self._own.items():
            for value in facts.get(predicate, ()):
                turned.setdefault(value, []).append(subject)
        return turned


def _both(here: Sequence[str], there: Sequence[str]) -> Sequence[str]:
    return list(dict.fromkeys((*here, *there))) if here and there else here or there


def triples_of(ntriples: bytes) -> Iterator[tuple[str, str, str]]:
    """The statements of N-Triples as Oxigraph or graph/terms.py writes them, each once, in their order.

    Raises:
        VocabularyError: a line is no statement; says which.

    Example:
        >>> list(triples_of(b'<urn:a> <urn:b> "c d" .'))
        [('<urn:a>', '<urn:b>', '"c d"')]
    """
    return triples_of_lines(ntriples.decode().split("\n"))


def triples_of_lines(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The same of lines without their ends; empty lines say nothing."""
    for number, line in enumerate(dict.fromkeys(lines), start=1):
        try:
            subject, predicate, value = line[:-2].split(" ", 2)
        except ValueError:
            if not line:
                continue
            raise VocabularyError(f"line {number} is not N-Triples as this program writes them") from None
        yield subject, predicate, value
