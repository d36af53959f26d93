"""One recommendation that a document states twice, in its list and in the action plan: put together.

    what was stated in each place  ->  once  ->  each recommendation once, Issue for each other place

Two are one when they stand in lists that can be the same, and their words agree: nearly all of them, or, when the
numbers agree, a good part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice

from dhrgraph.extract.numbers import plain_number
from dhrgraph.extract.stated import Stated
from dhrgraph.records import Issue

_SAME = 0.8  # share of the shorter one's words that stand in the other, whatever the numbers
_SAME_NUMBER = 0.45  # the same, when the numbers agree and one of the two stands in a plan
_VERY_SAME = 0.92  # the same, for two lists in prose, or under the names of two bodies
_FEW = 8  # words: shorter ones can agree by chance
_REFERS = 0.6  # the same, for one amid other prose that only speaks of one in a list
_NEVER = 2.0
_MOST_COMPARED = 200  # recommendations of the other places; no document has as many
_FULLER = 1.1  # the later text is taken only when it is longer by more than this: a plan's cells are often torn

Words = Counter[str]


def once(stated: Sequence[Stated]) -> tuple[tuple[Stated, ...], tuple[Issue, ...]]:
    """Each recommendation once, in the order of its first place, with the rows that answer it from every place."""
    kept: list[Stated] = []
    bags: list[Words] = []
    places: dict[str, list[int]] = {}
    issues: list[Issue] = []
    for found in sorted(stated, key=lambda s: s.start):
        bag = _bag(found.text.text)
        others = chain.from_iterable(numbers for place, numbers in places.items() if place != found.place)
        twin = _twin(found, bag, islice(others, _MOST_COMPARED), kept, bags)
        if twin is None:
            places.setdefault(found.place, []).append(len(kept))
            kept.append(found)
            bags.append(bag)
        else:
            first, kept[twin] = kept[twin], _together(kept[twin], found)
            bags[twin] = _bag(kept[twin].text.text)
            issues.append(_noted(kept[twin], found if kept[twin].text is first.text else first))
    return tuple(kept), tuple(issues)


def beside(outside: Sequence[Stated], listed: Sequence[Stated]) -> tuple[Stated, ...]:
    """The labelled recommendations amid other prose, when they are a list of their own; none when a list has them.

    They are when they are numbered from one without a gap, no list has one of their numbers, and none of them is
    much like one of a list: else they refer to it, or to the recommendations of an earlier review.
    """
    numbers = [plain_number(s.number) for s in outside]
    if numbers != [str(n) for n in range(1, len(outside) + 1)]:
        return ()
    bags = [_bag(s.text.text) for s in listed]
    if any(plain_number(s.number) in numbers for s in listed):
        return ()
    alike = any(_likeness(_bag(s.text.text), bag) >= _REFERS for s in outside for bag in bags if bag.total() >= _FEW)
    return () if alike else tuple(outside)


def _noted(kept: Stated, other: Stated) -> Issue:
    name = f"recommendation {kept.number}" if kept.number else "a recommendation"
    return Issue("extract", "note", f"{name} stands in two places; counted once", other.text.spans[0])


def _twin(
    found: Stated, bag: Words, others: Iterable[int], kept: Sequence[Stated], bags: Sequence[Words]
) -> int | None:
    """The likeliest other place of the same recommendation, or None. Two rows of plans are never the same."""
    best: tuple[float, int] | None = None
    for n in others:
        first = kept[n]
        if first.rows and found.rows:
            continue
        likeness, wanted = _likeness(bag, bags[n]), _wanted(first, found, min(bag.total(), bags[n].total()))
        points = likeness + (first.owner == found.owner) + (plain_number(first.number) == plain_number(found.number))
        if likeness >= wanted and (best is None or points > best[0]):
            best = (points, n)
    return best[1] if best else None


def _wanted(first: Stated, found: Stated, words: int) -> float:
    """How alike two must be to be one."""
    same_number = plain_number(first.number) == plain_number(found.number)
    if first.owner and found.owner and first.owner != found.owner:
        return _VERY_SAME if same_number and words >= _FEW else _NEVER
    if not found.rows and not first.rows:
        return _VERY_SAME
    return _SAME_NUMBER if same_number and first.number else _SAME


def _likeness(one: Words, other: Words) -> float:
    """The share of the shorter's words that stand in both, each as often as in both.

    Example:
        >>> _likeness(_bag("the risk the police saw"), _bag("The police took the risk"))
        0.8
    """
    shorter = min(one.total(), other.total())
    return sum(min(one[word], other[word]) for word in one.keys() & other.keys()) / shorter if shorter else 0.0


def _bag(words: str) -> Words:
    return Counter(re.findall(r"\w+", words.casefold()))


def _together(first: Stated, later: Stated) -> Stated:
    """Both as one: the fuller text, the number of the plan, whoever is named by a heading or column."""
    ends_alike = later.text.text.endswith(first.text.text)  # only the addressee is put before it
    longer = len(later.text.text) > _FULLER * len(first.text.text) and not ends_alike
    fuller = later.text if longer else first.text
    owned = later if later.owner and not first.owner else first
    number = later if later.number and not later.inferred else first
    return replace(
        first,
        caption=owned.caption or later.caption,
        number=number.number,
        inferred=number.inferred,
        text=fuller,
        scope=later.scope or first.scope,
        to=first.to or later.to,
        basis=first.basis if first.to else later.basis,
        rows=(*first.rows, *later.rows),
        other=(*first.other, *later.other),
    )
