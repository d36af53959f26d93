"""Turtle and TriG in pieces: the prefixes once at the head of the file, then the statements of each document.

    turtle_head()  +  turtle_chunk(nquads) ...                                      ->  a file of Turtle
    turtle_head()  +  named_head(graph)  +  turtle_chunk(nquads)  +  NAMED_END ...  ->  a file of TriG

Oxigraph reads and writes the statements; equal lines give equal bytes, in whatever process they are made.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from dhrgraph.namespaces import PREFIXES, curie

_HEAD = re.compile(rb"(?:@prefix [^\n]*\n)*")
NAMED_END = b"}\n"
_PLAIN = re.compile(r"[a-z]+:\w[\w-]*", re.ASCII)  # a name that needs no escapes (Turtle, section 6.5)


def turtle_head() -> bytes:
    """What a file of Turtle or TriG begins with: every prefix, in the order of their names, and an empty line.

    Example:
        >>> turtle_head().splitlines()[0]
        b'@prefix ag: <https://w3id.org/dhrgraph/id/agency/> .'
    """
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in sorted(PREFIXES.items())).encode() + b"\n"


def turtle_chunk(nquads: bytes) -> bytes:
    """The statements without their graphs as Turtle, in the order given, each once. To be read after `turtle_head`.

    What follows one another about the same subject is written once, so lines are best sorted.

    Example:
        >>> turtle_chunk(b'<urn:a> <urn:b> "c" <urn:g> .\\n' * 2)
        b'<urn:a> <urn:b> "c" .\\n'
    """
    triples = dict.fromkeys(quad.triple for quad in _read(nquads))
    return _body(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))


def named_head(graph: str) -> bytes:
    """What stands before chunks of Turtle that are the named graph `graph` (a whole IRI) in TriG; `NAMED_END` after.

    Example:
        >>> named_head("urn:g")
        b'<urn:g> {\\n'
    """
    short = curie(graph)
    name = short if _PLAIN.fullmatch(short) and short != graph else f"<{graph}>"
    return b"%s {\n" % name.encode()


def _read(nquads: bytes) -> ox.QuadParser:
    """IRIs are not looked at again: our own lines are made by `terms.node`, and the store refuses what is no IRI."""
    return ox.parse(input=nquads, format=ox.RdfFormat.N_QUADS, lenient=True)


def _body(data: bytes | None) -> bytes:
    """Without the prefixes, which Oxigraph writes first; no line of a chunk begins with a word of the grammar."""
    whole = data or b""
    head = _HEAD.match(whole)
    return whole[head.end() :] if head else whole
