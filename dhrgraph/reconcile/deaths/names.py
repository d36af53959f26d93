"""Say which partnership each death of a table is listed under, and which rows may be one death.

    DeathRegister, Authorities  ->  reconcile_deaths  ->  DeathRegister with Matches and issues

Nothing is merged: ids number documents of the library, so two rows that agree may be one death with two documents or
two deaths, and only a person can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from dhrgraph.reconcile.readings import Authorities, partnership_of
from dhrgraph.records import Death, DeathRegister, Issue, Match, PartnershipName


def reconcile_deaths(
    table: DeathRegister, known: Authorities, regions: Mapping[str, str] = MappingProxyType({})
) -> DeathRegister:
    """The table with the partnership of each death. The printed words are kept only where they name a known one:
    anything could stand in a cell. `regions` are the codes that partnership areas have for the table's regions."""
    printed = sorted({death.csp.raw for death in table.deaths})
    names = {raw: known.partnerships.resolve(raw, known.register) for raw in printed}
    matches = {raw: partnership_of(*named, known.register) for raw, named in names.items() if named[0].codes}
    deaths = tuple(_reconciled(death, names[death.csp.raw][0], matches) for death in table.deaths)
    unknown = _unknown([death for death in deaths if death.partnership is None])
    elsewhere = _elsewhere(deaths, known, regions)
    return replace(table, deaths=deaths, issues=(*table.issues, *unknown, *elsewhere, *_alike(deaths)))


def _reconciled(death: Death, name: PartnershipName, matches: Mapping[str, Match | None]) -> Death:
    match = matches.get(death.csp.raw)
    return replace(death, csp=name if match else PartnershipName("", ""), partnership=match)


def _unknown(deaths: Sequence[Death]) -> Iterator[Issue]:
    for death in deaths:
        message = f"row {death.row} ({death.id}): no partnership of that name is known; the death stands without one"
        yield Issue("reconcile", "warning", message)


def _elsewhere(deaths: Sequence[Death], known: Authorities, regions: Mapping[str, str]) -> Iterator[Issue]:
    """Rows whose region is none that the partnership has an area in."""
    for death in deaths:
        areas = [known.partnerships.by_code[code] for code in death.csp.codes]
        region = regions.get(death.region or "")
        if region and areas and region not in {area.region_code for area in areas}:
            named = " and ".join(sorted({area.region for area in areas}))
            message = f"row {death.row} ({death.id}), column region: the partnership is in {named}"
            yield Issue("reconcile", "warning", f"{message}; both are kept as the table has them")


def _alike(deaths: Sequence[Death]) -> Iterator[Issue]:
    """Rows that are the same in all but the id; other rows of one partnership and month."""
    same = [group for group in _groups(deaths, _all_but_id) if len(group) > 1]
    for group in same:
        rows = f"{_named(group)} are the same in all but the id"
        yield Issue("reconcile", "warning", f"{rows}: one death with several documents, or several; none is left out")
    for group in _groups([d for d in deaths if d.date and len(d.date) == len("YYYY-MM")], _place_and_month):
        if len(group) > 1 and group not in same:
            rows = f"{_named(group)} have the same partnership and month"
            yield Issue("reconcile", "note", f"{rows}: they may be one death; each is counted")


def _groups(deaths: Sequence[Death], key: Callable[[Death], tuple[str, ...]]) -> list[list[Death]]:
    """Deaths with the same key, by id within a group and by the first id among groups."""
    known = [death for death in deaths if death.csp.codes]
    groups = [sorted(group, key=lambda death: death.id) for _, group in groupby(sorted(known, key=key), key=key)]
    return sorted(groups, key=lambda group: group[0].id)


def _all_but_id(death: Death) -> tuple[str, ...]:
    facts = (death.region or "", death.date or "", death.cause or "", death.place or "", *sorted(death.factors))
    return (";".join(death.csp.codes), death.csp.name, *facts)


def _place_and_month(death: Death) -> tuple[str, ...]:
    return (";".join(death.csp.codes), death.csp.name, death.date or "")


def _named(group: Sequence[Death]) -> str:
    return " and ".join(f"{death.id} (row {death.row})" for death in group)
