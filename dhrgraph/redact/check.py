"""The last look before anything is written: does a name of a person stand in it?"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dhrgraph.errors import LeakError
from dhrgraph.redact.persons import Persons

# In JSON and N-Quads a line end is written as two characters, of which the second would look like part of a word;
# in both a quotation mark ends a text, and no name goes on behind it.
_ESCAPED = re.compile(r"\\[nrtbf]")


def check_no_person(files: Mapping[str, str], persons: Persons) -> None:
    """Pass silently when no person of a document is named in any of the texts made from it.

    Only what cannot mean anything else is looked for: whole names, and pseudonyms that are no ordinary words and stand
    in no body's name. All else was decided word by word before, by the words around it.

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
            raise LeakError(
                f"a person is named in {file} at character {place.start}: nothing was published.\n"
                "  To mend: see docs/privacy.md."
            )
