"""What stands at a cut between two names, and whether they may be told apart there.

    a part of what is printed, the marks around it  ->  Sides.told  ->  what it is, or None
    two parts and the mark between them             ->  Sides.may_follow

A part may be known to the register, a name by its form, or a name in capitals that nobody knows. The last may be cut
off a body that is known ("Someshire Council and Lanternlight"), and from any name at the mark of a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from dhrgraph.reconcile.mentions.claims import Glossary, folded
from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.reconcile.mentions.provisional import in_capitals
from dhrgraph.reconcile.mentions.similar import vocabulary
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.words import words_of

_MOST_WORDS = 6  # of a name that nobody knows
_LETTERS = re.compile(r"[A-Z][A-Z&]{2,7}")
_BRACKET = re.compile(r"\([^()]*\)")


class Mark(Enum):
    """What stands at a cut: an edge or mark of a list, another mark, or a word such as "and" that a name may hold."""

    LIST = "list"
    COMMA = "comma"
    WORD = "word"


class Side(Enum):
    """What a side that can stand alone is: a known body, a name or sector by its form, a name that nobody knows."""

    KNOWN = "known"
    FORM = "form"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class Sides:
    """What the sides of a cut are put to."""

    register: Register
    areas: frozenset[str]
    glossary: Glossary

    def told(self, part: str, first: Mark, last: Mark) -> tuple[Side, int] | None:
        """What a part is, and how many of its words name a body that is known here; None if it cannot stand alone."""
        match = reconcile(part, self.areas, self.register, self.glossary)
        if match.agency is not None or match.candidates:
            return Side.KNOWN, len(words_of(self.register.phrases.joiner.sub(" ", part)))
        kinds = self.register.phrases.kinds
        words = [word.key for word in words_of(_BRACKET.sub(" ", part))]
        listed = Mark.WORD not in (first, last)
        if listed and "sector" in kinds.find(words):
            return Side.FORM, 0
        if len(words) > 1 and any(c.isupper() for c in part) and "body" in kinds.find(words[-1:]):
            return Side.FORM, 0
        return (Side.STRANGE, 0) if self._is_strange_name(part) else None

    def _is_strange_name(self, part: str) -> bool:
        """Whether a part is in capitals, ends in a word of its own and has none of a place, post, sector or person."""
        words, phrases = folded(part), self.register.phrases
        if not 0 < len(words) <= _MOST_WORDS or not in_capitals(part, self.register):
            return False
        if phrases.joiner.search(part) or phrases.aside["person"].longest_at(words, 0):
            return False
        places = phrases.aside["elsewhere"]
        if any(self.register.places.find([word]) or places.find([word]) for word in words):
            return False
        if any({"post", "subject", "sector"} & {*phrases.kinds.find([word])} for word in words):
            return False
        return self._are_own(words[-1:])

    def _are_own(self, words: tuple[str, ...]) -> bool:
        """Whether none of the words is one that any body's name may have."""
        common = vocabulary(self.register).common
        return all(len(word) > 1 and word not in common for word in words)

    def may_follow(self, before: str, kind: Side, mark: Mark, part: str, other: Side) -> bool:
        """Whether two sides may be told apart at a mark, where one is a name nobody knows.

        Always at the mark of a list. After a comma or "and" behind a body whose name is complete, for what follows is
        no part of it; after "and" every word must be its own, as in no "Police and Crime …". Before a body only after
        a comma, where its own name holds no "and" that may make it the rest of a longer list of places; or where the
        strange name is initials.
        """
        if mark is Mark.LIST or Side.STRANGE not in (kind, other):
            return True
        if kind is Side.KNOWN:
            return mark is Mark.COMMA or (self._is_complete(before) and self._are_own(folded(part)))
        if other is Side.KNOWN:
            return bool(_LETTERS.fullmatch(before)) or (
                mark is Mark.COMMA and not self.register.phrases.joiner.search(part)
            )
        return mark is Mark.COMMA or self._are_own((*folded(before), *folded(part)))

    def _is_complete(self, name: str) -> bool:
        """Whether nothing joined to a name belongs to it.

        It ends in the word for its kind of body, or is initials, or a body's label of several words that ends in no
        place.
        """
        words = folded(_BRACKET.sub(" ", name))
        if _LETTERS.fullmatch(name):
            return True
        if len(words) < 2:
            return False
        labelled = reconcile(name, self.areas, self.register, self.glossary).method == "label"
        return "body" in self.register.phrases.kinds.find(words[-1:]) or (
            labelled and not self.register.places.find(words[-1:])
        )
