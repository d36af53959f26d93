"""Which agencies are addressed in several partnerships: as named, and as of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dhrgraph.network.occurrences import as_counted
from dhrgraph.network.succession import TODAY
from dhrgraph.network.tally import agency
from dhrgraph.report.gather import Known
from dhrgraph.report.gather_reach import Reach
from dhrgraph.report.records import Number, Section, Sentence
from dhrgraph.report.sections.across import Behind, Spoken, across, addressed_by, chart, reach_table
from dhrgraph.report.sections.told import Told
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say

SPOKEN = Spoken(
    "agency",
    "agencies",
    "is addressed by",
    "are addressed by",
    "Recommendations to {}",
    "agency",
    "No recommendation here is put to an agency by name.",
    "It addresses",
)
_HEADING = "Which agencies recur"
_LOCAL = (
    "Most agencies are local and can only be addressed by the partnerships that they serve: that a police "
    "force comes up in few places says nothing of police forces. The section on types of agency counts across them."
)


def agencies(known: Known) -> Told:
    """The section: who is addressed in several partnerships, under the names of then and of today."""
    named = known.recurrence("agency", against_chance=False)
    today = known.recurrence("agency", as_of=TODAY)
    finding, full = across(known, named, known.behind(agency, as_counted(known.rows)), SPOKEN)
    if not named:
        return Told(Section("agencies", _HEADING, (full, *_groups(known))), (finding,), (finding,))
    behind = known.behind(agency, as_counted(known.today))
    later = _as_of_today(known, named, today, behind)
    caption = "Agencies by the partnerships that address them, former bodies under those of today"
    now = replace(SPOKEN, by=f"agency --as-of {TODAY}")
    table = reach_table(known, today, behind, now, caption, note="Agencies that tie stand in order of name.")
    picture = chart(table, "Share of partnerships that address each agency", _described(known, today))
    section = Section("agencies", _HEADING, (full, *later, *_groups(known), say(_LOCAL)), (picture,))
    return Told(section, (finding, *later), (finding, *later))


def _as_of_today(known: Known, named: Sequence[Reach], today: Sequence[Reach], behind: Behind) -> tuple[Sentence, ...]:
    """Which more recur when former bodies are counted under those that took their place."""
    before = {one.id: one.partnerships for one in named}
    wider = [one for one in today if one.partnerships > max(before.get(one.id, 0), 1)]
    new = [one for one in wider if before.get(one.id, 0) < 2]
    if not wider:
        return ()
    some = new or wider
    more: Parts = ("Counted under the body that stands in their place today, ",)
    if new:
        what = f" more {noun(len(new), 'agency is', 'agencies are')} addressed by several partnerships: "
    else:
        what = f" {noun(len(wider), 'agency is', 'agencies are')} addressed by more partnerships than as named: "
    return (say(more, Number(len(some)), what, listed([_then(known, one, behind) for one in some], 3), "."),)


def _then(known: Known, one: Reach, behind: Behind) -> Parts:
    """One body with its recommendations, and how many of them were put to bodies before it."""
    title = f"Recommendations to {one.label}, under any of its names"
    former = {r for r in behind[one.id] if not any(body.id == one.id for body in known.asked[r].addressees)}
    names = [name for name in known.names_then(former, one.id) if name != one.label]
    return (
        f"{one.label} (",
        *counted(known.trail.number(behind[one.id], title, command=known.command_for(one.id)), "recommendation"),
        ", ",
        known.trail.number(former, f"Recommendations to bodies before {one.label}"),
        " of them put to ",
        *listed(names, 4),
        ")",
    )


def _groups(known: Known) -> tuple[Sentence, ...]:
    """How much is put to groups only, and how much to nobody by name."""
    total = counted(Number(len(known.asked)), "recommendation")
    groups = {
        one
        for one, asked in known.asked.items()
        if asked.addressees and all(body.kind == "collective" for body in asked.addressees)
    }
    nobody = {one for one, asked in known.asked.items() if not asked.addressees}
    said: list[Sentence] = []
    if groups:
        number = known.trail.number(
            groups, "Recommendations put only to a group", command="dhrgraph query collective-addressees"
        )
        often = Counter(body.label for one in groups for body in known.asked[one].addressees)
        names = sorted(often, key=lambda name: (-often[name], name))[:2]
        said.append(
            say(
                number,
                " of the ",
                total,
                f" {noun(len(groups), 'is', 'are')} put only to a group, such as ",
                listed([f"“{name}”" for name in names]),
                ", and so to no single body; groups are not counted here.",
            ),
        )
    if nobody:
        number = known.trail.number(
            nobody, "Recommendations that name nobody", command="dhrgraph query named-or-group-addressees"
        )
        said.append(say(number, " of the ", total, f" {noun(len(nobody), 'names', 'name')} nobody who should act."))
    return tuple(said)


def _described(known: Known, today: Sequence[Reach]) -> str:
    top = [one.label for one in today if one.partnerships == today[0].partnerships]
    return addressed_by(known, today[0].partnerships, top)
