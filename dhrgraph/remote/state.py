"""What the store itself says of a publish: which graphs are whole, and whether one is under way.

It stands in one small graph, PUBLISHED: the digest of every graph that is whole, noted once it is and taken away before
it is touched; and the mark of the publish under way, taken away at the end. So a publish that was killed at any moment
leaves no graph that passes for whole and is not, and two at once see each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dhrgraph.graph.terms import literal, node
from dhrgraph.namespaces import PREFIXES
from dhrgraph.remote.scope import DIGEST, PUBLISHED, Asker, rows_of

GONE = "no longer in the build"  # in a digest's place: the graph stands in the store until --prune takes it away
_MARK = PREFIXES["dcterms"] + "identifier"
_COMMENT = PREFIXES["rdfs"] + "comment"
_WHAT_IT_IS = (
    "What 'dhrgraph publish' noted here: the SHA-256 of each graph that it sent whole (its statements as sorted "
    "N-Triples), and, while one runs, its mark. Remove this graph and the next publish sends everything again."
)


@dataclass(frozen=True, slots=True)
class State:
    """`mark`: of the publish that is under way or was broken off; empty: none. `digests`: by graph."""

    mark: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> list[bytes]:
        """The statements of the graph that says so: the mark first, to be seen at once, then sorted."""
        mark = [f"{node(PUBLISHED)} {node(_MARK)} {literal(self.mark)} .\n".encode()] if self.mark else []
        remark = f"{node(PUBLISHED)} {node(_COMMENT)} {literal(_WHAT_IT_IS, 'en')} .\n".encode()
        return [*mark, remark, *(note(graph, digest) for graph, digest in sorted(self.digests.items()))]


def note(graph: str, digest: str) -> bytes:
    """The statement that a graph is whole.

    Example:
        >>> note("urn:g", "ab")
        b'<urn:g> <http://www.w3.org/2002/07/owl#versionInfo> "ab" .\\n'
    """
    return f"{node(graph)} {node(DIGEST)} {literal(digest)} .\n".encode()


def read_state(ask: Asker) -> State:
    """What the store says; nothing where dhrgraph has never published to it."""
    said = rows_of(
        ask,
        f"SELECT ?about ?is ?value WHERE {{ GRAPH <{PUBLISHED}> {{ ?about ?is ?value }} "
        f"FILTER(?is IN (<{DIGEST}>, <{_MARK}>)) }} ORDER BY ?about ?is ?value",
        *("about", "is", "value"),
    )
    marks = [str(value) for _, kind, value in said if kind == _MARK]
    digests = {str(graph): str(value) for graph, kind, value in said if kind == DIGEST}
    return State(" and ".join(marks), digests)
