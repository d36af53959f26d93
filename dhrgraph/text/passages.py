"""Words with their places: making, joining and cutting passages.

    text, spans  ->  passage  ->  Passage

A passage's words are a function of the stored text and its spans, nothing else: `words(text, p.spans) == p.text`
holds for every passage that holds no redaction. That is what lets any part of it lead back to the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dhrgraph.records import EMPTY, Passage, Span

_MARKUP = re.compile(
    r"""
      (?P<bullet>^[ \t]*(?:[-*•◦▪–]|\d+[.)])[ \t]+)    # a list mark at the start
    | \[(?P<label>[^\]\n]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)   # [label](address)
    | (?P<auto><(?=https?://|mailto:)|(?<=\S)>(?=\**\s|\**$))   # <address>
    | (?P<emphasis>\*\*|__)
    | (?P<escape>\\(?=[_*()\[\]#~-]))
    """,
    re.VERBOSE | re.MULTILINE,
)


def words(text: str, spans: Iterable[Span]) -> str:
    """The words at `spans`, white space joined.

    Two spans are joined by a space when white space stands between them in the source (a new line, the next
    cell), and closed up when only mark-up does.

    Example:
        >>> words("a **b**, c", [Span(0, 2), Span(4, 5), Span(7, 10)])
        'a b, c'
    """
    pieces: list[str] = []
    end: int | None = None
    for span in spans:
        if end is not None and (span.start < end or any(c.isspace() for c in text[end : span.start])):
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


def plain(text: str, span: Span) -> Passage:
    """A passage without Markdown mark-up: list marks, emphasis, escapes, and addresses behind a label.

    Example:
        >>> plain("- See [the pack](http://x.org/a) **now**", Span(0, 40)).text
        'See the pack now'
    """
    spans, at = [], span.start
    for mark in _MARKUP.finditer(text, span.start, span.end):
        if mark.group("bullet") and mark.start() != span.start:
            continue
        if mark.group("label") is not None:
            inner = mark.span("label") if mark.group("label").strip() else mark.span("target")
            spans += [Span(at, mark.start()), *_unescaped(text, Span(*inner))]
        else:
            spans.append(Span(at, mark.start()))
        at = mark.end()
    spans.append(Span(at, span.end))
    kept = tuple(s for s in spans if s.start < s.end)
    if not any(text[s.start : s.end].strip() for s in kept):
        return EMPTY
    while not text[kept[0].start : kept[0].end].strip():
        kept = kept[1:]
    while not text[kept[-1].start : kept[-1].end].strip():
        kept = kept[:-1]
    first, last = _trim(text, kept[0]), _trim(text, kept[-1])
    kept = (Span(first.start, kept[0].end), *kept[1:]) if len(kept) > 1 else (first,)
    kept = (*kept[:-1], Span(kept[-1].start, last.end))
    return Passage(words(text, kept), kept)


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
    places = _places(text, whole)[start:end]
    solid = [at for at in places if at is not None]
    if not solid:
        return EMPTY
    spans = []
    for span in whole.spans:
        inside = [at for at in solid if span.start <= at < span.end]
        if inside:
            spans.append(Span(inside[0], inside[-1] + 1))
    return Passage(words(text, spans), tuple(spans))


def _places(text: str, whole: Passage) -> list[int | None]:
    """For each character of `whole.text`, where it stands in `text`; None for a joining space."""
    solid = (at for span in whole.spans for at in range(span.start, span.end) if not text[at].isspace())
    return [None if character == " " else next(solid) for character in whole.text]


def _trim(text: str, span: Span) -> Span:
    words_here = text[span.start : span.end]
    start = span.start + len(words_here) - len(words_here.lstrip())
    return Span(start, max(start, span.start + len(words_here.rstrip())))


def _unescaped(text: str, span: Span) -> Sequence[Span]:
    spans, at = [], span.start
    for mark in re.finditer(r"\\(?=[_*()\[\]#~-])", text[span.start : span.end]):
        spans.append(Span(at, span.start + mark.start()))
        at = span.start + mark.end()
    return [*spans, Span(at, span.end)]
