"""What became of the bodies that recommendations were put to: who stands in their place today.

Material  ->  succession_view  ->  View
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dhrgraph.graph.store import Askable
from dhrgraph.graph_page.command import command
from dhrgraph.graph_page.material.changes import Change, told
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.records import Line, Node, View
from dhrgraph.graph_page.views.parts import among, counts, label_of, narrow_notice, together, widest
from dhrgraph.namespaces import PROLOGUE
from dhrgraph.network.columns import Occurrences
from dhrgraph.network.succession import Succession
from dhrgraph.text.amounts import how_many

_TYPES = """
SELECT ?body ?type WHERE {
  ?body org:classification/skos:prefLabel ?type FILTER(LANG(?type) IN ("en", "en-GB", ""))
}
"""


_Counted = TypeVar("_Counted", Node, Line)


@dataclass(frozen=True, slots=True)
class _Step:
    """A change from one body to another; `words` say which."""

    before: str
    after: str
    words: str


def succession_view(material: Material) -> View:
    """The bodies that recommendations name and that changed since, with those that came after; of one agency, all that
    came before and after it.

    Raises:
        InvalidGraphError: changes lead round in a circle, or an older build does not say which are followed.
    """
    changes, known = material.changes, material.succession
    put_to = _put_to(material)
    asked = material.asked.keep.get("agency")
    start = {asked} if asked else set(put_to)
    for body in sorted(start):
        known.line(body)
    steps = _steps(changes, start, both_ways=asked is not None)
    made_in = _made_in(material)
    nodes = [_with_reviews(material, node, made_in) for node in _nodes(material, steps, changes, known, put_to)]
    lines = _wide(material, [_with_reviews(material, line, made_in) for line in _lines(steps, put_to, nodes)])
    joined = {end for line in lines for end in (line.source, line.target)}
    fitting = [node for node in nodes if node.id in joined]
    drawn = widest(material, fitting)
    return View(
        name="succession",
        title="What became of agencies",
        sentence=(
            "An arrow leads from a body to one that came after it. It stands for the recommendations put to the body, "
            "and to those before it, under the names they had."
        ),
        finding=_finding(material, known, {node.id: put_to.get(node.id, frozenset()) for node in nodes}, asked),
        form="columns",
        nodes=drawn,
        lines=among(lines, drawn),
        columns=_titles(max((node.column for node in nodes), default=-1) + 1),
        directed=True,
        strength="recommendations",
        command=command("succession", material.asked),
        left_out=len(fitting) - len(drawn),
        notice=together(_as_named(material), narrow_notice(material, len(nodes) - len(fitting))),
    )


def _put_to(material: Material) -> dict[str, frozenset[int]]:
    """The recommendations put to each body as named."""
    found: dict[str, set[int]] = {}
    for number, statement in enumerate(material.statements):
        for body in statement.addressees:
            found.setdefault(body, set()).add(number)
    return {body: frozenset(numbers) for body, numbers in sorted(found.items())}


def _steps(changes: Iterable[Change], start: Iterable[str], *, both_ways: bool) -> tuple[_Step, ...]:
    """The steps that lead on from `start`; `both_ways` those that lead to it as well."""
    every = [
        _Step(before, after, change.words)
        for change in changes
        for before in change.before
        for after in change.after
        if before != after
    ]
    onward = _reached({(step.before, step.after) for step in every}, start)
    back = _reached({(step.after, step.before) for step in every}, start) if both_ways else set[str]()
    return tuple(step for step in every if step.before in onward or step.after in back)


def _reached(pairs: Iterable[tuple[str, str]], start: Iterable[str]) -> set[str]:
    """`start` and all that pairs lead to from it."""
    following: dict[str, list[str]] = {}
    for one, other in pairs:
        following.setdefault(one, []).append(other)
    found, waiting = set(start), list(start)
    while waiting:
        fresh = set(following.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found


def _columns(steps: Sequence[_Step]) -> dict[str, int]:
    """How many steps are at most between a body and the last one after it, turned round: those that stand today are
    in the last column. A step that leads back to where one came from counts for nothing: a contract may return."""
    following: dict[str, list[str]] = {}
    for step in steps:
        following.setdefault(step.before, []).append(step.after)
        following.setdefault(step.after, [])
    left: dict[str, int] = {}

    def steps_left(body: str, above: tuple[str, ...]) -> int:
        if body not in left:
            later = [steps_left(one, (*above, body)) for one in sorted(following[body]) if one not in (*above, body)]
            left[body] = 1 + max(later, default=-1)
        return left[body]

    last = max((steps_left(body, ()) for body in sorted(following)), default=0)
    return {body: last - steps for body, steps in left.items()}


def _titles(columns: int) -> tuple[str, ...]:
    """What stands above so many columns.

    Example:
        >>> _titles(3)
        ('Named earlier', 'Named then', 'In its place today')
    """
    return ("Named earlier",) * (columns - 2) + ("Named then", "In its place today")[-columns:] if columns else ()


def _nodes(
    material: Material,
    steps: Sequence[_Step],
    changes: Sequence[Change],
    known: Succession,
    put_to: Mapping[str, frozenset[int]],
) -> tuple[Node, ...]:
    """The bodies by column, type and name."""
    types = _types(material.store)
    nodes = [
        Node(
            body,
            label_of(material, body),
            "agency",
            types.get(body, ""),
            types.get(body, ""),
            column,
            facts=told(body, changes, known, material.names),
            statements=tuple(sorted(put_to.get(body, ()))),
        )
        for body, column in _columns(steps).items()
    ]
    return tuple(sorted(nodes, key=lambda node: (node.column, node.group.casefold(), node.label.casefold(), node.id)))


def _types(store: Askable) -> dict[str, str]:
    rows = store.select(PROLOGUE + _TYPES).rows
    return {str(body): str(label) for body, label in sorted(rows, key=str)}


def _lines(steps: Iterable[_Step], put_to: Mapping[str, frozenset[int]], nodes: Sequence[Node]) -> tuple[Line, ...]:
    """One line for each two bodies, with the recommendations put to the first and to those before it."""
    place = {node.id: number for number, node in enumerate(nodes)}
    words: dict[tuple[str, str], list[str]] = {}
    every = list(steps)
    for step in every:
        if step.before in place and step.after in place:
            words.setdefault((step.before, step.after), []).append(step.words)
    back = {(step.after, step.before) for step in every}
    found = [
        Line(before, after, "; ".join(dict.fromkeys(said)), _put_to_any(_reached(back, [before]), put_to))
        for (before, after), said in words.items()
    ]
    return tuple(sorted(found, key=lambda line: (place[line.source], place[line.target])))


def _wide(material: Material, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines that as many partnerships have as were asked for."""
    least = material.asked.min_partnerships
    return tuple(line for line in lines if least <= 1 or counts(material, line).partnerships >= least)


def _made_in(material: Material) -> dict[int, set[int]]:
    """The reviews of each recommendation: two where two share it."""
    rows = Occurrences.of(material.occurrences)
    recommendations, reviews = rows.values("recommendation"), rows.values("review")
    found: dict[int, set[int]] = {}
    for one, review in set(zip(rows.numbers("recommendation").tolist(), rows.numbers("review").tolist(), strict=True)):
        number = material.statement_of[recommendations[one]]
        found.setdefault(number, set()).add(material.review_of[reviews[review].id])
    return found


def _with_reviews(material: Material, one: _Counted, made_in: Mapping[int, set[int]]) -> _Counted:
    """A node or line with its reviews, where they are more than the statements tell."""
    reviews = set[int]().union(*(made_in[number] for number in one.statements))
    told = {material.statements[number].review for number in one.statements}
    return one if reviews == told else replace(one, reviews=tuple(sorted(reviews)))


def _put_to_any(bodies: Iterable[str], put_to: Mapping[str, frozenset[int]]) -> tuple[int, ...]:
    return tuple(sorted({number for body in bodies for number in put_to.get(body, ())}))


def _finding(material: Material, known: Succession, put_to: Mapping[str, frozenset[int]], asked: str | None) -> str:
    """How many recommendations name a body that has since been replaced; `put_to` are those of the bodies drawn."""
    if not put_to:
        whose = label_of(material, asked) if asked else "the bodies that are asked here"
        return f"Nothing to show: no change of {whose} is known."
    replaced = {body for body, said in put_to.items() if said and known.line(body)[-1] != body}
    today = {known.line(body)[-1] for body in replaced}
    said = _put_to_any(replaced, put_to)
    if not replaced:
        return "No recommendation here is put to a body that another has since replaced."
    were, have = "was" if len(said) == 1 else "were", "has" if len(replaced) == 1 else "have"
    return (
        f"{len(said)} of {how_many(len(material.statements), 'recommendation')} {were} put to "
        f"{_bodies(replaced)} that {have} since been replaced; {_bodies(today)} "
        f"{'stands' if len(today) == 1 else 'stand'} in {'its' if len(replaced) == 1 else 'their'} place today."
    )


def _bodies(found: Collection[str]) -> str:
    return "1 body" if len(found) == 1 else f"{len(found):,} bodies"


def _as_named(material: Material) -> str:
    return "Bodies stand here as named, whatever date they are counted by elsewhere." if material.asked.as_of else ""
