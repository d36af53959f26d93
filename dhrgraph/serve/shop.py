"""What a worker has at hand for its jobs: the store, what is known of it, and what the pages need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dhrgraph.graph.store import Store
from dhrgraph.publish.site.hosted import Hosted
from dhrgraph.serve.settings import Settings

DATASET = "dataset.ttl"  # the build's description of its data


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
        from dhrgraph.config import table
        from dhrgraph.network.coverage import coverage, read_held
        from dhrgraph.network.library import read_library
        from dhrgraph.publish.dataset.schema_org import schema_org, script_text
        from dhrgraph.query.catalogue import catalogue
        from dhrgraph.query.run import filled
        from dhrgraph.resources import folder

        described = self.settings.output / DATASET
        return Hosted(
            questions=catalogue(folder("queries")),
            fill=filled,
            live=True,
            public=self.settings.base,
            exit_url=self.settings.exit_url,
            contact=self.settings.contact,
            rests_on=coverage(read_held(self.store), read_library(table("library.csv"))).rests_on(),
            description=script_text(schema_org(described.read_bytes())) if described.exists() else "",
        )
