"""Take persons out of every finding of a document.

    Reading, Persons  ->  redact  ->  Reading without persons

A name becomes the person's role in square brackets. The places stay, so the source can be found; the passage is
marked, so that nobody quotes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from typing import TypeVar

from dhrgraph.redact.contacts import contact_places
from dhrgraph.redact.persons import Persons
from dhrgraph.records import Passage, Reading

T = TypeVar("T")


def redact(reading: Reading, persons: Persons, helplines: frozenset[str] = frozenset()) -> Reading:
    """The same reading with every name, telephone number and e-mail address replaced."""
    clean = partial(without_persons, persons=persons, helplines=helplines)
    return replace(reading, findings=tuple(_each_text(finding, clean) for finding in reading.findings))


def without_persons(words: str, persons: Persons, helplines: frozenset[str] = frozenset()) -> str:
    """The words with each person named replaced by the role in square brackets.

    Example:
        >>> p = Persons({"ada": "lead officer", "king": "lead officer"}, frozenset({"ada", "king"}), frozenset())
        >>> without_persons("Ada King, Safeguarding Matron", p)
        '[lead officer], Safeguarding Matron'
    """
    pieces, at = [], 0
    places = sorted([*persons.places(words), *contact_places(words, helplines)])
    for start, end, role in places:
        if start >= at:
            pieces += [words[at:start], f"[{role}]"]
            at = end
    return "".join([*pieces, words[at:]])


def _each_text(value: T, clean: Callable[[str], str]) -> T:
    """A copy of a record with every passage and printed word cleaned, however deep it lies."""
    if isinstance(value, Passage):
        words = clean(value.text)
        return value if words == value.text else replace(value, text=words, redacted=True)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_each_text(item, clean) for item in value)  # type: ignore[return-value]
    if isinstance(value, str):
        return clean(value)  # type: ignore[return-value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    changed = {f.name: new for f in fields(value) if (new := _each_text(old := getattr(value, f.name), clean)) is not old}  # type: ignore[arg-type]
    return replace(value, **changed) if changed else value  # type: ignore[type-var]
