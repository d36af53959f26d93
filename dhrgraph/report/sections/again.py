"""The same recommendation again: what reviews say has been said before, and what others asked for in like words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dhrgraph.report.gather import Known
from dhrgraph.report.gather_alike import Alike
from dhrgraph.report.records import Number, Said, Section, Sentence, Table
from dhrgraph.report.sections.told import Told
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say
from dhrgraph.text.amounts import how_many

HEADING = "The same recommendation again"
_ROWS = 15
_LINKS = "dhrgraph similar --links"
_LETTERS = 220  # of a recommendation's words in a table
NOT_COMPARED = (
    "The recommendations of this graph were not compared with each other: build it again with this version "
    "(dhrgraph build)."
)


def again(known: Known, only: Collection[str] | None = None, whose: str = "") -> Told:
    """The section: of all recommendations, or of `only` these, which `whose` names ("made by Citysafe")."""
    declared = known.said_before if only is None else known.said_before & set(only)
    itself = _declared(known, declared, len(known.asked) if only is None else len(only), whose)
    links = known.alike
    if links is None:
        return Told(Section("again", HEADING, (itself, say(NOT_COMPARED))), (itself,) if declared else ())
    kept = [link for link in links if only is None or link.a in only or link.b in only]
    like = _alike(known, kept, whose)
    found = ((itself,) if declared else ()) + ((like,) if kept else ())
    questions = (
        (say("What came of it where it was asked for before, and what would make it different this time?"),)
        if found
        else ()
    )
    return Told(
        Section("again", HEADING, (itself, like), (_table(known, kept),) if kept else ()),
        found or (like,),
        questions=questions,
    )


def _declared(known: Known, declared: Collection[str], of: int, whose: str) -> Sentence:
    whole: Parts = (" of the ", *counted(Number(of), "recommendation"), f" {whose}".rstrip())
    if not declared:
        if of == 1:
            return say(f"The one recommendation {whose}".rstrip(), " does not say of itself that it was made before.")
        return (
            say("None", whole, " says of itself that it was made before.")
            if of
            else say(f"There are no recommendations {whose}".rstrip(), " here.")
        )
    n = len(declared)
    places = {known.name_of(partnership) for one in declared if (partnership := known.asked[one].partnership)}
    return say(
        known.trail.number(
            declared, "Recommendations that say they have been made before", command="dhrgraph query said-before"
        ),
        whole,
        _where(places) if len(places) > 1 or not whose else "",
        f" {noun(n, 'says', 'say')} in {noun(n, 'its', 'their')} own words that the same has come up in an "
        "earlier review.",
    )


def _where(places: Collection[str]) -> str:
    """By which partnerships, by name while there are few."""
    if len(places) > 3:
        return f", made by {len(places)} partnerships,"
    named = "".join(map(str, listed(sorted(places))))
    return f", made by {named}," if places else ""


def _alike(known: Known, links: Sequence[Alike], whose: str) -> Sentence:
    if known.of.reviews < 2:
        return say("With one review there is no other to find the same recommendation in.")
    across = [link for link in links if known.partnership_of(link.a) != known.partnership_of(link.b)]
    if not links:
        return say(
            f"No recommendation {whose}".rstrip(),
            " was found again in another review, in nearly the same words or as the same ask in other words.",
        )
    near = {one for link in links if link.near for one in (link.a, link.b)}
    asks = {one for link in links if not link.near for one in (link.a, link.b)}
    items: list[Parts] = []
    for some, is_near, what in (
        (near, True, "of near copies, in nearly the same words"),
        (asks, False, "with the same ask in other words"),
    ):
        if some:
            n = sum(link.near is is_near for link in links)
            title = f"Recommendations of {how_many(n, 'pair')} {what.partition(',')[0]}"
            number = known.trail.number(some, title, value=n, command=_LINKS)
            items.append((number, f" {noun(n, 'pair')} {what}"))
    where: Parts = (
        (", ", Number(len(across)), " of them across partnerships")
        if len(across) < len(links)
        else (", across partnerships",)
    )
    return say(
        "Recommendations of different reviews that are alike: ",
        listed(items),
        where,
        ". What they share is shown beside them, to be judged by whoever reads it.",
    )


def _table(known: Known, links: Sequence[Alike]) -> Table:
    rows = tuple(_row(known, link) for link in links[:_ROWS])
    left = len(links) - len(rows)
    return Table(
        "Recommendations of different reviews that are alike",
        ("Earlier", "Later", "How", "Words they share", "What came of the earlier one"),
        rows,
        (
            "Earlier and later by the date of publication; where that is not known, in order of name. "
            + (f"{left:,} more: {_LINKS}." if left else "")
        ).strip(),
    )


def _row(known: Known, link: Alike) -> tuple[Sentence, Sentence, str, str, str]:
    first, second = sorted((link.a, link.b), key=known.time_of)
    return (
        _words(known, first),
        _words(known, second),
        "near copy" if link.near else "same ask, other words",
        link.terms,
        known.came_of(first),
    )


def _words(known: Known, one: str) -> Sentence:
    text = known.texts.get(one, "")
    short = text if len(text) <= _LETTERS else text[:_LETTERS].rsplit(" ", 1)[0] + " …"
    return say(f"{known.asked[one].review.label}: ", Said(short)) if one in known.asked else say(Said(short))
