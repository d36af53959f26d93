"""The printed words of a Word paragraph, line by line, and the text boxes that hang on it.

    w:p  ->  Words.of  ->  lines; text boxes

Printed are inserted words, the words of links and the results of fields; not deleted words, hidden words, the codes of
fields, or marks of footnotes and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dhrgraph.read.docx.styles import Style, Styles
from dhrgraph.read.docx.xml import Element, chosen, switch, value, w, within

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT, _RUN, _FIELD, _SYMBOL = w("t"), w("r"), w("fldChar"), w("sym")
_RUN_PROPERTIES, _PROPERTIES = w("rPr"), w("pPr")
_BOX = w("txbxContent")
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DRAWN = frozenset((w("drawing"), w("pict"), w("object"), _CHOICES))
_SAID = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_RUBY, _RUBY_BASE = w("ruby"), w("rubyBase")

# What fonts of pictures print for a character; Word stores it from U+F000 on, or as the Latin letter of that place
_PICTURES = {
    "symbol": {0xB7: "•", 0xD8: "¬", 0xAE: "→", 0xA3: "≤", 0xB3: "≥", 0xB0: "°", 0xB1: "±", 0xD6: "✓"},
    "wingdings": {
        **{0x9F: "•", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0x71: "❑", 0x76: "❖", 0xA8: "☐", 0x6F: "☐", 0xD8: "➢"},
        **{0xE0: "→", 0xE8: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺"},
    },
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0xA3: "☐", 0x97: "•", 0x98: "•"},
}
_NOTE = re.compile(r"\[?\d{1,3}\]?")  # a footnote's number that was typed, and so is no mark of Word's own
_PRIVATE = 0xF000  # where characters of such fonts stand in Unicode's private area


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a line: words, "\\n" for a new line, and whether it is bold; or a text box."""

    words: str = ""
    bold: bool = False
    box: Element | None = None


class Words:
    """Reads paragraphs with the styles of their file."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def of(self, paragraph: Element, style: Style) -> list[Said]:
        """What is printed of a paragraph, in order."""
        return list(self._said(paragraph, style, []))

    def _said(self, parent: Element, style: Style, codes: list[bool]) -> Iterator[Said]:
        """`codes` tells of each field begun and not ended whether its code is still being read."""
        for child in within(parent):
            if child.tag == _RUN:
                yield from self._run(child, style, codes)
            elif child.tag == _MATHS:
                yield Said(child.text or "")
            elif child.tag != _PROPERTIES:
                yield from self._said(child, style, codes)

    def _run(self, run: Element, style: Style, codes: list[bool]) -> Iterator[Said]:
        properties = run.find(_RUN_PROPERTIES)
        bold, hidden, font = self._look(properties, style)
        raised = value(properties, "vertAlign") == "superscript"
        for child in run:
            if child.tag == _FIELD:
                _follow(child.get(w("fldCharType")), codes)
            elif hidden or any(codes):
                continue
            elif child.tag == _TEXT:
                words = _in_font(child.text or "", font)
                if not (raised and _NOTE.fullmatch(words)):
                    yield Said(words, bold)
            elif child.tag in _SAID:
                yield Said(_SAID[child.tag], bold)
            elif child.tag == _SYMBOL:
                yield Said(_symbol(child), bold)
            elif child.tag in _DRAWN:
                yield from (Said(box=box) for box in _boxes(child))
            elif child.tag == _RUBY and (base := child.find(_RUBY_BASE)) is not None:
                yield from self._said(base, style, codes)

    def _look(self, properties: Element | None, style: Style) -> tuple[bool, bool, str]:
        """Bold, hidden, and the font if it is one of pictures."""
        if properties is None:
            return bool(style.bold), bool(style.hidden), ""
        own = self._styles.character(value(properties, "rStyle"))
        bold = (switch(properties, "b"), own.bold, style.bold)
        hidden = (switch(properties, "vanish"), own.hidden, style.hidden)
        fonts = properties.find(w("rFonts"))
        font = "" if fonts is None else fonts.get(w("ascii"), "").casefold()
        return _first(bold), _first(hidden), font if font in _PICTURES else ""


def _first(answers: Iterable[bool | None]) -> bool:
    return next((answer for answer in answers if answer is not None), False)


def _follow(kind: str | None, codes: list[bool]) -> None:
    """Keep count of fields: their code comes first, then the result that is printed."""
    if kind == "begin":
        codes.append(True)
    elif kind == "separate" and codes:
        codes[-1] = False
    elif kind == "end" and codes:
        codes.pop()


def _boxes(drawn: Element) -> Iterator[Element]:
    """The text boxes of a drawing, each once; those inside another are left to it."""
    for child in chosen(drawn) if drawn.tag == _CHOICES else drawn:
        if child.tag == _BOX:
            yield child
        else:
            yield from _boxes(child)


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(w("char"), "")[:6], 16)
    except ValueError:
        return ""
    return _picture(code, element.get(w("font"), "").casefold())


def _in_font(words: str, font: str) -> str:
    if not font and words.isascii():
        return words
    return "".join(_picture(ord(c), font) if font or 0 <= ord(c) - _PRIVATE < 0x100 else c for c in words)


def _picture(code: int, font: str) -> str:
    """The character a font of pictures prints; a bullet for one from the private area that is not known."""
    place = code - _PRIVATE if 0 <= code - _PRIVATE < 0x100 else code
    known = _PICTURES.get(font) or {**_PICTURES["symbol"], **_PICTURES["wingdings"]}
    if place in known and (font or code >= _PRIVATE):
        return known[place]
    if code != place:
        return "•" if font in ("", *_PICTURES) else chr(place)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
