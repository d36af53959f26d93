"""Statements without blank nodes as Turtle for people: sorted, grouped by subject, with the prefixes given.

sorted lines of N-Triples  ->  to_turtle  ->  str
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

_TYPED = re.compile(r'("(?:[^"\\]|\\.)*")\^\^(<[^<>"]*>)')
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.:-]*[A-Za-z0-9_-])?")
_INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def to_turtle(
    lines: Iterable[str], prefixes: Mapping[str, str], comments: Iterable[str] = (), first: Sequence[str] = ()
) -> str:
    """The statements, each once and in the order of their text; `comments` stand above, the IRIs `first` first.

    Example:
        >>> print(to_turtle(['<urn:x/a> <urn:x/p> "b" .', "<urn:x/a> <urn:x/p> <urn:x/c> ."], {"x": "urn:x/"}))
        @prefix x: <urn:x/> .
        <BLANKLINE>
        x:a x:p "b", x:c .
        <BLANKLINE>
    """
    names = {space: name for name, space in prefixes.items()}
    places = {f"<{iri}>": place for place, iri in enumerate(first)}

    def order(triple: tuple[str, str, str]) -> tuple[object, ...]:
        return (places.get(triple[0], len(places)), triple[0], triple[1] != _TYPE, *triple[1:])

    triples = sorted({_parts(line) for line in lines}, key=order)
    blocks = []
    for subject, about in groupby(triples, key=lambda triple: triple[0]):
        facts = []
        for predicate, stated in groupby(about, key=lambda triple: triple[1]):
            name = "a" if predicate == _TYPE else _short(predicate, names)
            facts.append(f"{name} {', '.join(_short(value, names) for _, _, value in stated)}")
        blocks.append(f"{_short(subject, names)} " + " ;\n  ".join(facts) + " .")
    body = "\n\n".join(blocks) + "\n"
    used = [
        f"@prefix {name}: <{space}> ."
        for name, space in sorted(prefixes.items())
        if body.startswith(f"{name}:") or any(f"{sign}{name}:" in body for sign in (" ", "\n", "^^"))
    ]
    return "\n".join([*(f"# {line}" for line in comments), *used, "", body])


def _parts(line: str) -> tuple[str, str, str]:
    subject, predicate, value = line.rstrip("\n").split(" ", 2)
    return subject, predicate, value.removesuffix(" .")


def _short(term: str, names: Mapping[str, str]) -> str:
    """A term with one of the prefixes, by what stands up to its last "#" or "/"."""
    if not term.startswith("<"):
        typed = _TYPED.fullmatch(term) if term.endswith(">") else None
        if typed and typed[2] == _INTEGER:
            return typed[1].strip('"')
        return f"{typed[1]}^^{_short(typed[2], names)}" if typed else term
    whole = term[1:-1]
    cut = max(whole.rfind("#"), whole.rfind("/")) + 1
    name, local = names.get(whole[:cut]), whole[cut:]
    return f"{name}:{local}" if name and _LOCAL.fullmatch(local) else term
