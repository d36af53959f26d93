"""Who a document names: in its tables, its sentences and its cells of lead officers.

Reading, known bodies, PersonCues  ->  find_persons  ->  Persons
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from dhrgraph.records import Reading, Recommendation
from dhrgraph.redact.addressed import bodies_in_cell, cells_addressed, names_addressed
from dhrgraph.redact.bodies import bodies_named
from dhrgraph.redact.candidates import Surroundings, sorts_of
from dhrgraph.redact.cues import PersonCues, person_cues
from dhrgraph.redact.gather import persons
from dhrgraph.redact.lists import names_in_lists
from dhrgraph.redact.persons import Named, Persons
from dhrgraph.redact.plans import names_in_plans
from dhrgraph.redact.sentences import names_in_sentences
from dhrgraph.redact.tables import bodies_in_tables, characteristics, names_in_tables
from dhrgraph.redact.words import forms_in, words_of

__all__ = ["PersonCues", "find_persons", "person_cues"]

_IN_ADDRESSES = ("://", "@", "www.")
_ASKED = (" should ", " must ", " needs to ", " need to ", " ought to ")
_QUOTED = re.compile(r"['‘“\"]\w+(?:[ -]\w+)?[’'”\"](?!\w)")  # a pseudonym: the Example DHR “Tamsin”
_PARTED = re.compile(r"[,(/;:]|\s[–—-]\s")  # a body that is asked is no list
_FEW = 2  # bodies' names that begin with one word: it is a place's, not a person's


def find_persons(reading: Reading, known: frozenset[str], cues: PersonCues) -> Persons:
    """Everyone the document names. `known` holds casefolded names of bodies, so that none is taken for a person."""
    document = reading.document
    around = surroundings(reading, known, cues)
    named = [
        *names_in_tables(document, around),
        *names_in_plans(reading, around),
        *names_addressed(reading, around),
        *_titled(document.text, around),
        *names_in_sentences(document, around),
        *names_in_lists(document.lines, around),
    ]
    labels = [*_labels(document.text, cues), *characteristics(document, cues)]
    return persons(named, labels, document.text, around)


def surroundings(reading: Reading, known: frozenset[str], cues: PersonCues) -> Surroundings:
    """What explains capitals in a document: its ordinary words, the bodies it and the register know, its places.

    The document's own bodies are told last: in a cell for bodies may stand a person.
    """
    text = reading.document.text
    common, places = common_words(text), _places(text, cues)
    around = Surroundings(
        cues,
        common=common,
        places=places,
        settled=_settled(text, cues),
        register=bodies_named(known),
        own=bodies_named(cues.of_kind("programme")),
        titled=replace(cues.titled, doubtful=common | places | cues.of_kind("place")),
    )
    cells = (*bodies_in_tables(reading.document, cues), *cells_addressed(reading))
    told = (body for cell in dict.fromkeys(cells) if cell for body in bodies_in_cell(cell, around))
    own = (*(name for name in (*told, *_bodies_asked(reading, around)) if not _QUOTED.search(name)),)
    return replace(around, own=bodies_named(frozenset((*own, *cues.of_kind("programme")))))


def _titled(text: str, around: Surroundings) -> Iterator[Named]:
    """Names behind a title, wherever they stand."""
    return (Named(text[start:end], "person") for start, end in around.titled.found(text))


def common_words(text: str) -> frozenset[str]:
    """Keys of the words that a text writes small, addresses left out.

    Example:
        >>> sorted(common_words("Mark the file at www.mark-doe.example.org"))
        ['at', 'file', 'the']
    """
    pieces = " ".join(
        piece for piece in dict.fromkeys(text.split()) if not any(mark in piece for mark in _IN_ADDRESSES)
    )
    return frozenset(key for printed, key in forms_in(pieces) if printed.islower())


def _bodies_asked(reading: Reading, around: Surroundings) -> Iterator[str]:
    for finding in reading.findings:
        if isinstance(finding, Recommendation):
            asked = (a.mention for a in finding.addressees if _is_asked(a.mention, finding.text.text, around.cues))
            yield from (m for m in asked if not (_PARTED.search(m) or {*"px"} & {*sorts_of(m, words_of(m), around)}))


def _is_asked(mention: str, recommendation: str, cues: PersonCues) -> bool:
    """Whether words stand in a recommendation as what something is asked of: bodies are, by two words or more.

    Example:
        >>> nobody = PersonCues(frozenset(), frozenset())
        >>> asked = ("That Turning Tides write it.", "The Turning Tides must act.", "Write to Turning Tides.")
        >>> [_is_asked("Turning Tides", recommendation, nobody) for recommendation in asked]
        [True, True, False]
    """
    before, found, behind = recommendation.partition(mention)
    opens = before.casefold().split()
    asked = opens in ([], ["the"]) and behind.startswith(_ASKED)
    wished = opens in (["that"], ["that", "the"])
    words = words_of(mention)
    titled = any(word.key in cues.titles for word in words) or any(cues.titled.found(mention))
    return bool(found) and (asked or wished) and len(words) > 1 and not titled


def _places(text: str, cues: PersonCues) -> frozenset[str]:
    """Words with which several names of bodies begin: "Sefton Council", "Sefton Safer Communities Partnership"."""
    followers: dict[str, set[str]] = {}
    words = words_of(text)
    bodies = cues.of_kind("institution") | cues.of_kind("body")
    for word, after in pairwise(words):
        if not word.capital or not after.capital or word.possessive or text[word.end : after.start] != " ":
            continue
        if after.text.casefold() in bodies and word.text.casefold() not in bodies:
            followers.setdefault(word.key, set()).add(after.key)
    return frozenset(key for key, found in followers.items() if len(found) >= _FEW)


def _settled(text: str, cues: PersonCues) -> frozenset[str]:
    """Words that stand somewhere as a place's or a body's name does and a person's does not: "in Sefton"."""
    words = words_of(text)
    bodies = cues.of_kind("institution") | cues.of_kind("body")
    whereabouts = cues.of_kind("whereabouts")
    found: set[str] = set()
    for before, word, after in zip([None, *words], words, [*words[1:], None], strict=False):
        if not word.capital or word.possessive or word.key in found:
            continue
        placed = before is not None and before.key in whereabouts and text[before.end : word.start] == " "
        follows = not placed and after is not None and text[word.end : after.start] == " "
        asked = follows and after is not None and f" {after.text} " in _ASKED
        named = follows and after is not None and after.capital and after.text.casefold() in bodies
        if placed or asked or named:
            found.add(word.key)
    return frozenset(found)


def _labels(text: str, cues: PersonCues) -> Iterable[tuple[str, str]]:
    """Pseudonyms that are no names ("Adult A"), with the role that their own words tell."""
    found = {match.group(): cues.role_in(match.group()) for _, match in cues.labels.matches(text)}
    said = {m["name"]: cues.role_in(m.group()) for _, m in cues.labelled.matches(text)}
    found |= {label: role for label, role in said.items() if label.casefold() not in cues.posts}
    return [(label, role or "person") for label, role in sorted(found.items())]
