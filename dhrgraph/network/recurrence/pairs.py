"""Theme and type of agency together: a recommendation on a theme that is put to a body of a type.

occurrences  ->  pair  ->  Thing with the theme's id and label, and the type
"""

from __future__ import annotations

from functools import cache

import numpy as np

from dhrgraph.network.occurrences import Occurrence, Thing
from dhrgraph.network.recurrence.incidence import Incidence, Ints

BY_PAIR = "theme-agency-type"


def pair(row: Occurrence) -> Thing | None:
    """The row's theme, with the type of its addressee; None where one of the two is not known.

    Example:
        >>> police = Thing("a", "Anytown Police", "agency", "police", "Police")
        >>> found = pair(Occurrence("r", Thing("v", "V", "review"), None, police, Thing("t", "Training", "theme")))
        >>> found.label, found.type
        ('Training', 'police')
    """
    if row.theme is None or row.addressee is None or row.addressee.type is None:
        return None
    return _paired(row.theme.id, row.theme.label, row.addressee.type, row.addressee.type_label or row.addressee.type)


@cache
def _paired(theme: str, label: str, slug: str, type_label: str) -> Thing:
    return Thing(theme, label, "theme", slug, type_label)


def cells(pairs: Incidence, themes: Incidence, types: Incidence) -> Ints:
    """Where each of the pairs stands among all that there could be: theme after theme, and inside a theme the types."""
    theme_at = {thing.id: n for n, thing in enumerate(themes.things)}
    type_at = {thing.type: n for n, thing in enumerate(types.things)}
    found = [theme_at[thing.id] * len(types.things) + type_at[thing.type] for thing in pairs.things]
    return np.array(found, dtype=np.int64)


def type_of(row: Occurrence) -> Thing | None:
    """The type of the row's addressee, under the slug that `pair` has."""
    if row.addressee is None or row.addressee.type is None:
        return None
    slug = row.addressee.type
    return _paired(slug, row.addressee.type_label or slug, slug, "")
