"""Who a document names: in its tables, its sentences and its cells of lead officers.

Reading, known bodies, PersonCues  ->  find_persons  ->  Persons
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dhrgraph.records import Action, Contribution, LearningPoint, Reading, Recommendation
from dhrgraph.redact.bodies import bodies_named
from dhrgraph.redact.candidates import Surroundings, names_in, reversed_name
from dhrgraph.redact.cues import PersonCues, person_cues
from dhrgraph.redact.gather import persons
from dhrgraph.redact.lists import names_in_lists
from dhrgraph.redact.persons import Named, Persons
from dhrgraph.redact.sentences import names_in_sentences
from dhrgraph.redact.tables import bodies_in_tables, cells_of_leads, characteristics, names_in_tables
from dhrgraph.redact.words import keys_of, words_of

__all__ = ["PersonCues", "find_persons", "person_cues"]

_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_ASKED = (" should ", " must ", " needs to ")
_LONGEST_ACRONYM = 5
_FEW = 2  # bodies' names that begin with one word: it is a place's, not a person's


def find_persons(reading: Reading, known: frozenset[str], cues: PersonCues) -> Persons:
    """Everyone the document names. `known` holds casefolded names of bodies, so that none is taken for a person."""
    document = reading.document
    around = surroundings(reading, known, cues)
    named = [
        *names_in_tables(document, around),
        *_in_leads(reading, around),
        *names_in_sentences(document, around),
        *names_in_lists(document.lines, around),
    ]
    labels = [*_labels(document.text, cues), *characteristics(document, cues)]
    return persons(named, labels, document.text, around)


def surroundings(reading: Reading, known: frozenset[str], cues: PersonCues) -> Surroundings:
    """What explains capitals in a document: its ordinary words, the bodies it and the register know, its places."""
    text = reading.document.text
    own = (*bodies_in_tables(reading.document, cues), *_bodies_found(reading))
    return Surroundings(
        cues,
        common=common_words(text),
        places=_places(text, cues),
        settled=_settled(text, cues),
        register=bodies_named(known),
        own=bodies_named(frozenset(own)),
    )


def common_words(text: str) -> frozenset[str]:
    """Keys of the words that a text writes small, addresses left out.

    Example:
        >>> sorted(common_words("Mark the file at www.mark-doe.example.org"))
        ['at', 'file', 'the']
    """
    return frozenset(word.key for word in words_of(_ADDRESS.sub(" ", text)) if word.text.islower())


def _bodies_found(reading: Reading) -> Iterator[str]:
    for finding in reading.findings:
        if isinstance(finding, Recommendation):
            yield from (a.raw.text for a in finding.addressees if a.basis in ("column", "heading"))
            yield from (a.mention for a in finding.addressees if _is_asked(a.mention, finding.text.text))
        elif isinstance(finding, Contribution) or (isinstance(finding, LearningPoint) and finding.agency):
            yield finding.agency.raw.text if finding.agency else ""


def _is_asked(mention: str, recommendation: str) -> bool:
    """Whether a recommendation begins with words that something is asked of: bodies are asked, by two words or more."""
    asked = recommendation.startswith(mention) and recommendation[len(mention) :].startswith(_ASKED)
    return asked and len(mention.split()) > 1


def _places(text: str, cues: PersonCues) -> frozenset[str]:
    """Words with which several names of bodies begin: "Sefton Council", "Sefton Safer Communities Partnership"."""
    followers: dict[str, set[str]] = {}
    words = list(words_of(text))
    bodies = cues.of_kind("institution") | cues.of_kind("body")
    for word, after in pairwise(words):
        beside = text[word.end : after.start] == " " and after.capital and not word.possessive
        if beside and word.capital and after.text.casefold() in bodies and word.text.casefold() not in bodies:
            followers.setdefault(word.key, set()).add(after.key)
    return frozenset(key for key, found in followers.items() if len(found) >= _FEW)


def _settled(text: str, cues: PersonCues) -> frozenset[str]:
    """Words that stand somewhere as a place's or a body's name does and a person's does not: "in Sefton"."""
    words = list(words_of(text))
    bodies = cues.of_kind("institution") | cues.of_kind("body")
    found: set[str] = set()
    for before, word, after in zip([None, *words], words, [*words[1:], None], strict=False):
        if not word.capital or word.possessive:
            continue
        placed = before is not None and before.key in cues.of_kind("whereabouts")
        placed = placed and before is not None and text[before.end : word.start] == " "
        follows = after is not None and text[word.end : after.start] == " "
        asked = follows and after is not None and f" {after.text} " in _ASKED
        named = follows and after is not None and after.capital and after.text.casefold() in bodies
        found |= {word.key} if placed or asked or named else set()
    return frozenset(found)


def _in_leads(reading: Reading, around: Surroundings) -> Iterator[Named]:
    cells = [lead.raw.text for f in reading.findings if isinstance(f, Action) for lead in f.leads]
    cells += cells_of_leads(reading.document, around.cues)
    for cell in dict.fromkeys(cells):
        swapped = reversed_name(cell, around)
        if swapped:
            posts = around.cues.of_kind("post")
            posted = any(word.key in posts for word in words_of(cell))
            yield Named(swapped, "lead officer", doubt="" if posted else "lead")
        for name, sure in names_in(cell, around, single=True):
            keys = keys_of(name)
            acronym = name.isupper() and len(name) <= _LONGEST_ACRONYM
            if sure or len(keys) > 1 or not (acronym or around.settled & {*keys}):
                yield Named(name, "lead officer", doubt="" if sure else "lead")


def _labels(text: str, cues: PersonCues) -> Iterable[tuple[str, str]]:
    """Pseudonyms that are no names ("Adult A"), with the role that their own words tell."""
    found = {match.group(): cues.role_in(match.group()) for label in cues.labels for match in label.finditer(text)}
    said = {m["name"]: cues.role_in(m.group()) for pattern in cues.labelled for m in pattern.finditer(text)}
    found |= {label: role for label, role in said.items() if label.casefold() not in cues.posts}
    return [(label, role or "person") for label, role in sorted(found.items())]
