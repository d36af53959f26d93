"""A store that works out an answer once: what several measures ask of one graph, in the same words."""

from __future__ import annotations

from functools import cached_property

from dhrgraph.graph.store import Answer, Store


class AskedOnce(Store):
    """A store that does not change while it is open. Answers stay in memory: not for large ones.

    Example:
        >>> store = AskedOnce.memory(b'<urn:a> <urn:b> "c" .', "turtle")
        >>> asked = "SELECT ?o { ?s ?p ?o }"
        >>> store.select(asked) is store.select(asked)
        True
    """

    def select(self, sparql: str) -> Answer:
        """As `Store.select`."""
        if sparql not in self._answers:
            self._answers[sparql] = super().select(sparql)
        return self._answers[sparql]

    @cached_property
    def _answers(self) -> dict[str, Answer]:
        return {}
