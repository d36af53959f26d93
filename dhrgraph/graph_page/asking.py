"""From the words somebody typed to what a page is asked to hold; the command line and Python ask alike.

Store, names  ->  asked_of  ->  Asked
"""

from __future__ import annotations

from collections.abc import Iterable

from dhrgraph.errors import QueryError, UnknownNameError
from dhrgraph.graph.store import Askable
from dhrgraph.graph_page.material.gather import MOST, Asked
from dhrgraph.graph_page.views import VIEWS
from dhrgraph.network.succession import checked
from dhrgraph.query.catalogue import Kind
from dhrgraph.query.names import find_iri


def asked_of(
    store: Askable,
    networks: Iterable[str] = (),
    *,
    csp: str | None = None,
    agency: str | None = None,
    theme: str | None = None,
    review: str | None = None,
    collective: bool = False,
    as_of: str | None = None,
    min_partnerships: int = 1,
    most: int | None = MOST,
    force: bool = False,
) -> Asked:
    """What a page is asked to hold, names looked up in the graph.

    Raises:
        UnknownNameError: no such view, or nothing of that name in the graph; offers the nearest.
        QueryError: a name with two meanings, a date that is none, or a number that leaves nothing to draw.
    """
    wanted = tuple(dict.fromkeys(networks))
    for name in wanted:
        if name not in VIEWS:
            raise UnknownNameError("network", name, VIEWS, "List them: dhrgraph graph --list")
    typed: dict[Kind, str | None] = {"partnership": csp, "agency": agency, "theme": theme, "review": review}
    given = {kind: name for kind, name in typed.items() if name}
    if as_of is not None:
        checked(as_of)
    if min_partnerships < 1 or (most is not None and most < 2):
        raise QueryError("a page draws what 1 partnership or more say, and at most 2 names or more: give such numbers.")
    return Asked(
        networks=wanted,
        keep={str(kind): str(find_iri(store, kind, name)) for kind, name in given.items()},
        typed={str(kind): name for kind, name in given.items()},
        collective=collective,
        as_of=as_of,
        min_partnerships=min_partnerships,
        most=most,
        force=force,
    )
