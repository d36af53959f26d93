"""Which types of agency are addressed in several partnerships, and on which themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dhrgraph.network.occurrences import Occurrence, as_counted
from dhrgraph.network.tally import agency_type
from dhrgraph.report.gather import Known
from dhrgraph.report.gather_reach import Reach
from dhrgraph.report.records import Number, Section, Sentence, Table
from dhrgraph.report.sections.across import FEW, Spoken, across, addressed_by, chart, reach_table
from dhrgraph.report.sections.told import Told
from dhrgraph.report.sections.words import Parts, listed, noun, part_of, say

SPOKEN = Spoken(
    "type of agency",
    "types of agency",
    "is addressed by",
    "are addressed by",
    "Recommendations to bodies of the type {}",
    "agency-type",
    "No recommendation here is put to an agency whose type is known.",
    "It addresses",
    quoted=True,
)
_HEADING = "What is asked of which type of agency"
_PAIRS = 20  # of a table

Pairs = Mapping[tuple[str, str], set[str]]


def kinds(known: Known) -> Told:
    """The section: types of agency, then the pairs of theme and type."""
    found, rows = known.recurrence("agency-type"), as_counted(known.rows)
    behind = known.behind(agency_type, rows)
    _, full = across(known, found, behind, SPOKEN)
    if not found:
        return Told(Section("types", _HEADING, (full,)))
    several = [pair for pair in known.recurrence("theme-agency-type") if pair.partnerships > 1]
    both = behind_pairs(rows)
    said = _said(known, several, both) if known.of.partnerships > 1 else ()
    caption = "Types of agency by the partnerships that address them"
    table = reach_table(known, found, behind, SPOKEN, caption, note="Types that tie stand in order of name.")
    most = [one.label for one in found if one.partnerships == found[0].partnerships]
    described = addressed_by(known, found[0].partnerships, most)
    picture = chart(table, "Share of partnerships that address each type of agency", described)
    figures = (picture, *((_table(known, several, both),) if several else ()))
    return Told(Section("types", _HEADING, (full, *said), figures), said, said)


def behind_pairs(rows: Sequence[Occurrence]) -> dict[tuple[str, str], set[str]]:
    """For each theme with the type of an addressee (its slug) the recommendations."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row.theme and row.addressee and row.addressee.type:
            found[row.theme.id, row.addressee.type].add(row.recommendation)
    return found


def pair_number(known: Known, pair: Reach, behind: Pairs, value: int) -> Number:
    """A number of a pair, leading to its recommendations."""
    return known.trail.number(
        behind[pair.id, pair.type],
        f"‘{pair.label}’ put to bodies of the type {pair.type_label}",
        value=value,
        command=f"dhrgraph query recommendations-to-type type={pair.type} theme={pair.id.rpartition('/')[2]}",
    )


def _said(known: Known, several: Sequence[Reach], behind: Pairs) -> tuple[Sentence, ...]:
    if not several:
        return (say("No theme is put to the same type of agency in more than one partnership."),)
    of = known.of.partnerships
    if of > FEW:
        head = several[:3]
        lead: Parts = ("The same theme is put to the same type of agency most widely for ",)
    else:
        most = [pair for pair in several if pair.partnerships == several[0].partnerships]
        head = sorted(most, key=lambda pair: (-pair.equal_voice, pair.label, pair.type_label))[:3]
        where = part_of(Number(several[0].partnerships), of, "partnership")
        there = f". There {noun(len(most), 'is', 'are')} "
        among = f" such {noun(len(most), 'pair')}{', among them ' if len(most) > len(head) else ': '}"
        lead = ("In ", *where, " the same theme is put to the same type of agency", there, Number(len(most)), among)
    items: list[Parts] = []
    for n, pair in enumerate(head):
        count = pair.partnerships if of > FEW else pair.recommendations
        word = f" {noun(count, 'recommendation')}" if of <= FEW else f" of {of:,} partnerships"
        items.append(
            (
                f"‘{pair.label}’ to {pair.type_label} (",
                pair_number(known, pair, behind, count),
                f"{word if n == 0 else ''})",
            )
        )
    return (say(lead, listed(items), "."),)


def _table(known: Known, several: Sequence[Reach], behind: Pairs) -> Table:
    chance = any(pair.expected is not None for pair in several)
    rows = tuple(
        (
            pair.label,
            pair.type_label,
            pair_number(known, pair, behind, pair.partnerships),
            *((None if pair.expected is None else Number(pair.expected, form="decimal"),) if chance else ()),
            Number(pair.reviews),
            Number(pair.recommendations),
        )
        for pair in several[:_PAIRS]
    )
    left = len(several) - len(rows)
    notes = (
        f"{left:,} more: dhrgraph recurrence --by theme-agency-type." if left else "",
        "Expected by chance: partnerships in which theme and type would meet if they had nothing to do with each other."
        if chance
        else "",
    )
    return Table(
        "Themes put to the same type of agency in several partnerships",
        (
            "Theme",
            "Type of agency",
            "Partnerships",
            *(("Expected by chance",) if chance else ()),
            "Reviews",
            "Recommendations",
        ),
        rows,
        " ".join(filter(None, notes)),
    )
