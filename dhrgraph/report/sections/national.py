"""The report on national bodies: what is put to each, what is said to be for the whole country, and what came of it."""

from __future__ import annotations

from dhrgraph.network.tally import FACETS
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Section, Sentence, Table
from dhrgraph.report.sections.again import again
from dhrgraph.report.sections.done import done
from dhrgraph.report.sections.part import Part, Share, chosen, named, share_table
from dhrgraph.report.sections.told import Told, silent
from dhrgraph.report.sections.words import counted, listed, noun, say


def national(known: Known) -> tuple[Told, ...]:
    """Its sections, in order."""
    to = chosen(known, lambda one: any(body.id in known.national for body in known.asked[one].addressees))
    scope = Part(known, known.national_scope - to.ids)
    own = Part(known, to.ids | scope.ids)
    return (
        _by_body(known, own, to),
        _scope(known, scope),
        *((_themes(known, own), again(known, own.ids, "put nationally")) if own.ids else ()),
        done(known, own.plans, "recommendations put nationally"),
    )


def _by_body(known: Known, own: Part, to: Part) -> Told:
    heading = "By department and body"
    if not own.ids:
        return silent(
            "bodies",
            heading,
            say("No recommendation here is put to a national body or said to be for the whole country."),
            finding=True,
        )
    shares = [one for one in to.by(FACETS["agency"]) if one.thing.id in known.national]
    finding = say(
        own.number(
            "Recommendations to national bodies or for the whole country", "dhrgraph query national-recommendations"
        ),
        " of the ",
        counted(Number(len(known.asked)), "recommendation"),
        f" {noun(len(own.ids), 'is', 'are')} put to a national body or said to be for the whole country, ",
        own.spread(),
        ".",
    )
    said: list[Sentence] = [finding]
    if shares:
        ordered = sorted(
            shares, key=lambda one: (-one.counts.partnerships, -one.counts.reviews, -len(one.ids), one.thing.label)
        )
        said.append(
            say(
                counted(Number(len(shares)), "national body is", "national bodies are"),
                " addressed: ",
                listed(named(to, ordered, "Recommendations to {}"), 6),
                ".",
            )
        )
    planned = {each.id for each in own.plans.recommendations if each.planned}

    def answered(one: Share) -> Number:
        done_ids = {row.recommendation.id for row in own.plans.actions if row.recommendation.id in one.ids}
        return known.trail.number(done_ids, f"Recommendations to {one.thing.label} with an action")

    table = share_table(
        to,
        sorted(shares, key=lambda one: (one.thing.label, one.thing.id)),
        "What is put to each national body, in order of name",
        "Body",
        "Recommendations to {}",
        extra={"In reviews with a plan": lambda one: Number(len(one.ids & planned)), "With an action": answered},
    )
    question = say("Does each department addressed here know of the recommendation, and has it answered?")
    return Told(
        Section("bodies", heading, tuple(said), (table,) if shares else ()),
        tuple(said),
        tuple(said[1:]),
        questions=(question,),
    )


def _scope(known: Known, scope: Part) -> Told:
    """What a review calls national and puts to no national body."""
    heading = "Said to be for the whole country"
    if not scope.ids:
        return Told(
            Section(
                "scope",
                heading,
                (say("No recommendation that a review calls national is without a national addressee."),),
            )
        )
    return silent(
        "scope",
        heading,
        say(
            counted(scope.number("Called national, and put to no national body"), "recommendation"),
            f" {noun(len(scope.ids), 'is', 'are')} called national by the review and put to no national body, so "
            "that nobody may have taken "
            f"{noun(len(scope.ids), 'it', 'them')} up.",
        ),
        finding=True,
    )


def _themes(known: Known, own: Part) -> Told:
    heading = "On which themes"
    shares = own.by(FACETS["theme"], collective=True)
    if not shares:
        return silent("themes", heading, say("No theme was found in these."))
    ordered = sorted(shares, key=lambda one: (-one.counts.partnerships, -len(one.ids), one.thing.label))
    more = len(shares) - 4
    finding = say(
        noun(len(own.ids), "It is on ", "They are on "),
        counted(Number(len(shares)), "theme"),
        ", most widely " if more > 0 else ": ",
        listed(named(own, ordered[:4], "To national bodies on {}", quoted=True)),
        ".",
    )
    table: Table = share_table(
        own, ordered, "Themes of what is asked nationally", "Theme", "To national bodies on ‘{}’"
    )
    return Told(Section("themes", heading, (finding,), (table,)), (finding,))
