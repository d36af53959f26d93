"""Many pairs of one kind out of a store: what belongs to what.

    Store, pattern  ->  read_pairs  ->  (a, b), ...

A national library has a hundred thousand of them. A store here writes them as a table, which is read in half the time
that each cell takes to be made a value; elsewhere they are asked for as any rows are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from dhrgraph.graph.store import Askable, Store
from dhrgraph.namespaces import PROLOGUE


def read_pairs(store: Askable, pattern: str) -> Iterator[tuple[str, str]]:
    """The values of ?a and ?b wherever the pattern holds, in no order; a pair may come twice. The pattern must bind
    both, to IRIs or to words: no numbers, which have several spellings.

    Raises:
        QueryError: the store cannot be asked.

    Example:
        >>> store = Store.memory(b'<urn:a> <urn:b> "c, d" .', "turtle")
        >>> list(read_pairs(store, "?a <urn:b> ?b"))
        [('urn:a', 'c, d')]
    """
    asked = f"{PROLOGUE}SELECT ?a ?b WHERE {{ {pattern} }}"
    if not isinstance(store, Store):
        return ((str(a), str(b)) for a, b in store.select(asked).rows)
    table = io.BytesIO()
    store.query(asked).write("csv", table)
    rows = csv.reader(io.StringIO(table.getvalue().decode(), newline=""))
    next(rows)  # the names of the columns
    return ((a, b) for a, b in rows)
