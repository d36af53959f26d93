"""How much room the rows of a column need: the least px from each node to the next, and from a heading to its group.

    nodes of a column, side of their labels  ->  Rows

Labels of outer columns stand beside the shape, those of inner columns below it; a recommendation shows its number
beside it. A node named as its group, such as a theme before its narrower ones, is itself the heading. How many lines
words take up is reckoned by their length: the page, which can measure them, mends the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from dhrgraph.graph_page.records import Node, Side

LINE = 16  # px of a line of 13.5 px type
GAP = 4  # px between two rows
SHAPE, DOT = 13, 9  # px from the middle of a shape to its edge, and of a recommendation's
BESIDE, UNDER = 38, 22  # characters in a line of words beside a shape, and of those below or above one
MOST, MOST_HEADING = 2, 4  # lines of a label and of a heading that are drawn
ABOVE = 32  # px, at the least, from the last node of a group to the next heading


@dataclass(frozen=True, slots=True)
class Rows:
    """One column at its tightest.

    `at` are the px from its top to each node, in order; `heads` the numbers of the nodes that have a heading, with how
    many px it stands above them. `gaps` weigh the room before each node and after the last: of room to spare, a gap of
    twice the weight gets twice as much.
    """

    nodes: tuple[Node, ...]
    at: tuple[int, ...]
    heads: tuple[tuple[int, int], ...]
    gaps: tuple[float, ...]

    @property
    def height(self) -> int:
        """Px from the first row, which may be a heading, to the last node."""
        return self.at[-1] if self.at else 0


def rows_of(nodes: Sequence[Node], side: Side) -> Rows:
    """The rows of one column, in the order of its nodes.

    Example:
        >>> health = [Node("a", "A", "agency", group="Health"), Node("b", "B", "agency", group="Health")]
        >>> rows = rows_of([*health, Node("c", "C", "agency", group="Police")], -1)
        >>> rows.at, rows.heads
        ((25, 55, 112), ((0, 25), (2, 25)))
    """
    if not nodes:
        return Rows((), (), (), ())
    new = [True, *(b.group != a.group for a, b in pairwise(nodes))]
    below = [_below(node, side) if starts else 0 for node, starts in zip(nodes, new, strict=True)]
    steps = [
        max(_ends(a, side) + GAP + (_heading(b, side) if under else _starts(b, side)), ABOVE if starts else 0) + under
        for (a, b), starts, under in zip(pairwise(nodes), new[1:], below[1:], strict=True)
    ]
    heads = tuple((n, under) for n, under in enumerate(below) if under and nodes[n].group)
    at = accumulate(steps, initial=heads[0][1] if heads and heads[0][0] == 0 else 0)
    return Rows(tuple(nodes), tuple(at), heads, (0.5, *(2.0 if starts else 1.0 for starts in new[1:]), 0.5))


def _starts(node: Node, side: Side) -> int:
    """Px that a node and its label take up above its middle."""
    if node.kind == "recommendation" and not side:
        return DOT
    return max(SHAPE, _lines(node.label, side, MOST) * LINE // 2) if side else SHAPE


def _ends(node: Node, side: Side) -> int:
    """Px that a node and its label take up below its middle."""
    if side or node.kind == "recommendation":
        return _starts(node, side)
    return SHAPE + GAP + _lines(node.label, side, MOST) * LINE


def _heading(node: Node, side: Side) -> int:
    """Half of the px that the heading of a node's group takes up."""
    return _lines(node.group, side, MOST_HEADING) * LINE // 2


def _below(node: Node, side: Side) -> int:
    """Px from the middle of a heading to the first node of its group; 0 where that needs none."""
    if node.label == node.group:
        return 0
    return _heading(node, side) + GAP + _starts(node, side)


def _lines(words: str, side: Side, most: int) -> int:
    across = BESIDE if side else UNDER
    return min(most, max(1, -(-len(words) // across)))
