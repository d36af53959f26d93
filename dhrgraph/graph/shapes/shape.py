"""A shape as it is checked: paths and tests in place of Turtle.

A test says whether it holds. There are three kinds, by what they look at: one value, all values of a focus node
together, or the values beside another property of the focus node.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dhrgraph.graph.shapes.graphs import Facts, Graph
from dhrgraph.graph.shapes.paths import Along, Path, follow

ValueTest = Callable[[Graph, str], bool]  # value -> holds
SetTest = Callable[[Graph, Sequence[str]], bool]  # all values -> holds
PairTest = Callable[[Graph, str, Sequence[str]], Iterable[str]]  # focus, its values -> those that offend


@dataclass(frozen=True, slots=True)
class Targets:
    """Which nodes a shape is about (SHACL 2.1.3), as terms."""

    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.classes or self.subjects_of or self.objects_of or self.nodes)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One shape. Without `path` it is about the focus node itself. `parts` are its property shapes.

    `allowed` are the only properties that the focus node may have (sh:closed), None: any. `of_nothing`: it may be
    broken although there is no value.
    """

    name: str
    path: Path | None = None
    severity: str = "Violation"
    message: str = ""
    targets: Targets = Targets()
    of_values: tuple[ValueTest, ...] = ()
    of_sets: tuple[SetTest, ...] = ()
    of_pairs: tuple[PairTest, ...] = ()
    of_nothing: bool = False
    allowed: frozenset[str] | None = None
    parts: tuple[Shape, ...] = ()

    def values(self, graph: Graph, focus: str) -> Sequence[str]:
        """The value nodes of a focus node (SHACL 3.5)."""
        if isinstance(self.path, Along):
            return graph.objects(focus, self.path.predicate)
        return (focus,) if self.path is None else follow(graph, (focus,), self.path)

    @property
    def together(self) -> bool:
        """Whether anything is asked of the values of a focus node together."""
        return bool(self.of_sets or self.of_pairs)

    def wrong(self, graph: Graph, values: Collection[str]) -> frozenset[str]:
        """Those of some values that break what is asked of each by itself."""
        return frozenset(value for test in self.of_values for value in values if not test(graph, value))

    def offences_together(self, graph: Graph, focus: str, values: Sequence[str]) -> Iterator[str | None]:
        """The values that break what is asked of all together, None where all do; some more than once."""
        for of_set in self.of_sets:
            if not of_set(graph, values):
                yield None
        for of_pair in self.of_pairs:
            yield from of_pair(graph, focus, values)

    def not_allowed(self, facts: Facts) -> Iterator[tuple[str, str]]:
        """Property and value of what a closed shape does not let its focus node have."""
        if self.allowed is not None:
            for predicate in facts.keys() - self.allowed:
                yield from ((predicate, value) for value in facts[predicate])

    def conforms(self, graph: Graph, node: str) -> bool:
        """Whether a node breaks nothing of this shape and its parts (SHACL 3.4.3)."""
        values = self.values(graph, node)
        return (
            not self.wrong(graph, values)
            and not (self.together and any(True for _ in self.offences_together(graph, node, values)))
            and all(part.conforms(graph, node) for part in self.parts)
            and (self.allowed is None or graph.facts(node).keys() <= self.allowed)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of the nodes of some classes: the shapes sorted by what makes it worth asking."""

    nodes: tuple[Shape, ...]  # about the node itself, or closed
    by_predicate: Mapping[str, tuple[Shape, ...]]  # where there are values
    needed: tuple[tuple[str, Shape], ...]  # where there are none
    far: tuple[Shape, ...]  # by longer paths

    @classmethod
    def of(cls, shapes: Iterable[Shape]) -> Plan:
        """The plan for nodes that `shapes` are about."""
        every = dict.fromkeys(part for shape in shapes for part in (shape, *shape.parts))
        near: dict[str, list[Shape]] = {}
        for shape in every:
            if isinstance(shape.path, Along):
                near.setdefault(shape.path.predicate, []).append(shape)
        return cls(
            nodes=tuple(shape for shape in every if shape.path is None),
            by_predicate={predicate: tuple(asked) for predicate, asked in near.items()},
            needed=tuple((name, shape) for name, asked in near.items() for shape in asked if shape.of_nothing),
            far=tuple(s for s in every if s.path is not None and not isinstance(s.path, Along)),
        )


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of one file, by what their targets look for.

    `followed` are the properties that they look at on nodes other than the focus node, `against` those that they follow
    from value to subject, and whether only from the focus node itself (what shapes about one named node do left out).
    """

    by_class: Mapping[str, tuple[Shape, ...]]
    by_subject: Mapping[str, tuple[Shape, ...]]
    by_object: Mapping[str, tuple[Shape, ...]]
    by_node: Mapping[str, tuple[Shape, ...]]
    followed: frozenset[str]
    against: Mapping[str, bool]
    _plans: dict[tuple[tuple[str, ...], tuple[str, ...]], Plan] = field(
        default_factory=dict
    )  # few sorts of node are met

    @property
    def divisible(self) -> bool:
        """Whether what parts of a graph show, each by itself, is all that the whole would show."""
        by_node = (shape for found in self.by_node.values() for shape in found)
        return not self.by_object and not any(shape.of_sets or shape.of_pairs for shape in by_node)

    def plan(self, classes: tuple[str, ...], marks: tuple[str, ...]) -> Plan:
        """What is asked of a node of `classes` that has the properties `marks`, of those that `by_subject` knows."""
        if (classes, marks) not in self._plans:
            by_class = (shape for one in classes for shape in self.by_class.get(one, ()))
            by_subject = (shape for one in marks for shape in self.by_subject[one])
            self._plans[classes, marks] = Plan.of((*by_class, *by_subject))
        return self._plans[classes, marks]
