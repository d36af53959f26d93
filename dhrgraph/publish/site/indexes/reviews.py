"""Lists of partnerships and of their reviews."""

from __future__ import annotations

from dhrgraph.graph.store import Store
from dhrgraph.publish.site import counts
from dhrgraph.publish.site.asking import ask, known
from dhrgraph.publish.site.blocks import (
    Cell,
    Links,
    Page,
    Ref,
    Section,
    Table,
    Text,
)
from dhrgraph.publish.site.dates import plain
from dhrgraph.publish.site.indexes.paging import ON_A_PAGE, as_count, pages, titled, turning


def partnerships(store: Store, _number: int) -> Page:
    """All partnerships with their reviews; there are some three hundred in England and Wales."""
    rows = ask(
        store,
        """SELECT ?p ?label (COUNT(DISTINCT ?r) AS ?n) (MIN(?year) AS ?first) (MAX(?year) AS ?last) {
        ?p a dhr:CommunitySafetyPartnership ; skos:prefLabel ?label .
        OPTIONAL { ?r dhr:commissionedBy ?p OPTIONAL { ?r dhr:publishedYear ?year } }
        } GROUP BY ?p ?label ORDER BY ?label ?p""",
    )
    made = counts.by_partnership(store)
    shown = tuple(
        ((Ref(known(p), known(label)),), (as_count(n),), (made.get(known(p), 0),), (_years(first, last),))
        for p, label, n, first, last in rows
    )
    table = Table(
        "Community safety partnerships",
        ("Partnership", "Reviews", "Recommendations", "Published"),
        shown,
        frozenset({1, 2}),
    )
    return Page(
        "Partnerships",
        lead=(Text(("Community safety partnerships commission the reviews of their area.",)),),
        sections=(Section("All partnerships", "all", (table,)),),
        summary="Community safety partnerships and their reviews.",
    )


def _years(first: object, last: object) -> str:
    if first is None:
        return ""
    return str(first) if first == last else f"{first}–{last}"


def reviews(store: Store, number: int) -> Page:
    """Reviews by partnership."""
    return _reviews(store, number, "/reviews", "?name ?published ?r", "by partnership")


def reviews_by_year(store: Store, number: int) -> Page:
    """Reviews by the year in which they were published, newest first."""
    return _reviews(store, number, "/reviews/by-year", "DESC(?published) ?name ?r", "by year, newest first")


def _reviews(store: Store, number: int, path: str, order: str, words: str) -> Page:
    of = pages(counts.of_class(store, "Review"))
    rows = ask(
        store,
        f"""SELECT DISTINCT ?r ?p ?name ?published {{ ?r a dhr:Review . OPTIONAL {{ ?r dhr:commissionedBy ?p . ?p
        skos:prefLabel ?name }}
        OPTIONAL {{ ?r dhr:published ?published }} }} ORDER BY {order} LIMIT {ON_A_PAGE} OFFSET
        {(number - 1) * ON_A_PAGE}""",
    )
    made = counts.by_review(store)
    shown: tuple[tuple[Cell, ...], ...] = tuple(
        (
            (Ref(known(r)),),
            (Ref(known(p), known(name)),) if p else (),
            (plain(known(published)),),
            (made.get(known(r), 0),),
        )
        for r, p, name, published in rows
    )
    table = Table(f"Reviews {words}", ("Review", "Partnership", "Published", "Recommendations"), shown, frozenset({3}))
    ways = Links("Order", (Ref("/reviews", "By partnership"), Ref("/reviews/by-year", "By year")), path)
    return Page(
        titled("Reviews" if path == "/reviews" else "Reviews by year", number),
        lead=(Text(("Each review is about one death, or deaths that belong together, and names nobody here.",)), ways),
        sections=(Section(f"Reviews {words}", "all", (table, *turning(path, "reviews", number, of))),),
        summary="Domestic homicide reviews, by partnership and year.",
    )
