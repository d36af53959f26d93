"""What comes up in several partnerships, said of agencies, types of agency and themes alike.

    Reach, ...  ->  across  ->  sentences        reach_table, chart  ->  the figure beside them

Things that tie are named in the order of the weight that partnerships give them, each partnership having the same: a
long report puts nothing further up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dhrgraph.report.gather import Known
from dhrgraph.report.gather_reach import Reach
from dhrgraph.report.records import Chart, Interval, Number, Sentence, Table
from dhrgraph.report.sections.words import Parts, counted, listed, noun, part_of, say
from dhrgraph.report.words import plain

FEW = 12  # partnerships up to which what all of them share is worth saying first
HEAD, MANY = 6, 8  # things named in a finding, and in a section; the table beside it names them all
ROWS = 40  # of a table: all themes, of agencies the first; the command gives the others

Behind = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """How sentences speak of one kind of thing: its noun; how one and several of them recur ("is addressed by"); the
    title of the rows behind a number ("Recommendations to {}"); the facet on the command line; what is said when there
    is none, and of a single review; and whether names need marks around them, as they may hold a comma."""

    one: str
    several: str
    recurs: str
    recur: str
    rows: str
    by: str
    none: str
    alone: str
    quoted: bool = False

    def name(self, label: str) -> str:
        """A thing's name within a sentence."""
        return f"‘{label}’" if self.quoted else label

    def title(self, label: str) -> str:
        """The title of the rows behind a number of recommendations."""
        return self.rows.format(self.name(label))

    @property
    def command(self) -> str:
        """What gives the whole table."""
        return f"dhrgraph recurrence --by {self.by}"


def across(known: Known, found: Sequence[Reach], behind: Behind, spoken: Spoken) -> tuple[Sentence, Sentence]:
    """What comes up in several partnerships, or why that cannot be said: for the head of a report, and in full."""
    of = known.of
    several = [one for one in found if one.partnerships > 1]
    if not found:
        said = say(spoken.none)
    elif of.partnerships <= 1:
        return _within_one(known, found, behind, spoken, HEAD), _within_one(known, found, behind, spoken, MANY)
    elif not several:
        said = say(
            "None of the ",
            counted(Number(len(found)), spoken.one, spoken.several),
            f" {spoken.recurs} more than one of the ",
            counted(Number(of.partnerships), "partnership"),
            ".",
        )
    elif of.partnerships > FEW:
        return _widest(known, found, several, behind, spoken, HEAD), _widest(
            known, found, several, behind, spoken, MANY
        )
    else:
        steps = [
            _step(known, list(some), behind, spoken) for _, some in groupby(several, key=lambda one: one.partnerships)
        ]
        return _ladder(known, found, steps, spoken, full=False), _ladder(known, found, steps, spoken, full=True)
    return said, said


def _within_one(known: Known, found: Sequence[Reach], behind: Behind, spoken: Spoken, most: int) -> Sentence:
    if known.of.reviews <= 1:
        return say(
            f"There is one review here, so no {spoken.one} can recur. {spoken.alone} ",
            _all(known, found, behind, spoken),
            f" {noun(len(found), spoken.one, spoken.several)}: ",
            _names(known, _by_voice(found), behind, spoken, most),
            ".",
        )
    again = [one for one in found if one.reviews > 1]
    if not again:
        return say(f"All reviews here are of one partnership, and no {spoken.one} comes up in more than one of them.")
    return say(
        "All reviews here are of one partnership, so nothing can be said of others. ",
        _all(known, again, behind, spoken),
        f" {noun(len(again), spoken.one, spoken.several)} {noun(len(again), 'comes', 'come')} up in more than "
        "one of its ",
        counted(Number(known.of.reviews), "review"),
        ": ",
        _names(known, _by_voice(again), behind, spoken, most),
        ".",
    )


def _widest(
    known: Known, found: Sequence[Reach], several: Sequence[Reach], behind: Behind, spoken: Spoken, most: int
) -> Sentence:
    """Where partnerships are many, nothing is shared by all: those that come up in most of them."""
    items: list[Parts] = [
        (
            f"{spoken.name(one.label)} (",
            _number(known, one, behind, spoken, one.partnerships),
            *((" of the ", Number(known.of.partnerships), " partnerships)") if n == 0 else (")",)),
        )
        for n, one in enumerate(several[:most])
    ]
    often = "Most often addressed" if "addressed" in spoken.recur else "Most widespread"
    return say(
        f"{often} {noun(len(items), 'is', 'are')} ",
        listed(items, most),
        ". ",
        ("All ", Number(len(found)), f" {spoken.several} {spoken.recur}")
        if len(several) == len(found) > 1
        else (
            "In all, ",
            Number(len(several)),
            " of the ",
            *counted(Number(len(found)), spoken.one, spoken.several),
            f" {spoken.recurs if len(several) == 1 else spoken.recur}",
        ),
        " more than one partnership.",
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """The things that reach the same number of partnerships: how many they are, and their names, some and all."""

    partnerships: int
    number: Number
    head: Parts
    full: Parts


def _step(known: Known, some: Sequence[Reach], behind: Behind, spoken: Spoken) -> _Step:
    ordered = _by_voice(some)
    names = [_names(known, ordered, behind, spoken, most) for most in (HEAD, MANY)]
    return _Step(some[0].partnerships, _all(known, some, behind, spoken), *names)


def _ladder(known: Known, found: Sequence[Reach], steps: Sequence[_Step], spoken: Spoken, *, full: bool) -> Sentence:
    """Where partnerships are few: what all of them share, then what all but one do, and so on. At the head of a report
    only the first step is told in names."""
    total = known.of.partnerships
    parts: list[Parts] = []
    if steps[0].partnerships < total:
        parts.append(
            (
                f"No {spoken.one} {spoken.recurs} {'both' if total == 2 else 'all'} ",
                *(() if total == 2 else (Number(total), " ")),
                "partnerships. ",
            )
        )
    for n, step in enumerate(steps):
        of: Parts = (" of the ", *counted(Number(len(found)), spoken.one, spoken.several)) if n == 0 else (" more",)
        names: Parts = (": ", *(step.full if full else step.head)) if full or n == 0 else ()
        recur = spoken.recurs if step.number.value == 1 else spoken.recur
        where = part_of(Number(step.partnerships), total, "partnership")
        parts.append((step.number, *of, f" {recur} ", *where, *names, "." if n == len(steps) - 1 else ". "))
    return say(*parts)


def _by_voice(some: Iterable[Reach]) -> list[Reach]:
    return sorted(some, key=lambda one: (-one.equal_voice, one.label, one.id))


def _names(known: Known, some: Sequence[Reach], behind: Behind, spoken: Spoken, most: int) -> Parts:
    """Their names, each with the number of recommendations, which leads to them."""
    items: list[Parts] = []
    for place, one in enumerate(some):
        number = (
            _number(known, one, behind, spoken, one.recommendations) if place < most else Number(one.recommendations)
        )
        word = f" {noun(one.recommendations, 'recommendation')}" if place == 0 else ""
        items.append((f"{spoken.name(one.label)} (", number, f"{word})"))
    return listed(items, most)


def _number(known: Known, one: Reach, behind: Behind, spoken: Spoken, value: int) -> Number:
    return known.trail.number(
        behind.get(one.id, ()), spoken.title(one.label), value=value, command=known.command_for(one.id)
    )


def _all(known: Known, some: Sequence[Reach], behind: Behind, spoken: Spoken) -> Number:
    """How many things there are, leading to the recommendations of all of them."""
    statements = {recommendation for one in some for recommendation in behind.get(one.id, ())}
    if len(some) == 1:
        title = spoken.title(some[0].label)
    else:
        reach = min(one.partnerships for one in some)
        where = f" {reach} of the partnerships" if reach > 1 else ""
        title = (
            f"Recommendations behind the {len(some)} {spoken.several} of{where}"
            if where
            else f"Recommendations behind {len(some)} {spoken.several}"
        )
    return known.trail.number(statements, title, value=len(some), command=spoken.command)


def reach_table(
    known: Known, found: Sequence[Reach], behind: Behind, spoken: Spoken, caption: str, *, note: str = ""
) -> Table:
    """The things that recur, each with its share of partnerships, how sure that is, and what chance gives; where none
    does, all."""
    total = known.of.partnerships
    chance = any(one.expected is not None for one in found)
    recurring = [one for one in found if one.partnerships > 1] or list(found)
    rows = [
        (
            one.label,
            _number(known, one, behind, spoken, one.partnerships),
            Number(one.share, form="share"),
            Interval(one.low, one.high),
            *((_expected(one, total),) if chance else ()),
            Number(one.reviews),
            Number(one.recommendations),
            Number(one.largest_share, form="share"),
        )
        for one in recurring[:ROWS]
    ]
    left = len(found) - len(rows)
    return Table(
        caption,
        (
            spoken.one.capitalize(),
            f"Partnerships (of {total:,})",
            "Share of partnerships",
            "95% interval",
            *(("Expected by chance",) if chance else ()),
            "Reviews",
            "Recommendations",
            "Most from one review",
        ),
        tuple(rows),
        " ".join(
            filter(
                None,
                (note, f"{left:,} more {noun(left, spoken.one, spoken.several)}: {spoken.command}." if left else ""),
            )
        ),
    )


def _expected(one: Reach, total: int) -> Number | None:
    return None if one.expected is None or not total else Number(min(one.expected / total, 1.0), form="share")


def addressed_by(known: Known, partnerships: int, names: Sequence[str]) -> str:
    """What a chart of bodies shows, for those who do not see it: who is addressed most widely, and how widely."""
    where = part_of(Number(partnerships), known.of.partnerships, "partnership")
    return plain(say("Addressed by ", where, ": ", listed(names, 5), "."))


def chart(table: Table, title: str, description: str) -> Chart:
    """The table's shares as dots, with their intervals and what chance gives."""
    return Chart(
        "dots",
        title,
        description,
        table,
        table.columns[0],
        ("Share of partnerships",),
        "95% interval",
        "Expected by chance" if "Expected by chance" in table.columns else "",
        most=15,
    )
