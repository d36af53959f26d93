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
    pointed: dict[tuple[str, Shape], None] = {(of, s): None for of, found in shapes.by_node.items() for s in found}
    for node, here, facts in nodes:
        types, marks = sort = _sort_of(here, shapes)
        if sort not in plans:
            plans[sort] = shapes.plan(above(graph, types), marks)
        yield from of_plan(graph, node, facts, plans[sort])
        if facts is not here:
            yield from _of_classes_elsewhere(graph, node, here, facts, sort, shapes)
        for predicate in shapes.by_object.keys() & here.keys():
            pointed |= {(value, s): None for value in here[predicate] for s in shapes.by_object[predicate]}
    for node, shape in pointed:
        yield from of_plan(graph, node, graph.facts(node), Plan.of((shape,)))


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
            yield from of_shape(graph, node, facts[predicate], shape)
    for shape in others.far:
        if shape.path and not here.keys().isdisjoint(first_steps(shape.path)):
            yield from of_shape(graph, node, shape.values(graph, node), shape)


def of_plan(graph: Graph, node: str, facts: Facts, plan: Plan) -> Iterator[Violation]:
    """Every way in which one node breaks what a plan asks of it."""
    for shape in plan.nodes:
        yield from of_shape(graph, node, (node,), shape)
        yield from (violation(node, shape, value, predicate) for predicate, value in shape.not_allowed(facts))
    for predicate, values in facts.items():
        for shape in plan.by_predicate.get(predicate, ()):
            yield from of_shape(graph, node, values, shape)
    for predicate, shape in plan.needed:
        if predicate not in facts:
            yield from of_shape(graph, node, (), shape)
    for shape in plan.far:
        yield from of_shape(graph, node, shape.values(graph, node), shape)


def of_shape(graph: Graph, node: str, values: Sequence[str], shape: Shape) -> Iterator[Violation]:
    """Every way in which the value nodes of one node break one shape without its parts."""
    path = shape.path.predicate if isinstance(shape.path, Along) else ""
    for value in shape.offences(graph, node, values):
        yield violation(node, shape, value, path)


def violation(node: str, shape: Shape, value: str | None, path: str) -> Violation:
    """What is told of one value that breaks a shape."""
    offending = "" if value is None else shown(value)
    return Violation(text_of(node), text_of(path) if path else "", offending, shape.severity, shape.message)
