"""Words with their places: making, joining and cutting passages.

    text, spans  ->  passage  ->  Passage

A passage's words are a function of the stored text and its spans, nothing else: `words(text, p.spans) == p.text`
holds for every passage that holds no redaction. That is what lets any part of it lead back to the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dhrgraph.records import EMPTY, Passage, Span
from dhrgraph.text.patterns import BULLETS

# Bounded, so that a line of opening brackets costs no more than its length
_MARKUP = re.compile(
    r"""
      \[(?P<label>[^\[\]\n]{0,400})\]                            # [label](address)
      \((?P<target>[^()\s]{0,400}(?:\([^()\s]{0,400}\)[^()\s]{0,400}){0,4})\)
    | <(?P<address>(?:https?://|mailto:)[^\s<>]{1,400})>         # <address>
    | <br\s{0,3}/?> | </?(?:b|i|u|em|strong|p|span)>            # tags that say how words look
    | <sup>\W{0,3}\d{1,3}\W{0,3}</sup>                          # a footnote's number
    | \*\* | __
    | (?<![\w*])\*(?P<stars>[^\s*][^*\n]{0,400})\*(?![\w*])     # *emphasis*
    | (?<![\w_])_(?P<lines>[^\s_][^_\n]{0,400})_(?![\w_])       # _emphasis_
    | \\(?=[_*()\[\]{}\#~|.!+&<>`-])                            # an escape
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKED = re.compile(r"[\[<*_\\]")  # every mark begins with one of these
_LIST_MARK = re.compile(rf"[ \t]*(?:[{re.escape(BULLETS)}]|\d{{1,3}}[.)])[ \t]+")
_ESCAPE = re.compile(r"\\(?=[_*()\[\]#~|-])")
_SPACE = re.compile(r"[\s|]|<br", re.IGNORECASE)  # between two pieces: they are two words


def words(text: str, spans: Iterable[Span]) -> str:
    """The words at `spans`, white space joined.

    Two spans are joined by a space when white space or the edge of a cell stands between them in the source, and
    closed up when only mark-up does.

    Example:
        >>> words("a **b**, c", [Span(0, 2), Span(4, 5), Span(7, 10)])
        'a b, c'
    """
    spans = tuple(spans)
    if len(spans) == 1:
        return " ".join(text[spans[0].start : spans[0].end].split())
    pieces: list[str] = []
    end: int | None = None
    for span in spans:
        if end is not None and (span.start < end or _SPACE.search(text, end, span.start)):
            pieces.append(" ")
        pieces.append(text[span.start : span.end])
        end = span.end
    return " ".join("".join(pieces).split())


def passage(text: str, *spans: Span) -> Passage:
    """A passage of `text` at `spans`, trimmed of white space; `EMPTY` when nothing but white space is there.

    Example:
        >>> passage("  two  words ", Span(0, 13))
        Passage(text='two words', spans=(Span(start=2, end=12),), redacted=False)
    """
    trimmed = tuple(s for s in (_trim(text, span) for span in spans) if s.start < s.end)
    return Passage(words(text, trimmed), trimmed) if trimmed else EMPTY


def clean(text: str, span: Span) -> Passage:
    """A passage without Markdown mark-up: emphasis, escapes, and addresses behind a label.

    Example:
        >>> clean("See [the *pack*](http://x.org/a) **now**", Span(0, 40)).text
        'See the pack now'
    """
    if not _MARKED.search(text, span.start, span.end):
        return passage(text, span)
    spans, at = [], span.start
    for mark in _MARKUP.finditer(text, span.start, span.end):
        spans += [Span(at, mark.start()), *_inside(text, mark)]
        at = mark.end()
    spans.append(Span(at, span.end))
    kept = [s for s in spans if s.start < s.end]
    while kept and not text[kept[0].start : kept[0].end].strip():
        kept.pop(0)
    while kept and not text[kept[-1].start : kept[-1].end].strip():
        kept.pop()
    if not kept:
        return EMPTY
    kept[0] = Span(_trim(text, kept[0]).start, kept[0].end)
    kept[-1] = Span(kept[-1].start, _trim(text, kept[-1]).end)
    return Passage(words(text, kept), tuple(kept))


def plain(text: str, span: Span) -> Passage:
    """A passage without mark-up and without the list mark it may begin with.

    Example:
        >>> plain("- See __this__", Span(0, 14)).text
        'See this'
    """
    mark = _LIST_MARK.match(text, span.start, span.end)
    return clean(text, Span(mark.end() if mark else span.start, span.end))


def join(text: str, parts: Iterable[Passage]) -> Passage:
    """One passage from several, in the order given.

    Example:
        >>> t = "one\\ttwo"
        >>> join(t, [passage(t, Span(0, 3)), passage(t, Span(4, 7))]).text
        'one two'
    """
    spans = tuple(span for part in parts for span in part.spans)
    return Passage(words(text, spans), spans) if spans else EMPTY


def part(text: str, whole: Passage, start: int, end: int) -> Passage:
    """The part `[start, end)` of `whole.text` as a passage of its own, trimmed.

    Example:
        >>> t = "Complete\\tJuly 2022  done"
        >>> part(t, passage(t, Span(0, 8), Span(9, 24)), 9, 18)
        Passage(text='July 2022', spans=(Span(start=9, end=18),), redacted=False)
    """
    if len(whole.spans) == 1:
        (span,) = whole.spans
        if span.end - span.start == len(whole.text) and text.startswith(whole.text, span.start):  # printed as it is
            here = _trim(text, Span(span.start + start, min(span.start + end, span.end)))
            return Passage(text[here.start : here.end], (here,)) if here.start < here.end else EMPTY
    inside = [place for place in _places(text, whole.spans, whole.text)[start:end] if place is not None]
    spans: list[Span] = []
    numbers: list[int] = []
    for number, at in inside:
        if numbers and numbers[-1] == number:
            spans[-1] = Span(spans[-1].start, at + 1)
        else:
            spans.append(Span(at, at + 1))
            numbers.append(number)
    return Passage(words(text, spans), tuple(spans)) if spans else EMPTY


@lru_cache(maxsize=4)
def _places(text: str, spans: tuple[Span, ...], said: str) -> tuple[tuple[int, int] | None, ...]:
    """For each character of the words: which span it is of and where it stands; None for a joining space."""
    solid = (
        (number, at)
        for number, span in enumerate(spans)
        for at in range(span.start, span.end)
        if not text[at].isspace()
    )
    return tuple(None if character == " " else next(solid) for character in said)


def _trim(text: str, span: Span) -> Span:
    words_here = text[span.start : span.end]
    start = span.start + len(words_here) - len(words_here.lstrip())
    return Span(start, max(start, span.start + len(words_here.rstrip())))


def _inside(text: str, mark: re.Match[str]) -> Iterator[Span]:
    """What of a mark's own text is words: a label, else the address; what is emphasised."""
    if mark.lastgroup is None:
        return
    if mark.lastgroup == "address":
        yield Span(*mark.span("address"))
        return
    if mark.lastgroup != "target" or mark["label"].strip():
        yield from clean(text, Span(*mark.span("label" if mark.lastgroup == "target" else mark.lastgroup))).spans
        return
    at, end = mark.span("target")
    for escape in _ESCAPE.finditer(text, at, end):
        yield Span(at, escape.start())
        at = escape.end()
    yield Span(at, end)
