"""Running headers, footers and page numbers: what stands at the edge of pages and is no part of the text.

    rows of each page  ->  furniture  ->  rows that are furniture

A row is furniture when other pages have the same words at the same height, first or last on the page, or words with a
number that counts with the pages. At the top, where headings stand too, words beside such a number must stand on
most pages: "Recommendation 2" above one page and "Recommendation 3" above the next are none. Neither is the heading
of a table that is repeated on each page. What stands in the head margin, in plain type and apart from all below it,
is a running header even where no other page has it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dhrgraph.read.pdf.prose import begins_item
from dhrgraph.read.pdf.records import Row

_EDGE_ROWS = 4  # rows from the top and from the bottom that are looked at
_NEAR = 4.0  # points by which the same row can stand higher or lower
_LEAST_PAGES = 3
_MANY = 0.4  # share of the pages from the first to the last that has it: left and right pages may differ
_MOST = 0.8  # share of all pages
_LEAST_OF_MOST = 5  # pages
_HEAD = 56.0  # points from a page's top: word processors set headers at 36 and text from 72
_FAR = float("inf")
_APART = 1.5  # times the size of a header's letters: white below it
_NUMBER = re.compile(r"\d{1,4}")
_COUNTS = re.compile(  # "#", "Page # of 45", "# | P a g e"
    r"\W{0,6}(?:p\s?a\s?g\s?e|pg?)?\W{0,4}#(?:\s?of\s?(?:\d{1,4}|#))?\W{0,6}(?:p\s?a\s?g\s?e|\d{1,4}|#)?\W{0,4}"
)

At = tuple[int, int]  # page and row, both by their places in the sequences given


@dataclass(frozen=True, slots=True, order=True)
class _Alike:
    """What rows at the edges of different pages have in common.

    A number that counts with the pages is "#" in `words`, and `lead` how far it is ahead of the page's place.
    """

    edge: str
    turn: int
    words: str
    lead: int = 0


def furniture(
    pages: Sequence[Sequence[Row]],
    heights: Sequence[float],
    tables: Sequence[Sequence[float]],
    is_heading: Callable[[Sequence[str]], bool],
) -> frozenset[At]:
    """Which rows are furniture.

    The first time that a running header stands at the top it is text, unless the head margin holds it: it may be a
    title that stands nowhere else.

    Args:
        pages: The rows of each page, in order.
        heights: The heights of the pages as shown, in points.
        tables: The heights at which tables begin on each page.
        is_heading: Whether lines are the heading of a table.
    """
    alike: dict[_Alike, list[At]] = defaultdict(list)
    for page, rows in enumerate(pages):
        for at, edge in _edges(rows):
            for common in _common(rows[at], edge, page):
                alike[common].append((page, at))
    found: set[At] = set()
    for common, places in sorted(alike.items()):
        kept = _at_one_height(places, pages, heights, common.edge)
        if _is_furniture(common, kept, len(pages)) and not is_heading([pages[kept[0][0]][kept[0][1]].words]):
            first = kept[0]
            stays = common.edge == "top" and "#" not in common.words
            found |= set(kept[stays and not _in_head(pages[first[0]], first[1], tables[first[0]]) :])
    for page, rows in enumerate(pages):
        if rows and _in_head(rows, 0, tables[page]) and _above_title(rows, heights[page]):
            found.add((page, 0))
    return frozenset(found)


def _in_head(rows: Sequence[Row], at: int, tables: Sequence[float]) -> bool:
    """Whether a row stands in the head margin, in plain type, apart from the rows and tables below the margin."""
    row = rows[at]
    if row.turn or row.bold or row.area[3] > _HEAD:
        return False
    below = [*(other.area[1] for other in rows if other.area[3] > _HEAD and not other.turn), *tables]
    return min(below, default=_FAR) - row.area[3] > _APART * row.size


def _above_title(rows: Sequence[Row], height: float) -> bool:
    """Whether the row below the first is a title: larger or bolder, and in the upper half of the page."""
    if len(rows) < 2:
        return False
    first, other = rows[:2]
    return (other.bold or other.size > first.size + 1) and other.area[3] < height / 2 and not other.turn


def _edges(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """The first and last rows of a page as read; of a short page a row may be both."""
    for at in range(min(_EDGE_ROWS, len(rows))):
        yield at, "top"
    for at in range(max(0, len(rows) - _EDGE_ROWS), len(rows)):
        yield at, "bottom"


def _common(row: Row, edge: str, page: int) -> Iterator[_Alike]:
    words = row.words.casefold()
    yield _Alike(edge, row.turn, words.replace("#", ""))
    if edge == "top" and begins_item(row.words):
        return  # a numbered heading
    for number in _NUMBER.finditer(words):
        yield _Alike(edge, row.turn, f"{words[: number.start()]}#{words[number.end() :]}", int(number[0]) - page)


def _at_one_height(
    places: Sequence[At], pages: Sequence[Sequence[Row]], heights: Sequence[float], edge: str
) -> list[At]:
    """Those that stand as high as another of them does, counted from their edge."""
    areas = [pages[page][row].area for page, row in places]
    high = [
        area[1] if edge == "top" else heights[page] - area[3] for area, (page, _) in zip(areas, places, strict=True)
    ]
    order = sorted(range(len(places)), key=high.__getitem__)
    near = {at for pair in pairwise(order) if high[pair[1]] - high[pair[0]] <= _NEAR for at in pair}
    return [places[at] for at in sorted(near)]


def _is_furniture(common: _Alike, places: Sequence[At], pages: int) -> bool:
    """Whether it stands on enough pages, and on enough of those between."""
    found = sorted({page for page, _ in places})
    if len(found) < min(_LEAST_PAGES, max(2, pages)):
        return False
    if "#" in common.words and common.edge == "top" and not _COUNTS.fullmatch(common.words):
        return len(found) >= max(_LEAST_OF_MOST, _MOST * pages)
    return len(found) >= _MANY * (found[-1] - found[0] + 1)
