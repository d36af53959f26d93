r"""Word patterns: how a cue is written in theme_rules.csv, and how it is found in a text.

    train*                     a word and whatever ends it: train, trained, training
    (gap|gaps) in provision    one of several, then words; any white space, hyphen, comma or quote may stand between
    review .. history          up to three words may stand between
    review ... history         up to eight words may stand between
    the? victim's? safety      a word or group that may be missing
    {health}                   a list of words, kept as a row of its own

A pattern is found whole words at a time, in upper or lower case, with straight or curled apostrophes, with or
without a hyphen, and never across the end of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_PIECE = re.compile(r"\{[a-z-]+\}|\.{2,3}|[()|?]|\w[\w'&-]*\*?|\s+")
_BETWEEN = r"[^\w.;!?]+"  # what may stand between two words of one sentence
_GAPS = {"..": 3, "...": 8}


class PatternError(ValueError):
    """A pattern that cannot be read; says why. `rules` turns it into an error with the row."""


@dataclass(frozen=True, slots=True)
class Start:
    """How the first word of a match may begin; `whole`: it is the whole word."""

    letters: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready for use: it is tried only where a word fits one of `starts`, which makes it quick.

    The regular expression is compiled when it is first needed: a few documents need a part of the rules only.
    """

    text: str
    expression: str
    starts: tuple[Start, ...]

    def at(self, text: str, start: int) -> int | None:
        """Where the match that begins at `start` (the beginning of a word) ends; None when there is none.

        Example:
            >>> compile_pattern("risk assess*").at("Each risk-assessment counts", 5)
            20
        """
        found = _compiled(self.expression).match(text, start)
        return found.end() if found else None

    def within(self, text: str, start: int, end: int) -> bool:
        """Whether it stands anywhere in `text[start:end]`.

        Example:
            >>> compile_pattern("risk assess*").within("Each risk-assessment counts", 0, 27)
            True
        """
        return _compiled(self.expression).search(text, start, end) is not None


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern as a regular expression. `gap`: filler words; `optional`: it may be missing."""

    regex: str
    starts: tuple[Start, ...] = ()
    gap: bool = False
    optional: bool = False


def compile_pattern(text: str, lists: Mapping[str, str] | None = None) -> Pattern:
    """Read a pattern; `lists` gives the pattern behind each `{name}`.

    Raises:
        PatternError: a bracket without its partner, an unknown list, a sign that means nothing here, or a
            pattern that can match no words at all.

    Example:
        >>> compile_pattern("(poor|weak) record keep*").within("Weak record-keeping", 0, 19)
        True
        >>> compile_pattern("record (keep*")
        Traceback (most recent call last):
        dhrgraph.classify.patterns.PatternError: a bracket is opened and never closed
    """
    reader = _Reader(_pieces(text), lists or {})
    whole = reader.choice()
    if reader.rest:
        raise PatternError("a bracket is closed that was never opened")
    if whole.optional:
        raise PatternError("it can match without a word: at least one word must be certain")
    return Pattern(text, rf"(?<!\w)(?:{whole.regex})(?!\w)", whole.starts)


def _pieces(text: str) -> list[str]:
    pieces, at = [], 0
    for found in _PIECE.finditer(text):
        if found.start() != at:
            break
        if at and text[at - 1] == "*" and found.group()[0].isalnum():
            raise PatternError("'*' can only end a word")
        at = found.end()
        if not found.group().isspace():
            pieces.append(found.group())
    if at != len(text):
        raise PatternError(f"'{text[at]}' means nothing here")
    return pieces


class _Reader:
    """Reads a pattern from left to right; `rest` is what is still to be read."""

    def __init__(self, rest: list[str], lists: Mapping[str, str]) -> None:
        self.rest, self.lists = rest, lists

    def choice(self) -> _Part:
        options = [self.sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            options.append(self.sequence())
        if len(options) > 1 and any(option.optional for option in options):
            raise PatternError("one of the alternatives can be nothing: put '?' behind the bracket instead")
        starts = tuple(dict.fromkeys(start for option in options for start in option.starts))
        return _Part("|".join(o.regex for o in options), starts, optional=options[0].optional)

    def sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.rest and self.rest[0] not in ("|", ")"):
            part = self.part()
            if self.rest and self.rest[0] == "?":
                self.rest.pop(0)
                part = _Part(part.regex, part.starts, optional=True)
            parts.append(part)
        return _joined(parts)

    def part(self) -> _Part:
        piece = self.rest.pop(0)
        if piece == "(":
            inner = self.choice()
            if not self.rest:
                raise PatternError("a bracket is opened and never closed")
            self.rest.pop(0)
            return _Part(f"(?:{inner.regex})", inner.starts, optional=inner.optional)
        if piece == "?":
            raise PatternError("'?' must follow a word or a group")
        if piece in _GAPS:
            return _Part(rf"(?:{_BETWEEN}\w+){{0,{_GAPS[piece]}}}?", gap=True)
        if piece.startswith("{"):
            return self.named(piece.strip("{}"))
        return _word(piece)

    def named(self, name: str) -> _Part:
        if name not in self.lists:
            raise PatternError(f"there is no list of words {{{name}}}")
        others = {key: value for key, value in self.lists.items() if key != name}
        inner = _Reader(_pieces(self.lists[name]), others).choice()
        return _Part(f"(?:{inner.regex})", inner.starts, optional=inner.optional)


def _joined(parts: list[_Part]) -> _Part:
    """Parts one after the other, with something between the words."""
    certain = next((n for n, part in enumerate(parts) if not (part.optional or part.gap)), None)
    if certain is None:
        return _Part("", optional=True)
    if any(part.gap for part in parts[:certain]) or parts[-1].gap or any(a.gap and b.gap for a, b in pairwise(parts)):
        raise PatternError("'..' and '...' must stand between two words")
    pieces = [f"(?:(?:{part.regex}){_BETWEEN})?" for part in parts[:certain]] + [parts[certain].regex]
    for part in parts[certain + 1 :]:
        if part.gap:
            pieces.append(part.regex)
        else:
            pieces.append(f"(?:{_BETWEEN}(?:{part.regex}))" + ("?" if part.optional else ""))
    starts = [start for part in parts[: certain + 1] for start in part.starts]
    return _Part("".join(pieces), tuple(dict.fromkeys(starts)))


def _word(word: str) -> _Part:
    letters = word.removesuffix("*")
    regex = "".join(
        {"'": "['’]?", "-": r"[\s\-‐–]*", "&": r"\s?(?:&|and)\s?"}.get(sign, re.escape(sign)) for sign in letters
    )
    ending = r"\w*" if word.endswith("*") else ""
    first, sign, _ = re.split(r"([-'&]|$)", letters, maxsplit=1)
    whole = sign == "&" or not (sign or ending)
    return _Part(regex + ending + r"(?:['’]s?(?!\w))?", (Start(first.casefold(), whole),))
