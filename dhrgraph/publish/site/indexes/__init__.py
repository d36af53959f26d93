"""The pages that list things, by their path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dhrgraph.graph.store import Store
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.blocks import Page
from dhrgraph.publish.site.indexes.agencies import agencies, agencies_by_type
from dhrgraph.publish.site.indexes.concepts import codes, themes
from dhrgraph.publish.site.indexes.documents import deaths, documents
from dhrgraph.publish.site.indexes.paging import pages
from dhrgraph.publish.site.indexes.reviews import partnerships, reviews, reviews_by_year


@dataclass(frozen=True, slots=True)
class Index:
    """A list in pages: how many rows there are, and how one page of them is made."""

    rows: Callable[[Store], int]
    page: Callable[[Store, int], Page]

    def pages(self, store: Store) -> int:
        """How many pages; at least one."""
        return pages(self.rows(store))


def _one(_store: Store) -> int:
    return 1


def _of(name: str) -> Callable[[Store], int]:
    return lambda store: counts.of_class(store, name)


INDEXES: Mapping[str, Index] = {
    "/partnerships": Index(_one, partnerships),
    "/reviews": Index(_of("Review"), reviews),
    "/reviews/by-year": Index(_of("Review"), reviews_by_year),
    "/agencies": Index(lambda store: len(counts.bodies(store)), agencies),
    "/agencies/by-type": Index(_one, agencies_by_type),
    "/themes": Index(_one, themes),
    "/documents": Index(_of("SourceDocument"), documents),
    "/codes": Index(_one, codes),
    "/deaths": Index(_of("RecordedDeath"), deaths),
}
