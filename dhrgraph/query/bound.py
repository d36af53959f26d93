"""Which variables of a parse tree have a value in every solution, and where its property paths begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib.term import Variable

from dhrgraph.query.tree import Node, nodes, projection, variables

Triple = tuple[Any, Any, Any]


def bound(pattern: Any) -> set[str]:
    """The variables that every solution of `pattern` (a group or a sub-select) binds.

    Example:
        >>> from dhrgraph.query.tree import parsed, query_node
        >>> query = "SELECT * { ?a ?b 1 OPTIONAL { ?a ?c 2 } { ?d ?d 3 } UNION { ?d ?e 4 } }"
        >>> sorted(bound(query_node(parsed(query)).where))
        ['a', 'b', 'd']
    """
    if pattern.name == "SubSelect":
        return _columns(pattern)
    found: set[str] = set()
    for part in pattern.part or ():
        found |= _part(part, found)
    return found


def _columns(select: Node) -> set[str]:
    """Of a sub-select's columns those that always have a value; a computed one is taken to have."""
    inside = bound(select.where)
    computed = {str(column.evar) for column in select.projection or () if column.evar}
    return {name for name in projection(select) if name in inside or name in computed}


def _part(part: Node, before: set[str]) -> set[str]:
    if part.name == "TriplesBlock":
        return set(variables(part))
    if part.name == "GroupOrUnionGraphPattern":
        return set.intersection(*(bound(one) for one in part.graph))
    if part.name == "SubSelect":
        return _columns(part)
    if part.name == "InlineData":
        return {str(name) for name in part.var} if "UNDEF" not in part.value else set()
    if part.name == "Bind":
        kinds = {node.name for node in nodes(part.expr)}
        sure = "Builtin_COALESCE" in kinds or set(variables(part.expr)) <= before
        return {str(part.var)} if sure else set()
    return set()


def triples(tree: Any) -> Iterator[Triple]:
    """The triple patterns of `tree`: subject, predicate or path, object."""
    for node in nodes(tree):
        if node.name == "TriplesBlock":
            for run in node.triples:
                terms = list(run)
                yield from zip(terms[0::3], terms[1::3], terms[2::3], strict=True)


def path_ends(triple: Triple, repeated: str) -> tuple[Any, ...]:
    """Subject and object of `triple` when its path has one of the signs `repeated` (of `*`, `+` and `?`)."""
    signs = {str(node.mod) for node in nodes(triple[1]) if node.name == "PathElt" and node.mod}
    return (triple[0], triple[2]) if signs & set(repeated) else ()


def open_paths(tree: Any) -> Iterator[tuple[str, str]]:
    """The ends of paths of any length that no pattern before them in their group binds; a VALUES block is none."""
    for group in nodes(tree):
        if group.name != "GroupGraphPatternSub":
            continue
        seen: set[str] = set()
        for part in group.part or ():
            if part.name == "TriplesBlock":
                for triple in triples(part):
                    ends = path_ends(triple, "*+?")
                    if ends and not any(not isinstance(end, Variable) or str(end) in seen for end in ends):
                        yield str(ends[0]), str(ends[1])
                    seen |= set(variables(list(triple)))
            if part.name != "InlineData":
                seen |= _part(part, seen)
