"""What recurs: in how many places an agency, a type of agency or a theme comes up, out of how many.

    occurrences, by  ->  recurrence  ->  DataFrame  ->  top_finding  ->  one sentence

Every row says what it is a part of, and how much of it one wordy review accounts for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from dhrgraph.errors import UnknownNameError
from dhrgraph.network.occurrences import Occurrence, Thing, as_counted
from dhrgraph.network.tally import FACETS, Counts, Tally, coverage

BY = ("agency", "agency-type", "theme", "library-class", "library-theme", "paper-theme")
OF_BODIES = ("agency", "agency-type", "library-class")  # what a date has a bearing on
COLUMNS = (
    *("id", "label", "partnerships", "reviews", "recommendations"),
    *("of_partnerships", "of_reviews", "of_recommendations", "largest_share"),
)


@dataclass(frozen=True, slots=True)
class Recurring:
    """One thing with its counts, what they are part of, and the share of its most frequent review.

    `largest_share` lies in (0, 1]: 1 when all its recommendations come from one review, low when many reviews
    say it on their own account.
    """

    thing: Thing
    counts: Counts
    of: Counts
    largest_share: float


def recurrence(
    occurrences: Iterable[Occurrence],
    by: str,
    *,
    collective: bool = False,
    broader: bool = False,
    of: Counts | None = None,
) -> pd.DataFrame:
    """One row a thing, with COLUMNS; the widest recurrence first, ties in order of label and then IRI.

    `of` is the coverage of the whole graph, when it holds reviews without recommendations (`read_coverage`);
    without it, what the occurrences cover. The switches are those of `as_counted`.

    Raises:
        UnknownNameError: `by` is none of BY.

    Example:
        >>> theme, home = Thing("t", "Training", "theme"), Thing("p", "Anytown", "partnership")
        >>> row = Occurrence("r", Thing("v", "Anytown review", "review"), home, theme=theme)
        >>> recurrence([row], "theme")[["label", "partnerships", "of_partnerships"]].to_dict("records")
        [{'label': 'Training', 'partnerships': 1, 'of_partnerships': 1}]
    """
    rows = as_counted(occurrences, collective=collective, broader=broader)
    return pd.DataFrame(
        [
            (
                *(item.thing.id, item.thing.label),
                *item.counts,
                *item.of,
                item.largest_share,
            )
            for item in recurring(rows, by, of)
        ],
        columns=list(COLUMNS),
    )


def recurring(rows: Sequence[Occurrence], by: str, of: Counts | None = None) -> list[Recurring]:
    """The things that recur in rows already as they are to be counted, the widest recurrence first.

    Raises:
        UnknownNameError: `by` is none of BY.
    """
    if by not in BY:
        raise UnknownNameError("recurrence by", by, BY)
    facet = FACETS[by]
    whole = of or coverage(rows)
    things: dict[str, Thing] = {}
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        thing = facet(row)
        if thing is not None:
            things[thing.id] = thing
            tallies[thing.id].add(row)
    review_of = {row.recommendation: row.review.id for row in rows}
    found = [
        Recurring(thing, tallies[key].counts, whole, _largest_share(tallies[key], review_of))
        for key, thing in things.items()
    ]
    return sorted(found, key=lambda item: ([-n for n in item.counts], item.thing.label, item.thing.id))


def _largest_share(tally: Tally, review_of: Mapping[str, str]) -> float:
    by_review = Counter(review_of[recommendation] for recommendation in tally.recommendations)
    return round(max(by_review.values()) / len(tally.recommendations), 4)


@dataclass(frozen=True, slots=True)
class _Words:
    """How a sentence speaks of one facet."""

    one: str
    several: str
    said: str


_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "agency": _Words("agency", "agencies", "put a recommendation to"),
        "agency-type": _Words("type of agency", "types of agency", "put a recommendation to"),
        "theme": _Words("theme", "themes", "have a recommendation on"),
        "library-class": _Words("class of the library", "classes of the library", "put a recommendation to"),
        "library-theme": _Words("theme of the library", "themes of the library", "have a recommendation on"),
        "paper-theme": _Words("theme of the paper", "themes of the paper", "have a recommendation on"),
    }
)


def top_finding(frame: pd.DataFrame, by: str) -> str:
    """The head of a recurrence table as one plain sentence, with what it is part of.

    Up to three things that tie are all named. That nothing recurs, or nothing is there, is said as well.

    Raises:
        UnknownNameError: `by` is none of BY.

    Example:
        >>> row = ("t", "Training", 2, 3, 7, 3, 4, 60, 0.5)
        >>> top_finding(pd.DataFrame([row], columns=list(COLUMNS)), "theme")
        'Of 3 partnerships, 2 have a recommendation on Training (3 of 4 reviews).'
    """
    if by not in BY:
        raise UnknownNameError("recurrence by", by, BY)
    words = _WORDS[by]
    if frame.empty:
        return f"No recommendation here has been put under any {words.one}."
    partnerships, reviews, of_partnerships, of_reviews = (
        int(frame.iloc[0][name]) for name in ("partnerships", "reviews", "of_partnerships", "of_reviews")
    )
    if partnerships <= 1 and of_partnerships > 1:
        return f"No {words.one} comes up in more than one of the {of_partnerships} partnerships."
    tied = frame[(frame["partnerships"] == partnerships) & (frame["reviews"] == reviews)]["label"].tolist()
    in_reviews = _part(reviews, of_reviews, "review")
    if len(tied) == 1 and of_partnerships > 1:
        some = _some(partnerships, of_partnerships)
        return f"Of {of_partnerships} partnerships, {some} {words.said} {tied[0]} ({in_reviews})."
    named = _and(tied) if len(tied) <= 3 else f"{len(tied)} {words.several}, among them {tied[0]},"
    come, each = ("comes", "") if len(tied) == 1 else ("come", "each ")
    if of_partnerships <= 1:
        return f"{named} {come} up most widely: {each}in {in_reviews}."
    in_partnerships = _part(partnerships, of_partnerships, "partnership")
    return f"{named} {come} up most widely: {each}in {in_partnerships} ({in_reviews})."


def _some(number: int, of: int) -> str:
    """A part of a whole of two or more, in words: "2", "both", "all 5"."""
    if number < of:
        return str(number)
    return "both" if of == 2 else f"all {of}"


def _part(number: int, of: int, noun: str) -> str:
    """A part of a whole with its noun: "2 of 3 reviews", "all 3 reviews", "the one review"."""
    if of == 1:
        return f"the one {noun}"
    return f"{number} of {of} {noun}s" if number < of else f"{_some(number, of)} {noun}s"


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
