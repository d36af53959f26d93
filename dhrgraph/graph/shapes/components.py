"""The constraint components of SHACL Core (SHACL 4) that are checked here: from a parameter's value to a test.

    OF_VALUES   about each value
    OF_SETS     about all values of a focus node together
    OF_PAIRS    about the values beside another property

What is in none of these tables, and in none of reading.py, is refused: no rule may be believed to be checked that is
not.
A parameter that holds shapes gets them read already (`Inner`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from dhrgraph.graph.shapes.graphs import Graph
from dhrgraph.graph.shapes.shape import PairTest, SetTest, Shape, ValueTest
from dhrgraph.graph.shapes.terms import FORMS, compared, kind_of, taken_apart, text_of, well_formed
from dhrgraph.namespaces import PREFIXES

TYPE = f"<{PREFIXES['rdf']}type>"
SUBCLASS = f"<{PREFIXES['rdfs']}subClassOf>"
_SH = "http://www.w3.org/ns/shacl#"

Items = Sequence[str]  # the members of a list
Inner = Sequence[Shape]  # the shapes of a parameter that holds one or a list of them


def above(graph: Graph, names: Iterable[str]) -> tuple[str, ...]:
    """Classes with all that the graph says are above them (SHACL 1.1: SHACL types)."""
    found = dict.fromkeys(names)
    new = list(found)
    while new:
        new = [over for one in new for over in graph.objects(one, SUBCLASS) if over not in found]
        found |= dict.fromkeys(new)
    return tuple(found)


def of_class(name: str) -> ValueTest:
    """sh:class"""

    def holds(graph: Graph, value: str) -> bool:
        if value[0] == '"':
            return False
        types = graph.objects(value, TYPE)
        return name in types or name in above(graph, types)

    return holds


def of_datatype(name: str) -> ValueTest:
    """sh:datatype

    Raises:
        KeyError: the lexical forms of the datatype are not known.
    """
    datatype = text_of(name)
    if datatype not in FORMS:
        raise KeyError(datatype)

    def holds(_: Graph, value: str) -> bool:
        if value[0] != '"':
            return False
        words = taken_apart(value)
        return words.datatype == datatype and well_formed(words.lexical, datatype)

    return holds


def of_kind(name: str) -> ValueTest:
    """sh:nodeKind"""
    kinds = frozenset(text_of(name).removeprefix(_SH).replace("BlankNode", "Blank").split("Or"))
    known = {"IRI": "IRI", "Literal": "Literal", "Blank": "BlankNode"}
    wanted = frozenset(known[kind] for kind in kinds)
    return lambda _, value: kind_of(value) in wanted


def of_pattern(pattern: str) -> ValueTest:
    """sh:pattern"""
    search = re.compile(text_of(pattern)).search
    return lambda _, value: value[0] != "_" and search(text_of(value)) is not None


def of_least_length(number: str) -> ValueTest:
    """sh:minLength"""
    least = int(text_of(number))
    return lambda _, value: least == 0 or (value[0] != "_" and len(text_of(value)) >= least)


def of_greatest_length(number: str) -> ValueTest:
    """sh:maxLength"""
    greatest = int(text_of(number))
    return lambda _, value: value[0] != "_" and len(text_of(value)) <= greatest


def in_range(bound: str, holds: Callable[[int], bool]) -> ValueTest:
    """sh:minInclusive and its like: `holds` says of a value compared with the bound whether it is right."""
    return lambda _, value: (order := compared(value, bound)) is not None and holds(order)


def of_language(languages: Items) -> ValueTest:
    """sh:languageIn: basic filtering of RFC 4647 3.3.1, as SPARQL's langMatches does."""
    ranges = tuple(text_of(language).casefold() for language in languages)

    def holds(_: Graph, value: str) -> bool:
        tag = taken_apart(value).language.casefold() if value[0] == '"' else ""
        return bool(tag) and any(r in ("*", tag) or tag.startswith(f"{r}-") for r in ranges)

    return holds


def of_list(values: Items) -> ValueTest:
    """sh:in"""
    known = frozenset(values)
    return lambda _, value: value in known


def all_of(shapes: Inner) -> ValueTest:
    """sh:node, sh:and"""
    return lambda graph, value: all(shape.conforms(graph, value) for shape in shapes)


def any_of(shapes: Inner) -> ValueTest:
    """sh:or"""
    return lambda graph, value: any(shape.conforms(graph, value) for shape in shapes)


def one_of(shapes: Inner) -> ValueTest:
    """sh:xone"""
    return lambda graph, value: sum(shape.conforms(graph, value) for shape in shapes) == 1


def none_of(shapes: Inner) -> ValueTest:
    """sh:not"""
    return lambda graph, value: not any(shape.conforms(graph, value) for shape in shapes)


def at_least(number: str) -> SetTest:
    """sh:minCount"""
    least = int(text_of(number))
    return lambda _, values: len(values) >= least


def at_most(number: str) -> SetTest:
    """sh:maxCount"""
    most = int(text_of(number))
    return lambda _, values: len(values) <= most


def has(wanted: str) -> SetTest:
    """sh:hasValue"""
    return lambda _, values: wanted in values


def one_a_language(flag: str) -> SetTest:
    """sh:uniqueLang"""
    asked = text_of(flag) in ("true", "1")

    def holds(_: Graph, values: Sequence[str]) -> bool:
        tags = Counter(taken_apart(value).language.casefold() for value in values if value[0] == '"')
        return not asked or all(count == 1 for tag, count in tags.items() if tag)

    return holds


def qualified(shape: Shape, least: int, most: int | None) -> SetTest:
    """sh:qualifiedValueShape with its counts"""

    def holds(graph: Graph, values: Sequence[str]) -> bool:
        count = sum(shape.conforms(graph, value) for value in values)
        return least <= count and (most is None or count <= most)

    return holds


def equal(other: str) -> PairTest:
    """sh:equals"""
    return lambda graph, focus, values: sorted(set(values) ^ set(graph.objects(focus, other)))


def disjoint(other: str) -> PairTest:
    """sh:disjoint"""
    return lambda graph, focus, values: sorted(set(values) & set(graph.objects(focus, other)))


def less(other: str, holds: Callable[[int], bool]) -> PairTest:
    """sh:lessThan, sh:lessThanOrEquals"""

    def offending(graph: Graph, focus: str, values: Sequence[str]) -> list[str]:
        bounds = graph.objects(focus, other)
        orders = {value: [compared(value, bound) for bound in bounds] for value in values}
        return [value for value, found in orders.items() if any(order is None or not holds(order) for order in found)]

    return offending


OF_VALUES: Mapping[str, Callable[[str], ValueTest]] = {
    "class": of_class,
    "datatype": of_datatype,
    "nodeKind": of_kind,
    "pattern": of_pattern,
    "minLength": of_least_length,
    "maxLength": of_greatest_length,
    "minInclusive": lambda bound: in_range(bound, lambda order: order >= 0),
    "minExclusive": lambda bound: in_range(bound, lambda order: order > 0),
    "maxInclusive": lambda bound: in_range(bound, lambda order: order <= 0),
    "maxExclusive": lambda bound: in_range(bound, lambda order: order < 0),
}
OF_LISTS: Mapping[str, Callable[[Items], ValueTest]] = {"in": of_list, "languageIn": of_language}
OF_SHAPE: Mapping[str, Callable[[Inner], ValueTest]] = {"node": all_of, "not": none_of}
OF_SHAPES: Mapping[str, Callable[[Inner], ValueTest]] = {"and": all_of, "or": any_of, "xone": one_of}
OF_SETS: Mapping[str, Callable[[str], SetTest]] = {
    "minCount": at_least,
    "maxCount": at_most,
    "hasValue": has,
    "uniqueLang": one_a_language,
}
OF_PAIRS: Mapping[str, Callable[[str], PairTest]] = {
    "equals": equal,
    "disjoint": disjoint,
    "lessThan": lambda other: less(other, lambda order: order < 0),
    "lessThanOrEquals": lambda other: less(other, lambda order: order <= 0),
}
ASK_OF_NOTHING = frozenset({"minCount", "hasValue", "equals", "qualifiedMinCount"})  # broken by no value, too
