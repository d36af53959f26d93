"""What a worker has at hand for its jobs: the store, what is known of it, and what the pages need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dhrgraph.graph.store import Store
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.serve.settings import Settings


@dataclass(frozen=True)
class Shop:
    """One worker's things. What only some jobs need is made when it is first needed: a worker starts fast."""

    store: Store
    settings: Settings

    @classmethod
    def open(cls, settings: Settings) -> Shop:
        """Open the store of the build.

        Raises:
            NoGraphError: there is none.
        """
        return cls(Store.open(settings.output / "store"), settings)

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(self.store.graphs())

    @cached_property
    def hosted(self) -> Hosted:
        """What the pages depend on besides the graph."""
        from dhrgraph.serve.hosting import hosted

        told = self.settings
        return hosted(
            self.store, told.output, live=True, public=told.base, exit_url=told.exit_url, contact=told.contact
        )
