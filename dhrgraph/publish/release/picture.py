"""The model drawn: classes as boxes, properties as lines, in the pictures that ontology/picture/ sets out.

    ontology/picture/*.csv, the ontology  ->  read_pictures  ->  Picture  ->  svg

Which class stands where is data (boxes.csv), and so is the way of each line (edges.csv); names and directions are the
ontology's. The tests hold that every class is drawn, that every line says what the ontology says, and that no line
crosses a box. Colours and shapes are those of the graph page: colour never tells alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from rdflib import OWL, RDFS, Graph, URIRef

from dhrgraph.errors import VocabularyError
from dhrgraph.namespaces import DHR, iri
from dhrgraph.publish.release.picture_layout import (
    HEIGHT,
    LINE,
    Point,
    Rect,
    Words,
    extent,
    label,
    named,
    place,
    rounded,
    route,
    wrapped,
)
from dhrgraph.publish.release.reference_terms import parsed
from dhrgraph.read.own_tables import read_rows

FOLDER = "picture"  # of ontology/
KIND_OF = "rdfs:subClassOf"
NAME_SIZE, NAME_ROOM = 14, 148  # pixels


@dataclass(frozen=True, slots=True)
class Kind:
    """How boxes of one kind are marked."""

    name: str
    colour: str
    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Inner:
    """A class within a box."""

    curie: str
    label: str
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """A class; `name` is its label in the lines it takes."""

    curie: str
    label: str
    name: tuple[str, ...]
    kind: Kind
    rect: Rect
    inside: tuple[Inner, ...]

    @property
    def own(self) -> bool:
        """Whether it is a class of this ontology, and not one of another's."""
        return self.curie.startswith("dhr:")


@dataclass(frozen=True, slots=True)
class Edge:
    """A line: one property, or two that join the same classes; `both` for a property and its inverse."""

    start: str
    end: str
    properties: tuple[str, ...]
    labels: tuple[str, ...]
    points: tuple[Point, ...]
    words: Words
    both: bool

    @property
    def kind_of(self) -> bool:
        """Whether the line says that one class is a kind of another."""
        return self.properties == (KIND_OF,)

    @property
    def path(self) -> str:
        """The `d` of the line."""
        return rounded(self.points)


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing; `words` say in a paragraph what is to be seen in it."""

    name: str
    title: str
    words: str
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]

    @property
    def extent(self) -> Rect:
        """The ground that the drawing takes."""
        rects = [box.rect for box in self.boxes] + [edge.words.ground() for edge in self.edges]
        return extent(rects, [edge.points for edge in self.edges])

    @property
    def curies(self) -> frozenset[str]:
        """The classes and properties that are drawn."""
        inner = (one.curie for box in self.boxes for one in box.inside)
        lines = (name for edge in self.edges for name in edge.properties)
        return frozenset((*(box.curie for box in self.boxes), *inner, *lines))

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that occur, for the key."""
        return tuple(dict.fromkeys(box.kind for box in self.boxes))

    def label_of(self, curie: str) -> str:
        """The label of a class that is drawn."""
        return next(box.label for box in self.boxes if box.curie == curie)


def read_pictures(ontology: Path, graph: Graph) -> tuple[Picture, ...]:
    """The pictures in their order. `graph` holds dhr.ttl and what is known of outside terms.

    Raises:
        VocabularyError: a row names a class, a kind or a path that is not there.
    """
    tables = {name: read_rows(ontology / FOLDER / f"{name}.csv") for name in ("pictures", "boxes", "edges", "kinds")}
    kinds = {row["kind"]: Kind(row["kind"], row["colour"], row["shape"], row["words"]) for row in tables["kinds"]}
    boxes, edges = named(tables["boxes"], "picture"), named(tables["edges"], "picture")
    return tuple(
        _picture(row, boxes[row["picture"]], edges.get(row["picture"], []), kinds, graph) for row in tables["pictures"]
    )


def svg(picture: Picture, *, links: str = "", alone: bool = True) -> str:
    """The drawing as SVG. `links` goes before `#Class`; `alone` for a file of its own, with its style in it."""
    return _environment().get_template("picture.svg.j2").render(
        picture=picture, links=links, style=style() if alone else "", line=LINE, head=HEIGHT
    )  # fmt: skip


def drawings(ontology: Path) -> dict[str, str]:
    """File name to SVG for each picture by itself, its boxes leading to the terms by their IRIs.

    Example:
        >>> from dhrgraph.resources import folder
        >>> list(drawings(folder("ontology")))
        ['model-review.svg', 'model-evidence.svg', 'model-bodies.svg']
    """
    graph = parsed(ontology / "dhr.ttl", ontology / "external.ttl")
    pictures = read_pictures(ontology, graph)
    return {f"model-{picture.name}.svg": svg(picture, links=DHR.removesuffix("#")) for picture in pictures}


def style() -> str:
    """The style of drawings, for a page that holds some."""
    return (files(__package__) / "templates" / "picture.css").read_text(encoding="utf-8")


def label_of(graph: Graph, curie: str) -> str:
    """The label of a term of ours; of others, who label in many styles, the words its name is made of.

    Example:
        >>> label_of(Graph(), "oa:hasSource")
        'has source'
    """
    given = min((str(found) for found in graph.objects(URIRef(iri(curie)), RDFS.label)), default="")
    if given and curie.startswith("dhr:"):
        return given
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", curie.partition(":")[2]).lower()


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dhrgraph", "publish/release/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _picture(
    row: Mapping[str, str],
    boxes: Sequence[Mapping[str, str]],
    edges: Sequence[Mapping[str, str]],
    kinds: Mapping[str, Kind],
    graph: Graph,
) -> Picture:
    within = named([box for box in boxes if box["within"]], "within")
    drawn = [_box(box, within.get(box["class"], []), kinds, graph) for box in boxes if not box["within"]]
    rects = {box.curie: box.rect for box in drawn}
    if unknown := {edge[end] for edge in edges for end in ("from", "to")} - set(rects):
        raise VocabularyError(f"picture/edges.csv: {row['picture']} has no box for {', '.join(sorted(unknown))}")
    lines = tuple(_edge(edge, rects, graph) for edge in edges)
    return Picture(row["picture"], row["title"], row["words"], tuple(drawn), lines)


def _box(row: Mapping[str, str], within: Sequence[Mapping[str, str]], kinds: Mapping[str, Kind], graph: Graph) -> Box:
    if row["kind"] not in kinds:
        raise VocabularyError(f"picture/boxes.csv: {row['class']} is of the kind {row['kind']!r}, not in kinds.csv")
    rect = place(float(row["column"]), float(row["row"]), len(within))
    words = row["label"] or label_of(graph, row["class"])
    inside = tuple(
        Inner(inner["class"], label_of(graph, inner["class"]), rect.y + HEIGHT + LINE * n)
        for n, inner in enumerate(within)
    )
    return Box(row["class"], words, wrapped(words, NAME_ROOM, NAME_SIZE), kinds[row["kind"]], rect, inside)


def _edge(row: Mapping[str, str], rects: Mapping[str, Rect], graph: Graph) -> Edge:
    properties = tuple(row["property"].split())
    labels = tuple("a kind of" if name == KIND_OF else label_of(graph, name) for name in properties)
    points = route(row["path"], rects[row["from"]], rects[row["to"]])
    first, second = (URIRef(iri(name)) for name in (properties[0], properties[-1]))
    both = (first, OWL.inverseOf, second) in graph or (second, OWL.inverseOf, first) in graph
    return Edge(row["from"], row["to"], properties, labels, points, label(labels, points, row["label"]), both)
