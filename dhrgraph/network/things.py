"""What is counted and drawn: things, and who was asked about what, one row for each occurrence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dhrgraph.network.official import Counterpart

Kind: TypeAlias = Literal[
    "review", "partnership", "agency", "collective", "agency-type", "theme",
    "library-class", "library-theme", "paper-theme",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """Whatever can be counted or drawn. `type` is the slug of an addressee's agency type, else None; `official` is what
    official lists call an addressee or a theme."""

    id: str
    label: str
    kind: Kind
    type: str | None = None
    type_label: str | None = None
    official: tuple[Counterpart, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One recommendation, put to one addressee, on one theme.

    A recommendation with two addressees and three themes gives six rows, so rows are never counted: distinct
    partnerships, reviews and recommendations are. `addressee` is None when a recommendation names nobody and
    `theme` when none was found: both stay, because silence is a finding too. The addressee is the body as named,
    or the one in its place on the date asked for; `known_as` are the IRIs it can be looked up by: the body as
    named and every body that took its place since, in that order.
    """

    recommendation: str
    review: Thing
    partnership: Thing | None = None
    addressee: Thing | None = None
    theme: Thing | None = None
    broader: Thing | None = None
    known_as: tuple[str, ...] = ()

    @property
    def collective(self) -> bool:
        """Whether it is put to a group ("All agencies") and so to no single body."""
        return self.addressee is not None and self.addressee.kind == "collective"
