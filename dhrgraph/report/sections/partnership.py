"""The report on one partnership: its reviews, what recurs in them and elsewhere, whom they ask, what came of it."""

from __future__ import annotations

from dhrgraph.network.tally import agency
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Section, Table
from dhrgraph.report.sections.again import again
from dhrgraph.report.sections.agencies import unlisted
from dhrgraph.report.sections.done import done
from dhrgraph.report.sections.learning import learning
from dhrgraph.report.sections.part import Part, chosen, named, share_table
from dhrgraph.report.sections.partnership_themes import its_themes
from dhrgraph.report.sections.told import Told
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say
from dhrgraph.report.subject import Named


def partnership(known: Known) -> tuple[Told, ...]:
    """Its sections, in order."""
    it = known.subject.it or Named("", "")
    own = chosen(known, lambda one: known.partnership_of(one) == it.id)
    slug = it.id.rpartition("/")[2]
    return (
        _reviews(known, own),
        its_themes(known, own),
        _asked(known, own),
        again(known, own.ids, "of this partnership"),
        done(known, own.plans, "recommendations of this partnership", f" partnership={slug}"),
        learning(
            known,
            [point for point in known.learning if point.partnership and point.partnership.id == it.id],
            f" partnership={slug}",
        ),
    )


def _reviews(known: Known, own: Part) -> Told:
    """Which reviews there are, and how many the Home Office library lists under its name."""
    it = known.subject.it
    reviews = sorted(
        (r for r in known.reviews.values() if it and r.partnership == it.id), key=lambda r: (r.published, r.label, r.id)
    )
    rows = tuple(
        (
            review.label,
            known.trail.number(
                [a.id for a in known.asked.values() if a.review.id == review.id],
                f"Recommendations of the {review.label}",
            ),
            Number(review.actions),
            Number(review.learning),
        )
        for review in reviews
    )
    n = len(reviews)
    name = known.place_of(it.id, it.label) if it else ""
    said = [
        say(
            "The graph holds ",
            counted(Number(n), "review"),
            f" of {name}, ",
            "with ",
            counted(own.number(f"Recommendations of {name}"), "recommendation"),
            f". {_listed(known, n)}",
        ),
    ]
    table = Table("Its reviews", ("Review", "Recommendations", "Actions in its plan", "Learning points"), rows)
    return Told(Section("reviews", "Its reviews", tuple(said), (table,)), tuple(said))


def _listed(known: Known, held: int) -> str:
    """How many the Home Office library lists under the name of its area."""
    it = known.subject.it
    codes = known.codes_of(it.id) if it else frozenset()
    found = known.coverage.library.files(codes)
    if found is None or not found.reviews:
        return "The Home Office library lists none under its name."
    if found.reviews <= held:
        return f"The Home Office library lists {found.reviews} under ‘{found.name}’ ({known.coverage.library.month})."
    missing = found.reviews - held
    return (
        f"The Home Office library lists {found.reviews} under ‘{found.name}’ ({known.coverage.library.month}): "
        f"at least {missing} "
        f"{noun(missing, 'is', 'are')} not here."
    )


def _asked(known: Known, own: Part) -> Told:
    """Whom its reviews address, and who else does."""
    heading = "Whom its reviews ask"
    shares = own.by(agency)
    whole = counted(Number(len(own.ids)), "recommendation")
    others = unlisted(known, own.ids, whole)
    if not shares:
        which = "body that a register here has" if others else "named body"
        nobody = say(f"None of its recommendations is put to a {which}.")
        return Told(Section("addressed", heading, (nobody, *others)), tuple(others), tuple(others))
    by_weight = sorted(shares, key=lambda one: (-len(one.ids), one.thing.label))
    reach = {one.id: one.partnerships for one in known.recurrence("agency", against_chance=False)}
    listed_by = " that a register here has" if others else ""
    lead: Parts = (
        (f" agencies{listed_by} are asked", ", most often ")
        if len(by_weight) > 3
        else (f" {noun(len(by_weight), 'agency', 'agencies')}{listed_by} {noun(len(by_weight), 'is', 'are')} asked: ",)
    )
    finding = say(
        Number(len(by_weight)),
        lead,
        listed(named(own, by_weight, "Own recommendations to {}"), 3)
        if len(by_weight) <= 3
        else listed(named(own, by_weight[:3], "Own recommendations to {}")),
        ".",
    )
    groups = Part(
        known,
        frozenset(
            one
            for one in own.ids
            if known.asked[one].addressees and all(b.kind == "collective" for b in known.asked[one].addressees)
        ),
    )
    said = [finding, *others]
    if groups.ids:
        said.append(
            say(
                groups.number("Own recommendations put only to a group"),
                " of its ",
                counted(Number(len(own.ids)), "recommendation"),
                f" {noun(len(groups.ids), 'is', 'are')} put only to a group, and so to no single body.",
            )
        )
    table = share_table(
        own,
        by_weight,
        "Agencies that its reviews ask",
        "Agency",
        "Own recommendations to {}",
        extra={"Other partnerships that ask it": lambda one: Number(max(reach.get(one.thing.id, 1) - 1, 0))},
    )
    return Told(Section("addressed", heading, tuple(said), (table,)), (finding, *others), (finding, *others))
