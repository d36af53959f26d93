"""Choose what to answer with: content negotiation by the Accept header (RFC 9110, section 12.5.1).

"text/turtle, application/*;q=0.5"  +  what is offered  ->  choose  ->  one of what is offered, or None (406)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_ITEM = re.compile(rf"(?:{_QUOTED}|[^,\"])+")  # a comma inside quotation marks parts nothing
_RANGE = re.compile(rf"\s*({_WORD})/({_WORD})\s*((?:;.*)?)$", re.DOTALL)
_PARAMETER = re.compile(rf";\s*({_WORD})\s*=\s*({_QUOTED}|{_WORD})")
_WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")
_EVERYTHING = "*/*"
_LONGEST = 8_000  # characters of a header that are read: quotation marks that never close cost their square


class _Range(NamedTuple):
    """One thing a client would take, e.g. `text/*;q=0.5`."""

    kind: str
    subkind: str
    parameters: frozenset[tuple[str, str]]
    weight: float

    def nearness(self, offered: _Range) -> int:
        """How nearly this names `offered`: 0 not at all, 1 for `*/*` up to 5 for the same type and parameters.

        A parameter that `offered` lacks (`charset`, `profile`) asks for a variety of it that we do not keep: better
        that type than none, so it counts, but less than the bare type, and never as a refusal.
        """
        if self.kind == "*":
            return int(self.subkind == "*")
        if self.kind != offered.kind:
            return 0
        if self.subkind == "*":
            return 2
        if self.subkind != offered.subkind:
            return 0
        if not self.parameters:
            return 4
        if self.parameters <= offered.parameters:
            return 5
        return 3 if self.weight else 0


def choose(accept: str, offered: Sequence[str]) -> str | None:
    """The media type among `offered` that a client with the header `accept` likes best; None: it takes none of them.

    The highest q wins; between equals the one named more exactly, then the one offered first. The nearest range
    settles a type's q, so `text/*, text/csv;q=0` refuses CSV. No header at all (`""`) takes anything. An item that
    is no media range, or has a weight that is no weight, is passed over; if nothing is left, nothing is taken.

    Example:
        >>> offered = ["text/html", "text/turtle", "application/ld+json"]
        >>> choose("text/turtle;q=0.9, application/*", offered)
        'application/ld+json'
        >>> choose("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", offered)
        'text/html'
        >>> choose("", offered), choose("*/*", offered), choose("image/png", offered)
        ('text/html', 'text/html', None)
    """
    ranges = list(_ranges(accept[:_LONGEST] if accept.strip() else _EVERYTHING))
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for text in offered:
        kind = next(_ranges(text))
        near, weight = max(((each.nearness(kind), each.weight) for each in ranges), default=(0, 0.0))
        if near and weight and (weight, near) > best:
            best, chosen = (weight, near), text
    return chosen


def _ranges(accept: str) -> Iterator[_Range]:
    for item in _ITEM.findall(accept):
        named = _RANGE.match(item)
        if not named:
            continue
        weight = "1"
        parameters = set()
        for name, value in _PARAMETER.findall(named[3]):
            if name.lower() == "q":
                weight = value
                break  # what follows a weight is no part of the media type
            parameters.add((name.lower(), value.strip('"').lower()))
        if _WEIGHT.fullmatch(weight):
            yield _Range(named[1].lower(), named[2].lower(), frozenset(parameters), float(weight))
