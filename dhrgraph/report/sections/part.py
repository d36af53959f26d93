"""A part of the recommendations, as those of one partnership or to one agency, and how it breaks down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dhrgraph.network.columns import Facet
from dhrgraph.network.implementation.rows import Plans
from dhrgraph.network.occurrences import Occurrence, Thing, as_counted
from dhrgraph.network.tally import Counts, Tally
from dhrgraph.report.gather import Known
from dhrgraph.report.records import Cell, Number, Table
from dhrgraph.report.sections.words import Parts, counted, part_of


@dataclass(frozen=True)
class Part:
    """Some recommendations of a graph."""

    known: Known
    ids: frozenset[str]

    @cached_property
    def rows(self) -> tuple[Occurrence, ...]:
        """Their occurrences, bodies as named."""
        return tuple(row for row in self.known.rows if row.recommendation in self.ids)

    @cached_property
    def counts(self) -> Counts:
        """How many partnerships and reviews they come from, and how many they are."""
        tally = Tally()
        for row in self.rows:
            tally.add(row)
        return tally.counts

    @cached_property
    def plans(self) -> Plans:
        """They and the actions that answer them."""
        plans = self.known.plans
        return Plans(
            tuple(row for row in plans.actions if row.recommendation.id in self.ids),
            tuple(each for each in plans.recommendations if each.id in self.ids),
        )

    def by(self, facet: Facet, *, collective: bool = False) -> list[Share]:
        """They by one facet: the things that most partnerships, then reviews, then recommendations concern first."""
        tallies: dict[str, Tally] = {}
        things: dict[str, Thing] = {}
        for row in as_counted(self.rows, collective=collective):
            thing = facet(row)
            if thing is not None:
                things[thing.id] = thing
                tallies.setdefault(thing.id, Tally()).add(row)
        found = [Share(things[key], tally.counts, frozenset(tally.recommendations)) for key, tally in tallies.items()]
        return sorted(found, key=lambda one: ([-n for n in one.counts], one.thing.label, one.thing.id))

    def number(self, title: str, command: str = "") -> Number:
        """How many they are, leading to them."""
        return self.known.trail.number(self.ids, title, command=command)

    def spread(self) -> Parts:
        """In how many of all partnerships and reviews: "in 2 of the 3 partnerships (2 of the 3 reviews)"."""
        of = self.known.of
        return (
            "in ",
            *part_of(Number(self.counts.partnerships), of.partnerships, "partnership"),
            " (",
            *part_of(Number(self.counts.reviews), of.reviews, "review"),
            ")",
        )


@dataclass(frozen=True, slots=True)
class Share:
    """What of a part concerns one thing."""

    thing: Thing
    counts: Counts
    ids: frozenset[str]


def chosen(known: Known, which: Callable[[str], bool]) -> Part:
    """The recommendations of which something is true."""
    return Part(known, frozenset(one for one in known.asked if which(one)))


def share_table(
    part: Part,
    shares: Sequence[Share],
    caption: str,
    head: str,
    title: str,
    *,
    most: int = 25,
    command: str = "",
    places: bool = True,
    extra: Mapping[str, Callable[[Share], Cell]] | None = None,
) -> Table:
    """The shares as a table; `title` names the rows behind each ("Recommendations to {}")."""
    more = extra or {}
    rows = tuple(
        (
            part.known.name_of(one.thing),
            part.known.trail.number(
                one.ids, title.format(part.known.name_of(one.thing)), command=part.known.command_for(one.thing.id)
            ),
            Number(one.counts.reviews),
            *((Number(one.counts.partnerships),) if places else ()),
            *(cell(one) for cell in more.values()),
        )
        for one in shares[:most]
    )
    left = len(shares) - len(rows)
    note = f"{left:,} more{f': {command}' if command else ''}." if left else ""
    heads = (head, "Recommendations", "Reviews", *(("Partnerships",) if places else ()), *more)
    return Table(caption, heads, rows, note)


def named(part: Part, shares: Iterable[Share], title: str, *, quoted: bool = False, most: int = 5) -> list[Parts]:
    """The shares by name with their number of recommendations."""
    mark = "‘{}’" if quoted else "{}"
    items: list[Parts] = []
    for place, one in enumerate(shares):
        number = (
            part.known.trail.number(
                one.ids, title.format(mark.format(one.thing.label)), command=part.known.command_for(one.thing.id)
            )
            if place < most
            else Number(len(one.ids))
        )
        items.append(
            (mark.format(one.thing.label), " (", *(counted(number, "recommendation") if place == 0 else (number,)), ")")
        )
    return items


def of_all(ids: Collection[str], others: Collection[str]) -> frozenset[str]:
    """Those that are in both."""
    return frozenset(ids) & frozenset(others)
