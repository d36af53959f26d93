"""The last look before anything is written: does a name of a person stand in it?"""

from __future__ import annotations

from collections.abc import Mapping

from dhrgraph.errors import LeakError
from dhrgraph.redact.persons import Persons


def check_no_person(files: Mapping[str, str], persons: Persons) -> None:
    """Pass silently when no person of a document is named in any of the texts made from it.

    Whole names and pseudonyms are looked for. A single word of a staff name may rightly stand in the name of a
    body ("Hope Centre"); where it stood in running text it was taken out before.

    Raises:
        LeakError: a name stands somewhere; says in which file and where, never which name.

    Example:
        >>> check_no_person({"a.txt": "Ada King was there"}, Persons({"ada": "chair", "king": "chair"}, frozenset(), frozenset()))
        Traceback (most recent call last):
        ...
        dhrgraph.errors.LeakError: a person is named in a.txt at character 0: nothing was published.
          To mend: see docs/privacy.md.
    """
    strict = persons.whole_names()
    for file, text in sorted(files.items()):
        for start, _end, _role in strict.places(text):
            raise LeakError(
                f"a person is named in {file} at character {start}: nothing was published.\n  To mend: see docs/privacy.md."
            )
