"""The words behind a node: recommendations with the review they stand in and their place in the document.

Store  ->  read_statements  ->  with_statements  ->  networkx.Graph whose nodes carry `quotes`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import networkx as nx

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE
from dhrgraph.network.occurrences import Occurrence
from dhrgraph.network.tally import FACETS

_QUESTION = """
SELECT ?recommendation ?text ?number ?title ?file ?start WHERE {
  ?recommendation a dhr:Recommendation ; dhr:text ?text ; dhr:ofReview ?review .
  OPTIONAL { ?recommendation dhr:numberLabel ?number }
  OPTIONAL { ?review rdfs:label ?title }
  OPTIONAL {
    ?recommendation dhr:evidencedBy ?evidence .
    ?evidence oa:hasSource ?document ; oa:hasSelector ?selector .
    ?document dhr:fileName ?file .
    ?selector oa:start ?start .
  }
}
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A recommendation as printed (names already removed), its review, and where to find it."""

    text: str
    review: str
    place: str  # "recommendation 4, seeds.txt from character 1204"; empty when nothing is known


def read_statements(store: Askable) -> dict[str, Quote]:
    """The words of every recommendation by its IRI; one that stands in pieces is placed by its first."""
    first: dict[str, tuple[tuple[str, int], Quote]] = {}
    for row in store.select(PROLOGUE + _QUESTION).rows:
        recommendation, text, number, title, file, start = row
        place = (str(file or ""), int(start) if isinstance(start, int) else -1)
        quote = Quote(str(text), str(title or ""), _place(number, *place))
        if str(recommendation) not in first or place < first[str(recommendation)][0]:
            first[str(recommendation)] = (place, quote)
    return {recommendation: quote for recommendation, (_, quote) in sorted(first.items())}


def with_statements(
    graph: nx.Graph[str],
    occurrences: Iterable[Occurrence],
    quotes: Mapping[str, Quote],
    at_most: int = 5,
) -> nx.Graph[str]:
    """A copy of the network in which each node carries up to `at_most` of its recommendations as `quotes`.

    They come from as many different reviews as there are, in order of their IRIs, and are plain dicts with
    the fields of `Quote`.
    """
    behind: dict[str, set[tuple[str, str]]] = {}
    for row in occurrences:
        for facet in FACETS.values():
            thing = facet(row)
            if thing is not None and thing.id in graph and row.recommendation in quotes:
                behind.setdefault(thing.id, set()).add((row.review.id, row.recommendation))
    copy = graph.copy()
    for node, pairs in behind.items():
        chosen = _spread(sorted(pairs))[:at_most]
        copy.nodes[node]["quotes"] = [asdict(quotes[recommendation]) for recommendation in chosen]
    return copy


def _spread(pairs: list[tuple[str, str]]) -> list[str]:
    """The recommendations, the first of each review before the second of any."""
    seen: dict[str, int] = {}
    turns: list[tuple[int, str, str]] = []
    for review, recommendation in pairs:
        seen[review] = seen.get(review, 0) + 1
        turns.append((seen[review], review, recommendation))
    return [recommendation for _, _, recommendation in sorted(turns)]


def _place(number: object, file: str, start: int) -> str:
    named = f"recommendation {number}" if number else ""
    found = f"{file} from character {start}" if file and start >= 0 else file
    return ", ".join(filter(None, (named, found)))
