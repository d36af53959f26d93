"""A whole page: which views it has, and what they share.

Store, Asked  ->  page_of  ->  Page
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dhrgraph.errors import UnknownNameError
from dhrgraph.graph.store import Askable
from dhrgraph.graph_page.budget import within_budget
from dhrgraph.graph_page.limits import of_fit_size
from dhrgraph.graph_page.material.gather import Asked, Material, gather
from dhrgraph.graph_page.material.labels import labels_unlike
from dhrgraph.graph_page.material.words import called, with_words
from dhrgraph.graph_page.question import query_of
from dhrgraph.graph_page.records import Page, Statement, View
from dhrgraph.graph_page.views import VIEWS
from dhrgraph.network.occurrences import Recorded
from dhrgraph.network.tally import coverage
from dhrgraph.publish.attribution import attribution

TITLE = "Recommendations of domestic homicide reviews"
USUAL: Mapping[str, Sequence[str]] = {  # by what the page is narrowed to; "" for the whole
    "agency": ("agency", "agency-theme"),
    "theme": ("theme", "agency-theme", "type-theme", "partnership-theme"),
    "partnership": ("review-recommendation", "agency-theme", "type-theme"),
    "review": ("review-recommendation", "agency-theme", "type-theme"),
    "": ("agency-theme", "type-theme", "partnership-theme", "agency-partnership", "succession"),
}


def page_of(
    store: Askable,
    asked: Asked,
    *,
    support: Sequence[Mapping[str, str]],
    dataset: str = "",
    progress: Callable[[int, int], None] | None = None,
    recorded: Recorded | None = None,
) -> Page:
    """The page that is asked for. `progress` is told how many steps of how many are done: the reading, then each view.
    `recorded` is given where it has been read from the store already.

    Raises:
        UnknownNameError: a view that does not exist.
        QueryError: `as_of` is no date.
        TooLargeError: a view has more nodes than anyone can read.
    """
    names = _chosen(asked)
    material = gather(store, asked, recorded)
    views: list[View] = []
    for name in names:
        if progress is not None:
            progress(1 + len(views), 1 + len(names))
        views.append(_made(name, material))
    if not asked.networks:
        views = _worth_showing(views)
    statements = within_budget(material.statements, material.reviews, views, words=partial(with_words, store))
    known_by = _names(material, statements)
    return Page(
        title=_title(material),
        views=tuple(views),
        statements=statements,
        reviews=material.reviews,
        names=known_by,
        of=(coverage(material.occurrences) if asked.keep else material.coverage)._asdict(),
        support=support,
        attribution=attribution(store),
        dataset=dataset,
        labels=labels_unlike(store, {**known_by, **{review.id: review.label for review in material.reviews}}),
    )


def _worth_showing(views: Sequence[View]) -> list[View]:
    """Those that are not empty; the first stays to say that nothing is there, where that goes for all that count."""
    full = [view for view in views if view.nodes]
    return full if any(view.counted for view in full) else [*views[:1], *full]


def _made(name: str, material: Material) -> View:
    """The view, unless it is too large, with the question that gives its lines."""
    view = of_fit_size(VIEWS[name].build(material), force=material.asked.force)
    return replace(view, query=view.query or query_of(material, name, view.left_out))


def _chosen(asked: Asked) -> list[str]:
    for name in asked.networks:
        if name not in VIEWS:
            raise UnknownNameError("view", name, VIEWS)
    kept = [kind for kind in USUAL if kind in asked.keep] or [""]
    usual = [name for kind in kept for name in USUAL[kind] if name in VIEWS]
    return list(dict.fromkeys(asked.networks or usual))


def _title(material: Material) -> str:
    """What the page is narrowed to, and what it holds."""
    kept = [called(iri, material.names) for iri in material.asked.keep.values()]
    return f"{', '.join(kept)}: recommendations of domestic homicide reviews" if kept else TITLE


def _names(material: Material, statements: Iterable[Statement]) -> dict[str, str]:
    """What the bodies, themes and partnerships of the page's recommendations and reviews are called."""
    used = {iri for one in statements for iri in (*one.addressees, *one.themes)}
    used |= {iri for one in material.reviews for iri in one.partnerships}
    return {iri: called(iri, material.names) for iri in sorted(used)}
