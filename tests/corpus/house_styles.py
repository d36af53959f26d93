"""House styles: how different councils would print one and the same review.

    Review  ->  STYLES[letter]  ->  House: blocks, and what of the truth they print

a  executive summary on the Home Office's form, one plan table
b  overview report, recommendations numbered under agencies' names, a plan table for each agency
c  summary page: number, recommendation, addressed to
d  recommendations in a table without actions, "Learning point n:"
e  "Recommendation n:" after each lesson, the plan as labelled lines
f, g  two more, of `house_more.py`
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import house_front as opening
from house_blocks import Asked, Block, Grid, Heading, House, Para, Row, Turn
from house_more import style_f, style_g
from house_parts import body, contents, joined, key, plan_rows, standing
from truth import Learning, Recommendation, Review, make_review

# --- a: the Home Office's form -------------------------------------------------------------------------------

A_COLUMNS = (
    ("No", "Recommendation", "Scope local or regional", "Action to take", "Lead Agency",
     "Key milestones achieved in enacting recommendation", "Target Date Completion", "Completion Date and Outcome"),
    ("Ref", "Recommendation", "Scope of recommendation i.e. local or regional", "Actions", "Lead",
     "Key Milestones", "Target Date", "Date of completion and outcome"),
)  # fmt: skip


def style_a(seed: int, review: Review | None = None) -> House:
    """Executive summary on the Home Office's form; every other one lists the recommendations in the text as well."""
    review = review or make_review(seed, "sentence", salt="a")
    rows, keys, asked = plan_rows(
        review.recommendations,
        lambda r: (r.number, r.text, r.scope),
        lambda a: (a.text, a.lead, a.milestones, a.target.words, a.completion_cell),
    )
    points = [block for point in review.learning for block in _learning_a(point)]
    listed: list[Block] = [Para("The recommendations are set out in Appendix A.", "10.1")]
    if seed % 2:
        listed = [Para(r.text, label=f"Recommendation {r.number}:", key=key(r)) for r in review.recommendations]
    blocks = [
        *opening.front(
            review, "Executive Summary", [*contents("Learning", "Recommendations"), "Appendix A Action Plan"]
        ),
        *body(review),
        Heading(1, "9. Learning"),
        Para(
            "The panel identified the following learning. Where it leads to a recommendation the number is given.",
            "9.1",
        ),
        *points,
        Heading(1, "10. Recommendations"),
        *listed,
        Turn(True),
        Heading(1, "Appendix A Action Plan"),
        Grid(
            A_COLUMNS[seed // 2 % 2],
            (2, 8, 4, 7, 5, 6, 4, 8),
            rows,
            keys,
            "DHR Panel Recommendations",
            inside=seed // 4 % 2 == 1,
        ),
    ]
    learning = tuple(joined(p.narrative, p.lesson) for p in review.learning)
    return House("a", review, "Domestic Homicide Review", tuple(blocks), asked, learning)


def _learning_a(point: Learning) -> list[Block]:
    return [
        Heading(2, f"Learning {point.number} [Recommendation {' & '.join(point.informs)}]"),
        Heading(3, "Narrative"),
        Para(point.narrative),
        Heading(3, "Lesson"),
        Para(point.lesson),
    ]


# --- b: an overview report with prose and plans by agency -----------------------------------------------------

B_COLUMNS = (
    ("Ref", "Recommendation", "Key Actions", "Lead Officer", "By when", "Expected outcome", "Progress"),
    ("No.", "Recommendation", "Action", "Lead officer", "Timescale", "Desired outcome", "Status and update"),
)


def style_b(seed: int, review: Review | None = None) -> House:
    """Overview report: recommendations under agencies' names; numbers of every other one begin again for each."""
    review = review or make_review(seed, "outside", salt="b")
    prose: list[Block] = []
    plans: list[Block] = []
    asked: list[Asked] = []
    for name, several in groupby(review.recommendations, key=lambda r: r.addressed):
        group = list(several)
        numbers = {r.number: str(n) if seed % 2 else r.number for n, r in enumerate(group, 1)}
        prose.append(Heading(2, name))
        prose += [Para(r.text, f"{numbers[r.number]}.", key=key(r), auto=not seed % 2) for r in group]
        rows, keys, printed = plan_rows(
            group,
            lambda r, numbers=numbers: (numbers[r.number], r.text),  # type: ignore[misc]
            lambda a: (a.text, a.lead, a.target.words, a.expected_outcome, a.completion_cell),
        )
        plans.append(Grid(B_COLUMNS[seed // 2 % 2], (2, 9, 7, 6, 5, 5, 8), rows, keys, name, inside=seed // 4 % 2 == 1))
        asked += printed
    blocks = [
        *opening.front(review, "Overview Report", [*contents("Recommendations"), "Appendix 1: Action Plans"]),
        *body(review),
        Heading(1, "9. Recommendations"),
        Para("The review makes the following recommendations to the agencies named.", "9.1"),
        *prose,
        Turn(True),
        Heading(1, "Appendix 1: Action Plans"),
        *plans,
    ]
    return House("b", review, review.host.printed, tuple(blocks), tuple(asked))


# --- c: a summary page ----------------------------------------------------------------------------------------


def style_c(seed: int, review: Review | None = None) -> House:
    """Summary page. Rows are sorted as text, as such pages sort them."""
    review = review or make_review(seed, "outside", 16, salt="c")
    prefix = "10." if seed % 2 else ""
    numbered = sorted(((f"{prefix}{r.number}", r) for r in review.recommendations), key=lambda pair: pair[0])
    blocks: list[Block] = [
        Heading(1, f"{review.partnership.name} review"),
        Para(f"CSP: {review.partnership.name}"),
        Para(f"Published: {review.published[0]}"),
        Para(f"Year of death: {review.death[1][:4]}"),
        Para(f"Extracted: {len(numbered)} recs"),
        Para("Statutory domestic homicide review under section 9 of the Domestic Violence, Crime and Victims Act 2004. "
             "Source: Home Office DHR Library."),
        Heading(2, "Summary"),
        Para("The review finds that agencies seldom put together what each of them knew, and that risk was judged on one "
             "incident at a time. Support should have been offered in person."),
        Heading(2, "Extracted recommendations"),
        Grid(("#", "Recommendation", "Addressed to"), (1, 8, 4), tuple((n, r.text, r.addressed) for n, r in numbered),
             tuple(key(r) for _, r in numbered)),
        Para("Recommendations extracted from the published report. Source: Home Office DHR Library."),
    ]  # fmt: skip
    asked = tuple(Asked(n, r) for n, r in numbered)
    return House("c", review, f"{review.partnership.name} review", tuple(blocks), asked, webpage=True)


# --- d: a table without actions --------------------------------------------------------------------------------

D_COLUMNS = (("No.", "Recommendation", "Agency"), ("Number", "Recommendation", "Responsible agency"))


def style_d(seed: int, review: Review | None = None) -> House:
    """Overview report with numbered learning points and a table of recommendations, no plan."""
    review = review or make_review(seed, "outside", 12, salt="d")
    points = [Para(f"{p.narrative} {p.lesson}", label=f"Learning point {p.number}:") for p in review.learning]
    rows = tuple((r.number, r.text, r.addressed) for r in review.recommendations)
    keys = tuple(key(r) for r in review.recommendations)
    blocks = [
        *opening.front(review, "Overview Report", contents("Lessons to be Learned", "Recommendations")),
        *body(review),
        Heading(1, "9. Lessons to be Learned"),
        *points,
        Heading(1, "10. Recommendations"),
        Para("The following recommendations are made.", "10.1"),
        Grid(D_COLUMNS[seed % 2], (2, 10, 5), rows, keys),
        Heading(1, "Bibliography"),
        Para(
            "Home Office, Multi-agency statutory guidance for the conduct of domestic homicide reviews, December 2016."
        ),
    ]
    learning = tuple(f"{p.narrative} {p.lesson}" for p in review.learning)
    asked = tuple(Asked(r.number, r) for r in review.recommendations)
    return House("d", review, "Official – published version", tuple(blocks), asked, learning)


# --- e: recommendations after each lesson, plan as labelled lines ----------------------------------------------

E_LABELS = (("Action:", "Lead agency:", "Target date:", "Status:", "Outcome:"),
            ("Action required:", "Responsible agency:", "Timescale:", "Progress:", "Outcome:"))  # fmt: skip


def style_e(seed: int, review: Review | None = None) -> House:
    """Overview report whose lessons are each followed by their recommendations; the plan is not a table."""
    review = review or make_review(seed, "sentence", 8, salt="e")
    by_number = {r.number: r for r in review.recommendations}
    lessons: list[Block] = []
    for point in review.learning:
        lessons += [Heading(2, f"Lesson {point.number}"), Para(f"{point.narrative} {point.lesson}")]
        lessons += [_labelled(by_number[number]) for number in point.informs]
    plan: list[Block] = []
    asked = []
    for recommendation in review.recommendations:
        plan.append(_labelled(recommendation))
        rows = []
        for action in recommendation.actions:
            cells = (action.text, action.lead, action.target.words, standing(action), action.outcome)
            labels = E_LABELS[seed % 2]
            plan += [Para(text, label=label) for label, text in zip(labels, cells, strict=True) if text]
            rows.append(Row(action, joined(*cells)))
        asked.append(Asked(recommendation.number, recommendation, tuple(rows)))
    blocks = [
        *opening.front(
            review, "Overview Report", [*contents("Lessons and Recommendations"), "Appendix A: Action Plan"]
        ),
        *body(review),
        Heading(1, "9. Lessons and Recommendations"),
        *lessons,
        Turn(False),
        Heading(1, "Appendix A: Action Plan"),
        *plan,
    ]
    learning = tuple(f"{p.narrative} {p.lesson}" for p in review.learning)
    return House("e", review, review.host.printed, tuple(blocks), tuple(asked), learning)


def _labelled(recommendation: Recommendation) -> Para:
    return Para(recommendation.text, label=f"Recommendation {recommendation.number}:", key=key(recommendation))


STYLES: dict[str, Callable[..., House]] = {
    "a": style_a, "b": style_b, "c": style_c, "d": style_d, "e": style_e, "f": style_f, "g": style_g,
}  # fmt: skip


def house(style: str, seed: int, review: Review | None = None) -> House:
    """The document of that style and seed. Different styles of one seed are different reviews, unless one is given."""
    return STYLES[style](seed, review)
