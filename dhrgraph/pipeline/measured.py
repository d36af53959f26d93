"""The tables of measures that every build publishes: recurrence by each facet, centrality of each network.

occurrences, coverage  ->  recurrences, centralities  ->  texts of CSV files by name
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dhrgraph.text.cells import no_formula

if TYPE_CHECKING:
    import pandas as pd

    from dhrgraph.network.columns import Occurrences
    from dhrgraph.network.tally import Counts


@dataclass(frozen=True, slots=True)
class Counting:
    """What recurrence is counted on: every occurrence, bodies as named and as of today; and what the graph holds."""

    named: Occurrences
    today: Occurrences
    coverage: Counts


def recurrences(counting: Counting) -> dict[str, str]:
    """Recurrence by each facet, and by the bodies of today; chance is not asked."""
    from dhrgraph.network.recurrence.table import BY_ANY, recurrence

    def by(facet: str, rows: Occurrences) -> pd.DataFrame:
        return recurrence(rows, facet, of=counting.coverage, randomisations=0)

    frames = {f"recurrence-{facet}": by(facet, counting.named) for facet in BY_ANY}
    frames["recurrence-agency-today"] = by("agency", counting.today)
    return _tables(frames)


def centralities(rows: Occurrences, names: Iterable[str]) -> dict[str, str]:
    """Centrality of each of these networks, by every measure that fits it."""
    from dhrgraph.network.centrality.networks import networks_of
    from dhrgraph.network.centrality.scores import centrality

    networks = networks_of(rows)
    return _tables({f"centrality-{name}": centrality(networks.of(name)) for name in names})


def _tables(frames: dict[str, pd.DataFrame]) -> dict[str, str]:
    return {f"tables/{name}.csv": _frame_csv(frame) for name, frame in frames.items()}


def _frame_csv(frame: pd.DataFrame) -> str:
    """A pandas frame as a table for people: no words are a formula."""
    words = {column: frame[column].map(_safe) for column in frame.columns if frame[column].dtype.kind == "O"}
    return frame.assign(**words).to_csv(index=False, lineterminator="\r\n")


def _safe(cell: object) -> object:
    return no_formula(cell) if isinstance(cell, str) else cell
