"""Why a document is left out that could be read: it would name a person, or break the shapes.

    Understood documents, LeakError  ->  Refusal.of        in the process that read them
    rows of findings, what names     ->  where_in          where in the document to look
    Violation ...                    ->  of_broken_shapes

The words go into issues.jsonl: they say where and how to mend, and never who.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from dhrgraph.errors import LeakError
from dhrgraph.graph.shapes import Violation
from dhrgraph.pipeline.stages import Understood
from dhrgraph.publish.findings import Fields, finding_rows, to_jsonl
from dhrgraph.redact.check import check_no_person
from dhrgraph.text.amounts import how_many

_MEND = "left out; to mend: see docs/privacy.md"
_ELSEWHERE = "what is made of it, as an identifier or its file's name"


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a document, or documents of one review, would name a person: for each in order, its file's name as it may be
    published, and the reason."""

    problems: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, items: Sequence[Understood]) -> Refusal:
        """Of documents of one review, of which one or more would name a person of their own."""
        where = [where_in(finding_rows(item.reading), partial(_names, item=item)) for item in items]
        told = [place != _ELSEWHERE or len(items) == 1 for place in where]
        first = of_names("of its own", where[told.index(True)] if any(told) else _ELSEWHERE)
        reasons = (
            of_names("of its own", place) if here else of_kin(first) for place, here in zip(where, told, strict=True)
        )
        return cls(tuple(zip(map(_file, items), reasons, strict=True)))


def of_names(whose: str, where: str) -> str:
    """Why a document is left out that names someone.

    Example:
        >>> of_names("of its own", "its review at characters 3 to 9")
        'would name a person of its own in its review at characters 3 to 9: left out; to mend: see docs/privacy.md'
    """
    return f"would name a person {whose} in {where}: {_MEND}"


def of_broken_shapes(broken: Sequence[Violation]) -> str:
    """Why a document is left out that, with those of its review, breaks the shapes; `broken` is not empty."""
    first = broken[0]
    return (
        f"would break the shapes in {how_many(len(broken), 'place')}, first {first.focus} {first.path}: "
        f"{first.message}; left out; to mend: correct what was judged of it, or report it"
    )


def of_kin(reason: str) -> str:
    """Why a document is left out with another of its review that is left out for `reason`.

    Example:
        >>> of_kin("would break the shapes: left out")
        'of one review with a document that would break the shapes: left out'
    """
    return f"of one review with a document that {reason}"


def where_in(rows: Iterable[Fields], names: Callable[[str], bool]) -> str:
    """Which finding it is, of a document's `rows`, whose line `names` someone.

    Example:
        >>> where_in([{"kind": "learning_point", "span": [3, 9], "text": "Ada King"}], lambda line: "Ada" in line)
        'its learning point at characters 3 to 9'
    """
    for row in rows:
        if row["span"] and names(to_jsonl([{**row, "document": ""}])):  # the file's name is in every row
            start, end = row["span"]
            return f"its {row['kind'].replace('_', ' ')} at characters {start} to {end}"
    return _ELSEWHERE


def _names(words: str, *, item: Understood) -> bool:
    try:
        check_no_person({"": words}, item.persons)
    except LeakError:
        return True
    return False


def _file(item: Understood) -> str:
    """The file's name without persons; the document's key where one would be left in it."""
    source = item.reading.document.source
    return source.key if _names(source.file, item=item) else source.file
