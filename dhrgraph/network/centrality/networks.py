"""The networks of some occurrences, each built and measured once, whoever asks for it.

occurrences  ->  networks_of  ->  Networks  ->  of(name)  ->  Measured
"""

from __future__ import annotations

from collections.abc import Iterable

from dhrgraph.network.centrality.scores import Measured
from dhrgraph.network.columns import Occurrences
from dhrgraph.network.networks.named import build_network
from dhrgraph.network.things import Occurrence


class Networks:
    """Networks by name, each with the weight that is its own. They must not be changed."""

    def __init__(self, occurrences: Occurrences) -> None:
        self.occurrences = occurrences
        self._built: dict[tuple[str, bool], Measured] = {}

    def of(self, name: str, *, collective: bool = False) -> Measured:
        """The network of this name; arguments and errors as of `build_network`."""
        key = (name, collective)
        if key not in self._built:
            self._built[key] = Measured(build_network(name, self.occurrences, collective=collective))
        return self._built[key]


def networks_of(occurrences: Iterable[Occurrence]) -> Networks:
    """The networks of these occurrences; those that stand for the same occurrences are the same."""
    rows = Occurrences.of(occurrences)
    return rows.kept("networks", lambda: Networks(rows))
