"""Material made of occurrences, for views of libraries that were never built.

occurrences, Asked  ->  made_material  ->  Material
"""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.graph.store import Store
from dhrgraph.graph_page.material.gather import Asked, Material
from dhrgraph.graph_page.material.words import named_in, reviews_of, statements_of
from dhrgraph.graph_page.records import Line, Node
from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.recurrence.facets import Facts
from dhrgraph.network.statements import Quote
from dhrgraph.network.tally import Counts, coverage


def made_material(rows: Sequence[Occurrence], asked: Asked | None = None) -> Material:
    """What `gather` would give for these rows; the store knows nothing else."""
    names, homes = named_in(rows), dict[str, set[str]]()
    for row in rows:
        homes.setdefault(row.review.id, set()).update({row.partnership.id} if row.partnership else ())
    facts = {review: Facts(frozenset(found)) for review, found in homes.items()}
    reviews = reviews_of(facts, facts, names)
    review_of = {review.id: number for number, review in enumerate(reviews)}
    quotes = {row.recommendation: Quote(f"Words of {row.recommendation}.", "", "") for row in rows}
    statements = statements_of(rows, quotes, review_of)
    return Material(
        Store.memory(b"", "ntriples"),
        asked or Asked(most=None),
        tuple(rows),
        statements,
        reviews,
        {statement.id: number for number, statement in enumerate(statements)},
        review_of,
        names,
        {},
        coverage(rows),
    )


def counted(material: Material, one: Node | Line) -> Counts:
    """What follows from the numbers of a node or line: the page's script counts in this very way."""
    reviews = {material.statements[number].review for number in one.statements} | set(one.reviews)
    homes = {home for number in reviews for home in material.reviews[number].partnerships}
    return Counts(len(homes), len(reviews), len(one.statements))
