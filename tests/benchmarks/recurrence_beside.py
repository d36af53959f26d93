"""Recurrence of each thing by hand in DuckDB, to time the recurrence table beside: the same columns, the same counts.

    occurrences  ->  table_of  ->  a frame  ->  by_duckdb  ->  rows of (thing, partnerships, reviews, recommendations)

    connection = duckdb.connect()
    frame = table_of(rows, FACETS["theme"])          # outside the time
    by_duckdb(connection, frame)                     # 1
    recurrence(rows, "theme", randomisations=0)      # at most 5, with intervals, ranges of ranks and sentences besides

DuckDB is no dependency: measured where it is installed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dhrgraph.network.columns import NONE, Facet, Occurrences, as_counted
from dhrgraph.network.things import Occurrence

QUERY = """
SELECT thing, count(DISTINCT partnership) AS partnerships, count(DISTINCT review) AS reviews,
       count(DISTINCT recommendation) AS recommendations
FROM rows WHERE thing IS NOT NULL GROUP BY thing ORDER BY partnerships DESC, reviews DESC, thing
"""


def table_of(occurrences: Iterable[Occurrence], facet: Facet) -> pd.DataFrame:
    """The rows as whole numbers, NULL for nothing, as they are counted."""
    rows: Occurrences = as_counted(occurrences)
    columns = {name: rows.numbers(name) for name in ("recommendation", "review", "partnership")}
    frame = pd.DataFrame({**columns, "thing": rows.shown(facet).numbers}).astype("Int64")
    return frame.mask(frame == NONE)


def by_duckdb(connection: Any, rows: pd.DataFrame) -> list[tuple[int, int, int, int]]:
    """The counts of each thing, the widest first."""
    connection.register("rows", rows)
    found: list[tuple[int, int, int, int]] = connection.execute(QUERY).fetchall()
    return found
