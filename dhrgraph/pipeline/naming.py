"""Nobody of any document is named in what another gives, nor in what is made of all of them.

    what all parts show         ->  named_in_parts  ->  key of each document that names someone -> why it is left out
    files made of all           ->  check_texts     ->  nothing, or a LeakError

Each document was held against its own persons by the process that read it. Here only whole names count: one document's
pseudonym may be another's ordinary word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from functools import partial

from dhrgraph.errors import LeakError
from dhrgraph.pipeline.part import FINDINGS
from dhrgraph.pipeline.parts import Collected
from dhrgraph.pipeline.refusal import of_names, where_in
from dhrgraph.pipeline.shelf import Place, Shelf
from dhrgraph.redact.check import where_named
from dhrgraph.redact.known import Name, Shown
from dhrgraph.text.amounts import how_many


def named_in_parts(shown: Shown, read: Collected, shelf: Shelf) -> dict[str, str]:
    """By key of each document in whose part someone is named, why it must be left out: says where, and by which
    document the name is known, never who.

    `shown` is of all parts together: the words of a name count as present when they stand in any of them.
    """
    every = set(shown.named(read.names))
    why = {}
    for place in read.places if every else ():
        there = shelf.facts(place).shown
        if found := every & {*there.runs, *map(" ".join, there.pairs)}:
            rows = map(json.loads, shelf.rows(place)[FINDINGS].decode().split("\n")[:-1])
            where = where_in(rows, partial(_holds, found=found))
            why[place.key] = of_names(f"whom {_known_by(found, shown.words, read)} names", where)
    return why


def file_name(place: Place, read: Collected) -> str:
    """The name of a document's file without persons; the document's key where it names someone even so."""
    name = read.clean(place.job.name)
    return place.key if any(Shown.of(name).named(read.names)) else name


def check_texts(texts: Mapping[str, bytes | str], names: frozenset[Name]) -> None:
    """The same for files that are made of all documents together, and for the files' names.

    Raises:
        LeakError: says in which file and where, never which name.
    """
    for file, contents in sorted(texts.items()):
        text = contents if isinstance(contents, str) else contents.decode("utf-8", "replace")
        if any(Shown.of(f"{text}\n{file}").named(names)):
            place = next((f" at character {at}" for at in where_named(f"{text}\n{file}", names)), "")
            raise LeakError(
                f"a person is named in {file}{place}: nothing was published.\n  To mend: see docs/privacy.md."
            )


def _holds(line: str, *, found: Set[str]) -> bool:
    return any(words in line for words in found)


def _known_by(found: Set[str], present: frozenset[str], read: Collected) -> str:
    """The documents that told of those who are named in the words `found`: the first and how many more."""
    shown = [(frozenset(words.split(" ")), Shown.of(words)) for words in found]
    keys = {
        key
        for name, key in read.whose.items()
        if any(name == pair or any(run.named(frozenset({name}), present)) for pair, run in shown)
    }
    first, *others = [file_name(place, read) for place in read.places if place.key in keys] or ["another document"]
    return f"{first} (and {how_many(len(others), 'more document')})" if others else first
