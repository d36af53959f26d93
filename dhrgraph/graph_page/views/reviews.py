"""What reviews recommend, and to whom: review, recommendation, body.

Material  ->  review_view  ->  View
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dhrgraph.errors import QueryError
from dhrgraph.extract.numbers import natural_key
from dhrgraph.graph_page.budget import BUDGET
from dhrgraph.graph_page.command import command
from dhrgraph.graph_page.material.answers import Action, Answer, read_answers, status_words
from dhrgraph.graph_page.material.changes import listed
from dhrgraph.graph_page.material.gather import Material
from dhrgraph.graph_page.material.words import with_words
from dhrgraph.graph_page.records import Line, Node, Statement, View
from dhrgraph.graph_page.views.facts import facts_of
from dhrgraph.graph_page.views.numbers import Behind, Numbered
from dhrgraph.graph_page.views.order import groups
from dhrgraph.graph_page.views.parts import among, counted_notice, thing_node, together
from dhrgraph.network.occurrences import Thing
from dhrgraph.network.tally import agency
from dhrgraph.network.tally import review as review_of
from dhrgraph.text.amounts import how_many

MOST_RECOMMENDATIONS = 100  # that are drawn without being narrowed to one partnership or review
SHOWN = 72  # characters of a recommendation that stand after its number
_ONE = {"partnership", "review"}


def review_view(material: Material) -> View:
    """Each recommendation of a partnership's reviews, or of one review, with whom it is put to and what came of it.

    Raises:
        QueryError: there are too many recommendations, and neither a partnership nor a review was named.
    """
    _refuse_too_many(material)
    if len(material.statements) > BUDGET:  # forced: all their words are wanted here
        material = replace(material, statements=tuple(with_words(material.store, material.statements)))
    answers = read_answers(material.store, material.statement_of)
    ordered = _in_order(material, answers)
    recommendations = tuple(_recommendation(material, number, answers) for number in ordered)
    fitting = recommendations[: _room(material)]
    nodes = (*_reviews(material, answers), *fitting, *_bodies(material, {node.id for node in fitting}))
    return View(
        name="review-recommendation",
        title="Reviews and recommendations",
        sentence=(
            "A line on the left joins a review to a recommendation it makes; a line on the right joins the "
            "recommendation to the body or group of bodies it is put to."
        ),
        finding=_finding(material, answers),
        form="columns",
        nodes=nodes,
        lines=among(_lines(material), nodes),
        columns=("Reviews", "Recommendations", "Put to"),
        strength="recommendations",
        command=command("review-recommendation", material.asked),
        left_out=len(recommendations) - len(fitting),
        notice=_notice(material),
    )


def _notice(material: Material) -> str:
    """How bodies are counted, and that a least number of partnerships leaves nothing out: each has one."""
    all_shown = "Each recommendation is of one partnership, so all are shown."
    return together(all_shown if material.asked.min_partnerships > 1 else "", counted_notice(material))


def _refuse_too_many(material: Material) -> None:
    number = len(material.statements)
    if number > MOST_RECOMMENDATIONS and not _ONE & material.asked.keep.keys() and not material.asked.force:
        raise QueryError(
            f"{number:,} recommendations are too many for one picture of each.\n"
            "  To mend: add --csp or --review to see those of one partnership or review."
        )


def _room(material: Material) -> int | None:
    """How many recommendations fit beside the reviews and bodies; None if all do."""
    most = material.asked.most
    if most is None:
        return None
    bodies = {row.addressee.id for row in material.occurrences if row.addressee}
    return max(1, most - len(material.reviews) - len(bodies))


def _in_order(material: Material, answers: Mapping[str, Answer]) -> list[int]:
    """The numbers of the recommendations by review, list in the order of the document, place, printed number."""
    first: dict[tuple[int, str], int] = {}
    for statement in material.statements:
        answer = answers.get(statement.id, Answer())
        key = (statement.review, answer.heading)
        first[key] = min(answer.place, first.get(key, answer.place))

    def order(number: int) -> tuple[object, ...]:
        one = material.statements[number]
        answer = answers.get(one.id, Answer())
        heading = (first[one.review, answer.heading], answer.heading)
        return (one.review, heading, answer.place, natural_key(one.number), one.id)

    return sorted(range(len(material.statements)), key=order)


def _recommendation(material: Material, number: int, answers: Mapping[str, Answer]) -> Node:
    statement = material.statements[number]
    answer = answers.get(statement.id, Answer())
    return Node(
        statement.id,
        label(statement),
        "recommendation",
        group=_heading(material, statement, answer),
        column=1,
        facts=tuple(_facts(material, statement, answer)),
        statements=(number,),
    )


def label(statement: Statement) -> str:
    """The number and the beginning of a recommendation.

    Example:
        >>> label(Statement("r", "That the service writes down what it does, and tells others of it in time.", 0, "4"))
        '4  That the service writes down what it does, and tells others of it in …'
        >>> label(Statement("r", "", 0, "4")), label(Statement("r", "", 0))
        ('Recommendation 4', 'Recommendation')
    """
    text = " ".join(statement.text.split())
    if not text:
        return f"Recommendation {statement.number}".strip()
    if len(text) > SHOWN:
        text = (text[:SHOWN].rpartition(" ")[0] or text[:SHOWN]).rstrip(" ,;:.") + " …"
    return f"{statement.number}  {text}" if statement.number else text


def _heading(material: Material, statement: Statement, answer: Answer) -> str:
    """The list it stands in; where there are several reviews, the review as well."""
    review = material.reviews[statement.review].label if len(material.reviews) > 1 else ""
    return ": ".join(filter(None, (review, answer.heading)))


def _facts(material: Material, statement: Statement, answer: Answer) -> Iterable[tuple[str, str]]:
    if not statement.addressees:
        yield "Put to", "Nobody is named."
    if answer.put_to:
        yield "Put to, as printed", answer.put_to
    if statement.themes:
        yield "Themes", listed(statement.themes, material.names)
    yield "What came of it", _came_of(answer.actions, "it")
    for outcome in dict.fromkeys(action.outcome for action in answer.actions if action.outcome):
        yield "Outcome, as printed", outcome


def _came_of(actions: Sequence[Action], what: str) -> str:
    if not actions:
        return f"No action on {what} is in this graph."
    return f"{how_many(len(actions), 'action')}: {status_words(actions)}"


def _reviews(material: Material, answers: Mapping[str, Answer]) -> Iterable[Node]:
    """The reviews in their order, the silent ones too."""
    behind = Numbered(material, material.occurrences).nodes(review_of)
    grouped, facts = groups(material), facts_of(material)
    for number, review in enumerate(material.reviews):
        found = behind.get(review.id, Behind(reviews=(number,)))
        answered = (answers.get(material.statements[n].id, Answer()) for n in found.statements)
        actions = [Action(action.status) for answer in answered for action in answer.actions]
        said = ("What came of it", _came_of(actions, "its recommendations"))
        none = ("Recommendations", "None is in this graph.")
        known = (*facts(review.id, "review"), said if found.statements else none)
        yield thing_node(material, grouped, Thing(review.id, review.label, "review"), 0, found, known)


def _bodies(material: Material, drawn: set[str]) -> list[Node]:
    """The bodies and groups that the recommendations drawn are put to, by type and name, groups among them."""
    rows = [row for row in material.occurrences if row.recommendation in drawn]
    grouped, behind, facts = groups(material), Numbered(material, rows).nodes(agency), facts_of(material)
    things = {row.addressee.id: row.addressee for row in rows if row.addressee}
    nodes = [
        thing_node(material, grouped, thing, 2, behind[iri], facts(iri, thing.kind)) for iri, thing in things.items()
    ]
    return sorted(nodes, key=lambda node: grouped.order(node.id, node.label, node.kind))


def _lines(material: Material) -> list[Line]:
    """From each review to its recommendations, and from these to whom they are put to."""
    found: dict[tuple[str, str], Line] = {}
    for row in material.occurrences:
        number, review = material.statement_of[row.recommendation], material.review_of[row.review.id]
        reviews = () if material.statements[number].review == review else (review,)
        made = Line(row.review.id, row.recommendation, statements=(number,), reviews=reviews)
        found[made.source, made.target] = made
        if row.addressee:
            put = Line(row.recommendation, row.addressee.id, statements=(number,))
            found[put.source, put.target] = put
    return list(found.values())


def _finding(material: Material, answers: Mapping[str, Answer]) -> str:
    """How many recommendations there are, to whom, and what came of them."""
    number, reviews = len(material.statements), len(material.reviews)
    if not reviews:
        return "Nothing to show: no review is in this graph."
    silent = reviews - len({statement.review for statement in material.statements})
    if not number:
        return f"{how_many(reviews, 'review')} without a recommendation in this graph."
    return together(_put_to(material), _answered(material, answers), _silent(silent))


def _put_to(material: Material) -> str:
    number = len(material.statements)
    bodies = {row.addressee.id: row.addressee for row in material.occurrences if row.addressee}
    singles = sum(thing.kind != "collective" for thing in bodies.values())
    several = len(bodies) - singles
    whom = " and ".join(
        filter(
            None,
            (
                ("1 body" if singles == 1 else f"{singles:,} bodies") if singles else "",
                how_many(several, "group") + " of bodies" if several else "",
            ),
        )
    )
    nobody = sum(not statement.addressees for statement in material.statements)
    return (
        f"{how_many(number, 'recommendation')} of {how_many(len(material.reviews), 'review')}"
        + (f", put to {whom}" if whom else "")
        + (f"; {nobody:,} {'names' if nobody == 1 else 'name'} nobody" if nobody else "")
        + "."
    )


def _answered(material: Material, answers: Mapping[str, Answer]) -> str:
    actions = [answers[one.id].actions for one in material.statements if one.id in answers and answers[one.id].actions]
    if not actions:
        return "No action on them is in this graph."
    every = [Action(action.status) for some in actions for action in some]
    if len(material.statements) == 1:
        whose = "It has"
    elif len(actions) == len(material.statements):
        whose = "All of them have"
    else:
        whose = f"{len(actions):,} of them {'has' if len(actions) == 1 else 'have'}"
    return f"{whose} {how_many(len(every), 'action')} in this graph, by status: {status_words(every)}."


def _silent(number: int) -> str:
    return f"{how_many(number, 'review')} {'has' if number == 1 else 'have'} no recommendation here." if number else ""
