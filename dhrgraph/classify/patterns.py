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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

_PIECE = re.compile(r"\{[a-z-]+\}|\.{2,3}|[()|?]|\w[\w'&-]*\*?|\s+")
_INSIDE = re.compile(r"\*\w")
_BETWEEN = r"[^\w.;!?]+"  # what may stand between two words of one sentence
_GAPS = {"..": 3, "...": 8}
_LETTERS = 3  # of a word that may end in many ways, so many letters are looked up
_NONE: frozenset[str] = frozenset()


class PatternError(ValueError):
    """A pattern that cannot be read; says why. `rules` turns it into an error with the row."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One way in which a match may begin: a word with the key `first`, and in the same sentence, before or after, one
    with a key of `needs` (empty: nothing more is needed)."""

    first: str
    needs: frozenset[str]


@lru_cache(maxsize=20_000)
def word_keys(word: str) -> tuple[str, ...]:
    """The keys under which patterns that may begin with `word` (in lower case) are found: it, and how it begins.

    Example:
        >>> word_keys("risks"), word_keys("gp")
        (('risks', 'r*', 'ri*', 'ris*'), ('gp', 'g*', 'gp*'))
    """
    return (word, *dict.fromkeys(word[:length] + "*" for length in range(1, _LETTERS + 1)))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready for use: it is tried only where words of the text fit one of `openings`, which makes it quick.

    The regular expression is compiled when it is first needed: a few documents need a part of the rules only. Where
    many are to be read, `prepare` does it beforehand.
    """

    text: str
    expression: str
    openings: tuple[Opening, ...]

    def prepare(self) -> None:
        """Compile it now, once for all processes that are forked from this one."""
        _compiled(self.expression)

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
    """A piece of a pattern as a regular expression. `gap`: filler words; `optional`: it may be missing.

    `keys`: what its first word may be looked up by. `needs`: every match has a word with one of these keys besides its
    first (empty: none is certain).
    """

    regex: str
    keys: frozenset[str] = _NONE
    needs: frozenset[str] = _NONE
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
    options = reader.options()
    if reader.rest:
        raise PatternError("a bracket is closed that was never opened")
    if options[0].optional:
        raise PatternError("it can match without a word: at least one word must be certain")
    openings = dict.fromkeys(Opening(key, option.needs) for option in options for key in sorted(option.keys))
    return Pattern(text, rf"(?<!\w)(?:{_any(options).regex})(?!\w)", tuple(openings))


def _pieces(text: str) -> list[str]:
    if _INSIDE.search(text):
        raise PatternError("'*' can only end a word")
    pieces: list[str] = _PIECE.findall(text)
    if "".join(pieces) != text:
        raise PatternError(f"'{_first_strange(text)}' means nothing here")
    return [piece for piece in pieces if not piece.isspace()]


def _first_strange(text: str) -> str:
    at = 0
    while piece := _PIECE.match(text, at):
        at = piece.end()
    return text[at]


class _Reader:
    """Reads a pattern from left to right; `rest` is what is still to be read."""

    def __init__(self, rest: list[str], lists: Mapping[str, str]) -> None:
        self.rest, self.lists = rest, lists

    def options(self) -> list[_Part]:
        options = [self.sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            options.append(self.sequence())
        if len(options) > 1 and any(option.optional for option in options):
            raise PatternError("one of the alternatives can be nothing: put '?' behind the bracket instead")
        return options

    def sequence(self) -> _Part:
        parts: list[_Part] = []
        while self.rest and self.rest[0] not in ("|", ")"):
            part = self.part()
            if self.rest and self.rest[0] == "?":
                self.rest.pop(0)
                part = _Part(part.regex, part.keys, part.needs, part.gap, optional=True)
            parts.append(part)
        return _joined(parts)

    def part(self) -> _Part:
        piece = self.rest.pop(0)
        if piece == "(":
            inner = self.options()
            if not self.rest:
                raise PatternError("a bracket is opened and never closed")
            self.rest.pop(0)
            return _any(inner)
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
        others = tuple((key, value) for key, value in self.lists.items() if key != name)
        return _named(self.lists[name], others)


@cache
def _named(text: str, others: tuple[tuple[str, str], ...]) -> _Part:
    """The list of words `text`, which may name `others`; read once however many patterns name it."""
    return _any(_Reader(_pieces(text), dict(others)).options())


def _any(options: list[_Part]) -> _Part:
    """One of several, as a group."""
    needs = _NONE.union(*(o.needs for o in options)) if all(o.needs for o in options) else _NONE
    regex = "|".join(o.regex for o in options)
    return _Part(f"(?:{regex})", _NONE.union(*(o.keys for o in options)), needs, optional=options[0].optional)


def _joined(parts: list[_Part]) -> _Part:
    """Parts one after the other, with something between the words."""
    if len(parts) == 1 and not parts[0].optional and not parts[0].gap:
        return parts[0]
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
    keys = _NONE.union(*(part.keys for part in parts[: certain + 1]))
    return _Part("".join(pieces), keys, _rarest(parts, certain))


def _rarest(parts: list[_Part], certain: int) -> frozenset[str]:
    """Of the words that every match has besides its first, those of the part with the fewest choices."""
    first = parts[certain]
    needed = [first.needs] if first.needs else []
    if certain:  # then the first certain part need not come first
        needed.append(first.keys)
    needed += [part.keys for part in parts[certain + 1 :] if not (part.gap or part.optional)]
    return min(needed, key=len, default=_NONE)


@cache
def _word(word: str) -> _Part:
    letters = word.removesuffix("*")
    regex = "".join(
        {"'": "['’]?", "-": r"[\s\-‐–]*", "&": r"\s?(?:&|and)\s?"}.get(sign, re.escape(sign)) for sign in letters
    )
    ending = r"\w*" if word.endswith("*") else ""
    return _Part(regex + ending + r"(?:['’]s?(?!\w))?", frozenset(_keys(letters.casefold(), whole=not ending)))


def _keys(letters: str, whole: bool) -> Iterator[str]:
    """How a word may begin in a text: "re-hous*" as "re" before a hyphen, or written as one word, as "rehous..."."""
    pieces = re.split(r"[-']", letters.partition("&")[0])
    joined = ["".join(pieces[: n + 1]) for n in range(len(pieces))]
    yield from joined[:-1]
    yield joined[-1] if whole or "&" in letters else joined[-1][:_LETTERS] + "*"
