"""How mentions of bodies and texts were understood: the match to a body, the theme given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dhrgraph.records.judgements import Judged
from dhrgraph.records.places import Passage

MatchMethod: TypeAlias = Literal[
    "judgement",  # a person decided
    "label",  # the body's own name
    "variant",  # another name for it
    "misprint",  # a known slip
    "normalised",  # its name with common words written otherwise ("FT" for "Foundation Trust")
    "acronym",  # initials that this document itself explains
    "area-context",  # a general name ("the Police") in a document about the body's area
    "joined-heading",  # a heading broken over lines, mended
    "unit",  # a part or team of the body
    "pattern",  # the form of the name, or the body's name beside posts and places
    "similarity",  # one word misspelt, and other evidence that agrees; never likeness alone
    "provisional",  # no record, but a well-formed name of a body
    "none",
]
Outcome: TypeAlias = Literal["matched", "ambiguous", "unmatched"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several bodies that a mention means with equal right: its slug, its name, and what speaks for it."""

    id: str
    agency: str
    evidence: str
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """How one mention was reconciled, or that it was not.

    `agency` is None when no authority record fits: the mention is still published and still counted.
    `id` is the agency's slug, `type` the slug of its agency type. `evidence` says which label or rule spoke.
    `provisional`: the register has no such body; name and type are read off the words, for a person to confirm.
    `candidates` are the bodies between which the evidence does not decide, sorted by slug; then there is no agency.
    `judged` is there when a person decided.

    Example:
        >>> two = (Candidate("a", "A", "label 'X'"), Candidate("b", "B", "label 'X'"))
        >>> Match("X", None, None, None, False, "none", "equal claims", candidates=two).outcome
        'ambiguous'
    """

    mention: str
    agency: str | None
    id: str | None
    type: str | None
    collective: bool
    method: MatchMethod
    evidence: str
    provisional: bool = False
    candidates: tuple[Candidate, ...] = ()
    judged: Judged | None = None

    @property
    def outcome(self) -> Outcome:
        """Matched to a record of the register; ambiguous between several; or unmatched, with or without a provisional
        record."""
        if self.candidates:
            return "ambiguous"
        return "matched" if self.id and not self.provisional else "unmatched"


@dataclass(frozen=True, slots=True)
class Theming:
    """One theme given to one finding. `confidence` lies in (0, 1]; `evidence` is where the cue stands.

    `method` is the code of what decided: "cue" (a rule of theme_rules.csv) or "judgement" (a person).
    """

    theme: str
    confidence: float
    evidence: Passage
    method: Literal["cue", "judgement"] = "cue"
    judged: Judged | None = None


Basis: TypeAlias = Literal["column", "heading", "sentence", "inferred"]


@dataclass(frozen=True, slots=True)
class Addressee:
    """A body that is asked (recommendation) or made responsible (action).

    `raw` is the whole printed addressee; `mention` the part of it that names this one body, so
    "Merseyside Police & the Probation Service" gives two addressees with the same `raw`.
    """

    raw: Passage
    mention: str
    basis: Basis
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class PartnershipName:
    """The community safety partnership as printed, its ONS name, and the ONS codes it covers (maybe none).

    `may_be` are the codes of areas between which the name does not decide; then there are no `codes`.
    """

    raw: str
    name: str
    codes: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
