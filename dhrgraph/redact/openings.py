"""Search a text for many patterns, each only where it can begin: what is found is the same, many times faster.

(what, pattern), ...  ->  search_for  ->  Search.matches(text)  ->  (what, match), ...

Python tries a pattern at every character. Most patterns of `person_cues.csv` begin with one of some words, so the words
of a text are looked up first, and a pattern is tried only where one of its own stands. How it can begin is read from
the tree that Python's own `re` makes of it; whatever is not understood there is tried everywhere.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]  # the tree has no public name; tests hold it against `finditer`
from typing import Any, Final, Generic, TypeAlias, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]+|\d)")  # where \b stands before a letter or a digit
_LINE_END = re.compile(r"\n")
_EDGE: Final = "\0"  # a word begins here, or one ends behind letters
_END: Final = "\1"  # a word ends here
_DIGIT: Final = "0"  # any digit
_LETTERS = re.compile(f"[^{_EDGE}{_END}{_DIGIT}]*")
_BETWEEN = frozenset(string.punctuation + string.whitespace + "\xa0’‘“”–—")  # no letters, whatever the case
_PARTING = ("CATEGORY_SPACE", "CATEGORY_NOT_WORD")
_LONGEST = 40  # letters of an opening that are looked at
_MOST_MET = 50_000  # words whose openings are remembered
_LONG = 4000  # characters of a text that is more than a passage
_MOST = 5000  # openings of one pattern; one with more is tried everywhere

# Letters, perhaps with the mark that the word ends behind them, and whether what stands behind goes right on
Opening: TypeAlias = tuple[str, bool]
_NOTHING: Final[frozenset[Opening]] = frozenset({("", True)})
_ANYTHING: Final[frozenset[Opening]] = frozenset({("", False)})


@dataclass(frozen=True, slots=True)
class Search(Generic[T]):
    """Patterns with what each stands for, by what they begin with.

    Those of `at_lines` begin where a line does, those of `everywhere` with anything.
    """

    patterns: tuple[tuple[T, re.Pattern[str]], ...] = ()
    by_opening: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    everywhere: frozenset[int] = frozenset()
    at_lines: frozenset[int] = frozenset()
    _met: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False)  # words and what begins with them

    def matches(self, text: str) -> Iterator[tuple[T, re.Match[str]]]:
        """Each match of each pattern with what the pattern stands for: as `finditer` finds them, pattern by pattern.

        Example:
            >>> search = search_for([("kin", re.compile(r"\\bher (?:son|daughter)")), ("age", re.compile(r"aged \\d"))])
            >>> [(what, found.group()) for what, found in search.matches("another son, aged 4, and her son")]
            [('kin', 'her son'), ('age', 'aged 4')]
        """
        begun = [0, *(end.end() for end in _LINE_END.finditer(text))] if self.at_lines else []
        places = self._places(text)
        for which in self.at_lines:
            places[which] = begun
        for which in sorted(self.everywhere | places.keys()):
            (what, pattern), end = self.patterns[which], 0
            if which in self.everywhere:
                yield from ((what, found) for found in pattern.finditer(text))
                continue
            for place in sorted(places[which]):
                if place >= end and (found := pattern.match(text, place)):
                    end = found.end()
                    yield what, found

    def _places(self, text: str) -> dict[int, list[int]]:
        """Where each pattern that begins with a word may begin."""
        places: dict[int, list[int]] = defaultdict(list)
        met = self._met
        if len(text) > _LONG:  # of a document, in which several searches look: where its words stand is kept
            for printed, starts in _words(text).items():
                for which in met[printed] if printed in met else self._beginning_with(printed):
                    places[which] += starts
        else:
            for word in _WORD.finditer(text):
                for which in met[word[0]] if word[0] in met else self._beginning_with(word[0]):
                    places[which].append(word.start())
        return places

    def _beginning_with(self, printed: str) -> tuple[int, ...]:
        found = self._opened_by(_key(printed))
        if len(self._met) < _MOST_MET:
            self._met[printed] = found
        return found

    def _opened_by(self, word: str) -> tuple[int, ...]:
        beginnings = [*(word[:letters] for letters in range(1, min(len(word), _LONGEST) + 1)), word + _END]
        return tuple(which for letters in beginnings for which in self.by_opening.get(letters, ()))

    def __getstate__(self) -> tuple[Any, ...]:
        """Between processes the words met are not sent: they are those of documents."""
        return self.patterns, self.by_opening, self.everywhere, self.at_lines

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        for name, value in zip(("patterns", "by_opening", "everywhere", "at_lines", "_met"), (*state, {}), strict=True):
            object.__setattr__(self, name, value)


def search_for(patterns: Iterable[tuple[T, re.Pattern[str]]]) -> Search[T]:
    """A search for some patterns; it takes longer to make than to use, so it is made once."""
    known, everywhere, at_lines = tuple(patterns), set[int](), set[int]()
    by_opening: dict[str, list[int]] = {}
    for which, (_, pattern) in enumerate(known):
        openings = _openings(pattern)
        for opening in sorted(openings):
            by_opening.setdefault(opening, []).append(which)
        if not openings:
            (at_lines if _begins_a_line(pattern) else everywhere).add(which)
    openings_of = {opening: tuple(which) for opening, which in by_opening.items()}
    return Search(known, openings_of, frozenset(everywhere), frozenset(at_lines))


def _begins_a_line(pattern: re.Pattern[str]) -> bool:
    """Whether every match begins where a line does, or the text."""
    items = _parser.parse(pattern.pattern, pattern.flags)
    while items and str(items[0][0]) == "SUBPATTERN":
        items = items[0][1][-1]
    return bool(items) and tuple(map(str, items[0])) == ("AT", "AT_BEGINNING")


def _openings(pattern: re.Pattern[str]) -> frozenset[str]:
    """What the first word of every match begins with; empty when that may be anything."""
    found = _sequence(_parser.parse(pattern.pattern, pattern.flags))
    letters = frozenset(_first_word(opening) for opening, _ in found)
    if not letters.isdisjoint(("", _END)) or len(letters) > _MOST or not all(o.startswith(_EDGE) for o, _ in found):
        return frozenset()
    return frozenset(one for one in letters if not any(one[:n] in letters for n in range(1, len(one))))


def _first_word(opening: str) -> str:
    """The letters of an opening, with `_END` behind them where the word must end there."""
    letters = opening.lstrip(_EDGE)
    word = letters if letters.startswith(_DIGIT) else _LETTERS.match(letters)[0]  # type: ignore[index]
    return word[:_LONGEST] if len(word) > _LONGEST or word == letters else word + _END


def _sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[Opening]:
    found = _NOTHING
    for kind, of in items:
        going_on = {letters for letters, open_ in found if open_}
        if not going_on or len(found) > _MOST:
            break
        more = _item(str(kind), of)
        closed = frozenset(opening for opening in found if not opening[1])
        found = closed | {(before + letters, open_) for before in going_on for letters, open_ in more}
    return frozenset((letters, False) for letters, _ in found) if len(found) > _MOST else found


def _item(kind: str, of: Any) -> frozenset[Opening]:
    """How one item of a pattern's tree can begin."""
    match kind:
        case "AT":
            return frozenset({(_EDGE, True)}) if str(of) in ("AT_BOUNDARY", "AT_BEGINNING") else _NOTHING
        case "ASSERT" | "ASSERT_NOT":
            return _NOTHING
        case "SUBPATTERN":
            return _sequence(of[-1])
        case "BRANCH":
            return frozenset().union(*(_sequence(branch) for branch in of[1]))
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, repeated = of
            once = _sequence(repeated)
            again = {(letters, open_ and (most == 1 or not letters)) for letters, open_ in once}
            return frozenset(again) | (_NOTHING if least == 0 else frozenset())
        case "LITERAL":
            return _characters(((kind, of),))
        case "IN":
            return _characters(of)
        case _:
            return _ANYTHING


def _characters(members: Sequence[tuple[Any, Any]]) -> frozenset[Opening]:
    """How the characters of a class go on with a word: a letter, a digit, its end; anything when one may be another."""
    found: set[Opening] = set()
    for kind, of in members:
        if str(kind) == "LITERAL" and chr(of).isalnum():
            found.add((_key(chr(of)), not chr(of).isdigit()))
        elif str(kind) == "CATEGORY" and str(of) == "CATEGORY_DIGIT":
            found.add((_DIGIT, False))
        elif (str(kind) == "LITERAL" and chr(of) in _BETWEEN) or (str(kind) == "CATEGORY" and str(of) in _PARTING):
            found.add((_END, False))
        else:
            return _ANYTHING
    return frozenset(found)


def _key(word: str) -> str:
    """A word as openings are compared: in small letters, and every digit the same."""
    return _DIGIT if word.isdigit() else word.casefold()


def beginnings(text: str, form: re.Pattern[str]) -> list[int]:
    """Where the words begin that `form` fits from their first letter on, in order.

    Example:
        >>> beginnings("so Ada and Bo-Roe", re.compile("[A-Z]"))
        [3, 11, 14]
    """
    return sorted(start for word, starts in _words(text).items() if form.match(word) for start in starts)


@lru_cache(maxsize=2)
def _words(text: str) -> Mapping[str, list[int]]:
    """Where each word of the text begins, each spelling by itself."""
    found: dict[str, list[int]] = defaultdict(list)
    for word in _WORD.finditer(text):
        found[word[0]].append(word.start())
    return found
