"""What a body has become: the register's change events followed to a date or to today.

    slug, register  ->  current, as_of  ->  slug

A body's place is taken by what resulted from a change of a kind that makes successors: dhr:makesSuccessor in
codes.ttl. A merger, a rename, an acquisition or a transfer of functions does; a contract that moved does not (the
service went on under another provider, and the body that lost it still is what it was), nor does an end with
nothing in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.register.records import ChangeEvent
from dhrgraph.reconcile.register.register import Register


def current(slug: str, register: Register) -> str:
    """The body that stands today where `slug` stood: itself, if nothing took its place."""
    return as_of(slug, "9999-12-31", register)


def as_of(slug: str, date: str, register: Register) -> str:
    """The body that stood where `slug` stood on `date` ("YYYY", "YYYY-MM" or "YYYY-MM-DD").

    An event known to the month counts from its first day, a date given as a month or year from its last. An
    event with several results is not followed: the register does not say which of them took over.

    Raises:
        KeyError: no such body.
        VocabularyError: the events lead round in a circle.

    Example:
        >>> from dhrgraph.reconcile.register.register import build_register
        >>> as_of("x", "2020", build_register([]))
        Traceback (most recent call last):
        KeyError: 'x'
    """
    at = register.records[slug].slug
    passed = {at}
    until = date + "-99-99"  # after every day of a year or month
    while True:
        following = _result(at, until, register)
        if following is None:
            return at
        if following in passed:
            file = "ontology/registers/successions.csv"
            raise VocabularyError(f"{file}: the changes of {slug} lead back to {following}.")
        passed.add(following)
        at = following


def _result(slug: str, until: str, register: Register) -> str | None:
    for event in changes_of(register).get(slug, ()):
        took_over = slug in event.originals and slug not in event.results
        if took_over and event.makes_successor and len(event.results) == 1 and event.date <= until:
            return event.results[0]
    return None


@lru_cache(maxsize=4)
def changes_of(register: Register) -> Mapping[str, tuple[ChangeEvent, ...]]:
    """The change events that lead to or from each body, by its slug, in their order."""
    found: dict[str, list[ChangeEvent]] = {}
    for event in register.events:
        for slug in dict.fromkeys((*event.originals, *event.results)):
            found.setdefault(slug, []).append(event)
    return {slug: tuple(events) for slug, events in found.items()}
