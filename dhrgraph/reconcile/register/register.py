"""The register of bodies, ready to be asked: every name of every record, with its limits.

    tables, phrases, judgements, places  ->  build_register  ->  Register

It is made once a run and shared; nothing in it changes but what it remembers of its own answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from dhrgraph.reconcile.judgements import Judgement, read_judgements
from dhrgraph.reconcile.register.bodies import read_bodies, read_events, read_sources
from dhrgraph.reconcile.register.faults import Codes
from dhrgraph.reconcile.register.forms import Forms, NameMethod, read_forms
from dhrgraph.reconcile.register.names import Name, index_names, names_of, spellings
from dhrgraph.reconcile.register.phrases import Phrases, read_phrases
from dhrgraph.reconcile.register.records import AREAS, COVERS, KIND, PLACE, ChangeEvent, Records, Source
from dhrgraph.reconcile.register.tables import Cells, Table, values
from dhrgraph.reconcile.register.wordbook import Wordbook, wordbook
from dhrgraph.records import JudgementRow

__all__ = ["Name", "NameMethod", "Register", "RegisterTables", "build_register"]

Row: TypeAlias = Mapping[str, str]
_MANY = 8  # meanings of one phrase ("Council") from which an answer is worth remembering


@dataclass(frozen=True, slots=True)
class RegisterTables:
    """The files of registers/ as read: the bodies, and the three tables that go with them, where there are any."""

    bodies: tuple[Table, ...]
    successions: Table | None = None
    sources: Table | None = None
    forms: Table | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Register:
    """Records by slug, change events by date, and the wordbooks that lead from printed words to them."""

    records: Records
    events: tuple[ChangeEvent, ...]
    names: Wordbook[Name]
    places: Wordbook[str]  # name of an area -> codes of its councils
    phrases: Phrases
    judgements: Wordbook[Judgement]
    forms: Forms
    _good: dict[tuple[str, frozenset[str]], tuple[Name, ...]] = field(default_factory=dict, init=False, repr=False)

    def good(self, name: Name, areas: frozenset[str]) -> bool:
        """Whether a name counts in a document about `areas` (codes of councils; none: about no area)."""
        if not name.in_context:
            return True
        covered = self.records.areas(name.slug)
        if self.records.rows[name.slug][KIND] == "partnership":
            return covered == areas  # a county's partnership and a district's are both called "the CSP"
        return not covered.isdisjoint(areas) if covered else not areas

    def named(self, words: Sequence[str], areas: frozenset[str]) -> tuple[Name, ...]:
        """The names that folded words are in a document about `areas`.

        The same as asking `good` of all that `names.find` gives, and quick where hundreds of councils share a name.
        """
        meanings = self.names.find(words)
        if len(meanings) < _MANY:
            return tuple(name for name in meanings if self.good(name, areas))
        asked = " ".join(words), areas
        known = self._good.get(asked)
        if known is None:
            known = self._good[asked] = tuple(name for name in meanings if self.good(name, areas))
        return known

    def labels(self, areas: frozenset[str]) -> tuple[str, ...]:
        """Every name good in a document about `areas`, sorted: what a broken heading may be mended into."""
        names = (name for meanings in self.names.spaced.values() for name in meanings)
        return tuple(sorted({name.words for name in names if self.good(name, areas)}))

    def spellings(self) -> frozenset[str]:
        """Every name, good anywhere or not, casefolded. No record and no `Name` is made for it."""
        return spellings(self.names)

    def names_of(self, slug: str) -> tuple[Name, ...]:
        """All names of one body, those its row spells out before those forms make."""
        return names_of(slug, self.records.rows, self.forms, self.names)

    def lineage(self, slug: str) -> Iterator[str]:
        """The body, then what it is part of, and so on up."""
        at: str | None = slug
        while at is not None:
            yield at
            at = self.records.parent(at)


def build_register(
    tables: RegisterTables | Iterable[Table] = (),
    phrases: Iterable[Row] = (),
    judgements: Iterable[JudgementRow] = (),
    places: Iterable[tuple[str, Iterable[str]]] = (),
    codes: Codes | None = None,
) -> Register:
    """Build the register.

    Args:
        tables: The files of registers/, or those of bodies alone.
        phrases: Rows of addressee_phrases.csv.
        judgements: Rows of judgements.csv, each with a slug.
        places: Names of areas with the codes of their councils, as `Partnerships.places` gives them; those of several
            areas, a county's, come from the register's own partnerships.
        codes: Of codes.ttl; without them any type, level and kind of change will do.

    Raises:
        VocabularyError: a row lacks what it needs, names a body or source that is not there, is part of itself, or
            shares its slug or label with another. Nothing is built then.
    """
    given = tables if isinstance(tables, RegisterTables) else RegisterTables(tuple(tables))
    known = codes or Codes()
    sources: dict[str, Source] = read_sources(given.sources) if given.sources else {}
    rows = read_bodies(given.bodies, sources, known)
    events = read_events(given.successions, rows, sources, known) if given.successions else ()
    forms = read_forms(given.forms, known.types) if given.forms else Forms({}, {})
    names = index_names(rows, forms)
    return Register(
        Records(rows, sources),
        events,
        names,
        wordbook((place, code) for place, codes in (*places, *_wider_places(rows)) for code in codes),
        read_phrases(phrases),
        read_judgements(judgements, rows),
        forms,
    )


def _wider_places(rows: Mapping[str, Cells]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The places of partnerships that cover several areas, with the codes of their councils."""
    for row in rows.values():
        if len(values(row[COVERS])) > 1:
            yield from ((place, values(row[AREAS])) for place in values(row[PLACE]))
