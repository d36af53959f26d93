"""Community safety partnerships as printed: "CSP: Liverpool", "Kent", "Safer Bristol Partnership", "Citysafe".

    rows of partnerships.csv  ->  read_partnerships  ->  Partnerships.resolve  ->  PartnershipName, councils
    PartnershipName, councils, Register  ->  commissioner  ->  Match with the body

The name of a place is read out of what is printed, by the forms of partnerships' names ("Safer {place} Partnership")
and the words that usually stand beside one, and looked up: among the areas of the ONS list, then among the register's
partnerships (which cover one area or several, and have trading names), then among its councils.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from dhrgraph.reconcile.mentions.match import reconcile
from dhrgraph.reconcile.partnerships.areas import PartnershipArea, read_areas
from dhrgraph.reconcile.register.records import AuthorityRecord
from dhrgraph.reconcile.register.register import Register
from dhrgraph.reconcile.register.wordbook import Wordbook, wordbook
from dhrgraph.reconcile.register.words import Word, fold, is_acronym_of, words_of
from dhrgraph.records import Candidate, Match, PartnershipName

Row: TypeAlias = Mapping[str, str]
Words: TypeAlias = tuple[Word, ...]
Form: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]  # the words before a place, and those behind it
NO_AREA: frozenset[str] = frozenset()
_COUNCILS = ("council", "county council")
_PARTNERSHIP = "community safety partnership"
_INITIALS = re.compile(r"(?P<name>.*\S)\s*\((?P<letters>\w{1,20})\)\s{0,9}")
_SMALL = frozenset({"and", "for", "in", "of", "the"})  # no place's name begins or ends with one of these
_LONGEST = 24  # words; no partnership's name is longer, and a sentence is not looked through


@dataclass(frozen=True, eq=False, slots=True)
class Partnerships:
    """All areas by code and by each of their names, and the usual words beside those."""

    by_code: Mapping[str, PartnershipArea]
    names: Wordbook[str]
    shared_names: Wordbook[str]
    words: frozenset[str]
    forms: tuple[Form, ...]

    def resolve(self, printed: str, register: Register | None = None) -> tuple[PartnershipName, frozenset[str]]:
        """The partnership a document names, and the codes of the councils of its area.

        A name that only the register knows needs the register. When none knows it, the name of the place stands, the
        same for all forms of it, and there are no codes. A name that several areas go by has their codes as `may_be`.

        Example:
            >>> row = {"code": "E22000002", "name": "Bristol, City of", "councils": "E06000023"}
            >>> forms = [{"form": "{place} CSP"}, {"form": "CSP {place}"}, {"form": "Safer {place} Partnership"}]
            >>> known = read_partnerships([row], (), forms)
            >>> name, areas = known.resolve("CSP: Bristol")
            >>> name.name, name.codes, sorted(areas)
            ('Bristol, City of', ('E22000002',), ['E06000023'])
            >>> [known.resolve(form)[0].name for form in ("Safer Aton Partnership", "ATON CSP")]
            ['Aton', 'Aton']
        """
        words = words_of(_without_initials(printed))[:_LONGEST]
        place = self._without_form(words, (*self.forms, *_forms(register)) if register else self.forms)
        found = self._known(printed, words, place, register)
        if found is None:
            may_be = self.shared_names.find([word.key for word in place])
            return PartnershipName(printed, _as_named(printed, place), may_be=may_be), NO_AREA
        codes, called = found
        name = self.by_code[codes[0]].name if len(codes) == 1 else called
        return PartnershipName(printed, name, codes), self.areas(codes)

    def areas(self, codes: Iterable[str]) -> frozenset[str]:
        """The councils of areas given by code."""
        return frozenset(council for code in codes for council in self.by_code[code].councils)

    def places(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Names of areas with their councils, for `build_register`.

        Where an area has several councils, the name of a former one is no name of them all.
        """
        for area in self.by_code.values():
            for spelling in area.spellings:
                if len(area.councils) == 1 or spelling not in area.former_councils:
                    yield spelling, area.councils

    def _known(
        self, printed: str, words: Words, place: Words, register: Register | None
    ) -> tuple[tuple[str, ...], str] | None:
        """The codes of what is named, and what it is called there. A person's judgement comes before all else."""
        named = reconcile(printed, NO_AREA, register) if register is not None else None
        judged = named if named and named.method == "judgement" else None
        found = self._covered(judged, register) or self._beside_usual_words([word.key for word in words])
        found = found or self._covered(named, register)
        for less in dict.fromkeys((place, self._without_usual_words(words))):
            keys = [word.key for word in less]
            if found is None and keys and register is not None:
                found = self._of_place(keys, register)
            if found is None and keys:
                codes = self._joined(keys, register)
                found = (codes, _as_named(printed, less)) if codes else None
        return found

    def _beside_usual_words(self, keys: list[str]) -> tuple[tuple[str, ...], str] | None:
        for length in range(len(keys), 0, -1):
            for start in range(len(keys) - length + 1):
                beside = keys[:start] + keys[start + length :]
                codes = self.names.find(keys[start : start + length])
                if codes and self.words.issuperset(beside):
                    return codes, self._called(codes, keys[start : start + length])
        return None

    def _called(self, codes: tuple[str, ...], keys: list[str]) -> str:
        """The spelling that was found: the first of any of the areas that these words are."""
        spellings = (spelling for code in codes for spelling in self.by_code[code].spellings)
        return next(spelling for spelling in spellings if wordbook([(spelling, True)]).find(keys))

    def _covered(self, match: Match | None, register: Register | None) -> tuple[tuple[str, ...], str] | None:
        """What a partnership of the register covers; None where the match is to none."""
        record = register.records.get(match.id or "") if match and register is not None else None
        if record is None or not record.is_partnership:
            return None
        codes = tuple(code for code in sorted(record.covers) if code in self.by_code)
        return (codes, self._place_in(record.label)) if codes else None

    def _of_place(self, keys: list[str], register: Register) -> tuple[tuple[str, ...], str] | None:
        """The partnership, or the areas of the one council, that are called after a place: "Safer Abshire Board"."""
        place = " ".join(keys)
        found = self._covered(reconcile(f"{place} {_PARTNERSHIP}", NO_AREA, register), register)
        if found:
            return found
        slugs = (reconcile(f"{place} {council}", NO_AREA, register).id or "" for council in _COUNCILS)
        record = next((register.records[slug] for slug in slugs if slug in register.records), None)
        if record is None or record.is_partnership or not record.areas:
            return None
        covered = set(record.areas)
        inside = tuple(code for code, area in self.by_code.items() if covered.issuperset(area.councils))
        codes = inside or tuple(code for code, area in self.by_code.items() if covered.intersection(area.councils))
        return (codes, self._place_in(record.label)) if codes else None

    def _joined(self, keys: list[str], register: Register | None) -> tuple[str, ...]:
        """The codes of places that are named together ("Gwynedd and Anglesey"); none unless all are known."""
        found: list[str] = []
        while keys:
            for length in range(len(keys), 0, -1):
                codes = self.names.find(keys[:length])
                known = self._of_place(keys[:length], register) if register and not codes else None
                codes = known[0] if known else codes
                if codes:
                    break
            else:
                return ()
            found.extend(codes)
            keys = keys[length:]
            keys = keys[1:] if keys[:1] == ["and"] else keys
        return tuple(sorted(set(found)))

    def _without_form(self, words: Words, forms: Sequence[Form]) -> Words:
        """The words of a place's name, taken out of the forms that are recognised; all words when none is."""
        kept = words[1:] if len(words) > 1 and words[0].key == "the" else words
        for before, behind in sorted(forms, key=lambda form: -len(form[0]) - len(form[1])):
            keys = tuple(word.key for word in kept)
            end = len(keys) - len(behind)
            ends = {*keys[len(before) : len(before) + 1], *keys[end - 1 : end]}
            if len(before) < end and keys[: len(before)] == before and keys[end:] == behind and not _SMALL & ends:
                return self._without_form(kept[len(before) : end], forms)
        return kept

    def _without_usual_words(self, words: Words) -> Words:
        """The words without the usual ones before and behind them; maybe none."""
        start, end = 0, len(words)
        while start < end and words[start].key in self.words:
            start += 1
        while end > start and words[end - 1].key in self.words:
            end -= 1
        return words[start:end]

    def _place_in(self, label: str) -> str:
        return _as_named(label, self._without_usual_words(words_of(label)))


def read_partnerships(rows: Iterable[Row], phrases: Iterable[Row], forms: Iterable[Row] = ()) -> Partnerships:
    """Build the partnerships.

    Args:
        rows: Of partnerships.csv.
        phrases: Rows of addressee_phrases.csv; those of kind "partnership" stand beside the place in a name.
        forms: Rows of partnership_forms.csv; those of the register come to them.

    Raises:
        VocabularyError: an area lacks its code, name or councils.
    """
    by_code = read_areas(rows)
    words = frozenset(word for row in phrases if row["kind"] == "partnership" for word in fold(row["phrase"]).split())
    return Partnerships(
        by_code,
        wordbook((spelling, area.code) for area in by_code.values() for spelling in area.spellings),
        wordbook((name, area.code) for area in by_code.values() for name in area.may_mean),
        words,
        tuple(_form(row["form"]) for row in forms),
    )


def _form(form: str) -> Form:
    before, _, behind = form.partition("{place}")
    first, last = (tuple(word.key for word in words_of(part)) for part in (before, behind))
    return first, last


def commissioner(name: PartnershipName, areas: frozenset[str], register: Register) -> Match:
    """The register's partnership for a printed one: by its name, by what it covers or by its councils; or none.

    A name that several areas go by is ambiguous between their partnerships.
    """
    named = reconcile(name.raw, areas, register)
    record = register.records.get(named.id or "")
    if record and record.is_partnership:
        return named
    covering = _covering(register)
    same = covering.get(frozenset(name.codes))
    if same:
        what = f"code{'' if len(name.codes) == 1 else 's'} {', '.join(name.codes)}"
        return _commissioned(name, register.records[same], f"the partnership with the {what}")
    told = [r for r in _partnerships(register) if areas and areas == set(r.areas) and not r.covers]
    if len(told) == 1:
        return _commissioned(name, told[0], f"the partnership of {', '.join(told[0].areas)}")
    may_be = sorted({covering[one] for one in (frozenset([code]) for code in name.may_be) if one in covering})
    if may_be:
        candidates = tuple(Candidate(s, register.records[s].label, f"its area is called '{name.name}'") for s in may_be)
        why = f"'{name.name}' is the name of several areas"
        return Match(name.raw, None, None, None, False, "none", why, candidates=candidates)
    return Match(name.raw, None, None, None, False, "none", "no partnership of the register covers just this area")


def _commissioned(name: PartnershipName, record: AuthorityRecord, evidence: str) -> Match:
    return Match(name.raw, record.label, record.slug, record.type, False, "area-context", evidence)


@lru_cache(maxsize=4)  # registers: a build has one
def _forms(register: Register) -> tuple[Form, ...]:
    """The forms that the register makes partnerships' names of a place's with."""
    made = register.forms.by_type.get(("community-safety-partnership", "partnership"), ())
    return tuple(
        (tuple(form.key_before.split()), tuple(form.key_after.split())) for form in made if form.slot == "{place}"
    )


@lru_cache(maxsize=4)
def _covering(register: Register) -> Mapping[frozenset[str], str]:
    """What each partnership covers -> its slug; the first by slug where two cover the same."""
    found: dict[frozenset[str], str] = {}
    for record in _partnerships(register):
        if record.covers:
            found.setdefault(frozenset(record.covers), record.slug)
    return found


def _partnerships(register: Register) -> Iterator[AuthorityRecord]:
    return (register.records[slug] for slug in register.records.of_kind("partnership"))


def _as_named(printed: str, place: Words) -> str:
    """The place as printed, in ordinary letters if it stands in capitals, with "and" for "&"; all that is printed if
    there is no place."""
    if not place:
        return printed.strip()
    words = re.sub(r"\s*&\s*", " and ", printed[place[0].start : place[-1].end])
    return words.title() if words.isupper() and len(words) > len("BCP") else words


def _without_initials(printed: str) -> str:
    found = _INITIALS.fullmatch(printed)
    return found["name"] if found and is_acronym_of(found["letters"], found["name"]) else printed
