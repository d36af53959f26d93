"""Give every node of a view a place.

    View  ->  place  ->  Placed

The same view always gets the same places, whatever the order of its lines.
"""

from __future__ import annotations

from dhrgraph.graph_page.layout.columns import in_columns
from dhrgraph.graph_page.layout.free import at_large
from dhrgraph.graph_page.records import Placed, View


def place(view: View) -> Placed:
    """Places for all nodes of `view`, in their order, and the headings of its groups; empty for an empty view.

    Lines to nodes that are not in the view count for nothing.

    Example:
        >>> from dhrgraph.graph_page.records import Line, Node
        >>> nodes = (Node("a", "A", "agency", group="Health"), Node("t", "T", "theme", column=1))
        >>> view = View("v", "V", "", "", "columns", nodes, (Line("a", "t"),), columns=("Agencies", "Themes"))
        >>> placed = place(view)
        >>> [(p.x, p.side) for p in placed.places.values()], [h.text for h in placed.headings]
        ([(0, -1), (1, 1)], ['Health'])
    """
    if view.form == "columns":
        return in_columns(view)
    return Placed(at_large(view))
