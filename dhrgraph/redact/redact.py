"""Take persons out of every finding of a document.

    Reading, Persons, helplines  ->  redact  ->  Reading without persons

A name becomes the person's role in square brackets. The places stay, so the source can be found; the passage is
marked, so that nobody quotes it. Where words were taken out that may name no person, an Issue says where and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TypeVar

from dhrgraph.records import Document, Finding, Match, Passage, Reading
from dhrgraph.redact.contacts import contact_places, detail_places
from dhrgraph.redact.doubts import Doubtful, doubtful_issues, where_words_stand
from dhrgraph.redact.persons import Persons, Place

T = TypeVar("T")

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def redact(reading: Reading, persons: Persons, helplines: frozenset[str] = frozenset()) -> Reading:
    """The same reading with every name, contact and personal detail replaced, in the findings and in what is known of
    the source, with an Issue for each word form in them that is in doubt: taken out, but perhaps no name, or left."""
    cleaner = _Cleaner(persons, helplines, reading.document.text)
    findings: tuple[Finding, ...] = tuple(cleaner.clean(finding) for finding in reading.findings)
    return Reading(_without_names(reading.document, persons), (*findings, *doubtful_issues(cleaner.doubtful)))


def without_persons(words: str, persons: Persons, helplines: frozenset[str] = frozenset()) -> str:
    """The words with each person named replaced by the role in square brackets.

    Example:
        >>> p = Persons({"ada": "lead officer", "king": "lead officer"}, frozenset({"ada", "king"}), frozenset())
        >>> without_persons("Ada King, Safeguarding Matron", p)
        '[lead officer], Safeguarding Matron'
    """
    return _written(words, places_in(words, persons, helplines))


def _written(words: str, places: Iterable[Place]) -> str:
    """The words with roles in place of persons; of places that overlap the first counts."""
    pieces, at = [], 0
    for place in places:
        if place.start >= at:
            pieces += [words[at : place.start], f"[{place.role}]"]
            at = place.end
    return "".join([*pieces, words[at:]])


def out_of_file_names(words: str, everyone: Iterable[Persons]) -> str:
    """Words about files of several documents with each document's persons taken out of the files' names."""
    for persons in everyone:
        words = persons.out_of_a_file_name(words)
    return words


def places_in(words: str, persons: Persons, helplines: frozenset[str]) -> list[Place]:
    """Everything of persons in the words: names, what tells of one without a name, contacts; by start, long ones first.

    Example:
        >>> p = Persons({"ada": "victim"}, frozenset({"ada"}), frozenset())
        >>> [tuple(place) for place in places_in("Ada: a.b@example.org", p, frozenset())]
        [(0, 3, 'victim', ''), (5, 20, 'e-mail address', '')]
    """
    found = [*persons.places(words), *contact_places(words, helplines), *detail_places(words, persons.details)]
    if "://" in words or "www." in words.lower():
        found += [Place(*m.span(), "address") for m in _ADDRESS.finditer(words) if persons.in_an_address(m.group())]
    return sorted(found, key=lambda place: (place.start, -place.end))


@dataclass
class _Cleaner:
    """Cleans findings, however deep their words lie, and remembers where the doubtful ones stood in `text`."""

    persons: Persons
    helplines: frozenset[str]
    text: str
    doubtful: list[Doubtful] = field(default_factory=list)
    _done: dict[str, tuple[str, tuple[Place, ...]]] = field(default_factory=dict)

    def clean(self, value: T) -> T:
        """A copy of `value` with every passage and printed word cleaned; itself when nothing had to go."""
        if isinstance(value, Passage):
            words, doubtful = self._looked_at(value.text)
            for place in doubtful:
                printed = value.text[place.start : place.end]
                where = where_words_stand(self.text, value.spans, printed)
                self.doubtful.append(Doubtful(printed.casefold(), place.role, place.doubt, where))
            return replace(value, text=words, redacted=True) if words != value.text else value
        if isinstance(value, Match):  # a record's name and why it fits are ours, not the document's
            return replace(value, mention=self.clean(value.mention))
        if isinstance(value, tuple):
            return tuple(self.clean(item) for item in value)  # type: ignore[return-value]
        if isinstance(value, str):
            return self._looked_at(value)[0]  # type: ignore[return-value]
        if value is None or not hasattr(value, "__dataclass_fields__"):
            return value
        names = value.__dataclass_fields__  # type: ignore[attr-defined]
        changed = {name: new for name in names if (new := self.clean(old := getattr(value, name))) is not old}
        return replace(value, **changed) if changed else value  # type: ignore[type-var]

    def _looked_at(self, words: str) -> tuple[str, tuple[Place, ...]]:
        """The words cleaned, and what in them is in doubt. Findings repeat one another's words: each is done once."""
        if words not in self._done:
            places = places_in(words, self.persons, self.helplines)
            doubtful = tuple(place for place in (*places, *self.persons.left(words)) if place.doubt)
            cleaned = _written(words, places)
            self._done[words] = (words if cleaned == words else cleaned, doubtful)
        return self._done[words]


def _without_names(document: Document, persons: Persons) -> Document:
    """The document with what is known of its source cleaned; its text, which is never written, stays."""
    source = document.source

    def clean(words: str | None) -> str | None:
        return without_persons(words, persons) if words else words

    file = PurePath(source.file)
    cleaned = replace(
        source,
        id=persons.out_of_a_file_name(source.id),
        file=persons.out_of_a_file_name(file.stem) + file.suffix,
        title=clean(source.title),
        publisher=clean(source.publisher),
        csp=clean(source.csp),
    )
    return replace(document, source=cleaned)
