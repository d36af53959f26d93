"""All links between the texts of a library: found from nothing, or renewed where texts came and went.

    Text ..., ledger of an earlier call  ->  linked  ->  Linked ..., ledger

Only texts that the ledger does not know are read and compared with all; what it knows of texts that are gone is
dropped. The links are the same either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from dhrgraph.network.similar.columns import Array, Columns, columns, numbered
from dhrgraph.network.similar.ledger import (
    DIGEST,
    Ledger,
    digest,
    empty,
    method,
    parted,
    put_together,
    read_ledger,
    write_ledger,
)
from dhrgraph.network.similar.pairs import Progress, pairs
from dhrgraph.network.similar.records import STRENGTHS, Strength, Text
from dhrgraph.network.similar.score import judged, shared
from dhrgraph.network.similar.strongest import NO_EDGES, Edges, strongest
from dhrgraph.network.similar.terms import Terms, read_terms
from dhrgraph.network.similar.wordbook import Wordbook, own_wordbook


class Linked(NamedTuple):
    """Two texts of different reviews that are alike; `a` < `b`. `terms` are those that both share, strongest first, as
    `a` prints them and, where it does otherwise, as `b` does."""

    a: str
    b: str
    strength: Strength
    score: float
    terms: tuple[str, ...]


def linked(texts: Sequence[Text], at_most: int, before: bytes | None = None) -> tuple[Iterator[Linked], bytes]:
    """The links that are among the `at_most` strongest of one of their two texts, in order of their ids; and a ledger.

    Args:
        texts: In any order.
        at_most: How many links a text may ask for; of equals, those with the text of smaller id.
        before: The ledger of an earlier call, of whatever texts; one of another method, or that cannot be read, is
            passed over.

    Example:
        >>> asked = ["Audit how stalking is recorded.", "Dip sample the records of stalking."]
        >>> texts = [Text(str(at), words, f"v{at}") for at, words in enumerate(asked)]
        >>> links, ledger = linked(texts, 40)
        >>> found = list(links)
        >>> [(link.a, link.b, link.terms) for link in found]
        [('0', '1', ('stalking', 'Audit / Dip sample', 'recorded / records'))]
        >>> list(linked(texts, 40, ledger)[0]) == found
        True
    """
    known = own_wordbook()
    by = method(known)
    last = read_ledger(before, by) or empty()
    ordered = sorted(texts, key=lambda text: text.id)
    rows = _Rows((text.text for text in ordered), last, known)
    of = np.array([rows.numbers[text.text] for text in ordered], dtype=np.int64)
    table = columns([rows.terms(row) for row in range(rows.old, len(rows))], last.table.taken(rows.stay).trimmed())
    edges = all_edges(rows.terms, table, of, _still(last.edges, rows.renumbered), rows.old)
    kept = strongest(edges, of, numbered(text.review for text in ordered), at_most)
    linked_rows = of[kept.one] * len(rows) + of[kept.other]
    asked, at = np.unique(linked_rows, return_inverse=True)
    printed = _printed(asked, rows, last)
    names, scores = [text.id for text in ordered], edges.score[kept.edge].tolist()
    found = zip(
        kept.one.tolist(), kept.other.tolist(), edges.strength[kept.edge].tolist(), scores, at.tolist(), strict=True
    )
    ledger = Ledger(rows.digests, table, edges, *np.divmod(asked, max(len(rows), 1)), printed)
    return _links(names, found, printed), write_ledger(ledger, by)


def _links(
    names: Sequence[str], found: Iterable[tuple[int, int, int, int, int]], printed: Sequence[str]
) -> Iterator[Linked]:
    for one, other, strength, score, terms in found:
        yield Linked(names[one], names[other], STRENGTHS[strength], score / 1000, parted(printed[terms]))


def all_edges(
    terms: Callable[[int], Terms],
    table: Columns,
    of: Array,
    before: Edges = NO_EDGES,
    old: int = 0,
    progress: Progress | None = None,
) -> Edges:
    """Every pair of rows that are alike, and each row beside itself that several texts say and that says something.

    Args:
        terms: Of a row.
        table: All rows.
        of: The row of each text.
        before: What is known of the first `old` rows.
        progress: Is told how much is done, and of how much.
    """
    new = np.arange(len(table)) >= old
    found = (
        (a, b) for one, other in pairs(table, new, progress) for a, b in zip(one.tolist(), other.tolist(), strict=True)
    )
    again = np.setdiff1d(np.flatnonzero(np.bincount(of) > 1), before.one[before.one == before.other])
    asked = chain(found, ((row, row) for row in again.tolist()))
    judgements = ((a, b, judged(terms(a), terms(b))) for a, b in asked)
    return before.and_(Edges.of([(a, b, STRENGTHS.index(j[0]), round(j[1] * 1000)) for a, b, j in judgements if j]))


class _Rows:
    """Distinct texts: the first `old` are those that the last ledger knows, in its order.

    `numbers` has the row of each text, `digests` its digest; `stay` are the rows of the last ledger that stay, and
    `renumbered` has for each of its rows the number now, or -1.
    """

    def __init__(self, texts: Iterable[str], last: Ledger, known: Wordbook) -> None:
        said = {digest(text): text for text in dict.fromkeys(texts)}
        before = dict.fromkeys(last.digests.tolist())
        self.stay = np.array([row for row, name in enumerate(before) if name in said], dtype=np.int64)
        self.old = len(self.stay)
        self.renumbered = np.full(len(before), -1, dtype=np.int64)
        self.renumbered[self.stay] = np.arange(self.old)
        names = [*(name for name in before if name in said), *(name for name in said if name not in before)]
        self.digests = np.array(names, dtype=DIGEST)
        self._texts = [said[name] for name in names]
        self.numbers = {text: row for row, text in enumerate(self._texts)}
        self._read: dict[int, Terms] = {}
        self._known = known

    def __len__(self) -> int:
        return len(self._texts)

    def terms(self, row: int) -> Terms:
        """The terms of a row, read when they are first asked for."""
        found = self._read.get(row)
        if found is None:
            found = self._read[row] = read_terms(self._texts[row], self._known)
        return found


def _still(edges: Edges, renumbered: Array) -> Edges:
    """Those of which both rows are still there, by their new numbers."""
    one, other = renumbered[edges.one], renumbered[edges.other]
    here = (one >= 0) & (other >= 0)
    return Edges(one[here], other[here], edges.strength[here], edges.score[here])


def _printed(asked: Array, rows: _Rows, last: Ledger) -> list[str]:
    """The terms that each pair of rows (first x number of rows + second) shares: read only where they are not known."""
    first, second = rows.renumbered[last.first], rows.renumbered[last.second]
    here = np.flatnonzero((first >= 0) & (second >= 0))
    known = dict(zip((first[here] * len(rows) + second[here]).tolist(), here.tolist(), strict=True))
    found = []
    for pair in asked.tolist():
        place = known.get(pair)
        found.append(last.printed[place] if place is not None else _shared(*map(rows.terms, divmod(pair, len(rows)))))
    return found


def _shared(one: Terms, other: Terms) -> str:
    return put_together(
        [
            both.words if both.words.casefold() == both.other.casefold() else f"{both.words} / {both.other}"
            for both in shared(one, other, 1.0)
        ]
    )
