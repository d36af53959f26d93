"""Rows over case factors that may be shown: no number below five, and none that gives one away.

    slices, linked reviews  ->  guarded  ->  fewer slices with fewer rows

The rules are those of `dhrgraph.network.deaths.suppress`, here on reviews that a person linked to a recorded death. A
row is left out, so that none and few look alike, when

- it has fewer than five reviews or partnerships;
- one to four reviews more have the factor but not the thing, or the thing but not the factor;
- another row of the factor is about a thing that all its reviews have too, and has one to four reviews more.

A whole factor is left out when it has fewer than five reviews or partnerships, or when one to four linked reviews
lack it. What a review recommends is public, so whoever subtracts knows which reviews the difference is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from dhrgraph.network.deaths.suppress import FEW, alone
from dhrgraph.network.occurrences import Thing
from dhrgraph.network.recurrence.slices import Sliced
from dhrgraph.network.tally import Tally


def guarded(
    slices: Iterable[Sliced], linked: Collection[str], reviews_on: Mapping[str, Collection[str]]
) -> tuple[Sliced, ...]:
    """The slices and rows that may be shown; `reviews_on` are all reviews with each thing, by its IRI."""
    known = frozenset(linked)
    on = {thing: known.intersection(reviews) for thing, reviews in reviews_on.items()}
    kept = []
    for one in slices:
        if len(one.partnerships) >= FEW and _may(len(one.reviews), len(known) - len(one.reviews)):
            rows = {thing: tally for thing, tally in one.tallies.items() if _row_may(tally, one, on[thing.id])}
            kept.append(replace(one, tallies=_without_nested(rows, on)))
    return tuple(kept)


def _row_may(tally: Tally, one: Sliced, on_it: Collection[str]) -> bool:
    count = len(tally.reviews)
    return len(tally.partnerships) >= FEW and _may(count, len(one.reviews) - count, len(on_it) - count)


def _may(count: int, *more: int) -> bool:
    """Whether a count may be shown where wider ones have so many more."""
    return alone(count, min(filter(None, more), default=0)).value is not None


def _without_nested(rows: Mapping[Thing, Tally], on: Mapping[str, frozenset[str]]) -> dict[Thing, Tally]:
    """The rows but those that a wider one has few more than: the widest are kept."""
    kept: dict[Thing, Tally] = {}
    order: Sequence[Thing] = sorted(rows, key=lambda thing: (-len(on[thing.id]), thing.id))
    for thing in order:
        few_more = (
            0 < len(tally.reviews) - len(rows[thing].reviews) < FEW and on[thing.id] < on[wider.id]
            for wider, tally in kept.items()
        )
        if not any(few_more):
            kept[thing] = rows[thing]
    return kept
