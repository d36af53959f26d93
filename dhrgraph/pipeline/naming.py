"""Nobody of any document is named in what another gives, nor in what is made of all of them.

    what all parts show, names  ->  named_in_parts  ->  key of each document that names someone -> why it is left out
    files made of all           ->  check_texts     ->  nothing, or a LeakError

Each document was held against its own persons by the process that read it. Here only whole names count: one document's
pseudonym may be another's ordinary word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from functools import partial

from dhrgraph.errors import LeakError
from dhrgraph.pipeline.part import FINDINGS, Files
from dhrgraph.pipeline.refusal import of_names, where_in
from dhrgraph.pipeline.shelf import Place, Shelf
from dhrgraph.redact.known import Name, Shown


def named_in_parts(shown: Shown, names: frozenset[Name], places: Sequence[Place], shelf: Shelf) -> dict[str, str]:
    """By key of each document in whose part someone is named, why it must be left out: says where, never who.

    `shown` is of all parts together: the words of a name count as present when they stand in any of them.
    """
    every = set(shown.named(names))
    why = {}
    for place in places if every else ():
        there = shelf.facts(place).shown
        if found := every & {*there.runs, *map(" ".join, there.pairs)}:
            rows = map(json.loads, shelf.rows(place)[FINDINGS].decode().split("\n")[:-1])
            why[place.key] = of_names("whom another document names", where_in(rows, partial(_holds, found=found)))
    return why


def _holds(line: str, *, found: Set[str]) -> bool:
    return any(words in line for words in found)


def check_texts(texts: Mapping[str, bytes | str], names: frozenset[Name]) -> None:
    """The same for files that are made of all documents together, and for the files' names.

    Raises:
        LeakError: says in which file and where, never which name.
    """
    for file, contents in sorted(texts.items()):
        text = contents if isinstance(contents, str) else contents.decode("utf-8", "replace")
        for words in sorted(Shown.of(f"{text}\n{file}").named(names)):
            raise _leak(file, words, {file: text.encode()})


def _leak(where: str, words: str, files: Files) -> LeakError:
    found = [(name, data.decode("utf-8", "replace").find(words)) for name, data in sorted(files.items())]
    place = next((f" (in its part of {name}, at character {at})" for name, at in found if at >= 0), "")
    return LeakError(f"a person is named in {where}{place}: nothing was published.\n  To mend: see docs/privacy.md.")
