"""The themes of one partnership: which recur within it, and how common each is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dhrgraph.network.tally import theme
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Section, Sentence, Table
from dhrgraph.report.sections.across import FEW
from dhrgraph.report.sections.part import Part, Share, named
from dhrgraph.report.sections.told import Told, silent
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say

_HEADING = "Its themes, here and elsewhere"
_OWN = "Own recommendations on {}"
_ROWS = 40  # there are 40 themes


def its_themes(known: Known, own: Part) -> Told:
    """The section; `elsewhere` is in how many other partnerships a theme comes up."""
    shares, others = own.by(theme), known.of.partnerships - 1
    if not shares:
        return silent("themes", _HEADING, say("No theme was found in its recommendations."))
    reach = {one.id: one.partnerships for one in known.recurrence("theme", against_chance=False)}
    elsewhere = {one.thing.id: reach[one.thing.id] - 1 for one in shares}
    said = (_within(own, shares), *_elsewhere(own, shares, elsewhere, others))
    section = Section("themes", _HEADING, said, (_table(known, own, shares, elsewhere, others),))
    common = sorted(shares, key=lambda one: (-elsewhere[one.thing.id], -len(one.ids), one.thing.label))[:2]
    items: list[Parts] = [(f"‘{one.thing.label}’",) for one in common]
    question = say("What have we done on ", listed(items), ", and how do we know that it made a difference?")
    return Told(section, said, questions=(question,))


def _within(own: Part, shares: Sequence[Share]) -> Sentence:
    reviews = counted(Number(own.counts.reviews), "review")
    if own.counts.reviews == 1:
        return say(
            "Only one of its reviews with recommendations is here, so nothing can be seen to recur within it. It has ",
            counted(Number(len(shares)), "theme"),
            ".",
        )
    several = [one for one in shares if one.counts.reviews > 1]
    if not several:
        return say("No theme comes up in more than one of its ", reviews, ".")
    return say(
        Number(len(several)),
        " of its ",
        counted(Number(len(shares)), "theme"),
        f" {noun(len(several), 'comes', 'come')} up in more than one of its ",
        reviews,
        ": ",
        listed(named(own, several, _OWN, quoted=True), 5),
        ".",
    )


def _elsewhere(own: Part, shares: Sequence[Share], elsewhere: Mapping[str, int], others: int) -> tuple[Sentence, ...]:
    """How common its themes are elsewhere: shared by all others while these are few, else the most widespread."""
    if others < 1:
        return (say("No other partnership is in this graph, so nothing can be said of elsewhere."),)
    beyond = own.known.themes_beyond(own.ids)  # a broader theme comes up where a narrower one does
    alone = [one for one in shares if one.thing.id not in beyond]
    said = [_widespread(shares, elsewhere, others)] if others > FEW else _shared(own, shares, elsewhere, others)
    if alone:
        said.append(
            say(
                Number(len(alone)),
                f" of its themes {noun(len(alone), 'comes', 'come')} up in no other partnership here: ",
                listed(named(own, alone, _OWN, quoted=True), 5),
                ".",
            )
        )
    return tuple(said)


def _shared(own: Part, shares: Sequence[Share], elsewhere: Mapping[str, int], others: int) -> list[Sentence]:
    common = [one for one in shares if elsewhere[one.thing.id] == others]
    if not common:
        return [say("None of its themes comes up in every other partnership here.")]
    every = {1: "the only other partnership", 2: "both other partnerships"}.get(
        others, f"all {others} other partnerships"
    )
    by_weight = sorted(common, key=lambda one: (-len(one.ids), one.thing.label))
    return [
        say(
            Number(len(common)),
            f" of its themes {noun(len(common), 'comes', 'come')} up in {every} as well: ",
            listed(named(own, by_weight, _OWN, quoted=True), 5),
            ".",
        )
    ]


def _widespread(shares: Sequence[Share], elsewhere: Mapping[str, int], others: int) -> Sentence:
    first = sorted(shares, key=lambda one: (-elsewhere[one.thing.id], one.thing.label))[:3]
    items: list[Parts] = [
        (f"‘{one.thing.label}’ (", Number(elsewhere[one.thing.id]), f" of the {others:,} others)" if n == 0 else ")")
        for n, one in enumerate(first)
    ]
    return say("Of its themes, those that most other partnerships have as well are ", listed(items), ".")


def _table(known: Known, own: Part, shares: Sequence[Share], elsewhere: Mapping[str, int], others: int) -> Table:
    behind = known.behind(theme, known.rows)

    def theirs(one: Share) -> Number:
        return known.trail.number(
            behind[one.thing.id] - own.ids,
            f"Recommendations of others on ‘{one.thing.label}’",
            value=elsewhere[one.thing.id],
            command=known.command_for(one.thing.id),
        )

    ordered = sorted(shares, key=lambda one: (-one.counts.reviews, -one.counts.recommendations, one.thing.label))
    rows = tuple(
        (
            one.thing.label,
            known.trail.number(one.ids, _OWN.format(f"‘{one.thing.label}’")),
            Number(one.counts.reviews),
            *((theirs(one),) if others > 0 else ()),
        )
        for one in ordered[:_ROWS]
    )
    last = (f"Other partnerships (of {others:,})",) if others > 0 else ()
    caption = "Its themes, and how many others recommend something on them"
    return Table(caption, ("Theme", "Its recommendations", "Its reviews", *last), rows)
