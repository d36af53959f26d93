"""Community safety partnerships as printed: "CSP: Liverpool", "Kent", "Bristol Community Safety Partnership".

    rows of partnerships.csv  ->  read_partnerships  ->  Partnerships.resolve  ->  PartnershipName, areas

The Office for National Statistics lists 314 partnerships; many documents print the name of a county or of two
districts, which covers several of them, or a trading name, which only the register of agencies knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dhrgraph.reconcile.authority import AuthorityRecord
from dhrgraph.reconcile.match import reconcile
from dhrgraph.reconcile.register import Register
from dhrgraph.reconcile.wordbook import Wordbook, wordbook
from dhrgraph.reconcile.words import fold, is_acronym_of, words_of
from dhrgraph.records import Match, PartnershipName

Row = Mapping[str, str]
_COUNCILS = ("council", "county council")
_INITIALS = re.compile(r"(?P<name>.+?)\s*\((?P<letters>\w+)\)\s*")


@dataclass(frozen=True, slots=True)
class Partnership:
    """One partnership of the ONS list. `councils` are the codes of the councils of its area."""

    code: str
    name: str
    country: str
    region: str
    councils: tuple[str, ...]
    also_called: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its names, and "City of Bristol" and "Bristol" for "Bristol, City of"."""
        main, comma, title = self.name.partition(", ")
        turned = (main, f"{title} {main}") if comma and title.endswith(" of") else ()
        return (self.name, *turned, *self.also_called)


@dataclass(frozen=True, eq=False, slots=True)
class Partnerships:
    """All partnerships by code, and by each of their names."""

    by_code: Mapping[str, Partnership]
    names: Wordbook[str]
    words: frozenset[str]

    def resolve(self, printed: str, register: Register | None = None) -> tuple[PartnershipName, frozenset[str]]:
        """The partnership a document names, and the codes of the councils of its area.

        The printed name may hold a partnership's usual words ("Safer", "Partnership", "Borough of") beside
        the name of the area. Failing that, the register is asked for a partnership of that name, then for the
        council of the area that is left without those words. When none knows it, the printed words stand and there
        are no codes.

        Example:
            >>> row = {"code": "E22000002", "name": "Bristol, City of", "country": "England",
            ...        "region": "South West", "councils": "E06000023", "also_called": ""}
            >>> known = read_partnerships([row], [{"phrase": "csp", "kind": "partnership"}])
            >>> name, areas = known.resolve("CSP: Bristol")
            >>> name.name, name.codes, sorted(areas)
            ('Bristol, City of', ('E22000002',), ['E06000023'])
        """
        keys = [word.key for word in words_of(_without_initials(printed))]
        codes, called = self._named(keys)
        if not codes and register is not None:
            codes, called = self._registered(printed, register)
        if not codes and register is not None:
            codes, called = self._of_council(keys, register)
        if not codes:
            return PartnershipName(printed, printed.strip()), frozenset()
        name = self.by_code[codes[0]].name if len(codes) == 1 else called
        return PartnershipName(printed, name, codes), self.areas(codes)

    def areas(self, codes: Iterable[str]) -> frozenset[str]:
        """The councils of partnerships given by code."""
        return frozenset(council for code in codes for council in self.by_code[code].councils)

    def places(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Names of areas with their councils, for `build_register`."""
        for partnership in self.by_code.values():
            for spelling in partnership.spellings:
                yield spelling, partnership.councils

    def _named(self, keys: list[str]) -> tuple[tuple[str, ...], str]:
        for length in range(len(keys), 0, -1):
            for start in range(len(keys) - length + 1):
                beside = keys[:start] + keys[start + length :]
                codes = self.names.find(keys[start : start + length])
                if codes and self.words.issuperset(beside):
                    return codes, self._called(codes, keys[start : start + length])
        return (), ""

    def _called(self, codes: tuple[str, ...], keys: list[str]) -> str:
        """The spelling that was found: the first of any of the partnerships that these words are."""
        spellings = (spelling for code in codes for spelling in self.by_code[code].spellings)
        return next(spelling for spelling in spellings if wordbook([(spelling, True)]).find(keys))

    def _registered(self, printed: str, register: Register) -> tuple[tuple[str, ...], str]:
        match = reconcile(printed, frozenset(), register)
        record = register.records[match.id] if match.id else None
        if record is None or not record.is_partnership:
            return (), ""
        covered = set(record.areas)
        return tuple(c for c, p in self.by_code.items() if covered.intersection(p.councils)), record.label

    def _of_council(self, keys: list[str], register: Register) -> tuple[tuple[str, ...], str]:
        """The partnerships in the area of the one council that is called after the place: "Safer Abshire Board"."""
        start, end = self._place(keys)
        if start == end:
            return (), ""
        place = " ".join(keys[start:end])
        found = (reconcile(f"{place} {council}", frozenset(), register).id for council in _COUNCILS)
        record = next((register.records[name] for name in found if name), None)
        if record is None or record.is_partnership or not record.areas:
            return (), ""
        named = words_of(record.label)
        start, end = self._place([word.key for word in named])
        covered = set(record.areas)
        inside = tuple(code for code, p in self.by_code.items() if covered.issuperset(p.councils))
        reached = inside or tuple(code for code, p in self.by_code.items() if covered.intersection(p.councils))
        return reached, record.label[named[start].start : named[end - 1].end]

    def _place(self, keys: list[str]) -> tuple[int, int]:
        """[start, end) of the words of an area's name, without the usual words before and behind it."""
        start, end = 0, len(keys)
        while start < end and keys[start] in self.words:
            start += 1
        while end > start and keys[end - 1] in self.words:
            end -= 1
        return start, end


def read_partnerships(rows: Iterable[Row], phrases: Iterable[Row]) -> Partnerships:
    """Build the partnerships.

    Args:
        rows: Of partnerships.csv; several codes or names in a cell are joined by ";".
        phrases: Rows of addressee_phrases.csv; those of kind "partnership" stand beside the area in a name.
    """
    by_code = {
        row["code"]: Partnership(
            row["code"],
            row["name"],
            row["country"],
            row["region"],
            _cell(row["councils"]),
            _cell(row["also_called"]),
        )
        for row in rows
    }
    names = wordbook((spelling, p.code) for p in by_code.values() for spelling in p.spellings)
    words = frozenset(word for row in phrases if row["kind"] == "partnership" for word in fold(row["phrase"]).split())
    return Partnerships(dict(sorted(by_code.items())), names, words)


def commissioner(name: PartnershipName, areas: frozenset[str], register: Register) -> Match:
    """The register's partnership for a printed one: by its name, its code or its area; or none."""
    named = reconcile(name.raw, areas, register)
    if named.id and register.records[named.id].is_partnership:
        return named
    for record in register.records.values():
        codes = tuple(identifier.code for identifier in record.identifiers)
        if record.is_partnership and len(name.codes) == 1 and name.codes[0] in codes:
            return _commissioned(name, record, f"the partnership with the code {name.codes[0]}")
    same = [r for r in register.records.values() if r.is_partnership and areas and areas == set(r.areas)]
    if len(same) == 1:
        return _commissioned(name, same[0], f"the partnership of {', '.join(same[0].areas)}")
    return Match(name.raw, None, None, None, False, "none", "no partnership of the register covers just this area")


def _commissioned(name: PartnershipName, record: AuthorityRecord, evidence: str) -> Match:
    return Match(name.raw, record.label, record.slug, record.type, False, "area-context", evidence)


def _without_initials(printed: str) -> str:
    found = _INITIALS.fullmatch(printed)
    return found["name"] if found and is_acronym_of(found["letters"], found["name"]) else printed


def _cell(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
