"""The model: which kinds of thing the graph holds and how they hang together.

    ontology/picture/*.csv, ontology/dhr.ttl, Material  ->  model_view  ->  View

Of the pictures of the ontology the first is shown, the one of a review: who opens the page for the first time needs
it; the others are in the reference of the ontology.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dhrgraph.errors import VocabularyError
from dhrgraph.graph.store import Askable, read_triples
from dhrgraph.graph_page.command import command
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.records import Line, Node, Size, View
from dhrgraph.namespaces import DHR, PREFIXES, PROLOGUE, THEME, iri
from dhrgraph.read.own_tables import Row, read_rows
from dhrgraph.resources import folder

_LABEL, _DEFINITION = PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "definition"
_DOMAIN, _TYPE = PREFIXES["rdfs"] + "domain", PREFIXES["rdf"] + "type"
_DATATYPE_PROPERTY = PREFIXES["owl"] + "DatatypeProperty"
_CONCEPT = PREFIXES["skos"] + "Concept"  # in the pictures: a theme; in the graph the codes of every list are some too
_THEMES = THEME.removesuffix("/")  # the scheme of themes
KIND_OF = "rdfs:subClassOf"


def model_view(material: Material) -> View:
    """The kinds of thing a review leads to, with how many of each the graph holds.

    Raises:
        VocabularyError: ontology/picture/ or ontology/dhr.ttl is not whole.
    """
    ontology = folder("ontology")
    said = _said(ontology / "dhr.ttl")
    picture = read_rows(ontology / "picture" / "pictures.csv")[0]
    boxes, edges = (_of_picture(ontology, name, picture["picture"]) for name in ("boxes", "edges"))
    classes = [iri(box["class"]) for box in boxes]
    held = _held(material.store, classes)
    used = _used(material.store, {name for one in classes for name in said.recorded(one)})
    relations = [_Relation.of(edge, said) for edge in edges]
    further = _further(relations)
    nodes = tuple(_node(box, said, held, used, further) for box in boxes)
    lines = _lines(relations)
    if unknown := {end for line in lines for end in (line.source, line.target)} - set(classes):
        raise VocabularyError(f"picture/edges.csv: no box for {', '.join(sorted(unknown))}")
    return View(
        name="model",
        title="How the graph is made",
        sentence=f"An arrow is a relation that the graph knows between two kinds of thing. {picture['words']}",
        finding=_finding(nodes, lines),
        form="free",
        nodes=nodes,
        lines=lines,
        counted=False,
        sizes=(Size("held", "How many there are", "How many of its kind this graph holds."),),
        directed=True,
        command=command("model", material.asked),
    )


def _of_picture(ontology: Path, name: str, picture: str) -> list[Row]:
    return [row for row in read_rows(ontology / "picture" / f"{name}.csv") if row["picture"] == picture]


class _Said:
    """What the ontology says of its terms."""

    def __init__(self, triples: Iterable[tuple[str, str, object]]) -> None:
        self._pairs: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, value in triples:
            self._pairs.setdefault(predicate, {}).setdefault(subject, []).append(str(value))

    def label(self, term: str) -> str:
        """The label of a term of ours; of others, who label in many styles, the words its name is made of."""
        if term.startswith(DHR) and (given := self._all(_LABEL, term)):
            return given[0]
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split("[#/]", term)[-1]).lower()

    def definition(self, term: str) -> str:
        """What it means, "" for a term of others."""
        return " ".join(self._all(_DEFINITION, term)[:1])

    def recorded(self, of_class: str) -> list[str]:
        """The properties with plain values that things of a class of ours have, those of wider classes first."""
        if not of_class.startswith(DHR):
            return []
        wider = [name for above in self._all(iri(KIND_OF), of_class) for name in self.recorded(above)]
        own = [
            name
            for name, domains in self._pairs.get(_DOMAIN, {}).items()
            if of_class in domains and _DATATYPE_PROPERTY in self._all(_TYPE, name)
        ]
        return list(dict.fromkeys([*wider, *own]))

    def _all(self, predicate: str, subject: str) -> Sequence[str]:
        return self._pairs.get(predicate, {}).get(subject, ())


@dataclass(frozen=True, slots=True)
class _Relation:
    """A property between two classes. A line of the picture may name its inverse too: it is read the one way only."""

    source: str
    target: str
    label: str

    @classmethod
    def of(cls, edge: Row, said: _Said) -> _Relation:
        name = edge["property"].split()[0]
        label = "is a kind of" if name == KIND_OF else said.label(iri(name))
        return cls(iri(edge["from"]), iri(edge["to"]), label)


@cache
def _said(path: Path) -> _Said:
    return _Said(read_triples(path))


def _held(store: Askable, classes: Sequence[str]) -> Mapping[str, int]:
    """How many things of each class the store holds."""
    values = " ".join(f"<{one}>" for one in classes if one != _CONCEPT)
    rows = store.select(
        f"SELECT ?type (COUNT(DISTINCT ?thing) AS ?n) {{ VALUES ?type {{ {values} }} ?thing a ?type }} GROUP BY ?type"
    ).rows
    found = dict.fromkeys(classes, 0) | {str(one): int(str(number)) for one, number in rows if one is not None}
    if _CONCEPT in found:
        themes = f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ ?thing skos:inScheme <{_THEMES}> }}"
        found[_CONCEPT] = int(str(store.select(PROLOGUE + themes).rows[0][0]))
    return MappingProxyType(found)


def _used(store: Askable, properties: Iterable[str]) -> frozenset[str]:
    """Those of `properties` that the store uses at all."""
    values = " ".join(f"<{one}>" for one in sorted(properties))
    question = f"SELECT ?name {{ VALUES ?name {{ {values} }} FILTER EXISTS {{ ?thing ?name ?value }} }}"
    return frozenset(str(name) for (name,) in store.select(question).rows)


def _node(
    box: Row, said: _Said, held: Mapping[str, int], used: Container[str], further: Mapping[str, Sequence[str]]
) -> Node:
    term = iri(box["class"])
    recorded = [said.label(name) for name in said.recorded(term) if name in used]
    facts = (
        ("In this graph", f"{held[term]:,}" if held[term] else "none"),
        ("Recorded of it", ", ".join([*further.get(term, ()), *recorded])),
        ("In queries", box["class"]),
    )
    return Node(
        term,
        box["label"] or said.label(term),
        f"class-{box['kind']}",
        at=_place(float(box["column"]), float(box["row"])),
        about=said.definition(iri("dhr:hasTheme") if term == _CONCEPT else term),
        facts=tuple(fact for fact in facts if fact[1]),
        measures={"held": held[term]},
    )


def _place(column: float, row: float) -> tuple[float, float]:
    """Every other column stands half a row lower: lines are straight here, and would run through what is between."""
    return (column, row + (0.5 if column % 2 == 0 else 0))


def _lines(relations: Sequence[_Relation]) -> tuple[Line, ...]:
    """One line for each two classes that relations join: what the first of them is called."""
    first = {(one.source, one.target): one for one in reversed(relations)}
    return tuple(Line(one.source, one.target, one.label) for one in relations if first[one.source, one.target] is one)


def _further(relations: Sequence[_Relation]) -> dict[str, list[str]]:
    """What else joins a class to one that it has a line to."""
    drawn: set[tuple[str, str]] = set()
    found: dict[str, list[str]] = {}
    for one in relations:
        if (one.source, one.target) in drawn:
            found.setdefault(one.source, []).append(one.label)
        drawn.add((one.source, one.target))
    return found


def _finding(nodes: Sequence[Node], lines: Sequence[Line]) -> str:
    """How to read the picture, with its first line as an example."""
    called = {node.id: node.label for node in nodes}
    example = f"“{called[lines[0].source]} {lines[0].label} {called[lines[0].target]}”"
    return (
        f"Each shape is a kind of thing in the graph; each arrow reads as a sentence, such as {example}. "
        "Press a shape to see what it means and how many there are."
    )
