"""Narrow occurrences to what concerns one partnership, review, agency or theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from dhrgraph.network.columns import Occurrences
from dhrgraph.network.things import Occurrence


def concerning(occurrences: Iterable[Occurrence], keep: Mapping[str, str]) -> Occurrences:
    """The occurrences of the recommendations that concern all of `keep`.

    `keep` maps "partnership", "review", "agency" or "theme" to an IRI; an agency counts under the names of those that
    took its place too, a theme under its broader one. A recommendation that fits stays with all its addressees and
    themes: that is its context. Empty `keep` keeps everything.
    """
    rows = Occurrences.of(occurrences)
    kept = np.ones(len(rows), dtype=np.bool_)
    for kind, iri in keep.items():
        fitting = rows.numbers("recommendation")[_is(rows, kind, iri)]
        kept &= np.isin(rows.numbers("recommendation"), fitting)
    return rows.where(kept) if keep else rows


def _is(rows: Occurrences, kind: str, iri: str) -> npt.NDArray[np.bool_]:
    """Which rows the thing stands in itself."""
    if kind == "agency":
        return _holds(rows, "known_as", [n for n, known_as in enumerate(rows.values("known_as")) if iri in known_as])
    columns = {"partnership": ("partnership",), "review": ("review",), "theme": ("theme", "broader")}[kind]
    number = [n for n, thing in enumerate(rows.values(columns[0])) if thing.id == iri]
    found = np.zeros(len(rows), dtype=np.bool_)
    for column in columns:
        found |= _holds(rows, column, number)
    return found


def _holds(rows: Occurrences, column: str, numbers: list[int]) -> npt.NDArray[np.bool_]:
    return np.isin(rows.numbers(column), np.array(numbers, dtype=np.int64))
