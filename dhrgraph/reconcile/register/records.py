"""Authority records: what the register says of one body, and of one change from bodies to others.

    rows of registers/*.csv, sources  ->  Records  ->  AuthorityRecord when it is asked for

A build needs a few dozen of the two thousand records; the others stay rows of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dhrgraph.reconcile.register.tables import Cells, values

COLUMNS = (
    "slug", "label", "kind", "type", "level", "parent", "place", "areas", "covers", "opened", "closed", "alt_labels",
    "misprints", "context_labels", "whole_labels", "identifiers", "evidence", "matches", "does_not_match", "note",
)  # fmt: skip
(
    SLUG, LABEL, KIND, TYPE, LEVEL, PARENT, PLACE, AREAS, COVERS, OPENED, CLOSED, ALT, MISPRINTS, CONTEXT, WHOLE,
    IDENTIFIERS, EVIDENCE, MATCHES, DISOWNS, NOTE,
) = range(len(COLUMNS))  # fmt: skip

UNIT = "org:OrganizationalUnit"
PARTNERSHIP = "dhr:CommunitySafetyPartnership"
GROUP = "group"

CLASSES: Mapping[str, tuple[str, ...]] = {
    "body": ("dhr:Agency", "org:FormalOrganization"),  # stands by law or charter
    "service": ("dhr:Agency", "org:Organization"),  # addressed in its own right, alone or as part of a body
    "unit": ("dhr:Agency", UNIT),  # a team or department, nothing apart from its body
    "board": ("dhr:Agency", "org:OrganizationalCollaboration"),  # several bodies at one table
    "partnership": ("dhr:Agency", PARTNERSHIP, "org:OrganizationalCollaboration"),
    GROUP: ("dhr:CollectiveAddressee",),  # bodies addressed together, none of them named
}


@dataclass(frozen=True, slots=True)
class Source:
    """A public register or paper that a row rests on. `cited` names it with its date; `attribution` is what its licence
    asks to be said, in full, empty when it asks for nothing."""

    id: str
    cited: str
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A code a public register gives the body, never without evidence. `scheme` is the list ("GB-NHS")."""

    scheme: str
    code: str
    evidence: str


@dataclass(frozen=True, slots=True)
class AuthorityRecord:
    """One body of the register, or one group of bodies that is addressed together (`collective`).

    Labels are in the order of the file, without those that name_forms.csv makes (`Register.names_of` has them).
    `alt_labels` mean the body anywhere, `misprints` likewise though they are wrong; `context_labels` mean it only in
    a document about an area it covers or, for a body without areas, about no area; `whole_labels` are also
    ordinary words and mean it only when nothing else is printed. A label that stands in two lists has the limits of
    both. `places` are the names of its area, for name forms; maybe none. `areas` are codes of councils, sorted; none
    for a national body. `covers` are the ONS partnerships a partnership stands for. `opened` and `closed` are dates of
    the body, to the day, month or year, None when not evidenced. `sources` are those of the row's evidence and note.
    """

    slug: str
    label: str
    type: str
    collective: bool
    classes: tuple[str, ...]
    level: str | None
    parent: str | None
    alt_labels: tuple[str, ...]
    misprints: tuple[str, ...]
    context_labels: tuple[str, ...]
    whole_labels: tuple[str, ...]
    areas: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    matches: tuple[str, ...]
    does_not_match: tuple[str, ...]
    kind: str = "body"
    places: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    opened: str | None = None
    closed: str | None = None
    note: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def is_unit(self) -> bool:
        """Whether it is a team or department that has no standing apart from its body."""
        return UNIT in self.classes

    @property
    def is_partnership(self) -> bool:
        """Whether it is the community safety partnership of its areas."""
        return PARTNERSHIP in self.classes


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """Bodies became others, or something of theirs moved. `date` is to the day or month; slugs are sorted.

    `makes_successor`: whether changes of its kind put what resulted in the place of what was, as codes.ttl says.
    `source` cites `sources`, with what they say.
    """

    slug: str
    label: str
    date: str
    kind: str
    originals: tuple[str, ...]
    results: tuple[str, ...]
    source: str
    makes_successor: bool
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Records(Mapping[str, AuthorityRecord]):
    """Records by slug, in order of slugs. A record is made when it is first asked for; the rest stay rows."""

    rows: Mapping[str, Cells]
    sources: Mapping[str, Source]
    _made: dict[str, AuthorityRecord] = field(default_factory=dict, init=False, repr=False)
    _areas: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False)

    def __getitem__(self, slug: str) -> AuthorityRecord:
        made = self._made.get(slug)
        if made is None:
            made = self._made[slug] = _record(self.rows[slug], self.sources)
        return made

    def __contains__(self, slug: object) -> bool:
        return slug in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def areas(self, slug: str) -> frozenset[str]:
        """The councils of a body's area, without making its record."""
        found = self._areas.get(slug)
        if found is None:
            found = self._areas[slug] = frozenset(values(self.rows[slug][AREAS]))
        return found

    def parent(self, slug: str) -> str | None:
        """What a body is part of, without making its record."""
        return self.rows[slug][PARENT] or None

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The slugs of one kind ("partnership", "group"), in order, without making records."""
        return tuple(slug for slug, row in self.rows.items() if row[KIND] == kind)


def sources_of(cells: Iterable[str], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that cells begin with, each once, in order of ids; a note may begin with none.

    Example:
        >>> known = {"ods": Source("ods", "successor file, 2022")}
        >>> [source.id for source in sources_of(["ods: RQ6 to REM", "A note."], known)]
        ['ods']
    """
    named = {name for cell in cells for name in cell.partition(":")[0].split("+")}
    return tuple(sources[name] for name in sorted(named & sources.keys()))


def cite(cell: str, sources: Mapping[str, Source]) -> str:
    """What a cell of evidence says in full: "id" or "id+id: words".

    Example:
        >>> cite("ods: RQ6 to REM", {"ods": Source("ods", "successor file, 2022")})
        'successor file, 2022: RQ6 to REM'
    """
    ids, colon, words = cell.partition(":")
    named = "; ".join(sources[name].cited for name in ids.split("+"))
    return f"{named}: {words.strip()}" if colon else named


def _record(row: Cells, sources: Mapping[str, Source]) -> AuthorityRecord:
    kind = row[KIND]
    codes = (
        (*code.split(" "), seen) for code, seen in zip(values(row[IDENTIFIERS]), values(row[EVIDENCE]), strict=True)
    )
    return AuthorityRecord(
        slug=row[SLUG],
        label=row[LABEL],
        type=row[TYPE],
        collective=kind == GROUP,
        classes=CLASSES[kind],
        level=row[LEVEL] or None,
        parent=row[PARENT] or None,
        alt_labels=values(row[ALT]),
        misprints=values(row[MISPRINTS]),
        context_labels=values(row[CONTEXT]),
        whole_labels=values(row[WHOLE]),
        areas=tuple(sorted(values(row[AREAS]))),
        identifiers=tuple(Identifier(scheme, code, cite(seen, sources)) for scheme, code, seen in codes),
        matches=values(row[MATCHES]),
        does_not_match=values(row[DISOWNS]),
        kind=kind,
        places=values(row[PLACE]),
        covers=values(row[COVERS]),
        opened=row[OPENED] or None,
        closed=row[CLOSED] or None,
        note=row[NOTE],
        sources=sources_of((*values(row[EVIDENCE]), row[NOTE]), sources),
    )
