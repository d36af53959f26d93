"""The worked example: one invented case, from the document to what became of the body addressed, step by step.

    N-Quads of a build, ontology/example/{steps,parts}.csv  ->  example_files  ->  the Turtle of each step

What the program makes of ontology/example/*.txt is shared out among the steps: each statement goes to the step of the
first row of parts.csv that fits it. `follows` puts what is said of a node (a passage, a body) where the node is first
pointed to; `own file` leaves out what codes.ttl and themes.ttl say already. Nothing is written by hand, and a test
makes the files again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from dhrgraph.errors import VocabularyError
from dhrgraph.namespaces import curie, iri
from dhrgraph.publish.turtle import to_turtle
from dhrgraph.read.own_tables import read_rows

FOLLOWS, OWN_FILE = "follows", "own file"
FOLDER = "example"  # of ontology/
_QUAD = re.compile(r"<([^>]*)> <([^>]*)> (.*) <([^>]*)> \.")  # a build has no blank nodes
_TYPE, _FURTHER = iri("rdf:type"), f"<{iri('dhr:DocumentMatch')}>"


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the page shows it; `turtle` is empty where the file has not been made yet."""

    number: int
    file: str
    title: str
    words: str
    turtle: str


@dataclass(frozen=True, slots=True, order=True)
class _Fact:
    subject: str
    predicate: str
    value: str  # as N-Triples write it
    graph: str  # main, further, likeness or register

    def line(self) -> str:
        return f"<{self.subject}> <{self.predicate}> {self.value} .\n"


def read_steps(ontology: Path) -> tuple[Step, ...]:
    """The steps in their order, each with the Turtle that stands in its file."""
    folder = ontology / FOLDER
    return tuple(
        Step(int(row["step"]), row["file"], row["title"], row["words"], _text(folder / row["file"]))
        for row in read_rows(folder / "steps.csv")
    )


def example_files(nquads: bytes, ontology: Path) -> dict[str, str]:
    """File name to Turtle for every step: together what `nquads` says but themes and codes, each statement once.

    Raises:
        VocabularyError: no row of parts.csv fits a statement, or nothing points to a node that should follow.
    """
    parts, steps = read_rows(ontology / FOLDER / "parts.csv"), read_rows(ontology / FOLDER / "steps.csv")
    facts = _facts(nquads.decode())
    placed = _placed(facts, parts)
    return {row["file"]: _turtle(facts, placed, int(row["step"]), parts) for row in steps}


def _facts(nquads: str) -> list[_Fact]:
    quads = [found.groups() for found in _QUAD.finditer(nquads)]
    further = {graph for _, predicate, value, graph in quads if (predicate, value) == (_TYPE, _FURTHER)}
    own = {iri(f"gr:{name}"): name for name in ("register", "likeness")}
    return sorted({_Fact(s, p, v, own.get(g, "further" if g in further else "main")) for s, p, v, g in quads})


def _placed(facts: Sequence[_Fact], parts: Sequence[Mapping[str, str]]) -> dict[_Fact, int]:
    """The step of each fact that has one; followers come when what points to them has been placed."""
    where = {fact: _part(fact, parts)["step"] for fact in facts}
    placed = {fact: int(step) for fact, step in where.items() if step not in (FOLLOWS, OWN_FILE)}
    waiting = [fact for fact, step in where.items() if step == FOLLOWS]
    while waiting:
        first: dict[str, int] = {}
        for fact, step in placed.items():
            first[fact.value] = min(step, first.get(fact.value, step))
        found = {fact: first[f"<{fact.subject}>"] for fact in waiting if f"<{fact.subject}>" in first}
        if not found:
            raise VocabularyError(f"{FOLDER}/parts.csv: nothing points to {curie(waiting[0].subject)}, which follows")
        placed |= found
        waiting = [fact for fact in waiting if fact not in found]
    return _once(placed)


def _once(placed: Mapping[_Fact, int]) -> dict[_Fact, int]:
    """What two graphs state stands where it comes first."""
    kept: dict[str, _Fact] = {}
    for fact in sorted(placed, key=lambda fact: (placed[fact], fact)):
        kept.setdefault(fact.line(), fact)
    return {fact: placed[fact] for fact in kept.values()}


def _part(fact: _Fact, parts: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    said = {"graph": fact.graph, "subject": curie(fact.subject), "property": curie(fact.predicate)}
    for row in parts:
        if all(fnmatchcase(said[column], row[column]) for column in said):
            return row
    raise VocabularyError(f"{FOLDER}/parts.csv: no row fits {said['subject']} {said['property']}")


def _turtle(facts: Iterable[_Fact], placed: Mapping[_Fact, int], step: int, parts: Sequence[Mapping[str, str]]) -> str:
    """The facts of a step, those that rows place before those that follow, types first; only prefixes in use."""
    rank = {id(row): place for place, row in enumerate(parts)}
    mine = {fact: min(rank[id(_part(fact, parts))], len(parts)) for fact in facts if placed.get(fact) == step}
    place: dict[str, int] = {}
    for fact, row in mine.items():
        place[fact.subject] = min(row, place.get(fact.subject, row))
    ordered = sorted(mine, key=lambda fact: (place[fact.subject], fact.subject, *_within(fact)))
    return to_turtle(fact.line() for fact in ordered)


def _within(fact: _Fact) -> tuple[bool, str, bool, str]:
    """The order of what is said of one node: its types first and our own before others'."""
    own = not fact.value.startswith(f"<{iri('dhr:')}")
    return fact.predicate != _TYPE, curie(fact.predicate), own, fact.value


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
