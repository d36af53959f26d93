"""Themes that join partnerships which share no agency: places that come to say the same on their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

from dhrgraph.network.centrality.bridges import bridges as measured
from dhrgraph.network.tally import theme
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Number, Section, Sentence, Table
from dhrgraph.report.sections.told import Told, silent
from dhrgraph.report.sections.words import Parts, counted, listed, noun, say

HEADING = "Said independently of each other"
_ROWS = 15
Row: TypeAlias = Mapping[Any, Any]  # of the frame of bridges
_TODAY = ", with bodies counted as of today"
_WHY = (
    "Where two places that write to different bodies say the same, neither can have it from an agency they share: that "
    "is stronger evidence that something recurs. Most bodies are local, so that two places have none in common is "
    "usual; that they say the same is not explained by it."
)
_TOO_FEW = (
    "Fewer than two partnerships here name a body, so it cannot be asked which themes they come to independently of "
    "each other."
)
_ALL_SHARE = "an agency in common, so no theme can be said to have been reached independently."


def bridges(known: Known) -> Told:
    """The section, with bodies as of today: two trusts that have become one are one."""
    rows: Sequence[Row] = measured(known.today).to_dict("records")
    of_pairs = _int(rows[0]["of_pairs"]) if rows else 0
    if not of_pairs:
        return silent("bridges", HEADING, say(_TOO_FEW))
    apart = _int(rows[0]["pairs_apart"])
    joining = [row for row in rows if _int(row["pairs"])]
    if not apart:
        of_all: Parts = (
            (*_of(of_pairs), "each has ") if of_pairs > 1 else (f"The two partnerships here have{_TODAY}, ",)
        )
        return silent("bridges", HEADING, say(of_all, _ALL_SHARE))
    if not joining:
        both = "in both" if apart == 1 else "in both partnerships of any of these pairs"
        return silent("bridges", HEADING, say(_lead(of_pairs, apart), f" No theme comes up {both}."))
    first = _joined(known, joining, of_pairs, apart)
    return Told(Section("bridges", HEADING, (first, say(_WHY)), (_table(joining),)), (first,))


def _joined(known: Known, joining: Sequence[Row], of_pairs: int, apart: int) -> Sentence:
    """The themes that join the most pairs, those with the largest equal voice first, and whom they join."""
    most = _int(joining[0]["pairs"])
    voice = {one.id: one.equal_voice for one in known.recurrence("theme")}
    top = [row for row in joining if _int(row["pairs"]) == most]
    top.sort(key=lambda row: (-voice.get(str(row["id"]), 0.0), str(row["label"])))
    behind = known.behind(theme, known.rows)
    items = [_item(known, row, behind[str(row["id"])], first=n == 0) for n, row in enumerate(top)]
    if apart == 1:
        lead = _lead(of_pairs, apart, str(top[0]["examples"]))
        where: Parts = (" Even so, both recommend something on ", *_same(len(top)), ": ")
    else:
        lead = _lead(of_pairs, apart)
        come = f" {noun(len(top), 'comes', 'come')} up in both of "
        where = (" Even so, ", *counted(Number(len(top)), "theme"), come, Number(most), f" such {noun(most, 'pair')}: ")
    return say(lead, where, listed(items, 4), ".")


def _lead(of_pairs: int, apart: int, pair: str = "") -> Parts:
    """How many pairs have no agency in common; where it is one of several, `pair` names it."""
    if of_pairs == 1:
        return (f"The two partnerships here have{_TODAY}, no agency in common.",)
    if pair:
        return (*_of(of_pairs), f"one has no agency in common: {pair}.")
    return (*_of(of_pairs), Number(apart), f" {noun(apart, 'has', 'have')} no agency in common.")


def _of(pairs: int) -> Parts:
    return ("Of the ", *counted(Number(pairs), "pair"), " of partnerships, with bodies counted as of today, ")


def _item(known: Known, row: Row, behind: Collection[str], *, first: bool) -> Parts:
    label, command = row["label"], known.command_for(str(row["id"]))
    number = known.trail.number(behind, f"Recommendations on ‘{label}’", command=command)
    return (f"‘{label}’ (", number, f" {noun(len(behind), 'recommendation')} in all)" if first else ")")


def _table(joining: Sequence[Row]) -> Table:
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
