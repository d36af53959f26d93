"""Which recommendations of different reviews ask for the same: found over all documents of a build, once joined.

readings  ->  likenesses  ->  Likeness ...  ->  likeness_rows  ->  rows of tables/likenesses.csv

Pure. What is compared are the words that are published, names taken out, of those recommendations that are counted:
what a further document of a review says again is left out, so nothing is like itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dhrgraph.graph.names import Names, agency
from dhrgraph.namespaces import iri
from dhrgraph.records import Likeness, Reading, Recommendation

if TYPE_CHECKING:
    from dhrgraph.network.similar.records import Shared

STRONGEST = 40  # links of each recommendation: a common ask would link all who make it with each other
COLUMNS = (
    "recommendation", "other", "strength", "score", "shared_terms", "review", "other_review", "text", "other_text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Compared:
    """A recommendation as it is compared. `review` is its id; `document` the key of the document it stands in."""

    text: str
    review: str
    partnership: str | None
    document: str


def likenesses(readings: Iterable[Reading]) -> tuple[Likeness, ...]:
    """The links between recommendations of different reviews, in the order of their IRIs; none without two reviews.

    Those that are among the STRONGEST of one of their two ends. The order of the readings makes no difference.
    """
    from dhrgraph.network.similar.index import index, links
    from dhrgraph.network.similar.records import Text

    known = _compared(readings)
    if len({one.review for one in known.values()}) < 2:
        return ()
    made = index([Text(slug, one.text, one.review, one.partnership) for slug, one in sorted(known.items())])
    return tuple(
        Likeness(
            link.a,
            link.b,
            link.strength,
            link.score,
            tuple(map(_term, link.shared)),
            (known[link.a].document, known[link.b].document),
        )
        for link in sorted(links(made, strongest=STRONGEST), key=lambda link: (link.a, link.b))
    )


def likeness_rows(readings: Iterable[Reading], found: Sequence[Likeness]) -> Iterator[dict[str, str]]:
    """The links as rows for people, with the words of both; in the same order."""
    known: Mapping[str, _Compared] = _compared(readings) if found else {}
    for likeness in found:
        first, second = known[likeness.first], known[likeness.second]
        yield {
            "recommendation": iri(f"rc:{likeness.first}"),
            "other": iri(f"rc:{likeness.second}"),
            "strength": likeness.strength,
            "score": f"{likeness.score:.3f}",
            "shared_terms": "; ".join(likeness.terms),
            "review": first.review,
            "other_review": second.review,
            "text": first.text,
            "other_text": second.text,
        }


def _compared(readings: Iterable[Reading]) -> dict[str, _Compared]:
    """The recommendations that are counted, by what their IRIs end in."""
    found = {}
    for reading in readings:
        review = reading.review
        if review is None:
            continue
        slugs = Names.of(reading).recommendations
        partnership = agency(review.joined.partnership if review.joined else review.partnership)
        for asked in reading.findings:
            if isinstance(asked, Recommendation) and asked.restates is None and asked.text.text.strip():
                key = reading.document.source.key
                found[slugs[asked.order]] = _Compared(asked.text.text, review.id, partnership, key)
    return found


def _term(shared: Shared) -> str:
    """A shared term as the first text prints it, with what the second prints where that is another form."""
    same = shared.words.casefold() == shared.other.casefold()
    return shared.words if same else f"{shared.words} / {shared.other}"
