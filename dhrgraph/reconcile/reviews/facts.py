"""The facts of two findings that say the same thing, held against each other.

    counted finding, further finding  ->  compare  ->  what differs, what only the further one says

Silence is no difference: a fact that one of the two does not give differs from nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from dhrgraph.reconcile.register.words import fold
from dhrgraph.reconcile.reviews.alike import said
from dhrgraph.reconcile.reviews.kin import same
from dhrgraph.records import (
    EMPTY,
    Action,
    Addressee,
    Contribution,
    Difference,
    Fact,
    Finding,
    LearningPoint,
    Passage,
    PrintedDate,
    Recommendation,
    Review,
)

T = TypeVar("T", bound=Finding)
Compared = tuple[tuple[Difference, ...], tuple[Fact, ...]]  # what differs; what only the further document says
_GIVEN = ("imr", "chronology", "report")


def compare(kept: Finding, other: Finding) -> Compared:
    """What differs between two findings of one kind, and what the first is silent on.

    Raises:
        TypeError: they are of two kinds, or of one that is not compared.
    """
    match kept, other:
        case Review() as one, Review() as two:
            return _reviews(one, two)
        case Recommendation() as one, Recommendation() as two:
            return _recommendations(one, two)
        case LearningPoint() as one, LearningPoint() as two:
            return tuple(_wording(whole(one), whole(two))), ()
        case Action() as one, Action() as two:
            return _actions(one, two), ()
        case Contribution() as one, Contribution() as two:
            return _contributions(one, two), ()
    raise TypeError(f"{type(kept).__name__} and {type(other).__name__} are not compared")


def _reviews(kept: Review, other: Review) -> Compared:
    dates: list[tuple[Fact, str | None, str | None]] = [
        ("published", kept.published, other.published),
        ("death", kept.death, other.death),
    ]
    differs = [Difference(f, a, Passage(b, ())) for f, a, b in dates if a and b and not same(a, b)]
    adds = [fact for fact, a, b in dates if b and not a]
    first, later = kept.stated_recommendations, other.stated_recommendations
    if first is None and later is not None:
        adds.append("stated-recommendations")
    elif later is not None and first != later:
        differs.append(Difference("stated-recommendations", str(first), Passage(str(later), ())))
    return tuple(differs), tuple(adds)


def _recommendations(kept: Recommendation, other: Recommendation) -> Compared:
    differs = [*_wording(kept.text, other.text), *_bodies("addressee", kept.addressees, other.addressees)]
    if _printed(kept) and _printed(other) and _printed(kept) != _printed(other):
        differs.append(Difference("number", kept.number or "", Passage(other.number or "", ())))
    if kept.scope and other.scope and kept.scope != other.scope:
        differs.append(Difference("scope", kept.scope, replace(other.scope_raw, text=other.scope)))
    adds: list[Fact] = ["addressee"] if other.addressees and not kept.addressees else []
    return tuple(differs), (*adds, "scope") if other.scope and not kept.scope else tuple(adds)


def _actions(kept: Action, other: Action) -> tuple[Difference, ...]:
    differs = [
        *_wording(kept.action, other.action),
        *_bodies("lead", kept.leads, other.leads),
        *_date("target", kept.target, other.target),
        *_date("revised-target", kept.revised_target, other.revised_target),
        *_date("completion", kept.completion, other.completion),
    ]
    if "not-stated" not in (kept.status, other.status) and kept.status != other.status:
        differs.append(Difference("status", kept.status, replace(other.completion_text, text=other.status)))
    return tuple(differs)


def _contributions(kept: Contribution, other: Contribution) -> tuple[Difference, ...]:
    first, later = (" and ".join(n for n in _GIVEN if getattr(c, n)) for c in (kept, other))
    given = replace(other.agency.raw, text=later)
    return (Difference("contribution", first, given),) if first and later and first != later else ()


def whole(point: LearningPoint) -> Passage:
    """All words of a learning point as one passage."""
    both = [part for part in (point.narrative, point.lesson) if part]
    return Passage(
        " ".join(part.text for part in both),
        tuple(span for part in both for span in part.spans),
        any(part.redacted for part in both),
    )


def with_facts(kept: T, other: T, adds: Iterable[Fact]) -> T:
    """The counted finding with the facts that another document adds, so that a third is held against them too."""
    taken = {
        "addressee": ("addressees",),
        "scope": ("scope",),
        "published": ("published",),
        "death": ("death",),
        "stated-recommendations": ("stated_recommendations",),
    }
    names = [name for fact in adds for name in taken[fact]]
    return replace(kept, **{name: getattr(other, name) for name in names})


def number_of(printed: str | None) -> str:
    """The figures and letters of a printed number: "10.2a" of "R10.2a." and of "Recommendation 10.2a".

    Example:
        >>> [number_of(n) for n in ("Recommendation 3:", "R3", "10.2a.", "(iv)", None)]
        ['3', '3', '10.2a', 'iv', '']
    """
    folded = (printed or "").casefold()
    found = re.search(r"\d[\w.]{0,20}", folded)
    return found.group().rstrip(".") if found else re.sub(r"\W", "", folded)


def _printed(found: Recommendation) -> str:
    return "" if found.number_inferred else number_of(found.number)


def _wording(kept: Passage, other: Passage) -> list[Difference]:
    return [Difference("wording", "", other)] if said(kept.text).letters != said(other.text).letters else []


def _bodies(fact: Fact, kept: tuple[Addressee, ...], other: tuple[Addressee, ...]) -> list[Difference]:
    if not kept or not other or named(kept) == named(other):
        return []
    known = sorted({a.match.agency for a in kept if a.match and a.match.agency})
    raws = list(dict.fromkeys(a.raw for a in other))
    printed = Passage(
        "; ".join(dict.fromkeys(r.text for r in raws)),
        tuple(span for r in raws for span in r.spans),
        any(r.redacted for r in raws),
    )
    return [Difference(fact, "; ".join(known), printed)] if printed else []


def named(found: Iterable[Addressee], *, known: bool = False) -> set[str]:
    """The bodies by their slugs; those without a record by their words, unless only the `known` are wanted."""
    slugs = {a.match.id for a in found if a.match and a.match.id}
    return slugs if known else slugs | {fold(a.mention) for a in found if not (a.match and a.match.id)}


def _date(fact: Fact, kept: PrintedDate | None, other: PrintedDate | None) -> list[Difference]:
    if kept is None or other is None or not kept.value or not other.value or kept.value == other.value:
        return []
    return [Difference(fact, kept.value, replace(other.raw or EMPTY, text=other.raw.text or other.value))]
