"""Names and small readings of WordprocessingML (ECMA-376 Part 1, section 17) that several modules share."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dhrgraph.read.numerals import whole

Element = etree._Element

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML as lxml writes it."""
    return f"{{{_NAMESPACE}}}{name}"


_VAL = w("val")
_AROUND = frozenset(map(w, ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")))  # seen through
_REMOVED = frozenset(map(w, ("del", "moveFrom")))
_CHOICES = f"{{{_COMPATIBILITY}}}AlternateContent"
_CONTROL = w("sdt")
_TEXT_BOX = w("txbxContent")


def value(parent: Element | None, name: str) -> str | None:
    """The `w:val` of the child of that name; None without one."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(_VAL)


def number(parent: Element | None, name: str) -> int | None:
    """The `w:val` of a child as a whole number of at most six digits, else None."""
    return whole(value(parent, name))


def switch(parent: Element | None, name: str) -> bool | None:
    """Whether a property is on (`<w:b/>`), off (`<w:b w:val="0"/>`) or not given: None."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(_VAL, "1") not in ("0", "false", "off", "none")


def within(parent: Element) -> Iterator[Element]:
    """The children in order, seeing through wrappers, with what was inserted and without what was deleted.

    Where the file says one thing in two ways, for newer and for older programs, only one is given.
    """
    for child in parent:
        if child.tag in _REMOVED or (child.tag == _CONTROL and _says_nothing(child)):
            continue
        if child.tag in _AROUND:
            yield from within(child)
        elif child.tag == _CHOICES:
            yield from within(chosen(child))
        else:
            yield child


def chosen(choices: Element) -> Element:
    """Of ways to say one thing, the first that holds a text box, else the first; itself when it holds none."""
    ways = list(choices)
    return next((way for way in ways if next(way.iter(_TEXT_BOX), None) is not None), ways[0] if ways else choices)


def _says_nothing(control: Element) -> bool:
    """Whether it is a field nobody filled, or a table of contents that Word made: its lines only repeat headings."""
    properties = control.find(w("sdtPr"))
    if properties is None:
        return False
    gallery = properties.find(f"{w('docPartObj')}/{w('docPartGallery')}")
    contents = gallery is not None and gallery.get(_VAL) == "Table of Contents"
    return contents or bool(switch(properties, "showingPlcHdr"))
