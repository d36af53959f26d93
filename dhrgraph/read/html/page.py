"""What of a web page is the document, and what only stands around it or is not shown.

root  ->  content_of  ->  the element that holds the document
element  ->  shown     ->  its elements in order, without menus, banners, forms and hidden words
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

Element = etree._Element
Event = Literal["start", "end", "gone"]

_NEVER_SHOWN = """
    script style template noscript nav aside head link meta svg iframe object embed applet video audio canvas map
    input select textarea button datalist progress meter del rt rp
"""
_NEVER = frozenset(_NEVER_SHOWN.split())
_LANDMARKS = "navigation banner contentinfo search complementary dialog alertdialog alert menu menubar"
_ROLES = frozenset(_LANDMARKS.split())
_INSIDE = frozenset(("article", "main", "section", "td"))  # a header in one of these is the document's own
_NOT_SHOWN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all", re.I)
_AROUND = re.compile(  # names that pages without landmarks give to what stands around the document
    r"(?:\S{0,40}cookie\S{0,40}|\S{0,40}breadcrumbs?|skip-?(?:to-?)?(?:link|content|main|nav)\S{0,20}"
    r"|(?:site|global)-?(?:header|footer|nav|navigation|menu)|navbar|share-?(?:this|links|buttons)|social-?(?:links|media))",
    re.I,
)
_PLACES = re.compile(
    r"(?:header|footer|nav|navigation|menu|main-?(?:nav|menu)|sidebar)", re.I
)  # as the one id of a page
_FOOTNOTE = re.compile(r"\W{0,3}\d{1,3}\W{0,3}")
_MOST_ELEMENTS, _MOST_WORDS = 300, 600  # of what can be a banner
_FORM_WORDS = 80
_FIRST_LINK = 20  # elements of a list of contents in which its first link stands


@dataclass(slots=True)
class _Held:
    """How much an element holds of what is shown."""

    element: Element
    words: int = 0
    cells: int = 0


def content_of(body: Element) -> Element:
    """The `main` or `article` with most words, if it holds half of all words shown and every table cell; else the body.

    A page may put its summary in `main` and its tables elsewhere: then nothing is left out.
    """
    total = _Held(body)
    open_, done = [total], list[_Held]()
    for event, element in shown(body):
        if event == "start":
            if element.tag in ("main", "article") or element.get("role") == "main":
                open_.append(_Held(element))
            for held in open_:
                held.words += len((element.text or "").split())
                held.cells += element.tag in ("td", "th")
        elif event == "end" and len(open_) > 1 and open_[-1].element is element:
            done.append(open_.pop())
        if event != "start" and element is not body:
            for held in open_:
                held.words += len((element.tail or "").split())
    best = max(done, key=lambda held: held.words, default=total)
    return best.element if 2 * best.words >= total.words and best.cells == total.cells else body


def title_of(root: Element, content: Element) -> str:
    """The page's title, if its content has no first heading: the heading above it, else the name of the page."""
    if next(content.iter("h1"), None) is not None:
        return ""
    named = next(root.iter("h1"), None)
    if named is None:
        named = next(root.iter("title"), None)
    return "" if named is None else " ".join("".join(str(words) for words in named.itertext()).split())


def shown(content: Element) -> Iterator[tuple[Event, Element]]:
    """Each element at its start and its end; for one that is not read only ("gone", element), at its end."""
    walk = etree.iterwalk(content, events=("start", "end"))
    left_out: Element | None = None
    for event, element in walk:
        if event == "start" and element is not content and _left_out(element):
            left_out = element
            walk.skip_subtree()
        elif left_out is not None and element is left_out:
            left_out = None
            yield "gone", element
        else:
            yield ("start" if event == "start" else "end"), element


def _left_out(element: Element) -> bool:
    """Whether an element is not shown or no part of the document."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NEVER:
        return True
    if element.attrib and _is_hidden(element):
        return True
    if tag in ("header", "footer"):
        return next(element.iterancestors(*_INSIDE), None) is None
    if tag in ("main", "article", "body", "table", "td", "tr"):
        return False
    if tag == "form":
        return _is_small(element, _FORM_WORDS)
    if tag == "dialog":
        return element.get("open") is None
    if tag == "sup":
        return bool(_FOOTNOTE.fullmatch("".join(str(words) for words in element.itertext())))
    if tag in ("ul", "ol") and _is_contents(element):
        return True
    return bool(element.attrib) and _is_around(element)


def _is_hidden(element: Element) -> bool:
    hidden = element.get("hidden")
    return (
        (hidden is not None and hidden.casefold() != "until-found")
        or element.get("aria-hidden") == "true"
        or element.get("role", "").casefold() in _ROLES
        or bool(_NOT_SHOWN.search(element.get("style", "")))
    )


def _is_around(element: Element) -> bool:
    """Whether its id or class says that it is a banner, menu or foot of the page, and it is no larger than one."""
    name = element.get("id", "")
    names = [name, *element.get("class", "").split()]
    known = bool(_PLACES.fullmatch(name)) or any(_AROUND.fullmatch(one) for one in names if one)
    return known and _is_small(element, _MOST_WORDS)


def _is_small(element: Element, most: int) -> bool:
    """Whether it holds no table, no document and few words."""
    words = 0
    for number, inner in enumerate(element.iter()):
        words += len((inner.text or "").split()) + (len((inner.tail or "").split()) if number else 0)
        if number > _MOST_ELEMENTS or words > most or inner.tag in ("table", "main", "article"):
            return False
    return True


def _is_contents(items: Element) -> bool:
    """Whether a list only leads to places on the same page."""
    links = 0
    for number, item in enumerate(items.iter()):
        if number > (_MOST_ELEMENTS if links else _FIRST_LINK):
            return False
        links += item.tag == "a" and item.get("href", "").startswith("#")
        if item.text and item.text.strip() and not _in_link(item):
            return False
        if number and item.tail and item.tail.strip() and not _in_link(item.getparent()):
            return False
    return links > 0


def _in_link(place: Element | None) -> bool:
    return place is not None and (place.tag == "a" or next(place.iterancestors("a"), None) is not None)
