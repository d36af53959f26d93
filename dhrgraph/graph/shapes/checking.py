"""Hold nodes against shapes.

Graph, nodes with what is said of them, Shapes  ->  broken  ->  violations
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dhrgraph.graph.shapes.components import TYPE, above
from dhrgraph.graph.shapes.graphs import Facts, Graph
from dhrgraph.graph.shapes.paths import Along, first_steps
from dhrgraph.graph.shapes.shape import Plan, Shape, Shapes
from dhrgraph.graph.shapes.terms import text_of
from dhrgraph.graph.shapes.violation import Violation, shown

Sort = tuple[tuple[str, ...], tuple[str, ...]]  # of node: its classes, and its properties that are targets


def broken(graph: Graph, nodes: Iterable[tuple[str, Facts, Facts]], shapes: Shapes) -> Iterator[Violation]:
    """Every way in which `nodes` of `graph` break `shapes`; some more than once.

    With each node stands what is said of it here, and all that is said of it: the same where the graph is whole.
    """
    plans: dict[Sort, Plan] = {}
    alike: dict[Sort, list[tuple[str, Facts]]] = {}
    pointed: dict[tuple[str, Shape], None] = {(of, s): None for of, found in shapes.by_node.items() for s in found}
    for node, here, facts in nodes:
        types, marks = sort = _sort_of(here, shapes)
        if sort not in plans:
            plans[sort] = shapes.plan(above(graph, types), marks)
        alike.setdefault(sort, []).append((node, facts))
        if facts is not here:
            yield from _of_classes_elsewhere(graph, node, here, facts, sort, shapes)
        for predicate in shapes.by_object.keys() & here.keys():
            pointed |= {(value, s): None for value in here[predicate] for s in shapes.by_object[predicate]}
    for sort, group in alike.items():
        yield from of_plan(graph, group, plans[sort])
    for node, shape in pointed:
        yield from of_plan(graph, [(node, graph.facts(node))], Plan.of((shape,)))


def _sort_of(facts: Facts, shapes: Shapes) -> Sort:
    return tuple(facts.get(TYPE, ())), tuple(sorted(shapes.by_subject.keys() & facts.keys()))


def _of_classes_elsewhere(
    graph: Graph, node: str, here: Facts, facts: Facts, sort: Sort, shapes: Shapes
) -> Iterator[Violation]:
    """What is wrong with a node as far as `here` speaks of it, by the classes that only others give it."""
    types, marks = (
        tuple(name for name in both if name not in known)
        for both, known in zip(_sort_of(facts, shapes), sort, strict=True)
    )
    others = shapes.plan(above(graph, types), marks)
    for shape in others.nodes:
        yield from (violation(node, shape, value, predicate) for predicate, value in shape.not_allowed(here))
    for predicate in here:
        for shape in others.by_predicate.get(predicate, ()):
            yield from of_shape(graph, [(node, facts[predicate])], shape)
    for shape in others.far:
        if shape.path and not here.keys().isdisjoint(first_steps(shape.path)):
            yield from of_shape(graph, [(node, shape.values(graph, node))], shape)


def of_plan(graph: Graph, nodes: Sequence[tuple[str, Facts]], plan: Plan) -> Iterator[Violation]:
    """Every way in which nodes break what a plan asks of them."""
    for shape in plan.nodes:
        yield from of_shape(graph, [(node, (node,)) for node, _ in nodes], shape)
        if shape.allowed is not None:
            found = ((node, *extra) for node, facts in nodes for extra in shape.not_allowed(facts))
            yield from (violation(node, shape, value, predicate) for node, predicate, value in found)
    for predicate, asked in plan.by_predicate.items():
        column = [(node, facts[predicate]) for node, facts in nodes if predicate in facts]
        for shape in asked if column else ():
            yield from of_shape(graph, column, shape)
    for predicate, shape in plan.needed:
        yield from of_shape(graph, [(node, ()) for node, facts in nodes if predicate not in facts], shape)
    for shape in plan.far:
        yield from of_shape(graph, [(node, shape.values(graph, node)) for node, _ in nodes], shape)


def of_shape(graph: Graph, column: Sequence[tuple[str, Sequence[str]]], shape: Shape) -> Iterator[Violation]:
    """Every way in which nodes, each with its value nodes, break one shape without its parts.

    What is asked of a value by itself is asked once, however many nodes have it.
    """
    path = shape.path.predicate if isinstance(shape.path, Along) else ""
    wrong = shape.wrong(graph, {value for _, values in column for value in values})
    for node, values in column if wrong or shape.together else ():
        offending = (*shape.offences_together(graph, node, values), *(value for value in values if value in wrong))
        yield from (violation(node, shape, value, path) for value in offending)


def violation(node: str, shape: Shape, value: str | None, path: str) -> Violation:
    """What is told of one value that breaks a shape."""
    offending = "" if value is None else shown(value)
    return Violation(text_of(node), text_of(path) if path else "", offending, shape.severity, shape.message)
