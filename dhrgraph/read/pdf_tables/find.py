"""The tables of PDF pages.

    Sheets  ->  find_tables  ->  PageTable for each part of a table on a page

Each place on a page is read in several ways (`ruled`, `anchored` below a heading, `labelled`); the reading with the
best evidence is kept, and its form recorded. Parts on following pages are then put together (`stitch`). Blocks of text
that begin with a number or a label and are set in no columns are no table: they are read as text, and `extract` finds
the labels in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dhrgraph.read.pdf.records import Sheet
from dhrgraph.read.pdf_tables.anchored import anchored_tables
from dhrgraph.read.pdf_tables.evidence import evidence
from dhrgraph.read.pdf_tables.heading import headings, names_heading
from dhrgraph.read.pdf_tables.labelled import labelled_tables, names_labels
from dhrgraph.read.pdf_tables.marks import read_marks
from dhrgraph.read.pdf_tables.records import Candidate, Marks, PageTable, overlap
from dhrgraph.read.pdf_tables.ruled import ruled_tables
from dhrgraph.read.pdf_tables.stitch import fits, stitched

__all__ = ["PageTable", "find_tables", "may_hold_table"]


def find_tables(pages: Sequence[Sheet], headed: Collection[int] | None = None) -> tuple[PageTable, ...]:
    """Every table of the pages, in reading order; pages may have gaps in their numbers, but must be in order.

    `headed`: the numbers of pages that `may_hold_table` points out. With it, a page is read only when it is one of
    them or when the page before held a table that may go on; so all pages of a file can be given. Without it all are.
    """
    return stitched(list(_candidates(pages, headed)))


def may_hold_table(lines: Sequence[str]) -> bool:
    """Whether the lines of a page's text hold the words of a known heading close together, or the labels of a form."""
    return names_heading(lines) or names_labels(lines, headings())


def _candidates(pages: Sequence[Sheet], headed: Collection[int] | None) -> Iterator[Candidate]:
    """What is read on each page; the page before and the next are at hand, to tell the furniture of pages."""
    held: list[Candidate] = []
    seen: dict[int, Marks] = {}
    for at, page in enumerate(pages):
        number = page.number
        goes_on = bool(held) and held[-1].marks.page == number - 1
        if headed is not None and number not in headed and not goes_on:
            continue
        near = [other for other in pages[max(at - 1, 0) : at + 2] if other.number != number]
        seen = {n: marks for n, marks in seen.items() if n >= number - 1}
        marks = seen.setdefault(number, seen.get(number) or read_marks(page))
        level = ruled_tables(marks, headings())
        others = [seen.setdefault(o.number, seen.get(o.number) or read_marks(o)) for o in near]
        held = _chosen(marks, level, held if goes_on else [], others)
        yield from held


def _chosen(
    marks: Marks, ruled: Sequence[Candidate], before: Sequence[Candidate], near: Sequence[Marks]
) -> list[Candidate]:
    """The readings of a page with the best evidence, none over another."""
    last = before[-1] if before else None
    strong = [table for table in ruled if not table.weak] + ([last] if last else [])
    ruled = [table for table in ruled if not table.weak or any(fits(table, other) for other in strong)]
    anchored = anchored_tables(marks, headings(), last, near)
    labelled = labelled_tables(marks, headings(), last, near)
    kept: list[Candidate] = []
    for table in sorted([*ruled, *anchored, *labelled], key=lambda table: evidence(table, last), reverse=True):
        if not any(overlap(table.box, other.box) for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda table: (table.box[1], table.box[0]))
