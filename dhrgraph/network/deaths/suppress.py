"""Counts that may be published: what is below five is hidden, and so much else that nobody can work it out.

    counts by heading, their total  ->  protect  ->  Shown counts

First rule: a count below `FEW`, none included, is shown as "fewer than 5"; one that differs by one to four from the
count in a wider table is "not shown", for the difference counts those whom only the wider table has. Second: where one
count is hidden, the smallest shown one is hidden too, and the next smallest as long as a hidden count could be worked
out by subtraction from the total and from what the two words allow, or those hidden are together a few less than in a
wider table; where all are hidden, so is the total. Hundepool and others, Statistical Disclosure Control (Wiley 2012),
chapter 4, calls these primary and secondary suppression.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

FEW = 5
Hidden: TypeAlias = Literal["few", "withheld"]
Rest: TypeAlias = Callable[[Collection[int]], int]  # headings by place -> how many more a wider table has of them
WORDS: Mapping[Hidden, str] = {"few": f"fewer than {FEW}", "withheld": "not shown"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One count as it may be shown: `value`, or why not."""

    value: int | None
    hidden: Hidden | None = None

    def __str__(self) -> str:
        return WORDS[self.hidden] if self.hidden else str(self.value)


def no_rest(_places: Collection[int]) -> int:
    """That no wider table has more."""
    return 0


def protect(counts: Sequence[int], of: Sequence[int] = (), rest: Rest = no_rest) -> tuple[tuple[Shown, ...], Shown]:
    """Counts of a column that has a total, and the total, as they may be shown; in the order given.

    Args:
        counts: How many under each heading; no case under two headings.
        of: How many cases there are in all under each heading, which a reader may know from another table.
        rest: The least, but none, by which a wider table has more under some headings together; 0 if none has more.

    Example:
        >>> rows, total = protect([12, 3, 7])
        >>> [str(row) for row in rows], str(total)
        (['12', 'fewer than 5', 'not shown'], '22')
    """
    column = _Column(tuple(counts), tuple(of) or (sum(counts) + FEW,) * len(counts), rest)
    hidden: list[Hidden | None] = [_why(count, rest((place,))) for place, count in enumerate(counts)]
    total = _why(sum(counts), rest(range(len(counts))))
    while None in hidden and column.gives_away(hidden, total):
        hidden[column.next_hidden(hidden)] = "withheld"
    total = total or (None if None in hidden else "withheld")
    return tuple(map(_shown, counts, hidden)), _shown(sum(counts), total)


def alone(count: int, rest: int = 0) -> Shown:
    """A count that is part of no total, as it may be shown; `rest` as in `protect`."""
    return _shown(count, _why(count, rest))


def _why(count: int, rest: int) -> Hidden | None:
    """Why a count is hidden for its own sake, if it is."""
    return "few" if count < FEW else "withheld" if 0 < rest < FEW else None


def _shown(count: int, why: Hidden | None) -> Shown:
    return Shown(None if why else count, why)


@dataclass(frozen=True, slots=True)
class _Column:
    """The counts, what each is at most, and how many more wider tables have."""

    counts: tuple[int, ...]
    of: tuple[int, ...]
    rest: Rest = no_rest

    def gives_away(self, hidden: Sequence[Hidden | None], total: Hidden | None) -> bool:
        """Whether what is still shown tells of a hidden count, the total's among them."""
        places = [place for place, why in enumerate(hidden) if why]
        if not places and not total:
            return False
        if "withheld" not in hidden:
            return True  # all that is hidden is small, or the sum of the rows is the total
        return not total and (0 < self.rest(places) < FEW or self.found_out(hidden))

    def next_hidden(self, hidden: Sequence[Hidden | None]) -> int:
        """The place of the smallest shown count, the first of equals. One that "at least five" gives away, because
        there are no more in all, comes last."""
        shown = [place for place, why in enumerate(hidden) if why is None]
        return min(shown, key=lambda place: (self.of[place] <= FEW, self.counts[place], place))

    def found_out(self, hidden: Sequence[Hidden | None]) -> bool:
        """Whether one of the hidden counts can be only one number: all others being as large or as small as they can
        be, what is left of the total leaves it no choice."""
        bounds = {place: self._bounds(place, hidden) for place, why in enumerate(hidden) if why}
        left = sum(self.counts[place] for place in bounds)
        all_low, all_high = (sum(bound[end] for bound in bounds.values()) for end in (0, 1))
        return any(
            max(low, left - (all_high - high)) >= min(high, left - (all_low - low)) for low, high in bounds.values()
        )

    def _bounds(self, place: int, hidden: Sequence[Hidden | None]) -> tuple[int, int]:
        """What a hidden count is at least and at most, for one who knows the rules above."""
        if hidden[place] == "few":
            return 0, min(FEW - 1, self.of[place])
        shown = [n for n, why in enumerate(hidden) if why is None and self.of[n] > FEW]
        return FEW, min([self.of[place], *(self.counts[n] - (n < place) for n in shown)])
