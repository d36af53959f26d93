"""The numbers that Word prints before paragraphs: they stand nowhere in the file and are counted here.

    numbering.xml  ->  Numbering  ->  mark(list, depth) for each paragraph in reading order

ECMA-376 Part 1, section 17.9. Lists (`w:num`) made from one pattern (`w:abstractNum`) count on together, unless a list
says that it starts anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dhrgraph.read.docx.styles import Chain, Styles
from dhrgraph.read.docx.xml import Element, number, switch, value, w
from dhrgraph.read.flow import BULLET
from dhrgraph.read.numerals import alphabetic, roman, whole

_DEPTHS = 9

_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": alphabetic,
    "upperLetter": lambda count: alphabetic(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "ordinal": lambda count: f"{count}{_ordinal(count)}",
    "none": lambda _count: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One depth of a list: its first number, how numbers look, and the words around them ("%1.%2", "Action %1:")."""

    start: int = 1
    form: str = "decimal"
    words: str = ""
    plain: bool = False  # numbers of other levels are written in digits
    after: int | None = None  # it restarts after this level, counted from 1; 0: never; None: after any above it
    style: str | None = None  # paragraphs of this style stand at this depth


class Numbering:
    """The lists of one file and how far each has been counted. Ask for each paragraph's mark once, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._patterns: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._styles = styles
        for child in () if root is None else root:
            if child.tag == w("abstractNum"):
                self._patterns[child.get(w("abstractNumId"), "")] = child
            elif child.tag == w("num"):
                self._lists[child.get(w("numId"), "")] = child
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def depth_of(self, name: str, chain: Chain) -> int | None:
        """The depth at which a list places paragraphs of a style (or of one it is based on); None: it names none."""
        levels = self._of(name)
        return next((d for style in chain for d, level in levels.items() if level.style == style), None)

    def mark(self, name: str, depth: int) -> str:
        """The next mark of the list at that depth, counted from 0; "" for one that the file does not define."""
        levels, depth = self._of(name), max(0, min(depth, _DEPTHS - 1))
        if not levels:
            return ""
        level = levels.get(depth, Level())
        counts = self._counts.setdefault(self._pattern_of(name), [None] * _DEPTHS)
        for above in range(depth):  # a level left out counts as begun
            if counts[above] is None:
                counts[above] = levels.get(above, Level()).start
        counts[depth] = self._next(name, depth, level, counts[depth])
        for below in range(depth + 1, _DEPTHS):
            after = levels.get(below, Level()).after
            if after is None or depth < after:
                counts[below] = None
        if level.form == "bullet":
            return level.words.strip() if sum(map(str.isalpha, level.words)) > 1 else BULLET
        return _filled(level, levels, counts)

    def _next(self, name: str, depth: int, level: Level, count: int | None) -> int:
        anew = self._starts_anew(name, depth)
        if anew is not None and (name, depth) not in self._begun:
            self._begun.add((name, depth))
            return anew
        return level.start if count is None else count + 1

    def _starts_anew(self, name: str, depth: int) -> int | None:
        override = self._override(name, depth)
        return None if override is None else number(override, "startOverride")

    def _override(self, name: str, depth: int) -> Element | None:
        overrides = self._lists[name].iterfind(w("lvlOverride"))
        return next((o for o in overrides if o.get(w("ilvl")) == str(depth)), None)

    def _of(self, name: str) -> dict[int, Level]:
        if name not in self._levels:
            self._levels[name] = self._read(name) if name in self._lists else {}
        return self._levels[name]

    def _read(self, name: str) -> dict[int, Level]:
        pattern = self._patterns.get(self._pattern_of(name))
        found = {} if pattern is None else _levels(pattern)
        for override in self._lists[name].iterfind(w("lvlOverride")):
            found |= _levels(override)
        return found

    def _pattern_of(self, name: str) -> str:
        """The pattern that a list is made from, perhaps by way of a list style."""
        for _ in range(_DEPTHS):
            pattern = value(self._lists.get(name), "abstractNumId") or ""
            style = value(self._patterns.get(pattern), "numStyleLink")
            linked = self._styles.of(style).list if style else None
            if linked is None or linked not in self._lists:
                return pattern
            name = linked
        return pattern


def _levels(parent: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for child in parent.iterfind(w("lvl")):
        depth = whole(child.get(w("ilvl")))
        if depth is not None and 0 <= depth < _DEPTHS:
            start = number(child, "start")
            found[depth] = Level(
                start=1 if start is None else start,
                form=value(child, "numFmt") or "decimal",
                words=value(child, "lvlText") or "",
                plain=bool(switch(child, "isLgl")),
                after=number(child, "lvlRestart"),
                style=value(child, "pStyle"),
            )
    return found


def _filled(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    """The level's words with each "%n" replaced by the number of level n; one not begun shows its first."""
    words = level.words
    for depth in range(_DEPTHS):
        place = f"%{depth + 1}"
        if place in words:
            other = levels.get(depth, Level())
            count = counts[depth]
            shown = other.start if count is None else count
            form = "decimal" if level.plain and other.form != "decimalZero" else other.form
            words = words.replace(place, _FORMATS.get(form, str)(shown))
    return " ".join(words.split())


def _ordinal(count: int) -> str:
    if 10 < count % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
