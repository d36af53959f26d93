"""From places in a document's text to places on its pages, and to the tables they stand in.

Document, spans  ->  pages_of  ->  page and box
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from dhrgraph.records import Box, Document, Span, TableForm


def pages_of(document: Document, spans: Iterable[Span]) -> tuple[tuple[int, Box], ...]:
    """The pages on which words at `spans` stand, in order, each with the smallest box around them there.

    Empty for a document of a format without pages. A box is of whole lines and cells: it may hold more words.

    Example:
        >>> from dhrgraph.records import Place, Source
        >>> places = (Place(Span(0, 3), 1, (50, 10, 90, 20)), Place(Span(4, 9), 2, (50, 10, 80, 20)))
        >>> pages_of(Document(Source("x", "x.pdf", "0"), "Act today", (), (), "pdf", places), [Span(1, 6)])
        ((1, (50, 10, 90, 20)), (2, (50, 10, 80, 20)))
    """
    places = document.places
    boxes: dict[int, Box] = {}
    for span in spans:
        at = max(0, bisect_right(places, span.start, key=lambda place: place.span.start) - 1)
        while at < len(places) and places[at].span.start < span.end:
            place = places[at]
            if place.span.end > span.start:
                held = boxes.get(place.page, place.box)
                boxes[place.page] = _around(held, place.box)
            at += 1
    return tuple(sorted(boxes.items()))


def table_form(document: Document, spans: Iterable[Span]) -> TableForm | None:
    """How the cells were told apart of the table that the first span stands in; None outside tables.

    Example:
        >>> from dhrgraph.records import Source, Table
        >>> document = Document(Source("x", "x.pdf", "0"), "1 Act", (), (Table((), Span(0, 5), "ruled"),))
        >>> table_form(document, [Span(2, 5)]), table_form(document, [])
        ('ruled', None)
    """
    first = next(iter(spans), None)
    if first is None:
        return None
    at = bisect_right(document.tables, first.start, key=lambda table: table.span.start) - 1
    return document.tables[at].form if at >= 0 and first.start < document.tables[at].span.end else None


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
