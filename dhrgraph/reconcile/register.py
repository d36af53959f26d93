"""The register of bodies, ready to be asked: every label of every record, with its limits.

    triples, phrases, judgements, places  ->  build_register  ->  Register

It is made once a run and shared; nothing in it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dhrgraph.errors import VocabularyError
from dhrgraph.reconcile.authority import AuthorityRecord, ChangeEvent, Triples, read_events, read_records
from dhrgraph.reconcile.judgements import Judgement, read_judgements
from dhrgraph.reconcile.phrases import Phrases, read_phrases
from dhrgraph.reconcile.wordbook import Wordbook, wordbook
from dhrgraph.reconcile.words import fold

Row: TypeAlias = Mapping[str, str]
NameMethod: TypeAlias = Literal["label", "variant", "misprint", "area-context"]


@dataclass(frozen=True, slots=True)
class Name:
    """One label of one record: `source` is the property it stands in, `method` what a match by it is called.

    `in_context`: good only in a document about the record's areas. `whole`: good only as the whole mention.
    """

    slug: str
    words: str
    source: str
    method: NameMethod
    in_context: bool
    whole: bool


@dataclass(frozen=True, eq=False, slots=True)
class Register:
    """Records by slug, change events by date, and the wordbooks that lead from printed words to them."""

    records: Mapping[str, AuthorityRecord]
    events: tuple[ChangeEvent, ...]
    names: Wordbook[Name]
    places: Wordbook[str]  # name of an area -> codes of its councils
    phrases: Phrases
    judgements: Wordbook[Judgement]

    def good(self, name: Name, areas: frozenset[str]) -> bool:
        """Whether a label counts in a document about `areas` (codes of councils; none: about no area)."""
        if not name.in_context:
            return True
        covered = self.records[name.slug].areas
        return bool(areas.intersection(covered)) if covered else not areas

    def labels(self, areas: frozenset[str]) -> tuple[str, ...]:
        """Every label good in a document about `areas`, sorted: what a broken heading may be mended into."""
        names = (name for meanings in self.names.spaced.values() for name in meanings)
        return tuple(sorted({name.words for name in names if self.good(name, areas)}))

    def lineage(self, slug: str) -> Iterator[str]:
        """The body, then what it is part of, and so on up."""
        at: str | None = slug
        while at is not None:
            yield at
            at = self.records[at].parent


def build_register(
    triples: Triples,
    phrases: Iterable[Row] = (),
    judgements: Iterable[Row] = (),
    places: Iterable[tuple[str, Iterable[str]]] = (),
) -> Register:
    """Build the register.

    Args:
        triples: Of the agency files and successions.ttl together, as graph.store.read_triples gives them.
        phrases: Rows of addressee_phrases.csv.
        judgements: Rows of judgements.csv.
        places: Names of areas with the codes of their councils, as `Partnerships.places` gives them.

    Raises:
        VocabularyError: a record or event lacks what it needs, names a body that is not there, is part of
            itself, or shares its label with another.
    """
    kept = list(triples)
    records = read_records(kept)
    events = read_events(kept)
    _check(records, events)
    return Register(
        records,
        events,
        wordbook((name.words, name) for record in records.values() for name in names_of(record)),
        wordbook((place, code) for place, codes in places for code in codes),
        read_phrases(phrases),
        read_judgements(judgements, records),
    )


def names_of(record: AuthorityRecord) -> Iterator[Name]:
    """The labels of a record, each spelling once, under the first of the lists it stands in.

    Example:
        >>> from dhrgraph.namespaces import PREFIXES as p, Iri
        >>> a = p["ag"] + "x"
        >>> triples = [(a, p["skos"] + "prefLabel", "MASH"), (a, p["dhr"] + "contextLabel", "MASH"),
        ...            (a, p["org"] + "classification", Iri(p["cv"] + "type-multi-agency-team"))]
        >>> [(n.source, n.method, n.in_context) for n in names_of(build_register(triples).records["x"])]
        [('skos:prefLabel', 'area-context', True)]
    """
    context = {fold(label) for label in record.context_labels}
    whole = {fold(label) for label in record.whole_labels}
    lists: tuple[tuple[str, NameMethod, tuple[str, ...]], ...] = (
        ("skos:prefLabel", "label", (record.label,)),
        ("skos:altLabel", "variant", record.alt_labels),
        ("skos:hiddenLabel", "misprint", record.misprints),
        ("dhr:contextLabel", "area-context", record.context_labels),
        ("dhr:wholeLabel", "variant", record.whole_labels),
    )
    seen: set[str] = set()
    for source, method, labels in lists:
        for label in labels:
            key = fold(label)
            if key not in seen:
                seen.add(key)
                limited = key in context
                spoken: NameMethod = "area-context" if limited and method != "misprint" else method
                yield Name(record.slug, label, source, spoken, limited, key in whole)


def _check(records: Mapping[str, AuthorityRecord], events: Iterable[ChangeEvent]) -> None:
    labels: dict[str, str] = {}
    for record in records.values():
        other = labels.setdefault(fold(record.label), record.slug)
        if other != record.slug:
            raise VocabularyError(f"ontology/: {record.slug} and {other} share the label '{record.label}'.")
        _check_parents(record.slug, records)
    for event in events:
        missing = [slug for slug in (*event.originals, *event.results) if slug not in records]
        if missing:
            raise VocabularyError(
                f"ontology/successions.ttl: {event.slug} names {', '.join(missing)}, not in the register."
            )


def _check_parents(slug: str, records: Mapping[str, AuthorityRecord]) -> None:
    line, at = [slug], records[slug].parent
    while at is not None:
        if at not in records:
            raise VocabularyError(f"ontology/: {line[-1]} is part of {at}, which is not in the register.")
        if at in line:
            raise VocabularyError(f"ontology/: {at} is part of itself.")
        line.append(at)
        at = records[at].parent
