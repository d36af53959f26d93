"""The words behind a node: recommendations with the review they stand in and their place in the document.

Store  ->  read_statements  ->  Quote by recommendation
"""

from __future__ import annotations

from dataclasses import dataclass

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE

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
    number: str = ""  # as printed


def read_statements(store: Askable) -> dict[str, Quote]:
    """The words of every recommendation by its IRI; one that stands in pieces is placed by its first."""
    first: dict[str, tuple[tuple[str, int], Quote]] = {}
    for row in store.select(PROLOGUE + _QUESTION).rows:
        recommendation, text, number, title, file, start = row
        place = (str(file or ""), int(start) if isinstance(start, int) else -1)
        quote = Quote(str(text), str(title or ""), _place(number, *place), str(number or ""))
        if str(recommendation) not in first or place < first[str(recommendation)][0]:
            first[str(recommendation)] = (place, quote)
    return {recommendation: quote for recommendation, (_, quote) in sorted(first.items())}


def _place(number: object, file: str, start: int) -> str:
    named = f"recommendation {number}" if number else ""
    found = f"{file} from character {start}" if file and start >= 0 else file
    return ", ".join(filter(None, (named, found)))
