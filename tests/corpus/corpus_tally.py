"""Right, too much, missed: what a measure counts, and all measures of a document together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

MEASURES = (
    "texts exact", "texts near", "numbers", "printed addressees", "canonical addressees", "action rows", "target dates",
    "completion dates", "statuses", "learning points", "review facts", "pages",
)  # fmt: skip


@dataclass
class Tally:
    """Right, given too much, and missed; with what was wrong, said as "expected … got …"."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was given, the share that is right; 1 when nothing was given."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Of what is true, the share that was given; 1 when nothing is true."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both.

        Example:
            >>> round(Tally(right=8, extra=2, missed=0).f1, 3)
            0.889
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed
        self.wrong += other.wrong

    def sets(self, wanted: set[str], given: set[str], where: str) -> None:
        """Count each member of both sets."""
        self.right += len(wanted & given)
        self.extra += len(given - wanted)
        self.missed += len(wanted - given)
        if wanted != given:
            self.wrong.append(f"{where}: expected {sorted(wanted)} got {sorted(given)}")

    def one(self, accepted: Sequence[str], given: str | None, where: str) -> None:
        """Count one value; `accepted` is empty when there is none to give."""
        ok = given in accepted if accepted else given is None
        self.right += bool(accepted) and ok
        self.missed += bool(accepted) and not ok
        self.extra += given is not None and not ok
        if not ok:
            self.wrong.append(f"{where}: expected {list(accepted) or None} got {given!r}")


@dataclass
class Scores:
    """All measures of one document, the names that left, and what kind of thing they left in."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})
    leaked: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    def add(self, other: Scores) -> None:
        """Count another document in."""
        for name, tally in other.tallies.items():
            self.tallies[name].add(tally)
        self.leaked += other.leaked
        self.unreadable += other.unreadable
