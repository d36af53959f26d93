"""Two more house styles, added after the rules had been mended on the first five: the honest estimate.

f  each recommendation a card: a small table of two columns, a label and its words
g  panel and single-agency recommendations "R1", the addressee in brackets behind; a plan with the number inside the
   cell, status and date of completion in columns of their own
"""

from __future__ import annotations

import house_front as opening
from house_blocks import Asked, Block, Grid, Heading, House, Para, Row, Turn
from house_parts import body, contents, joined, key, plan_rows, standing
from truth import Recommendation, Review, make_review

F_LABELS = (
    ("Recommendation", "Agency", "Action", "Lead", "Target date", "Status", "Evidence of impact"),
    ("Recommendation", "Addressed to", "What will be done", "Responsible officer", "Deadline", "Progress", "Outcome"),
)


def style_f(seed: int, review: Review | None = None) -> House:
    """Overview report that closes with one card for each recommendation; nothing is repeated elsewhere."""
    review = review or make_review(seed, "outside", 8, salt="f")
    cards: list[Block] = []
    asked = []
    for recommendation in review.recommendations:
        labels = F_LABELS[seed % 2]
        rows = [(labels[0], recommendation.text), (labels[1], recommendation.addressed)]
        printed = []
        for action in recommendation.actions:
            cells = (action.text, action.lead, action.target.words, standing(action), action.outcome)
            rows += [(label, words) for label, words in zip(labels[2:], cells, strict=True) if words]
            printed.append(Row(action, joined(*cells)))
        keys = (key(recommendation), *("" for _ in rows[1:]))
        cards.append(Grid(("Number", recommendation.number), (2, 7), tuple(rows), keys))
        asked.append(Asked(recommendation.number, recommendation, tuple(printed)))
    learning = [Para(f"{p.narrative} {p.lesson}", label=f"Key learning {p.number}:") for p in review.learning]
    blocks = [
        *opening.front(review, "Overview Report", contents("Key Learning", "Recommendations and Action Plan")),
        *body(review),
        Heading(1, "9. Key Learning"),
        *learning,
        Turn(False),
        Heading(1, "10. Recommendations and Action Plan"),
        *cards,
    ]
    said = tuple(f"{p.narrative} {p.lesson}" for p in review.learning)
    return House("f", review, "Domestic Homicide Review – Overview Report", tuple(blocks), tuple(asked), said)


G_COLUMNS = (
    ("Recommendation (SMART)", "Owner", "Key actions", "Deadline", "Current status", "Date completed", "Evidence"),
    ("What we will do differently", "Lead agency", "Tasks", "To be completed by", "RAG / status", "Completed on",
     "Impact"),
)  # fmt: skip


def style_g(seed: int, review: Review | None = None) -> House:
    """Overview report with "R1" and the addressee in brackets; the plan's first cell holds number and text."""
    review = review or make_review(seed, "outside", 10, salt="g")
    panel = [r for r in review.recommendations if r.group.startswith("DHR")]
    single = [r for r in review.recommendations if not r.group.startswith("DHR")]
    listed: list[Block] = []
    for name, group in (("Multi-agency recommendations", panel), ("Single agency recommendations", single)):
        listed.append(Heading(2, name))
        listed += [Para(f"{r.text} [{r.addressed}]" if "\n" not in r.text else bracketed(r), label=f"R{r.number}", key=key(r))
                   for r in group]  # fmt: skip
    rows, keys, asked = plan_rows(
        [*panel, *single],
        lambda r: (f"R{r.number}: {r.text}",),
        lambda a: (a.lead, a.text, a.target.words, a.state.words.strip(" –"), a.completed.words, a.outcome),
    )
    asked = tuple(Asked(f"R{a.truth.number}", a.truth, a.rows) for a in asked)
    blocks = [
        *opening.front(review, "Overview Report", [*contents("Recommendations"), "Annex: Action Plan"]),
        *body(review),
        Heading(1, "9. Recommendations"),
        *listed,
        Turn(True),
        Heading(1, "Annex: Action Plan"),
        Grid(G_COLUMNS[seed % 2], (6, 3, 4, 2, 2, 2, 4), rows, keys),
    ]
    return House("g", review, review.partnership.name, tuple(blocks), asked)


def bracketed(recommendation: Recommendation) -> str:
    """The addressee behind the opening line, before the points."""
    first, rest = recommendation.text.split("\n", 1)
    return f"{first}\n{rest}\n[{recommendation.addressed}]"
