"""Where the numbers of a report lead, where one comes back to, and which statements have been shown before.

    Report, most  ->  Trail  ->  ids and references for a form

A statement stands behind many numbers. Every number's rows show it in full on a screen; on paper and in Markdown it
stands once, and is referred to as "3.2": the second statement under the third number.
"""

from __future__ import annotations

from dataclasses import dataclass

from dhrgraph.report.records import Evidence, Report, Rows, numbers
from dhrgraph.report.words import HEADINGS


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement as it is shown: its place among the rows, and ("3.2", id of those rows) if it was shown before."""

    place: int
    row: Evidence
    before: tuple[str, str] | None


class Trail:
    """The ways between a report's numbers and statements; at most `most` statements are shown behind a number.

    Nothing changes but in `first`, which a template asks once for each number, in reading order.
    """

    def __init__(self, report: Report, most: int) -> None:
        self._places = {rows.id: place for place, rows in enumerate(report.rows, 1)}
        self._shown = _shown(report, most)
        self._seen: set[tuple[str, str]] = set()
        self._back: dict[str, list[tuple[str, str]]] = {}
        for anchor, heading, record in _parts(report):
            for rows in dict.fromkeys(number.rows for number in numbers(record) if number.rows):
                self._back.setdefault(rows, []).append((_at(anchor, rows), heading))

    def number(self, rows: str) -> int:
        """The number that the rows have in the report, by which they can be found on paper."""
        return self._places[rows]

    def first(self, anchor: str, rows: str) -> str:
        """The id of the first number in a part of the report that leads to these rows; "" for the others."""
        if (anchor, rows) in self._seen:
            return ""
        self._seen.add((anchor, rows))
        return _at(anchor, rows)

    def back(self, rows: str) -> list[tuple[str, str]]:
        """The parts of the report that count these rows: where to go back to, and its heading."""
        return self._back.get(rows, [])

    def shown(self, rows: Rows) -> tuple[Shown, ...]:
        """The statements that are shown of these rows."""
        return self._shown[rows.id]

    def rest(self, rows: Rows) -> int:
        """How many are not shown."""
        return rows.more + len(rows.rows) - len(self._shown[rows.id])


def _shown(report: Report, most: int) -> dict[str, tuple[Shown, ...]]:
    before: dict[tuple[str, str], tuple[str, str]] = {}
    found: dict[str, tuple[Shown, ...]] = {}
    for number, rows in enumerate(report.rows, 1):
        items = [Shown(place, row, before.get((row.iri, row.text))) for place, row in enumerate(rows.rows[:most], 1)]
        for item in items:
            before.setdefault((item.row.iri, item.row.text), (f"{number}.{item.place}", rows.id))
        found[rows.id] = tuple(items)
    return found


def _parts(report: Report) -> tuple[tuple[str, str, object], ...]:
    """The parts in which numbers stand: anchor, heading, records."""
    return (
        ("findings", HEADINGS["findings"], report.findings),
        *((f"part-{each.id}", each.heading, each) for each in report.sections),
        ("coverage", HEADINGS["coverage"], report.coverage),
        ("method", HEADINGS["method"], report.method),
        ("limits", HEADINGS["limits"], report.limits),
    )


def _at(anchor: str, rows: str) -> str:
    return f"at-{anchor}-{rows}"
