"""The places of a query that take a value: its blocks `VALUES ?name { … }`.

A parameter gets into a query in one way only: the content of its block is replaced by a serialised term. The
rest of the text stays as it is, so nothing a user types can change what the query does. Words in comments,
strings and IRIs that look like a block are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_PASSED_OVER = r"""
    \#[^\r\n]*                                    # a comment
  | <[^\x00-\x20<>"{}|^`\\]*>                     # an IRI
  | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
  | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
"""
_TOKEN = re.compile(
    rf"(?P<passed>{_PASSED_OVER})"
    rf"|(?P<head>\bVALUES\s+\?(?P<name>\w+)\s*\{{)(?P<content>(?:{_PASSED_OVER}|[^{{}}<\"'\#])*)\}}",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def contents(sparql: str) -> dict[str, set[str]]:
    """What stands in the one-variable VALUES blocks of `sparql`, by the name of the variable.

    A name may have several blocks (inside and outside a sub-select).

    Example:
        >>> contents('SELECT * { VALUES ?a { 2 } # VALUES ?b { 3 }\\n ?s ?p ?a }')
        {'a': {'2'}}
    """
    found: dict[str, set[str]] = {}
    for token in _TOKEN.finditer(sparql):
        if token["name"]:
            found.setdefault(token["name"], set()).add(token["content"].strip())
    return found


def rewrite(sparql: str, terms: Mapping[str, str]) -> str:
    """`sparql` with the content of each block whose variable is in `terms` replaced by that term.

    The terms must be serialised already (`parameters.serialise`); blocks of other variables stay.

    Example:
        >>> rewrite('SELECT * { VALUES ?a { 2 } VALUES ?b { 3 } }', {"a": '"VALUES ?b {}"'})
        'SELECT * { VALUES ?a { "VALUES ?b {}" } VALUES ?b { 3 } }'
    """

    def replaced(token: re.Match[str]) -> str:
        if token["name"] not in terms:
            return token[0]
        return f"{token['head']} {terms[token['name']]} }}"

    return _TOKEN.sub(replaced, sparql)
