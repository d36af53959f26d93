"""What engines were found to answer differently, each as a rule on the parse tree; `checks.RULES` holds them.

    CannedQuery, tree  ->  problems

docs/decisions/0018-engines.md says which engine does what. None of these raises an error when it happens: the
engine gives fewer rows, or more, without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib.term import Variable

from dhrgraph.namespaces import PREFIXES, curie
from dhrgraph.query.bound import bound, open_paths, path_ends, triples
from dhrgraph.query.catalogue import CannedQuery
from dhrgraph.query.tree import Node, nodes, projection, query_node, variables

_COMPARING = frozenset({"Aggregate_Min", "Aggregate_Max", "OrderCondition"})
# The values of these can be years, months or days: only their Earliest, Latest and Year companions compare alike. A
# test holds them to the shapes.
MIXED_DATES = frozenset(
    {
        "dhr:published",
        "dhr:death",
        "dhr:dateOfDeath",
        "dhr:targetDate",
        "dhr:revisedTargetDate",
        "dhr:completionDate",
        "dhr:statusAsAt",
        "dhr:asAt",
        "dhr:opened",
        "dhr:closed",
        "dcterms:issued",
        "dcterms:date",
    }
)


def values_stand_first(query: CannedQuery, tree: Any) -> Iterator[str]:
    """VALUES behind patterns take rdflib 20 times as long, and some engines read them last."""
    if query_node(tree).valuesClause:
        yield "VALUES after the last brace: put the block first inside"
    for group in _groups(tree):
        before = [part.name for part in group.part or ()]
        if "InlineData" in before[before.count("InlineData") :]:
            yield "VALUES stand behind other patterns of their group"


def undefined_values_are_only_compared(query: CannedQuery, tree: Any) -> Iterator[str]:
    """Virtuoso loses rows where UNDEF is joined with the column of a sub-select."""
    for select in _selects(tree):
        for group in _own_groups(select.where):
            for name in sorted(_undefined(group) & (_in_patterns(group) | set(projection(select)))):
                yield f"?{name} may be UNDEF and stands in a pattern: compare it in a FILTER with !BOUND"


def counted_variables_are_bound(query: CannedQuery, tree: Any) -> Iterator[str]:
    """Comunica gives no value for a COUNT when one solution of the group lacks the variable; Virtuoso once gave 1."""
    for select in _selects(tree):
        always = bound(select.where)
        for node in nodes([select.projection, select.having]):
            if node.name == "Aggregate_Count":
                for name in _plain(node.vars) - always:
                    yield f'COUNT of ?{name}, which may be unbound: COALESCE(?{name}, "none"), less one if any is'


def minus_holds_a_select(query: CannedQuery, tree: Any) -> Iterator[str]:
    """Comunica takes nothing away when a MINUS has a variable that the rest has not."""
    for node in nodes(tree):
        if node.name == "MinusGraphPattern" and node.graph.name != "SubSelect":
            yield "MINUS without a sub-select of the shared variables"


def names_have_no_dot(query: CannedQuery, tree: Any) -> Iterator[str]:
    """Oxigraph ends a prefixed name at a dot that digits follow, and reads the rest as a number."""
    for node in nodes(tree):
        if node.name == "pname" and "." in str(node.localname):
            yield f"{node.prefix}:{node.localname} has a dot: write the whole IRI"


def paths_start_somewhere(query: CannedQuery, tree: Any) -> Iterator[str]:
    """Virtuoso refuses a path of any length whose ends are both open, even if VALUES bind one; rdflib takes seconds."""
    for subject, value in open_paths(tree):
        yield f"the path from {subject} to {value} starts nowhere: bind one end before it"


def empty_paths_end_on_things(query: CannedQuery, tree: Any) -> Iterator[str]:
    """A path of no length to a thing the graph does not hold: rdflib and Comunica give it, Oxigraph does not."""
    plain = {name for triple in triples(tree) if not path_ends(triple, "*?") for name in variables(list(triple))}
    for triple in triples(tree):
        for end in path_ends(triple, "*?"):
            if not isinstance(end, Variable) or str(end) not in plain:
                yield f"a path that may be empty ends on {end}, which no other pattern holds"


def only_days_are_compared(query: CannedQuery, tree: Any) -> Iterator[str]:
    """Years, months and days compare and sort differently in each engine; xsd:date and whole years do not."""
    mixed = {
        str(value)
        for _, path, value in triples(tree)
        if isinstance(value, Variable) and MIXED_DATES & {_name(node) for node in nodes(path)}
    }
    for node in nodes(tree):
        if node.name in _COMPARING or (node.name == "RelationalExpression" and node.op):
            for name in sorted(mixed & set(variables(node))):
                yield f"?{name} may be a year, a month or a day and is compared: use its Latest, Earliest or Year"


def one_graph_and_no_extensions(query: CannedQuery, tree: Any) -> Iterator[str]:
    """The merged Turtle has no named graphs, and a function of one engine is unknown to the others."""
    for node in nodes(tree):
        if node.name == "GraphGraphPattern":
            yield "GRAPH finds nothing in the merged Turtle"
        if node.name == "Function" and not _name_of(node.iri).startswith(PREFIXES["xsd"]):
            yield f"{_name_of(node.iri)} is no function of SPARQL 1.1"


def _groups(tree: Any) -> Iterator[Node]:
    return (node for node in nodes(tree) if node.name == "GroupGraphPatternSub")


def _own_groups(pattern: Any) -> Iterator[Node]:
    """`pattern` and the groups in it that no sub-select holds."""
    inner = {id(node) for one in nodes(pattern) if one.name == "SubSelect" for node in nodes(one)}
    return (group for group in _groups(pattern) if id(group) not in inner)


def _selects(tree: Any) -> Iterator[Node]:
    return (node for node in nodes(tree) if node.name in ("SelectQuery", "SubSelect"))


def _undefined(group: Node) -> set[str]:
    """The variables that a VALUES block of `group` itself leaves open."""
    blocks = [part for part in group.part or () if part.name == "InlineData" and "UNDEF" in part.value]
    return {str(name) for block in blocks for name in block.var}


def _in_patterns(part: Any) -> set[str]:
    """The variables in scope in `part` that a FILTER or VALUES does not bring: of a sub-select only its columns."""
    if part.name == "TriplesBlock":
        return set(variables(part))
    if part.name == "SubSelect":
        return set(projection(part))
    below = {"GroupGraphPatternSub": "part", "GroupOrUnionGraphPattern": "graph"}.get(part.name)
    inner = part[below] or () if below else [part.graph] if part.name == "OptionalGraphPattern" else ()
    return set().union(*map(_in_patterns, inner))


def _plain(expression: Any) -> set[str]:
    """The variable that `expression` is and nothing else; none when it is an expression."""
    built = any(node.name.startswith("Builtin_") for node in nodes(expression))
    return set() if built else set(variables(expression))


def _name(node: Node) -> str:
    return f"{node.prefix}:{node.localname}" if node.name == "pname" else ""


def _name_of(term: Any) -> str:
    if isinstance(term, dict) and "localname" in term:
        return PREFIXES.get(str(term["prefix"]), str(term["prefix"]) + ":") + str(term["localname"])
    return curie(str(term)) if not str(term).startswith(PREFIXES["xsd"]) else str(term)


TRAPS = (
    values_stand_first,
    undefined_values_are_only_compared,
    counted_variables_are_bound,
    minus_holds_a_select,
    names_have_no_dot,
    paths_start_somewhere,
    empty_paths_end_on_things,
    only_days_are_compared,
    one_graph_and_no_extensions,
)
