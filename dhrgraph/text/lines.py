"""Lines of a text with their places."""

from __future__ import annotations


from dhrgraph.records import Line, Span



def split_lines(text: str) -> tuple[Line, ...]:
    r"""The lines of `text`, without line ends, numbered from 1. A form feed stays in its line.

    Example:
        >>> [(line.number, line.text) for line in split_lines("a\nb")]
        [(1, 'a'), (2, 'b')]
    """
    lines, start = [], 0
    for number, words in enumerate(text.split("\n"), 1):
        kept = words.rstrip("\r")
        lines.append(Line(number, kept, Span(start, start + len(kept))))
        start += len(words) + 1
    return tuple(lines)
