"""Which recorded death a review may be about: suggested for a person, and what a person decided.

    reviews, deaths  ->  candidate_links  ->  DeathLink, ...
    rows of judgements, reviews, deaths  ->  decided_links  ->  pairs, rows that decided nothing

Partnership and month are shared by deaths that have nothing to do with each other, so a candidate is never more than
that, even where it is the only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dhrgraph.reconcile.judgements import contradiction
from dhrgraph.records import Death, DeathLink, JudgementRow, Review

Pair = tuple[str, str]  # a review's id and a death's
_YEAR = len("YYYY")
_YES = "yes"
_DIGITS = re.compile(r"-[0-9a-f]{8}$")


def candidate_links(reviews: Iterable[Review], deaths: Sequence[Death]) -> tuple[DeathLink, ...]:
    """Every pair whose partnerships share an area and whose dates can be the same, by review, then by id of the death.

    A review that several documents are about is given once for each; the first date of death that one states holds. A
    review or a death without a date, or without a known partnership, has no candidates.
    """
    known: dict[str, Review] = {}
    for review in reviews:
        if review.id not in known or not known[review.id].death:
            known[review.id] = review
    links = (link for _, review in sorted(known.items()) for link in _links(review, deaths))
    return tuple(links)


def _links(review: Review, deaths: Sequence[Death]) -> Iterator[DeathLink]:
    fitting = [(death, why) for death in deaths if (why := _fit(review, death))]
    for death, why in sorted(fitting, key=lambda item: item[0].id):
        yield DeathLink(review, death, why, len(fitting))


def _fit(review: Review, death: Death) -> str | None:
    """Why a death can be the review's, in words; None when it cannot or nothing speaks for it."""
    ours, theirs = set(review.csp.codes), set(death.csp.codes)
    if not ours & theirs or not review.death or not death.date:
        return None
    if not (review.death.startswith(death.date) or death.date.startswith(review.death)):
        return None
    place = "same partnership" if ours == theirs else "one partnership covers the other, or both share an area"
    if len(review.death) > _YEAR and len(death.date) > _YEAR:
        return f"{place}; same month of death"
    silent = "the review gives" if len(review.death) == _YEAR else "the table gives"
    both = len(review.death) == len(death.date)
    return f"{place}; same year of death ({'both give' if both else silent} no month)"


def decided_links(
    rows: Sequence[JudgementRow], reviews: Iterable[Review], deaths: Iterable[Death]
) -> tuple[tuple[Pair, ...], tuple[JudgementRow, ...]]:
    """The pairs that a person joined, sorted, and the rows about a review or a death that is not there.

    A review may be named by the id that any of its documents gives it. In a new version of a document the digits at the
    id's end are others: then the partnership and the month say which review it is, if they fit one only.

    Raises:
        VocabularyError: two rows say different things of one pair.

    Example:
        >>> row = JudgementRow("death", "a-2019-05-0123abcd", "yes", "analyst", "2026-01-31", other="INC-0001", row=2)
        >>> decided_links([row], [], [])[0], decided_links([row], [], [])[1][0].row
        ((), 2)
    """
    ours = [row for row in rows if row.kind == "death"]
    if not ours:
        return (), ()
    ids = _by_name(reviews)
    known = {death.id for death in deaths}
    judged: dict[Pair, JudgementRow] = {}
    unheard = []
    for row in ours:
        name, death = row.what.removeprefix("rv:"), row.other.removeprefix("de:")
        review = ids.get(name) or ids.get(_stem(name))
        if review is None or death not in known:
            unheard.append(row)
        elif judged.setdefault((review, death), row).decision != row.decision:
            raise contradiction(judged[review, death], row)
    return tuple(sorted(pair for pair, row in judged.items() if row.decision == _YES)), tuple(unheard)


def _by_name(reviews: Iterable[Review]) -> dict[str, str]:
    """Ids of reviews by every name a row may give them."""
    exact = {name: review.id for review in reviews for name in _ids(review)}
    stems: dict[str, set[str]] = {}
    for name, review in exact.items():
        stems.setdefault(_stem(name), set()).add(review)
    return {stem: only for stem, (only, *others) in stems.items() if not others} | exact


def _stem(name: str) -> str:
    """The id without the digits of its document.

    Example:
        >>> _stem("sefton-2024-01-2c26b46b")
        'sefton-2024-01'
    """
    return _DIGITS.sub("", name)


def _ids(review: Review) -> Iterator[str]:
    yield review.id
    if review.joined:
        yield review.joined.id
