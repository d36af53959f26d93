"""What a canned question must keep to, so that every engine gives the same rows: checked on its parse tree.

    CannedQuery, known terms  ->  problems  ->  ("… why it is one …", …)

Each rule is a function from question and tree to problems, with the trap it guards against. `RULES` is the list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Any

from dhrgraph.errors import QueryError
from dhrgraph.namespaces import PREFIXES, curie, iri
from dhrgraph.query.blocks import contents
from dhrgraph.query.catalogue import CannedQuery
from dhrgraph.query.outside import refuse_outside
from dhrgraph.query.parameters import typed
from dhrgraph.query.terms import UNDEF
from dhrgraph.query.traps import TRAPS
from dhrgraph.query.tree import Node, nodes, parsed, projection, query_node, variables

_UNREPEATABLE = frozenset(f"Builtin_{name}" for name in ("NOW", "RAND", "UUID", "STRUUID", "BNODE"))
_SAFE_AGGREGATES = frozenset({"Aggregate_Min", "Aggregate_Max"})


def problems(query: CannedQuery, known_terms: Collection[str]) -> tuple[str, ...]:
    """What is wrong with `query`; nothing when it keeps to every rule.

    `known_terms` are the `dhr:` and `cv:` CURIEs that exist: a misspelt term answers "nothing" without a word.
    """
    try:
        refuse_outside(query.sparql)
    except QueryError as problem:
        return (str(problem),)
    tree = parsed(query.sparql)
    found = [problem for rule in RULES for problem in rule(query, tree)]
    unknown = sorted(terms_used(query) - set(known_terms))
    return (*found, *(f"{term} is no term of the model" for term in unknown))


def terms_used(query: CannedQuery) -> set[str]:
    """The terms of our own (`dhr:`, `cv:`) that `query` names, as CURIEs."""
    named = {f"{node.prefix}:{node.localname}" for node in _prefixed_names(parsed(query.sparql))}
    return {term for term in named if term.startswith(("dhr:", "cv:"))}


def order_variables(query: CannedQuery) -> list[str]:
    """The variables `query` is ordered by; an expression that is no single variable gives nothing."""
    order = query_node(parsed(query.sparql)).orderby
    used = [list(variables(node)) for node in nodes(order) if node.name == "OrderCondition"]
    return [names[0] for names in used if len(names) == 1]


def _prefixed_names(tree: Any) -> Iterator[Node]:
    return (node for node in nodes(tree) if node.name == "pname")


def _selects(tree: Any) -> Iterator[Node]:
    return (node for node in nodes(tree) if node.name in ("SelectQuery", "SubSelect"))


def columns_are_the_header(query: CannedQuery, tree: Any) -> Iterator[str]:
    """The header's columns are the SELECT's, in its order."""
    selected, said = projection(query_node(tree)), [name for name, _ in query.columns]
    if selected != said:
        yield f"SELECT gives {selected}, the header says {said}"


def rows_stand_once(query: CannedQuery, tree: Any) -> Iterator[str]:
    """A triple in two named graphs is two solutions in some engines: DISTINCT rows, and no plain sums."""
    if query_node(tree).modifier != "DISTINCT":
        yield "the SELECT is not DISTINCT"
    for node in nodes(tree):
        if node.name.startswith("Aggregate_") and node.name not in _SAFE_AGGREGATES:
            if node.name != "Aggregate_Count":
                yield f"{node.name.removeprefix('Aggregate_')} differs between engines: return rows instead"
            elif node.distinct != "DISTINCT" or node.vars == "*":
                yield "a COUNT without DISTINCT counts a triple in two graphs twice"


def rows_have_an_order(query: CannedQuery, tree: Any) -> Iterator[str]:
    """Rows come in one order: by columns only, since others are gone after DISTINCT."""
    order = order_variables(query)
    if not order:
        yield "there is no ORDER BY"
    for name in order:
        if name not in projection(query_node(tree)):
            yield f"ordered by ?{name}, which is no column"


def no_alias_in_having(query: CannedQuery, tree: Any) -> Iterator[str]:
    """HAVING on an alias of the SELECT is silently false."""
    for select in _selects(tree):
        aliases = {str(column.evar) for column in select.projection or () if column.evar}
        for name in sorted(aliases & set(variables(select.having))):
            yield f"HAVING uses the alias ?{name}: filter outside a sub-select"


def no_values_before_optional(query: CannedQuery, tree: Any) -> Iterator[str]:
    """rdflib gives no row for VALUES with an OPTIONAL right after it that never matches."""
    for group in nodes(tree):
        if group.name == "GroupGraphPatternSub":
            for before, after in pairwise(group.part or ()):
                if (before.name, after.name) == ("InlineData", "OptionalGraphPattern"):
                    yield "an OPTIONAL follows a VALUES block: put a required pattern between them"


def no_counting_in_optional(query: CannedQuery, tree: Any) -> Iterator[str]:
    """rdflib lets the solutions outside into a sub-select that is optional, which changes what it counts."""
    for optional in nodes(tree):
        if optional.name == "OptionalGraphPattern" and any(
            node.name.startswith("Aggregate_") for node in nodes(optional.graph)
        ):
            yield "an OPTIONAL holds a count: make the sub-select required, or return rows"


def nothing_unrepeatable(query: CannedQuery, tree: Any) -> Iterator[str]:
    """No clock and no chance."""
    for node in nodes(tree):
        if node.name in _UNREPEATABLE:
            yield f"{node.name.removeprefix('Builtin_')}() gives another answer each time"


def prefixes_are_declared(query: CannedQuery, tree: Any) -> Iterator[str]:
    """Some engines know prefixes of their own, others none: the file declares what it uses, as we mean it."""
    declared = {str(n.prefix): str(n.iri) for n in nodes(tree) if n.name == "PrefixDecl"}
    used = {str(node.prefix) for node in _prefixed_names(tree)}
    for prefix in sorted(used ^ set(declared)):
        yield f"the prefix {prefix}: is {'not declared' if prefix in used else 'declared and not used'}"
    for prefix, full in declared.items():
        if PREFIXES.get(prefix) != full:
            yield f"the prefix {prefix}: is not the one of namespaces.py"


def blocks_hold_the_defaults(query: CannedQuery, tree: Any) -> Iterator[str]:
    """As it stands, the file asks what the header says: each block holds its parameter's default or example."""
    blocks = contents(query.sparql)
    for parameter in query.parameters:
        value = parameter.example if parameter.required else parameter.default
        held = {_whole(content) for content in blocks[parameter.name]}
        if parameter.type == "iri" and value is not None:
            # The header names a thing by its slug, so the block's IRI must end with it.
            right = all(curie(one.strip("<>")).endswith(str(value)) for one in held)
        else:
            right = held == {UNDEF if value is None else typed(parameter, value)}
        if not right:
            yield f"the block of ?{parameter.name} holds {sorted(held)}, the header says {value}"


def _whole(term: str) -> str:
    """`term` with a CURIE, or the CURIE of its datatype, written as an IRI in angle brackets."""
    head, quote, name = term.rpartition("^^") if "^^" in term else ("", "", term)
    prefix = name.partition(":")[0]
    return f"{head}{quote}<{iri(name)}>" if prefix in PREFIXES else term


RULES = (
    columns_are_the_header,
    rows_stand_once,
    rows_have_an_order,
    no_alias_in_having,
    no_values_before_optional,
    no_counting_in_optional,
    nothing_unrepeatable,
    prefixes_are_declared,
    blocks_hold_the_defaults,
    *TRAPS,
)
