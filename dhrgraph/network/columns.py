"""Occurrences as columns of whole numbers: what everything is counted on, and rows again for whoever reads one by one.

    rows  ->  Occurrences.of  ->  Occurrences  ->  shown(facet)  ->  things, and the number of each row's

At the size of the national library rows as records take longer to make and to look at than all that is counted of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias, TypeVar, overload

import numpy as np
import numpy.typing as npt

from dhrgraph.network.things import Occurrence, Thing

Ints: TypeAlias = npt.NDArray[np.int64]
Side: TypeAlias = Literal["review", "partnership", "addressee", "theme"]
Unit: TypeAlias = Literal["recommendation", "review", "partnership"]
_Made = TypeVar("_Made")

NONE = -1
_ROOM = 16  # times as many places as numbers: so much room is quicker looked through than numbers are sorted
_COLUMNS = ("recommendation", "review", "partnership", "addressee", "theme", "broader", "known_as")


@dataclass(frozen=True, slots=True)
class Facet:
    """What is counted of an occurrence: what `shows` makes of the things in `of`; nothing where one of them is missing,
    or `shows` gives None.

    Example:
        >>> work = Thing("t", "Training", "theme")
        >>> Facet(("theme",), lambda theme: theme)(Occurrence("r", Thing("v", "V", "review"), theme=work)).label
        'Training'
    """

    of: tuple[Side, ...]
    shows: Callable[..., Thing | None]

    def __call__(self, row: Occurrence) -> Thing | None:
        """What is counted of one row."""
        things = [getattr(row, side) for side in self.of]
        return None if None in things else self.shows(*things)


@dataclass(frozen=True, slots=True)
class Shown:
    """The things that a facet shows, in the order of IRI and type, and for each row the number of its own or NONE."""

    things: tuple[Thing, ...]
    numbers: Ints


class Occurrences(Sequence[Occurrence]):
    """Occurrences in their order. Equal to any sequence of the same rows.

    Each column holds numbers into `values`, which are in the order of IRIs: recommendations as IRIs, things, and under
    "known_as" tuples of IRIs; NONE stands for nothing. "broader" shares its values with "theme". Not every value need
    be in use.

    Example:
        >>> row = Occurrence("r", Thing("v", "V", "review"), theme=Thing("t", "T", "theme"))
        >>> rows = Occurrences.of([row, row])
        >>> rows == [row, row], rows.numbers("theme").tolist(), rows.numbers("addressee").tolist()
        (True, [0, 0], [-1, -1])
    """

    def __init__(self, values: Mapping[str, tuple[Any, ...]], columns: Mapping[str, Ints]) -> None:
        self._values, self._columns = values, columns
        self._shown: dict[Facet, Shown] = {}
        self._made: dict[str, Any] = {}

    def __reduce__(self) -> tuple[type[Occurrences], tuple[Any, ...]]:
        """What is worked out stays behind when rows are sent to another process."""
        return Occurrences, (self._values, self._columns)

    @classmethod
    def of(cls, rows: Iterable[Occurrence]) -> Occurrences:
        """These rows; what is in columns already stays as it is."""
        if isinstance(rows, Occurrences):
            return rows
        kept = tuple(rows)
        values: dict[str, tuple[Any, ...]] = {}
        columns: dict[str, Ints] = {}
        for name in _COLUMNS:
            said = [getattr(row, name) for row in kept]
            if name == "broader":
                values[name] = values["theme"]
            elif name == "theme":
                values[name] = _in_order({*said, *(row.broader for row in kept)})
            else:
                values[name] = _in_order(said)
            number = {value: n for n, value in enumerate(values[name])}
            columns[name] = np.array([number.get(value, NONE) for value in said], dtype=np.int64)
        return cls(values, columns)

    def values(self, name: str) -> tuple[Any, ...]:
        """What the numbers of a column stand for."""
        return self._values[name]

    def numbers(self, name: str) -> Ints:
        """A column."""
        return self._columns[name]

    def shown(self, facet: Facet) -> Shown:
        """What a facet shows of each row; worked out once for each thing, and kept."""
        if facet not in self._shown:
            self._shown[facet] = _shown(facet, [(self._values[side], self._columns[side]) for side in facet.of])
        return self._shown[facet]

    def used(self, name: str) -> tuple[Any, ...]:
        """The values that a column has, in their order."""
        values = self._values[name]
        return tuple(values[n - 1] for n in once(self._columns[name] + 1, len(values) + 1).tolist() if n)

    def where(self, chosen: npt.NDArray[np.bool_]) -> Occurrences:
        """The rows that are chosen, in their order."""
        return Occurrences(self._values, {name: column[chosen] for name, column in self._columns.items()})

    def as_counted(self, *, collective: bool, broader: bool) -> Occurrences:
        """See `as_counted`; worked out once."""
        name = f"counted {collective} {broader}"
        return self.kept(name, lambda: self._as_counted(collective, broader))

    def _as_counted(self, collective: bool, broader: bool) -> Occurrences:
        columns = dict(self._columns)
        if not collective:
            groups = np.array([body.kind == "collective" for body in self._values["addressee"]] + [False])
            to_all = groups[columns["addressee"]]
            columns |= {name: np.where(to_all, NONE, columns[name]) for name in ("addressee", "known_as")}
        if broader:
            wide = columns["broader"]
            columns |= {"theme": np.where(wide == NONE, columns["theme"], wide), "broader": np.full_like(wide, NONE)}
        return Occurrences(self._values, columns)

    def kept(self, name: str, make: Callable[[], _Made]) -> _Made:
        """What is worked out from these rows under a name: made when it is first asked for."""
        if name not in self._made:
            self._made[name] = make()
        found: _Made = self._made[name]
        return found

    @cached_property
    def _rows(self) -> tuple[Occurrence, ...]:
        parts = []
        for name in _COLUMNS:
            values = (*self._values[name], () if name == "known_as" else None)  # the last one is that of NONE
            parts.append([values[n] for n in self._columns[name].tolist()])
        return tuple(map(Occurrence, *parts))

    def __len__(self) -> int:
        return len(self._columns["recommendation"])

    def __iter__(self) -> Iterator[Occurrence]:
        return iter(self._rows)

    @overload
    def __getitem__(self, at: int) -> Occurrence: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Occurrence, ...]: ...
    def __getitem__(self, at: int | slice) -> Occurrence | tuple[Occurrence, ...]:
        return self._rows[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._rows == tuple(other)

    def __hash__(self) -> int:
        return hash(self._rows)

    def __repr__(self) -> str:
        return f"<Occurrences: {len(self)} rows>"


def each(groups: Ints, what: Ints, size: int) -> Ints:
    """How many distinct numbers of `what` go with each of the groups 0 to `size` - 1; NONE counts for nothing.

    Example:
        >>> each(np.array([0, 0, 0, 2, -1]), np.array([5, 5, -1, 7, 8]), 3).tolist()
        [1, 0, 1]
    """
    said = (groups != NONE) & (what != NONE)
    if not said.any():
        return np.zeros(size, dtype=np.int64)
    width = int(what.max()) + 1
    found: Ints = np.bincount(once(groups[said] * width + what[said], size * width) // width, minlength=size)
    return found


def once(numbers: Ints, below: int) -> Ints:
    """Each number once, in order; they go from 0 up to `below`. What numpy.unique gives in twenty times the time.

    Example:
        >>> once(np.array([3, 1, 3]), 4).tolist()
        [1, 3]
    """
    if below <= _ROOM * len(numbers):
        there = np.zeros(below, dtype=np.bool_)
        there[numbers] = True
        return np.flatnonzero(there)
    ordered = np.sort(numbers)
    new = np.ones(len(ordered), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    found: Ints = ordered[new]
    return found


def numbered(numbers: Ints, below: int) -> tuple[Ints, Ints]:
    """The same, and for each number its place among them.

    Example:
        >>> [found.tolist() for found in numbered(np.array([3, 1, 3]), 4)]
        [[1, 3], [1, 0, 1]]
    """
    found = once(numbers, below)
    if below > _ROOM * len(numbers):
        return found, np.searchsorted(found, numbers)
    place = np.empty(below, dtype=np.int64)
    place[found] = np.arange(len(found))
    return found, place[numbers]


def _shown(facet: Facet, sides: Sequence[tuple[tuple[Thing, ...], Ints]]) -> Shown:
    """One thing for each number, or for each two numbers that come together, in a row."""
    key, below = np.zeros(len(sides[0][1]), dtype=np.int64), 1
    known = np.ones(len(key), dtype=np.bool_)
    for values, column in sides:
        key, below = key * (len(values) + 1) + column + 1, below * (len(values) + 1)
        known &= column != NONE
    combined, number = numbered(key[known], below)
    things: list[Thing | None] = []
    for one in combined.tolist():
        shown: list[Thing] = []
        for values, _ in reversed(sides):
            one, at = divmod(one, len(values) + 1)
            shown.insert(0, values[at - 1])
        things.append(facet.shows(*shown))
    last = {(thing.id, thing.type or ""): thing for thing in things if thing is not None}
    place = {name: n for n, name in enumerate(sorted(last))}
    to = np.array([NONE if one is None else place[one.id, one.type or ""] for one in things], dtype=np.int64)
    numbers = np.full(len(key), NONE, dtype=np.int64)
    numbers[known] = to[number] if len(to) else NONE
    return Shown(tuple(last[name] for name in place), numbers)


def _in_order(said: Iterable[Any]) -> tuple[Any, ...]:
    """Each once, in the order of IRIs, then of all that is known of them; None left out."""
    found = dict.fromkeys(value for value in said if value is not None)
    return tuple(sorted(found, key=lambda value: (value.id, repr(value)) if isinstance(value, Thing) else value))


def as_counted(occurrences: Iterable[Occurrence], *, collective: bool = False, broader: bool = False) -> Occurrences:
    """The occurrences as a question wants them counted.

    A recommendation put to "All agencies" keeps its review and themes but loses its addressee, unless
    `collective`: no single body was asked. `broader` puts a theme's parent in the theme's place. Two rows may
    then say the same; rows are never counted.

    Example:
        >>> everyone = Thing("all", "All agencies", "collective")
        >>> narrow, wide = Thing("n", "N", "theme"), Thing("w", "W", "theme")
        >>> row = Occurrence("r", Thing("v", "V", "review"), addressee=everyone, theme=narrow, broader=wide)
        >>> [(o.addressee, o.theme.id) for o in as_counted([row], broader=True)]
        [(None, 'w')]
    """
    return Occurrences.of(occurrences).as_counted(collective=collective, broader=broader)
