"""The last look before anything is written: does a name of a person stand in it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from dhrgraph.errors import LeakError
from dhrgraph.redact.persons import Persons
from dhrgraph.redact.titled import Titled
from dhrgraph.redact.words import APOSTROPHE, HYPHEN, keys_of

# In JSON and N-Quads a line end is written as two characters, of which the second would look like part of a word;
# in both a quotation mark ends a text, and no name goes on behind it.
_ESCAPED = re.compile(r"\\[nrtbf]")
_SLUG = re.compile(r"[^\W\d_]+(?:[-_.%20]+[^\W\d_]+)+")  # words of an IRI or of a file's name
_TOKEN = re.compile(rf"[^\W\d_]+(?:(?:{APOSTROPHE}|{HYPHEN})[^\W\d_]+)*")
_DOCUMENT = re.compile(r'"document": "([^"]*)"')

Name = frozenset[str]


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
        for place in certain.places(_ESCAPED.sub("  ", text)):
            raise _leak(file, place.start)


def check_files(files: Mapping[str, str | bytes], everyone: Iterable[Persons]) -> None:
    """Pass silently when no file that is to be written names anyone of any document: words, IRIs and the files' names.

    Here texts of all documents stand side by side, so only whole names count: one document's pseudonym may be
    another's ordinary word. A file is read word by word only when all words of some name stand in it somewhere.

    Raises:
        LeakError: says in which file and where, never which name.

    Example:
        >>> names = frozenset({frozenset({"ada", "king"})})
        >>> persons = Persons({"ada": "chair", "king": "chair"}, frozenset(), frozenset(), names=names)
        >>> check_files({"a.csv": "King's Ada is a language", "b.csv": "id/review/ada-king-2020"}, [persons])
        Traceback (most recent call last):
        ...
        dhrgraph.errors.LeakError: a person is named in b.csv at character 10: nothing was published.
          To mend: see docs/privacy.md.
    """
    names = frozenset(name for persons in everyone for name in whole_names(persons))
    for file, contents in sorted(files.items()):
        text = contents if isinstance(contents, str) else contents.decode("utf-8", "replace")
        for place in where_named(f"{text}\n{file}", names):
            raise _leak(file, place)


def whole_names(persons: Persons) -> frozenset[Name]:
    """The names of two words or more that are sure to be a person's, and that no body's name holds."""
    bodies = [frozenset(body) for body in persons.usage.bodies]
    sure = (name for name in persons.names if not all(key in persons.doubts for key in name))
    return frozenset(name for name in sure if not any(name <= body for body in bodies))


def where_named(text: str, names: frozenset[Name]) -> list[int]:
    """Where one of the names stands in a text or in one of its IRIs; the places in order, empty when nowhere."""
    found = [
        slug.start()
        for slug in _SLUG.finditer(text)
        if any(frozenset(pair) in names for pair in pairwise(keys_of(re.sub(r"[-_.%20]+", " ", slug.group()))))
    ]
    present = {piece for word in set(_TOKEN.findall(text)) for key in keys_of(word) for piece in (key, *key.split("-"))}
    here = frozenset(name for name in names if name <= present)
    if here:
        roles = {key: "person" for name in here for key in name}
        persons = Persons(roles, frozenset(), frozenset(), names=here)
        found += [place.start for place in persons.places(_ESCAPED.sub("  ", text))]
    return sorted(found)


def where_titled(text: str, titled: Titled) -> list[int]:
    """Where a title stands before a name in a text, whatever any document told of persons.

    Example:
        >>> where_titled('"text": "led by DCI Jones"', Titled(frozenset({"dci"})))
        [16]
    """
    return [start for start, _ in titled.found(_ESCAPED.sub("  ", text))]


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
            places = persons[document[1]].certain().places(_ESCAPED.sub("  ", line))
            found += [at + place.start for place in places]
        at += len(line)
    return found


def _leak(file: str, place: int) -> LeakError:
    return LeakError(
        f"a person is named in {file} at character {place}: nothing was published.\n  To mend: see docs/privacy.md."
    )
