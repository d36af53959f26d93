"""Three columns with one thing, or a few that belong together, in the middle: who says it, and what it leads to.

rows, two facets, things of the middle  ->  triptych  ->  Triptych
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.records import Line, Node
from dhrgraph.graph_page.views.facts import facts_of
from dhrgraph.graph_page.views.numbers import Behind, Numbered
from dhrgraph.graph_page.views.order import Groups, groups
from dhrgraph.graph_page.views.parts import among, counts, thing_node, widest
from dhrgraph.network.columns import Facet
from dhrgraph.network.networks.bipartite import left_iri, told_apart
from dhrgraph.network.occurrences import Occurrence, Thing
from dhrgraph.network.tally import agency, partnership

LEFT, MIDDLE, RIGHT = range(3)


@dataclass(frozen=True, slots=True)
class Triptych:
    """Nodes in three columns, and the lines from each column to the next. `narrow` have too few partnerships, and
    `left_out` did not fit."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    narrow: int = 0
    left_out: int = 0

    def column(self, number: int) -> list[Node]:
        """The nodes of a column, in their order."""
        return [node for node in self.nodes if node.column == number]


def triptych(
    material: Material, rows: Sequence[Occurrence], middle: Facet, right: Facet, about: Sequence[Thing]
) -> Triptych:
    """Partnerships on the left, the things `about` (never empty) in the middle in their order, the others on the right.

    A thing of the middle stays although nothing is joined to it.
    """
    places = {thing.id: place for place, thing in enumerate(about)}
    sides = (told_apart(rows, partnership, agency), _only(middle, places), right)
    numbered, grouped, facts = Numbered(material, rows), groups(material), facts_of(material)
    nodes: list[Node] = []
    for column, facet in enumerate(sides):
        behind = numbered.nodes(facet)
        things = about if column == MIDDLE else _things(rows, facet, grouped)
        nodes += [
            thing_node(
                material,
                grouped,
                thing,
                column,
                behind.get(thing.id, Behind()),
                facts(left_iri(thing.id, thing.kind), thing.kind),
            )
            for thing in things
        ]
    ids = {node.id for node in nodes}
    found = {**numbered.across(sides[LEFT], sides[MIDDLE], ids), **numbered.across(sides[MIDDLE], sides[RIGHT], ids)}
    lines = [Line(a, b, "", one.statements, one.reviews) for (a, b), one in found.items()]
    return _small(material, [replace(node, group="") if node.column == MIDDLE else node for node in nodes], lines)


def _only(facet: Facet, places: Iterable[str]) -> Facet:
    wanted = frozenset(places)

    def shows(*of: Thing) -> Thing | None:
        thing = facet.shows(*of)
        return thing if thing is not None and thing.id in wanted else None

    return Facet(facet.of, shows)


def _things(rows: Iterable[Occurrence], facet: Facet, grouped: Groups) -> list[Thing]:
    """What a facet shows, by group and place in the group."""
    things = {thing.id: thing for row in rows for thing in [facet(row)] if thing is not None}
    return sorted(
        things.values(), key=lambda thing: grouped.order(left_iri(thing.id, thing.kind), thing.label, thing.kind)
    )


def _small(material: Material, nodes: Sequence[Node], lines: Sequence[Line]) -> Triptych:
    """Without the lines that too few partnerships have, and without the narrowest nodes where not all fit.

    How wide a line is, its end in the middle tells on the left, where the other is a partnership; on the right, itself.
    """
    least, behind = material.asked.min_partnerships, {node.id: node for node in nodes}

    def wide(line: Line) -> bool:
        left = behind[line.source].column == LEFT
        return counts(material, behind[line.target] if left else line).partnerships >= least

    lines = [line for line in lines if least <= 1 or wide(line)]
    joined = {end for line in lines for end in (line.source, line.target)}
    fitting = [node for node in nodes if least <= 1 or node.id in joined or node.column == MIDDLE]
    drawn = widest(material, fitting, {node.id for node in fitting if node.column == MIDDLE})
    return Triptych(drawn, among(lines, drawn), len(nodes) - len(fitting), len(fitting) - len(drawn))
