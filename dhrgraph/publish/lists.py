"""The lists of what a person should look at: mentions nobody could match, and issues.

Reading  ->  unmatched  ->  Unmatched, ...
those of all documents  ->  unreconciled_rows  ->  rows of unreconciled.csv, most frequent first
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dhrgraph.graph.quads import addressees_of
from dhrgraph.records import Reading
from dhrgraph.text.cells import no_formula

_QUOTE, _TO_BE_QUOTED = '"', re.compile('[",\r\n]')
UNRECONCILED = ("mention", "times", "documents", "partnerships", "role", "first_document", "first_span", "reason")


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A mention without an authority record in one document: its words in one spelling, where it is named, and of the
    first place the words as printed, the span ("start-end", maybe empty) and the reason."""

    words: str
    role: str
    times: int
    document: str
    partnership: str
    mention: str
    span: str
    reason: str


def unmatched(reading: Reading, nobody: Callable[[str], bool] = lambda _mention: False) -> tuple[Unmatched, ...]:
    """Each mention of a document without an authority record, in the order of the first places.

    So are those that may mean several bodies, and those with a provisional record: a person decides. The reason says
    which it is. What names `nobody` by its own words ("TBC") is left out.
    """
    file, partnership = reading.document.source.file, reading.review.csp.name if reading.review else ""
    found: dict[tuple[str, str], Unmatched] = {}
    for finding in reading.findings:
        role = type(finding).__name__.casefold()
        for addressee in addressees_of(finding):
            match, spans = addressee.match, addressee.raw.spans
            if match is None or match.outcome == "matched" or match.judged or nobody(match.mention):
                continue
            words = " ".join(match.mention.casefold().split())
            first = f"{spans[0].start}-{spans[-1].end}" if spans else ""
            new = Unmatched(words, role, 0, file, partnership, match.mention, first, match.evidence)
            seen = found.get((words, role), new)
            found[words, role] = replace(seen, times=seen.times + 1)
    return tuple(found.values())


def unreconciled_rows(documents: Iterable[Unmatched]) -> list[dict[str, str]]:
    """The mentions of all documents, in their order, counted together; most frequent first."""
    found: dict[tuple[str, str], list[Unmatched]] = {}
    for one in documents:
        found.setdefault((one.words, one.role), []).append(one)
    times = {key: sum(one.times for one in those) for key, those in found.items()}
    return [
        {
            "mention": those[0].mention,
            "role": those[0].role,
            "first_document": those[0].document,
            "first_span": those[0].span,
            "reason": those[0].reason,
            "times": str(times[key]),
            "documents": str(len({one.document for one in those})),
            "partnerships": "; ".join(sorted({one.partnership for one in those})),
        }
        for key, those in sorted(found.items(), key=lambda item: (-times[item[0]], item[0]))
    ]


def to_csv(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """A table as RFC 4180 asks: a heading row, CRLF line ends, quotes where needed. No cell is a formula."""
    return heading(columns) + csv_rows(columns, rows)


def heading(columns: Sequence[str]) -> str:
    """The heading row of a table.

    Example:
        >>> heading(["a", "b"])
        'a,b\\r\\n'
    """
    return csv_rows(columns, [{column: column for column in columns}])


def csv_rows(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """The rows of a table without its heading: what one document adds to it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writerows({column: no_formula(cell) for column, cell in row.items()} for row in rows)
    return out.getvalue()


def cell(words: str) -> str:
    """One cell as `csv_rows` writes it among others, for tables so long that they are put together by hand.

    Example:
        >>> cell("Act"), cell("Act, and say so"), cell("=1")
        ('Act', '"Act, and say so"', "'=1")
    """
    safe = no_formula(words)
    return f'"{safe.replace(_QUOTE, _QUOTE * 2)}"' if _TO_BE_QUOTED.search(safe) else safe
