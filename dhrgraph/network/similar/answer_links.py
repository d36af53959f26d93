"""All pairs of recommendations of a graph that are alike: the earlier, the later, and what came of the earlier one.

Store  ->  all_links  ->  Answer  ->  counted  ->  a sentence
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dhrgraph.graph.store import Answer, Askable, Value
from dhrgraph.namespaces import Iri
from dhrgraph.network.similar.answer import CALLED, came_of, exact, terms
from dhrgraph.network.similar.earlier import Earlier, read_earlier, read_texts
from dhrgraph.network.similar.index import index, links
from dhrgraph.network.similar.pairs import Progress
from dhrgraph.network.similar.records import STRENGTHS, Link, Shared

COLUMNS = (
    *("earlier", "later", "strength", "score", "shared_terms", "earlier_review_label", "earlier_published"),
    *("later_review_label", "later_published", "status", "target", "completion", "earlier_text", "later_text"),
)
_UNDATED = "9999"  # after every month: what has no date cannot be said to be the earlier one


@dataclass(frozen=True, slots=True)
class _Pair:
    """A link in the order of time. In `link.shared`, `words` are those of the earlier one."""

    link: Link
    earlier: Earlier
    later: Earlier


def all_links(store: Askable, strongest: int | None = None, progress: Progress | None = None) -> Answer:
    """Every pair of recommendations of different reviews that are alike; `strongest` as in `index.links`.

    Near-copies first, each strength by score; pairs of the same score by when the earlier one's review was published.
    The earlier is that of the review published first (a year alone counts as before its months); of one month, or
    where neither is known, that of smaller IRI; one with a date comes before one without.
    """
    found = links(index(read_texts(store)), strongest, progress)
    known = read_earlier(store, (one for link in found for one in (link.a, link.b)))
    return Answer(COLUMNS, tuple(map(_row, sorted((_in_time(link, known) for link in found), key=_rank))))


def counted(links: Answer) -> str:
    """How many links there are of each strength, in plain words."""
    if not links.rows:
        return "No two recommendations of different reviews were found to be alike."
    strengths = [row[COLUMNS.index("strength")] for row in links.rows]
    how = [f"{number:,} {called[number != 1]}" for name, called in CALLED.items() if (number := strengths.count(name))]
    one = len(strengths) == 1
    return (
        f"{len(strengths):,} pair{'' if one else 's'} of recommendations of different reviews {'is' if one else 'are'} "
        f"alike: {', '.join(how)}."
    )


def _in_time(link: Link, known: Mapping[str, Earlier]) -> _Pair:
    earlier, later = sorted((known[link.a], known[link.b]), key=_when)
    if earlier.id != link.a:
        link = replace(link, shared=tuple(Shared(one.other, one.words, one.part) for one in link.shared))
    return _Pair(link, earlier, later)


def _when(one: Earlier) -> tuple[str, str]:
    return one.published or _UNDATED, one.id


def _rank(pair: _Pair) -> tuple[int, float, tuple[str, str], tuple[str, str]]:
    return STRENGTHS.index(pair.link.strength), -pair.link.score, _when(pair.earlier), _when(pair.later)


def _row(pair: _Pair) -> tuple[Value, ...]:
    link, earlier, later = pair.link, pair.earlier, pair.later
    return (
        *(Iri(earlier.id), Iri(later.id), link.strength, exact(link.score), terms(link.shared)),
        *(earlier.review_label, earlier.published, later.review_label, later.published),
        *(*came_of(earlier), earlier.text, later.text),
    )
