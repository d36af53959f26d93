"""The bullets and numbers that a browser prints before the items of a list.

    list element  ->  marks_of  ->  Marks.next(item) for each item in order

HTML Living Standard 4.4.5 to 4.4.8: `start`, `reversed` and `type` of a list, `value` of an item.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dhrgraph.read.flow import BULLET
from dhrgraph.read.html.page import Element
from dhrgraph.read.numerals import alphabetic, roman, whole

_NO_MARK = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}none", re.I)
_FORMS: dict[str, Callable[[int], str]] = {
    "a": alphabetic,
    "A": lambda count: alphabetic(count).upper(),
    "i": roman,
    "I": lambda count: roman(count).upper(),
}


@dataclass(slots=True)
class Marks:
    """A list being read: its next number and how numbers look; None for bullets. `bare`: nothing is printed."""

    form: Callable[[int], str] | None
    count: int = 1
    step: int = 1
    bare: bool = False

    def next(self, item: Element) -> str:
        """The mark of an item, BULLET or "" for none."""
        if self.bare:
            return ""
        if self.form is None:
            return BULLET
        given = whole(item.get("value"))
        number = self.count if given is None else given
        self.count = number + self.step
        return f"{self.form(number)}."


def marks_of(items: Element) -> Marks:
    """How a list counts.

    Example:
        >>> from lxml import etree
        >>> items = etree.fromstring("<ol start='3' type='a'><li/><li value='9'/><li/></ol>")
        >>> marks = marks_of(items)
        >>> [marks.next(item) for item in items]
        ['c.', 'i.', 'j.']
    """
    bare = bool(_NO_MARK.search(items.get("style", "")))
    if items.tag != "ol":
        return Marks(None, bare=bare)
    first, backwards = whole(items.get("start")), items.get("reversed") is not None
    if first is None:
        first = sum(1 for _ in items.iterchildren("li")) if backwards else 1
    return Marks(_FORMS.get(items.get("type", ""), str), first, -1 if backwards else 1, bare)
