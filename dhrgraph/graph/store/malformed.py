"""Why a text is no query, in words that help: Oxigraph says at what place it gave up, seldom what is wrong.

what the engine said, the text  ->  explained  ->  one line
"""

from __future__ import annotations

import re

from dhrgraph.errors import QueryError
from dhrgraph.namespaces import PREFIXES

_PLACE = re.compile(r"error at (\d+):(\d+):\s*")
# what the engine says in words, among the signs it would have taken  ->  what it means
_SENTENCES = {
    "The SELECT contains a variable that is unbound": "SELECT names a variable that has no value after the GROUP BY",
    "IRI parsing failed": "an IRI holds a character that it cannot, such as a space, or is relative to nothing",
    "The query limit should be a non negative integer": "LIMIT and OFFSET take a whole number that is not so large",
}
# what may hold a colon and is no prefixed name stands first, to be passed over
_WORDS = re.compile(
    r"""
    <[^<>"{}|^`\\\s]*+> | \#[^\r\n]*+ | \'\'\'.*?\'\'\' | \"\"\".*?\"\"\"
    | '(?:\\.|[^'\\\r\n])*+' | "(?:\\.|[^"\\\r\n])*+"
    | \b(?P<keyword>prefix)\s+(?P<declared>[^\s:<]*+):
    | (?P<used>(?<![\w.?$@-])[^\W\d_][\w.-]*+ | (?<![\w.:])):
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_BEFORE, _AFTER = 25, 10  # characters shown round the place


class MalformedQueryError(QueryError):
    """A text that is no query of SPARQL 1.1. The message says what is wrong, or at least the line and column."""

    def __init__(self, said: str, sparql: str) -> None:
        """Take what the engine said of `sparql`, e.g. `error at 1:17: expected one of …`."""
        super().__init__(f"not a SPARQL query: {explained(said, sparql)}.")


def explained(said: str, sparql: str) -> str:
    """What is wrong with `sparql`, of which the engine `said` something.

    Example:
        >>> explained("error at 1:11: expected one of Prefix not found", "ASK { ?s dhr:text ?o }")
        "the prefix 'dhr:' is not declared; begin with PREFIX dhr: <https://w3id.org/dhrgraph/ontology#>"
        >>> explained("error at 1:1: expected [_]", " ")
        'it is empty'
        >>> explained("error at 1:19: expected one of LATERAL, SERVICE", "SELECT * { ?s ?p }")
        "line 1, column 19: what stands here, or just before it, cannot: 'SELECT * { ?s ?p }'"
    """
    if not sparql.strip():
        return "it is empty"
    for prefix in _undeclared(sparql):
        known = PREFIXES.get(prefix)
        return f"the prefix '{prefix[:40]}:' is not declared; begin with PREFIX {prefix[:40]}: <{known or '…'}>"
    place = _PLACE.match(said)
    if place is None:
        return " ".join(said.split())
    line, column = int(place[1]), int(place[2])
    for sentence, meaning in _SENTENCES.items():
        if sentence in said:
            return f"line {line}, column {column}: {meaning}"
    text = (re.split(r"\r\n|\r|\n", sparql)[line - 1 : line] or [""])[0]
    shown = text[max(0, column - 1 - _BEFORE) : column - 1 + _AFTER].strip()
    words = f": {shown!r}" if shown else ""
    return f"line {line}, column {column}: what stands here, or just before it, cannot{words}"


def _undeclared(sparql: str) -> list[str]:
    """The prefixes that names begin with and no PREFIX declares, in the order of the text.

    Example:
        >>> _undeclared("PREFIX a: <urn:a:> ASK { ?s a:b 'c:d', <e:f>, g:h, :i # j:k")
        ['g', '']
    """
    declared, used = set(), []
    for word in _WORDS.finditer(sparql):
        if word["keyword"]:
            declared.add(word["declared"])
        elif word["used"] is not None:
            used.append(word["used"])
    return [prefix for prefix in used if prefix not in declared]
