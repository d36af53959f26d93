"""Themes that join partnerships which share no agency: places that come to say the same on their own."""

from __future__ import annotations

from dhrgraph.network.centrality.bridges import bridges as measured
from dhrgraph.network.tally import theme
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Section, Table
from dhrgraph.report.sections.told import Told, silent
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say

HEADING = "Said independently of each other"
_ROWS = 15
_TODAY = ", with bodies counted as of today"
_WHY = (
    "Where two places that write to different bodies say the same, neither can have it from an agency they "
    "share: that is "
    "stronger evidence that something recurs. Most bodies are local, so that two places have none in common is "
    "usual; that "
    "they say the same is not explained by it."
)


def bridges(known: Known) -> Told:
    """The section, with bodies as of today: two trusts that have become one are one."""
    frame = measured(known.today)
    rows = frame.to_dict("records")
    of_pairs = int(rows[0]["of_pairs"]) if rows else 0
    if not of_pairs:
        return silent(
            "bridges",
            HEADING,
            say(
                "Fewer than two partnerships here name a body, so it cannot be asked which themes they come to "
                "independently of each other."
            ),
        )
    apart = int(rows[0]["pairs_apart"])
    whole: Parts = (
        "Of the ",
        *counted(Number(of_pairs), "pair"),
        " of partnerships, with bodies counted as of today, ",
    )
    if not apart:
        return silent(
            "bridges",
            HEADING,
            say(
                (f"The two partnerships here have{_TODAY}, ",) if of_pairs == 1 else (*whole, "each has "),
                "an agency in common, so no theme can be said to have been reached independently.",
            ),
        )
    joining = [row for row in rows if int(row["pairs"])]
    lead: Parts = (*whole, Number(apart), f" {noun(apart, 'has', 'have')} no agency in common.")
    if of_pairs == 1:
        lead = (f"The two partnerships here have{_TODAY}, no agency in common.",)
    if not joining:
        both = "in both" if apart == 1 else "in both partnerships of any of these pairs"
        return silent("bridges", HEADING, say(lead, f" No theme comes up {both}."))
    most = int(joining[0]["pairs"])
    top = [row for row in joining if int(row["pairs"]) == most]
    behind, voice = known.behind(theme, known.rows), {one.id: one.equal_voice for one in known.recurrence("theme")}
    top.sort(key=lambda row: (-voice.get(str(row["id"]), 0.0), str(row["label"])))
    items: list[Parts] = [
        (
            f"‘{row['label']}’ (",
            known.trail.number(
                behind[str(row["id"])],
                f"Recommendations on ‘{row['label']}’",
                command=known.command_for(str(row["id"])),
            ),
            f" {noun(len(behind[str(row['id'])]), 'recommendation')} in all)" if n == 0 else ")",
        )
        for n, row in enumerate(top)
    ]
    if apart == 1:
        if of_pairs > 1:
            lead = (*whole, f"one has no agency in common: {top[0]['examples']}.")
        where: Parts = (" Even so, both recommend something on ", *_same(len(top)), ": ")
    else:
        where = (
            " Even so, ",
            *counted(Number(len(top)), "theme"),
            f" {noun(len(top), 'comes', 'come')} up in both of ",
        )
        where = (*where, Number(most), f" such {noun(most, 'pair')}: ")
    first = say(lead, where, listed(items, 4), ".")
    return Told(Section("bridges", HEADING, (first, say(_WHY)), (_table(joining),)), (first,))


def _table(joining: list[dict[object, object]]) -> Table:
    rows = tuple(
        (
            str(row["label"]),
            Number(_int(row["pairs"])),
            Number(_int(row["pairs_with_theme"])),
            Number(_int(row["partnerships"])),
            str(row["examples"]) or None,
        )
        for row in joining[:_ROWS]
    )
    left = len(joining) - len(rows)
    return Table(
        "Themes that join partnerships without an agency in common",
        ("Theme", "Pairs without an agency in common", "All pairs that have it", "Partnerships", "For example"),
        rows,
        f"{left:,} more: dhrgraph bridges." if left else "",
    )


def _same(number: int) -> Parts:
    return ("the same theme",) if number == 1 else ("the same ", Number(number), " themes")


def _int(value: object) -> int:
    return int(str(value))
