"""Which recommendations of different reviews ask for the same: found over all documents of a build, once joined.

readings  ->  compared, of each document  ->  Compared ...  ->  find_likenesses  ->  Likeness ..., ledger
Likeness ...  ->  likeness_lines  ->  rows of tables/likenesses.csv

Pure. What is compared are the words that are published, names taken out, of those recommendations that are counted:
what a further document of a review says again is left out, so nothing is like itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dhrgraph.graph.names import Names, agency
from dhrgraph.namespaces import iri
from dhrgraph.publish.lists import cell
from dhrgraph.records import Likeness, Reading, Recommendation

STRONGEST = 40  # links of each recommendation: a common ask would link all who make it with each other
COLUMNS = (
    "recommendation", "other", "strength", "score", "shared_terms", "review", "other_review", "text", "other_text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """A recommendation as it is compared. `slug` is what its IRI ends in, `review` its review's id, `document` the key
    of the document it stands in."""

    slug: str
    text: str
    review: str
    partnership: str | None
    document: str


def find_likenesses(texts: Iterable[Compared], ledger: bytes | None = None) -> tuple[tuple[Likeness, ...], bytes]:
    """The links between recommendations of different reviews, in the order of their IRIs; none without two reviews.

    Those that are among the STRONGEST of one of their two ends. The order of `texts` makes no difference.

    Args:
        texts: All that are to be compared; what `compared` gives of each document.
        ledger: What an earlier call gave beside its links, of these texts or others: what it knows is not compared
            again, and the links are the same. One that cannot be read, or is of other rules, is passed over.
    """
    from dhrgraph.network.similar.library import linked
    from dhrgraph.network.similar.records import Text

    known = {one.slug: one for one in texts}
    found, kept = linked([Text(slug, one.text, one.review) for slug, one in known.items()], STRONGEST, ledger)
    documents = {slug: one.document for slug, one in known.items()}
    return tuple(
        Likeness(link.a, link.b, link.strength, link.score, link.terms, (documents[link.a], documents[link.b]))
        for link in found
    ), kept


def likeness_lines(texts: Iterable[Compared], found: Sequence[Likeness]) -> Iterator[str]:
    """The links as rows for people, with the words of both, in the same order: each as a line of CSV with COLUMNS."""
    ends = {end for one in found for end in (one.first, one.second)}
    known = {
        one.slug: (cell(iri(f"rc:{one.slug}")), cell(one.review), cell(one.text)) for one in texts if one.slug in ends
    }
    for link in found:
        (first, review, text), (second, other_review, other_text) = known[link.first], known[link.second]
        said = f"{link.strength},{link.score:.3f},{cell('; '.join(link.terms))}"
        yield f"{first},{second},{said},{review},{other_review},{text},{other_text}\r\n"


def compared(reading: Reading) -> tuple[Compared, ...]:
    """The recommendations of a document that are counted and say something."""
    review = reading.review
    if review is None:
        return ()
    slugs, key = Names.of(reading).recommendations, reading.document.source.key
    partnership = agency(review.joined.partnership if review.joined else review.partnership)
    return tuple(
        Compared(slugs[asked.order], asked.text.text, review.id, partnership, key)
        for asked in reading.findings
        if isinstance(asked, Recommendation) and asked.restates is None and asked.text.text.strip()
    )
