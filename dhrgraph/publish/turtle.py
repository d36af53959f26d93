"""Turtle for people: statements in the order given, only the prefixes in use, air between nodes.

lines of N-Triples, in order  ->  to_turtle  ->  str
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dhrgraph.graph.store import serialise
from dhrgraph.namespaces import PREFIXES

_PREFIX = re.compile(r"@prefix (\w+): ")


def to_turtle(lines: Iterable[str], prefixes: Mapping[str, str] = PREFIXES, comments: Iterable[str] = ()) -> str:
    """The statements, each a line with its line end, each once; what is said of one subject stands together.

    Args:
        lines: Statements without blank nodes, those of one subject one after the other.
        prefixes: What may shorten an IRI.
        comments: Remarks for the head, without their sign.

    Example:
        >>> print(to_turtle(['<urn:x/a> <urn:x/p> "b" .\\n', "<urn:x/a> <urn:x/p> <urn:x/c> .\\n"], {"x": "urn:x/"}))
        @prefix x: <urn:x/> .
        <BLANKLINE>
        x:a x:p "b" , x:c .
        <BLANKLINE>
    """
    turtle = serialise("".join(lines).encode(), "turtle", prefixes).decode()
    head = "".join(f"# {words}\n" for words in comments)
    return head + "".join(_needed([f"{line}\n" for line in turtle.split("\n")])).rstrip() + "\n"


def _needed(lines: Sequence[str]) -> Iterator[str]:
    body = "".join(line for line in lines if not line.startswith("@prefix"))
    used = set(re.findall(r"(?<![\w:/])(\w+):", body))
    for line in lines:
        prefix = _PREFIX.match(line)
        if not prefix or prefix[1] in used:
            yield line.replace("\t", "    ")
        if line.endswith(" .\n") and not prefix:
            yield "\n"
