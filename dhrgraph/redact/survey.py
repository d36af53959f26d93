"""What of persons a document holds, counted by kind and role, and the doubtful places: for people who check.

    document, Persons, helplines  ->  survey  ->  Survey

Counts and places only; no word of any person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dhrgraph.records import Document, Span
from dhrgraph.redact.persons import Persons, Place
from dhrgraph.redact.redact import places_in
from dhrgraph.redact.words import keys_of, words_of

_DETAILS = frozenset({"age", "date of birth", "characteristic"})
_CONTACTS = frozenset({"e-mail address", "telephone number", "address", "account"})


@dataclass(frozen=True, slots=True)
class DoubtfulPlace:
    """The first place of a word form in doubt: `doubt` is a key of `doubts.DOUBTS`, `times` how often it stands."""

    where: Span
    role: str
    doubt: str
    times: int


@dataclass(frozen=True, slots=True)
class Survey:
    """`counts`: kind ("name", "pseudonym", "age or characteristic", "contact") and role -> (places, word forms)."""

    counts: dict[tuple[str, str], tuple[int, int]]
    doubtful: tuple[DoubtfulPlace, ...]


def survey(document: Document, persons: Persons, helplines: frozenset[str] = frozenset()) -> Survey:
    """Count what is taken out wherever words of this document are used; doubtful places in reading order.

    Example:
        >>> from dhrgraph.records import Source
        >>> p = Persons({"tamsin": "victim"}, frozenset({"tamsin"}), frozenset(), pseudonyms=frozenset({"tamsin"}))
        >>> text = "Tamsin rang. Write to tamsin@example.org about Tamsin's case."
        >>> survey(Document(Source("x", "x", "0"), text, (), ()), p).counts
        {('contact', 'e-mail address'): (1, 1), ('pseudonym', 'victim'): (2, 1)}
    """
    text = document.text
    places: Counter[tuple[str, str]] = Counter()
    forms: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    doubts: dict[tuple[str, str, str], list[Span]] = {}
    end = 0
    for place in places_in(text, persons, helplines):
        if place.start < end:
            continue
        end = place.end
        kind = (_kind(text, place, persons), place.role)
        places[kind] += 1
        forms.setdefault(kind, set()).add(keys_of(text[place.start : place.end]))
        if place.doubt:
            _note(doubts, text, place)
    for place in persons.left(text):
        _note(doubts, text, place)
    found = (DoubtfulPlace(min(spans), role, doubt, len(spans)) for (_, role, doubt), spans in sorted(doubts.items()))
    counts = {kind: (places[kind], len(forms[kind])) for kind in sorted(places)}
    return Survey(counts, tuple(sorted(found, key=lambda place: (place.where, place.doubt))))


def _note(doubts: dict[tuple[str, str, str], list[Span]], text: str, place: Place) -> None:
    form = text[place.start : place.end].casefold()
    doubts.setdefault((form, place.role, place.doubt), []).append(Span(place.start, place.end))


def _kind(text: str, place: Place, persons: Persons) -> str:
    if place.role in _DETAILS:
        return "age or characteristic"
    if place.role in _CONTACTS:
        return "contact"
    pieces = {piece for word in words_of(text[place.start : place.end]) for piece in word.pieces}
    named = pieces & persons.roles.keys()
    return "name" if named and not named & persons.pseudonyms else "pseudonym"
