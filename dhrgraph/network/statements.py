"""The words behind a node: recommendations with the review they stand in and their place in the document.

Store, IRIs  ->  read_statements  ->  Quote by recommendation
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import islice

from dhrgraph.graph.store import Askable
from dhrgraph.namespaces import PROLOGUE
from dhrgraph.network.reading import read_pairs

_AT_ONCE = 500  # recommendations asked for in one question
# Two questions in place of one with an OPTIONAL of several steps, which takes ten times as long.
_WORDS = """
SELECT ?recommendation ?text ?number ?title WHERE {
  VALUES ?recommendation { %s }
  ?recommendation a dhr:Recommendation ; dhr:text ?text ; dhr:ofReview ?review .
  OPTIONAL { ?recommendation dhr:numberLabel ?number }
  OPTIONAL { ?review rdfs:label ?title }
}
"""
_PLACES = """
SELECT ?recommendation ?file ?start WHERE {
  VALUES ?recommendation { %s }
  ?recommendation dhr:evidencedBy ?evidence .
  ?evidence oa:hasSource ?document ; oa:hasSelector ?selector .
  ?document dhr:fileName ?file .
  ?selector oa:start ?start .
}
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A recommendation as printed (names already removed), its review, and where to find it."""

    text: str
    review: str
    place: str  # "recommendation 4, seeds.txt from character 1204"; empty when nothing is known
    number: str = ""  # as printed


def read_statements(store: Askable, wanted: Iterable[str] | None = None) -> dict[str, Quote]:
    """The words of the recommendations `wanted`, or of all, by their IRIs, sorted; one that stands in pieces is placed
    by its first."""
    if wanted is None:
        wanted = (str(one) for (one,) in store.select(f"{PROLOGUE}SELECT ?a {{ ?a a dhr:Recommendation }}").rows)
    found: dict[str, Quote] = {}
    asked = iter(sorted(set(wanted)))
    while some := " ".join(f"<{one}>" for one in islice(asked, _AT_ONCE)):
        places: dict[str, tuple[str, int]] = {}
        for recommendation, file, start in store.select(PROLOGUE + _PLACES % some).rows:
            place = (str(file or ""), int(start) if isinstance(start, int) else -1)
            places[str(recommendation)] = min(place, places.get(str(recommendation), place))
        for recommendation, text, number, title in store.select(PROLOGUE + _WORDS % some).rows:
            place = places.get(str(recommendation), ("", -1))
            quote = Quote(str(text), str(title or ""), _place(number, *place), str(number or ""))
            found.setdefault(str(recommendation), quote)
    return dict(sorted(found.items()))


def read_numbers(store: Askable, wanted: Container[str]) -> dict[str, str]:
    """The number of each of the recommendations `wanted` as printed, by their IRIs; one without is left out."""
    found: dict[str, str] = {}
    for one, number in read_pairs(store, "?a dhr:numberLabel ?b"):
        if one in wanted:
            found[one] = min(number, found.get(one, number))
    return found


def _place(number: object, file: str, start: int) -> str:
    named = f"recommendation {number}" if number else ""
    found = f"{file} from character {start}" if file and start >= 0 else file
    return ", ".join(filter(None, (named, found)))
