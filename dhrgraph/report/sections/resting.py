"""On what a report rests: the reviews it has read, and how little of the whole that may be."""

from __future__ import annotations

from collections import defaultdict

from dhrgraph.network.coverage.shares import percent
from dhrgraph.report.gather import Known
from dhrgraph.report.gather_evidence import EVERYTHING
from dhrgraph.report.records import Number, Sentence, Table
from dhrgraph.report.sections.words import Parts, counted, listed, say

PARTNERSHIP = (
    "A community safety partnership, “partnership” for short, is the group of council, police, health and other local "
    "bodies that commissions the review when someone is killed through domestic abuse."
)
_REGIONS = 4  # without a review that are named
_ROWS = 40  # of the table of reviews
_NAMED = 20  # partnerships that a table has room for; beyond, they are counted by region


def rests_on(known: Known) -> Sentence:
    """The sentence that every report begins with: how many reviews, of whom, and what they recommend."""
    of = known.of
    if not of.reviews:
        return say("No review is in this graph, so nothing can be said.")
    reviews, partnerships = Number(of.reviews), Number(of.partnerships)
    said = known.trail.number(known.asked, "All recommendations", command=EVERYTHING)
    makes = "makes" if of.reviews == 1 else "make"
    recommends: Parts = (f", which {makes} ", *counted(said, "recommendation"))
    if not of.recommendations:
        recommends = (f", which {makes} no recommendation",)
    by: Parts = (" by ", *counted(partnerships, "community safety partnership"))
    if not of.partnerships:
        by = (" of a partnership that is not known",) if of.reviews == 1 else (" of partnerships that are not known",)
    return say("This report rests on ", counted(reviews, "review"), by, recommends, ".", _of_library(known))


def _of_library(known: Known) -> str:
    """What share of the library that is, where every review's place is known."""
    held = known.coverage
    if not held.library.reviews or held.unplaced:
        return ""
    whole = f"the {held.library.reviews:,} reviews that the Home Office library lists"
    if held.at_least > held.library.reviews:
        whole = f"at least {held.at_least:,} that there are"
    return f" That is {percent(held.placed, held.at_least)}% of {whole} ({held.library.month})."


def caution(known: Known) -> Sentence:
    """What follows from resting on a part: what is silent, and from which regions nothing is."""
    held = known.coverage
    if not known.of.reviews:
        return say("Silence here is no answer.")
    few = "What is not among these is not known"
    if held.placed * 2 < held.at_least:
        few = "What is true of these need not be true of the others"
    missing, regions = len(held.missing), len(held.library.regions)
    if not missing:
        return say(f"{few}: silence is not absence.")
    if missing == regions:
        return say(f"{few}: silence is not absence. From which regions the reviews here are is not known.")
    named = listed(held.missing) if missing <= _REGIONS else (f"{missing} of the {regions} regions",)
    is_from = "is known to be from " if held.unplaced else "is from "
    return say(f"{few}: silence is not absence. No review here {is_from}", named, ".")


def coverage(known: Known) -> tuple[Sentence | Table, ...]:
    """What the report rests on, by partnership while there are few, and by region."""
    if not known.of.reviews:
        return (rests_on(known),)
    tables = [_by_region(known)]
    if known.of.partnerships <= _NAMED:
        tables.insert(0, _by_partnership(known))
    return (rests_on(known), caution(known), say(PARTNERSHIP), *_unknown(known), *tables)


def _unknown(known: Known) -> tuple[Sentence, ...]:
    lost = [review for review in known.reviews.values() if not review.partnership]
    if not lost:
        return ()
    number = Number(len(lost))
    return (say("Of ", counted(number, "review"), " the partnership is not known."),)


def _by_partnership(known: Known) -> Table:
    made: dict[str, set[str]] = defaultdict(set)
    for asked in known.asked.values():
        made[asked.review.id].add(asked.id)
    names = known.labels
    reviews = sorted(known.reviews.values(), key=lambda one: (names.get(one.partnership, ""), one.published, one.id))
    rows = [
        (
            review.label,
            known.place_of(review.partnership, names.get(review.partnership, "not known")),
            known.trail.number(made[review.id], f"Recommendations of the {review.label}"),
            Number(review.actions),
            Number(review.learning),
        )
        for review in reviews[:_ROWS]
    ]
    return Table(
        "Reviews that this report rests on",
        ("Review", "Partnership", "Recommendations", "Actions in its plan", "Learning points"),
        tuple(rows),
        "Short documents hold less: a summary page lists recommendations but rarely an action plan or learning points."
        + (
            f" {len(reviews) - len(rows):,} more: dhrgraph query reviews-of-partnership."
            if len(reviews) > len(rows)
            else ""
        ),
    )


def _by_region(known: Known) -> Table:
    answer = known.coverage.answer("region")
    rows = []
    for region, here, of, reviews, listed_there, _, per_cent in answer.rows:
        whole = None if of is None else Number(int(str(of)))
        rows.append(
            (
                str(region),
                Number(int(str(reviews))),
                None if listed_there is None else Number(int(str(listed_there))),
                None if per_cent is None else f"{per_cent}%",
                None if here is None else Number(int(str(here))),
                whole,
            )
        )
    return Table(
        "Reviews by region",
        (
            "Region",
            "Reviews here",
            "In the Home Office library",
            "Share",
            "Partnerships here",
            "Partnerships with a review",
        ),
        tuple(rows),
        "A graph may hold reviews that the library does not list; shares are of what is known to exist.",
    )
