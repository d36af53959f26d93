"""From the strength that rules add up to, to the share of themes of that strength that are right.

    rows of theme_calibration.csv  ->  read_calibration  ->  Calibration

Each row is a band of strengths with how many themes rules gave there to texts they were not fitted to, and how many of
these were a careful reader's own. Pure: the rows are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dhrgraph.errors import VocabularyError

COLUMNS = ("strength", "given", "right", "note")


@dataclass(frozen=True, slots=True)
class Band:
    """Themes with a strength from `strength` (0 to 1) up to the next band: `given` so often, `right` so often."""

    strength: float
    given: int
    right: int

    @property
    def share(self) -> float:
        """The chance that the next one is right, by the rule of succession: never 0 or 1, however few were counted.

        Example:
            >>> Band(0.9, 48, 47).share
            0.96
        """
        return round((self.right + 1) / (self.given + 2), 2)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bands, weakest first, surer as they get stronger. Without any, strength is taken for confidence."""

    bands: tuple[Band, ...] = ()

    def confidence(self, strength: float) -> float:
        """How likely a theme of this strength is right; 0.0 for what is weaker than all that was counted.

        Example:
            >>> counted = Calibration((Band(0.5, 8, 2), Band(0.8, 18, 15)))
            >>> [counted.confidence(strength) for strength in (0.4, 0.5, 0.79, 0.95)]
            [0.0, 0.3, 0.3, 0.8]
        """
        if not self.bands:
            return strength
        return next((band.share for band in reversed(self.bands) if strength >= band.strength), 0.0)


AS_HEARD = Calibration()


def read_calibration(rows: Iterable[Mapping[str, str]]) -> Calibration:
    """The bands of theme_calibration.csv, in their order.

    Raises:
        VocabularyError: a row that cannot be meant, or that makes a stronger theme less likely than a weaker one.

    Example:
        >>> row = {"strength": "0.5", "given": "8", "right": "9", "note": ""}
        >>> read_calibration([row])
        Traceback (most recent call last):
        dhrgraph.errors.VocabularyError: theme_calibration.csv line 2: 9 right of 8 given.
          To mend: count again with tests/measure/themes_fit.py.
    """
    bands = [_band(number, row) for number, row in enumerate(rows, 2)]
    for number, (weaker, stronger) in enumerate(pairwise(bands), 3):
        if stronger.strength <= weaker.strength:
            raise _error(number, "its strength is not above that of the row before it")
        if stronger.share < weaker.share:
            raise _error(number, "it is less often right than the weaker row before it")
    return Calibration(tuple(bands))


def _band(number: int, row: Mapping[str, str]) -> Band:
    if missing := [column for column in COLUMNS if row.get(column) is None]:
        raise _error(number, f"the columns {', '.join(missing)} are missing")
    try:
        band = Band(float(row["strength"]), int(row["given"]), int(row["right"]))
    except ValueError as problem:
        raise _error(number, "strength, given and right must be numbers") from problem
    if not 0 <= band.strength <= 1:
        raise _error(number, f"the strength '{row['strength']}' does not lie between 0 and 1")
    if not 0 <= band.right <= band.given:
        raise _error(number, f"{band.right} right of {band.given} given")
    return band


def _error(number: int, what: str) -> VocabularyError:
    return VocabularyError(
        f"theme_calibration.csv line {number}: {what}.\n  To mend: count again with tests/measure/themes_fit.py."
    )
