"""Documents of one review know one another's persons: a pseudonym that only one explains goes out of all.

Persons of a document, those of the others, its text, known bodies  ->  with_others  ->  Persons
Reading that has been through all stages, Persons                   ->  redact_again  ->  Reading
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dhrgraph.records import Reading
from dhrgraph.redact.bodies import bodies_named
from dhrgraph.redact.context import Usage
from dhrgraph.redact.persons import Persons
from dhrgraph.redact.redact import redact
from dhrgraph.redact.sources import common_words

_SOMEONE = "person"


def with_others(own: Persons, others: Iterable[Persons], text: str, known: frozenset[str] = frozenset()) -> Persons:
    """The persons of a document with those that other documents of its review are sure of.

    Args:
        own: Those that the document itself names.
        others: Those of the other documents, in any order that does not change.
        text: The document's text: what it writes small is an ordinary word in it.
        known: Casefolded names of bodies, none of which is taken for a person's.

    Example:
        >>> own = Persons({}, frozenset(), frozenset())
        >>> other = Persons({"tamsin": "victim"}, frozenset({"tamsin"}), frozenset(), frozenset({"tamsin"}))
        >>> [tuple(place)[:3] for place in with_others(own, [other], "").places("Had staff asked Tamsin")]
        [(16, 22, 'victim')]
    """
    common, together = common_words(text), own
    for other in others:
        together = _with(together, other, common, text)
    if together == own:
        return own
    bodies = bodies_named(known).with_any(together.roles.keys() - own.roles.keys())
    return replace(together, usage=replace(together.usage, bodies=together.usage.bodies | bodies))


def redact_again(reading: Reading, persons: Persons, helplines: frozenset[str] = frozenset()) -> Reading:
    """The reading with persons taken out that were not known when it was redacted first.

    Places, matches and themes stay; words that were replaced before stay as they are, so it can be done any number of
    times. What is newly in doubt is told once.
    """
    again = redact(reading, persons, helplines)
    seen = frozenset(reading.findings)
    new = [finding for finding in again.findings[len(reading.findings) :] if finding not in seen]
    return replace(again, findings=(*again.findings[: len(reading.findings)], *new))


def _with(own: Persons, other: Persons, common: frozenset[str], text: str) -> Persons:
    names = frozenset(name for name in other.names if not name & other.doubts.keys())
    sure = (other.telling - other.doubts.keys()).union(*names) & other.roles.keys()
    telling = {key for key in sure & other.telling if key in other.pseudonyms or key not in common}
    roles = _told_by_both(own.roles, {key: other.roles[key] for key in sorted(sure)})
    initials = {letters: role for letters, role in other.initials.items() if f"({letters})" not in text}
    labels = _told_by_both(dict(own.labels), dict(other.labels))
    return replace(
        own,
        roles=roles,
        telling=own.telling | telling,
        titles=own.titles | other.titles,
        pseudonyms=own.pseudonyms | (sure & other.pseudonyms),
        names=own.names | names,
        doubts={key: doubt for key, doubt in own.doubts.items() if key not in sure},
        initials=_told_by_both(own.initials, initials),
        labels=tuple(sorted(labels.items(), key=lambda item: (-len(item[0]), item[0]))),
        usage=_usage(own.usage, other.usage, common & roles.keys()),
    )


def _told_by_both(own: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """Who is told as what: the document's own word counts, unless it knows no more than that it is someone."""
    return {**other, **{key: role for key, role in own.items() if role != _SOMEONE or key not in other}}


def _usage(own: Usage, other: Usage, ordinary: frozenset[str]) -> Usage:
    return replace(
        own,
        ordinary=own.ordinary | other.ordinary | ordinary,
        in_bodies=own.in_bodies | other.in_bodies,
        bodies=own.bodies | other.bodies,
    )
