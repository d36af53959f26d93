"""Which paragraphs of a PDF are headings by the size of their letters, and of what rank.

    pages  ->  ranks;  paragraph, ranks  ->  heading_rank

Only letters clearly larger than the body's tell. Bold ones do not: recommendations are set bold as often as headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dhrgraph.read.pdf.prose import begins_bullet, ended
from dhrgraph.read.pdf.records import Row

_LARGER = 1.12  # times the body's size
_MOST = 0.35  # share of all letters that headings of one size have
_REPEATED = 2  # rows from which a size ranks by itself: what is rarer stands on the title page
_LONGEST = 130  # letters
_MOST_ROWS = 2
_DEEPEST = 6
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,4}\.?\s")

Ranks = Mapping[int, int]  # size of letters in half points -> rank from 1, the largest


def ranks(pages: Iterable[Sequence[Row]], body: float) -> Ranks:
    """The ranks of the sizes that are headings' in a document whose body is set in letters of `body` points."""
    rows: Counter[int] = Counter()
    letters: Counter[int] = Counter()
    for page in pages:
        for row in page:
            rows[half(row.size)] += 1
            letters[half(row.size)] += len(row.words)
    large = [size for size in rows if size > 2 * _LARGER * body and letters[size] < _MOST * letters.total()]
    often = sorted((size for size in large if rows[size] >= _REPEATED), reverse=True)
    return {size: often.index(size) + 1 if size in often else 1 for size in large}


def half(points: float) -> int:
    """A size in half points, as sizes are compared."""
    return round(points * 2)


def heading_rank(paragraph: Sequence[Row], known: Ranks) -> int:
    """How many hashes mark a paragraph as a heading, by its size and the depth of its number; 0 for none."""
    rank = min((known.get(half(row.size), 0) for row in paragraph), default=0)
    words = " ".join(row.words for row in paragraph)
    if not rank or len(paragraph) > _MOST_ROWS or len(words) > _LONGEST:
        return 0
    if ended(words) or words.endswith(",") or begins_bullet(words) or not any(map(str.isalpha, words)):
        return 0
    number = _NUMBER.match(words)
    return min(_DEEPEST, rank + (number[0].strip(". ").count(".") if number else 0))
