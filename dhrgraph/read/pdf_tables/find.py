"""The tables of PDF pages.

    pdfplumber pages  ->  find_tables  ->  PageTable for each part of a table on a page

Each place on a page is read in several ways (`pdf_table_ruled`, `pdf_table_anchored`, `pdf_table_numbered`); the
reading with the best evidence is kept, and its form recorded. Parts on following pages are then put together
(`pdf_table_stitch`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pdfplumber.page import Page

from dhrgraph.read.pdf_tables.anchored import anchored_tables
from dhrgraph.read.pdf_tables.evidence import evidence
from dhrgraph.read.pdf_tables.heading import headings, may_hold_table
from dhrgraph.read.pdf_tables.marks import read_marks
from dhrgraph.read.pdf_tables.records import Candidate, Marks, PageTable, overlap
from dhrgraph.read.pdf_tables.ruled import ruled_tables
from dhrgraph.read.pdf_tables.stitch import fits, stitched

__all__ = ["PageTable", "find_tables", "may_hold_table"]


def find_tables(pages: Sequence[Page], headed: Collection[int] | None = None) -> tuple[PageTable, ...]:
    """Every table of the pages, in reading order; pages may have gaps in their numbers, but must be in order.

    `headed`: the numbers of pages that `may_hold_table` points out. With it, a page is read only when it is one of
    them or when the page before held a table that may go on; so all pages of a file can be given. Without it all are.
    """
    return stitched(list(_candidates(pages, headed)))


def _candidates(pages: Sequence[Page], headed: Collection[int] | None) -> Iterator[Candidate]:
    """What is read on each page; the page before and the next are at hand, to tell the furniture of pages."""
    held: list[Candidate] = []
    seen: dict[int, Marks] = {}
    for at, page in enumerate(pages):
        number = page.page_number
        goes_on = bool(held) and held[-1].marks.page == number - 1
        if headed is not None and number not in headed and not goes_on:
            continue
        near = [other for other in pages[max(at - 1, 0) : at + 2] if other.page_number != number]
        seen = {n: marks for n, marks in seen.items() if n >= number - 1}
        marks = seen.setdefault(number, seen.get(number) or read_marks(page))
        level = ruled_tables(marks, headings())
        others = [seen.setdefault(o.page_number, seen.get(o.page_number) or read_marks(o)) for o in near]
        held = _chosen(marks, level, held if goes_on else [], others)
        yield from held


def _chosen(
    marks: Marks, ruled: Sequence[Candidate], before: Sequence[Candidate], near: Sequence[Marks]
) -> list[Candidate]:
    """The readings of a page with the best evidence, none over another."""
    last = before[-1] if before else None
    ruled = [table for table in ruled if not table.weak or (last and fits(table, last))]
    anchored = anchored_tables(marks, headings(), last, near)
    kept: list[Candidate] = []
    for table in sorted([*ruled, *anchored], key=lambda table: evidence(table, last), reverse=True):
        if not any(overlap(table.box, other.box) for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda table: (table.box[1], table.box[0]))
