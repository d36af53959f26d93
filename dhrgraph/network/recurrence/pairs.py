"""Theme and type of agency together: a recommendation on a theme that is put to a body of a type.

occurrences  ->  pair  ->  Thing with the theme's id and label, and the type
"""

from __future__ import annotations

from functools import cache

import numpy as np

from dhrgraph.network.columns import Facet
from dhrgraph.network.recurrence.incidence import Incidence, Ints
from dhrgraph.network.things import Thing

BY_PAIR = "theme-agency-type"


def _pair(theme: Thing, body: Thing) -> Thing | None:
    return None if body.type is None else _paired(theme.id, theme.label, body.type, body.type_label or body.type)


@cache
def _paired(theme: str, label: str, slug: str, type_label: str) -> Thing:
    return Thing(theme, label, "theme", slug, type_label)


def cells(pairs: Incidence, themes: Incidence, types: Incidence) -> Ints:
    """Where each of the pairs stands among all that there could be: theme after theme, and inside a theme the types."""
    theme_at = {thing.id: n for n, thing in enumerate(themes.things)}
    type_at = {thing.type: n for n, thing in enumerate(types.things)}
    found = [theme_at[thing.id] * len(types.things) + type_at[thing.type] for thing in pairs.things]
    return np.array(found, dtype=np.int64)


def _type_of(body: Thing) -> Thing | None:
    return None if body.type is None else _paired(body.type, body.type_label or body.type, body.type, "")


pair = Facet(("theme", "addressee"), _pair)  # a row's theme, with the type of its addressee
type_of = Facet(("addressee",), _type_of)  # the type of a row's addressee, under the slug that `pair` has
