"""How much of the Home Office library a graph holds, by the list in ontology/library.csv."""

from __future__ import annotations

from dhrgraph.graph.store import Askable
from dhrgraph.network.coverage.library import read_library
from dhrgraph.network.coverage.shares import Coverage, coverage, read_held
from dhrgraph.read.own_tables import read_rows
from dhrgraph.resources import folder


def covered(graph: Askable) -> Coverage:
    """What `graph` holds of the library, whether it stands here or elsewhere."""
    return coverage(
        read_held(graph), read_library(read_rows(folder("ontology") / "library.csv", "ontology/library.csv"))
    )
