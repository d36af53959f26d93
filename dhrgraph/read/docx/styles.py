"""What a Word file's styles say of a paragraph: its rank as a heading, its list, bold and hidden words.

styles.xml  ->  read_styles  ->  Styles.of(name of the style)  ->  Style, with what it inherits
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dhrgraph.read.docx.xml import Element, number, switch, value, w

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)|contents [1-9]|table of figures")
_BODY_TEXT = 9  # the outline level that is none
_DEEPEST = 40  # styles based on one another

Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all it inherits. None: it says nothing.

    `level` is the rank of a heading, 1 to 6, or 0 for body text. `list` and `depth` point into numbering.xml; `chain`
    names the style and those it is based on.
    """

    chain: Chain = ()
    level: int | None = None
    list: str | None = None
    depth: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    contents: bool = False


def rank(properties: Element | None) -> int | None:
    """The rank as a heading that properties of a paragraph give: 1 to 6, 0 for body text, None for nothing said."""
    level = number(properties, "outlineLvl")
    return None if level is None else min(level + 1, 6) if 0 <= level < _BODY_TEXT else 0


class Styles:
    """The styles of one file, each worked out when first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {} if root is None else {e.get(w("styleId"), ""): e for e in root.iter(w("style"))}
        self._known: dict[str, Style] = {}
        self._usual = next((name for name, e in self._elements.items() if _is_usual(e)), "")

    def of(self, name: str | None) -> Style:
        """The style of that name; the usual one for None, an empty one for a name nobody defined."""
        key = self._usual if name is None else name
        if key not in self._known:
            self._known[key] = self._worked_out(key)
        return self._known[key]

    def character(self, name: str | None) -> Style:
        """The style of a run; an empty one for None."""
        return Style() if name is None else self.of(name)

    def _worked_out(self, name: str) -> Style:
        chain: list[str] = []
        while name in self._elements and name not in chain and len(chain) < _DEEPEST:
            chain.append(name)
            name = value(self._elements[name], "basedOn") or ""
        style = Style()
        for link in reversed(chain):
            style = _over(style, self._elements[link])
        return replace(style, chain=tuple(chain))


def _is_usual(element: Element) -> bool:
    return element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on")


def _over(base: Style, element: Element) -> Style:
    """What a style says over what it is based on."""
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    listed = None if paragraph is None else paragraph.find(w("numPr"))
    name = (value(element, "name") or "").casefold()
    heading = _HEADING.fullmatch(name)
    said = rank(paragraph)
    if said is None and (heading or name == "title"):
        said = min(int(heading[1]), 6) if heading else 1
    bold, hidden = switch(run, "b"), switch(run, "vanish")
    depth = number(listed, "ilvl")
    return Style(
        level=base.level if said is None else said,
        list=value(listed, "numId") or base.list,
        depth=base.depth if depth is None else depth,
        bold=base.bold if bold is None else bold,
        hidden=base.hidden if hidden is None else hidden,
        contents=base.contents or bool(_CONTENTS.fullmatch(name)),
    )
