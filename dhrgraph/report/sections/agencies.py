"""Which agencies are addressed in several partnerships: as named, and as of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
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
_NONE_LISTED = "No recommendation here is put to an agency that a register here has."
_HEADING = "Which agencies recur"
_LOCAL = (
    "Most agencies are local and can only be addressed by the partnerships that they serve: that a police "
    "force comes up in few places says nothing of police forces. The section on types of agency counts across them."
)


def agencies(known: Known) -> Told:
    """The section: who is addressed in several partnerships, under the names of then and of today."""
    named = known.recurrence("agency", against_chance=False)
    today = known.recurrence("agency", as_of=TODAY)
    spoken = replace(SPOKEN, none=_NONE_LISTED) if known.unlisted else SPOKEN
    finding, full = across(known, named, known.behind(agency, as_counted(known.rows)), spoken)
    if not named:
        return Told(Section("agencies", _HEADING, (full, *_groups(known))), (finding,), (finding,))
    behind = known.behind(agency, as_counted(known.today))
    later = _as_of_today(known, named, today, behind)
    if later:
        finding, full = _as_named(finding), _as_named(full)
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
    risen = [one for one in wider if one not in new]
    if not wider:
        return ()
    parts: list[Parts] = []
    if new:
        what = f" more {noun(len(new), 'agency is', 'agencies are')} addressed by several partnerships: "
        parts.append((Number(len(new)), what, *listed([_then(known, one, behind) for one in new], 3)))
    if risen:
        some, is_, its = ("agency", "is", "its own name") if len(risen) == 1 else ("agencies", "are", "their own names")
        what = f" {'of those above' if new else some} {is_} addressed by more partnerships than under {its}: "
        rises = [_then(known, one, behind, before[one.id]) for one in risen]
        parts.append(("; ",) if new else ())
        parts.append((Number(len(risen)), what, *listed(rises, 3)))
    return (say("Counted under the body that stands in their place today, ", *parts, "."),)


def _as_named(said: Sentence) -> Sentence:
    """The same of bodies under the names that the documents use."""
    first, *rest = said.parts
    words = (first[:1].lower() + first[1:],) if isinstance(first, str) else (first,)
    return say("Under the names that the documents use, ", *words, *rest)


def _then(known: Known, one: Reach, behind: Behind, before: int = 0) -> Parts:
    """One body with its recommendations, and how many of them were put to bodies before it; if by `before` partnerships
    under its own name, by how many now."""
    title = f"Recommendations to {one.label}, under any of its names"
    former = {r for r in behind[one.id] if not any(body.id == one.id for body in known.asked[r].addressees)}
    names = [name for name in known.names_then(former, one.id) if name != one.label]
    return (
        one.label,
        *((", by ", Number(one.partnerships), " and not ", Number(before)) if before else ()),
        " (",
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
    nobody = {one for one, asked in known.asked.items() if not asked.addressees and one not in known.unlisted}
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
    said += unlisted(known, known.asked, total)
    if nobody:
        number = known.trail.number(
            nobody, "Recommendations that name nobody", command="dhrgraph query named-or-group-addressees"
        )
        said.append(say(number, " of the ", total, f" {noun(len(nobody), 'names', 'name')} nobody who should act."))
    return tuple(said)


def unlisted(known: Known, some: Collection[str], total: Parts) -> list[Sentence]:
    """How many of these recommendations, which `total` tells the number of, name a body that no register here has, and
    which bodies these are; nothing if none does."""
    found = [one for one in known.unlisted if one in some]
    if not found:
        return []
    often = Counter(known.unlisted[one] for one in found)
    names = sorted(often, key=lambda words: (-often[words], words))
    command = "dhrgraph query unmatched-mentions"
    return [
        say(
            known.trail.number(found, "Recommendations to bodies that no register here has", command=command),
            " of the ",
            total,
            f" {noun(len(found), 'names', 'name')} who should act in words that no register here has, and so "
            f"{noun(len(found), 'counts', 'count')} for no agency: ",
            listed([f"“{words}”" for words in names], 4),
            ".",
        )
    ]


def _described(known: Known, today: Sequence[Reach]) -> str:
    top = [one.label for one in today if one.partnerships == today[0].partnerships]
    return addressed_by(known, today[0].partnerships, top)
