"""The lists of what a person should look at: mentions nobody could match, and issues.

readings  ->  unreconciled_rows  ->  rows of unreconciled.csv, most frequent first
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dhrgraph.graph.quads import addressees_of
from dhrgraph.records import Reading
from dhrgraph.text.cells import no_formula

UNRECONCILED = ("mention", "times", "documents", "partnerships", "role", "first_document", "first_span", "reason")


def unreconciled_rows(
    readings: Iterable[Reading], nobody: Callable[[str], bool] = lambda _mention: False
) -> list[dict[str, str]]:
    """Each mention without an authority record, in one spelling, with how often and where; most frequent first.

    So are those that may mean several bodies, and those with a provisional record: a person decides. The reason says
    which it is. What names `nobody` by its own words ("TBC") is left out.
    """
    times: Counter[tuple[str, str]] = Counter()
    seen: dict[tuple[str, str], dict[str, str]] = {}
    files: dict[tuple[str, str], set[str]] = {}
    places: dict[tuple[str, str], set[str]] = {}
    for reading in readings:
        for finding in reading.findings:
            role = type(finding).__name__.casefold()
            for addressee in addressees_of(finding):
                if addressee.match is None or addressee.match.outcome == "matched" or addressee.match.judged:
                    continue
                if nobody(addressee.match.mention):
                    continue
                key = (" ".join(addressee.match.mention.casefold().split()), role)
                times[key] += 1
                files.setdefault(key, set()).add(reading.document.source.file)
                places.setdefault(key, set()).add(reading.review.csp.name if reading.review else "")
                spans = addressee.raw.spans
                first = f"{spans[0].start}-{spans[-1].end}" if spans else ""
                seen.setdefault(
                    key,
                    {
                        "mention": addressee.match.mention,
                        "role": role,
                        "first_document": reading.document.source.file,
                        "first_span": first,
                        "reason": addressee.match.evidence,
                    },
                )
    order = sorted(times, key=lambda key: (-times[key], key))
    return [
        {
            **seen[key],
            "times": str(times[key]),
            "documents": str(len(files[key])),
            "partnerships": "; ".join(sorted(places[key])),
        }
        for key in order
    ]


def to_csv(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """A table as RFC 4180 asks: a heading row, CRLF line ends, quotes where needed. No cell is a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({column: no_formula(cell) for column, cell in row.items()} for row in rows)
    return out.getvalue()
