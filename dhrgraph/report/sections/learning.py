"""Learning that no recommendation is said to follow from."""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.network.implementation.gaps import learning_without_recommendation
from dhrgraph.network.implementation.rows import Learnt
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Section, Table
from dhrgraph.report.sections.told import Told, silent
from dhrgraph.report.sections.words import counted, say

_ROWS = 10
_HEADING = "Learning without a recommendation"


def learning(known: Known, points: Sequence[Learnt], chosen: str = "") -> Told:
    """The section, of these learning points."""
    if not points:
        return silent(
            "learning", _HEADING, say("No learning point is in these documents. Summary pages rarely hold any.")
        )
    lacking = list(learning_without_recommendation(points)["learning"])
    reviews = {point.review.id for point in points}
    where = "one review" if len(reviews) == 1 else f"{len(reviews):,} reviews"
    number = known.trail.number(
        lacking,
        "Learning points without a recommendation",
        command=f"dhrgraph query learning-without-recommendation{chosen}",
    )
    finding = say(
        "No recommendation is said to follow from ",
        number,
        " of the ",
        counted(Number(len(points)), "learning point"),
        f" in {where}. ",
        "A document often does not say which recommendation follows from which learning, so these are places "
        "to look, not gaps.",
    )
    if len(points) == 1 and lacking:
        finding = say("No recommendation is said to follow from the ", number, " learning point here.")
    if not lacking:
        finding = say(
            "A recommendation is said to follow from each of the ",
            counted(Number(len(points)), "learning point"),
            f" in {where}.",
        )
    question = say("Is there learning in our reviews that nobody was asked to act on?")
    return Told(
        Section("learning", _HEADING, (finding,), (_table(points, set(lacking)),) if lacking else ()),
        (finding,) if lacking else (),
        questions=(question,) if lacking else (),
    )


def _table(points: Sequence[Learnt], lacking: set[str]) -> Table:
    some = [point for point in points if point.id in lacking]
    rows = tuple((point.text or "(no words)", point.agency or None, point.review.label) for point in some[:_ROWS])
    left = len(some) - len(rows)
    return Table(
        "Learning points that no recommendation is said to follow from",
        ("Learning", "Body that it concerns", "Review"),
        rows,
        f"{left:,} more: dhrgraph query learning-without-recommendation." if left else "",
    )
