"""The last look before anything is written: does a name of a person stand in it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dhrgraph.errors import LeakError
from dhrgraph.redact.known import ESCAPED, SLUG, Name, pairs_of, pieces_in
from dhrgraph.redact.persons import Persons
from dhrgraph.redact.titled import Titled

_DOCUMENT = re.compile(r'"document": "([^"]*)"')


def check_no_person(files: Mapping[str, str], persons: Persons) -> None:
    """Pass silently when no person of a document is named in any of the texts made from it.

    Only what cannot mean anything else is looked for: whole names, pseudonyms that are no ordinary words and stand
    in no body's name, labels such as "Adult A", and names behind a title that no body has ("DCI Jones"). All else was
    decided word by word before, by the words around it.

    Raises:
        LeakError: a name stands somewhere; says in which file and where, never which name.

    Example:
        >>> names = frozenset({frozenset({"ada", "king"})})
        >>> persons = Persons({"ada": "chair", "king": "chair"}, frozenset(), frozenset(), names=names)
        >>> check_no_person({"a.txt": "Ada King was there"}, persons)
        Traceback (most recent call last):
        ...
        dhrgraph.errors.LeakError: a person is named in a.txt at character 0: nothing was published.
          To mend: see docs/privacy.md.
    """
    certain = persons.certain()
    for file, text in sorted(files.items()):
        for place in certain.places(ESCAPED.sub("  ", text)):
            raise _leak(file, place.start)


def check_values(values: Iterable[str], files: Mapping[str, str], persons: Persons) -> None:
    """The same for `files` of which the quoted `values` are known: each is looked at once, wherever it stands.

    Raises:
        LeakError: as `check_no_person`.
    """
    text = '"\n"'.join(values)  # no name goes on over a quotation mark
    for place in persons.certain().places(ESCAPED.sub("  ", text)):
        check_no_person(files, persons)
        raise _leak("a value that is to be published", place.start)


def where_named(text: str, names: frozenset[Name]) -> list[int]:
    """Where one of the names stands in a text or in one of its IRIs; the places in order, empty when nowhere."""
    found = [slug.start() for slug in SLUG.finditer(text) if any(frozenset(p) in names for p in pairs_of(slug.group()))]
    here = frozenset(name for name in names if name <= pieces_in(text))
    if here:
        roles = {key: "person" for name in here for key in name}
        persons = Persons(roles, frozenset(), frozenset(), names=here)
        found += [place.start for place in persons.places(ESCAPED.sub("  ", text))]
    return sorted(found)


def where_titled(text: str, titled: Titled) -> list[int]:
    """Where a title stands before a name in a text, whatever any document told of persons.

    Example:
        >>> where_titled('"text": "led by DCI Jones"', Titled(frozenset({"dci"})))
        [16]
    """
    return [start for start, _ in titled.found(ESCAPED.sub("  ", text))]


def where_pseudonymous(rows: str, persons: Mapping[str, Persons]) -> list[int]:
    """Where a line of findings names someone of its own document, which `persons` finds by the file's name.

    Example:
        >>> persons = Persons({"tamsin": "victim"}, frozenset(), frozenset(), pseudonyms=frozenset({"tamsin"}))
        >>> where_pseudonymous('{"document": "a.txt", "text": "Tamsin rang"}', {"a.txt": persons})
        [31]
    """
    found, at = [], 0
    for line in rows.splitlines(keepends=True):
        document = _DOCUMENT.search(line)
        if document and document[1] in persons:
            places = persons[document[1]].certain().places(ESCAPED.sub("  ", line))
            found += [at + place.start for place in places]
        at += len(line)
    return found


def _leak(file: str, place: int) -> LeakError:
    return LeakError(
        f"a person is named in {file} at character {place}: nothing was published.\n  To mend: see docs/privacy.md."
    )
