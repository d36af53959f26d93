"""Which themes come up in several partnerships."""

from __future__ import annotations

from collections.abc import Sequence

from dhrgraph.network.tally import theme
from dhrgraph.report.gather import Known
from dhrgraph.report.gather_reach import Reach
from dhrgraph.report.records import Number, Section, Sentence
from dhrgraph.report.sections.across import Spoken, across, chart, reach_table
from dhrgraph.report.sections.told import Told
from dhrgraph.report.sections.words import Parts, counted, listed, noun, part_of, say
from dhrgraph.report.words import plain

SPOKEN = Spoken(
    "theme",
    "themes",
    "comes up in",
    "come up in",
    "Recommendations on {}",
    "theme",
    "No theme was found in any recommendation here.",
    "Its recommendations are on",
    quoted=True,
)
_HEADING = "Which themes recur"
_NOTE = "Themes that tie stand in order of name. A recommendation can have several themes."


def themes(known: Known) -> Told:
    """The section: which themes recur, which weigh most, and which broad ones they belong to."""
    found, behind = known.recurrence("theme"), known.behind(theme, known.rows)
    finding, full = across(known, found, behind, SPOKEN)
    if not found:
        return Told(Section("themes", _HEADING, (full,)), (finding,))
    table = reach_table(
        known, found, behind, SPOKEN, "Themes by the partnerships that recommend something on them", note=_NOTE
    )
    most = found[0].partnerships
    widest = sum(one.partnerships == most for one in found)
    described = plain(
        say(
            f"Of {len(found):,} {noun(len(found), 'theme')}, {widest:,} {noun(widest, 'comes', 'come')} up in ",
            part_of(Number(most), known.of.partnerships, "partnership"),
            ".",
        )
    )
    picture = chart(table, "Share of partnerships that recommend something on each theme", described)
    section = Section("themes", _HEADING, (full, *_voices(known, found), *_broad(known)), (picture,))
    return Told(section, (finding,), questions=_questions(found))


def _questions(found: Sequence[Reach]) -> tuple[Sentence, ...]:
    first = sorted(found, key=lambda one: (-one.partnerships, -one.equal_voice, one.label))[:2]
    items: list[Parts] = [(f"‘{one.label}’",) for one in first]
    return (say("What have we done on ", listed(items), ", and how do we know that it made a difference?"),)


def _voices(known: Known, found: Sequence[Reach]) -> tuple[Sentence, ...]:
    """What weighs most when each partnership has the same weight, however much it writes."""
    if known.of.partnerships < 2:
        return ()
    first = sorted(found, key=lambda one: (-one.equal_voice, one.label))[:3]
    items: list[Parts] = [(f"‘{one.label}’ (", Number(one.equal_voice, form="share"), ")") for one in first]
    return (
        say(
            "If every partnership is given the same weight, and every review within it, the largest ",
            noun(len(first), "share of what is recommended is", "shares of what is recommended are"),
            " on ",
            listed(items),
            ".",
        ),
    )


def _broad(known: Known) -> tuple[Sentence, ...]:
    """The same by broad theme, narrower ones counted within."""
    found = known.recurrence("theme", broader=True, against_chance=False)
    total = known.of.partnerships
    everywhere = [one for one in found if one.partnerships == total]
    several = [one for one in found if one.partnerships > 1]
    if total < 2 or not several:
        return ()
    some, where = (
        (everywhere, part_of(Number(total), total, "partnership"))
        if everywhere
        else (several, ("several partnerships",))
    )
    every: Parts = ("each",) if len(some) == len(found) else (Number(len(some)),)
    come = "comes" if len(some) in (1, len(found)) else "come"
    return (
        say(
            "Taken together with the narrower ones within them, they make ",
            counted(Number(len(found)), "broad theme"),
            "; ",
            every,
            f" of these {come} up in ",
            where,
            ".",
        ),
    )
