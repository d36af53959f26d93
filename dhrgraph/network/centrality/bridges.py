"""Bridges: themes that join partnerships which share no agency.

    occurrences  ->  bridges  ->  DataFrame  ->  top_bridge  ->  one sentence

Two partnerships whose reviews put nothing to any body in common, yet say the same, have come to it on their own: that
is stronger evidence of recurrence than two that both write to one police force. Only partnerships that name a body
somewhere can be told apart so; groups such as "All agencies" are no body. Whether bodies are as named or as of a date
is settled when occurrences are read, and matters: two former trusts may be one today.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from dhrgraph.network.columns import Facet
from dhrgraph.network.occurrences import Occurrence, Thing, as_counted
from dhrgraph.network.tally import agency, partnership, theme

COLUMNS = (
    *("id", "label", "pairs", "pairs_with_theme", "share", "only_theme"),
    *("pairs_apart", "of_pairs", "partnerships", "of_partnerships", "examples"),
)
NAMED = 3  # pairs of partnerships named as examples
DIGITS = 4
_LOCAL = (
    "Most bodies are local, so it is usual that two places share none; that they say the same, no common body explains."
)

Matrix = npt.NDArray[np.bool_]


def bridges(occurrences: Iterable[Occurrence], *, broader: bool = False) -> pd.DataFrame:
    """One row a theme, with COLUMNS; the theme that joins most pairs of partnerships with no body in common first.

    pairs: Pairs of partnerships that both have the theme and name no body in common.
    pairs_with_theme: Pairs that both have the theme.
    share: The one as a share of the other, in [0, 1]; 0 where no two partnerships have the theme.
    only_theme: Of `pairs`, those that no other theme joins.
    pairs_apart: Pairs with no body in common, whatever their themes; of_pairs: all pairs.
    partnerships: Those that have the theme; of_partnerships: all that name a body. Others are not counted anywhere.
    examples: Up to NAMED of `pairs`, in order of name.

    Ties are in order of label, then IRI. No theme, one partnership or nothing at all gives rows of 0, or none.

    Example:
        >>> work = Thing("t", "Training", "theme")
        >>> rows = [
        ...     Occurrence(f"r{n}", Thing(f"v{n}", place, "review"), Thing(f"p{n}", place, "partnership"),
        ...                Thing(f"a{n}", f"{place} Police", "agency"), work)
        ...     for n, place in enumerate(("Anytown", "Elsewhere"))
        ... ]
        >>> bridges(rows)[["label", "pairs", "of_pairs", "examples"]].to_dict("records")
        [{'label': 'Training', 'pairs': 1, 'of_pairs': 1, 'examples': 'Anytown and Elsewhere'}]
    """
    rows = as_counted(occurrences, broader=broader)
    naming = {row.partnership.id for row in rows if row.partnership is not None and row.addressee is not None}
    known = tuple(row for row in rows if row.partnership is not None and row.partnership.id in naming)
    places, themes = _things(known, partnership), _things(known, theme)
    apart = ~_sharing(_incidence(known, places, agency))
    np.fill_diagonal(apart, False)
    having = _incidence(known, places, theme)
    common = (having @ having.T).toarray()
    has = having.toarray().astype(bool)
    found = [_row(item, has[:, n], apart, common, places) for n, item in enumerate(themes)]
    found.sort(key=lambda row: (-int(str(row[2])), str(row[1]), str(row[0])))
    return pd.DataFrame(found, columns=list(COLUMNS))


def top_bridge(frame: pd.DataFrame) -> str:
    """The head of the table as a plain sentence, with what it is part of.

    Example:
        >>> top_bridge(pd.DataFrame(columns=list(COLUMNS)))
        'No theme is found in reviews of partnerships that name a body.'
    """
    if frame.empty:
        return "No theme is found in reviews of partnerships that name a body."
    first = frame.iloc[0]
    of_pairs, apart = int(first["of_pairs"]), int(first["pairs_apart"])
    if not of_pairs:
        return "There is only one partnership whose reviews name a body, so no theme can join two."
    whole = f"Of {_pairs(of_pairs)} of partnerships, {apart:,} {'has' if apart == 1 else 'have'} no addressee in common"
    most = int(first["pairs"])
    if not apart or not most:
        return f"{whole}{'; no theme joins them' if apart else ''}."
    tied = frame.loc[frame["pairs"] == most, "label"].tolist()
    named = tied[0] if len(tied) == 1 else f"{len(tied)} themes, among them {tied[0]},"
    each = "" if len(tied) == 1 else "each "
    joins = "joins" if len(tied) == 1 else "join"
    return f"{whole}: {named} {joins} the most of them, {each}{most:,}. {_LOCAL}"


def _row(
    item: Thing, has: Matrix, apart: Matrix, common: npt.NDArray[np.int64], places: list[Thing]
) -> tuple[object, ...]:
    """One theme's row."""
    of = np.flatnonzero(has)
    joined = np.triu(apart[np.ix_(of, of)])
    alone = joined & (common[np.ix_(of, of)] == 1)
    pairs, with_theme = int(joined.sum()), len(of) * (len(of) - 1) // 2
    first, second = (of[side[:NAMED]] for side in np.nonzero(joined))
    examples = "; ".join(f"{places[a].label} and {places[b].label}" for a, b in zip(first, second, strict=True))
    share = round(pairs / with_theme, DIGITS) if with_theme else 0.0
    whole = (int(apart.sum()) // 2, len(places) * (len(places) - 1) // 2)
    return (item.id, item.label, pairs, with_theme, share, int(alone.sum()), *whole, len(of), len(places), examples)


def _things(rows: Iterable[Occurrence], facet: Facet) -> list[Thing]:
    """The things of a facet in order of label, then IRI."""
    found = {thing.id: thing for row in rows if (thing := facet(row)) is not None}
    return sorted(found.values(), key=lambda thing: (thing.label, thing.id))


def _incidence(rows: tuple[Occurrence, ...], places: list[Thing], facet: Facet) -> csr_array:
    """Partnership x thing, 1 where the partnership's reviews have it; both in the order of `_things`."""
    row_of = {place.id: n for n, place in enumerate(places)}
    column_of = {thing.id: n for n, thing in enumerate(_things(rows, facet))}
    pairs = sorted(
        {
            (row_of[row.partnership.id], column_of[thing.id])
            for row in rows
            if row.partnership is not None and (thing := facet(row)) is not None
        }
    )
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    ones = np.ones(len(ends), dtype=np.int64)
    return csr_array((ones, (ends[:, 0], ends[:, 1])), shape=(len(places), len(column_of)))


def _sharing(having: csr_array) -> Matrix:
    """Which two partnerships have a thing in common."""
    shared: Matrix = (having @ having.T).toarray() > 0
    return shared


def _pairs(number: int) -> str:
    return "1 pair" if number == 1 else f"{number:,} pairs"
