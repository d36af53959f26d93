"""Lines of a text with their places, whatever marks the end of a line."""

from __future__ import annotations

from dhrgraph.records import Line, Span

_ENDS = "\r\v\x85\u2028\u2029"


def even_ends(text: str) -> str:
    r"""The text with every line end as "\n" and every character still in its place, so spans hold in both.

    Patterns that look at line ends are searched in this; the words are taken from the text itself.

    Example:
        >>> even_ends("a\r\nb\rc")
        'a \nb\nc'
    """
    text = text.replace("\r\n", " \n")
    for end in _ENDS:  # five quick looks: a table of characters takes a hundred times as long
        text = text.replace(end, "\n")
    return text


def split_lines(text: str) -> tuple[Line, ...]:
    r"""The lines of `text`, without line ends, numbered from 1. A form feed stays in its line.

    Example:
        >>> [(line.number, line.text, line.span.start) for line in split_lines("a\r\nb")]
        [(1, 'a', 0), (2, 'b', 3)]
    """
    lines, start = [], 0
    for number, piece in enumerate(even_ends(text).split("\n"), 1):
        end = start + len(piece)
        kept = end - 1 if end < len(text) and text[end - 1 : end + 1] == "\r\n" else end
        lines.append(Line(number, text[start:kept], Span(start, kept)))
        start = end + 1
    return tuple(lines)
